"""Which share of a tile the pixels of some kind cover, on any raster grid."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..geometry.outlines import TileGeometries
from ..raster.source import RasterSource
from ..run.batches import never_cancelled
from .plan_reads import plan_reads
from .weights import PixelWeights


def measure_pixel_shares(
    source: RasterSource,
    tiles: TileGeometries,
    matches: Callable[[np.ndarray], np.ndarray],
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> tuple[np.ndarray, np.ndarray]:
    """Share of each tile's known area that matching pixels cover.

    Pixels count with the part of them that lies in the tile; see PixelWeights.

    Args:
        source: a raster of one band.
        tiles: N outlines in the raster's coordinate system.
        matches: returns which values of an array count.
        is_cancelled: polled between reads.

    Returns:
        Shares float64 (N,), 0 to 1, NaN where the raster knows nothing of the tile; and the share
        of each tile's area that the raster knows.
    """
    info = source.info
    measured = PixelWeights(tiles, info)
    windows = measured.windows
    shares = np.full(len(tiles), np.nan)
    known = np.zeros(len(tiles))
    inside = np.flatnonzero((windows[:, 2:] > 0).all(axis=1))
    batches = plan_reads(
        windows[inside], info.shape, info.block_shape, info.itemsize * len(info.bands) + 3
    )
    for batch in batches:
        if is_cancelled():
            raise CancelledError
        values, valid = source.read(batch.window)
        wanted = matches(values[0]) & valid
        for i in inside[batch.tiles].tolist():
            col, row, width, height = windows[i].tolist()
            top, left = row - batch.window[1], col - batch.window[0]
            part = np.s_[top : top + height, left : left + width]
            weights = measured.weights(i, windows[i])
            total = (weights * valid[part]).sum()
            whole = weights.sum()
            if not measured.is_inside[i]:
                whole = max(whole, measured.area(i))
            if total > 0:
                known[i] = min(1.0, total / whole)
                shares[i] = min(1.0, (weights * wanted[part]).sum() / total)
    return shares, known
