"""The pixels that a service has, and which of them are asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterDataProvider, QgsRectangle

from ...core.errors import RasterError
from ...core.geodesy.scale import measure_ground_scale
from ...core.message import Message, Parameter
from ...core.services.lattice import (
    Bounds,
    Lattice,
    TilePixels,
    lattice_of_tile,
    nearest_size,
    whole_pixels,
)
from .find_largest import find_largest

# Of the square that web maps show, in pixels of 256 a side.
_MERCATOR = 20037508.342789244
_TILE = 256
_SMALL = 128
# Cells across and down that are asked for at once, where a service draws any extent: pictures of
# 2048 x 2048 pixels.
_TOGETHER = 16
# Bytes of their pixels.
_MOST_BYTES = 64 * 1024**2
# Half a zoom: a finer one would be nearer to what is wanted.
_COARSER = math.sqrt(2)
_UNIT = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


@dataclass(frozen=True)
class PixelPlan:
    """Pixels of a service.

    Attributes:
        lattice: where they lie.
        limits: the ground that they cover; least x, least y, greatest x, greatest y.
        cell: columns and rows that are asked for as a whole.
        most: columns and rows of cells that are asked for at once.
        is_tiled: whether the service has them in images of its own, a cell each.
        told: what the log says of them.
        warning: that they are coarser than what is wanted, or None.
    """

    lattice: Lattice
    limits: Bounds
    cell: tuple[int, int]
    most: tuple[int, int]
    is_tiled: bool
    told: Message
    warning: Message | None = None


def plan_pixels(
    provider: QgsRasterDataProvider,
    crs: QgsCoordinateReferenceSystem,
    name: str,
    metres: float | None,
    place: Bounds,
    asked: str,
    tile: TilePixels | None = None,
    finer: int = 1,
) -> PixelPlan:
    """The pixels of a service that are nearest to a size on the ground.

    Args:
        provider: of the layer.
        crs: of its pixels.
        name: of the layer.
        metres: width and height of a pixel on the ground that is wanted, or None.
        place: where, in the coordinate system of the pixels.
        asked: name of the parameter that says the size.
        tile: one of the tiles that are wanted, whose own pixels are asked for where the service
            draws any; None: pixels are counted from 0, 0, those of any area are the same.
        finer: how many pixels are asked for in the width of one, where the service draws any.

    Raises:
        RasterError: the service has pixels of many sizes, and none is wanted.
    """
    extent = provider.extent()
    limits = _bounds(extent)
    sizes = sorted(set(provider.nativeResolutions()))
    columns, rows = provider.xSize(), provider.ySize()
    if not sizes and columns > 0 and rows > 0:
        if provider.name() == "wcs":
            columns = whole_pixels(extent.width(), columns)
            rows = whole_pixels(extent.height(), rows)
        lattice = Lattice(limits[0], limits[3], extent.width() / columns, extent.height() / rows)
        told = Message(
            "{name} has {columns} x {rows} pixels of its own.",
            name=name,
            columns=columns,
            rows=rows,
        )
        return PixelPlan(lattice, limits, *_cells_of(provider), False, told)
    unit = _unit_metres(crs, place)
    if metres is None:
        raise RasterError(
            "{name} is a map service, whose pixels can have many sizes; give {asked}, the metres "
            "of a pixel on the ground.",
            name=name,
            asked=Parameter(asked),
        )
    if not sizes:
        size = metres / unit / finer
        # What is drawn beside the tiles' pixels would be moved by half a pixel twice.
        lattice = lattice_of_tile(tile, size) if tile else Lattice(0.0, 0.0, size, size)
        told = Message(
            "{name} is asked for pixels of {metres:.6g} m on the ground.",
            name=name,
            metres=lattice.down * unit,
        )
        if finer > 1:
            told = Message(
                "The tiles have another coordinate system than {name}, which is asked for pixels "
                "of {metres:.6g} m on the ground, finer than the images, so that these show the "
                "ground in its place.",
                name=name,
                metres=lattice.down * unit,
            )
        return PixelPlan(lattice, limits, *_cells_of(provider), False, told)
    size = sizes[nearest_size(sizes, metres / unit)]
    left, top, level = _find_origin(crs, size, limits)
    told = Message(
        "{name} is asked for pixels of {metres:.6g} m on the ground, its nearest to {wanted:.6g} "
        "m.",
        name=name,
        metres=size * unit,
        wanted=metres,
    )
    if level is not None:
        told = Message(
            "{name} is asked at zoom {level}, whose pixels have {metres:.6g} m on the ground, the "
            "nearest to {wanted:.6g} m.",
            name=name,
            level=level,
            metres=size * unit,
            wanted=metres,
        )
    lattice = Lattice(left, top, size, size, level)
    warning = None
    if size == sizes[0] and size * unit > _COARSER * metres:
        warning = Message(
            "{asked} is {wanted:.6g} m, and the finest pixels of {name} have {metres:.6g} m on the "
            "ground, which are taken.",
            asked=Parameter(asked),
            wanted=metres,
            name=name,
            metres=size * unit,
        )
    return PixelPlan(lattice, limits, (_TILE, _TILE), (1, 1), level is not None, told, warning)


def _cells_of(provider: QgsRasterDataProvider) -> tuple[tuple[int, int], tuple[int, int]]:
    """Pixels of a cell, and cells that are asked for at once, of a service that draws any."""
    bytes_each = sum(provider.dataTypeSize(k) for k in range(1, provider.bandCount() + 1))
    together = _TOGETHER
    while together > 1 and (_SMALL * together) ** 2 * bytes_each > _MOST_BYTES:
        together //= 2
    width, height = (limit or _SMALL * together for limit in find_largest(provider))
    cell = min(_SMALL, width), min(_SMALL, height)
    return cell, (min(together, width // cell[0]), min(together, height // cell[1]))


def _find_origin(
    crs: QgsCoordinateReferenceSystem, size: float, limits: Bounds
) -> tuple[float, float, int | None]:
    """Where tiles begin, and the zoom in the two schemes that nearly all use; else their corner."""
    for is_scheme, left, top, widest in (
        (crs.authid() in ("EPSG:3857", "EPSG:900913"), -_MERCATOR, _MERCATOR, 2 * _MERCATOR),
        (crs.isGeographic(), -180.0, 90.0, 180.0),
    ):
        level = math.log2(widest / _TILE / size)
        if is_scheme and abs(level - round(level)) < 1e-6:
            return left, top, round(level)
    return limits[0], limits[3], None


def _unit_metres(crs: QgsCoordinateReferenceSystem, place: Bounds) -> float:
    """Metres of a unit of the coordinate system from south to north, in the middle of a place."""
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    return float(measure_ground_scale(wkt, x, y).pixel_size(_UNIT)[1])


def _bounds(box: QgsRectangle) -> Bounds:
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
