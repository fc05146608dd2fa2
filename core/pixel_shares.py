"""Which share of a tile the pixels of some kind cover, on any raster grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .errors import CancelledError
from .pixel_windows import windows_of_geometries
from .raster_source import RasterSource
from .read_plan import plan_reads
from .run_batches import never_cancelled
from .tile_geometry import TileGeometries, pixel_coordinates

# Tiles that are no rectangle of the raster's grid are sampled this many times along a pixel, and
# once where the tile is so large that its outline hardly counts.
_SAMPLES = 4
_MANY_PIXELS = 1_000_000


def measure_pixel_shares(
    source: RasterSource,
    tiles: TileGeometries,
    matches: Callable[[np.ndarray], np.ndarray],
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> tuple[np.ndarray, np.ndarray]:
    """Share of each tile's known area that matching pixels cover.

    Rectangles of the raster's own grid are exact: each pixel counts with the part of it that lies
    in the tile. Other outlines are sampled at points 1/4 pixel apart.

    Args:
        source: a raster of one band.
        tiles: N outlines in the raster's coordinate system.
        matches: tells for an array of values which count.
        is_cancelled: asked between reads.

    Returns:
        Shares float64 (N,), 0 to 1, NaN where the raster knows nothing of the tile; and the share
        of each tile's area that the raster knows.
    """
    info = source.info
    placed = windows_of_geometries(tiles, info.transform)
    is_rectangle = _is_rectangle(tiles, info.transform, placed.exact)
    least = np.clip(np.floor(placed.exact[:, :2] + 1e-9), 0, (info.width, info.height))
    last = np.clip(np.ceil(placed.exact[:, 2:] - 1e-9), 0, (info.width, info.height))
    windows = np.concatenate((least, last - least), axis=1).astype(np.int64)
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
            if is_rectangle[i]:
                weights = _rectangle_weights(placed.exact[i], windows[i])
                whole = (placed.exact[i, 2:] - placed.exact[i, :2]).prod()
            else:
                weights, whole = _outline_weights(tiles.polygon(i), info.transform, windows[i])
            total = (weights * valid[part]).sum()
            known[i] = min(1.0, total / whole)
            if total > 0:
                shares[i] = min(1.0, (weights * wanted[part]).sum() / total)
    return shares, known


def _is_rectangle(
    tiles: TileGeometries, transform: Sequence[float], exact: np.ndarray
) -> np.ndarray:
    pixels = pixel_coordinates(tiles.quads, transform)
    sides = np.maximum(exact[:, 2:] - exact[:, :2], 1e-12)
    to_least = np.abs(pixels - exact[:, None, :2]) / sides[:, None]
    to_last = np.abs(pixels - exact[:, None, 2:]) / sides[:, None]
    with np.errstate(invalid="ignore"):
        return tiles.is_quad & (np.minimum(to_least, to_last).max(axis=(1, 2)) < 1e-6)


def _rectangle_weights(exact: np.ndarray, window: np.ndarray) -> np.ndarray:
    """Part of each pixel of the window that lies between the exact edges, (height, width)."""
    col, row, width, height = window.tolist()
    cols, rows = np.arange(col, col + width), np.arange(row, row + height)
    across = np.minimum(cols + 1, exact[2]) - np.maximum(cols, exact[0])
    down = np.minimum(rows + 1, exact[3]) - np.maximum(rows, exact[1])
    # Edges a rounding error off a pixel edge are on it, so that aligned rasters are exact.
    across, down = (np.where(np.abs(v - 1) < 1e-6, 1.0, np.clip(v, 0, 1)) for v in (across, down))
    return np.outer(down, across)


def _outline_weights(
    polygon, transform: Sequence[float], window: np.ndarray
) -> tuple[np.ndarray, float]:
    from rasterio.features import rasterize
    from shapely.ops import transform as map_coordinates

    col, row, width, height = window.tolist()
    samples = _SAMPLES if width * height < _MANY_PIXELS else 1

    def to_samples(x, y, z=None):
        pixels = pixel_coordinates(np.stack((np.asarray(x), np.asarray(y)), axis=-1), transform)
        return (pixels[..., 0] - col) * samples, (pixels[..., 1] - row) * samples

    outline = map_coordinates(to_samples, polygon)
    hits = rasterize([outline], out_shape=(height * samples, width * samples), dtype="uint8")
    weights = hits.reshape(height, samples, width, samples).mean(axis=(1, 3))
    whole = max(outline.area / samples**2, weights.sum())
    return weights, whole
