"""Requests for pixels that stay below Earth Engine's limits, and smaller ones when it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import TileRefusedError
from ..resampling.grid import TargetGrid
from .answers import TooMuchError

MOST_BYTES = 48 * 1024**2
MOST_PIXELS = 32768
MOST_BANDS = 1024
# Smaller windows are not asked for: then bands are asked for one by one.
_LEAST_PIXELS = 64
VALID = "__valid"


@dataclass(frozen=True)
class PixelRequest:
    """Some bands of a window.

    Attributes:
        window: column, row, width, height in pixels of the tile.
        bands: numbers of bands, ascending.
    """

    window: tuple[int, int, int, int]
    bands: tuple[int, ...]

    def smaller(self) -> list[PixelRequest]:
        """The same in several: quarters, then single bands; none where nothing is smaller."""
        left, top, width, height = self.window
        columns = _halves(left, width)
        rows = _halves(top, height)
        if len(columns) * len(rows) > 1:
            return [PixelRequest((x, y, w, h), self.bands) for y, h in rows for x, w in columns]
        if len(self.bands) > 1:
            return [PixelRequest(self.window, (band,)) for band in self.bands]
        return []


def _halves(start: int, size: int) -> list[tuple[int, int]]:
    if size < 2 * _LEAST_PIXELS:
        return [(start, size)]
    half = size // 2
    return [(start, half), (start + half, size - half)]


def plan_requests(width: int, height: int, item_bytes: Sequence[int]) -> list[PixelRequest]:
    """Requests for a tile that stay below the limits, in as few as can be.

    Args:
        width: of the tile in pixels.
        height: the same.
        item_bytes: of a value of each band. Each pixel has a byte more a band, as Earth Engine
            counts, and the band that tells which are valid.
    """
    found = []
    for bands in _bands_at_once(item_bytes):
        pixel = sum(item_bytes[k] + 1 for k in bands) + 2
        most = max(1, MOST_BYTES // pixel)
        columns = min(width, MOST_PIXELS, max(1, most))
        rows = max(1, min(height, MOST_PIXELS, most // columns))
        if rows < height and rows < columns // 4:
            # Squares rather than strips, of which each touches fewer images.
            columns = rows = max(1, int(most**0.5))
        columns, rows = _even(width, columns), _even(height, rows)
        found += [
            PixelRequest((x, y, min(columns, width - x), min(rows, height - y)), bands)
            for y in range(0, height, rows)
            for x in range(0, width, columns)
        ]
    return found


def _even(size: int, most: int) -> int:
    """The size of pieces of nearly equal size."""
    count = -(-size // min(size, most))
    return -(-size // count)


def _bands_at_once(item_bytes: Sequence[int]) -> Iterator[tuple[int, ...]]:
    # One place is for the band that tells which pixels are valid.
    step = MOST_BANDS - 1
    for start in range(0, len(item_bytes), step):
        yield tuple(range(start, min(start + step, len(item_bytes))))


def read_in_requests(
    target: TargetGrid,
    item_bytes: Sequence[int],
    dtype: str,
    ask: Callable[[TargetGrid, tuple[int, ...]], tuple[np.ndarray, np.ndarray]],
) -> tuple[np.ndarray, np.ndarray]:
    """The pixels of a tile by as many requests as it takes.

    Args:
        target: the tile's pixel grid.
        item_bytes: of each band; see plan_requests.
        dtype: of the values.
        ask: gives values (bands, height, width) and valid pixels of some bands on a grid.

    Returns:
        Values and bool (height, width): pixels that are valid in all bands.

    Raises:
        TileRefusedError: the smallest request is refused, too.
    """
    values = np.zeros((len(item_bytes), target.height, target.width), dtype=dtype)
    valid = np.ones((target.height, target.width), dtype=bool)
    waiting = plan_requests(target.width, target.height, item_bytes)[::-1]
    while waiting:
        request = waiting.pop()
        try:
            found, found_valid = ask(target.window(request.window), request.bands)
        except TooMuchError as error:
            smaller = request.smaller()
            if not smaller:
                raise TileRefusedError("Earth Engine: {error}", error=error) from error
            waiting += smaller[::-1]
            continue
        left, top, width, height = request.window
        inside = np.s_[top : top + height, left : left + width]
        for band, pixels in zip(request.bands, found):
            values[(band, *inside)] = pixels
        valid[inside] &= found_valid
    return values, valid
