"""Coarse tiles of tiles, against areas pair by pair."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from tilewright.core.errors import CancelledError, LayerError
from tilewright.core.tiles.coarse import CoarseStep, CoarseTiles, WeightedCoarseStep
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


SHARES = [Field("p_a", DOUBLE), Field("p_b", DOUBLE), Field("known_pct", DOUBLE)]
SHARES.append(Field("proportions", TEXT))
# The same shares as percentages, where some coarse tiles have no class a, or no class at all.
rows_of_shares = st.lists(
    st.one_of(st.none(), st.tuples(st.one_of(st.none(), st.floats(0, 100)), st.floats(0, 100))),
    min_size=6,
    max_size=6,
)


def weighted_step(polygons, rows, known):
    named = [{k: v for k, v in zip("ab", row or ()) if v is not None} for row in rows]
    values = {f"p_{k}": [shares.get(k) for shares in named] for k in "ab"}
    texts = [json.dumps(shares) if shares else None for shares in named]
    values.update(known_pct=known[: len(rows)], proportions=texts)
    return WeightedCoarseStep(CoarseTiles(polygons, SHARES, values), ["p_a", "p_b"]), named


@given(
    st.lists(boxes, min_size=1, max_size=8),
    st.lists(boxes, min_size=1, max_size=6),
    rows_of_shares,
    st.lists(st.floats(0, 100), min_size=6, max_size=6),
)
@settings(max_examples=40)
def test_shares_are_weighted_by_the_area_that_coarse_tiles_share(
    make_table, tiles, polygons, rows, known
):
    step, named = weighted_step(polygons, rows[: len(polygons)], known)
    table, kept = step.extend(make_table(tiles))
    assert kept.all()
    for k, tile in enumerate(tiles):
        areas = [tile.intersection(p).area for p in polygons]
        told = [(area, shares) for area, shares in zip(areas, named) if area and shares]
        total = sum(area for area, _ in told)
        if not told:
            assert np.isnan(table["p_b"][k]) and table["proportions"][k] is None
        else:
            means = {c: sum(a * s.get(c, 0) for a, s in told) / total for c in "ab"}
            text = json.loads(table["proportions"][k])
            assert table["p_a"][k] == pytest.approx(means["a"], abs=1e-9)
            assert table["p_b"][k] == pytest.approx(means["b"], abs=1e-9)
            assert text == pytest.approx({c: means[c] for c in text}, abs=1e-6)
        if any(areas):
            mean = sum(a * v for a, v in zip(areas, known)) / sum(areas)
            assert table["known_pct"][k] == pytest.approx(mean, abs=1e-9)
    assert step.without == sum(
        not any(tile.intersection(p).area for p in polygons) for tile in tiles
    )


def test_texts_that_are_no_shares_are_refused():
    for text in ("[1]", "forest", '{"a": "much"}', '{"a": null}'):
        coarse = CoarseTiles([box(0, 0, 1, 1)], [SHARES[3]], {"proportions": [text]})
        with pytest.raises(LayerError, match="not JSON of shares") as caught:
            WeightedCoarseStep(coarse, [])
        assert text in str(caught.value)


def test_cancel_stops(make_table):
    step = CoarseStep(coarse_of([box(0, 0, 9, 9)]), is_cancelled=lambda: True)
    with pytest.raises(CancelledError):
        step.extend(make_table([box(0, 0, 1, 1)]))
