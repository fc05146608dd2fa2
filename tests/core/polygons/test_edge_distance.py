"""Coverage and distance to the edge beside shapely; areas and widths of rings."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.affinity import affine_transform, rotate
from shapely.geometry import MultiPolygon, Point, Polygon, box

from tilewright.core.polygons import edge_distance
from tilewright.core.polygons.edge_distance import edge_distances
from tilewright.core.polygons.rasterize import rasterize_polygons
from tilewright.core.polygons.store import PolygonStore

TRANSFORM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
SHAPES = (
    Point(12.3, 11.7).buffer(8.2).difference(Point(11, 12).buffer(2.6)),
    box(22.5, 3.25, 29.75, 6.5),
    MultiPolygon([box(24, 12, 26.5, 20), box(28, 12.3, 34.2, 17)]),
    rotate(box(2, 24, 38, 25.4), 4),
)


def make_store(shapes, height=30):
    a, b, c, d, e, f = TRANSFORM
    store = PolygonStore(TRANSFORM, height)
    store.add([affine_transform(p, [a, b, d, e, c, f]).wkb for p in shapes])
    store.finish()
    return store


@pytest.mark.parametrize("pairs", [1_000_000, 40])
@pytest.mark.parametrize("window", [(0, 0, 40, 30), (9, 8, 17, 13), (-3, -2, 20, 20)])
def test_shares_and_distances_are_those_of_shapely(monkeypatch, window, pairs):
    monkeypatch.setattr(edge_distance, "_PAIRS", pairs)
    monkeypatch.setattr(edge_distance, "_BLOCK", 5)
    col, row, width, height = window
    with make_store(SHAPES) as store:
        found = rasterize_polygons(store, np.arange(len(SHAPES)), window, 0.2)
        distances = edge_distances(store, found.polygons, window)
    assert found.polygons.max() >= 0
    negative = 0
    for y in range(height):
        for x in range(width):
            k = found.polygons[y, x]
            if k < 0:
                assert np.isnan(distances[y, x])
                assert found.shares[y, x] == 0
                continue
            pixel = box(col + x, row + y, col + x + 1, row + y + 1)
            share = SHAPES[k].intersection(pixel).area
            assert found.shares[y, x] == pytest.approx(share, abs=2e-6)
            middle = Point(col + x + 0.5, row + y + 0.5)
            expected = SHAPES[k].boundary.distance(middle)
            expected *= 1 if SHAPES[k].contains(middle) else -1
            negative += expected < 0
            assert distances[y, x] == pytest.approx(expected, abs=1e-4)
    assert negative


def test_areas_and_widths():
    shapes = [
        box(0, 0, 20, 3),
        rotate(box(0, 0, 20, 3), 33),
        Point(9, 9).buffer(4),
        Polygon([(0, 0), (200, 0), (200, 0.02), (0, 0.02)]),
        MultiPolygon([box(0, 0, 2, 2), box(5, 5, 9, 15)]),
        box(0, 0, 10, 10).difference(box(4, 4, 6, 6)),
    ]
    with make_store(shapes) as store:
        areas, widths = store.areas, store.widths
    assert areas == pytest.approx([s.area for s in shapes], rel=1e-5)
    assert widths == pytest.approx([3, 3, shapes[2].area ** 0.5, 0.02, 4, 10], rel=1e-5)
