"""The menu entry of the panel for interpreting points."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QAction

from ...algorithms.base.dependencies import installation_help, missing_packages
from ...algorithms.base.words import tr

_AREA = Qt.DockWidgetArea.RightDockWidgetArea


class InterpretAction(QObject):
    """Makes the panel when it is first asked for.

    Attributes:
        action: the menu entry.
        dock: the panel, None before.
    """

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self.dock = None
        self.action = QAction(tr("Interpret Points, Assess a Map"), iface.mainWindow())
        self.action.setObjectName("tilewrightInterpret")
        self.action.setCheckable(True)
        self.action.triggered.connect(self.show)

    def show(self, visible: bool = True) -> None:
        """Show or hide the panel."""
        if self.dock is None and visible:
            missing = missing_packages()
            if missing:
                self.action.setChecked(False)
                self._iface.messageBar().pushWarning("Tilewright", installation_help(missing))
                return
            from .interpret_dock import InterpretDock

            self.dock = InterpretDock(self._iface)
            self._iface.addDockWidget(_AREA, self.dock)
            self.dock.visibilityChanged.connect(self.action.setChecked)
        if self.dock is not None:
            self.dock.setUserVisible(visible)

    def remove(self) -> None:
        """Leave nothing behind."""
        if self.dock is not None:
            self.dock.visibilityChanged.disconnect(self.action.setChecked)
            self.dock.remove()
            self.dock = None
        self.action.triggered.disconnect(self.show)
        self.action.deleteLater()
        self.deleteLater()
