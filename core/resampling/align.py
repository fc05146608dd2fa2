"""Reading rasters on one pixel grid, whatever their own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ..errors import RasterError
from ..message import Message
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from .grid import TargetGrid, carry_points, grid_of, same_crs
from .places import source_box
from .resample import NEAREST, RESAMPLINGS, read_resampled

AUTO = "AUTO"
ALIGNMENTS = (AUTO, *RESAMPLINGS[1:])
EXACT = "EXACT"
REFERENCE, UNION, INTERSECTION = "REFERENCE", "UNION", "INTERSECTION"
EXTENTS = (REFERENCE, UNION, INTERSECTION)
# Grids this near to each other, in pixels, are the same.
_TOLERANCE = 1e-3
# A mosaic of a country may have gaps; one of two continents is a mistake that takes hours.
_LARGE, _LEAST_COVERED = 10**9, 1 / 1000


def common_grid(infos: Sequence[RasterInfo], reference: TargetGrid, extent: str) -> TargetGrid:
    """The reference's pixel grid, over another extent.

    Args:
        infos: the rasters that the extent follows from.
        reference: gives coordinate system, origin and pixel size.
        extent: REFERENCE keeps its own, UNION covers all rasters, INTERSECTION what all share.

    Raises:
        RasterError: rasters with and without coordinate system, no overlap, rasters so far apart
            that the result would be empty, or a reference that no raster lies on.
    """
    _check_crs(infos, reference, Message("the reference"))
    if extent == REFERENCE:
        check_ground(infos, reference, Message("the template"))
        return reference
    boxes = np.array([_box_on(info, reference) for info in infos])
    least, last = boxes[:, :2], boxes[:, 2:]
    if extent == UNION:
        box = (*least.min(axis=0), *last.max(axis=0))
    else:
        box = (*least.max(axis=0), *last.min(axis=0))
    left, top = (math.floor(v + _TOLERANCE) for v in box[:2])
    right, bottom = (math.ceil(v - _TOLERANCE) for v in box[2:])
    if right <= left or bottom <= top:
        raise RasterError(
            "The rasters do not overlap; leave out those that are elsewhere, or set another extent."
        )
    covered = float(np.prod(last - least, axis=1).sum())
    _check_gaps(right - left, bottom - top, covered)
    return reference.window((left, top, right - left, bottom - top))


def _check_gaps(width: int, height: int, covered: float) -> None:
    """Refuse large results of which hardly a pixel would have a value."""
    if width * height > _LARGE and covered < width * height * _LEAST_COVERED:
        raise RasterError(
            "The rasters lie so far apart that the result would have {width} x {height} pixels, "
            "nearly all of them empty; leave out those that are elsewhere, or set another extent.",
            width=width,
            height=height,
        )


def check_ground(infos: Sequence[RasterInfo], grid: TargetGrid, name: str) -> None:
    """Refuse rasters of which none overlaps a grid, so that the result would be empty.

    Args:
        infos: the rasters.
        grid: the pixel grid they are to be read on.
        name: what the grid is, for people: a name, or a Message of words.

    Raises:
        RasterError: they do not overlap it, or one has no coordinate system.
    """
    _check_crs(infos, grid, name)
    if not any(_meets(info, grid) for info in infos):
        raise RasterError(
            "{name} and {other} do not overlap; choose rasters of the same place.",
            name=infos[0].name,
            other=name,
        )


def check_any_ground(info: RasterInfo, others: Sequence[RasterInfo]) -> None:
    """Refuse a raster that overlaps none of some others.

    Raises:
        RasterError: it does not, or it has a coordinate system and they have none, or the like.
    """
    trouble = None
    for other in others:
        try:
            check_ground([info], grid_of(other), other.name)
        except RasterError as error:
            trouble = trouble or error
        else:
            return
    if trouble is not None:
        raise trouble


def _check_crs(infos: Sequence[RasterInfo], grid: TargetGrid, name: str) -> None:
    for info in infos:
        if bool(info.crs_wkt) != bool(grid.crs_wkt):
            bare = info.name if grid.crs_wkt else name
            raise RasterError(
                "{bare} has no coordinate system and others have one, so they cannot be laid "
                "over each other; assign one (right-click the layer, Layer CRS).",
                bare=bare,
            )


def _meets(info: RasterInfo, grid: TargetGrid) -> bool:
    """Whether a raster's bounds touch a grid; True where that is not known."""
    try:
        left, top, right, bottom = _box_on(info, grid)
    except RasterError:
        return True
    return left < grid.width and top < grid.height and right > 0 and bottom > 0


def _box_on(info: RasterInfo, grid: TargetGrid) -> tuple[float, float, float, float]:
    """A raster's bounds in pixels of a grid: first column, first row, ends."""
    places = grid_of(info).places_on(grid)
    pixels = np.concatenate((places[0], places[-1], places[:, 0], places[:, -1]))
    if not np.isfinite(pixels).all():
        raise RasterError(
            "{name} has no place in the reference's coordinate system; choose another reference.",
            name=info.name,
        )
    return (*pixels.min(axis=0).tolist(), *pixels.max(axis=0).tolist())


