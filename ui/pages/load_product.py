"""Loading a Sentinel-2 product from the dock."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.imagery.load_sentinel2 import LoadSentinel2Algorithm
from ..tasks.algorithm_dialogs import AlgorithmDialogs

ALGORITHM = f"tilewright:{LoadSentinel2Algorithm.ID}"


class ProductLoader(QObject):
    """Opens the algorithm's own dialog, and says ``loaded`` with the layer that comes of it."""

    loaded = pyqtSignal(QgsRasterLayer)

    def __init__(self, dialogs: AlgorithmDialogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs

    def open(self):
        """Show the dialog; returns it, None when Processing does not offer the algorithm."""
        dialog = self._dialogs.open(ALGORITHM, {})
        if dialog is not None:
            dialog.algorithmFinished.connect(self.finish)
        return dialog

    def finish(self, successful: bool, results: dict) -> None:
        """Find the layer that the dialog has put into the project."""
        path = results.get(LoadSentinel2Algorithm.OUTPUT)
        if not successful or not path:
            return
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsRasterLayer) and layer.source() == path:
                self.loaded.emit(layer)
                return
