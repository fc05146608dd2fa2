"""A place where tiles over a raster have a corner, against a count of each pixel's tiles."""

import numpy as np
import pytest
from rasterio.transform import Affine

LEFT, TOP, PIXEL = 500000, 4600000, 10
WIDTH, HEIGHT = 53, 41
# Column 17 and row 6 of the raster, and some metres off.
NEAR = f"{LEFT + 17 * PIXEL + 3},{TOP - 6 * PIXEL + 4} [EPSG:32631]"


@pytest.fixture
def image(make_raster):
    return make_raster(np.ones((HEIGHT, WIDTH), dtype="uint8"))


@pytest.fixture
def windows(run, rows):
    """(column, row, width, height) of each tile, kept or rejected, from their outlines."""

    def make(raster, kept="OUTPUT", left=LEFT, top=TOP, **more):
        made = run("createtilegrid", INPUT=raster, REJECTED="TEMPORARY_OUTPUT", **more)
        found = []
        for feature in made[kept].getFeatures():
            box = feature.geometry().boundingBox()
            ends = (box.xMinimum() - left, top - box.yMaximum(), box.width(), box.height())
            found.append(tuple(round(v / PIXEL, 6) for v in ends))
        return found

    return make


def whole_tiles(tile, step, start, length):
    """Where whole tiles begin, by trying each pixel."""
    return [k for k in range(length - tile + 1) if (k - start) % step == 0]


@pytest.mark.parametrize(("tile", "overlap"), [(16, 0), (16, 4), (8, -3)])
def test_tiles_have_a_corner_at_the_nearest_corner_of_a_pixel(windows, run, image, tile, overlap):
    step = tile - overlap
    found = windows(image, ANCHOR=NEAR, TILE_SIZE=tile, OVERLAP=overlap)
    across, down = (whole_tiles(tile, step, start, n) for start, n in ((17, WIDTH), (6, HEIGHT)))
    assert sorted(found) == sorted((c, r, tile, tile) for c in across for r in down)
    assert f"begins at column {17 % step} and row {6 % step} of" in run.log
    assert "0.4 pixels from where" in run.log


def test_what_is_cut_on_all_sides_is_kept_or_rejected(windows, image):
    kept = windows(image, ANCHOR=NEAR, TILE_SIZE=16, EDGE="KEEP")
    times = np.zeros((HEIGHT, WIDTH), dtype=int)
    for col, row, width, height in kept:
        times[int(row) : int(row + height), int(col) : int(col + width)] += 1
    assert (times == 1).all()
    assert (0, 0, 1, 6) in kept
    rejected = windows(image, "REJECTED", ANCHOR=NEAR, TILE_SIZE=16)
    assert sorted(rejected) == sorted(w for w in kept if w[2:] != (16, 16))


def test_rasters_of_one_pixel_grid_have_the_same_tiles(windows, image, make_raster):
    part = Affine(PIXEL, 0, LEFT + 5 * PIXEL, 0, -PIXEL, TOP - 2 * PIXEL)
    other = make_raster(np.ones((39, 48), dtype="uint8"), name="other.tif", transform=part)
    # Far away, and in another coordinate system.
    anchor = "2.9,41.3 [EPSG:4326]"
    first = set(windows(image, ANCHOR=anchor, TILE_SIZE=8))
    second = set(windows(other, ANCHOR=anchor, TILE_SIZE=8))
    inside = {(c, r, w, h) for c, r, w, h in first if c >= 5 and r >= 2}
    assert second == inside
    assert len(second) >= 16
    assert set(windows(image, TILE_SIZE=8)).isdisjoint(windows(other, TILE_SIZE=8))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"EDGE": "SHIFT"}, "EDGE=SHIFT moves tiles away from the places that ANCHOR gives them"),
        ({"ROTATION": 20}, "ANCHOR is for upright grids; leave out ANCHOR or ROTATION."),
        ({"INPUT": None}, "ANCHOR needs a raster; name one with INPUT."),
        ({"ANCHOR": "1e9,95 [EPSG:4326]"}, "ANCHOR is no place that EPSG:32631 knows"),
    ],
)
def test_what_does_not_go_with_it_is_told(run_error, image, more, says):
    asked = {"INPUT": image, "ANCHOR": NEAR, "TILE_SIZE": 16, **more}
    assert says in run_error("createtilegrid", **asked)
