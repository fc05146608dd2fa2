"""Grids that are turned against the raster, in Create Tile Grid."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely import wkt
from shapely.affinity import rotate
from shapely.geometry import Point, Polygon, box

ROTATED = (8.0, 3.0, 500000.0, 2.0, -9.0, 4600000.0)
LEFT, TOP = 300000.0, 4900000.0
NORTH_UP = (10.0, 0.0, LEFT, 0.0, -10.0, TOP)
WIDTH, HEIGHT = 160, 100


def shapes(layer):
    return [wkt.loads(f.geometry().asWkt(15)) for f in layer.getFeatures()]


def by_hand(transform, degrees, width, height, overlap):
    """All tiles in reach as shapely turns them about the raster's centre, kept and cut ones."""
    a, b, c, d, e, f = transform

    def place(col, row):
        return a * col + b * row + c, d * col + e * row + f

    raster = Polygon([place(0, 0), place(WIDTH, 0), place(WIDTH, HEIGHT), place(0, HEIGHT)])
    middle = place(WIDTH / 2, HEIGHT / 2)
    centre, whole = Point(middle), raster.buffer(1e-6)
    # Turns about the middle change no distance from it.
    reach = max(math.dist(middle, corner) for corner in raster.exterior.coords) + sum(
        math.dist(place(0, 0), corner) for corner in (place(width, 0), place(0, height))
    )
    kept, cut = [], []
    for i in range(-40, 41):
        for j in range(-40, 41):
            left = WIDTH / 2 - width / 2 + i * (width - overlap)
            top = HEIGHT / 2 - height / 2 + j * (height - overlap)
            if math.dist(middle, place(left, top)) > reach:
                continue
            corners = box(left, top, left + width, top + height).exterior.coords
            tile = rotate(Polygon([place(*p) for p in corners]), degrees, origin=centre)
            if whole.contains(tile):
                kept.append(tile)
            elif raster.intersection(tile).area > 1e-3:
                cut.append(tile)
    return kept, cut


def matched(found, expected):
    """Whether each outline is one of the expected, each once."""
    assert len(found) == len(expected)
    left = [(shape.centroid, shape) for shape in expected]
    for shape in found:
        centre = shape.centroid
        nearest = min(left, key=lambda pair: pair[0].distance(centre))
        assert nearest[1].symmetric_difference(shape).area < 1e-3
        left.remove(nearest)


@pytest.fixture
def raster(make_raster):
    def make(transform=NORTH_UP, values=None):
        if values is None:
            values = np.ones((HEIGHT, WIDTH), dtype="uint8")
        return make_raster(values, transform=transform, crs="EPSG:32631")

    return make


@pytest.mark.parametrize("transform", [NORTH_UP, ROTATED], ids=["upright", "turned"])
@pytest.mark.parametrize(("degrees", "overlap"), [(30, 0), (-17.5, 6), (45, -5), (90, 0), (200, 3)])
def test_tiles_are_those_that_shapely_turns(run, raster, transform, degrees, overlap):
    done = run("createtilegrid", INPUT=raster(transform), TILE_SIZE=20, TILE_HEIGHT=12,
               OVERLAP=overlap, ROTATION=degrees, REJECTED="TEMPORARY_OUTPUT")  # fmt: skip
    kept, cut = by_hand(transform, degrees, 20, 12, overlap)
    assert len(kept) > 10
    matched(shapes(done["OUTPUT"]), kept)
    matched(shapes(done["REJECTED"]), cut)
    assert {f["reason"] for f in done["REJECTED"].getFeatures()} == {"cut by the raster's edge"}
    ids = [f["tile_id"] for f in done["OUTPUT"].getFeatures()]
    assert len(set(ids)) == len(ids) and ids == sorted(ids)
    assert f"The tiles are turned by {degrees} degrees" in run.log


def test_no_rotation_is_the_grid_of_before(run, raster, rows):
    image = raster()
    plain = run("createtilegrid", INPUT=image, TILE_SIZE=20)
    for degrees in (0, 360, -360):
        done = run("createtilegrid", INPUT=image, TILE_SIZE=20, ROTATION=degrees)
        assert rows(done["OUTPUT"]) == rows(plain["OUTPUT"])
    assert (
        run("createtilegrid", INPUT=image, TILE_SIZE=20, ROTATION=0)["GRID_ID"]
        == (plain["GRID_ID"])
    )
    assert (
        run("createtilegrid", INPUT=image, TILE_SIZE=20, ROTATION=9)["GRID_ID"]
        != (plain["GRID_ID"])
    )


