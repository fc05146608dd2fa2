"""Interpreting points: keys, buttons, the map, and what becomes of the layer."""

from __future__ import annotations

import numpy as np
import pytest

NAMES = "1=forest,2=water,3=urban"


@pytest.fixture
def points(run, project, make_raster):
    """A layer of 10 points in the project, styled as QGIS loads it."""
    from tilewright.algorithms.assess.points_layer import style_points

    codes = np.ones((60, 60), dtype="uint8")
    codes[:, 30:] = 2
    raster = make_raster(codes, nodata=0)
    result = run("assessmentpoints", RASTER=raster, COUNT=10, MIN_PER_CLASS=2, CLASS_MAP=NAMES)
    layer = result["OUTPUT"]
    colors = {"forest": (0, 99, 0), "water": (0, 0, 200), "urban": (200, 0, 0)}
    style_points(layer, colors)
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def iface(make_iface, points):
    from qgis.core import QgsMapLayer
    from qgis.PyQt import sip
    from qgis.PyQt.QtCore import pyqtSignal

    class Window(make_iface):
        # QGIS calls it so.
        currentLayerChanged = pyqtSignal(QgsMapLayer)  # noqa: N815

        def addDockWidget(self, area, dock):
            self.window.addDockWidget(area, dock)

    made = Window()
    made.layer = points
    made.canvas.setDestinationCrs(points.crs())
    made.canvas.resize(300, 300)
    made.window.setCentralWidget(made.canvas)
    made.canvas.setExtent(points.extent())
    made.window.show()
    yield made
    sip.delete(made.window)


@pytest.fixture
def dock(iface):
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.assess.interpret_dock import InterpretDock

    made = InterpretDock(iface)
    iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, made)
    made.show()
    yield made
    made.remove()


@pytest.fixture
def press(iface):
    """Presses a key on the map: ``press("2")``."""
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    def press_it(name):
        QTest.keyClick(iface.canvas, getattr(Qt.Key, f"Key_{name}"))

    return press_it


def classes(layer):
    rows = sorted((f["point_id"], f["reference"]) for f in layer.getFeatures())
    return [value if isinstance(value, str) else None for _, value in rows]


def test_keys_set_the_class_and_move_to_the_next_point(dock, press, points, iface, wait):
    wait(lambda: iface.canvas.mapTool() is dock.tool)
    assert dock.work.place == 0
    press("2")
    press("1")
    press("3")
    assert classes(points) == ["water", "forest", "urban", *[None] * 7]
    assert dock.work.place == 3
    assert dock.progress.value() == 3
    assert dock.progress.maximum() == 10
    # A class that there is none of does nothing.
    press("7")
    assert dock.work.place == 3
    press("P")
    assert dock.work.place == 2
    assert [b.isChecked() for b in dock.class_buttons] == [False, False, True]
    press("0")
    assert classes(points)[2] is None
    press("N")
    press("1")
    # On to the next without a class, which lies behind.
    assert dock.work.place == 4


def test_the_map_goes_to_each_point_and_keeps_its_scale(dock, press, points, iface, wait):
    wait(lambda: iface.canvas.mapTool() is dock.tool)
    iface.canvas.zoomScale(5000)
    for _ in range(3):
        press("1")
        place = dock.work.geometry().asPoint()
        middle = iface.canvas.extent().center()
        assert middle.distance(place) < 1
        assert iface.canvas.scale() == pytest.approx(5000, rel=0.01)


def test_buttons_have_names_colours_and_keys(dock, points):
    assert [b.text() for b in dock.class_buttons] == ["1  forest", "2  water", "3  urban"]
    image = dock.class_buttons[2].icon().pixmap(12, 12).toImage()
    assert image.pixelColor(6, 6).getRgb()[:3] == (200, 0, 0)
    dock.class_buttons[2].click()
    assert classes(points)[0] == "urban"


def test_edits_can_be_undone_and_are_saved(dock, press, points, iface, wait):
    wait(lambda: iface.canvas.mapTool() is dock.tool)
    press("1")
    assert points.isEditable()
    points.undoStack().undo()
    assert classes(points) == [None] * 10
    assert dock.progress.value() == 0
    for _ in range(10):
        press("2")
    assert classes(points)[1:] == ["water"] * 9
    assert "All points have a class. Save, then choose Assess a Map." in dock.note.text()
    dock.save.click()
    assert not points.isEditable()
    assert set(classes(points)) == {"water"}


def test_the_tool_leaves_the_map_as_it_was(dock, press, iface, wait):
    from qgis.gui import QgsMapToolPan

    wait(lambda: iface.canvas.mapTool() is dock.tool)
    press("Escape")
    assert iface.canvas.mapTool() is not dock.tool
    pan = QgsMapToolPan(iface.canvas)
    iface.canvas.setMapTool(pan)
    dock.hide()
    dock.show()
    wait(lambda: iface.canvas.mapTool() is dock.tool)
    dock.hide()
    assert iface.canvas.mapTool() is pan


def test_it_follows_the_layer_that_is_chosen(dock, points, project, make_layer, iface):
    other = make_layer([], kind="Point", fields="reference:string")
    project.addMapLayer(other)
    iface.currentLayerChanged.emit(other)
    assert dock.work.layer is points
    project.removeMapLayer(points.id())
    assert dock.work is None
    assert dock.class_buttons == []
    assert "Choose a layer of points" in dock.note.text()
    assert not dock.save.isEnabled()


