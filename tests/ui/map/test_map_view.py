"""Of more tiles than are drawn, the map shows and counts those in view."""

from __future__ import annotations

import pytest

HALVES = [(0, 0, 40, 80, "urban"), (40, 0, 80, 80, "water")]


@pytest.fixture
def few(monkeypatch):
    """Twenty tiles are many."""
    from tilewright.ui.map import preview_grid

    for name in ("MANY_TILES", "MOST_IN_VIEW"):
        monkeypatch.setattr(preview_grid, name, 20)


@pytest.fixture
def scene(few, desk, add_raster, add_labels):
    """A preview of 8 x 8 tiles, all of them in view: too many to be drawn."""
    raster, labels = add_raster(), add_labels(HALVES)
    settings = {"labels": labels.id(), "label_field": "class", "predicate": "LARGEST"}
    desk.said = []
    desk.preview.looked.connect(desk.said.append)
    desk.show(raster, cloud_source="marks", split_method="RANDOM", **settings)
    desk.raster, desk.settings = raster, settings
    return desk


def zoom(desk, first, last):
    """Show a square of the map about these tiles, and wait for what is known of them."""
    from qgis.core import QgsRectangle

    cells = desk.preview.cells
    box = QgsRectangle()
    for name in (first, last):
        box.combineExtentWith(cells.geometry(cells.find_name(name)).boundingBox())
    box.scale(0.5)
    desk.canvas.setExtent(box)
    desk.wait(lambda: not desk.preview.is_busy)


def drawn(desk):
    return sum(len(quads) for quads, _ in desk.preview.tiles._groups)


def test_zoomed_out_boxes_stand_for_tiles_and_nothing_runs(scene):
    assert (scene.runs, scene.preview.step, scene.preview.tiles.tiles) == (0, 2, [])
    assert drawn(scene) == 16
    assert "2 × 2 tiles" in scene.preview.read_out
    assert scene.ended[-1] == (None, "")


def test_zoomed_in_the_tiles_of_the_view_have_their_states(scene):
    zoom(scene, "r00003_c00003", "r00004_c00004")
    assert (scene.runs, scene.preview.step) == (1, 1)
    labels = scene.labels()
    assert {"r00003_c00003", "r00003_c00004", "r00004_c00003", "r00004_c00004"} <= labels.keys()
    assert len(labels) <= 20
    for name, label in labels.items():
        assert label == ("urban" if int(name[8:]) < 4 else "water"), name
    # Splits are dealt to all tiles together.
    assert {tile.split for tile in scene.preview.tiles.tiles} == {None}
    assert f"tiles in view ({len(labels)})" in scene.preview.read_out
    assert scene.said[-1] == scene.preview.read_out
    assert scene.ended[-1] == (None, ""), "a part is not counted as the whole"
    assert sum(row.count for row in scene.preview.tiles.legend) == len(labels)


def test_the_view_follows_the_map_and_small_moves_change_nothing(scene):
    from qgis.core import QgsRectangle, QgsVector

    zoom(scene, "r00003_c00003", "r00004_c00004")
    box = QgsRectangle(scene.canvas.extent())
    box += QgsVector(0.1 * box.width(), 0)
    scene.canvas.setExtent(box)
    scene.wait(seconds=0.1)
    assert scene.runs == 1
    zoom(scene, "r00000_c00006", "r00001_c00007")
    assert scene.runs == 2
    assert set(scene.labels().values()) == {"water"} and "r00000_c00007" in scene.labels()
    scene.canvas.setExtent(scene.raster.extent())
    assert (scene.preview.step, scene.preview.tiles.tiles) == (2, [])
    assert "2 × 2 tiles" in scene.said[-1]


