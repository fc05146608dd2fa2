"""The menu entry and toolbar button of the dock."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMainWindow

from ..algorithms.base.dependencies import installation_help, missing_packages
from .assess.interpret_action import InterpretAction
from .tasks.earth_engine_sign_in import EarthEngineSignIn

_MENU = "&Tilewright"
_AREA = Qt.DockWidgetArea.RightDockWidgetArea


class DockAction:
    """Adds the entry to QGIS, makes the dock when it is first asked for, takes both away again."""

    def __init__(self, iface, icons: str) -> None:
        self._iface = iface
        self.dock = None
        text = QCoreApplication.translate("Tilewright", "Tilewright: Tile Datasets")
        self._action = QAction(QIcon(str(Path(icons, "tilewright.svg"))), text, iface.mainWindow())
        self._action.setObjectName("tilewrightDock")
        self._action.setCheckable(True)
        self._action.triggered.connect(self.show)
        iface.addPluginToRasterMenu(_MENU, self._action)
        iface.addToolBarIcon(self._action)
        self._interpret = InterpretAction(iface)
        iface.addPluginToRasterMenu(_MENU, self._interpret.action)
        self._sign_in = EarthEngineSignIn(iface)
        iface.addPluginToRasterMenu(_MENU, self._sign_in.action)

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
            beside = find_tallest_dock(self._iface.mainWindow(), _AREA)
            self._iface.addDockWidget(_AREA, self.dock)
            if beside is not None:
                # Below others there would be no room for a form.
                self._iface.mainWindow().tabifyDockWidget(beside, self.dock)
            self.dock.visibilityChanged.connect(self._action.setChecked)
        if self.dock is not None:
            self.dock.setUserVisible(visible)

    def remove(self) -> None:
        """Leave nothing behind."""
        if self.dock is not None:
            self.dock.visibilityChanged.disconnect(self._action.setChecked)
            self.dock.remove()
            self.dock = None
        self._iface.removePluginRasterMenu(_MENU, self._interpret.action)
        self._interpret.remove()
        self._iface.removePluginRasterMenu(_MENU, self._sign_in.action)
        self._sign_in.remove()
        self._iface.removePluginRasterMenu(_MENU, self._action)
        self._iface.removeToolBarIcon(self._action)
        self._action.triggered.disconnect(self.show)
        self._action.deleteLater()


def find_tallest_dock(window: QMainWindow, area: Qt.DockWidgetArea) -> QDockWidget | None:
    """The dock on a side of the window that has most of its height, None when there is none."""
    docks = [
        dock
        for dock in window.findChildren(QDockWidget)
        if window.dockWidgetArea(dock) == area and not dock.isFloating() and not dock.isHidden()
    ]
    return max(docks, key=lambda dock: dock.height(), default=None)
