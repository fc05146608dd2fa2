"""Going to a tile by its name."""

from __future__ import annotations

import pytest

CLASSES = [(0, 0, 40, 80, "Vårbyg"), (40, 0, 80, 80, "urban")]


@pytest.fixture
def cells(desk, add_raster):
    """A grid of 8 x 8 tiles on the map."""
    desk.show(add_raster())
    return desk.preview.cells


@pytest.fixture
def find(desk):
    """Column and row of the tile that the map went to, and the message."""
    from tilewright.ui.map.find_tile import TileFinder

    finder = TileFinder(desk.canvas)
    flashed = []
    desk.canvas.flashGeometries = lambda geometries, crs: flashed.extend(geometries)

    def run(text, dataset="", cells=None):
        flashed.clear()
        message = finder.find(text, dataset, cells)
        if not flashed:
            return None, message
        (tile,) = flashed
        assert desk.canvas.extent().contains(tile.boundingBox())
        centre = desk.canvas.center()
        assert tile.contains(centre)
        # Tiles are 100 m wide.
        place = int((centre.x() - 500000) // 100), int((4600000 - centre.y()) // 100)
        return place, message

    return run


@pytest.fixture
def make_dataset(run, add_raster, add_labels, tmp_path):
    """Makes a dataset of 8 x 8 tiles; returns its tiles.gpkg."""

    def make(naming="TILE_ID", classes=CLASSES):
        raster, labels = add_raster(), add_labels(classes)
        run(
            "builddataset",
            RASTER=raster.id(),
            LABELS=labels.id(),
            LABEL_FIELD="class",
            PREDICATE="LARGEST",
            TILE_SIZE=10,
            NAMING=naming,
            OUTPUT=str(tmp_path / "set"),
        )
        return str(tmp_path / "set" / "tiles.gpkg")

    return make


@pytest.mark.parametrize(
    "text",
    [
        "r00002_c00003",
        "R00002_C00003",
        " r00002_c00003.tif ",
        "any_class_r00002_c00003.jpg",
        "/data/set/any/any_r00002_c00003.jpg",
        "C:\\set\\any\\any_r00002_c00003.JPG",
        '"set/any/any_r00002_c00003.png"',
        "2_c00003",
    ],
)
def test_tiles_on_the_map_are_found_however_they_are_called(cells, find, text):
    assert find(text, cells=cells) == ((3, 2), "")


@pytest.mark.parametrize(
    "text",
    [
        "Vårbyg_r00002_c00003.jpg",
        "vårbyg_R00002_c00003",
        "VÅRBYG_R00002_C00003",
        "train/Vårbyg/Vårbyg_r00002_c00003.jpg",
        "r00002_c00003",
        "byg_r00002_c00003",
    ],
)
def test_files_of_a_dataset_are_found_however_they_are_called(find, make_dataset, text):
    assert find(text, make_dataset()) == ((3, 2), "")


def test_a_whole_name_is_not_taken_for_a_part_of_another(find, make_dataset):
    west, east = CLASSES
    dataset = make_dataset("SEQUENCE", [(*west[:4], "non_urban"), east])
    # non_urban_01 has it in its name as well.
    assert find("urban_01.jpg", dataset) == ((4, 0), "")
    place, message = find("urban_01", dataset)
    assert (place, message) == ((4, 0), "")
    place, message = find("urban_10", dataset)
    assert (place, message) == ((5, 2), "")


def test_of_several_tiles_each_has_its_turn(find, make_dataset):
    dataset = make_dataset()
    places = []
    for turn in range(9):
        place, message = find("_r00004", dataset)
        assert "8 tiles" in message
        assert f"number {turn % 8 + 1}" in message
        places.append(place)
    assert set(places[:8]) == {(k, 4) for k in range(8)}
    assert places[8] == places[0]
    # Another name starts from its first.
    assert "number 1" in find("_r00005", dataset)[1]


def test_letters_that_mean_more_to_databases_mean_themselves(find, make_dataset):
    dataset = make_dataset()
    for text in ("r0000%", "r00002?c00003", "r00002-c00003", "' OR 1=1 --", '"file"'):
        place, message = find(text, dataset)
        assert place is None
        assert "No tile has" in message


def test_a_name_that_no_tile_has_and_a_map_without_tiles_are_told_apart(cells, find, make_dataset):
    assert find("r99999", cells=cells) == (None, "No tile has r99999 in its name.")
    assert find("r00001") == (
        None,
        "There are no tiles yet: choose an image, or make a dataset.",
    )
    assert find("   ", cells=cells) == (None, "")
    assert find("/", cells=cells) == (None, "")


def test_what_the_dataset_lacks_is_looked_for_on_the_map(cells, find, make_dataset):
    dataset = make_dataset()
    # Somebody else's name for the same tile.
    assert find("water_r00002_c00003.jpg", dataset, cells) == ((3, 2), "")
