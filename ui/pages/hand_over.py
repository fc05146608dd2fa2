"""Labels that become the objects or the masks of a layout."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.tiles.table import TILE_ID
from ..rows.label_layer import LabelLayer
from ..rows.layout_rows import LayoutRows
from .label_page import LabelPage


class HandOver(QObject):
    """Gives a layout that is chosen the layer that it cannot do without, where that is plain.

    The labels are meant then: as the class of tiles they would leave out those without any. With
    another layout they come back.

    Signals: ``told`` (what became of the labels, as a sentence).
    """

    told = pyqtSignal(str)

    def __init__(self, labels: LabelPage, rows: LayoutRows, parent: QObject) -> None:
        super().__init__(parent)
        self._labels, self._rows = labels, rows
        self._given: LabelLayer | None = None
        rows.layout.activated.connect(lambda *_: self._follow())

    def _follow(self) -> None:
        part = self._rows.needed
        if self._given is not None and self._given is not part:
            self._take_back(self._given)
            self._given = None
        if part is not None and not part.is_given:
            self._give(part)

    def _give(self, part: LabelLayer) -> None:
        labels = self._labels
        layer = labels.layer.currentLayer()
        if layer is None:
            part.layer.setLayer(_only_polygons())
        elif isinstance(layer, QgsVectorLayer) or part.codes is not None:
            names = labels.codes.names.text()
            field = labels.field.currentField()
            part.load(layer, field, labels.label.text(), names)
            labels.layer.setLayer(None)
            self._given = part
            text = self.tr("{} is now the objects of {}, and no longer under Labels.")
            if part is self._rows.mask:
                text = self.tr("{} is now the masks of {}, and no longer under Labels.")
            self.told.emit(text.format(layer.name(), self._rows.chosen.title))

    def _take_back(self, part: LabelLayer) -> None:
        """The labels as they were, unless something else was chosen meanwhile."""
        layer, labels = part.layer.currentLayer(), self._labels
        if layer is not None and labels.layer.currentLayer() is None:
            field, name, codes = part.field.currentField(), part.label.text(), part.class_names()
            part.layer.setLayer(None)
            labels.take(layer, field, name, codes)


def _only_polygons() -> QgsMapLayer | None:
    """The one layer of polygons in the project that are no tiles."""
    polygon = QgsWkbTypes.GeometryType.PolygonGeometry
    found = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer)
        and layer.geometryType() == polygon
        and layer.fields().lookupField(TILE_ID.name) < 0
    ]
    return found[0] if len(found) == 1 else None
