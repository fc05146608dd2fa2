"""Where the images of tiles lie: their corners and transforms in a coordinate system of theirs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..geometry.outlines import corners_of_windows, move_origin
from ..resampling.grid import TargetGrid

Places = tuple[np.ndarray, list[Sequence[float]]]


def place_windows(windows: np.ndarray, transform: Sequence[float]) -> Places:
    """Corners (N, 4, 2) and transforms of windows of a raster.

    Args:
        windows: int64 (N, 4) column offset, row offset, width and height in pixels of the raster.
        transform: its six affine coefficients.
    """
    moved = [move_origin(transform, column, row) for column, row in windows[:, :2].tolist()]
    return corners_of_windows(windows, transform)[:, :4], list(moved)


def place_grids(grids: Sequence[TargetGrid]) -> Places:
    """The same of tiles that have pixels of their own."""
    corners = [
        corners_of_windows(np.array([[0, 0, grid.width, grid.height]]), grid.transform)
        for grid in grids
    ]
    return np.concatenate(corners)[:, :4], [grid.transform for grid in grids]
