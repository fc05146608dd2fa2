"""Tiles on both sides of the antimeridian, brought together."""

from __future__ import annotations

from typing import Any

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

    Tiles that themselves cross the antimeridian, as tiles of a UTM zone in degrees do, come with
    corners on both sides of it; those in the west are moved on as well.

    Raises:
        SplitError: latitudes beyond the poles, so the coordinate system cannot be the right one.
    """
    if not len(geometries) or not is_in_degrees(crs_wkt):
        return geometries
    check_latitudes(geometries)
    return _cut_open(mend_crossing(geometries))


def is_in_degrees(crs_wkt: str) -> bool:
    """Whether a coordinate system is one of longitude and latitude; empty for none."""
    from rasterio.crs import CRS

    return bool(crs_wkt) and bool(CRS.from_wkt(crs_wkt).is_geographic)


def check_latitudes(geometries: TileGeometries) -> None:
    """Refuse tiles whose middle is beyond a pole.

    Raises:
        SplitError: the coordinate system cannot be the right one.
    """
    bounds = geometries.bounds
    latitudes = (bounds[:, 1] + bounds[:, 3]) / 2
    if (np.abs(latitudes) > _POLE).any():
        raise SplitError(
            "The tiles reach from {min:.6g} to {max:.6g} degrees of latitude; check their "
            "coordinate system.",
            min=latitudes.min(),
            max=latitudes.max(),
        )


def mend_crossing(geometries: TileGeometries) -> TileGeometries:
    """Outlines that have corners on both sides of the antimeridian, as they are on the ground.

    Wide rectangles along the axes are left alone: they are as wide as they look.
    """
    bounds = geometries.bounds
    crossing = np.flatnonzero((bounds[:, 2] - bounds[:, 0] > _TURN / 2) & ~geometries.is_box)
    if not len(crossing):
        return geometries
    from shapely.ops import transform, unary_union

    def move(x: Any, y: Any) -> tuple[Any, Any]:
        x = np.asarray(x, dtype=float)
        return np.where(x < 0, x + _TURN, x), np.asarray(y)

    wkb = list(geometries.wkb)
    for i in crossing.tolist():
        if geometries.is_quad[i]:
            corners = geometries.quads[i : i + 1].copy()
            corners[..., 0] += np.where(corners[..., 0] < 0, _TURN, 0)
            wkb[i] = wkb_of_corners(corners)[0]
        else:
            wkb[i] = unary_union([transform(move, geometries.polygon(i))]).wkb
    return TileGeometries(wkb)


def _cut_open(geometries: TileGeometries) -> TileGeometries:
    """Outlines with the globe cut open where the longest stretch without tiles ends."""
    bounds = geometries.bounds
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
