"""Tiles of an area of interest."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import MultiPolygon, Point, Polygon, box

from tilewright.core.errors import GridError
from tilewright.core.tiles.area import AREA_PREDICATES, CENTROID, INTERSECTS, WITHIN, AreaStep

BOXES = [box(x, y, x + 10, y + 10) for y in (0, 10, 20) for x in (0, 10, 20)]
TURNED = [rotate(tile, 30, origin=(15, 15)) for tile in BOXES]
RULES = {
    INTERSECTS: lambda area, tile: area.intersects(tile),
    WITHIN: lambda area, tile: area.covers(tile),
    CENTROID: lambda area, tile: area.intersects(tile.centroid),
}
sides = st.tuples(st.integers(-5, 25), st.integers(-5, 25), st.integers(1, 35), st.integers(1, 35))
areas = sides.map(lambda s: box(s[0], s[1], s[0] + s[2], s[1] + s[3])) | st.tuples(
    st.floats(-5, 35), st.floats(-5, 35), st.floats(1, 25)
).map(lambda c: Point(c[:2]).buffer(c[2]))


@pytest.mark.parametrize("predicate", AREA_PREDICATES)
@given(area=areas, hole=areas)
def test_kept_tiles_equal_shapely_for_each_tile(make_table, predicate, area, hole):
    area = area.difference(hole)
    for tiles in (BOXES, TURNED):
        table, kept = AreaStep(area, predicate).extend(make_table(tiles))
        # Corners of turned tiles are rounded: a centre on the very edge may fall on either side.
        clear = np.array([tile.centroid.distance(area.boundary) > 1e-9 for tile in tiles])
        clear |= tiles is BOXES or predicate != CENTROID
        expected = np.array([RULES[predicate](area, tile) for tile in tiles])
        assert kept[clear].tolist() == expected[clear].tolist()
        assert (table["reason"] == None).tolist() == kept.tolist()  # noqa: E711


@pytest.mark.parametrize(
    ("predicate", "expected", "reason"),
    [
        (INTERSECTS, [0, 1, 3, 4, 8], "outside the area of interest"),
        (WITHIN, [0], "not wholly inside the area of interest"),
        (CENTROID, [0, 1], "centre outside the area of interest"),
    ],
)
def test_edges_count_and_reasons_are_told(make_table, predicate, expected, reason):
    area = MultiPolygon([box(0, 0, 15, 10), Polygon([(25, 30), (26, 35), (24, 35)])])
    table, kept = AreaStep(area, predicate).extend(make_table(BOXES))
    assert np.flatnonzero(kept).tolist() == expected
    assert set(table["reason"][~kept].tolist()) == {reason}


def test_unknown_predicate_is_refused():
    with pytest.raises(GridError, match="AOI_PREDICATE is 'NEAR'; choose one of INTERSECTS"):
        AreaStep(box(0, 0, 1, 1), "NEAR")


@given(area=areas, least=st.integers(0, 100))
def test_slivers_are_those_of_too_small_a_share(make_table, area, least):
    table, kept = AreaStep(area, INTERSECTS, min_share=least).extend(make_table(BOXES))
    for tile, is_kept, reason in zip(BOXES, kept.tolist(), table["reason"].tolist()):
        share = tile.intersection(area).area
        if abs(share - least) > 1e-6 and (share or not least):
            assert is_kept == (area.intersects(tile) and share >= least)
            assert is_kept or not share or f"({share:.2f} %, at least {least} %)" in reason


def test_a_share_is_a_percentage():
    with pytest.raises(GridError, match="MIN_SHARE is 101; it is a percentage from 0 to 100"):
        AreaStep(box(0, 0, 1, 1), min_share=101)
