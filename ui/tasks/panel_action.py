"""Menu entries that open a panel of their own."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMainWindow

from ...algorithms.base.dependencies import NEEDED, installation_help, missing_packages
from ...algorithms.base.long_runs import spare_collector

_AREA = Qt.DockWidgetArea.RightDockWidgetArea


class PanelAction(QObject):
    """Makes a panel when it is first asked for; subclasses say which.

    From then on the search for cycles is spared (``spare_collector``); the plugin ends that.

    Args:
        iface: QGIS's.
        text: of the entry.
        name: of the entry as an object.
        icon: of the entry.

    Attributes:
        action: the menu entry.
        dock: the panel, None before.
    """

    # Python packages without which there is no panel.
    PACKAGES: Sequence[str] = NEEDED

    def __init__(self, iface, text: str, name: str, icon: QIcon | None = None) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self.dock = None
        self.action = QAction(text, iface.mainWindow())
        if icon is not None:
            self.action.setIcon(icon)
        self.action.setObjectName(name)
        self.action.setCheckable(True)
        self.action.triggered.connect(self.show)

    def make_dock(self):
        """The panel, which has a ``remove`` that leaves nothing behind."""
        raise NotImplementedError

    def show(self, visible: bool = True) -> None:
        """Show or hide the panel."""
        if self.dock is None and visible:
            missing = missing_packages(self.PACKAGES)
            if missing:
                self.action.setChecked(False)
                self._iface.messageBar().pushWarning("Tilewright", installation_help(missing))
                return
            # A search for cycles among all there is would come on top of it.
            spare_collector()
            self.dock = self.make_dock()
            add_beside(self._iface, self.dock)
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


def add_beside(iface, dock: QDockWidget) -> None:
    """Put a dock where it was last, else on the right, as a tab of the tallest dock there."""
    window = iface.mainWindow()
    beside = find_tallest_dock(window, _AREA)
    if not window.restoreDockWidget(dock):
        iface.addDockWidget(_AREA, dock)
        if beside is not None:
            # Below others there would be no room for a form, and the window would grow.
            window.tabifyDockWidget(beside, dock)


def find_tallest_dock(window: QMainWindow, area: Qt.DockWidgetArea) -> QDockWidget | None:
    """The dock on a side of the window that has most of its height, None when there is none."""
    docks = [
        dock
        for dock in window.findChildren(QDockWidget)
        if window.dockWidgetArea(dock) == area and not dock.isFloating() and not dock.isHidden()
    ]
    return max(docks, key=lambda dock: dock.height(), default=None)
