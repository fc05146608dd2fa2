"""Cloudy shares of tiles on any mask grid, against counting and against exact areas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate
from shapely.geometry import MultiPolygon, Polygon, box

from tilewright.core.clouds.mask import CloudShareStep
from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.errors import CancelledError, CloudRuleError
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.resampling.shares import measure_pixel_shares

HEIGHT, WIDTH = 30, 40
CODES = np.random.default_rng(5).integers(0, 4, (HEIGHT, WIDTH)).astype(np.uint8)
TRANSFORMS = {
    "north-up": (10.0, 0.0, 600000.0, 0.0, -10.0, 4000000.0),
    "south-up": (10.0, 0.0, 600000.0, 0.0, 10.0, -4000000.0),
    "rotated": (8.0, 6.0, 600000.0, 6.0, -8.0, 4000000.0),
    "degrees": (0.0003, 0.0, -54.7, 0.0, -0.0002, -25.1),
}


def cloudy(values):
    return values == 3


@pytest.fixture(scope="module", params=TRANSFORMS)
def masks(request, tmp_path_factory):
    """A mask without nodata and one with, and where both lie."""
    import rasterio

    sources = []
    for nodata in (None, 0):
        path = str(tmp_path_factory.mktemp("mask") / "mask.tif")
        with rasterio.open(
            path,
            "w",
            driver="GTiff",
            count=1,
            width=WIDTH,
            height=HEIGHT,
            dtype="uint8",
            crs="EPSG:32631",
            nodata=nodata,
            transform=rasterio.Affine(*TRANSFORMS[request.param]),
        ) as dataset:
            dataset.write(CODES, 1)
        sources.append(FileRasterSource(path))
    yield sources, TRANSFORMS[request.param]
    for source in sources:
        source.close()


def outlines_of(windows, transform):
    return TileGeometries(
        wkb_of_corners(corners_of_windows(np.asarray(windows, dtype=float), transform))
    )


def exact_share(values, sides, nodata):
    """Cloudy area over known area, pixel by pixel, and the known share of the whole."""
    wanted = known = 0.0
    left, top, right, bottom = sides
    for row in range(HEIGHT):
        for col in range(WIDTH):
            across = min(col + 1, right) - max(col, left)
            down = min(row + 1, bottom) - max(row, top)
            if across > 0 and down > 0 and values[row, col] != nodata:
                known += across * down
                wanted += across * down * (values[row, col] == 3)
    whole = (right - left) * (bottom - top)
    return (wanted / known if known else np.nan), known / whole


windows = st.tuples(
    st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), st.integers(1, 25), st.integers(1, 25)
).map(lambda w: (w[0], w[1], min(w[2], WIDTH - w[0]), min(w[3], HEIGHT - w[1])))


@given(st.lists(windows, min_size=1, max_size=6))
@settings(max_examples=20)
def test_aligned_tiles_are_counted_exactly(masks, tiles):
    sources, transform = masks
    for source, nodata in zip(sources, (None, 0)):
        shares, known = measure_pixel_shares(source, outlines_of(tiles, transform), cloudy)
        for (x, y, w, h), share, part in zip(tiles, shares.tolist(), known.tolist()):
            codes = CODES[y : y + h, x : x + w]
            valid = np.full(codes.shape, True) if nodata is None else codes != nodata
            count = int(np.count_nonzero(valid))
            expected = np.count_nonzero(codes == 3) / count if count else np.nan
            assert share == pytest.approx(expected, abs=0, nan_ok=True)
            assert part == pytest.approx(count / (w * h), abs=1e-9)


sides = st.tuples(st.floats(-5, 42), st.floats(-5, 32), st.floats(0.2, 14), st.floats(0.2, 14))


@given(sides)
@settings(max_examples=20)
def test_tiles_between_pixels_count_parts_of_pixels(masks, tile):
    sources, transform = masks
    x, y, w, h = tile
    for source, nodata in zip(sources, (None, 0)):
        shares, known = measure_pixel_shares(source, outlines_of([tile], transform), cloudy)
        share, part = exact_share(CODES, (x, y, x + w, y + h), nodata)
        assert shares[0] == pytest.approx(share, abs=1e-5, nan_ok=True)
        assert known[0] == pytest.approx(part, abs=1e-5)


def test_tiles_beside_the_mask_are_unknown(masks):
    (source, _), transform = masks
    tiles = outlines_of([(-20, 0, 10, 10), (WIDTH, 0, 5, 5), (0, HEIGHT, 5, 5)], transform)
    shares, known = measure_pixel_shares(source, tiles, cloudy)
    assert np.isnan(shares).all() and known.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "shape",
    [
        rotate(box(10, 5, 30, 20), 30),
        Polygon([(3, 2), (35, 8), (12, 27)]),
        Polygon([(5, 5), (30, 5), (30, 12), (15, 12), (15, 25), (5, 25)]),
        box(5, 5, 30, 25).difference(box(10, 10, 20, 20)),
        rotate(box(30, 20, 48, 34), 45),
    ],
    ids=["turned", "triangle", "L", "hole", "overhanging"],
)
def test_other_outlines_come_near_the_exact_area(open_source, shape):
    source = open_source(CODES, transform=(1, 0, 100, 0, 1, 200))
    wanted = known = 0.0
    for row in range(HEIGHT):
        for col in range(WIDTH):
            area = shape.intersection(box(col, row, col + 1, row + 1)).area
            known += area
            wanted += area * (CODES[row, col] == 3)
    tiles = TileGeometries([translate(shape, 100, 200).wkb])
    shares, part = measure_pixel_shares(source, tiles, cloudy)
    assert shares[0] == pytest.approx(wanted / known, abs=0.01)
    assert part[0] == pytest.approx(known / shape.area, abs=0.01)


def test_cancel_stops_the_measuring(open_source):
    source = open_source(CODES)
    tiles = outlines_of([(0, 0, 4, 4)], source.info.transform)
    with pytest.raises(CancelledError):
        measure_pixel_shares(source, tiles, cloudy, lambda: True)


@pytest.fixture
def reject(open_source, make_table):
    """Percents and reasons of tiles with 0, 1, 2, 4 of 4 pixels cloudy, and one beside."""

    def run(max_cloud):
        codes = np.array([[0, 0, 3, 0, 3, 3, 3, 3], [0, 0, 0, 0, 0, 0, 3, 3]], np.uint8)
        source = open_source(codes)
        table = make_table([(x, 0, 2, 2) for x in (0, 2, 4, 6, 8)], source.info.transform)
        step = CloudShareStep(
            source, parse_mask_rule("3", ""), max_cloud, lambda tiles: tiles.geometries
        )
        found, _ = step.extend(table)
        return found["cloud_pct"].tolist(), found["reason"].tolist()

    return run


def test_tiles_above_the_limit_are_rejected_with_the_number(reject):
    percents, reasons = reject(25)
    assert percents[:4] == [0, 25, 50, 100] and np.isnan(percents[4])
    assert reasons == [
        None,
        None,
        "too cloudy (50.0 %, at most 25 %)",
        "too cloudy (100.0 %, at most 25 %)",
        "no cloud mask here",
    ]


def test_no_cloud_at_all_is_the_strictest_limit(reject):
    assert [reason is None for reason in reject(0)[1]] == [True, False, False, False, False]
    with pytest.raises(CloudRuleError, match="MAX_CLOUD is 101; it is a percentage"):
        reject(101)


def test_tiles_that_cross_themselves_count_what_they_enclose(open_source):
    source = open_source(CODES, transform=(1, 0, 100, 0, 1, 200))
    halves = MultiPolygon(
        [Polygon([(20, 15), (30, 5), (30, 25)]), Polygon([(20, 15), (10, 5), (10, 25)])]
    )
    crossed = Polygon([(10, 5), (30, 25), (30, 5), (10, 25)])
    tiles = TileGeometries([translate(shape, 100, 200).wkb for shape in (crossed, halves)])
    shares, part = measure_pixel_shares(source, tiles, cloudy)
    assert (shares[0], part[0]) == (shares[1], part[1])
