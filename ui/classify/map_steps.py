"""From training polygons to a map of known quality: the algorithms, each filled in."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ...algorithms.base.words import tr
from ..tasks.algorithm_dialogs import AlgorithmDialogs
from ..widgets.wrapped_button import make_button

# What Classify Raster takes of what Train Classifier was told.
_OF_THE_IMAGE = ("BANDS", "BAND_MEANINGS", "REFLECTANCE", "NODATA")
# At which the surroundings of a point can still be seen.
_PIXEL_ON_SCREEN = 4


class MapSteps(QWidget):
    """Train, classify and assess: each button opens a dialog that has what the last one made.

    Signals: ``points_drawn``, when there are points to interpret.

    Args:
        dialogs: opens them.
        find_parameters: Train Classifier's parameters now; None while some are missing.
    """

    points_drawn = pyqtSignal()

    def __init__(
        self, dialogs: AlgorithmDialogs, find_parameters: Callable[[], dict | None]
    ) -> None:
        super().__init__()
        self._dialogs, self._find_parameters = dialogs, find_parameters
        self._model = self._map = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.train = self._add("previewTrain", tr("Train on This\u2026"), self._train)
        self.train.setToolTip(
            tr(
                "Open Train Classifier with these settings, to save the classifier and measure "
                "its accuracy."
            )
        )
        self.classify = self._add("previewClassify", tr("Classify Image\u2026"), self._classify)
        self.assess = self._add("previewAssess", tr("Assess Map\u2026"), self._assess)
        self._tell()

    def _add(self, name: str, text: str, work: Callable[[], None]) -> QPushButton:
        button = make_button(name, text, "", work)
        self.layout().addWidget(button)
        return button

    def follow(self, parameters: dict | None) -> None:
        """Whether there is something to train on."""
        self.train.setEnabled(parameters is not None)
        self._tell()

    def _tell(self) -> None:
        has_image = self._find_parameters() is not None
        self.classify.setEnabled(has_image and bool(self._model))
        self.classify.setToolTip(
            tr("Open Classify Raster with this image and the classifier that was trained last.")
            if self._model
            else tr("Train a classifier first.")
        )
        self.assess.setEnabled(bool(self._map))
        self.assess.setToolTip(
            tr(
                "Draw points on the map that was made last, and say what is there: that gives "
                "its accuracy and areas."
            )
            if self._map
            else tr("Classify the image first.")
        )

    def _open(self, algorithm: str, parameters: dict, take: Callable[[dict], None]) -> None:
        dialog = self._dialogs.open(f"tilewright:{algorithm}", parameters)
        if dialog is not None:
            dialog.algorithmFinished.connect(lambda done, results: take(results) if done else None)

    def _train(self) -> None:
        parameters = self._find_parameters()
        if parameters is not None:
            self._open("trainclassifier", parameters, self._take_model)

    def _take_model(self, results: dict) -> None:
        self._model = results.get("OUTPUT") or ""
        self._tell()

    def _classify(self) -> None:
        parameters = self._find_parameters()
        if parameters is not None:
            known = {name: parameters[name] for name in _OF_THE_IMAGE if name in parameters}
            image = {"RASTER": parameters["RASTER"][0], "MODEL": self._model}
            self._open("classifyraster", {**image, **known}, self._take_map)

    def _take_map(self, results: dict) -> None:
        self._map = results.get("OUTPUT") or ""
        self._tell()

    def _assess(self) -> None:
        self._open("assessmentpoints", {"RASTER": self._map}, self._take_points)

    def _take_points(self, _results: dict) -> None:
        hide_map(self._map)
        self.points_drawn.emit()


def hide_map(path: str) -> None:
    """Take a map's layers from sight: who sees what it says is not free to say what is there."""
    root = QgsProject.instance().layerTreeRoot()
    for node in root.findLayers():
        layer = node.layer()
        if layer is not None and path in (layer.source(), layer.id()):
            node.setItemVisibilityChecked(False)


def come_close(canvas: QgsMapCanvas, image: QgsRasterLayer) -> None:
    """Zoom in until a pixel of an image is large enough to be looked at; never zooms out."""
    extent = canvas.mapSettings().layerExtentToOutputExtent(image, image.extent())
    pixel = extent.width() / max(1, image.width())
    factor = pixel / (_PIXEL_ON_SCREEN * canvas.mapUnitsPerPixel())
    if 0 < factor < 1:
        canvas.zoomByFactor(factor)
