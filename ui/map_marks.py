"""Points that the user sets on the map: cloud marks, and labels corrected by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

SCOPE = "Tilewright"


@dataclass(frozen=True, order=True)
class Mark:
    """A point in a stated coordinate system; ``label`` for corrections, else empty."""

    x: float
    y: float
    crs: str
    label: str = ""


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A text that makes the same coordinate system again; empty when there is none."""
    if not crs.isValid():
        return ""
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    return crs.authid() or f"WKT:{wkt}"


def move_mark(mark: Mark, crs: QgsCoordinateReferenceSystem) -> QgsPointXY | None:
    """The mark's point in a coordinate system; None where it has no place there."""
    point = QgsPointXY(mark.x, mark.y)
    if mark.crs == crs_text(crs):
        return point
    own = QgsCoordinateReferenceSystem(mark.crs)
    try:
        return QgsCoordinateTransform(own, crs, QgsProject.instance()).transform(point)
    except QgsCsException:
        return None


class MapMarks(QObject):
    """A set of marks with undo, kept in the project."""

    changed = pyqtSignal()

    def __init__(self, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._marks = frozenset()
        self._undo = []

    def __len__(self) -> int:
        return len(self._marks)

    def values(self) -> list[Mark]:
        """All marks, in a stable order."""
        return sorted(self._marks)

    def change(self, added: Iterable[Mark], removed: Iterable[Mark]) -> None:
        """Take marks away, then set others; one step of undo."""
        marks = (self._marks - frozenset(removed)) | frozenset(added)
        if marks != self._marks:
            self._undo.append(self._marks)
            self._set(marks)

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if not self._undo:
            return False
        self._set(self._undo.pop())
        return True

    def clear(self) -> None:
        """Take all marks away; can be undone."""
        self.change((), self._marks)

    def _set(self, marks: frozenset) -> None:
        self._marks = marks
        rows = [[mark.x, mark.y, mark.crs, mark.label] for mark in self.values()]
        QgsProject.instance().writeEntry(SCOPE, self._key, json.dumps(rows))
        self.changed.emit()

    def read(self) -> None:
        """Take the marks of the open project; undo starts anew."""
        text, _ = QgsProject.instance().readEntry(SCOPE, self._key, "")
        self._undo = []
        try:
            rows = json.loads(text or "[]")
            self._marks = frozenset(
                Mark(float(x), float(y), str(crs), str(label)) for x, y, crs, label in rows
            )
        except (TypeError, ValueError):
            self._marks = frozenset()
        self.changed.emit()
