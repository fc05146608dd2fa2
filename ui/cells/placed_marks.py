"""Marks on the tiles that they belong to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...core.grid.find import NOWHERE
from .map_marks import Mark, MarkList


class PlacedMarks:
    """Marks by the tiles of a grid, found in one piece: there may be thousands.

    Args:
        marks: all of them.
        numbers: the tile of each, int64; NOWHERE for those on none.
    """

    def __init__(self, marks: MarkList, numbers: np.ndarray) -> None:
        placed = np.flatnonzero(numbers != NOWHERE)
        self._marks = marks
        self._index = placed[np.argsort(numbers[placed], kind="stable")]
        self._numbers = numbers[self._index]

    def __len__(self) -> int:
        return len(self._index)

    def on(self, numbers: Sequence[int], label: str | None = None) -> list[Mark]:
        """The marks on some tiles: all, or those with a label."""
        found = self._index[np.isin(self._numbers, np.asarray(numbers, dtype=np.int64))]
        marks = [self._marks[k] for k in found.tolist()]
        return marks if label is None else [mark for mark in marks if mark.label == label]

    def are_on(self, numbers: Sequence[int], label: str) -> bool:
        """Whether all of some tiles have a mark with a label."""
        labels = self._marks.columns.labels
        is_such = np.array([labels[k] == label for k in self._index.tolist()], dtype=bool)
        return bool(np.isin(numbers, self._numbers[is_such]).all())

    def by_label(self) -> dict[str, np.ndarray]:
        """The marked tiles, int64, by the label of the last mark on each."""
        last = np.flatnonzero(np.diff(self._numbers, append=NOWHERE))
        tiles, labels = self._numbers[last], self._marks.columns.labels
        labels = np.array([labels[k] for k in self._index[last].tolist()], dtype=object)
        return {label: tiles[labels == label] for label in sorted(set(labels.tolist()))}
