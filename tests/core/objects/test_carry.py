"""Outlines on another pixel grid, and what the user may choose of objects."""

from __future__ import annotations

import math

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.warp import transform

from tilewright.core.errors import ExportError
from tilewright.core.objects.carry import carry_pixels, densify
from tilewright.core.objects.settings import ObjectSettings
from tilewright.core.resampling.grid import TargetGrid

UTM, DEGREES = (CRS.from_epsg(code).to_wkt() for code in (32631, 4326))
RING = np.array([(0.0, 0.0), (40.0, 0.0), (40.0, 30.0), (0.0, 30.0)])


def test_in_one_system_corners_are_carried_by_the_two_transforms():
    like = TargetGrid(UTM, (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0), 100, 100)
    target = TargetGrid(UTM, (2.0, 0.0, 500100.0, 0.0, -5.0, 4600050.0), 64, 64)
    found = carry_pixels(RING, like, target)
    assert found.tolist() == [[-50, 10], [150, 10], [150, 70], [-50, 70]]


def test_between_systems_edges_get_points_that_lie_where_they_lay():
    like = TargetGrid(UTM, (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0), 100, 100)
    target = TargetGrid(DEGREES, (1e-4, 0.0, 3.0, 0.0, -1e-4, 41.6), 64, 64)
    found = carry_pixels(RING, like, target)
    # Edges of 40 and 30 pixels in steps of 16 at most.
    pixels = [(40 * k / 3, 0) for k in range(3)] + [(40, 15 * k) for k in range(2)]
    pixels += [(40 - 40 * k / 3, 30) for k in range(3)] + [(0, 30 - 15 * k) for k in range(2)]
    xs, ys = zip(*((500000 + 10 * c, 4600000 - 10 * r) for c, r in pixels))
    lons, lats = transform(CRS.from_wkt(UTM), CRS.from_wkt(DEGREES), xs, ys)
    expected = [((x - 3) / 1e-4, (41.6 - y) / 1e-4) for x, y in zip(lons, lats)]
    assert found == pytest.approx(np.array(expected), abs=1e-6)


@pytest.mark.parametrize("step", [1.0, 7.0, 15.0, 16.0, 100.0])
def test_no_edge_stays_longer_than_a_step(step):
    ring = densify(RING, step)
    lengths = np.hypot(*(np.roll(ring, -1, axis=0) - ring).T)
    assert lengths.max() <= step + 1e-9
    assert lengths.sum() == pytest.approx(140)
    corners = {tuple(p) for p in RING.tolist()}
    assert corners <= {tuple(p) for p in ring.tolist()}
    assert len(ring) == 2 * math.ceil(40 / step) + 2 * math.ceil(30 / step)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"shape": "STAR"}, "SHAPE is 'STAR'; choose one of POLYGON, BOX, ORIENTED_BOX."),
        ({"small_pieces": "KEEP"}, "SMALL_PIECES is 'KEEP'; choose one of DROP, IGNORE."),
        ({"min_visible": -1}, "MIN_VISIBLE is -1; it is a percentage from 0 to 100."),
        ({"min_visible": 100.5}, "MIN_VISIBLE is 100.5; it is a percentage from 0 to 100."),
        ({"min_visible": math.nan}, "MIN_VISIBLE is nan; it is a percentage from 0 to 100."),
        ({"min_pixels": -0.5}, "MIN_OBJECT_PIXELS is -0.5; it must not be less than 0."),
        ({"min_pixels": math.nan}, "MIN_OBJECT_PIXELS is nan; it must not be less than 0."),
    ],
)
def test_choices_that_make_no_sense_are_refused(options, told):
    with pytest.raises(ExportError) as caught:
        ObjectSettings(**options)
    assert str(caught.value) == told
    assert ObjectSettings(min_visible=100, min_pixels=0).describe() == {
        **{"SHAPE": "POLYGON", "MIN_VISIBLE": 100, "MIN_OBJECT_PIXELS": 0, "SMALL_PIECES": "DROP"}
    }
