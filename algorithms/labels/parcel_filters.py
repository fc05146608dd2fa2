"""Polygons that are too small or too slender to be labels of whole pixels."""

from __future__ import annotations

import numpy as np

from ...core.errors import LayerError
from ...core.geodesy.pixel_areas import PixelAreas
from ...core.message import counted
from ...core.polygons.store import PolygonStore
from ...core.resampling.grid import TargetGrid
from ...core.run.batches import run_aside
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter
from ..base.values import Values
from ..inputs.place import TilesPlace

MIN_PARCEL_AREA = "MIN_PARCEL_AREA"
MIN_PARCEL_WIDTH = "MIN_PARCEL_WIDTH"
_HECTARE = 10_000.0


def add_parcel_filters(alg: TilewrightAlgorithm) -> None:
    """The least area and the least width of a polygon."""
    alg.add(
        double_parameter(MIN_PARCEL_AREA, "Least area of a polygon (ha)", 0, 0, is_optional=True),
        "Polygons of a smaller area are left out.",
        advanced=True,
    )
    alg.add(
        double_parameter(MIN_PARCEL_WIDTH, "Least width of a polygon (m)", 0, 0, is_optional=True),
        "Polygons that are more slender are left out, such as road verges of which no pixel is "
        "pure. Width: the short side of a rectangle of the same area and perimeter.",
        advanced=True,
    )


def are_large(
    values: Values, store: PolygonStore, grid: TargetGrid, place: TilesPlace
) -> np.ndarray:
    """Bool (N,): polygons that are not too small or too slender; the others are counted.

    Raises:
        LayerError: all are, or nobody knows metres there.
    """
    least_area, least_width = values.double(MIN_PARCEL_AREA), values.double(MIN_PARCEL_WIDTH)
    if least_area <= 0 and least_width <= 0:
        return np.ones(len(store), dtype=bool)
    # Areas are known once all polygons are there.
    store.finish()
    pixel = _pixel_area(values, grid, place)
    small = store.areas * pixel < least_area * _HECTARE
    slender = ~small & (store.widths * pixel**0.5 < least_width)
    if small.any():
        values.info(
            counted(
                int(small.sum()),
                "{count} polygon of less than {MIN_PARCEL_AREA} ({least:g} ha) is left out.",
                "{count} polygons of less than {MIN_PARCEL_AREA} ({least:g} ha) are left out.",
                least=least_area,
            )
        )
    if slender.any():
        values.info(
            counted(
                int(slender.sum()),
                "{count} polygon narrower than {MIN_PARCEL_WIDTH} ({least:g} m) is left out.",
                "{count} polygons narrower than {MIN_PARCEL_WIDTH} ({least:g} m) are left out.",
                least=least_width,
            )
        )
    keeps = ~(small | slender)
    if not keeps.any():
        raise LayerError(
            "All polygons are smaller than {MIN_PARCEL_AREA} or narrower than {MIN_PARCEL_WIDTH}; "
            "lower them."
        )
    return keeps


def _pixel_area(values: Values, grid: TargetGrid, place: TilesPlace) -> float:
    """Square metres of a pixel in the middle of a grid."""
    areas = run_aside(
        lambda: PixelAreas(grid.transform, grid.width, grid.height, grid.crs_wkt),
        values.feedback.isCanceled,
    )
    if not areas.is_known:
        raise LayerError(
            "{raster} has no coordinate system, so that nobody knows how large polygons are; "
            "assign one (right-click the layer, Layer CRS), or leave {MIN_PARCEL_AREA} and "
            "{MIN_PARCEL_WIDTH} empty.",
            raster=place.name,
        )
    return areas.in_middle
