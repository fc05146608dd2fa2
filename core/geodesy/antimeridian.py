"""Tiles on both sides of the antimeridian, brought together."""

from __future__ import annotations

import numpy as np

from ..errors import SplitError
from ..geometry.outlines import TileGeometries, wkb_of_corners

_TURN = 360.0
_POLE = 90.0


def unwrap_tiles(geometries: TileGeometries, crs_wkt: str) -> TileGeometries:
    """Outlines in degrees whose differences are distances, across the antimeridian as well.

    The globe is cut open where the longest stretch without tiles ends, and tiles west of there are
    moved on by a whole turn. Nothing changes in other coordinate systems, nor where the
    antimeridian itself lies in the longest stretch.

    Args:
        geometries: outlines of N tiles.
        crs_wkt: their coordinate system; empty for none.

    Raises:
        SplitError: latitudes beyond the poles, so the coordinate system cannot be the right one.
    """
    from rasterio.crs import CRS

    if not crs_wkt or not len(geometries) or not CRS.from_wkt(crs_wkt).is_geographic:
        return geometries
    bounds = geometries.bounds
    latitudes = (bounds[:, 1] + bounds[:, 3]) / 2
    if (np.abs(latitudes) > _POLE).any():
        raise SplitError(
            "The tiles reach from {min:.6g} to {max:.6g} degrees of latitude; check their "
            "coordinate system.",
            min=latitudes.min(),
            max=latitudes.max(),
        )
    order = np.argsort(bounds[:, 0], kind="stable")
    starts, ends = bounds[order, 0], np.maximum.accumulate(bounds[order, 2])
    gaps = starts[1:] - ends[:-1]
    if not len(gaps) or gaps.max() <= starts[0] + _TURN - ends[-1]:
        return geometries
    return _move_on(geometries, order[: int(gaps.argmax()) + 1])


def _move_on(geometries: TileGeometries, moved: np.ndarray) -> TileGeometries:
    from shapely.affinity import translate

    wkb = list(geometries.wkb)
    quads = moved[geometries.is_quad[moved]]
    for i, outline in zip(quads, wkb_of_corners(geometries.quads[quads] + (_TURN, 0))):
        wkb[i] = outline
    for i in moved[~geometries.is_quad[moved]].tolist():
        wkb[i] = translate(geometries.polygon(i), _TURN).wkb
    return TileGeometries(wkb)
