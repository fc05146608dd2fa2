"""Every widget of the dock is built, painted and used with PyQt6."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from anything import Anything
from PyQt6 import QtCore, QtGui, QtWidgets
from PyQt6.QtTest import QTest
from stand_core import QgsProject

Qt = QtCore.Qt
LEFT = Qt.MouseButton.LeftButton
# Bases, what there is while something runs, and what Processing's dialogs show: tried below.
NOT_IN_THE_DOCK = {
    "SwatchList",
    "OverMap",
    "PanelAction",
    "DockPage",
    "AlgorithmRun",
    "LogFeedback",
    "_Work",
}
NOT_IN_THE_DOCK |= {"ProductField", "_PathLine", "_FieldWrapper", "_ChoiceWrapper"}
# What a button of a page opens.
NOT_IN_THE_DOCK |= {"HelpWindow"}
# Of a panel of its own: test_interpret.py.
NOT_IN_THE_DOCK |= {"InterpretDock", "InterpretTool", "Interpretation"}
NOT_IN_THE_DOCK |= {"ClassButton", "ClassButtons"}
# Of another: test_preview_classes.py.
NOT_IN_THE_DOCK |= {"ClassesOnMap", "LiveClasses", "MapSteps", "PreviewDock", "PreviewForm"}
NOT_IN_THE_DOCK |= {"ProjectEntry", "OpeningDock", "DockParts"}


class Layer(QtCore.QObject):
    """A layer with a name."""

    def __getattr__(self, name):
        return Anything()

    def id(self):
        return "layer1"

    def name(self):
        return "a layer"


def _no_example():
    raise OSError("no profile")


@pytest.fixture
def dialogs(monkeypatch, tmp_path):
    """Answers of dialogs for files."""
    path = str(tmp_path / "chosen")
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QtWidgets.QFileDialog, name, lambda *_: (path, ""))
    monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    # The stand-ins have no layers to open.
    monkeypatch.setattr("tilewright.ui.image.image_sources.copy_example", _no_example)
    monkeypatch.setattr(QtWidgets.QFileDialog, "getExistingDirectory", lambda *_: path)
    monkeypatch.setattr(QtWidgets.QInputDialog, "getMultiLineText", lambda *_: ("", True))
    monkeypatch.setattr(QtWidgets.QInputDialog, "getText", lambda *_, **__: ("urban", True))


def class_names(module):
    """Classes of Qt's that a module of the plugin's makes its own of."""
    kinds = (QtCore.QObject, QtWidgets.QGraphicsItem)
    for name, value in vars(module).items():
        is_own = isinstance(value, type) and value.__module__ == module.__name__
        if is_own and issubclass(value, kinds):
            yield name


def test_every_class_of_qt_is_built(dock, root):
    wanted = set()
    for path in (root / "ui").rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        wanted |= set(class_names(importlib.import_module(".".join(("tilewright", *parts)))))
    scene = dock._iface.canvas.scene().items()
    built = {type(one).__name__ for one in dock.findChildren(QtCore.QObject)}
    built |= {type(one).__name__ for one in (dock, *scene)}
    built |= {type(one).__name__ for one in dock._iface.canvas.findChildren(QtCore.QObject)}
    built |= {type(one).__name__ for one in dock._iface.mainWindow().findChildren(QtCore.QObject)}
    assert len(wanted) > 30
    assert wanted - built == NOT_IN_THE_DOCK


def test_dock_is_painted(dock):
    for size in ((280, 400), (700, 1500)):
        dock.resize(*size)
        assert not dock.grab().isNull()


def test_fields_are_used(dock):
    layer = Layer()
    QgsProject.instance()._layers["layer1"] = layer
    for box in dock.findChildren(QtWidgets.QComboBox):
        for place in range(box.count()):
            box.setCurrentIndex(place)
            box.activated.emit(place)
    for box in dock.findChildren(QtWidgets.QAbstractSpinBox):
        box.stepUp()
    for line in dock.findChildren(QtWidgets.QLineEdit):
        QTest.keyClicks(line, "12")
        line.editingFinished.emit()
    for box in dock.findChildren(QtWidgets.QCheckBox):
        box.click()
        box.click()
    dock.apply(dock.settings())


def test_buttons_and_menus_are_used(dock, dialogs):
    for button in dock.findChildren(QtWidgets.QPushButton):
        button.click()
    for menu in dock.findChildren(QtWidgets.QMenu):
        menu.popup(QtCore.QPoint(0, 0))
        menu.hide()
        for entry in menu.actions():
            entry.trigger()


def test_wheel_and_keys(dock):
    for box in dock.findChildren(QtWidgets.QComboBox):
        event = QtGui.QWheelEvent(
            QtCore.QPointF(5, 5),
            QtCore.QPointF(5, 5),
            QtCore.QPoint(0, 0),
            QtCore.QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        before = box.currentIndex()
        QtWidgets.QApplication.sendEvent(box, event)
        assert box.currentIndex() == before
    QTest.keyClick(dock.panel.find, Qt.Key.Key_Return)


def test_lists_are_filled(dock, tmp_path):
    from tilewright.ui.map.draw_tiles import SIGNS, TileStyle
    from tilewright.ui.map.tile_preview import AMBIGUOUS, CLASS, LEFT_OUT, LegendRow
    from tilewright.ui.widgets.scene_list import SceneList

    styles = [TileStyle((1, 2, 3), sign=sign, line=Qt.PenStyle.DashLine) for sign in ("", *SIGNS)]
    kinds = (CLASS, AMBIGUOUS, LEFT_OUT)
    rows = [LegendRow("a", style, 3, kind) for style in styles for kind in kinds]
    dock.labels.show_legend(rows)
    assert dock.labels.legend.topLevelItemCount() == len(rows)
    images = SceneList()
    images.fill(["a.tif", "b.tif"], ["b.tif"], 1)
    images.describe([("a", "2020-01-01", "a.tif", ""), ("b", "", "b.tif", "It is torn.")])
    assert images.hidden() == ["b.tif"]
    images.up.click()
    assert images.texts() == ["b.tif", "a.tif"]
    share = {"tiles": 7, "asked": 70.0, "achieved": 71.5}
    facts = {"splits": {"train": share}, "classes": {"a": {"splits": {"train": share}}}}
    table = dock.split.table
    table.show_shares(facts)
    table.topLevelItem(0).setExpanded(True)
    table.show_shares(facts)
    show_a_tile(dock.sample._page)
    for page in dock.pages:
        page.setVisible(True)
    dock.grab()


def show_a_tile(page):
    """A tile of three bands with a mask and an object, and its two pictures painted."""
    import numpy as np

    from tilewright.core.preview.pictures import BandValues, Outline, TilePictures
    from tilewright.core.preview.tiles import LookedTile

    values = np.zeros((3, 8, 9), dtype="uint8")
    valid = np.ones((8, 9), dtype=bool)
    tile = LookedTile(0, "t", "a/t.png", ("a",), "val", values, valid, values, 9, None, None, ())
    picture = np.zeros((8, 9, 3), dtype="uint8")
    mask = np.zeros((8, 9, 4), dtype="uint8")
    ring = np.array([(1, 1), (5, 1), (5, 6)], dtype=float)
    bands = [
        BandValues(name, np.arange(64), 0.0, 9.0, 1.0, 8.0, (2.0, 7.0), True) for name in "rgb"
    ]
    shares = [("a", (1, 2, 3), 50.0)]
    outlines = [Outline("house", (4, 5, 6), [ring], False)]
    page.show_tile(
        TilePictures(tile, picture, picture, "cut", mask, shares, outlines, bands), "image"
    )
    page.show()
    for widget in (page.pair.stored.picture, page.pair.written.picture, page.histogram.plot):
        assert not widget.grab().isNull()


def test_problems_are_shown(dock):
    from tilewright.ui.widgets.problem import Problem

    dock.image.show_problem(Problem(dock.image.tile_size, "too small"))
    dock.panel.show_ready(Problem(dock.image.raster, "none", is_hint=True), False)
    dock.runs.tell("said")
    dock.panel.start()
    dock.panel.say("a line")
    dock.panel.end()


def test_product_field_takes_what_is_dropped(application):
    from tilewright.ui.toolbox.product_field import ProductField

    field = ProductField()
    mime = QtCore.QMimeData()
    mime.setUrls([QtCore.QUrl.fromLocalFile("/data/a.SAFE")])
    with_link = (Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    QtWidgets.QApplication.sendEvent(
        field.line, QtGui.QDragEnterEvent(QtCore.QPoint(1, 1), *with_link)
    )
    event = QtGui.QDropEvent(QtCore.QPointF(1, 1), *with_link)
    field.line.dropEvent(event)
    assert Path(field.path()) == Path("/data/a.SAFE")


@pytest.mark.parametrize("kind", ["ParametersDialog", "BatchPanel", "ModelerParametersDialog"])
def test_product_widget_of_processing(application, kind):
    from tilewright.ui.toolbox.product_field import ProductWidget

    made = ProductWidget(Anything(), type(kind, (Anything,), {})())
    if not kind.startswith("Modeler"):
        widget = made.createWidget()
        heard = []
        made.widgetValueHasChanged.connect(heard.append)
        made.setWidgetValue("/data/b.SAFE", None)
        assert made.widgetValue() == "/data/b.SAFE"
        assert heard == [made]
        assert not widget.grab().isNull()


def test_run_ends(dock):
    dock.runs.start({})
    run = dock.runs._run
    run.feedback.setProgress(30.5)
    run.feedback.pushInfo("a line")
    run._task.executed.emit(False, {})
    assert not dock.runs.is_busy


def test_plugin_lives(iface):
    plugin = importlib.import_module("tilewright").classFactory(iface)
    plugin.initGui()
    plugin.unload()
