"""Areas of classes in tiles, against counting pixel by pixel, in one pass over the raster."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import Polygon, box

from tilewright.core.errors import CancelledError, RasterError
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.labels import areas as class_areas
from tilewright.core.labels.areas import measure_class_areas, plan_block_reads

HEIGHT, WIDTH = 96, 128
CODES = np.random.default_rng(3).choice([0, 1, 2, 7, 200], (HEIGHT, WIDTH)).astype(np.uint8)
PLACE = (10.0, 0.0, 300000.0, 0.0, -10.0, 5500000.0)


def outlines_of(windows, transform=PLACE):
    windows = np.asarray(windows, dtype=float).reshape(-1, 4)
    return TileGeometries(wkb_of_corners(corners_of_windows(windows, transform)))


class CountingSource:
    """Notes every window that is read."""

    def __init__(self, source):
        self.source, self.info, self.windows = source, source.info, []

    def read(self, window):
        self.windows.append(tuple(int(v) for v in window))
        return self.source.read(window)


windows = st.tuples(
    st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), st.integers(1, 60), st.integers(1, 60)
).map(lambda w: (w[0], w[1], min(w[2], WIDTH - w[0]), min(w[3], HEIGHT - w[1])))


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    """The same codes in storage blocks of several shapes and types."""
    import rasterio

    from tilewright.core.raster.source import FileRasterSource

    opened = []
    for dtype, options in (
        ("uint8", {"tiled": True, "blockxsize": 16, "blockysize": 16}),
        ("int16", {"blockysize": 8}),
        ("int32", {"tiled": True, "blockxsize": 32, "blockysize": 16}),
        ("float32", {"blockysize": 96}),
    ):
        path = str(tmp_path_factory.mktemp("codes") / "codes.tif")
        with rasterio.open(
            path, "w", driver="GTiff", count=1, width=WIDTH, height=HEIGHT, dtype=dtype,
            crs="EPSG:32632", nodata=0, transform=rasterio.Affine(*PLACE), **options,
        ) as dataset:  # fmt: skip
            dataset.write(CODES.astype(dtype), 1)
        opened.append(FileRasterSource(path))
    yield opened
    for source in opened:
        source.close()


@given(tiles=st.lists(windows, min_size=1, max_size=8), pixels=st.sampled_from([1, 700, 10**6]))
@settings(max_examples=25)
def test_tiles_of_whole_pixels_are_counted_and_blocks_read_once(sources, tiles, pixels):
    with pytest.MonkeyPatch.context() as patch:
        for source in sources:
            patch.setattr(class_areas, "DEFAULT_BUDGET", pixels * 4 * (source.info.itemsize + 4))
            counting = CountingSource(source)
            found = measure_class_areas(counting, outlines_of(tiles))
            assert set(found.codes.tolist()) <= {1, 2, 7, 200}
            for (x, y, w, h), row, whole in zip(tiles, found.areas, found.tile_areas):
                part = CODES[y : y + h, x : x + w]
                counts = {c: int((part == c).sum()) for c in (1, 2, 7, 200)}
                assert dict(zip(found.codes.tolist(), row.tolist())) == {
                    c: n for c, n in counts.items() if c in found.codes
                }
                assert whole == w * h
            _check_reads(counting, tiles)


def _check_reads(counting, tiles):
    """Every pixel at most once, whole blocks, and no block without a tile."""
    block_height, block_width = counting.info.block_shape
    times = np.zeros((HEIGHT, WIDTH), dtype=int)
    for col, row, width, height in counting.windows:
        assert col % block_width == 0 and row % block_height == 0
        assert (col + width) % block_width == 0 or col + width == WIDTH
        assert (row + height) % block_height == 0 or row + height == HEIGHT
        times[row : row + height, col : col + width] += 1
    assert times.max() == 1
    for x, y, w, h in tiles:
        assert times[y : y + h, x : x + w].min() == 1


def test_reads_stay_within_the_bound_and_away_from_empty_ground():
    tiles = np.array([[0, 0, 10, 10], [900, 900, 50, 50]])
    reads = plan_block_reads(tiles, (1000, 1000), (100, 100), 20_000)
    assert reads == [(0, 0, 100, 100), (900, 900, 100, 100)]
    everything = np.array([[0, 0, 1000, 1000]])
    reads = plan_block_reads(everything, (1000, 1000), (100, 100), 20_000)
    assert len(reads) == 50 and max(w * h for _, _, w, h in reads) <= 20_000
    # A block that is larger than the bound is read all the same.
    assert plan_block_reads(everything, (1000, 1000), (1000, 1000), 10) == [(0, 0, 1000, 1000)]
    assert plan_block_reads(np.zeros((3, 4), dtype=int), (1000, 1000), (1, 1000), 10) == []


def test_reads_of_a_few_tiles_take_no_time_on_an_endless_raster():
    tiles = np.array([[5, 5, 10, 10], [10**9 - 50, 10**9 - 50, 50, 50]])
    reads = plan_block_reads(tiles, (10**9, 10**9), (100, 100), 20_000)
    assert reads == [(0, 0, 100, 100), (10**9 - 100, 10**9 - 100, 100, 100)]
    with pytest.raises(RasterError, match="A tile has 1000000000 x 1000000000 pixels"):
        plan_block_reads(np.array([[0, 0, 10**9, 10**9]]), (10**9, 10**9), (100, 100), 20_000)


sides = st.tuples(st.floats(-9, 130), st.floats(-9, 99), st.floats(0.3, 30), st.floats(0.3, 30))


@given(sides)
@settings(max_examples=30)
def test_tiles_between_pixels_count_parts_of_pixels(sources, tile):
    left, top, width, height = tile
    found = measure_class_areas(sources[0], outlines_of([tile]))
    across = np.clip(
        np.minimum(np.arange(WIDTH) + 1, left + width) - np.maximum(np.arange(WIDTH), left), 0, 1
    )
    down = np.clip(
        np.minimum(np.arange(HEIGHT) + 1, top + height) - np.maximum(np.arange(HEIGHT), top), 0, 1
    )
    weights = np.outer(down, across)
    for code, area in zip(found.codes.tolist(), found.areas[0].tolist()):
        assert area == pytest.approx(weights[code == CODES].sum(), abs=1e-4)
    assert found.tile_areas[0] == pytest.approx(width * height, abs=1e-4)


@pytest.mark.parametrize(
    "shape",
    [
        rotate(box(20, 20, 60, 50), 30),
        Polygon([(10, 5), (100, 30), (40, 80)]),
        box(10, 10, 60, 60).difference(box(20, 20, 50, 50)),
        rotate(box(100, 70, 150, 110), 45),
        rotate(box(50.2, 50.3, 50.6, 50.5), 20),
    ],
    ids=["turned", "triangle", "frame", "overhanging", "smaller than a pixel"],
)
def test_other_outlines_come_near_the_exact_areas(open_source, shape):
    source = open_source(CODES, transform=(1, 0, 0, 0, 1, 0), tagged=0)
    found = measure_class_areas(source, TileGeometries([shape.wkb]))
    exact = {}
    for row in range(HEIGHT):
        for col in range(WIDTH):
            area = shape.intersection(box(col, row, col + 1, row + 1)).area
            exact[CODES[row, col]] = exact.get(CODES[row, col], 0.0) + area
    exact.pop(0, None)
    total = sum(exact.values())
    for code, area in zip(found.codes.tolist(), found.areas[0].tolist()):
        # Half a percentage point is what the documentation promises.
        assert 100 * area / found.areas.sum() == pytest.approx(100 * exact[code] / total, abs=0.5)
    assert found.areas.sum() / found.tile_areas[0] == pytest.approx(total / shape.area, abs=0.01)


def test_tiles_beside_the_raster_have_nothing(sources):
    found = measure_class_areas(sources[0], outlines_of([(-50, 0, 9, 9), (0, 500, 9, 9)]))
    assert found.codes.tolist() == [] and found.areas.shape == (2, 0)
    assert found.tile_areas.tolist() == [81, 81]
    nothing = measure_class_areas(sources[0], TileGeometries([]))
    assert nothing.areas.shape == (0, 0)


def test_codes_are_sorted_whatever_their_type(open_source):
    values = np.array([[5, -3], [30000, -3]])
    for dtype in ("int16", "int32", "float32", "float64"):
        source = open_source(values.astype(dtype), name=f"{dtype}.tif")
        found = measure_class_areas(source, outlines_of([(0, 0, 2, 2)], source.info.transform))
        assert found.codes.tolist() == [-3, 5, 30000]
        assert found.areas.tolist() == [[2, 1, 1]]


def test_measurements_are_no_classes(open_source):
    source = open_source(np.arange(400, dtype="float32").reshape(20, 20))
    tiles = outlines_of([(0, 0, 20, 20)], source.info.transform)
    with pytest.raises(
        RasterError, match="more than 256 different values, so it is not a raster of"
    ):
        measure_class_areas(source, tiles)


def test_cancel_stops_and_progress_ends_at_one(sources):
    told = []
    measure_class_areas(sources[0], outlines_of([(0, 0, 90, 90)]), progress=told.append)
    assert told == sorted(told) and told[-1] == 1
    with pytest.raises(CancelledError):
        measure_class_areas(sources[0], outlines_of([(0, 0, 9, 9)]), lambda: True)
