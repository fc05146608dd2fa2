"""Tiles of several scenes on the globe, against PROJ's geodesics and every pair of tiles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.errors import SplitError
from tilewright.core.geodesy.antimeridian import unwrap_tiles
from tilewright.core.geodesy.distance import least_distance
from tilewright.core.geodesy.globe_ground import PolarGround
from tilewright.core.geodesy.several import are_several, lay_on_ground, tell_seam
from tilewright.core.geodesy.tiles import TileGround
from tilewright.core.geometry.outlines import TileGeometries, wkb_of_corners
from tilewright.core.geometry.pairs import TilePairs

pyproj = pytest.importorskip("pyproj")

GEOD = pyproj.Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def degrees():
    from rasterio.crs import CRS

    return CRS.from_epsg(4326).to_wkt()


def corners_in_degrees(epsg, places, side):
    """Corners (N, 5, 2) in longitude and latitude of squares whose upper left corners are given."""
    corners = np.empty((len(places), 5, 2))
    for k, (x, y) in enumerate(places):
        corners[k] = [(x, y), (x + side, y), (x + side, y - side), (x, y - side), (x, y)]
    if epsg == 4326:
        return corners
    project = pyproj.Transformer.from_crs(epsg, 4326, always_xy=True)
    lon, lat = project.transform(corners[..., 0], corners[..., 1])
    return np.stack((lon, lat), axis=-1)


def cut_edges(ring, pieces=200):
    """A ring whose edges, straight in longitude and latitude, have many points."""
    points = []
    for a, b in zip(ring[:-1], ring[1:]):
        points += [a + (b - a) * k / pieces for k in range(pieces)]
    return np.array([*points, ring[-1]])


def measure_apart(one, other):
    """Metres between two rings in degrees: nearest points in a plane of PROJ, then a geodesic."""
    from shapely.geometry import Polygon
    from shapely.ops import nearest_points

    mid = np.radians((one[:4].mean(axis=0), other[:4].mean(axis=0)))
    x, y, z = np.mean(
        [(np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)) for a, b in mid.tolist()],
        axis=0,
    )
    lon, lat = np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))
    plane = pyproj.Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    flat = [Polygon(np.stack(plane(*cut_edges(ring).T), axis=1)) for ring in (one, other)]
    a, b = nearest_points(*flat)
    (lon_a, lat_a), (lon_b, lat_b) = (plane(p.x, p.y, inverse=True) for p in (a, b))
    return GEOD.inv(lon_a, lat_a, lon_b, lat_b)[2]


def lay(corners, crs_wkt):
    tiles = TileGeometries(wkb_of_corners(corners))
    return lay_on_ground(tiles, crs_wkt, [str(k) for k in range(len(corners))])


def gap_of(corners, crs_wkt):
    pairs, ground = lay(corners, crs_wkt)
    return float(pairs.gap(np.array([0]), np.array([1]), ground.scales)[0])


def test_only_names_that_differ_are_several_scenes():
    assert [are_several(s) for s in (None, [], [None, None], ["a", None, "a"])] == [False] * 4
    assert are_several(["a", None, "b"])


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([0.2, 30.0, 45.0, 60.0, 72.0, -25.0]),
    st.floats(-0.05, 0.05),
    st.floats(-0.4, 0.4),
    st.sampled_from([640.0, 2560.0, 10_240.0]),
    st.sampled_from([2560.0, 5120.0]),
)
def test_gap_across_zones_is_the_geodesic_one(degrees, latitude, east, north, side, other_side):
    zones = (32631, 32632) if latitude > 0 else (32731, 32732)
    west_place = pyproj.Transformer.from_crs(4326, zones[0], always_xy=True).transform(
        5.9, latitude
    )
    east_place = pyproj.Transformer.from_crs(4326, zones[1], always_xy=True).transform(
        6.2 + east, latitude + north
    )
    corners = np.concatenate(
        [
            corners_in_degrees(zones[0], [west_place], side),
            corners_in_degrees(zones[1], [east_place], other_side),
        ]
    )
    expected = measure_apart(corners[0], corners[1])
    assert gap_of(corners, degrees) == pytest.approx(expected, rel=2e-5, abs=0.06)


@pytest.mark.parametrize(
    "one, other",
    [
        ((10.0, 60.0), (10.3, 60.0)),
        ((10.0, 60.0), (10.0, 61.5)),
        ((179.8, -16.0), (-179.7, -16.1)),
        ((179.95, 66.0), (-179.7, 65.0)),
        ((10.0, 79.5), (12.0, 79.4)),
        ((20.0, 89.5), (-160.0, 89.5)),
        ((0.0, -85.0), (120.0, -88.0)),
        ((-54.0, -25.5), (-60.0, -3.0)),
        ((-92.0, 16.0), (-54.0, -25.0)),
        ((20.0, 89.5), (20.0, -70.0)),
    ],
)
def test_gap_of_tiles_in_degrees_anywhere(degrees, one, other):
    corners = corners_in_degrees(4326, [one, other], 0.1)
    expected = measure_apart(corners[0], corners[1])
    near = expected < 500_000
    found = gap_of(corners, degrees)
    assert found == pytest.approx(expected, rel=1e-4 if near else 0.01, abs=0.1)


def grid_of_scenes(zone_side=1280.0, columns=4, rows=3):
    """Tiles of three scenes: one in each of two zones, with shifted grids, and one in degrees."""
    west = pyproj.Transformer.from_crs(4326, 32631, always_xy=True).transform(5.95, 47.02)
    east = pyproj.Transformer.from_crs(4326, 32632, always_xy=True).transform(5.97, 47.01)
    parts = []
    for epsg, (x, y) in ((32631, west), (32632, east)):
        places = [
            (x + c * zone_side, y - r * zone_side) for r in range(rows) for c in range(columns)
        ]
        parts.append(corners_in_degrees(epsg, places, zone_side))
    places = [(6.05 + 0.02 * c, 47.05 - 0.02 * r) for r in range(rows) for c in range(columns)]
    parts.append(corners_in_degrees(4326, places, 0.02))
    return np.concatenate(parts), np.repeat(["west", "east", "degrees"], columns * rows)


def test_least_distance_is_that_of_all_pairs(degrees):
    corners, scenes = grid_of_scenes()
    pairs, ground = lay_on_ground(TileGeometries(wkb_of_corners(corners)), degrees, list(scenes))
    rng = np.random.default_rng(5)
    for _ in range(6):
        chosen = rng.permutation(len(corners))
        ours, theirs = chosen[:6], chosen[6:9]
        expected = {
            (i, j): measure_apart(corners[i], corners[j])
            for i in ours.tolist()
            for j in theirs.tolist()
        }
        metres, i, j = least_distance(pairs, ground, ours, theirs)
        assert metres == pytest.approx(min(expected.values()), rel=2e-5, abs=0.06)
        assert expected[i, j] == pytest.approx(min(expected.values()), abs=0.1)


def test_least_distance_of_scenes_on_several_continents(degrees):
    places = [(-54.0, -25.5), (-60.0, -3.0), (-92.0, 16.0), (179.9, 66.0), (-179.9, 65.5), (10, 47)]
    corners = corners_in_degrees(4326, places, 0.05)
    pairs, ground = lay(corners, degrees)
    apart = {
        (i, j): measure_apart(corners[i], corners[j]) for i in range(6) for j in range(6) if i != j
    }
    for ours in ([0], [1, 2], [0, 3], [4, 5, 2]):
        theirs = [k for k in range(6) if k not in ours]
        expected = min((apart[i, j], i, j) for i in ours for j in theirs)
        metres, i, j = least_distance(pairs, ground, np.array(ours), np.array(theirs))
        assert metres == pytest.approx(expected[0], rel=3e-3)
        assert (i, j) == expected[1:]


def test_shared_ground_is_that_of_geodesics(degrees):
    from shapely.geometry import Polygon

    corners, scenes = grid_of_scenes()
    pairs, ground = lay_on_ground(TileGeometries(wkb_of_corners(corners)), degrees, list(scenes))
    i, j = np.triu_indices(len(corners), 1)
    area = pairs.shared_area(i, j)
    metres = pairs.square_metres(area, i, j, ground.scales)
    shared = 0
    for k, (one, other) in enumerate(zip(i.tolist(), j.tolist())):
        common = Polygon(corners[one]).intersection(Polygon(corners[other]))
        expected = abs(GEOD.geometry_area_perimeter(common)[0])
        assert metres[k] == pytest.approx(expected, rel=1e-4, abs=1.0)
        is_shared = expected > 10
        shared += is_shared and scenes[one] != scenes[other]
        if is_shared:
            assert pairs.overlap(i[k : k + 1], j[k : k + 1])[0]
    assert shared > 20


def test_tiles_that_cross_the_antimeridian_are_mended(degrees):
    # The zone west of the antimeridian is 60, and its grid goes on beyond.
    x, y = pyproj.Transformer.from_crs(4326, 32660, always_xy=True).transform(179.95, -16.5)
    places = [(x + 5000.0 * c, y) for c in range(4)]
    corners = corners_in_degrees(32660, places, 5000.0)
    assert (np.ptp(corners[..., 0], axis=1) > 359).sum() == 1
    whole = unwrap_tiles(TileGeometries(wkb_of_corners(corners)), degrees)
    widths = whole.bounds[:, 2] - whole.bounds[:, 0]
    assert widths == pytest.approx(np.full(4, widths[0]), rel=0.01)
    assert np.diff(whole.bounds[:, 0]) == pytest.approx(widths[:3], rel=0.02)
    pairs, ground = lay(corners, degrees)
    assert not pairs.overlap(np.array([0, 1, 2]), np.array([1, 2, 3])).any()
    gaps = pairs.gap(np.array([0, 0, 0]), np.array([1, 2, 3]), ground.scales)
    assert gaps == pytest.approx([0, 5000, 10_000], rel=2e-3)


def test_multipolygons_cut_at_the_antimeridian_are_one_tile(degrees):
    from shapely.geometry import MultiPolygon, box

    halves = MultiPolygon([box(179.9, 1, 180, 1.2), box(-180, 1, -179.9, 1.2)])
    tiles = TileGeometries([halves.wkb, box(-179.8, 1, -179.6, 1.2).wkb])
    whole = unwrap_tiles(tiles, degrees)
    expected = np.array([[179.9, 1, 180.1, 1.2], [180.2, 1, 180.4, 1.2]])
    assert whole.bounds == pytest.approx(expected)
    pairs, ground = lay_on_ground(tiles, degrees, ["a", "b"])
    gap = pairs.gap(np.array([0]), np.array([1]), ground.scales)[0]
    assert gap == pytest.approx(GEOD.inv(-179.9, 1.2, -179.8, 1.2)[2], rel=1e-4)


def test_a_wide_rectangle_stays_as_wide_as_it_is(degrees):
    from shapely.geometry import box

    tiles = TileGeometries([box(-180, -60, 180, 60).wkb, box(-170, 61, 20, 70).wkb])
    assert unwrap_tiles(tiles, degrees) is tiles


def test_tiles_around_a_pole_are_neighbours_all_round(degrees):
    # Squares of the polar system; one holds the pole itself.
    side = 20_000.0
    places = [
        (2_000_000 + (c - 1.5) * side, 2_000_000 + (1.5 - r) * side)
        for r in range(3)
        for c in range(3)
    ]
    corners = corners_in_degrees(5041, places, side)
    pairs, ground = lay(corners, degrees)
    assert isinstance(ground, PolarGround)
    i, j = np.triu_indices(9, 1)
    assert not pairs.overlap(i, j).any()
    gaps = pairs.gap(i, j, ground.scales)
    for k, (one, other) in enumerate(zip(i.tolist(), j.tolist())):
        rows, cols = (abs(a - b) for a, b in zip(divmod(one, 3), divmod(other, 3)))
        # The scale at the pole is 0.994.
        flat = np.hypot(max(0, rows - 1), max(0, cols - 1)) * side / 0.994
        assert gaps[k] == pytest.approx(flat, rel=1e-4, abs=0.01)
    middle = pairs.square_metres(
        pairs.shared_area(np.array([4]), np.array([4])), np.array([4]), np.array([4]), ground.scales
    )
    assert middle == pytest.approx((side / 0.994) ** 2, rel=1e-4)


def test_latitudes_beyond_the_poles_are_refused(degrees):
    corners = corners_in_degrees(4326, [(0, 95), (3, 95)], 1.0)
    with pytest.raises(SplitError, match="degrees of latitude"):
        lay(corners, degrees)


def test_one_scene_and_metric_systems_stay_as_they_were(degrees):
    from rasterio.crs import CRS

    corners, scenes = grid_of_scenes()
    tiles = TileGeometries(wkb_of_corners(corners))
    for crs_wkt, names in (
        (degrees, None),
        (degrees, ["a"] * len(corners)),
        (CRS.from_epsg(32631).to_wkt(), list(scenes)),
        ("", list(scenes)),
    ):
        pairs, ground = lay_on_ground(tiles, crs_wkt, names)
        assert (type(pairs), type(ground)) == (TilePairs, TileGround)
        assert pairs.geometries is tiles


def test_tiles_all_round_the_globe_are_told(degrees):
    def told(longitudes, metres, latitude=10.0):
        corners = corners_in_degrees(4326, [(lon, latitude) for lon in longitudes], 10.0)
        return tell_seam(lay(corners, degrees)[1], metres)

    assert told(range(-180, 180, 10), 0) == (
        "The tiles go all the way round the globe; those on both sides of the meridian -180 are "
        "not seen as neighbours."
    )
    # A gap of ten degrees is 1100 km wide; the globe is cut open there.
    assert told([*range(-180, 20, 10), *range(30, 180, 10)], 900_000) is None
    assert "meridian 30 are" in told([*range(-180, 20, 10), *range(30, 180, 10)], 1_200_000)
    assert told([-180, 0], 1_200_000) is None
    assert told(range(-180, 180, 10), 0, latitude=85.0) is None


@settings(max_examples=150, deadline=None)
@given(
    st.floats(-88.5, 88.5),
    st.floats(0, 360),
    st.floats(0.0, 1.0),
    st.sampled_from([500.0, 5000.0, 60_000.0]),
    st.sampled_from([0.005, 0.05, 0.4]),
)
def test_tiles_nearer_than_a_distance_reach_each_other_on_the_map(
    degrees, latitude, azimuth, share, metres, side
):
    one = (100.0, latitude)
    # The other tile starts where the distance ends, or before.
    lon, lat, _ = GEOD.fwd(*one, azimuth, metres * share)
    # Around a pole the map is another one, as long as the tiles are on its side of the equator.
    corners = corners_in_degrees(4326, [one, (lon, min(89.0, max(-89.0, lat)))], side)
    pairs, ground = lay(corners, degrees)
    index = (np.array([0]), np.array([1]))
    near = pairs.are_nearer(*index, ground.scales, metres)[0]
    assert near == (pairs.gap(*index, ground.scales)[0] < metres)
    reach = ground.reach(metres / 2)
    bounds = pairs.geometries.bounds
    least, last = bounds[:, :2] - reach, bounds[:, 2:] + reach
    meet = (least[0] <= last[1]).all() and (least[1] <= last[0]).all()
    assert meet or not near
