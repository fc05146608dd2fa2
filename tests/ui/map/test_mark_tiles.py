"""Marking tiles by hand on the map."""

from __future__ import annotations

import json

import pytest

GRIDS = [
    {"overlap": 0},
    {"overlap": 5},
    {"overlap": 7, "edge": "KEEP"},
    {"overlap": 3, "edge": "SHIFT"},
    {"units": "METERS", "tile_size": 87.0, "overlap": 4},
]


@pytest.fixture
def marking(desk, add_raster):
    """Cloud marks in use on a grid of 8 x 8 tiles."""
    desk.show(add_raster(), cloud_source="marks")
    desk.clouds.use(True)
    desk.hints = []
    desk.clouds.refused.connect(desk.hints.append)
    desk.edits.refused.connect(desk.hints.append)
    return desk


@pytest.fixture
def mouse(marking):
    """Clicks, drags and moves on the map: ``mouse.drag("r00000_c00000", "r00000_c00003")``."""
    return Mouse(marking)


class Mouse:
    def __init__(self, desk):
        from qgis.PyQt.QtCore import Qt

        self.desk, self.view = desk, desk.canvas.viewport()
        self.left, self.keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.shift = Qt.KeyboardModifier.ShiftModifier

    def place(self, where):
        return self.desk.middle(where) if isinstance(where, str) else where

    def click(self, where):
        from qgis.PyQt.QtTest import QTest

        QTest.mouseClick(self.view, self.left, self.keys, self.place(where))

    def press(self, where, keys=None):
        from qgis.PyQt.QtTest import QTest

        QTest.mousePress(self.view, self.left, keys or self.keys, self.place(where))

    def move(self, where, button=True, keys=None):
        from qgis.PyQt.QtCore import QEvent, QPointF, Qt
        from qgis.PyQt.QtGui import QMouseEvent
        from qgis.PyQt.QtWidgets import QApplication

        button = self.left if button else Qt.MouseButton.NoButton
        place = QPointF(self.place(where))
        event = QMouseEvent(QEvent.Type.MouseMove, place, button, button, keys or self.keys)
        QApplication.sendEvent(self.view, event)

    def release(self, where, keys=None):
        from qgis.PyQt.QtTest import QTest

        QTest.mouseRelease(self.view, self.left, keys or self.keys, self.place(where))

    def drag(self, start, *stops, keys=None):
        self.press(start, keys)
        for stop in stops:
            self.move(stop, keys=keys)
        self.release(stops[-1], keys)

    def key(self, key, keys=None):
        from qgis.PyQt.QtTest import QTest

        QTest.keyClick(self.desk.canvas, key, keys or self.keys)


def marked(desk, kind="clouds"):
    """Names of the marked tiles, with their labels where there are some."""
    marks = getattr(desk, kind).marks.values()
    names = desk.preview.cells.finder.names(desk.preview.cells.find_marks(marks))
    return sorted(f"{n} {m.label}".strip() for n, m in zip(names, marks))


def row(*columns, row=0):
    return [f"r{row:05d}_c{column:05d}" for column in columns]


def test_a_click_marks_a_tile_and_another_takes_the_mark_back(marking, mouse):
    mouse.click("r00002_c00003")
    assert marked(marking) == ["r00002_c00003"]
    mark = marking.clouds.marks.values()[0]
    assert (mark.x, mark.y, mark.crs) == (500350, 4599750, "EPSG:32631")
    mouse.click("r00002_c00003")
    assert marked(marking) == []


def test_a_drag_marks_all_tiles_under_it_as_one_step(marking, mouse):
    # One move over seven tiles: a quick hand.
    mouse.drag("r00000_c00000", "r00000_c00007")
    assert marked(marking) == row(*range(8))
    mouse.drag("r00000_c00002", "r00000_c00004", "r00003_c00004")
    assert marked(marking) == row(0, 1, 5, 6, 7)
    marking.clouds.marks.undo()
    assert marked(marking) == row(*range(8))
    marking.clouds.marks.undo()
    assert marked(marking) == []
    marking.clouds.marks.redo()
    assert marked(marking) == row(*range(8))


def test_a_drag_does_nothing_before_it_ends_and_esc_gives_it_up(marking, mouse):
    from qgis.PyQt.QtCore import Qt

    mouse.press("r00000_c00000")
    mouse.move("r00000_c00002")
    assert marked(marking) == []
    mouse.key(Qt.Key.Key_Escape)
    mouse.release("r00000_c00002")
    assert marked(marking) == [] and marking.clouds.is_active
    mouse.key(Qt.Key.Key_Escape)
    assert not marking.clouds.is_active


