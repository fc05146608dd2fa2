"""Tiles as columns: the form in which the engine passes them on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import CancelledError
from ..geometry.outlines import TileGeometries
from ..geometry.packed import join_outlines, pack_outlines, select_outlines
from ..run.batches import never_cancelled

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TEXT = "text"
INT = "int"
DOUBLE = "double"


@dataclass(frozen=True)
class Field:
    """A column: its name and one of the kinds TEXT, INT, DOUBLE."""

    name: str
    kind: str


TILE_ID = Field("tile_id", TEXT)
GRID_FIELDS = (
    TILE_ID,
    Field("row", INT),
    Field("col", INT),
    Field("col_off", INT),
    Field("row_off", INT),
    Field("width", INT),
    Field("height", INT),
    Field("valid_pct", DOUBLE),
)
WINDOW_FIELDS = ("col_off", "row_off", "width", "height")
REASON = Field("reason", TEXT)


def make_column(kind: str, values: Iterable[Any]) -> np.ndarray:
    """A column of a kind: NaN stands for NULL in DOUBLE, None in the object arrays of the rest."""
    if kind == DOUBLE:
        return np.array([np.nan if v is None else v for v in values], dtype=float)
    values = list(values)
    if kind == INT and all(v is not None for v in values):
        return np.array(values, dtype=np.int64)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def empty_column(kind: str, count: int) -> np.ndarray:
    """A column of NULLs."""
    return np.full(count, np.nan) if kind == DOUBLE else np.full(count, None, dtype=object)


class TileTable:
    """Tiles with their outlines and columns, all of one length."""

    def __init__(
        self, fields: Sequence[Field], columns: dict[str, np.ndarray], wkb: Sequence[bytes]
    ) -> None:
        self.fields = list(fields)
        self.columns = columns
        self.wkb = pack_outlines(wkb)
        self._geometries: TileGeometries | None = None

    @property
    def geometries(self) -> TileGeometries:
        """The outlines, parsed once."""
        if self._geometries is None:
            self._geometries = TileGeometries(self.wkb)
        return self._geometries

    def __len__(self) -> int:
        return len(self.wkb)

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    def plain_column(self, name: str) -> list[Any]:
        """A column as plain Python values, None for NULL, and for a column that is not there."""
        column = self.columns.get(name)
        if column is None:
            return [None] * len(self)
        if column.dtype.kind in "iu":
            return column.tolist()
        if column.dtype.kind == "f" and np.isnan(column).all():
            return [None] * len(self)
        values = column.tolist()
        if set(map(type, values)) == {str}:
            return values
        values = [None if v is None or v != v else v for v in values]
        if column.dtype.kind != "O":
            return values
        # QGIS and SQLite take no texts but plain ones, and reasons are messages.
        return [str(v) if isinstance(v, str) else v for v in values]

    def ranges(self, size: int) -> Iterator[tuple[int, int]]:
        """First and last row, exclusive, of at most ``size`` at a time, for writing them."""
        for start in range(0, len(self), size):
            yield start, min(start + size, len(self))

    def find_field(self, name: str) -> Field | None:
        """The field of a name, without regard to case: files keep only one of two such names."""
        return next((f for f in self.fields if f.name.lower() == name.lower()), None)

    def windows(self) -> np.ndarray:
        """Int64 (N, 4) from the window columns."""
        return np.stack([self.columns[n] for n in WINDOW_FIELDS], axis=1).astype(np.int64)

    def with_column(self, field: Field, values: np.ndarray) -> TileTable:
        """A table with a column set; one of the same name is replaced where it stands."""
        old = self.find_field(field.name)
        fields = [field if f is old else f for f in self.fields]
        if old is None:
            fields.append(field)
        columns = {n: c for n, c in self.columns.items() if old is None or n != old.name}
        columns[field.name] = values
        table = TileTable(fields, columns, self.wkb)
        table._geometries = self._geometries
        return table

    def arrange(self, fields: Sequence[Field]) -> TileTable:
        """The same columns, or some of them, in another order."""
        table = TileTable(fields, {f.name: self.columns[f.name] for f in fields}, self.wkb)
        table._geometries = self._geometries
        return table

    def without(self, name: str) -> TileTable:
        """A table that lacks a column."""
        return self.arrange([f for f in self.fields if f.name != name])

    def select(self, chosen: np.ndarray) -> TileTable:
        """The tiles of a bool mask or of indices, in that order."""
        index = np.flatnonzero(chosen) if chosen.dtype == bool else chosen
        if len(index) == len(self) and np.array_equal(index, np.arange(len(self))):
            # Nobody changes columns where they are, and those of a million tiles are large.
            return self.arrange(self.fields)
        return TileTable(
            self.fields,
            {name: column[index] for name, column in self.columns.items()},
            select_outlines(self.wkb, index),
        )

    @classmethod
    def concatenate(cls, tables: Sequence[TileTable], fields: Sequence[Field]) -> TileTable:
        """Tables one after the other, with the given fields; missing columns become NULL."""
        columns = {}
        for field in fields:
            parts = [
                t.columns[field.name]
                if field.name in t.columns
                else empty_column(field.kind, len(t))
                for t in tables
            ]
            columns[field.name] = np.concatenate(parts) if parts else empty_column(field.kind, 0)
        return cls(fields, columns, join_outlines([t.wkb for t in tables]))


def merge_tables(tables: Sequence[TileTable]) -> TileTable:
    """Tables one after the other with the fields of all, ``reason`` last, sorted by tile_id."""
    fields: list[Field] = []
    for table in tables:
        known = {field.name.lower() for field in fields}
        fields += [field for field in table.fields if field.name.lower() not in known]
    fields.sort(key=lambda field: field.name == REASON.name)
    merged = TileTable.concatenate(tables, fields)
    if TILE_ID.name not in merged.columns:
        return merged
    names = ["" if name is None else name for name in merged[TILE_ID.name].tolist()]
    return merged.select(np.argsort(np.array(names, dtype=object), kind="stable"))


@dataclass(frozen=True)
class StepResult:
    """What a step finds for a batch: columns to set, and why tiles are dropped (None: kept)."""

    columns: dict[str, np.ndarray]
    reasons: np.ndarray


class TileStep:
    """One step of the workflow: looks at a batch of tiles, adds columns, rejects some.

    Steps see each tile by itself, so batches may come in any size. Long ones poll ``is_cancelled``.
    ``fields`` are the columns that it adds, ``reads`` those that it looks at; outlines are always
    there. ``area`` is what it limits tiles to, a shapely geometry.
    """

    fields: tuple[Field, ...] = ()
    reads: tuple[str, ...] = ()
    area: BaseGeometry | None = None
    is_cancelled: Callable[[], bool] = staticmethod(never_cancelled)

    def stop_if_cancelled(self) -> None:
        """Raise CancelledError when the user asked to stop."""
        if self.is_cancelled():
            raise CancelledError

    def close(self) -> None:
        """Free what the step has to itself, once all tiles have been seen."""

    def apply(self, tiles: TileTable) -> StepResult:
        """Look at a batch."""
        raise TypeError(f"{type(self).__name__} does not say what it does with tiles.")

    def extend(self, tiles: TileTable) -> tuple[TileTable, np.ndarray]:
        """The batch with its new columns and ``reason``, and which tiles are kept (bool)."""
        result = self.apply(tiles)
        for field in self.fields:
            tiles = tiles.with_column(field, result.columns[field.name])
        kept = np.array([reason is None for reason in result.reasons], dtype=bool)
        return tiles.with_column(REASON, result.reasons), kept

    def divide(self, tiles: TileTable) -> tuple[TileTable, TileTable]:
        """The tiles that are kept, and those that are dropped with their reason."""
        tiles, kept = self.extend(tiles)
        return tiles.select(kept).without(REASON.name), tiles.select(~kept)


def no_reasons(count: int) -> np.ndarray:
    """Reasons of a batch of which every tile is kept."""
    return np.full(count, None, dtype=object)
