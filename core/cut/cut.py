"""Cutting tiles of whole pixels out of a raster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..errors import CancelledError
from ..formats.writer import TileImage
from ..geometry.outlines import Coefficients, move_origin
from ..raster.info import RasterInfo, fits_type
from ..raster.source import RasterSource
from ..resampling.plan_reads import plan_reads
from ..resampling.resample import SeenPixels
from ..resampling.windows import clip_windows, each_part
from ..run.batches import never_cancelled

# Between reads of this many values the user may stop.
_PIECE_VALUES = 4_000_000


@dataclass(frozen=True)
class CutTile(TileImage):
    """A tile's pixels and its number."""

    index: int


@dataclass(frozen=True)
class PixelBlock:
    """Pixels that were read at once, and the tiles in them.

    Attributes:
        values: (bands, height, width).
        valid: bool (height, width).
        index: number of each tile.
        boxes: int64 (N, 4) column, row, width, height of the tiles in pixels of the block; they
            may reach beyond it, and what does is invalid.
        origin: column and row of the block in the raster; None off the raster's pixels.
        transform: six affine numbers of the raster, or of the first tile when it has no origin.
        outside: what stands beyond the raster.
        crs_wkt: of the block when it has no origin, else empty.
        part: number of the raster; see RasterSource.part.
        seen: of the raster, where the block is resampled from it.
        transforms: six affine numbers of each tile when it has no origin.
    """

    values: np.ndarray
    valid: np.ndarray
    index: np.ndarray
    boxes: np.ndarray
    origin: tuple[int, int] | None
    transform: Coefficients
    outside: float
    crs_wkt: str = ""
    part: int = 0
    seen: Sequence[SeenPixels] = ()
    transforms: Sequence[Coefficients] = ()

    @cached_property
    def boxes_inside(self) -> np.ndarray:
        """The parts of the boxes that lie in the block."""
        height, width = self.valid.shape
        return clip_windows(self.boxes, width, height)

    def valid_percent(self) -> np.ndarray:
        """Share of valid pixels of each tile, 0 to 100."""
        whole = self.boxes[:, 2:].prod(axis=1)
        if self.valid.all():
            return 100 * self.boxes_inside[:, 2:].prod(axis=1) / whole
        counts = [
            np.count_nonzero(self.valid[top : top + height, left : left + width])
            for left, top, width, height in self.boxes_inside.tolist()
        ]
        return 100 * np.array(counts) / whole

    def apart(self) -> Iterator[PixelBlock]:
        """A block for each of the tiles that were resampled."""
        for k, (_, top, width, height) in enumerate(self.boxes.tolist()):
            rows = np.s_[top : top + height]
            yield replace(
                self,
                values=self.values[:, rows],
                valid=self.valid[rows],
                index=self.index[k : k + 1],
                boxes=np.array([[0, 0, width, height]]),
                transform=self.transforms[k],
                seen=() if k else self.seen,
                transforms=self.transforms[k : k + 1],
            )

    def tiles(self, values: np.ndarray, outside: float) -> Iterator[CutTile]:
        """The tiles, with pixels of ``values`` and beyond them ``outside``."""
        height, width = self.valid.shape
        left, top = self.origin or (0, 0)
        valid = self.valid
        for k, (i, (x, y, w, h)) in enumerate(zip(self.index.tolist(), self.boxes.tolist())):
            # From the raster's own numbers, so that no place depends on how it was read.
            own = self.transforms[k] if self.transforms else None
            transform = own or move_origin(self.transform, x + left, y + top)
            if x >= 0 and y >= 0 and x + w <= width and y + h <= height:
                inside = np.s_[y : y + h, x : x + w]
                yield CutTile(values[(slice(None), *inside)], valid[inside], transform, i)
            else:
                padded, padded_valid = _pad(values, valid, (x, y, w, h), outside)
                yield CutTile(padded, padded_valid, transform, i)


def _pad(
    values: np.ndarray, valid: np.ndarray, box: tuple[int, int, int, int], outside: float
) -> tuple[np.ndarray, np.ndarray]:
    x, y, width, height = box
    padded = np.full((len(values), height, width), outside, values.dtype)
    padded_valid = np.zeros((height, width), dtype=bool)
    from_x, from_y = max(0, x), max(0, y)
    to_x, to_y = min(values.shape[2], x + width), min(values.shape[1], y + height)
    inside = np.s_[from_y - y : to_y - y, from_x - x : to_x - x]
    padded[(slice(None), *inside)] = values[:, from_y:to_y, from_x:to_x]
    padded_valid[inside] = valid[from_y:to_y, from_x:to_x]
    return padded, padded_valid


