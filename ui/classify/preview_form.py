"""What the live preview asks: image, polygons, and classifier."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from ...algorithms.base.words import tr
from ...algorithms.live.describe_preview import TREE_METHODS, labelled_methods
from ..widgets.guess_field import guess_class_field

_TREES, _MOST_TREES = 20, 500
# Of larger polygons as many pixels are drawn at random.
_PIXELS = 1000
# Used by indices alone.
_OF_INDICES = ("BAND_MEANINGS", "REFLECTANCE")


class PreviewForm(QWidget):
    """Fields that stand for parameters of Train Classifier.

    Signals: ``changed``.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("previewForm")
        self._form = QFormLayout(self)
        self._labels: dict[QWidget, QLabel] = {}
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        filters = QgsMapLayerProxyModel.Filter
        self.image = QgsMapLayerComboBox()
        self.image.setFilters(filters.RasterLayer)
        self._add(tr("Image"), self.image, "previewImage", tr("The image to classify."))
        self.bands = QLineEdit()
        self.bands.setPlaceholderText(tr("all"))
        tip = tr("Numbers of the bands to use, such as 3,2,1. Empty: all.")
        self._add(tr("Bands"), self.bands, "previewBands", tip)
        self.indices = QLineEdit()
        self.indices.setPlaceholderText(tr("none"))
        tip = tr("Indices that the classifier uses besides the bands, such as NDVI,NDWI.")
        self._add(tr("Indices"), self.indices, "previewIndices", tip)
        self.meanings = QLineEdit()
        self.meanings.setPlaceholderText(tr("as named"))
        tip = tr("Which band is which, for indices, such as 1=blue,2=green,3=red,4=nir.")
        self._add_below(tr("What the bands are"), self.meanings, "previewMeanings", tip)
        self.reflectance = QLineEdit()
        self.reflectance.setPlaceholderText(tr("as tagged"))
        tip = tr(
            "Factor and offset that turn stored numbers into reflectances, for indices "
            "such as EVI: 0.0001,-0.1."
        )
        self._add_below(tr("Scale of reflectances"), self.reflectance, "previewReflectance", tip)
        self.nodata = QLineEdit()
        self.nodata.setPlaceholderText(tr("as tagged"))
        tip = tr("A nodata value besides those that the image defines, often 0.")
        self._add(tr("Nodata"), self.nodata, "previewNodata", tip)
        self.labels = QgsMapLayerComboBox()
        self.labels.setFilters(filters.PolygonLayer | filters.PointLayer)
        tip = tr("The polygons or points that you draw; unsaved edits count too.")
        self._add(tr("Training layer"), self.labels, "previewLabels", tip)
        self.field = QgsFieldComboBox()
        self._add(
            tr("Class field"), self.field, "previewField", tr("The field that names the class.")
        )
        self.method = QComboBox()
        for name, title in labelled_methods().items():
            self.method.addItem(title, name)
        tip = tr("A forest with few trees is fast; the others may take longer.")
        self._add(tr("Classifier"), self.method, "previewMethod", tip)
        self.trees = QSpinBox()
        self.trees.setRange(1, _MOST_TREES)
        self.trees.setValue(_TREES)
        tip = tr("A few are fast; the final classifier should have 100 or more.")
        self._add(tr("Trees"), self.trees, "previewTrees", tip)
        self._choose_layer(self.labels.currentLayer())
        self.image.layerChanged.connect(self._tell)
        self.labels.layerChanged.connect(self._choose_layer)
        self.field.fieldChanged.connect(self._tell)
        for line in self._texts.values():
            line.editingFinished.connect(self._tell)
        self.indices.textChanged.connect(self._show_index_fields)
        self._show_index_fields()
        self.method.currentIndexChanged.connect(self._tell)
        self.trees.valueChanged.connect(self._tell)

    @property
    def _texts(self) -> dict[str, QLineEdit]:
        """Fields of text, by the parameter that each stands for."""
        return {
            "BANDS": self.bands,
            "INDICES": self.indices,
            "BAND_MEANINGS": self.meanings,
            "REFLECTANCE": self.reflectance,
            "NODATA": self.nodata,
        }

    def _show_index_fields(self, *_values: object) -> None:
        """What only indices need."""
        for line in (self.meanings, self.reflectance):
            is_shown = bool(self.indices.text().strip())
            line.setVisible(is_shown)
            self._labels[line].setVisible(is_shown)

    def _add(self, label: str, widget: QWidget, name: str, tip: str) -> None:
        self._describe(label, widget, name, tip)
        self._form.addRow(label, widget)

    def _add_below(self, label: str, widget: QWidget, name: str, tip: str) -> None:
        """A field below its label, which is so long that it would leave the others no room."""
        self._describe(label, widget, name, tip)
        self._labels[widget] = QLabel(label)
        self._labels[widget].setBuddy(widget)
        self._form.addRow(self._labels[widget])
        self._form.addRow(widget)

    @staticmethod
    def _describe(label: str, widget: QWidget, name: str, tip: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(label)
        widget.setToolTip(tip)
        # Long names of layers must not make the panel wide.
        widget.setMinimumWidth(80)

    def _choose_layer(self, layer: QgsVectorLayer | None) -> None:
        before = self.field.currentField()
        self.field.setLayer(layer)
        names = [] if layer is None else layer.fields().names()
        self.field.setField(before if before in names else _guess(layer))
        self._tell()

    def _tell(self, *_values: object) -> None:
        self.trees.setEnabled(self.method.currentData() in TREE_METHODS)
        self.changed.emit()

    def offer(self, image: QgsRasterLayer | None, labels: QgsVectorLayer | None) -> None:
        """Choose layers, as far as they are given."""
        if image is not None:
            self.image.setLayer(image)
        if labels is not None:
            self.labels.setLayer(labels)

    def state(self) -> dict:
        """What the fields say, as plain values; layers by their ids."""
        layers = {"image": self.image.currentLayer(), "labels": self.labels.currentLayer()}
        return {
            **{name: "" if layer is None else layer.id() for name, layer in layers.items()},
            "field": self.field.currentField(),
            "method": self.method.currentData(),
            "trees": self.trees.value(),
            **{name: line.text() for name, line in self._texts.items()},
        }

    def load(self, state: dict) -> None:
        """Say the same again, as far as it is still there; what is missing has its first value."""
        self.blockSignals(True)
        for box, name in ((self.image, "image"), (self.labels, "labels")):
            layer = QgsProject.instance().mapLayer(str(state.get(name, "")))
            if layer is not None:
                box.setLayer(layer)
        layer = self.labels.currentLayer()
        if layer is not None and state.get("field") in layer.fields().names():
            self.field.setField(state["field"])
        self.method.setCurrentIndex(max(0, self.method.findData(state.get("method"))))
        trees = state.get("trees")
        self.trees.setValue(trees if isinstance(trees, int) else _TREES)
        for name, line in self._texts.items():
            line.setText(str(state.get(name, "")))
        self.blockSignals(False)
        self._tell()

    def parameters(self) -> dict | None:
        """Train Classifier's; None while a layer or the field is missing."""
        image, labels = self.image.currentLayer(), self.labels.currentLayer()
        field = self.field.currentField()
        if image is None or labels is None or not field:
            return None
        found = {
            "RASTER": [image.id()],
            "LABELS": labels.id(),
            "LABEL_FIELD": field,
            "METHOD": self.method.currentData(),
            "MAX_PER_CLASS": _PIXELS,
        }
        if self.method.currentData() in TREE_METHODS:
            found["TREES"] = self.trees.value()
        for name, line in self._texts.items():
            is_used = self.indices.text().strip() or name not in _OF_INDICES
            if is_used and line.text().strip():
                found[name] = line.text().strip()
        return found


def _guess(layer: QgsVectorLayer | None) -> str:
    return "" if layer is None else guess_class_field(layer)
