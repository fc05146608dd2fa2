"""Coarse tiles of tiles, against areas pair by pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from tilewright.core.errors import CancelledError
from tilewright.core.tiles.coarse import CoarseStep, CoarseTiles
from tilewright.core.tiles.table import DOUBLE, TEXT, Field

ID, SHARE = Field("coarse_id", TEXT), Field("p_a", DOUBLE)


def coarse_of(polygons, ids=None, shares=None):
    ids = ids or [str(k) for k in range(len(polygons))]
    shares = shares or [float(k) for k in range(len(polygons))]
    return CoarseTiles(polygons, [ID, SHARE], {"coarse_id": ids, "p_a": shares})


boxes = st.tuples(
    st.integers(-5, 60), st.integers(-5, 60), st.integers(1, 40), st.integers(1, 40)
).map(lambda b: box(b[0], b[1], b[0] + b[2], b[1] + b[3]))


@given(st.lists(boxes, min_size=1, max_size=12), st.lists(boxes, min_size=1, max_size=6))
@settings(max_examples=40)
def test_largest_overlap_wins_and_the_first_on_a_tie(make_table, tiles, polygons):
    step = CoarseStep(coarse_of(polygons), "coarse_pct")
    table, kept = step.extend(make_table(tiles))
    assert kept.all()
    for k, tile in enumerate(tiles):
        overlaps = [tile.intersection(p).area for p in polygons]
        best = max(overlaps)
        if best == 0:
            assert table["coarse_id"][k] is None and np.isnan(table["coarse_pct"][k])
        else:
            assert table["coarse_id"][k] == str(overlaps.index(best))
            assert table["coarse_pct"][k] == pytest.approx(100 * best / tile.area)
            assert table["p_a"][k] == overlaps.index(best)
    assert step.without == sum(name is None for name in table["coarse_id"])


def test_touching_is_no_overlap_and_null_stays_null(make_table):
    polygons = [box(10, 0, 20, 10), Polygon([(0, 0), (4, 0), (0, 4)])]
    step = CoarseStep(coarse_of(polygons, ["east", "west"], [1.0, None]))
    table, _ = step.extend(make_table([box(0, 0, 10, 10), box(20, 0, 30, 10)]))
    assert table["coarse_id"].tolist() == ["west", None]
    assert np.isnan(table["p_a"]).all() and "coarse_pct" not in table.columns


def test_cancel_stops(make_table):
    step = CoarseStep(coarse_of([box(0, 0, 9, 9)]), is_cancelled=lambda: True)
    with pytest.raises(CancelledError):
        step.extend(make_table([box(0, 0, 1, 1)]))