def test_shift_and_a_drag_mark_the_tiles_with_their_middle_in_the_rectangle(marking, mouse):
    from qgis.PyQt.QtCore import QPoint

    start, end = mouse.place("r00001_c00001"), mouse.place("r00002_c00003")
    margin = QPoint(3, 3)
    mouse.drag(start - margin, end + margin, keys=mouse.shift)
    assert marked(marking) == row(1, 2, 3, row=1) + row(1, 2, 3, row=2)
    mouse.drag(start - margin, start + margin, keys=mouse.shift)
    assert len(marked(marking)) == 5
    marking.clouds.marks.undo()
    marking.clouds.marks.undo()
    assert marked(marking) == []


def test_ctrl_z_undoes_and_redo_has_both_its_keys(marking, mouse):
    from qgis.PyQt.QtCore import Qt

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    mouse.click("r00000_c00000")
    mouse.click("r00000_c00001")
    mouse.key(Qt.Key.Key_Z, control)
    assert marked(marking) == row(0)
    mouse.key(Qt.Key.Key_Z, control | shift)
    assert marked(marking) == row(0, 1)
    mouse.key(Qt.Key.Key_Z, control)
    mouse.key(Qt.Key.Key_Y, control)
    assert marked(marking) == row(0, 1)
    for _ in range(3):
        mouse.key(Qt.Key.Key_Z, control)
    assert marked(marking) == []


def test_the_tool_keeps_ctrl_z_from_the_window_while_it_is_up(marking):
    from qgis.PyQt.QtCore import QEvent, Qt
    from qgis.PyQt.QtGui import QKeyEvent
    from qgis.PyQt.QtWidgets import QApplication

    def is_kept(key, keys):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, keys)
        event.ignore()
        QApplication.sendEvent(marking.canvas, event)
        return event.isAccepted()

    control = Qt.KeyboardModifier.ControlModifier
    assert is_kept(Qt.Key.Key_Z, control) and is_kept(Qt.Key.Key_Y, control)
    assert not is_kept(Qt.Key.Key_S, control)
    marking.clouds.use(False)
    assert not is_kept(Qt.Key.Key_Z, control)


@pytest.mark.parametrize("grid", GRIDS, ids=str)
def test_what_a_click_does_the_next_takes_back_whatever_overlaps(desk, add_raster, grid):
    raster = add_raster(size=40)
    desk.show(raster, cloud_source="marks", **grid)
    cells = desk.preview.cells
    centres = cells.centres(cells.finder.all())
    from qgis.core import QgsPointXY

    for x, y in centres[::3].tolist():
        desk.clouds._mark([cells.at(QgsPointXY(x, y))], True)
    everything = marked(desk)
    assert len(everything) == len(centres[::3])
    for x, y in centres.tolist():
        number = cells.at(QgsPointXY(x, y))
        before = marked(desk)
        for _ in range(2):
            desk.clouds._mark([number], not desk.clouds._are_marked([number]))
        assert marked(desk) == before


@pytest.mark.parametrize("grid", GRIDS, ids=str)
def test_a_correction_changes_the_tile_that_was_clicked_and_no_other(
    desk, add_raster, add_labels, run, tmp_path, grid
):
    raster = add_raster(size=40)
    labels = add_labels([(0, 0, 40, 40, "water")])
    settings = {"labels": labels.id(), "label_field": "class", **grid}
    desk.show(raster, **settings)
    cells = desk.preview.cells
    chosen = cells.finder.names(cells.finder.all()[::5])
    desk.edits._mark([cells.find_name(name) for name in chosen], True)
    desk.wait(lambda: not desk.preview.is_busy)
    labelled = desk.labels()
    assert sorted(n for n, label in labelled.items() if label == "urban") == sorted(chosen)
    parameters = desk.marks.parameters(desk.shown[1], cells)
    made = run("builddataset", **parameters, OUTPUT=str(tmp_path / "out"))
    assert json.loads(made["CLASS_COUNTS"])["urban"] == len(chosen)
    lines = (tmp_path / "out" / "tiles.csv").read_text("utf-8").splitlines()
    urban = [line for line in lines if line.startswith("urban/")]
    assert sorted(name for name in labelled if any(name in line for line in urban)) == sorted(
        chosen
    )


