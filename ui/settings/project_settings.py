"""Keeping the dock's settings with the project."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .dock_settings import SCOPE, DockSettings

_ARRIVAL_MS = 1500


class ProjectEntry(QObject):
    """A text that projects keep, as they come and go.

    Make it before lists of layers: it must hear of removed layers before they do.

    Args:
        iface: of QGIS.
        key: of the text in the project.
        parent: owns it.

    Signals: ``removing`` (ids of layers), ``arrived`` (what a project brought, and whether it
    brought anything), and ``stayed`` when what looked like the end of a project was none.
    """

    removing = pyqtSignal(list)
    arrived = pyqtSignal(object, bool)
    stayed = pyqtSignal()

    def __init__(self, iface, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._iface, self._key = iface, key
        self._is_cleared = False
        self.is_leaving = False
        project = QgsProject.instance()
        project.layersWillBeRemoved.connect(self._notice_removal)
        project.cleared.connect(self._leave)
        project.readProject.connect(self.restore)
        iface.newProjectCreated.connect(self._start)

    def _notice_removal(self, ids: list[str]) -> None:
        """When all layers go, the project may be closing: what the lists then say is nobody's."""
        if set(ids) >= QgsProject.instance().mapLayers().keys():
            self.is_leaving = True
            QTimer.singleShot(0, self._stay)
        self.removing.emit(ids)

    def _stay(self) -> None:
        if self.is_leaving and not self._is_cleared:
            self.is_leaving = False
            self.stayed.emit()

    def _leave(self) -> None:
        """Nothing is written until the next project is there."""
        self.is_leaving = self._is_cleared = True
        QTimer.singleShot(_ARRIVAL_MS, self._arrive)

    def _arrive(self) -> None:
        """For projects that are emptied without a word of what follows."""
        if self._is_cleared:
            self.restore()

    def _start(self) -> None:
        """A new project holds nothing; the layer lists of the old one may have said otherwise."""
        project = QgsProject.instance()
        if project.readEntry(SCOPE, self._key, "")[1]:
            project.removeEntry(SCOPE, self._key)
            project.setDirty(False)
        self.restore()

    def restore(self, *_args) -> None:
        """Say what the open project has."""
        self.is_leaving = self._is_cleared = False
        text, found = QgsProject.instance().readEntry(SCOPE, self._key, "")
        self._arrive_with(text, bool(found))

    def _arrive_with(self, text: str, found: bool) -> None:
        self.arrived.emit(text, found)

    def keep(self, text: str) -> None:
        """Have the open project keep a text, if it has layers."""
        project = QgsProject.instance()
        if self.is_leaving or not project.count():
            return
        if project.readEntry(SCOPE, self._key, "")[0] != text:
            project.writeEntry(SCOPE, self._key, text)

    def remove(self) -> None:
        """Hear no more, and write no more."""
        self.is_leaving = True
        project = QgsProject.instance()
        project.layersWillBeRemoved.disconnect(self._notice_removal)
        project.cleared.disconnect(self._leave)
        project.readProject.disconnect(self.restore)
        self._iface.newProjectCreated.disconnect(self._start)


class ProjectSettings(ProjectEntry):
    """The dock's settings. What arrives are those of the project, or else the defaults.

    Nothing is taken along to another project: a layout or a split that was right for one dataset
    would go unnoticed into the next.
    """

    def __init__(self, iface, parent: QObject) -> None:
        super().__init__(iface, "settings", parent)

    def _arrive_with(self, text: str, found: bool) -> None:
        self.arrived.emit(DockSettings.from_json(text), found)

    def remember(self, settings: DockSettings) -> None:
        """Keep what the user chose."""
        self.keep(settings.to_json())
