"""Outlines of several coordinate systems, brought into one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import LayerError
from ..geometry.outlines import TileGeometries, wkb_of_corners


def bring_to_degrees(geometries: TileGeometries, crs_names: Sequence[str | None]) -> TileGeometries:
    """Quadrangles of any coordinate systems, corner by corner in longitude and latitude.

    Args:
        geometries: outlines of N tiles, each with four corners.
        crs_names: the coordinate system of each, such as EPSG:32631 or well-known text.

    Raises:
        LayerError: a name is no coordinate system, or a place has no longitude and latitude.
    """
    from rasterio.crs import CRS
    from rasterio.warp import transform

    degrees = CRS.from_epsg(4326)
    corners = geometries.quads.copy()
    names = np.array([name or "" for name in crs_names], dtype=object)
    for name in sorted(set(names.tolist())):
        chosen = names == name
        x, y = (corners[chosen][..., axis].ravel().tolist() for axis in (0, 1))
        try:
            found = np.array(transform(CRS.from_user_input(name), degrees, x, y))
        except Exception as error:  # rasterio lets GDAL's errors through, which share no class
            raise LayerError(
                "The tiles name {name!r} as their coordinate system, which cannot be used "
                "({error}).",
                name=name,
                error=error,
            ) from error
        if not np.isfinite(found).all():
            raise LayerError(
                "Some tiles lie outside the valid area of their coordinate system {name}; check "
                "it.",
                name=name,
            )
        corners[chosen] = found.T.reshape(-1, 5, 2)
    return TileGeometries(wkb_of_corners(corners))
