"""Points that the user sets on the map: cloud marks, and labels corrected by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

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


def place_marks(marks: Sequence[Mark], crs: QgsCoordinateReferenceSystem) -> np.ndarray:
    """Float (N, 2): the marks' points in a coordinate system; NaN where one has no place there."""
    places = np.array([(mark.x, mark.y) for mark in marks], dtype=float).reshape(-1, 2)
    own = np.array([mark.crs for mark in marks], dtype=object)
    for text in set(own.tolist()) - {crs_text(crs)}:
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
        self._values = ()
        self._undo = []
        self._redo = []

    def __len__(self) -> int:
        return len(self._marks)

    def values(self) -> tuple[Mark, ...]:
        """All marks, in a stable order."""
        return self._values

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undo)

    def change(self, added: Iterable[Mark], removed: Iterable[Mark]) -> None:
        """Take marks away, then set others; one step of undo."""
        marks = (self._marks - frozenset(removed)) | frozenset(added)
        if marks != self._marks:
            self._undo.append((marks - self._marks, self._marks - marks))
            self._redo = []
            self._set(marks)

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if not self._undo:
            return False
        added, removed = self._undo.pop()
        self._redo.append((added, removed))
        self._set((self._marks - added) | removed)
        return True

    def redo(self) -> bool:
        """Make the change again that was taken back last; False when there is none."""
        if not self._redo:
            return False
        added, removed = self._redo.pop()
        self._undo.append((added, removed))
        self._set((self._marks - removed) | added)
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

    def _set(self, marks: frozenset) -> None:
        self._marks = marks
        self._values = tuple(sorted(marks))
        QgsProject.instance().writeEntry(SCOPE, self._key, marks_text(self._values))
        self.changed.emit()

    def read(self) -> None:
        """Take the marks of the open project; undo starts anew."""
        text, _ = QgsProject.instance().readEntry(SCOPE, self._key, "")
        self._undo, self._redo = [], []
        self._marks = frozenset(_from_text(text))
        self._values = tuple(sorted(self._marks))
        self.changed.emit()


def marks_text(marks: Sequence[Mark]) -> str:
    """Marks as a project keeps them."""
    # A coordinate system without a code is a page of text: it is written once.
    systems = sorted({mark.crs for mark in marks})
    numbers = {text: k for k, text in enumerate(systems)}
    rows = [
        [mark.x, mark.y, numbers[mark.crs], mark.label, *([mark.scene] if mark.scene else [])]
        for mark in marks
    ]
    return json.dumps({"crs": systems, "marks": rows} if rows else {})


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
