"""A layer that says what a model is to learn: polygons or a class raster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox, QgsRasterBandComboBox
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import QLineEdit

from ..labels.class_table import ClassTable
from ..map.label_colors import label_colors, layer_classes, paint_class, raster_classes
from ..widgets.guess_field import guess_class_field

if TYPE_CHECKING:
    from .dock_page import DockPage


class ClassRasterRows(QObject):
    """What is asked of a class raster only: its band, and names for its values."""

    def __init__(self, page: DockPage, band: str, names: str) -> None:
        """``band`` and ``names`` are what the fields are called as objects; no band if empty."""
        super().__init__(page)
        self._page = page
        self.band = QgsRasterBandComboBox() if band else None
        if self.band is not None:
            tip = self.tr("The band with the classes.")
            page.add_row(self.tr("Band"), self.band, band, tip)
            self.band.bandChanged.connect(page.tell)
        self.names = QLineEdit()
        self.names.setPlaceholderText(self.tr("as in the layer"))
        page.add_row(
            self.tr("Class names"),
            self.names,
            names,
            self.tr(
                "Names for the raster's values, for example 1=tree,2=shrub,3=shrub. Values with"
                " the same name become one class; a value without a name, as in 9=, is left "
                "out."
            ),
        )
        self.names.editingFinished.connect(page.tell)

    def show(self, layer: QgsMapLayer | None) -> None:
        """Show what there is to choose of a layer."""
        is_raster = isinstance(layer, QgsRasterLayer)
        self._page.show_row(self.names, is_raster)
        if self.band is not None:
            self._page.show_row(self.band, is_raster and layer.bandCount() > 1)


class LabelLayer(QObject):
    """A layer with a field for the class, or one class for all; or a class raster."""

    def __init__(
        self,
        page: DockPage,
        name: str,
        texts: tuple[str, str],
        filters,
        takes_rasters: bool = False,
    ) -> None:
        super().__init__(page)
        self._page = page
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(filters)
        self.layer.setAllowEmptyLayer(True)
        page.add_row(texts[0], self.layer, name, texts[1])
        single = name.rstrip("s")
        self.field = QgsFieldComboBox()
        self.field.setAllowEmptyFieldName(True)
        page.add_row(
            self.tr("Class field"),
            self.field,
            f"{single}Field",
            self.tr("The field with the class; empty when all polygons are of one class."),
        )
        self.label = QLineEdit()
        page.add_row(
            self.tr("Class name"),
            self.label,
            f"{single}Label",
            self.tr("The class of all polygons, for example building."),
        )
        self.codes = ClassRasterRows(page, "", f"{single}ClassMap") if takes_rasters else None
        self.classes = ClassTable(has_names=False)
        self.classes.setObjectName(f"{single}Classes")
        page.form.addRow(self.classes)
        self.classes.changed.connect(page.tell)
        self.classes.painted.connect(self._paint)
        self._is_shown = False
        if self.codes is not None:
            self.codes.names.editingFinished.connect(self._list_classes)
        self.layer.layerChanged.connect(self._change_layer)
        self.field.fieldChanged.connect(self._change_field)
        self.label.editingFinished.connect(page.tell)

    def _change_layer(self, _) -> None:
        self.field.setLayer(self._vector)
        if self._vector is not None and not self._page.is_loading:
            self.field.setField(guess_class_field(self._vector, is_chosen=True))
        self._change_field()

    def _change_field(self, *_args) -> None:
        self._list_classes()
        self._page.tell()

    def _paint(self, name: str, color: QColor) -> None:
        paint_class(self._vector, self.field.currentField(), name, color)
        self._list_classes()

    def _list_classes(self) -> None:
        """Show the classes of the layer, as far as they are known before the run."""
        layer, field = self.layer.currentLayer() if self._is_shown else None, ""
        names, colors = [], {}
        if isinstance(layer, QgsVectorLayer):
            field = self.field.currentField()
            names = layer_classes(layer, field)
            colors = label_colors(layer.id(), field, "") if names else {}
        elif isinstance(layer, QgsRasterLayer):
            # Masks keep 0 for the background.
            colors = raster_classes(layer, 1, self.codes.names.text(), has_zero=False)
            names = list(colors)
        self.classes.show_classes(names, colors, is_painted=bool(field))
        self._page.show_row(self.classes, bool(names))

    @property
    def _vector(self) -> QgsVectorLayer | None:
        """The layer, if it is no raster."""
        layer = self.layer.currentLayer()
        return layer if isinstance(layer, QgsVectorLayer) else None

    @property
    def is_given(self) -> bool:
        """Whether a layer is chosen."""
        return self.layer.currentLayer() is not None

    @property
    def lacks_class(self) -> bool:
        """Whether polygons are given, and nothing says what they are."""
        has_class = bool(self.field.currentField() or self.label.text().strip())
        return self._vector is not None and not has_class

    def show(self, is_shown: bool) -> None:
        """Show what there is to say of the layer, if the layout has a place for it."""
        has_fields = is_shown and self._vector is not None
        if is_shown != self._is_shown:
            self._is_shown = is_shown
            self._list_classes()
        self._page.show_row(self.layer, is_shown)
        self._page.show_row(self.field, has_fields)
        self._page.show_row(self.label, has_fields and not self.field.currentField())
        if self.codes is not None:
            self.codes.show(self.layer.currentLayer() if is_shown else None)

    def load(self, layer: QgsMapLayer | None, field: str, label: str, names: str = "") -> None:
        """Set the fields; ``names`` are those of a class raster."""
        self.layer.setLayer(layer)
        self.field.setLayer(self._vector)
        self.field.setField(field)
        self.label.setText(label)
        if self.codes is not None:
            self.codes.names.setText(names)
        self._list_classes()

    def layer_id(self) -> str:
        """The layer's id, empty without one."""
        layer = self.layer.currentLayer()
        return layer.id() if layer is not None else ""

    def class_of_all(self) -> str:
        """The one class of polygons that no field tells; a raster has no such."""
        return self.label.text() if self._vector is not None else ""

    def class_names(self) -> str:
        """Names for the values of a class raster; polygons have no such."""
        layer = self.layer.currentLayer()
        is_raster = self.codes is not None and isinstance(layer, QgsRasterLayer)
        return self.codes.names.text() if is_raster else ""
