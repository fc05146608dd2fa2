"""Points: in their class, apart, beside polygons, and every place with the same chance."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Polygon, box

from tilewright.core.assess.codes import ClassReader
from tilewright.core.assess.draw import DrawRule, KeptOut, draw_points
from tilewright.core.assess.tally import each_window, tally_classes
from tilewright.core.classes.renaming import ClassMap
from tilewright.core.geodesy.pixel_areas import PixelAreas


def scene(rows=90, cols=120):
    codes = np.ones((rows, cols), dtype="uint8")
    codes[:, cols // 2 :] = 2
    codes[: rows // 5, : cols // 5] = 5
    codes[-4:] = 0
    return codes


def draw(source, wanted, **rule):
    kept_out = rule.pop("kept_out", None)
    info = source.info
    areas = PixelAreas(info.transform, info.width, info.height, info.crs_wkt)
    classes = tally_classes(source, ClassMap(), areas)
    reader = ClassReader(source, ClassMap(), lambda name, _: classes.number(name))
    return draw_points(reader, DrawRule(np.array(wanted), **rule), areas, kept_out)


def test_each_class_gets_its_points_on_its_pixels(open_source):
    codes = scene()
    found = draw(open_source(codes, tagged=0), [30, 20, 50], seed=4)
    assert np.bincount(found.classes).tolist() == [30, 20, 50]
    assert np.array_equal(codes[found.rows, found.cols], np.array([1, 2, 5])[found.classes])
    assert len(set(zip(found.rows.tolist(), found.cols.tolist()))) == 100
    # Their order tells nothing.
    assert (np.diff(found.classes) != 0).mean() > 0.4


def test_the_seed_decides_and_blocks_do_not(open_source):
    codes = np.random.default_rng(0).integers(0, 4, (700, 600)).astype("uint8")
    plain = draw(open_source(codes, tagged=0), [9, 9, 9], seed=1)
    tiled = draw(
        open_source(codes, tagged=0, name="b.tif", tiled=True, blockxsize=64, blockysize=64),
        [9, 9, 9],
        seed=1,
    )
    other = draw(open_source(codes, tagged=0), [9, 9, 9], seed=2)
    for part in ("cols", "rows", "classes"):
        assert np.array_equal(getattr(plain, part), getattr(tiled, part))
    assert not np.array_equal(plain.cols, other.cols)


def test_no_point_stands_in_a_pixel_that_a_polygon_touches(open_source):
    source = open_source(scene(), tagged=0)
    x, y = 500_000, 4_600_000
    shapes = [
        Polygon([(x + 105, y - 95), (x + 633, y - 312), (x + 240, y - 777)]),
        box(x + 801.5, y - 404.5, x + 803.5, y - 402.5),
    ]
    kept_out = KeptOut(shapes, source.info.transform)
    found = draw(source, [9999, 9999, 9999], kept_out=kept_out)
    drawn = set(zip(found.rows.tolist(), found.cols.tolist()))
    touched = 0
    for row in range(86):
        for col in range(120):
            pixel = box(x + 10 * col, y - 10 * row - 10, x + 10 * col + 10, y - 10 * row)
            if any(pixel.intersection(shape).area > 1e-9 for shape in shapes):
                touched += 1
                assert (row, col) not in drawn
    assert touched > 100
    # What only shares an edge may be left out as well.
    assert touched <= found.kept_out <= touched + 40
    assert len(drawn) == 86 * 120 - found.kept_out


@pytest.mark.parametrize("distance", [35.0, 100.0])
def test_points_keep_their_distance(open_source, distance):
    found = draw(open_source(scene(), tagged=0), [40, 40, 6], distance=distance, seed=3)
    places = np.stack((found.cols, found.rows), axis=-1) * 10.0
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= distance
    if distance == 35:
        assert np.bincount(found.classes).tolist() == [40, 40, 6]


def test_as_many_as_have_room_where_the_distance_is_large(open_source):
    found = draw(open_source(np.ones((40, 40), dtype="uint8")), [500], distance=100)
    assert 9 <= len(found.cols) <= 25


def test_distances_in_degrees_are_metres_on_the_ground(open_source):
    pyproj = pytest.importorskip("pyproj")
    transform = (0.001, 0, 20.0, 0, -0.001, 65.0)
    source = open_source(np.ones((80, 80), dtype="uint8"), transform=transform, crs="EPSG:4326")
    found = draw(source, [25], distance=900.0)
    lons, lats = 20 + (found.cols + 0.5) / 1000, 65 - (found.rows + 0.5) / 1000
    geod = pyproj.Geod(ellps="WGS84")
    pairs = [(i, j) for i in range(len(lons)) for j in range(i)]
    i, j = np.array(pairs).T
    apart = geod.inv(lons[i], lats[i], lons[j], lats[j])[2]
    assert 899.9 < apart.min() < 1100


def test_every_pixel_has_a_chance_by_its_ground(open_source):
    """In degrees a row near the pole is less ground than one at the equator."""
    transform = (1.0, 0, 0.0, 0, -1.0, 80.0)
    source = open_source(np.ones((80, 60), dtype="uint8"), transform=transform, crs="EPSG:4326")
    rows = np.concatenate([draw(source, [40], seed=seed).rows for seed in range(60)])
    areas = PixelAreas(transform, 60, 80, source.info.crs_wkt).of_window((0, 0, 60, 80))[:, 0]
    shares = areas.reshape(8, 10).sum(axis=1) / areas.sum()
    counts = np.bincount(rows // 10, minlength=8)
    chi = ((counts - 2400 * shares) ** 2 / (2400 * shares)).sum()
    # 7 degrees of freedom: 1 in 1000 is beyond.
    assert chi < 24.3


def test_the_windows_are_the_raster(open_source):
    source = open_source(np.ones((1300, 900), dtype="uint8"))
    seen = np.zeros((1300, 900), dtype=int)
    for col, row, width, height in each_window(source.info):
        seen[row : row + height, col : col + width] += 1
    assert (seen == 1).all()