@pytest.mark.parametrize("grid", GRIDS, ids=str)
@pytest.mark.parametrize("buffer", [0.0, 30.0, 155.0])
def test_the_number_of_tiles_that_clouds_leave_out_is_true(desk, add_raster, grid, buffer):
    raster = add_raster(size=60)
    settings = {"cloud_source": "marks", "cloud_buffer": buffer, **grid}
    desk.show(raster, **settings)
    cells = desk.preview.cells
    for name in ("r00001_c00001", "r00002_c00004"):
        desk.clouds._mark([cells.find_name(name)], True)
    desk.wait(lambda: not desk.preview.is_busy)
    left_out = [reason for reason in desk.reasons().values() if reason == "cloud mark"]
    assert desk.clouds.count_touched(buffer) == len(left_out) >= 2


def test_a_correction_replaces_another_and_goes_when_it_is_given_again(desk, add_raster):
    desk.show(add_raster())
    desk.edits._mark([0, 1], True)
    desk.label = "water"
    assert not desk.edits._are_marked([1])
    desk.edits._mark([1, 2], True)
    names = ["r00000_c00000 urban", "r00000_c00001 water", "r00000_c00002 water"]
    assert marked(desk, "edits") == names
    # Taking water back leaves what is urban alone.
    desk.edits._mark([0, 1, 2], False)
    assert marked(desk, "edits") == names[:1]


def test_the_tool_says_why_nothing_happens(marking, mouse, project):
    from qgis.PyQt.QtCore import QPoint

    marking.clouds.use(False)
    marking.edits.use(True)
    marking.label = "  "
    mouse.click("r00000_c00000")
    assert marking.hints[-1] == "Name the class in “Correct to” first."
    assert len(marking.edits.marks) == 0
    marking.label = "urban"
    mouse.click("r00000_c00000")
    assert marking.hints[-1] == ""
    assert len(marking.edits.marks) == 1
    marking.preview.clear()
    mouse.press(QPoint(200, 200))
    mouse.release(QPoint(200, 200))
    assert marking.hints[-1] == "Choose an image first."
    marking.edits.use(False)
    assert marking.hints[-1] == ""


def test_a_click_beside_the_tiles_and_an_empty_rectangle_say_so(marking, mouse):
    from qgis.core import QgsRectangle
    from qgis.PyQt.QtCore import QPoint

    marking.canvas.setExtent(QgsRectangle(499000, 4598000, 502000, 4601000))
    mouse.click(QPoint(5, 5))
    assert marking.hints[-1] == "There is no tile here."
    mouse.drag(QPoint(5, 5), QPoint(20, 20), keys=mouse.shift)
    assert marking.hints[-1] == "There is no tile centre in the rectangle."
    assert len(marking.clouds.marks) == 0


def test_too_large_a_rectangle_is_refused_with_a_number(marking, mouse, monkeypatch):
    from qgis.PyQt.QtCore import QPoint

    from tilewright.ui.map import mark_tool

    monkeypatch.setattr(mark_tool, "MOST_AT_ONCE", 10)
    mouse.drag(QPoint(1, 1), QPoint(398, 398), keys=mouse.shift)
    assert "more than 10 tiles" in marking.hints[-1]
    assert len(marking.clouds.marks) == 0


def test_the_tile_under_the_mouse_is_shown(marking, mouse):
    mouse.move("r00004_c00005", button=False)
    band = marking.clouds._tool._pointer
    cells = marking.preview.cells
    expected = cells.geometry(cells.find_name("r00004_c00005")).boundingBox()
    assert band.asGeometry().boundingBox() == expected
    marking.clouds.use(False)
    assert band.asGeometry().isEmpty()


def test_marks_of_another_image_are_kept_and_counted(desk, add_raster):
    from tilewright.ui.tasks.in_steps import at_once

    near = add_raster("near.tif")
    far = add_raster("far.tif", transform=(10.0, 0, 700000.0, 0, -10.0, 4600000.0))
    desk.show(near, cloud_source="marks")
    desk.clouds._mark([0, 1, 2], True)
    assert desk.clouds.count_elsewhere() == 0
    desk.show(far, cloud_source="marks")
    assert desk.clouds.count_elsewhere() == 3 and len(desk.clouds.marks) == 3
    desk.clouds._mark([5], True)
    assert desk.clouds.count_elsewhere() == 3
    assert desk.clouds.count_touched(0) == 1
    layer, _ = at_once(desk.marks.in_memory(desk.preview.cells))
    assert layer.featureCount() == 1
    desk.show(near, cloud_source="marks")
    assert desk.clouds.count_elsewhere() == 1


def test_two_tools_do_not_hand_the_map_to_each_other(marking):
    marking.edits.use(True)
    assert marking.edits.is_active and not marking.clouds.is_active
    marking.edits.use(False)
    assert marking.canvas.mapTool() is not marking.clouds._tool
