"""Tiles of whole pixels around the centres of features."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..errors import GridError
from ..geometry.outlines import pixel_coordinates
from ..raster.info import RasterInfo
from ..tiles.reasons import OUTSIDE_RASTER, Reason
from ..tiles.table import INT, REASON, TEXT, TileTable, empty_column, make_column
from .grid import DROP, MIN_ID_DIGITS, SHIFT
from .over_raster import cut_by_edge, window_table
from .settings import TileSize

SIZE = "SIZE"
BOX = "BOX"
CROPS = (SIZE, BOX)
# Digits of a pixel that are kept: what is behind them is rounding in the affine transform.
_DIGITS = 6
# Windows have 32 bits in layers.
_FARTHEST = 2.0**30
# Least column and row, greatest column and row, in pixels from the raster's upper left.
PixelBox = tuple[float, float, float, float]


def pixel_box(xy: np.ndarray, info: RasterInfo) -> PixelBox:
    """The box of pixels around places (N, 2) as x, y in the raster's coordinate system."""
    pixels = np.round(pixel_coordinates(xy, info.transform), _DIGITS)
    return (*pixels.min(axis=0).tolist(), *pixels.max(axis=0).tolist())


@dataclass(frozen=True)
class CentredTiles:
    """Features that each get a tile.

    Attributes:
        ids: of the features, all different.
        windows: int64 (N, 4): column offset, row offset, width, height in pixels from the raster's
            upper left, which may reach beyond the raster.
    """

    ids: tuple[int, ...]
    windows: np.ndarray

    @classmethod
    def plan(cls, boxes: Mapping[int, PixelBox], size: TileSize | None) -> CentredTiles:
        """Lay a tile around the middle of each feature's bounding box, or over the box itself.

        Args:
            boxes: of the features, by their ids; see pixel_box.
            size: of each tile; its centre is within half a pixel of the feature's along each side.
                None takes the pixels that the box touches, at least one each way.
        """
        ids = tuple(sorted(boxes))
        ends = np.array([boxes[number] for number in ids], dtype=float).reshape(-1, 4)
        ends = np.clip(ends, -_FARTHEST, _FARTHEST)
        least, most = ends[:, :2], ends[:, 2:]
        if size is None:
            start = np.floor(least)
            sizes = np.maximum(np.ceil(most) - start, 1)
        else:
            sizes = np.broadcast_to((size.columns, size.rows), least.shape)
            start = np.floor((least + most - sizes) / 2 + 0.5)
        return cls(ids, np.concatenate((start, sizes), axis=1).astype(np.int64))

    def __len__(self) -> int:
        return len(self.ids)

    def batches(
        self, info: RasterInfo, edge: str, size: int = 20_000
    ) -> Iterator[tuple[TileTable, TileTable]]:
        """Tables of the tiles in the order of their features: the kept, and the rejected.

        Tiles are named by their feature, f00012 for the feature 12. Those wholly outside the raster
        are rejected; of those that its edge cuts, DROP rejects what lies inside, KEEP keeps that,
        and SHIFT moves the whole tile inward.

        Raises:
            GridError: SHIFT and a tile larger than the raster.
        """
        digits = max([MIN_ID_DIGITS, *(len(str(number)) for number in self.ids)])
        for start in range(0, len(self), size):
            windows = self.windows[start : start + size]
            names = [f"f{number:0{digits}d}" for number in self.ids[start : start + size]]
            yield _divide(names, windows, info, edge)


def _divide(
    names: list[str], windows: np.ndarray, info: RasterInfo, edge: str
) -> tuple[TileTable, TileTable]:
    begin, end, raster = windows[:, :2], windows[:, :2] + windows[:, 2:], (info.width, info.height)
    inside = np.clip(begin, 0, raster), np.clip(end, 0, raster)
    is_outside = (inside[0] >= inside[1]).any(axis=1)
    is_cut = ~is_outside & ((begin < 0) | (end > raster)).any(axis=1)
    used = windows.copy()
    if edge == SHIFT:
        _check_fits(windows[is_cut], info)
        moved = np.minimum(np.maximum(begin, 0), np.array(raster) - windows[:, 2:])
        used[is_cut, :2] = moved[is_cut]
    else:
        used[is_cut] = np.concatenate((inside[0], inside[1] - inside[0]), axis=1)[is_cut]
    nowhere = empty_column(INT, len(names))
    table = window_table(names, nowhere, nowhere, used, info)
    is_dropped = is_outside | (is_cut & (edge == DROP))
    reasons = [
        Reason(OUTSIDE_RASTER) if gone else cut_by_edge(*window)
        for gone, window in zip(is_outside[is_dropped].tolist(), used[is_dropped, 2:].tolist())
    ]
    rejected = table.select(is_dropped).with_column(REASON, make_column(TEXT, reasons))
    return table.select(~is_dropped), rejected


def _check_fits(windows: np.ndarray, info: RasterInfo) -> None:
    too_large = (windows[:, 2:] > (info.width, info.height)).any(axis=1)
    if too_large.any():
        width, height = windows[np.argmax(too_large), 2:].tolist()
        raise GridError(
            "A tile of {width} x {height} pixels is larger than the raster of {columns} x {rows}; "
            "choose a smaller {TILE_SIZE}, or {EDGE=KEEP}.",
            width=width,
            height=height,
            columns=info.width,
            rows=info.height,
        )
