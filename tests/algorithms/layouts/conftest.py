"""A raster, its tiles, and awkward objects, for all layouts."""

from pathlib import Path

import numpy as np
import pytest
from shapely.affinity import affine_transform, translate
from shapely.geometry import MultiPolygon, Polygon, box

LEFT, TOP, SIZE = 500000, 4600000, 10
COLUMNS, ROWS, TILE = 64, 48, 16


def on_ground(geometry):
    """A geometry in pixels, in the coordinates of the raster."""
    return affine_transform(geometry, (SIZE, 0, 0, -SIZE, LEFT, TOP))


# In pixels: inside, across a seam, with a hole, of two parts, below a pixel, over the edge.
OBJECTS = {
    "1": ("house", box(2, 3, 9, 8)),
    "2": ("house", box(12.25, 4.5, 22.75, 11.125)),
    "3": ("pool >10 %", Polygon(box(33, 17, 46, 30).exterior, [box(36, 20, 40, 25).exterior])),
    "4": ("house", MultiPolygon([box(20, 36, 23, 40), box(26, 37, 28.5, 44)])),
    "10": ("house", box(50.1, 5.1, 50.4, 5.3)),
    "11": ("pool >10 %", box(60, 44, 70, 52)),
    "12": ("house", Polygon([(50, 20), (56, 22), (55, 28), (49, 26)])),
    "13": ("pool >10 %", box(15.5, 33, 17, 35)),
}


@pytest.fixture
def raster(make_raster):
    values = np.random.default_rng(5).integers(1, 255, (3, ROWS, COLUMNS), dtype="uint8")
    return make_raster(values, name="image.tif")


@pytest.fixture
def objects(make_layer):
    return make_layer(
        [
            (on_ground(shape).wkt, {"class": name, "ref": int(ref)})
            for ref, (name, shape) in OBJECTS.items()
        ],
        kind="MultiPolygon",
        fields="class:string,ref:integer",
    )


@pytest.fixture(scope="session")
def kept_layers():
    """Layers that are made once, by name; each test gets a copy."""
    return {}


@pytest.fixture
def tiles(run, raster, kept_layers):
    if "tiles" not in kept_layers:
        kept_layers["tiles"] = run("createtilegrid", INPUT=raster, TILE_SIZE=TILE)["OUTPUT"]
    return kept_layers["tiles"].clone()


@pytest.fixture
def split_tiles(run, tiles, kept_layers):
    if "split" not in kept_layers:
        done = run("splittiles", INPUT=tiles, METHOD="RANDOM", SEED=3)
        kept_layers["split"] = done["OUTPUT"]
    return kept_layers["split"].clone()


@pytest.fixture
def export(run, raster, split_tiles, objects, tmp_path):
    """Exports the objects in a layout; returns the folder."""

    def make(layout, folder="out", **parameters):
        given = {
            "RASTER": raster,
            "TILES": split_tiles,
            "SPLIT_FIELD": "split",
            "FORMAT": "PNG",
            "SCALING": "NONE",
            "LAYOUT": layout,
            "OUTPUT": str(tmp_path / folder),
        }
        if "MASK" not in parameters:
            given.update(OBJECTS=objects, OBJECT_FIELD="class", OBJECT_ID_FIELD="ref")
        return run("exporttiles", **{**given, **parameters})["OUTPUT"]

    return make


@pytest.fixture
def clipped():
    """Gives what of an object lies in a window, in pixels of the tile, by shapely alone."""

    def clip(ref, window):
        col, row, width, height = window
        inside = box(col, row, min(COLUMNS, col + width), min(ROWS, row + height))
        return translate(OBJECTS[ref][1].intersection(inside), -col, -row)

    return clip


@pytest.fixture
def windows(csv_rows):
    """Gives the window of each tile of a dataset, by the name of its file without folders."""

    def read(folder):
        names = ("col_off", "row_off", "width", "height")
        return {
            Path(row["file"]).name: tuple(int(row[name]) for name in names)
            for row in csv_rows(f"{folder}/tiles.csv")
        }

    return read


@pytest.fixture
def visible_refs(clipped):
    """Objects of which at least a pixel lies in a window, in their own order."""

    def find(window):
        return [ref for ref in OBJECTS if clipped(ref, window).area >= 1]

    return find


@pytest.fixture
def object_table():
    """Class and outline in pixels of each object."""
    return OBJECTS
