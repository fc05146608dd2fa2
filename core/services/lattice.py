"""The pixels of a service: where they lie, and how large they can be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import RasterError

# Of a pixel: what is nearer to an edge lies on it.
_NOISE = 1e-6
# More columns or rows than this no raster has in GDAL.
_MOST_PIXELS = 2**31 - 1
# How far, as a share, pixels that fit a tile are from those that are wanted.
_FITS = 0.01
# Digits after the point of the share of a pixel by which a lattice lies beside 0, 0.
_PHASE_DIGITS = 6
# Of a longer fraction no server would say that it is the size of its pixels.
_DIGITS = 10

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Lattice:
    """Pixels without end, north up.

    Attributes:
        left, top: coordinates of the upper left corner of pixel 0, 0.
        across, down: width and height of a pixel, both above 0.
        level: number of the zoom, where the service counts them; else None.
    """

    left: float
    top: float
    across: float
    down: float
    level: int | None = None

    def snap(self, bounds: Bounds, step: tuple[int, int] = (1, 1), pad: int = 0) -> Box:
        """The pixels that bounds (least x, least y, greatest x, greatest y) touch.

        Args:
            bounds: coordinates.
            step: columns and rows of which the box begins and ends at a multiple.
            pad: pixels around it.

        Raises:
            RasterError: more than any raster has.
        """
        x0, y0, x1, y1 = bounds
        edges = []
        for least, most, size in (
            ((x0 - self.left) / self.across, (x1 - self.left) / self.across, step[0]),
            ((self.top - y1) / self.down, (self.top - y0) / self.down, step[1]),
        ):
            first = math.floor((least - pad + _NOISE) / size) * size
            end = max(math.ceil((most + pad - _NOISE) / size) * size, first + size)
            edges.append((first, end))
        (left, right), (top, bottom) = edges
        box = Box(left, top, right - left, bottom - top)
        if max(box.width, box.height) > _MOST_PIXELS:
            raise RasterError(
                "The area has {width} x {height} pixels of {size:.6g} units; choose larger pixels, "
                "or a smaller area.",
                width=box.width,
                height=box.height,
                size=self.across,
            )
        return box

    def bounds(self, box: Box) -> Bounds:
        """Least x, least y, greatest x, greatest y of some pixels."""
        left, top = self.left + box.left * self.across, self.top - box.top * self.down
        right = self.left + (box.left + box.width) * self.across
        bottom = self.top - (box.top + box.height) * self.down
        return left, bottom, right, top

    def transform(self, box: Box) -> tuple[float, float, float, float, float, float]:
        """Six affine numbers of a raster of some pixels."""
        left, _, _, top = self.bounds(box)
        return self.across, 0.0, left, 0.0, -self.down, top


@dataclass(frozen=True)
class Box:
    """Some pixels of a lattice: first column and row, width and height."""

    left: int
    top: int
    width: int
    height: int

    def within(self, other: Box) -> Box:
        """The part that lies in another box; empty ones have a width or height of 0 or less."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right = min(self.left + self.width, other.left + other.width)
        bottom = min(self.top + self.height, other.top + other.height)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class TilePixels:
    """A tile whose pixels a service without pixels of its own is asked for.

    Attributes:
        bounds: of the tile, in the service's coordinate system.
        columns, rows: how many pixels it is to have; None where that is not told.
        is_meant: whether these count, however large pixels are wanted.
    """

    bounds: Bounds
    columns: int | None = None
    rows: int | None = None
    is_meant: bool = False


def lattice_of_tile(tile: TilePixels, size: float) -> Lattice:
    """Pixels that begin at a tile's corner, and fill it where their size allows it.

    The lattice begins within a pixel of 0, 0, so that tiles of one grid have one lattice.

    Args:
        tile: the tile; its bounds are not empty.
        size: width and height of a pixel that is wanted.
    """
    x0, y0, x1, y1 = tile.bounds
    across = _fitting_size(x1 - x0, tile.columns, size, tile.is_meant)
    down = _fitting_size(y1 - y0, tile.rows, size, tile.is_meant)
    return Lattice(_phase(x0, across), _phase(y1, down), across, down)


def _fitting_size(length: float, told: int | None, size: float, is_meant: bool) -> float:
    """The size of which a whole number makes a length, else the one that is wanted."""
    if told and is_meant:
        return length / told
    for count in (told, round(length / size)):
        if count and abs(length / count / size - 1) < _FITS:
            return length / count
    return size


def _phase(edge: float, size: float) -> float:
    """Where, from 0 on, the first pixel begins of which one begins at an edge."""
    return round(edge / size % 1, _PHASE_DIGITS) % 1 * size


def nearest_size(sizes: Sequence[float], wanted: float) -> int:
    """Which of some pixel sizes is nearest to one: by their ratio, the finer of two alike."""
    return min(
        range(len(sizes)), key=lambda k: (round(abs(math.log(sizes[k] / wanted)), 9), sizes[k])
    )


def whole_pixels(length: float, count: int) -> int:
    """How many pixels a length has of which a service says that they are so many.

    Some tell the number of the last pixel and count from 0, others from 1, and are read as one too
    many; what makes rounder pixels is meant.
    """
    if count < 3:
        return count
    return min((count, count - 1), key=lambda n: min(_digits(length / n), _DIGITS))


def _digits(value: float) -> int:
    return len(f"{value:.15g}".rpartition(".")[2]) if value != int(value) else 0