class GridReader:
    """Reads a raster on a pixel grid that may be another than its own.

    Args:
        source: the raster.
        grid: the wanted grid.
        method: a resampling, or AUTO: averages of finer pixels, bilinear between coarser or
            shifted ones, nearest for paletted rasters. Where the grids coincide nothing is
            resampled.

    Attributes:
        method: what is done: EXACT or the name of a resampling.
        ratio: how many pixels of the grid one of the raster's own is wide.
    """

    def __init__(self, source: RasterSource, grid: TargetGrid, method: str = AUTO) -> None:
        info = source.info
        self.source = source
        is_same = same_crs(info.crs_wkt, grid.crs_wkt)
        # Twins of a coordinate system must not be taken for two.
        self.grid = replace(grid, crs_wkt=info.crs_wkt) if is_same else grid
        self.offset = None
        self.ratio = self._measure_ratio(is_same)
        if is_same:
            self.offset = self._find_offset()
        if self.offset is not None:
            self.method = EXACT
        elif method != AUTO:
            self.method = method
        elif info.colormap:
            self.method = NEAREST
        else:
            self.method = "AVERAGE" if self.ratio < 1 - _TOLERANCE else "BILINEAR"

    def _measure_ratio(self, is_same: bool) -> float:
        info, grid = self.source.info, self.grid
        middle = np.array([info.width / 2, info.height / 2])
        corners = middle + np.array([[0, 0], [1, 0], [0, 1]])
        points = grid_of(info).coordinates(corners[:, 0], corners[:, 1])
        if not is_same:
            points = carry_points(points, info.crs_wkt, grid.crs_wkt)
        pixels = grid.pixels(points)
        across, down = pixels[1] - pixels[0], pixels[2] - pixels[0]
        return float(abs(across[0] * down[1] - across[1] * down[0])) ** 0.5

    def _find_offset(self) -> tuple[int, int] | None:
        """Where the grid's upper left is in whole pixels of the raster, if the grids coincide."""
        info, grid = self.source.info, self.grid
        ends = np.array([[0, 0], [grid.width, 0], [0, grid.height]], dtype=float)
        pixels = grid_of(info).pixels(grid.coordinates(ends[:, 0], ends[:, 1]))
        offset = np.rint(pixels[0])
        if np.abs(pixels - (ends + offset)).max() > _TOLERANCE:
            return None
        return int(offset[0]), int(offset[1])

    @property
    def read_block(self) -> tuple[int, int]:
        """Rows and columns of the raster's storage blocks, in pixels of the grid."""
        height, width = self.source.info.block_shape
        return max(1, round(height * self.ratio)), max(1, round(width * self.ratio))

    @property
    def pixel_bytes(self) -> int:
        """Bytes of memory that reading a pixel of the grid takes, roughly."""
        info = self.source.info
        own = 1.0 if self.method == EXACT else 1.0 + 1 / max(self.ratio, 0.05) ** 2
        return int(own * (info.itemsize * len(info.bands) + 10))

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Values (bands, height, width) and valid pixels (height, width) of a window of the grid.

        Pixels beyond the raster are invalid.
        """
        if self.offset is None:
            return read_resampled(self.source, self.grid.window(window), self.method)
        info, (col, row), (width, height) = self.source.info, self._corner(window), window[2:]
        left, top, right, bottom = self._inside(window)
        if (left, top, right, bottom) == (col, row, col + width, row + height):
            return self.source.read((col, row, width, height))
        values = np.zeros((len(info.bands), height, width), dtype=info.dtype)
        valid = np.zeros((height, width), dtype=bool)
        if right > left and bottom > top:
            part = np.s_[top - row : bottom - row, left - col : right - col]
            values[(slice(None), *part)], valid[part] = self.source.read(
                (left, top, right - left, bottom - top)
            )
        return values, valid

    def _corner(self, window: Sequence[int]) -> tuple[int, int]:
        """Column and row of the raster at which a window of the same grid begins."""
        across, down = self.offset or (0, 0)
        return window[0] + across, window[1] + down

    def _inside(self, window: Sequence[int]) -> tuple[int, int, int, int]:
        """The part of a window of the same grid that the raster has: firsts and ends."""
        info, (col, row) = self.source.info, self._corner(window)
        right, bottom = min(col + window[2], info.width), min(row + window[3], info.height)
        return max(col, 0), max(row, 0), right, bottom

    def windows_of(self, window: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
        """The window of the raster that is read for one of the grid, if it has any of it."""
        box: tuple[int, int, int, int] | None
        if self.offset is not None:
            box = self._inside(window)
        else:
            box = source_box(self.source, self.grid.window(window))
        if box is not None and box[2] > box[0] and box[3] > box[1]:
            yield box[0], box[1], box[2] - box[0], box[3] - box[1]

    def describe(self) -> Message:
        """What is done, as a sentence for the log."""
        info = self.source.info
        values = {"name": info.name, "method": self.method}
        if self.method == EXACT:
            return Message(
                "{name} is on the pixel grid: its pixels are taken as they are.", name=info.name
            )
        # Zones of one system have pixels of one size, and are turned against each other.
        if not same_crs(info.crs_wkt, self.grid.crs_wkt):
            return Message(
                "{name} is in another coordinate system: reprojected with {method}.", **values
            )
        if abs(self.ratio - 1) <= _TOLERANCE:
            return Message("{name} is shifted: resampled with {method}.", **values)
        if self.ratio < 1:
            return Message(
                "{name} is finer (a pixel of it is {ratio:.6g} wide): resampled with {method}.",
                ratio=self.ratio,
                **values,
            )
        return Message(
            "{name} is coarser (a pixel of it is {ratio:.6g} wide): resampled with {method}.",
            ratio=self.ratio,
            **values,
        )
