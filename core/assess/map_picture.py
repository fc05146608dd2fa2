"""A small picture of a map and of the points that it was compared at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..classes.legend import Color
from ..formats.png_by_gdal import png_by_gdal
from ..raster.info import RasterInfo
from .codes import NO_CLASS, ClassReader

_SIDE = 760
# A mark is a square of ink around a white one; where the map is wrong it is larger, around magenta.
_INK, _RIGHT, _WRONG = (0, 0, 0), (255, 255, 255), (255, 0, 255)
_SMALL, _LARGE = 3, 5


def draw_map(
    reader: ClassReader,
    colors: Sequence[Color],
    cols: np.ndarray | None = None,
    rows: np.ndarray | None = None,
    is_right: np.ndarray | None = None,
) -> bytes:
    """A PNG of a map in the colours of its classes, transparent where it has none.

    Args:
        reader: the map.
        colors: by number of the class.
        cols: int64 (N,) columns of points; None for no points.
        rows: int64 (N,) their rows.
        is_right: bool (N,): whether the map has them right.
    """
    info = reader.source.info
    width, height = _size(info)
    found = reader.numbers(*reader.source.read_overview(width, height))
    picture = np.zeros((4, height, width), dtype=np.uint8)
    # What shows where a program knows no transparency.
    picture[:3] = 255
    shown = found != NO_CLASS
    picture[:3, shown] = np.array(colors, dtype=np.uint8)[found[shown]].T
    picture[3, shown] = 255
    if cols is None or rows is None or is_right is None:
        return png_by_gdal(picture)
    # Those that are wrong on top.
    for k in np.argsort(~is_right, kind="stable").tolist():
        x = int(cols[k] * width / info.width)
        y = int(rows[k] * height / info.height)
        reach = _SMALL if is_right[k] else _LARGE
        _square(picture, x, y, reach, _INK)
        _square(picture, x, y, reach - 1, _RIGHT)
        if not is_right[k]:
            _square(picture, x, y, reach - 2, _WRONG)
    return png_by_gdal(picture)


def _size(info: RasterInfo) -> tuple[int, int]:
    """Columns and rows of the picture; a small map has several pixels for one of its own."""
    factor = _SIDE / max(info.width, info.height)
    return max(1, round(info.width * factor)), max(1, round(info.height * factor))


def _square(picture: np.ndarray, x: int, y: int, reach: int, color: Color) -> None:
    part = np.s_[:, max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
    picture[part] = np.array([*color, 255], dtype=np.uint8)[:, None, None]
