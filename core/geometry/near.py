"""Pairs of rectangles that meet, among a million, without looking at all pairs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

# Rectangles are registered in the cells they touch; with more entries a tile cells are made larger.
_ENTRIES = 6
# Cells start at this many times the median side.
_SIDES = 2.0


def near_pairs(bounds: np.ndarray, codes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of rectangles that touch or overlap and have different codes, each pair once.

    Rectangles are put into the cells of a plain grid and compared within them; a pair that meets in
    several cells counts in the one that holds the lower left corner of what both share. Cells with
    one code only are left alone, which is most of them where codes are regions.

    Args:
        bounds: float64 (N, 4): least x, least y, greatest x, greatest y.
        codes: int64 (N,); the caller may change it in place between yields, so that pairs that
            have become of one code are left out.

    Yields:
        Two int64 arrays of indices.
    """
    if len(bounds) < 2:
        return
    grid = _CellGrid(bounds)
    tile, cell = grid.register()
    step = 0
    while True:
        if step & (step - 1) == 0:
            tile, cell = _drop_settled(tile, cell, codes, step)
        step += 1
        at = np.flatnonzero(cell[step:] == cell[: max(0, len(cell) - step)])
        if not len(at):
            return
        i, j = tile[at], tile[at + step]
        differ = codes[i] != codes[j]
        i, j, where = i[differ], j[differ], cell[at[differ]]
        a, b = bounds[i], bounds[j]
        meet = (a[:, :2] <= b[:, 2:]).all(axis=1) & (b[:, :2] <= a[:, 2:]).all(axis=1)
        meet[meet] = grid.cell_of(np.maximum(a[meet, :2], b[meet, :2])) == where[meet]
        if meet.any():
            yield i[meet], j[meet]


class _CellGrid:
    """Square-ish cells over all rectangles."""

    def __init__(self, bounds: np.ndarray) -> None:
        self._bounds = bounds
        self._origin = bounds[:, :2].min(axis=0)
        span = bounds[:, 2:].max(axis=0) - self._origin
        sides = np.median(bounds[:, 2:] - bounds[:, :2], axis=0) * _SIDES
        # Lines and points have no side of their own.
        self._side = np.maximum(sides, np.maximum(span / 30_000, 1e-300))
        while self._counts().sum() > _ENTRIES * len(bounds) + 1000:
            self._side = self._side * 2
        self._rows = int(span[1] // self._side[1]) + 2

    def _index(self, xy: np.ndarray) -> np.ndarray:
        return np.floor((xy - self._origin) / self._side).astype(np.int64)

    def _counts(self) -> np.ndarray:
        least, last = self._index(self._bounds[:, :2]), self._index(self._bounds[:, 2:])
        return (last - least + 1).prod(axis=1)

    def cell_of(self, xy: np.ndarray) -> np.ndarray:
        """Number of the cell that holds each place (P, 2)."""
        index = self._index(xy)
        return index[:, 0] * self._rows + index[:, 1]

    def register(self) -> tuple[np.ndarray, np.ndarray]:
        """Rectangles and the cells they touch, sorted by cell."""
        least, last = self._index(self._bounds[:, :2]), self._index(self._bounds[:, 2:])
        rows = last[:, 1] - least[:, 1] + 1
        counts = (last[:, 0] - least[:, 0] + 1) * rows
        tile = np.repeat(np.arange(len(self._bounds)), counts)
        nth = np.arange(len(tile)) - np.repeat(np.cumsum(counts) - counts, counts)
        col, row = np.divmod(nth, rows[tile])
        cell = (least[tile, 0] + col) * self._rows + least[tile, 1] + row
        order = np.argsort(cell, kind="stable")
        return tile[order], cell[order]


def _drop_settled(
    tile: np.ndarray, cell: np.ndarray, codes: np.ndarray, step: int
) -> tuple[np.ndarray, np.ndarray]:
    """Only the entries of cells that have several codes and more than ``step`` entries."""
    if not len(cell):
        return tile, cell
    first = np.flatnonzero(np.concatenate(([True], cell[1:] != cell[:-1])))
    length = np.diff(np.append(first, len(cell)))
    code = codes[tile]
    mixed = np.minimum.reduceat(code, first) != np.maximum.reduceat(code, first)
    kept = np.repeat(mixed & (length > step), length)
    return tile[kept], cell[kept]
