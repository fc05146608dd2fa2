"""What says which class pixels have: polygons, points, or another raster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

# A class raster is cut into so many blocks along its longer side, which are held out whole.
BLOCKS = 10


class PixelClaims(Protocol):
    """What claims pixels for classes; see ``PolygonBurner``, which is one."""

    @property
    def bounds(self) -> np.ndarray:
        """Float64 (N, 4): least column and row, greatest column and row of each claim."""

    def touches(self, window: Sequence[int]) -> np.ndarray:
        """Indices of the claims that may meet a pixel window."""

    def burn(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray, int]:
        """What is claimed of a window (column offset, row offset, width, height).

        Returns:
            Numbers of classes (height, width), 0 for none; which claim each pixel is of, in the
            same shape; and how many pixels are left out because two classes claim them.
        """


class PointClaims:
    """Each point claims the pixel that it lies in.

    Args:
        cols, rows: float64 (N,): places in pixels from the upper left.
        ids: numbers of their classes.
    """

    def __init__(self, cols: np.ndarray, rows: np.ndarray, ids: Sequence[int]) -> None:
        self._cols = np.floor(cols).astype(np.int64)
        self._rows = np.floor(rows).astype(np.int64)
        self._ids = np.asarray(ids, dtype=np.int32)

    @property
    def bounds(self) -> np.ndarray:
        """See ``PixelClaims``."""
        sides = (self._cols, self._rows, self._cols + 1, self._rows + 1)
        return np.stack(sides, axis=1).astype(np.float64)

    def touches(self, window: Sequence[int]) -> np.ndarray:
        """See ``PixelClaims``."""
        col, row, width, height = window
        return np.flatnonzero(
            (self._cols >= col)
            & (self._cols < col + width)
            & (self._rows >= row)
            & (self._rows < row + height)
        )

    def burn(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray, int]:
        """See ``PixelClaims``."""
        col, row, width, height = (int(v) for v in window)
        classes = np.zeros((height, width), dtype=np.int32)
        owners = np.zeros((height, width), dtype=np.int32)
        near = self.touches(window)
        rows, cols, ids = self._rows[near] - row, self._cols[near] - col, self._ids[near]
        classes[rows, cols] = ids
        owners[rows, cols] = near
        # The last of several points has won: where another differs, two classes claim the pixel.
        lost = classes[rows, cols] != ids
        twice = np.zeros((height, width), dtype=bool)
        twice[rows[lost], cols[lost]] = True
        classes[twice] = 0
        return classes, owners, int(np.count_nonzero(twice))


class RasterClaims:
    """Another raster claims each pixel; its blocks stand for polygons.

    Args:
        read: numbers of classes, int (height, width), of a pixel window; 0 for none.
        width, height: of the raster whose pixels are claimed.
    """

    def __init__(
        self, read: Callable[[Sequence[int]], np.ndarray], width: int, height: int
    ) -> None:
        self._read = read
        self._size = width, height
        self._side = max(1, -(-max(width, height) // BLOCKS))

    @property
    def bounds(self) -> np.ndarray:
        """See ``PixelClaims``."""
        return np.array([[0.0, 0.0, *self._size]])

    def touches(self, window: Sequence[int]) -> np.ndarray:
        """See ``PixelClaims``."""
        return np.zeros(1, dtype=np.int64)

    def burn(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray, int]:
        """See ``PixelClaims``."""
        col, row, width, height = (int(v) for v in window)
        down = (np.arange(row, row + height) // self._side).astype(np.int32)
        across = (np.arange(col, col + width) // self._side).astype(np.int32)
        classes = np.asarray(self._read(window), dtype=np.int32)
        return classes, down[:, None] * BLOCKS + across, 0
