"""Tiles of several scenes, laid on the globe together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import RasterError
from ..geometry.outlines import TileGeometries, wkb_of_corners
from ..geometry.pairs import TilePairs
from ..message import Message
from .antimeridian import check_latitudes, is_in_degrees, unwrap_tiles
from .globe_ground import GlobeGround, PolarGround
from .globe_pairs import GlobePairs
from .tiles import TileGround

# Tiles nearer to a pole than this are laid in the plane around it, if all are on its side.
_POLAR = 80.0
_UPS = {True: 5041, False: 5042}


def are_several(scenes: Sequence[str | None] | None) -> bool:
    """Whether tiles are of more than one scene."""
    return len(set(scenes or ()) - {None}) > 1


def lay_on_ground(
    geometries: TileGeometries, crs_wkt: str, scenes: Sequence[str | None] | None = None
) -> tuple[TilePairs, TileGround]:
    """Tiles to look at in pairs, and where they are in metres.

    Tiles of several scenes in degrees can lie far from each other, in any zone: their distances are
    geodesic, across the antimeridian and around the poles as well. Those of one scene, and those
    that share a projected system, are looked at in their coordinates.

    Args:
        geometries: outlines of the tiles.
        crs_wkt: their coordinate system; empty for none.
        scenes: name of the scene of each tile, or None.

    Raises:
        SplitError: latitudes beyond the poles.
        RasterError: an outline cannot be laid around the pole.
    """
    if not are_several(scenes) or not is_in_degrees(crs_wkt):
        whole = unwrap_tiles(geometries, crs_wkt)
        return TilePairs(whole), TileGround(whole, crs_wkt)
    check_latitudes(geometries)
    pole = _pole_of(geometries)
    if pole:
        epsg = _UPS[pole > 0]
        flat, ground = _lay_around_pole(geometries, crs_wkt, epsg)
        return GlobePairs(flat, ground), ground
    whole = unwrap_tiles(geometries, crs_wkt)
    on_globe = GlobeGround(whole, crs_wkt)
    return GlobePairs(whole, on_globe), on_globe


def tell_seam(ground: TileGround, metres: float) -> Message | None:
    """What to say of tiles that go all the way round the globe; None for others.

    Args:
        ground: where they are.
        metres: how near neighbours count.
    """
    meridian = ground.seam(metres)
    if meridian is None:
        return None
    return Message(
        "The tiles go all the way round the globe; those on both sides of the meridian "
        "{longitude:.6g} are not seen as neighbours.",
        longitude=meridian,
    )


def _pole_of(geometries: TileGeometries) -> int:
    """1 for tiles around the north pole, -1 for the south pole, 0 for tiles elsewhere."""
    least, last = geometries.bounds[:, 1].min(), geometries.bounds[:, 3].max()
    if least > 0 and last > _POLAR:
        return 1
    return -1 if last < 0 and least < -_POLAR else 0


def _lay_around_pole(
    geometries: TileGeometries, crs_wkt: str, epsg: int
) -> tuple[TileGeometries, PolarGround]:
    from rasterio.crs import CRS
    from rasterio.warp import transform as reproject
    from shapely.ops import transform

    degrees, plane = CRS.from_wkt(crs_wkt), CRS.from_epsg(epsg)

    def lay(x: Sequence[float], y: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
        xs, ys = (np.asarray(v, dtype=float) for v in reproject(degrees, plane, x, y))
        if not (np.isfinite(xs).all() and np.isfinite(ys).all()):
            raise RasterError(
                "Some tiles lie outside the valid area of their coordinate system; check it."
            )
        return xs, ys

    wkb = list(geometries.wkb)
    quads = np.flatnonzero(geometries.is_quad)
    x, y = lay(*(geometries.quads[quads][..., axis].ravel().tolist() for axis in (0, 1)))
    corners = np.stack((x, y), axis=1).reshape(-1, 5, 2)
    corners[:, 4] = corners[:, 0]
    for i, outline in zip(quads.tolist(), wkb_of_corners(corners)):
        wkb[i] = outline
    for i in np.flatnonzero(~geometries.is_quad).tolist():
        wkb[i] = transform(lay, geometries.polygon(i)).wkb
    flat = TileGeometries(wkb)
    return flat, PolarGround(flat, plane.to_wkt())
