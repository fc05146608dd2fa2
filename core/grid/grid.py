"""Tile grids as pure integer arithmetic on the pixels of a raster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..errors import GridError, TooSmallError
from ..message import counted
from .part import GridPart

DROP = "DROP"
KEEP = "KEEP"
SHIFT = "SHIFT"
EDGES = (DROP, KEEP, SHIFT)
MIN_ID_DIGITS = 5
# A layer of more could not be drawn, nor kept on a disk.
MOST_TILES = 100_000_000
# Of one row, or one column: all of them are kept in memory.
_MOST_IN_ROW = 10_000_000


@dataclass(frozen=True)
class GridAxis:
    """Tiles along one axis of a raster.

    ``offsets`` and ``sizes`` are int64 arrays in pixels from the raster's first column or row;
    ``partial`` marks tiles that the raster's far edge cuts short.
    """

    offsets: np.ndarray
    sizes: np.ndarray
    partial: np.ndarray

    def __len__(self) -> int:
        return len(self.offsets)


def plan_axis(length: int, tile: int, overlap: int, edge: str, anchor: int = 0) -> GridAxis:
    """Lay tiles of ``tile`` pixels over ``length`` pixels, neighbours sharing ``overlap`` pixels.

    With SHIFT the last tile moves inward so that everything is covered by whole tiles; with DROP
    and KEEP it is cut at the edge and marked partial. A remainder that the previous tile already
    covers gets no tile of its own. A negative overlap is a gap between tiles; a remainder that
    lies in the gap gets no tile either, and SHIFT narrows the last gap. A tile begins at
    ``anchor``, inside the raster or not; the first one may be cut then, as the last one.

    Raises:
        GridError: sizes that are not positive, an overlap that leaves no step, far too many tiles,
            or SHIFT on an axis shorter than one tile.
    """
    if tile < 1:
        raise GridError("The tile size is {tile} pixels; it must be at least 1.", tile=tile)
    if overlap >= tile:
        raise GridError(
            "{OVERLAP} is {overlap} pixels and a tile only {tile}; make {OVERLAP} smaller than "
            "that.",
            overlap=overlap,
            tile=tile,
        )
    step = tile - overlap
    first = anchor % step
    if first:
        return _plan_from(first, length, tile, overlap, edge)
    whole = (length - tile) // step + 1 if length >= tile else 0
    if whole > _MOST_IN_ROW:
        raise GridError(
            "The raster is {length} pixels across, so that {count} tiles would stand in a row; "
            "choose a larger {TILE_SIZE}, or a raster of larger pixels.",
            length=length,
            count=whole,
        )
    covered = (whole - 1) * step + tile if whole else 0
    # Where the next tile would begin behind the edge, what is left lies in a gap.
    is_cut = covered < length and whole * step < length
    offsets = np.arange(whole, dtype=np.int64) * step
    sizes = np.full(whole, tile, dtype=np.int64)
    partial = np.zeros(whole, dtype=bool)
    if is_cut:
        if edge == SHIFT:
            if length < tile:
                raise TooSmallError(
                    "The raster is {length} across, less than one tile of {tile}; "
                    "choose a smaller {TILE_SIZE}, or {EDGE=KEEP}.",
                    length=counted(length, "{count} pixel", "{count} pixels"),
                    tile=counted(tile, "{count} pixel", "{count} pixels"),
                )
            last = length - tile
        else:
            last = whole * step
        offsets = np.append(offsets, last)
        sizes = np.append(sizes, min(tile, length - last))
        partial = np.append(partial, edge != SHIFT)
    return GridAxis(offsets, sizes, partial)


def _plan_from(first: int, length: int, tile: int, overlap: int, edge: str) -> GridAxis:
    """The same whose first whole tile begins so many pixels behind the edge."""
    if edge == SHIFT:
        raise GridError(
            "{EDGE=SHIFT} moves tiles away from the places that {ANCHOR} gives them; choose "
            "another {EDGE}, or leave out {ANCHOR}."
        )
    rest = plan_axis(max(0, length - first), tile, overlap, edge)
    # What of the tile before it lies on the raster; beyond a gap, nothing.
    cut = min(first + overlap, length)
    before = np.array([cut] if cut > 0 else [], dtype=np.int64)
    return GridAxis(
        np.append(np.zeros_like(before), rest.offsets + first),
        np.append(before, rest.sizes),
        np.append(before > 0, rest.partial),
    )


@dataclass(frozen=True)
class GridBatch:
    """A run of tiles in row-major order.

    ``windows`` is an int64 array (N, 4): column offset, row offset, width, height in pixels from
    the raster's upper left. ``rows`` and ``cols`` are the 0-based place in the grid.
    """

    rows: np.ndarray
    cols: np.ndarray
    windows: np.ndarray
    partial: np.ndarray

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class TileGrid:
    """The regular set of tiles over a raster, numbered from its upper left pixel."""

    columns: GridAxis
    rows: GridAxis

    @classmethod
    def plan(
        cls,
        raster_width: int,
        raster_height: int,
        tile_width: int,
        tile_height: int,
        overlap: int = 0,
        edge: str = DROP,
        anchor: tuple[int, int] = (0, 0),
    ) -> TileGrid:
        """Plan a grid; all arguments but ``edge`` in pixels.

        A corner of tiles lies at ``anchor``, column and row, or would if the grid went on there.

        Raises:
            GridError: see plan_axis; or a gap beyond which no second tile begins.
        """
        if edge not in EDGES:
            raise GridError(
                "{EDGE} is {edge!r}; choose one of {edges}.", edge=edge, edges=", ".join(EDGES)
            )
        columns, rows = raster_width - tile_width, raster_height - tile_height
        if overlap < 0 and 0 < max(columns, rows) <= -overlap:
            raise GridError(
                "{OVERLAP} is {overlap} pixels, a gap beyond which no second tile fits on a raster "
                "of {width} x {height} pixels; make the gap narrower.",
                overlap=overlap,
                width=raster_width,
                height=raster_height,
            )
        return cls(
            plan_axis(raster_width, tile_width, overlap, edge, anchor[0]),
            plan_axis(raster_height, tile_height, overlap, edge, anchor[1]),
        )

    def __len__(self) -> int:
        return len(self.columns) * len(self.rows)

    def check_count(self) -> None:
        """Refuse far too many tiles.

        Raises:
            GridError: more than 100 000 000.
        """
        if len(self) > MOST_TILES:
            raise GridError(
                "The grid would have {columns} x {rows} tiles; choose a larger {TILE_SIZE}, or a "
                "smaller area.",
                columns=len(self.columns),
                rows=len(self.rows),
            )

    @property
    def whole_count(self) -> int:
        """Number of tiles that the raster's edge does not cut."""
        return int((~self.columns.partial).sum() * (~self.rows.partial).sum())

    def batch(self, start: int, stop: int) -> GridBatch:
        """Tiles ``start`` to ``stop`` (exclusive) of the row-major order."""
        return self._take(np.arange(start, min(stop, len(self)), dtype=np.int64))

    def _take(self, index: np.ndarray) -> GridBatch:
        rows, cols = np.divmod(index, max(1, len(self.columns)))
        windows = np.stack(
            (
                self.columns.offsets[cols],
                self.rows.offsets[rows],
                self.columns.sizes[cols],
                self.rows.sizes[rows],
            ),
            axis=1,
        )
        return GridBatch(rows, cols, windows, self.columns.partial[cols] | self.rows.partial[rows])

    def batches(self, size: int = 20_000) -> Iterator[GridBatch]:
        """All tiles in row-major order, at most ``size`` at a time."""
        for start in range(0, len(self), size):
            yield self.batch(start, start + size)

    def batches_of(self, part: GridPart, size: int = 20_000) -> Iterator[GridBatch]:
        """The tiles of a part of it, at most ``size`` at a time; one empty batch of none."""
        columns = len(self.columns)
        rows = np.arange(part.top, min(part.bottom, len(self.rows)), dtype=np.int64)
        cols = np.arange(part.left, min(part.right, columns), dtype=np.int64)
        step = max(1, size // max(1, len(cols)))
        for start in range(0, max(1, len(rows)), step):
            yield self._take((rows[start : start + step, None] * columns + cols).ravel())

    def tile_ids(self, batch: GridBatch) -> list[str]:
        """Names like ``r00012_c00034``: zero-padded so that they sort as the grid does."""
        row_digits = max(MIN_ID_DIGITS, len(str(max(0, len(self.rows) - 1))))
        col_digits = max(MIN_ID_DIGITS, len(str(max(0, len(self.columns) - 1))))
        rows, of_row = np.unique(batch.rows, return_inverse=True)
        cols, of_col = np.unique(batch.cols, return_inverse=True)
        starts = [f"r{row:0{row_digits}d}" for row in rows.tolist()]
        ends = [f"_c{col:0{col_digits}d}" for col in cols.tolist()]
        return [starts[r] + ends[c] for r, c in zip(of_row.tolist(), of_col.tolist())]
