"""Points that the user sets on the map: cloud marks, and labels corrected by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.long_runs import delayed_collector
from ..settings.dock_settings import SCOPE
from .transform_points import PointTransform


class Mark(NamedTuple):
    """A point in a stated coordinate system.

    ``label`` is that of corrections, else empty. ``scene`` is the image that it was set on, as
    SCENES names it, where there were several.
    """

    x: float
    y: float
    crs: str
    label: str = ""
    scene: str = ""


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A text that makes the same coordinate system again; empty when there is none."""
    if not crs.isValid():
        return ""
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    return crs.authid() or f"WKT:{wkt}"


class MarkColumns(NamedTuple):
    """Points (N, 2), and the coordinate systems, labels and images of some marks."""

    places: np.ndarray
    systems: tuple[str, ...]
    labels: tuple[str, ...]
    scenes: tuple[str, ...]


class MarkList(tuple[Mark, ...]):
    """Marks that do not change, with their columns, which are read once."""

    @cached_property
    def columns(self) -> MarkColumns:
        """What they consist of, in one piece each."""
        x, y, *texts = zip(*self) if self else ((),) * len(Mark._fields)
        return MarkColumns(np.array([x, y], dtype=float).T, *texts)


def _columns_of(marks: Sequence[Mark]) -> MarkColumns:
    return (marks if isinstance(marks, MarkList) else MarkList(marks)).columns


def place_marks(marks: Sequence[Mark], crs: QgsCoordinateReferenceSystem) -> np.ndarray:
    """Float (N, 2): the marks' points in a coordinate system; NaN where one has no place there."""
    columns = _columns_of(marks)
    places = columns.places.copy()
    others = set(columns.systems) - {crs_text(crs)}
    own = np.array(columns.systems, dtype=object) if others else None
    for text in others:
        chosen = own == text
        transform = PointTransform(QgsCoordinateReferenceSystem(text), crs)
        places[chosen] = transform.apply(places[chosen])
    return places


class MapMarks(QObject):
    """A set of marks with undo and redo, kept in the project."""

    changed = pyqtSignal()

    def __init__(self, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._marks = frozenset()
        self._values = MarkList()
        self._undo = []
        self._redo = []

    def __len__(self) -> int:
        return len(self._marks)

    def values(self) -> MarkList:
        """All marks, in a stable order."""
        return self._values

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    def change(self, added: Iterable[Mark], removed: Iterable[Mark]) -> None:
        """Take marks away, then set others; one step of undo."""
        added = frozenset(added)
        new, gone = added - self._marks, (frozenset(removed) - added) & self._marks
        if new or gone:
            self._undo.append((new, gone))
            self._redo = []
            self._apply(new, gone)

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if not self._undo:
            return False
        added, removed = self._undo.pop()
        self._redo.append((added, removed))
        self._apply(removed, added)
        return True

    def redo(self) -> bool:
        """Make the change again that was taken back last; False when there is none."""
        if not self._redo:
            return False
        added, removed = self._redo.pop()
        self._undo.append((added, removed))
        self._apply(added, removed)
        return True

    def clear(self) -> None:
        """Take all marks away; can be undone."""
        self.change((), self._marks)

    def text(self) -> str:
        """All marks as the project keeps them."""
        return marks_text(self._values)

    def take(self, text: str) -> None:
        """Put the marks of such a text in the place of those that there are; can be undone."""
        self.change(_from_text(text), self._marks)

    def _apply(self, added: frozenset[Mark], removed: frozenset[Mark]) -> None:
        self._marks = (self._marks - removed) | added
        values = list(self._values)
        if removed:
            values = [mark for mark in values if mark not in removed]
        # Two runs that are in order are merged, which is quicker than to order them all.
        values += sorted(added)
        values.sort()
        self._values = MarkList(values)
        QgsProject.instance().writeEntry(SCOPE, self._key, marks_text(self._values))
        self.changed.emit()

    def read(self) -> None:
        """Take the marks of the open project; undo starts anew."""
        text, _ = QgsProject.instance().readEntry(SCOPE, self._key, "")
        self._undo, self._redo = [], []
        self._marks = frozenset(_from_text(text))
        self._values = MarkList(sorted(self._marks))
        self.changed.emit()


def marks_text(marks: Sequence[Mark]) -> str:
    """Marks as a project keeps them."""
    if not marks:
        return "{}"
    # A coordinate system without a code is a page of text: it is written once.
    systems = sorted(set(_columns_of(marks).systems))
    numbers = {text: k for k, text in enumerate(systems)}
    # Thousands of lists are no reason to look for cycles among all that is in QGIS.
    with delayed_collector():
        rows = [
            [mark.x, mark.y, numbers[mark.crs], mark.label, *([mark.scene] if mark.scene else [])]
            for mark in marks
        ]
        return json.dumps({"crs": systems, "marks": rows})


def _from_text(text: str) -> list[Mark]:
    try:
        found = json.loads(text or "{}")
        rows, systems = found.get("marks", []), found.get("crs", [])
        marks = [
            Mark(float(x), float(y), str(systems[k]), str(label), *map(str, scene[:1]))
            for x, y, k, label, *scene in rows
        ]
    except (AttributeError, IndexError, TypeError, ValueError):
        return []
    return [mark for mark in marks if np.isfinite((mark.x, mark.y)).all()]
