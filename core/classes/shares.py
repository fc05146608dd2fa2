"""How much of each class tiles hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import numpy as np

from ..errors import SplitError
from ..message import Message, counted
from ..tiles.table import TEXT, Field, TileTable
from ..tiles.words import class_name

MANY_CLASSES = 1000
_CELLS = 20_000_000
# Proportions are kept as whole hundredths of a percent, so that all sums are exact.
_STEPS = 100
PROPORTION = "p_"
_NAMED = 5


class ClassShares(ABC):
    """One class a tile, or proportions of several.

    Attributes:
        names: the classes.
        codes: int64 (N,) class of each tile, -1 for none; None with proportions.
        unit: what one whole tile counts.
    """

    codes: np.ndarray | None = None
    unit: int

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)

    @staticmethod
    def from_labels(labels: Sequence[str | None]) -> ClassShares:
        """From one class a tile; None is not a class.

        Raises:
            SplitError: there are more classes than anybody balances.
        """
        names = sorted({label for label in labels if label is not None})
        if len(names) > MANY_CLASSES:
            raise SplitError(
                "{STRATIFY_FIELD} holds {count} different values, and at most {many_classes} can "
                "be balanced; choose a field with classes.",
                count=len(names),
                many_classes=MANY_CLASSES,
            )
        place = {name: k for k, name in enumerate(names)}
        codes = np.array(
            [-1 if label is None else place[label] for label in labels], dtype=np.int64
        )
        return _ClassLabels(names, codes)

    @staticmethod
    def from_proportions(names: Sequence[str], percent: np.ndarray) -> ClassShares:
        """From proportions float (N, C) in percent; NaN counts as nothing.

        Raises:
            SplitError: one is negative.
        """
        if (percent < 0).any():
            raise SplitError(
                "{STRATIFY_FIELD} holds proportions, and one of them is {nanmin:g}; they must "
                "not be negative.",
                nanmin=np.nanmin(percent),
            )
        weights = np.rint(np.nan_to_num(percent) * _STEPS).astype(np.int64)
        return _ClassProportions(names, weights)

    def __len__(self) -> int:
        return len(self.names)

    def fits(self, count: int) -> bool:
        """Whether a table of this many groups and all classes is small enough to be made."""
        return count * len(self) <= _CELLS

    @abstractmethod
    def sums(self, groups: np.ndarray, count: int) -> np.ndarray:
        """Int64 (count, C): sums by group of tiles; groups below 0 are left out."""

    @abstractmethod
    def indicators(self, index: np.ndarray) -> np.ndarray:
        """Float64 (P, C): shares of 0 to 1 of some tiles."""


class _ClassLabels(ClassShares):
    codes: np.ndarray
    unit = 1

    def __init__(self, names: Sequence[str], codes: np.ndarray) -> None:
        super().__init__(names)
        self.codes = codes

    def sums(self, groups: np.ndarray, count: int) -> np.ndarray:
        known = (groups >= 0) & (self.codes >= 0)
        flat = groups[known] * len(self) + self.codes[known]
        return np.bincount(flat, minlength=count * len(self)).reshape(count, len(self))

    def indicators(self, index: np.ndarray) -> np.ndarray:
        return (self.codes[index, None] == np.arange(len(self))).astype(float)


class _ClassProportions(ClassShares):
    """Its weights are int64 (N, C) in hundredths of a percent."""

    unit = 100 * _STEPS

    def __init__(self, names: Sequence[str], weights: np.ndarray) -> None:
        super().__init__(names)
        self._weights = weights

    def sums(self, groups: np.ndarray, count: int) -> np.ndarray:
        known = np.flatnonzero(groups >= 0)
        order = known[np.argsort(groups[known], kind="stable")]
        found, first = np.unique(groups[order], return_index=True)
        sums = np.zeros((count, len(self)), dtype=np.int64)
        if len(order):
            sums[found] = np.add.reduceat(self._weights[order], first, axis=0)
        return sums

    def indicators(self, index: np.ndarray) -> np.ndarray:
        return self._weights[index] / self.unit


def read_class_shares(tiles: TileTable, names: Sequence[str]) -> ClassShares:
    """Classes of tiles from one field with labels, or from fields with proportions in percent.

    A field whose name begins with p_ stands for all that do.

    Raises:
        SplitError: a field is missing, or several are named and one is text.
    """
    fields = [_field(tiles, name) for name in names]
    if len(fields) == 1 and not _is_proportion(fields[0]):
        return ClassShares.from_labels([class_name(v) for v in tiles[fields[0].name].tolist()])
    if len(fields) == 1:
        fields = [field for field in tiles.fields if _is_proportion(field)]
    words = [field.name for field in fields if field.kind == TEXT]
    if words:
        raise SplitError(
            "{STRATIFY_FIELD} names several fields, which must then be proportions, and {words} "
            "is text; name one field with classes, or fields with numbers.",
            words=", ".join(words),
        )
    percent = np.stack(
        [
            np.array([np.nan if v is None else v for v in tiles[f.name].tolist()], dtype=float)
            for f in fields
        ],
        axis=1,
    )
    return ClassShares.from_proportions(
        [f.name[len(PROPORTION) :] if _is_proportion(f) else f.name for f in fields], percent
    )


def read_groups(tiles: TileTable, name: str) -> list[str | None]:
    """Group of each tile; NULL and blanks are none.

    Raises:
        SplitError: there is no such field.
    """
    return [class_name(value) for value in tiles[_field(tiles, name).name].tolist()]


def some_classes(names: Sequence[str]) -> Message:
    """Names for a sentence: all of a few, the number of many."""
    shown = ", ".join(repr(name) for name in names[:_NAMED])
    if len(names) > _NAMED:
        shown += ", ..."
    return counted(len(names), "class {names}", "{count} classes ({names})", names=shown)


def _field(tiles: TileTable, name: str) -> Field:
    found = tiles.find_field(name)
    if found is None:
        known = ", ".join(f.name for f in tiles.fields) or "none"
        raise SplitError(
            "The tile layer has no field {name!r}; it has {known}.", name=name, known=known
        )
    return found


def _is_proportion(field: Field) -> bool:
    return field.name.lower().startswith(PROPORTION) and field.kind != TEXT


PREFIX = "p_"
PROPORTIONS = Field("proportions", TEXT)
