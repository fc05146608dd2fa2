"""The menu entry and toolbar button of the dock."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..algorithms.dependencies import installation_help, missing_packages

_MENU = "&Tilewright"


class DockAction:
    """Adds the entry to QGIS, makes the dock when it is first asked for, takes both away again."""

    def __init__(self, iface, icons: str) -> None:
        self._iface = iface
        self.dock = None
        text = QCoreApplication.translate("Tilewright", "Tilewright: Tile Datasets")
        self._action = QAction(
            QIcon(os.path.join(icons, "tilewright.svg")), text, iface.mainWindow()
        )
        self._action.setObjectName("tilewrightDock")
        self._action.setCheckable(True)
        self._action.triggered.connect(self.show)
        iface.addPluginToRasterMenu(_MENU, self._action)
        iface.addToolBarIcon(self._action)

    def show(self, visible: bool = True) -> None:
        """Show or hide the dock."""
        if self.dock is None and visible:
            missing = missing_packages()
            if missing:
                self._action.setChecked(False)
                self._iface.messageBar().pushWarning("Tilewright", installation_help(missing))
                return
            from .tile_dock import TileDock

            self.dock = TileDock(self._iface)
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
            self.dock.visibilityChanged.connect(self._action.setChecked)
        if self.dock is not None:
            self.dock.setUserVisible(visible)

    def remove(self) -> None:
        """Leave nothing behind."""
        if self.dock is not None:
            self.dock.visibilityChanged.disconnect(self._action.setChecked)
            self.dock.remove()
            self.dock = None
        self._iface.removePluginRasterMenu(_MENU, self._action)
        self._iface.removeToolBarIcon(self._action)
        self._action.triggered.disconnect(self.show)
        self._action.deleteLater()
