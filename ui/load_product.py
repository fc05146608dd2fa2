"""Loading a Sentinel-2 product from the dock."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.load_sentinel2 import LoadSentinel2Algorithm

ALGORITHM = f"tilewright:{LoadSentinel2Algorithm.ID}"


class ProductLoader(QObject):
    """Opens the algorithm's own dialog, and says ``loaded`` with the layer that comes of it."""

    loaded = pyqtSignal(QgsRasterLayer)

    def open(self):
        """Show the dialog; returns it, None when Processing does not offer the algorithm."""
        import processing

        dialog = processing.createAlgorithmDialog(ALGORITHM, {})
        if dialog is not None:
            dialog.algorithmFinished.connect(self.finish)
            dialog.show()
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
