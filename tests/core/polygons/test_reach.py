"""Polygons of many windows at once, against all polygons and each window."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import wkb
from shapely.geometry import box

from tilewright.core.polygons.store import PolygonStore

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
ROWS = 1500
sides = st.tuples(st.integers(-60, 1600), st.integers(-60, 1600))
# Nothing is looked for above and below the raster.
on_raster = st.tuples(st.integers(-60, 1600), st.integers(0, 800))
sizes = st.tuples(st.integers(1, 700), st.integers(1, 700))


@given(
    st.lists(st.tuples(on_raster, sizes), min_size=1, max_size=30),
    st.lists(st.tuples(sides, sizes), max_size=20),
)
@settings(max_examples=150, deadline=None)
def test_pairs_are_all_that_reach_into_each_other(boxes, windows):
    with PolygonStore(IDENTITY, ROWS) as store:
        store.add([wkb.dumps(box(x, y, x + w, y + h)) for (x, y), (w, h) in boxes])
        store.finish()
        windows = [(x, y, w, h) for (x, y), (w, h) in windows]
        found = store.find_pairs(np.array(windows, dtype=np.int64).reshape(-1, 4))
        pairs = list(zip(*(column.tolist() for column in found)))
        alone = [(k, i) for k, window in enumerate(windows) for i in store.find(window).tolist()]
    assert pairs == alone
    assert pairs == [
        (k, i)
        for k, (left, top, width, height) in enumerate(windows)
        for i, ((x, y), (w, h)) in enumerate(boxes)
        if x < left + width and x + w > left and y < top + height and y + h > top
    ]


def test_nothing_is_found_in_nothing():
    with PolygonStore(IDENTITY, ROWS) as store:
        store.finish()
        assert [len(c) for c in store.find_pairs(np.array([(0, 0, 9, 9)]))] == [0, 0]
