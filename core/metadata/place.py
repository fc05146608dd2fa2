"""Where a dataset lies, and how fine it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import FileError
from ..files.json_file import read_json


class Ground(NamedTuple):
    """The ground of a dataset.

    Attributes:
        box: west, south, east and north in degrees of WGS 84.
        pixel: width of a pixel in ``unit``.
        unit: m, degrees, or another unit of length.
    """

    box: tuple[float, float, float, float]
    pixel: float
    unit: str


def around(grounds: Sequence[Ground]) -> Ground:
    """The ground of several; its pixel is that of the first."""
    west, south, east, north = zip(*(ground.box for ground in grounds))
    box = min(west), min(south), max(east), max(north)
    return Ground(box, grounds[0].pixel, grounds[0].unit)


def read_ground(path: Path) -> Ground | None:
    """The ground that croissant.json tells; None where there is no such file, or it tells none."""
    record: Any = None
    with suppress(FileError, OSError):
        record = read_json(path)
    with suppress(KeyError, TypeError, ValueError):
        south, west, north, east = map(float, record["spatialCoverage"]["geo"]["box"].split())
        told = record["geocr:spatialResolution"]
        return Ground((west, south, east, north), float(told["value"]), str(told["unitText"]))
    return None


def find_ground(
    crs_wkt: str, bounds: tuple[float, float, float, float], pixel: float, pixel_wkt: str
) -> Ground | None:
    """The ground below a rectangle; None where nothing leads from there to WGS 84.

    Args:
        crs_wkt: coordinate system of the rectangle; empty when there is none.
        bounds: least x, least y, greatest x and greatest y.
        pixel: width of a pixel.
        pixel_wkt: the coordinate system in whose units that is.
    """
    from rasterio.crs import CRS
    from rasterio.warp import transform_bounds

    try:
        crs = CRS.from_wkt(crs_wkt)
        west, south, east, north = transform_bounds(crs, CRS.from_epsg(4326), *bounds)
        crs = CRS.from_wkt(pixel_wkt)
        unit = "degrees" if crs.is_geographic else crs.linear_units
    except Exception:  # rasterio lets GDAL's errors through, which share no public class
        return None
    box = round(west, 7), round(south, 7), round(east, 7), round(north, 7)
    if not all(math.isfinite(value) for value in box):
        return None
    return Ground(box, pixel, "m" if unit in ("metre", "meter") else unit)
