"""The ways to labels: of a file, or drawn."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsMapLayerType,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsSettings,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDir, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog

from ..toolbox.product_field import LAST_PLACE, usual_place
from ..widgets.narrow_row import NarrowRow
from ..widgets.wrapped_button import WrappedButton


class LabelButtons(NarrowRow):
    """Opens a file of labels, or asks for a new layer to draw them in.

    Signals: ``opened`` (a layer of the project now), ``failed`` (why, as a sentence), and
    ``new_asked``.
    """

    opened = pyqtSignal(QgsMapLayer)
    failed = pyqtSignal(str)
    new_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.open = WrappedButton(self.tr("Open Labels…"))
        self.open.setObjectName("openLabels")
        self.open.setToolTip(self.tr("Adds a file of polygons, or a class raster, as the labels."))
        self.open.clicked.connect(lambda *_: self._open())
        self.new_layer = WrappedButton(self.tr("New Label Layer…"))
        self.new_layer.setObjectName("newLabelLayer")
        self.new_layer.setToolTip(
            self.tr("Makes a GeoPackage with class and colour fields, ready to draw in.")
        )
        self.new_layer.clicked.connect(lambda *_: self.new_asked.emit())
        for button in (self.open, self.new_layer):
            self.add(button, 1)

    def _open(self) -> None:
        title = self.tr("Open Labels")
        place = usual_place()
        registry = QgsProviderRegistry.instance()
        kinds = f"{registry.fileVectorFilters()};;{registry.fileRasterFilters()}"
        path, _ = QFileDialog.getOpenFileName(self, title, place, kinds)
        if not path:
            return
        QgsSettings().setValue(LAST_PLACE, str(Path(path).parent))
        found = find_label_layers(path)
        if not found:
            text = self.tr("{} has no polygons and is no class raster; choose another file.")
            self.failed.emit(text.format(QDir.toNativeSeparators(path)))
            return
        chosen = found[0] if len(found) == 1 else self._choose(found)
        if chosen is not None:
            # The only layer of a file may be called anything inside; people know the file.
            self._add(chosen, path, Path(path).stem if len(found) == 1 else chosen.name())

    def _choose(self, found: list[QgsProviderSublayerDetails]) -> QgsProviderSublayerDetails | None:
        names = [each.name() for each in found]
        title, question = self.tr("Open Labels"), self.tr("Layer of the file:")
        name, is_given = QInputDialog.getItem(self, title, question, names, 0, False)
        return found[names.index(name)] if is_given else None

    def _add(self, chosen: QgsProviderSublayerDetails, path: str, name: str) -> None:
        project = QgsProject.instance()
        options = QgsProviderSublayerDetails.LayerOptions(project.transformContext())
        layer = chosen.toLayer(options)
        if layer is None or not layer.isValid():
            text = self.tr("{} cannot be opened; choose another file.")
            self.failed.emit(text.format(QDir.toNativeSeparators(path)))
            return
        layer.setName(name)
        project.addMapLayer(layer)
        self.opened.emit(layer)


def find_label_layers(path: str | os.PathLike[str]) -> list[QgsProviderSublayerDetails]:
    """The layers of a file that labels can be: those of polygons, and rasters."""
    ask = Qgis.SublayerQueryFlag
    registry = QgsProviderRegistry.instance()
    found = registry.querySublayers(os.fspath(path), ask.ResolveGeometryType)
    polygon = QgsWkbTypes.GeometryType.PolygonGeometry
    return [
        each
        for each in found
        if each.type() == QgsMapLayerType.RasterLayer
        or (
            each.type() == QgsMapLayerType.VectorLayer
            and QgsWkbTypes.geometryType(each.wkbType()) == polygon
        )
    ]
