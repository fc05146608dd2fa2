"""How many tiles of a grid some places touch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .grid import GridAxis

# Lines with fewer places each are no lines to count along.
_FEW = 4
# So many pairs of a place and a tile are measured at once.
_PAIRS = 250_000
# Of more pairs nobody waits for the number.
_MOST_PAIRS = 1_500_000


class TouchedTiles:
    """The tiles of a grid that are within reach of some places, edges included.

    Args:
        axes: columns and rows of the grid.
        reach: places this near to a tile touch it, in the units of ``pixel``.
        pixel: width and height of a pixel.
    """

    def __init__(
        self, axes: tuple[GridAxis, GridAxis], reach: float, pixel: Sequence[float]
    ) -> None:
        self._axes, self._limit, self._pixel = axes, reach**2, pixel
        self._reaches = [reach / size for size in pixel]
        self._touched = np.zeros((len(axes[1]), len(axes[0])), dtype=bool)

    def count(self, pixels: np.ndarray) -> int | None:
        """How many they are; None where there is too much to measure.

        Args:
            pixels: float (N, 2), the places by column and row of the raster.
        """
        spans = [self._near(k, pixels[:, k]) for k in (0, 1)]
        pairs = int(np.prod([span[:, 1] - span[:, 0] for span in spans], axis=0).sum())
        # Marks in the middle of tiles share columns and rows: all in a line are one step.
        across = int(np.argmin([len(np.unique(pixels[:, k])) for k in (0, 1)]))
        lines = np.unique(pixels[:, across])
        if pairs > _PAIRS and len(lines) * _FEW <= len(pixels):
            self._touch_lines(pixels, across, lines)
        elif pairs <= _MOST_PAIRS:
            self._touch_each(pixels, spans)
        else:
            return None
        return int(self._touched.sum())

    def _touch_lines(self, pixels: np.ndarray, across: int, lines: np.ndarray) -> None:
        """Line by line, each of places that differ along one axis alone."""
        along = 1 - across
        touched = self._touched.T if along else self._touched
        pixels = pixels[np.lexsort((pixels[:, along], pixels[:, across]))]
        starts = np.searchsorted(pixels[:, across], lines[1:])
        spans = self._near(across, lines).tolist()
        for line, places, (top, bottom) in zip(lines, np.split(pixels[:, along], starts), spans):
            ends = self._near(along, places[[0, -1]])
            first, last = int(ends[0, 0]), int(ends[1, 1])
            away = self._distances(across, np.arange(top, bottom), np.array([line]))
            beside = self._distances(along, np.arange(first, last), places)
            touched[top:bottom, first:last] |= away[:, None] + beside <= self._limit

    def _touch_each(self, pixels: np.ndarray, spans: Sequence[np.ndarray]) -> None:
        """Place by place, many at once; ``spans`` are the tiles near to each along the axes."""
        wide, high = (span[:, 1] - span[:, 0] for span in spans)
        sizes = wide * high
        ends = np.cumsum(sizes)
        start = 0
        while start < len(pixels):
            before = ends[start] - sizes[start]
            stop = max(start + 1, int(np.searchsorted(ends, before + _PAIRS, "right")))
            owner = np.repeat(np.arange(start, stop), sizes[start:stop])
            nth = np.arange(len(owner)) - (ends - sizes - before)[owner]
            cells = [
                spans[0][owner, 0] + nth % wide[owner],
                spans[1][owner, 0] + nth // wide[owner],
            ]
            away = sum(self._gaps(k, cells[k], pixels[owner, k]) for k in (0, 1))
            is_near = away <= self._limit
            self._touched[cells[1][is_near], cells[0][is_near]] = True
            start = stop

    def _near(self, k: int, places: np.ndarray) -> np.ndarray:
        """First and last tile (exclusive) within reach of each place along an axis, int (N, 2)."""
        axis, reach = self._axes[k], self._reaches[k]
        first = np.searchsorted(axis.offsets + axis.sizes, places - reach, "left")
        last = np.searchsorted(axis.offsets, places + reach, "right")
        return np.stack((first, np.maximum(first, last)), axis=1)

    def _distances(self, k: int, cells: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Squares of how far tiles are from the nearest of places, which increase."""
        behind = np.searchsorted(places, self._axes[k].offsets[cells])
        last = len(places) - 1
        pair = (places[np.clip(behind - back, 0, last)] for back in (1, 0))
        return np.minimum(*(self._gaps(k, cells, each) for each in pair))

    def _gaps(self, k: int, cells: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Squares of how far each tile is from its place along an axis."""
        offsets = self._axes[k].offsets[cells]
        ends = offsets + self._axes[k].sizes[cells]
        gaps = np.maximum(np.maximum(offsets - places, places - ends), 0) * self._pixel[k]
        return gaps**2
