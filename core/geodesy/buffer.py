"""Shapes grown by metres on the ground, whatever their coordinate system."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..geometry.repair import parse_wkb, repair_polygon
from .scale import measure_ground_scales

# Corners of a quarter of a circle.
_QUARTER = 16


def buffer_on_ground(
    wkb: Sequence[bytes], metres: float, crs_wkt: str, extent: tuple[float, float, float, float]
) -> tuple[list[bytes], int]:
    """Grow points, lines and polygons; polygons that are not valid are repaired before.

    Each shape is grown by the size that a metre has in its middle, or at the place of the extent
    that is nearest to it.

    Args:
        wkb: the shapes.
        metres: how far they grow.
        crs_wkt: their coordinate system.
        extent: xmin, ymin, xmax, ymax of a place where metres can be measured.

    Returns:
        polygons as well-known binary, empty bytes where there is no shape on the ground; and how
        many polygons were repaired.

    Raises:
        RasterError: the coordinate system is missing, or cannot be used for metres there.
    """
    from shapely.affinity import scale

    parsed = ((k, parse_wkb(data)) for k, data in enumerate(wkb))
    shapes = [(k, shape) for k, shape in parsed if shape is not None and not shape.is_empty]
    grown, repaired = [b""] * len(wkb), 0
    if not shapes:
        return grown, repaired
    bounds = np.array([shape.bounds for _, shape in shapes])
    centres = (bounds[:, :2] + bounds[:, 2:]) / 2
    places = np.clip(centres, extent[:2], extent[2:])
    scales = measure_ground_scales(crs_wkt, places).tolist()
    for (k, shape), (x, y), (across, along) in zip(shapes, centres.tolist(), scales):
        is_broken = shape.geom_type in ("Polygon", "MultiPolygon") and not shape.is_valid
        repaired += is_broken
        good = repair_polygon(shape) if is_broken else shape
        plane = scale(good, across, along, origin=(x, y)).buffer(metres, _QUARTER)
        grown[k] = scale(plane, 1 / across, 1 / along, origin=(x, y)).wkb
    return grown, repaired
