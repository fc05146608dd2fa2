"""The datasets that a project made or opened, and with which settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..settings.dock_settings import SCOPE

_KEY = "runs"
_MOST = 20


@dataclass(frozen=True)
class RunRecord:
    """A dataset that a run wrote, or that was opened.

    Attributes:
        folder: where it is, or was.
        created: as its dataset.json said then: another time stands in one that took its place.
        ended: when the run ended, as it is shown.
        tile_count: of the dataset.
        settings: of the dock, as JSON; empty where nobody knows.
        cloud_marks: as the project keeps them.
        label_edits: the same of corrections.
    """

    folder: str
    created: str = ""
    ended: str = ""
    tile_count: int = 0
    settings: str = ""
    cloud_marks: str = ""
    label_edits: str = ""


class RunHistory(QObject):
    """The last runs, the newest first, kept in the project."""

    changed = pyqtSignal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._records: tuple[RunRecord, ...] = ()

    @property
    def records(self) -> tuple[RunRecord, ...]:
        """All that are known, the newest first."""
        return self._records

    def add(self, record: RunRecord) -> None:
        """Put one in front; the same dataset is listed once."""
        same = (record.folder, record.created)
        others = [each for each in self._records if (each.folder, each.created) != same]
        self._records = (record, *others)[:_MOST]
        text = json.dumps([asdict(each) for each in self._records])
        QgsProject.instance().writeEntry(SCOPE, _KEY, text)
        self.changed.emit()

    def read(self) -> None:
        """Take those of the open project."""
        text, _ = QgsProject.instance().readEntry(SCOPE, _KEY, "")
        self._records = tuple(_from_text(text))
        self.changed.emit()


def _from_text(text: str) -> list[RunRecord]:
    """What a project tells; what is no record is left out."""
    try:
        rows = json.loads(text or "[]")
    except ValueError:
        return []
    kinds = {each.name: type(each.default) for each in fields(RunRecord) if each.name != "folder"}
    kinds["folder"] = str
    found = []
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("folder"), str):
            known = {k: v for k, v in row.items() if k in kinds and type(v) is kinds[k]}
            found.append(RunRecord(**known))
    return found[:_MOST]
