"""Marks by a polygon, and by names of tiles."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def controls(desk, add_raster):
    """The buttons of cloud marks on a grid of 8 x 8 tiles."""
    from tilewright.ui.pages.mark_controls import MarkControls

    desk.show(add_raster(), cloud_source="marks")
    made = MarkControls("Mark", "", "markClouds")
    made.bind(desk.clouds)
    made.desk = desk
    yield made
    desk.clouds.use(False)
    made.deleteLater()


def names(desk):
    cells = desk.preview.cells
    return sorted(cells.names(cells.find_marks(desk.clouds.marks.values())))


def click(desk, place, button="LeftButton"):
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    point = desk.canvas.getCoordinateTransform().transform(*place)
    place = QPoint(round(point.x()), round(point.y()))
    button = getattr(Qt.MouseButton, button)
    QTest.mouseClick(desk.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, place)


# A triangle of which two sides lie along rows and columns, in pixels of the raster.
TRIANGLE = [(2, 2), (52, 2), (2, 52)]


def corners(places):
    return [(500000 + 10 * x, 4600000 - 10 * y) for x, y in places]


def inside(row, column):
    """Word by word: the centre of a tile against the three sides."""
    x, y = 10 * column + 5, 10 * row + 5
    return x > 2 and y > 2 and x + y < 54


def test_a_polygon_marks_the_tiles_with_their_middle_in_it(controls):
    desk = controls.desk
    controls.by_polygon.trigger()
    assert desk.clouds.is_active and "corners of a polygon" in desk.clouds._tool._hint.text()
    for place in corners(TRIANGLE):
        click(desk, place)
    assert names(desk) == []
    click(desk, (500700, 4599300), "RightButton")
    expected = [f"r0000{r}_c0000{c}" for r in range(8) for c in range(8) if inside(r, c)]
    assert names(desk) == expected and len(expected) == 15
    # The same polygon again takes them back.
    for place in corners(reversed(TRIANGLE)):
        click(desk, place)
    click(desk, (500700, 4599300), "RightButton")
    assert names(desk) == []
    controls.by_clicks.trigger()
    click(desk, (500350, 4599750))
    assert names(desk) == ["r00002_c00003"]


def test_keys_take_corners_back_end_a_polygon_and_give_it_up(controls):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    desk = controls.desk
    controls.by_polygon.trigger()
    for place in corners([TRIANGLE[0], TRIANGLE[1], (60, 60), TRIANGLE[2]]):
        if place == corners([TRIANGLE[2]])[0]:
            QTest.keyClick(desk.canvas, Qt.Key.Key_Backspace)
        click(desk, place)
    QTest.keyClick(desk.canvas, Qt.Key.Key_Return)
    assert len(names(desk)) == 15
    desk.clouds.marks.undo()
    click(desk, corners(TRIANGLE)[0])
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.clouds.is_active, "Esc gives the polygon up first"
    click(desk, corners(TRIANGLE)[0])
    click(desk, corners(TRIANGLE)[1])
    click(desk, (500700, 4599300), "RightButton")
    assert "three corners" in controls.hint.text() and names(desk) == []


def test_a_polygon_of_nothing_or_too_much_says_so(controls, monkeypatch):
    from tilewright.ui.map import mark_tool

    desk = controls.desk
    controls.by_polygon.trigger()
    for place in corners([(1, 1), (4, 1), (1, 4)]):
        click(desk, place)
    click(desk, (500700, 4599300), "RightButton")
    assert "There is no tile centre in" in controls.hint.text()
    monkeypatch.setattr(mark_tool, "MOST_AT_ONCE", 9)
    for place in corners(TRIANGLE):
        click(desk, place)
    click(desk, (500700, 4599300), "RightButton")
    assert "more than 9 tiles" in controls.hint.text() and names(desk) == []


def test_names_in_any_text_are_marked(controls, tmp_path):
    desk = controls.desk
    table = tmp_path / "tiles.csv"
    table.write_text(
        "file,label\ntrain/urban/urban_r00001_c00002.jpg,urban\nR00007_C00007.png,x\n"
        "r00001_c00002,twice\nr00009_c00000,away\nbar00001_c000021,no tile\n"
    )
    controls.mark_file(str(table))
    assert names(desk) == ["r00001_c00002", "r00007_c00007"]
    assert desk.clouds.is_active and controls.use.isChecked()
    hint = controls.hint.text().replace("\u200b", "")
    assert "Names that match no tile of this grid: 1 of 3, such as r00009_c00000." in hint
    # A list marks, and never takes marks back.
    desk.clouds.mark_named("r00001_c00002; r00003_c00003")
    assert names(desk) == ["r00001_c00002", "r00003_c00003", "r00007_c00007"]
    assert controls.hint.text() == ""
    desk.clouds.mark_named("nothing")
    assert "The text holds no tile name" in controls.hint.text()
    controls.mark_file(str(tmp_path / "gone.csv"))
    assert "gone.csv" in controls.hint.text()


def test_corrections_by_name_need_a_class(desk, add_raster):
    desk.show(add_raster())
    hints = []
    desk.edits.refused.connect(hints.append)
    desk.label = " "
    desk.edits.mark_named("r00001_c00002")
    assert "Name the class" in hints[-1] and len(desk.edits.marks) == 0
    desk.label = "urban"
    desk.edits.mark_named("r00001_c00002")
    desk.wait(lambda: not desk.preview.is_busy)
    assert json.loads(desk.ended[-1][0]["CLASS_COUNTS"]) == {"urban": 1}
