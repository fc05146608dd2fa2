"""Points that the user sets on the map: cloud marks, and labels corrected by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

SCOPE = "Tilewright"


@dataclass(frozen=True)
class Mark:
    """A point in a stated coordinate system; ``label`` and ``tile_id`` for corrections."""

    x: float
    y: float
    crs: str
    label: str = ""
    tile_id: str = ""


class MapMarks(QObject):
    """Marks by the tile they stand for, with undo; kept in the project."""

    changed = pyqtSignal()

    def __init__(self, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._marks = {}
        self._undo = []

    def __len__(self) -> int:
        return len(self._marks)

    def values(self) -> list[Mark]:
        """All marks, in a stable order."""
        return [self._marks[key] for key in sorted(self._marks)]

    def get(self, key: str) -> Mark | None:
        """The mark of a tile."""
        return self._marks.get(key)

    def change(self, changes: dict[str, Mark | None]) -> None:
        """Set marks, or take them away with None; one step of undo."""
        before = {key: self._marks.get(key) for key in changes}
        if all(before[key] == mark for key, mark in changes.items()):
            return
        self._undo.append(before)
        self._apply(changes)

    def undo(self) -> bool:
        """Take the last change back; False when there is none."""
        if not self._undo:
            return False
        self._apply(self._undo.pop())
        return True

    def clear(self) -> None:
        """Take all marks away; can be undone."""
        self.change(dict.fromkeys(self._marks))

    def _apply(self, changes: dict[str, Mark | None]) -> None:
        for key, mark in changes.items():
            if mark is None:
                self._marks.pop(key, None)
            else:
                self._marks[key] = mark
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        rows = {k: [m.x, m.y, m.crs, m.label, m.tile_id] for k, m in self._marks.items()}
        QgsProject.instance().writeEntry(SCOPE, self._key, json.dumps(rows, sort_keys=True))

    def read(self) -> None:
        """Take the marks of the open project; undo starts anew."""
        text, _ = QgsProject.instance().readEntry(SCOPE, self._key, "")
        self._marks, self._undo = {}, []
        try:
            for key, row in json.loads(text or "{}").items():
                x, y, crs, label, tile_id = row
                self._marks[key] = Mark(float(x), float(y), str(crs), str(label), str(tile_id))
        except (TypeError, ValueError, AttributeError):
            self._marks = {}
        self.changed.emit()
