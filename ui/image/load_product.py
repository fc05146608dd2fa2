"""Loading a Sentinel-2 product from the dock, and finding images."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer, QgsReferencedRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.catalog.search_catalog import SearchCatalogAlgorithm
from ...algorithms.imagery.load_sentinel2 import LoadSentinel2Algorithm
from ..tasks.algorithm_dialogs import AlgorithmDialogs

SEARCH = f"tilewright:{SearchCatalogAlgorithm.ID}"
ALGORITHM = f"tilewright:{LoadSentinel2Algorithm.ID}"


class ProductLoader(QObject):
    """Opens the algorithms' own dialogs, and says ``loaded`` with the layer of a product."""

    loaded = pyqtSignal(QgsRasterLayer)

    def __init__(
        self, dialogs: AlgorithmDialogs, canvas: QgsMapCanvas, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._canvas = canvas

    def open(self):
        """Show the dialog; returns it, None when Processing does not offer the algorithm."""
        dialog = self._dialogs.open(ALGORITHM, {})
        if dialog is not None:
            dialog.algorithmFinished.connect(self.finish)
        return dialog

    def find(self):
        """Show the dialog of the catalogue search, for what the map shows; None as ``open``."""
        crs = self._canvas.mapSettings().destinationCrs()
        box = QgsReferencedRectangle(self._canvas.extent(), crs)
        return self._dialogs.open(SEARCH, {} if box.isEmpty() else {"EXTENT": box})

    def finish(self, successful: bool, results: dict) -> None:
        """Find the layer that the dialog has put into the project."""
        path = results.get(LoadSentinel2Algorithm.OUTPUT)
        if not successful or not path:
            return
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsRasterLayer) and layer.source() == path:
                self.loaded.emit(layer)
                return
