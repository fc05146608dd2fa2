"""The menu entry and toolbar button that open Build Dataset."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

_MENU = "&Tilewright"


class BuildAction:
    """Adds the entry to QGIS and takes it away again."""

    def __init__(self, iface, icons: str) -> None:
        self._iface = iface
        text = QCoreApplication.translate("Tilewright", "Build Tile Dataset…")
        self._action = QAction(
            QIcon(os.path.join(icons, "tilewright.svg")), text, iface.mainWindow()
        )
        self._action.setObjectName("tilewrightBuildDataset")
        self._action.triggered.connect(self._open)
        iface.addPluginToRasterMenu(_MENU, self._action)
        iface.addRasterToolBarIcon(self._action)

    def _open(self) -> None:
        import processing

        processing.execAlgorithmDialog("tilewright:builddataset")

    def remove(self) -> None:
        """Leave nothing behind."""
        self._iface.removePluginRasterMenu(_MENU, self._action)
        self._iface.removeRasterToolBarIcon(self._action)
        self._action.triggered.disconnect(self._open)
        self._action.deleteLater()
