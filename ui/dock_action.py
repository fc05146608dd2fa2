"""The menu entry and toolbar button of the dock."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..algorithms.base.dependencies import installation_help, missing_packages
from ..algorithms.base.long_runs import spare_collector, use_collector
from .assess.interpret_action import InterpretAction
from .classify.preview_action import PreviewAction
from .tasks.earth_engine_sign_in import EarthEngineSignIn
from .tasks.panel_action import add_beside

_MENU = "&Tilewright"
# Whether the dock was open when QGIS was left.
_IS_OPEN = "tilewright/isDockOpen"


class DockAction:
    """Adds the entry to QGIS, makes the dock when it is first asked for, takes both away again."""

    def __init__(self, iface, icons: str) -> None:
        self._iface = iface
        self.dock = None
        text = QCoreApplication.translate("Tilewright", "Tilewright: Tile Datasets")
        self._action = QAction(QIcon(str(Path(icons, "tilewright.svg"))), text, iface.mainWindow())
        self._action.setObjectName("tilewrightDock")
        self._action.setCheckable(True)
        self._action.triggered.connect(self._choose)
        iface.addPluginToRasterMenu(_MENU, self._action)
        iface.addToolBarIcon(self._action)
        self._interpret = InterpretAction(iface)
        iface.addPluginToRasterMenu(_MENU, self._interpret.action)
        self._classes = PreviewAction(iface, self._interpret.show)
        iface.addPluginToRasterMenu(_MENU, self._classes.action)
        iface.addToolBarIcon(self._classes.action)
        self._sign_in = EarthEngineSignIn(iface)
        iface.addPluginToRasterMenu(_MENU, self._sign_in.action)
        if QgsSettings().value(_IS_OPEN, False, type=bool):
            self._reopen_when_ready()

    def _reopen_when_ready(self) -> None:
        """Before QGIS's window stands, its docks have no places yet."""
        if self._iface.mainWindow().isVisible():
            # Whoever loads the plugin is still at it; once it is removed, nobody asks any more.
            timer = QTimer(self._action)
            timer.setSingleShot(True)
            timer.timeout.connect(self.show)
            timer.start(0)
        else:
            self._iface.initializationCompleted.connect(self._reopen)

    def _reopen(self) -> None:
        self._iface.initializationCompleted.disconnect(self._reopen)
        self.show()

    def _choose(self, visible: bool) -> None:
        self.show(visible)
        _remember(visible and self.dock is not None)

    def show(self, visible: bool = True) -> None:
        """Show or hide the dock."""
        if self.dock is None and visible:
            missing = missing_packages()
            if missing:
                self._action.setChecked(False)
                self._iface.messageBar().pushWarning("Tilewright", installation_help(missing))
                return
            from .tile_dock import TileDock

            # A search for cycles among all there is would hold up one of the steps.
            spare_collector()
            self.dock = TileDock(self._iface, in_steps=True)
            self.dock.opened.connect(spare_collector)
            self.dock.failed.connect(self._give_up)
            add_beside(self._iface, self.dock)
            self.dock.visibilityChanged.connect(self._action.setChecked)
            self.dock.closedStateChanged.connect(_remember_closed)
        if self.dock is not None:
            self.dock.setUserVisible(visible)

    def _give_up(self, why: str) -> None:
        """The dock cannot be made; with the next start of QGIS it is not tried of itself."""
        self._remove_dock()
        self._action.setChecked(False)
        _remember(False)
        text = QCoreApplication.translate(
            "Tilewright",
            "The dock cannot be opened: {}. Restart QGIS; if that does not help, reinstall "
            "Tilewright. The log messages panel has the details.",
        )
        self._iface.messageBar().pushCritical("Tilewright", text.format(why.rstrip(".")))

    def _remove_dock(self) -> None:
        if self.dock is not None:
            self.dock.visibilityChanged.disconnect(self._action.setChecked)
            self.dock.closedStateChanged.disconnect(_remember_closed)
            self.dock.remove()
            self.dock = None
        use_collector()

    def remove(self) -> None:
        """Leave nothing behind."""
        self._remove_dock()
        self._iface.removePluginRasterMenu(_MENU, self._interpret.action)
        self._interpret.remove()
        self._iface.removePluginRasterMenu(_MENU, self._classes.action)
        self._iface.removeToolBarIcon(self._classes.action)
        self._classes.remove()
        self._iface.removePluginRasterMenu(_MENU, self._sign_in.action)
        self._sign_in.remove()
        self._iface.removePluginRasterMenu(_MENU, self._action)
        self._iface.removeToolBarIcon(self._action)
        self._action.triggered.disconnect(self._choose)
        self._action.deleteLater()


def _remember(is_open: bool) -> None:
    """Keep for the next start of QGIS whether the user has the dock open."""
    QgsSettings().setValue(_IS_OPEN, is_open)


def _remember_closed(is_closed: bool) -> None:
    _remember(not is_closed)