def test_the_buttons_open_the_algorithms(dock, points, monkeypatch):
    opened = []
    monkeypatch.setattr(dock._dialogs, "open", lambda *asked: opened.append(asked))
    dock.assess.click()
    dock.draw.click()
    assert opened == [
        ("tilewright:assessmap", {"REFERENCE": points.id()}),
        ("tilewright:assessmentpoints", {}),
    ]


def test_the_menu_entry_makes_the_dock_and_takes_it_away(iface, wait):
    from tilewright.ui.assess.interpret_action import InterpretAction

    action = InterpretAction(iface)
    action.action.trigger()
    dock = action.dock
    assert dock.work is not None
    wait(lambda: iface.canvas.mapTool() is dock.tool)
    action.remove()
    assert iface.canvas.mapTool() is not dock.tool
    assert action.dock is None


def _is_looked_at(dock, canvas):
    place = dock.work.geometry().asPoint()
    return dock.tool.is_marking and canvas.extent().center().distance(place) < 1


@pytest.mark.parametrize("button", ["forth", "back", "open", "class"])
@pytest.mark.parametrize("way", ["pan", "Escape"])
def test_buttons_move_map_and_marker_after_another_tool(
    dock, press, points, iface, wait, way, button
):
    from qgis.gui import QgsMapToolPan

    wait(lambda: iface.canvas.mapTool() is dock.tool)
    assert dock.to_points.isHidden()
    pan = QgsMapToolPan(iface.canvas)
    if way == "pan":
        iface.canvas.setMapTool(pan)
    else:
        press("Escape")
    assert iface.canvas.mapTool() is not dock.tool
    assert "Another map tool is active, so the keys do nothing." in dock.note.text()
    assert not dock.to_points.isHidden()
    before = dock.work.place
    (dock.class_buttons[1] if button == "class" else getattr(dock, button)).click()
    assert dock.work.place != before
    assert _is_looked_at(dock, iface.canvas)
    assert dock.to_points.isHidden()
    assert "Keys 1 to 9" in dock.note.text()
    at = dock.work.place
    press("1")
    assert classes(points)[at] == "forest"


def test_a_class_is_not_given_to_a_point_out_of_sight(dock, points, iface, wait):
    from qgis.core import QgsPointXY
    from qgis.gui import QgsMapToolPan

    wait(lambda: iface.canvas.mapTool() is dock.tool)
    pan = QgsMapToolPan(iface.canvas)
    iface.canvas.setMapTool(pan)
    iface.canvas.setCenter(QgsPointXY(0, 0))
    dock.class_buttons[0].click()
    assert classes(points) == [None] * 10
    assert "out of view" in dock.note.text()
    assert _is_looked_at(dock, iface.canvas)
    dock.class_buttons[0].click()
    assert classes(points)[0] == "forest"


@pytest.mark.parametrize("place", ["to_points", "note", "progress"])
def test_a_click_in_the_panel_gives_the_map_its_tool_back(dock, iface, press, wait, place):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    wait(lambda: iface.canvas.mapTool() is dock.tool)
    press("Escape")
    QTest.mouseClick(getattr(dock, place), Qt.MouseButton.LeftButton)
    assert iface.canvas.mapTool() is dock.tool
    assert _is_looked_at(dock, iface.canvas)


@pytest.mark.parametrize("place", ["panel", "map"])
def test_keys_are_heard_again_after_the_focus_was_elsewhere(dock, iface, wait, place):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QApplication, QLineEdit

    wait(lambda: iface.canvas.mapTool() is dock.tool)
    other = QLineEdit(iface.window)
    other.show()
    iface.window.activateWindow()
    other.setFocus()
    wait(lambda: QApplication.focusWidget() is other)
    widget = dock.progress if place == "panel" else iface.canvas.viewport()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    wait(lambda: QApplication.focusWidget() in (iface.canvas, iface.canvas.viewport()))


def test_many_long_classes_fit_into_a_small_panel(dock, points, project, iface, wait):
    from tilewright.algorithms.assess.points_layer import style_points

    names = {f"A very long name of a class that nobody can read {k}": (k, 0, 0) for k in range(20)}
    layer = points.clone()
    style_points(layer, names)
    project.addMapLayer(layer)
    iface.currentLayerChanged.emit(layer)
    assert len(dock.class_buttons) == 20
    dock.note.hide()
    least = dock.minimumSizeHint()
    assert least.width() < 300
    assert least.height() < 150
    iface.window.resize(500, 420)
    button = dock.class_buttons[19]
    wait(lambda: 0 < button.width() <= dock.classes.viewport().width() < 400)
    assert button.shown_text().endswith("\u2026")
    assert button.toolTip() == list(names)[19]
    # The theme's own letters tell how far it is.
    assert not dock.progress.isTextVisible()
    assert dock.done.text() == "0 of 10 interpreted"


def test_the_map_says_what_keys_do_while_the_tool_is_up(dock, press, iface, wait):
    from qgis.PyQt.QtWidgets import QLabel

    wait(lambda: iface.canvas.mapTool() is dock.tool)
    (hint,) = iface.canvas.findChildren(QLabel, "tilewrightMapHint")
    assert hint.isVisible() and hint.text().startswith("Keys 1 to 9: class of the point")
    assert "Esc: end." in hint.text()
    press("Escape")
    assert not hint.isVisible()
