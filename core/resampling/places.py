"""Which pixels of a raster the tiles on other grids need."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..geometry.outlines import pixel_coordinates, place_pixels
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from .grid import TargetGrid, carry_points, grid_of, same_crs

_ALONG = 21
# Tiles whose places are this part of their size from where three corners say are bent so little
# that their outermost places lie on their edges.
_BENT = 0.01


@dataclass(frozen=True)
class Place:
    """Where a target lies in pixels of the source, and the whole pixels that it needs.

    Attributes:
        least: its first column and row.
        last: its last ones.
        box: what is read: first column, first row, ends.
        is_inside: whether all of it, and all that its pixels are made of, lies in the raster.
    """

    least: tuple[float, float]
    last: tuple[float, float]
    box: tuple[int, int, int, int]
    is_inside: bool = False

    @property
    def window(self) -> tuple[int, int, int, int]:
        """What is read: column, row, width, height."""
        left, top, right, bottom = self.box
        return left, top, right - left, bottom - top


def source_box(source: RasterSource, target: TargetGrid) -> tuple[int, int, int, int] | None:
    """Pixels of the source that a target needs: first column, first row, ends; None if none."""
    place = place_on(source.info, target)
    return None if place is None else place.box


def place_on(info: RasterInfo, target: TargetGrid) -> Place | None:
    """Where a target lies in a raster; None where it does not."""
    pixels = target.places_on(grid_of(info)).reshape(-1, 2)
    pixels = pixels[np.isfinite(pixels).all(axis=1)]
    if not len(pixels):
        return None
    return _around(info, target, pixels.min(axis=0), pixels.max(axis=0), False)


def place_all(info: RasterInfo, targets: Sequence[TargetGrid]) -> list[Place | None]:
    """The same of many targets, which takes a fraction of the time where they are hardly bent."""
    wkt = targets[0].crs_wkt
    if any(target.crs_wkt != wkt for target in targets[1:]):
        return [place_on(info, target) for target in targets]
    along, across = _edges_and_middle()
    numbers = np.array([target.transform for target in targets]).T[..., None]
    sizes = np.array([(target.width, target.height) for target in targets], dtype=float)
    points = np.stack(
        place_pixels(list(numbers), along * sizes[:, :1], across * sizes[:, 1:]), axis=-1
    )
    if wkt and info.crs_wkt and not same_crs(wkt, info.crs_wkt):
        points = carry_points(points.reshape(-1, 2), wkt, info.crs_wkt).reshape(points.shape)
    pixels = pixel_coordinates(points, info.transform)
    # The first three are corners: upper left, upper right, lower left.
    start, right, down = pixels[:, :1], pixels[:, 1:2], pixels[:, 2:3]
    flat = start + (right - start) * along[:, None] + (down - start) * across[:, None]
    least, last = pixels.min(axis=1), pixels.max(axis=1)
    with np.errstate(invalid="ignore"):
        off = np.abs(pixels - flat).max(axis=(1, 2))
        is_flat = off <= _BENT * (last - least).min(axis=1)
    return [
        _around(info, target, least[k], last[k], True) if is_flat[k] else place_on(info, target)
        for k, target in enumerate(targets)
    ]


def _edges_and_middle() -> tuple[np.ndarray, np.ndarray]:
    """Of the places of TargetGrid.places_on those along the edges, and every fifth within."""
    along = np.linspace(0, 1, _ALONG)
    last = _ALONG - 1
    numbers = [(0, 0), (last, 0), (0, last)]
    numbers += [
        (col, row)
        for row in range(_ALONG)
        for col in range(_ALONG)
        if {col, row} & {0, last} or (col % 5 == 0 and row % 5 == 0)
    ]
    cols, rows = np.array(numbers).T
    return along[cols], along[rows]


def _around(
    info: RasterInfo, target: TargetGrid, least: np.ndarray, last: np.ndarray, is_flat: bool
) -> Place | None:
    columns = _needed(float(least[0]), float(last[0]), target.width, info.width)
    rows = _needed(float(least[1]), float(last[1]), target.height, info.height)
    if columns is None or rows is None:
        return None
    box = (columns[0], rows[0], columns[1], rows[1])
    is_inside = is_flat and columns[2] and rows[2]
    return Place(tuple(least.tolist()), tuple(last.tolist()), box, is_inside)


def _needed(least: float, last: float, pixels: int, size: int) -> tuple[int, int, bool] | None:
    """Where what is needed along an axis begins and ends, and whether all of that is there."""
    # The widest kernel reaches two pixels, of the coarser of both grids.
    pad = 3 + math.ceil(2 * max((last - least) / pixels, 1))
    wanted, wanted_end = least - pad, last + pad
    first = math.floor(min(max(wanted, 0), size))
    end = math.ceil(min(max(wanted_end, 0), size))
    if end <= first or last <= 0 or least >= size:
        return None
    return first, end, math.floor(wanted) >= 0 and math.ceil(wanted_end) <= size