@dataclass(frozen=True)
class WindowBatch:
    """Tiles of whole pixels that are cut from one read.

    ``read`` is the window that is read, inside the raster; ``windows`` may reach beyond it, and
    what does is invalid. ``part`` is the number of the raster; see RasterSource.part.
    """

    read: tuple[int, int, int, int]
    index: np.ndarray
    windows: np.ndarray
    part: int = 0

    def blocks(
        self, source: RasterSource, is_cancelled: Callable[[], bool] = never_cancelled
    ) -> Iterator[PixelBlock]:
        """Read once: one block."""
        source = source.part(self.part)
        values, valid = read_in_pieces(source, self.read, is_cancelled)
        nodata = (source.info.nodata, source.nodata)
        outside = next((v for v in nodata if v is not None and fits_type(v, values.dtype)), 0)
        boxes = self.windows - (*self.read[:2], 0, 0)
        yield PixelBlock(
            values,
            valid,
            self.index,
            boxes,
            self.read[:2],
            source.info.transform,
            outside,
            part=self.part,
        )

    def alone(self) -> Iterator[WindowBatch]:
        """The tiles one by one, each read by itself."""
        left, top, width, height = self.read
        own = self.windows - (left, top, 0, 0)
        inside = clip_windows(own, width, height) + (left, top, 0, 0)
        for k, read in enumerate(inside.tolist()):
            chosen = np.s_[k : k + 1]
            yield WindowBatch(tuple(read), self.index[chosen], self.windows[chosen], self.part)

    def cut(self, source: RasterSource) -> Iterator[CutTile]:
        """Read once, then yield the tiles."""
        return cut_blocks(self.blocks(source))


def cut_blocks(blocks: Iterable[PixelBlock]) -> Iterator[CutTile]:
    """The tiles of blocks, with the blocks' own pixels."""
    for block in blocks:
        yield from block.tiles(block.values, block.outside)


def read_in_pieces(
    source: RasterSource, window: tuple[int, int, int, int], is_cancelled: Callable[[], bool]
) -> tuple[np.ndarray, np.ndarray]:
    """``source.read``, a few rows or columns of storage blocks at a time, so that it can stop.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    info = source.info
    left, top, width, height = window
    block_height, block_width = info.block_shape
    bands = len(info.bands)
    # Whole rows of blocks where they fit, else whole blocks.
    columns = max(block_width, _PIECE_VALUES // (bands * block_height))
    columns = width if columns >= width else columns // block_width * block_width
    rows = max(1, _PIECE_VALUES // (bands * columns) // block_height) * block_height
    row_edges = _edges(top, height, rows, block_height)
    column_edges = _edges(left, width, columns, block_width)
    pieces = [(x, y, end_x - x, end_y - y) for y, end_y in row_edges for x, end_x in column_edges]
    read, read_valid = _read_piece(source, pieces[0], is_cancelled)
    if len(pieces) == 1:
        return read, read_valid
    values = np.empty((len(read), height, width), dtype=read.dtype)
    valid = np.empty((height, width), dtype=bool)
    for k, piece in enumerate(pieces):
        if k:
            read, read_valid = _read_piece(source, piece, is_cancelled)
        x, y = piece[0] - left, piece[1] - top
        inside = np.s_[y : y + piece[3], x : x + piece[2]]
        values[(slice(None), *inside)] = read
        valid[inside] = read_valid
    return values, valid


def _read_piece(
    source: RasterSource, window: tuple[int, int, int, int], is_cancelled: Callable[[], bool]
) -> tuple[np.ndarray, np.ndarray]:
    if is_cancelled():
        raise CancelledError
    return source.read(window)


def _edges(start: int, size: int, step: int, block: int) -> list[tuple[int, int]]:
    """Pieces of start..start+size that end at edges of storage blocks."""
    if step >= size:
        return [(start, start + size)]
    first = start // block * block + step
    edges = [start, *range(first, start + size, step), start + size]
    return list(zip(edges[:-1], edges[1:]))


def bytes_of_pixel(info: RasterInfo) -> int:
    """What a pixel takes in memory: as it is read, its masks, and the scaled copy."""
    return len(info.bands) * (info.itemsize + 1) + 4


def plan_window_batches(
    source: RasterSource,
    windows: np.ndarray,
    budget: int,
    parts: np.ndarray | None = None,
    workers: int = 1,
) -> list[WindowBatch]:
    """Batches of whole-pixel tiles in reading order, of one raster after the other.

    Args:
        source: what they are cut from.
        windows: int64 (N, 4), which may reach beyond it.
        budget: bytes that a read may take.
        parts: number of the raster that each window lies in; see PixelWindows.parts.
        workers: threads that share the reads.
    """
    batches = []
    for number, chosen in each_part(parts, len(windows)):
        info = source.part(number).info
        own = windows[chosen]
        inside = clip_windows(own, info.width, info.height)
        shapes = info.shape, info.block_shape
        batches += [
            WindowBatch(batch.window, chosen[batch.tiles], own[batch.tiles], number)
            for batch in plan_reads(inside, *shapes, bytes_of_pixel(info), budget, workers)
        ]
    return batches
