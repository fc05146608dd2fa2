"""Tiles that are resampled together are those that are resampled one by one."""

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.transform import Affine
from rasterio.warp import transform as carry

from tilewright.core.cut.resampled import plan_resampled_batches
from tilewright.core.errors import CancelledError
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.resampling import warp as warping
from tilewright.core.resampling.grid import TargetGrid
from tilewright.core.resampling.places import place_all, place_on
from tilewright.core.resampling.resample import read_resampled
from tilewright.core.resampling.together import read_together

METHODS = ("NEAREST", "BILINEAR", "CUBIC", "AVERAGE")
SIDE = 20
# Coordinate system, and width of a pixel in its units.
GRIDS = ((32631, 12.5), (32631, 4.1), (4326, 1.1e-4), (32632, 10.0))


@pytest.fixture(params=["uint16", "float32", "int32"])
def source(tmp_path, request):
    """A raster with a hole, and another in one band alone."""
    values = np.random.default_rng(3).integers(1, 250, (3, 140, 170)).astype(request.param)
    values[:, 40:60, 50:70] = 0
    values[1, 90:95] = 0
    path = tmp_path / "raster.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=170, height=140, count=3, dtype=request.param,
        crs="EPSG:32631", transform=Affine(10, 0, 600000, 0, -10, 4900000), nodata=0,
    ) as file:  # fmt: skip
        file.write(values)
    found = FileRasterSource(str(path))
    yield found
    found.close()


def tiles(code, pixel):
    """Five by five, some of them beyond the raster, and one that is turned."""
    (x,), (y,) = carry("EPSG:32631", f"EPSG:{code}", [600203], [4899710])
    wkt, side = CRS.from_epsg(code).to_wkt(), pixel * SIDE
    grids = [
        TargetGrid(wkt, (pixel, 0, x + side * col, 0, -pixel, y - side * row), SIDE, SIDE)
        for row in range(-2, 3)
        for col in range(-2, 3)
    ]
    turned = (0.8 * pixel, 0.6 * pixel, x, 0.6 * pixel, -0.8 * pixel, y)
    return [*grids, TargetGrid(wkt, turned, SIDE, SIDE)]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("code", "pixel"), GRIDS)
def test_pixels_are_those_of_each_tile_alone(source, method, code, pixel):
    targets = tiles(code, pixel)
    values, valid, seen = read_together(source, targets, method, lambda: False)
    for k, target in enumerate(targets):
        rows = np.s_[k * SIDE : (k + 1) * SIDE]
        alone, alone_valid = read_resampled(source, target, method)
        assert np.array_equal(values[:, rows], alone)
        assert np.array_equal(valid[rows], alone_valid)
    assert sum(len(one.boxes) for one in seen) == sum(
        place_on(source.info, target) is not None for target in targets
    )


def test_raster_is_read_once_for_tiles_side_by_side_and_apart_for_others(source, monkeypatch):
    reads, read = [], source.read

    def note(window):
        reads.append(window)
        return read(window)

    monkeypatch.setattr(source, "read", note)
    near = [t.window((0, 0, SIDE, SIDE)) for t in tiles(32631, 8.0)[6:9]]
    read_together(source, near, "BILINEAR", lambda: False)
    assert len(reads) == 1
    reads.clear()
    far = [tiles(32631, 2.0)[12], tiles(32631, 2.0)[12].window((400, 300, SIDE, SIDE))]
    read_together(source, far, "BILINEAR", lambda: False)
    assert len(reads) == 2


@pytest.mark.parametrize(("code", "pixel"), GRIDS)
def test_places_of_many_are_those_of_each(source, code, pixel):
    targets = tiles(code, pixel)
    for found, target in zip(place_all(source.info, targets), targets):
        alone = place_on(source.info, target)
        assert (found is None) == (alone is None)
        if alone is not None:
            assert (found.least, found.last, found.box) == (alone.least, alone.last, alone.box)


def test_tiles_around_the_pole_are_placed_by_all_of_their_pixels(open_source):
    # The pole lies in the middle of a tile: the raster's northern edge is on none of its edges.
    globe = np.ones((1, 180, 360), np.uint8)
    info = open_source(globe, transform=(1, 0, -180, 0, -1, 90), crs="EPSG:4326").info
    polar = TargetGrid(CRS.from_epsg(3413).to_wkt(), (9e4, 0, -9e5, 0, -9e4, 9e5), SIDE, SIDE)
    (found,) = place_all(info, [polar])
    assert found == place_on(info, polar) and found.box[1] == 0 and not found.is_inside


def test_both_bindings_of_gdal_give_the_same_pixels(source, monkeypatch):
    pytest.importorskip("osgeo.gdal")
    targets = tiles(4326, 1.1e-4)
    found, valid, _ = read_together(source, targets, "CUBIC", lambda: False)
    monkeypatch.setattr(warping, "_by_osgeo", lambda: None)
    other, other_valid, _ = read_together(source, targets, "CUBIC", lambda: False)
    assert np.array_equal(found, other) and np.array_equal(valid, other_valid)


def test_cancel_is_heard_between_tiles(source):
    answers = iter([False, False, True])
    with pytest.raises(CancelledError):
        read_together(source, tiles(32631, 8.0), "BILINEAR", lambda: next(answers))


@pytest.fixture
def block():
    """20 rows of 30 tiles side by side, row by row."""
    wkt = CRS.from_epsg(32631).to_wkt()
    return [
        TargetGrid(wkt, (1, 0, 10.0 * col, 0, -1, -10.0 * row), 10, 10)
        for row in range(20)
        for col in range(30)
    ]


def test_batches_hold_tiles_side_by_side_and_each_tile_once(block):
    batches = plan_resampled_batches(block, "BILINEAR")
    numbers = np.concatenate([batch.index for batch in batches])
    assert sorted(numbers.tolist()) == list(range(600))
    assert len(batches) <= 600 / 25
    for batch in batches:
        places = np.array([t.transform for t in batch.targets])[:, [2, 5]]
        assert (np.ptp(places, axis=0) <= 50).all()


def test_of_striped_rasters_batches_hold_tiles_of_one_row(block):
    parts = np.repeat([0, 1], 600)
    batches = plan_resampled_batches(block * 2, "BILINEAR", parts, striped={1})
    numbers = np.concatenate([batch.index for batch in batches])
    assert sorted(numbers.tolist()) == list(range(1200))
    rows = [{number % 600 // 30 for number in batch.index.tolist()} for batch in batches]
    assert [len(row) == 1 for row in rows] == [batch.part == 1 for batch in batches]
    assert [len(batch.index) for batch in batches if batch.part == 1] == [30] * 20


def test_tiles_far_apart_share_batches():
    wkt = CRS.from_epsg(32631).to_wkt()
    targets = [TargetGrid(wkt, (1, 0, 9000.0 * k, 0, -1, 0), 10, 10) for k in range(64)]
    assert [len(batch.index) for batch in plan_resampled_batches(targets, "BILINEAR")] == [32, 32]


def test_blocks_apart_are_the_tiles(source):
    targets = tiles(32631, 8.0)
    (joined,) = plan_resampled_batches(targets, "BILINEAR", keeps_order=True)
    (apart,) = plan_resampled_batches(targets, "BILINEAR", keeps_order=True, is_apart=True)
    blocks = list(apart.blocks(source))
    assert len(list(joined.blocks(source))) == 1 and len(blocks) == len(targets)
    for block, tile, target in zip(blocks, joined.cut(source), targets):
        assert np.array_equal(block.values, tile.values)
        assert np.array_equal(block.valid, tile.valid)
        assert block.transform == tile.transform == target.transform
