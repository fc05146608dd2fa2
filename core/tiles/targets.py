"""What is told of a tile besides one class: a number, or several classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ExportError
from .table import DOUBLE, INT, TEXT, TILE_ID, Field, TileTable, make_column
from .words import class_name

VALUE = Field("value", DOUBLE)
LABELS = Field("labels", TEXT)
# Between the names of several classes.
SEPARATOR = "|"


def join_names(names: Sequence[str]) -> str:
    """Several classes as one text.

    Raises:
        ExportError: a name holds what stands between names.
    """
    wrong = next((name for name in names if SEPARATOR in name), None)
    if wrong is not None:
        raise ExportError(
            "The class {name} has a vertical bar in its name, which stands between the classes of "
            "a tile; rename it.",
            name=wrong,
        )
    return SEPARATOR.join(names)


def split_names(text: object) -> tuple[str, ...]:
    """The classes of a text, each once, in its order; empty when there is none."""
    parts = (class_name(part.strip()) for part in str(class_name(text) or "").split(SEPARATOR))
    return tuple(dict.fromkeys(part for part in parts if part is not None))


@dataclass(frozen=True)
class TileTargets:
    """What is told of tiles besides one class.

    Attributes:
        values: float64 (N,), a number each, or None.
        sets: classes of each tile in the order of ``names``, or None.
        names: all classes of the sets.
    """

    values: np.ndarray | None = None
    sets: list[tuple[str, ...]] | None = None
    names: tuple[str, ...] = ()

    def select(self, index: np.ndarray) -> TileTargets:
        """Those of some tiles."""
        values = None if self.values is None else self.values[index]
        sets = None if self.sets is None else [self.sets[k] for k in index.tolist()]
        return TileTargets(values, sets, self.names)

    def labels_table(self, ids: Sequence[str]) -> TileTable | None:
        """A row a tile: its number, or a column of 0 and 1 a class; None without either.

        Raises:
            ExportError: a class is called like the column of ids.
        """
        fields, columns = [TILE_ID], {TILE_ID.name: make_column(TEXT, ids)}
        if self.values is not None:
            fields.append(VALUE)
            columns[VALUE.name] = self.values
        for name in self.names if self.sets is not None else ():
            if name in columns:
                raise ExportError(
                    "A class is called {name}, as a column of labels.csv is; rename it.", name=name
                )
            fields.append(Field(name, INT))
            columns[name] = np.array([int(name in found) for found in self.sets or ()])
        return None if len(fields) == 1 else TileTable(fields, columns, [b""] * len(ids))


def read_values(tiles: TileTable, field: str) -> np.ndarray:
    """The numbers of a column, float64 (N,); NaN where there is none.

    Raises:
        ExportError: there is no such column, or it holds something else.
    """
    values = []
    for value in _column(tiles, field):
        try:
            number = float("nan") if value in (None, "") else float(str(value))
        except (TypeError, ValueError):
            raise ExportError(
                "{VALUE_FIELD} {field} holds {value!r}, which is no number; name another field.",
                field=field,
                value=str(value),
            ) from None
        values.append(number if np.isfinite(number) else float("nan"))
    return np.array(values, dtype=float)


def read_sets(tiles: TileTable, field: str) -> list[tuple[str, ...]]:
    """The classes of each tile; none where the field is empty.

    Raises:
        ExportError: there is no such column.
    """
    return [split_names(value) for value in _column(tiles, field)]


def _column(tiles: TileTable, field: str) -> list[object]:
    found = tiles.find_field(field)
    if found is None:
        raise ExportError(
            "The tile layer has no field {field!r}; it has {names}.",
            field=field,
            names=", ".join(f.name for f in tiles.fields),
        )
    column: list[object] = tiles[found.name].tolist()
    return column