def test_what_is_known_stays_until_more_is(scene):
    zoom(scene, "r00003_c00003", "r00004_c00004")
    known = len(scene.preview.tiles.tiles)
    scene.canvas.setExtent(scene.preview.cells.geometry(63).boundingBox())
    assert scene.preview.is_busy
    assert len(scene.preview.tiles.tiles) == known and drawn(scene) > known
    # Tiles that were known are not drawn a second time.
    numbers = scene.preview.cells.view_numbers(scene.preview._view).tolist()
    names = set(scene.preview.cells.names(numbers)) | {t.tile_id for t in scene.preview.tiles.tiles}
    assert drawn(scene) == len(names)


def test_a_click_marks_the_box_that_is_drawn_and_takes_it_back(scene):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    def click(name):
        QTest.mouseClick(
            scene.canvas.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            scene.middle(name),
        )

    def marked():
        cells = scene.preview.cells
        return sorted(cells.names(cells.find_marks(scene.clouds.marks.values())))

    scene.clouds.use(True)
    click("r00002_c00005")
    assert marked() == ["r00002_c00004", "r00002_c00005", "r00003_c00004", "r00003_c00005"]
    click("r00003_c00004")
    assert marked() == []
    scene.clouds.marks.undo()
    zoom(scene, "r00002_c00004", "r00003_c00005")
    assert {name for name, why in scene.reasons().items() if why == "cloud mark"} == {
        "r00002_c00004",
        "r00002_c00005",
        "r00003_c00004",
        "r00003_c00005",
    }
    click("r00003_c00004")
    assert marked() == ["r00002_c00004", "r00002_c00005", "r00003_c00005"]


def test_a_box_of_too_many_tiles_is_not_marked_by_a_click(scene, monkeypatch):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    from tilewright.ui.map import mark_tool

    monkeypatch.setattr(mark_tool, "MOST_AT_ONCE", 3)
    hints = []
    scene.clouds.refused.connect(hints.append)
    scene.clouds.use(True)
    QTest.mouseClick(
        scene.canvas.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        scene.middle("r00002_c00005"),
    )
    assert len(scene.clouds.marks) == 0
    assert hints[-1] == "A box stands for 2 × 2 tiles, too many for a click: zoom in."


def test_a_change_counts_the_tiles_in_view_anew(scene):
    zoom(scene, "r00003_c00003", "r00004_c00004")
    before = len(scene.labels())
    scene.clouds._mark([scene.preview.cells.find_name("r00003_c00003")], True)
    scene.wait(lambda: not scene.preview.is_busy)
    assert scene.reasons() == {"r00003_c00003": "cloud mark"}
    assert len(scene.labels()) == before - 1


def test_several_images_have_one_view(few, desk, add_raster):
    from tilewright.algorithms.grid.describe_grid import describe_grid
    from tilewright.core.grid.settings import GridSettings
    from tilewright.ui.cells.grid_cells import GridCells
    from tilewright.ui.cells.scene_cells import SceneCells

    rasters = [add_raster(f"{name}.tif") for name in "abc"]
    crs = desk.canvas.mapSettings().destinationCrs()
    parts = {
        place: GridCells(describe_grid(rasters[place], GridSettings(10)), crs) for place in (0, 2)
    }
    cells = SceneCells(parts, [raster.id() for raster in rasters])
    box = parts[0].geometry(9).boundingBox()
    box.scale(0.5)
    view = cells.look(box, 20)
    numbers = cells.view_numbers(view)
    assert cells.scenes(numbers).tolist() == [0, 2] and view.step == 1
    assert cells.names(numbers) == ["s001_r00001_c00001", "s003_r00001_c00001"]
    assert cells.view_text(view) == "r1-1c1-1,-,r1-1c1-1"
    assert (cells.view_outlines(view) == cells.outlines(numbers)).all()
    cells.hidden = frozenset({0})
    assert cells.view_text(cells.look(box, 20)) == "-,-,r1-1c1-1"
    whole = cells.look(rasters[0].extent(), 20)
    assert whole.step == 2 and len(cells.view_outlines(whole)) == 16
    names = cells.names(cells.block(int(numbers[1]), 2))
    assert names == [f"s003_r0000{row}_c0000{col}" for row in (0, 1) for col in (0, 1)]