def test_turned_tiles_are_exported_in_their_own_size_and_direction(
    run, run_error, raster, tmp_path
):
    # Values that rise evenly along both sides say where each pixel of a tile was read.
    cols, rows = np.meshgrid(np.arange(WIDTH), np.arange(HEIGHT))
    image = raster(values=np.stack((cols, rows)).astype("float32"))
    degrees = 30
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=20, TILE_HEIGHT=12, ROTATION=degrees)
    parameters = {"RASTER": image, "TILES": tiles["OUTPUT"], "FORMAT": "NPY", "SCALING": "NONE"}
    refused = run_error("exporttiles", **parameters, OUTPUT=str(tmp_path / "none"))
    assert "choose RESAMPLING" in refused
    folder = tmp_path / "out"
    run("exporttiles", **parameters, RESAMPLING="BILINEAR", OUTPUT=str(folder))
    arrays = {path.stem: np.load(path) for path in folder.rglob("*.npy")}
    assert len(arrays) == tiles["TILE_COUNT"]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for feature in tiles["OUTPUT"].getFeatures():
        corner = wkt.loads(feature.geometry().asWkt(15)).exterior.coords[0]
        found = next(array for name, array in arrays.items() if feature["tile_id"] in name)
        assert found.shape == (2, 12, 20)
        across, down = np.meshgrid(np.arange(20) + 0.5, np.arange(12) + 0.5)
        # Rows count downwards, so that a turn to the left lessens them along a tile's width.
        col = (corner[0] - LEFT) / 10 + across * cos + down * sin - 0.5
        row = (TOP - corner[1]) / 10 - across * sin + down * cos - 0.5
        # GDAL places pixels to an eighth of one.
        inner = (col > 0) & (col < WIDTH - 1) & (row > 0) & (row < HEIGHT - 1)
        assert np.abs(found - (col, row))[:, inner].max() < 0.125


def test_the_audit_takes_turned_tiles_as_overlapping_where_they_do(run, raster, tmp_path):
    image = raster()
    for overlap, is_shared in ((4, True), (0, False), (-4, False)):
        tiles = run("createtilegrid", INPUT=image, TILE_SIZE=20, OVERLAP=overlap, ROTATION=25)[
            "OUTPUT"
        ]
        grounds = shapes(tiles)
        shared = any(a.intersection(b).area > 1 for k, a in enumerate(grounds) for b in grounds[:k])
        assert shared == is_shared
        dealt = run(
            "native:fieldcalculator",
            INPUT=tiles,
            FIELD_NAME="split",
            FIELD_TYPE=2,
            FIELD_LENGTH=9,
            FORMULA="if((\"row\" + \"col\") % 2, 'train', 'test')",
        )["OUTPUT"]
        done = run("auditsplit", INPUT=dealt, REPORT=str(tmp_path / f"{overlap}.html"))
        assert done["PASSED"] == (not is_shared), done


def test_what_takes_whole_pixels_is_refused(run_error, raster, make_layer):
    image = raster()
    points = make_layer([(Point(LEFT + 9, TOP - 9).wkt, {})], kind="Point", crs="EPSG:32631")
    area = make_layer([(box(LEFT, TOP - 900, LEFT + 900, TOP).wkt, {})], crs="EPSG:32631")
    for given, part in (
        ({"EDGE": "KEEP"}, "EDGE is KEEP, and turned tiles can neither be cut nor moved"),
        ({"EDGE": "SHIFT"}, "EDGE is SHIFT, and turned"),
        ({"MIN_VALID": 5}, "MIN_VALID counts whole pixels"),
        ({"CENTRES": points}, "ROTATION is for grids"),
        ({"OVERLAP": 20}, "OVERLAP is 20 pixels and a tile 20"),
        ({"INPUT": None, "AOI": area, "UNITS": "METERS"}, "ROTATION needs a raster"),
    ):
        call = {"INPUT": image, "TILE_SIZE": 20, "ROTATION": 30, **given}
        assert part in run_error("createtilegrid", **call)
