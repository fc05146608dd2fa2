"""Fields for the layout of a dataset, and for the labels that it has a place for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QWidget

from ...algorithms.base.words import put_into_words
from ...core.layouts import LAYOUTS
from ...core.layouts.layout import DatasetLayout
from ...core.objects.tile_object import SHAPES
from ..settings.dock_settings import DockSettings
from ..widgets.guess_field import guess_class_field
from ..widgets.note import Note

if TYPE_CHECKING:
    from .dock_page import DockPage


_Filter = QgsMapLayerProxyModel.Filter


class _LabelLayer(QObject):
    """A layer with a field for the class, or one class for all."""

    def __init__(self, page: DockPage, name: str, texts: tuple[str, str], filters) -> None:
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
        self.layer.layerChanged.connect(self._change_layer)
        self.field.fieldChanged.connect(page.tell)
        self.label.editingFinished.connect(page.tell)

    def _change_layer(self, _) -> None:
        self.field.setLayer(self._vector)
        if self._vector is not None and not self._page.is_loading:
            self.field.setField(guess_class_field(self._vector))
        self._page.tell()

    @property
    def _vector(self) -> QgsVectorLayer | None:
        """The layer, if it is no raster."""
        layer = self.layer.currentLayer()
        return layer if isinstance(layer, QgsVectorLayer) else None

    @property
    def is_given(self) -> bool:
        return self.layer.currentLayer() is not None

    @property
    def lacks_class(self) -> bool:
        """Whether polygons are given, and nothing says what they are."""
        has_class = bool(self.field.currentField() or self.label.text().strip())
        return self._vector is not None and not has_class

    def show(self, is_shown: bool) -> None:
        has_fields = is_shown and self._vector is not None
        self._page.show_row(self.layer, is_shown)
        self._page.show_row(self.field, has_fields)
        self._page.show_row(self.label, has_fields and not self.field.currentField())

    def load(self, layer, field: str, label: str) -> None:
        self.layer.setLayer(layer)
        self.field.setLayer(self._vector)
        self.field.setField(field)
        self.label.setText(label)

    def layer_id(self) -> str:
        layer = self.layer.currentLayer()
        return layer.id() if layer is not None else ""


class LayoutRows(QObject):
    """The layout of the folder, and the objects and masks that go beside the images."""

    def __init__(self, page: DockPage) -> None:
        super().__init__(page)
        self._page = page
        self.layout = QComboBox()
        for layout in LAYOUTS.values():
            self.layout.addItem(layout.title, layout.name)
        page.add_row(
            self.tr("Layout"),
            self.layout,
            "layout",
            self.tr("How the folder is arranged, which decides the programs that read it."),
        )
        self.readers = Note("readers")
        page.form.addRow(self.readers)
        self.objects = _LabelLayer(
            page,
            "objects",
            (self.tr("Objects"), self.tr("Polygons of single things, such as buildings.")),
            _Filter.PolygonLayer,
        )
        self.shape = QComboBox()
        self.shape.addItem(self.tr("as usual"), "AUTO")
        names = (self.tr("outlines"), self.tr("boxes"), self.tr("rotated boxes"))
        for text, value in zip(names, SHAPES):
            self.shape.addItem(text, value)
        page.add_row(
            self.tr("Written as"), self.shape, "objectShape", self.tr("The shape that objects get.")
        )
        self.mask = _LabelLayer(
            page,
            "mask",
            (
                self.tr("Masks from"),
                self.tr("A class raster or polygons; each image gets a mask of classes."),
            ),
            _Filter.PolygonLayer | _Filter.RasterLayer,
        )
        self.layout.currentIndexChanged.connect(page.tell)
        self.shape.currentIndexChanged.connect(page.tell)

    @property
    def chosen(self) -> DatasetLayout:
        """The layout that is shown."""
        return LAYOUTS[self.layout.currentData()]

    def show(self) -> None:
        """Show what the layout has a place for."""
        takes = self.chosen.takes
        text = put_into_words(self.chosen.readers, {})
        self.readers.say(f"{text[:1].upper()}{text[1:]}.")
        self.objects.show(bool(takes.shapes))
        self._page.show_row(self.shape, len(takes.shapes) > 1 and self.objects.is_given)
        self.mask.show(takes.has_masks)

    def load(self, settings: DockSettings) -> None:
        """Set the fields."""
        layers = QgsProject.instance()
        self.layout.setCurrentIndex(max(0, self.layout.findData(settings.layout)))
        self.shape.setCurrentIndex(max(0, self.shape.findData(settings.object_shape)))
        self.objects.load(
            layers.mapLayer(settings.objects), settings.object_field, settings.object_label
        )
        self.mask.load(layers.mapLayer(settings.mask), settings.mask_field, settings.mask_label)

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings."""
        settings.layout = self.layout.currentData()
        settings.object_shape = self.shape.currentData()
        settings.objects = self.objects.layer_id()
        settings.object_field = self.objects.field.currentField()
        settings.object_label = self.objects.label.text()
        settings.mask = self.mask.layer_id()
        settings.mask_field = self.mask.field.currentField()
        settings.mask_label = self.mask.label.text()

    def find_problem(self) -> tuple[QWidget, str] | None:
        """A field that is wrong, and what is wrong with it."""
        takes = self.chosen.takes
        for part, is_shown, is_needed, missing in (
            (
                self.objects,
                bool(takes.shapes),
                takes.needs_objects,
                self.tr("Choose the layer with the objects."),
            ),
            (
                self.mask,
                takes.has_masks,
                takes.needs_masks,
                self.tr("Choose the layer that the masks are made from."),
            ),
        ):
            if is_shown and is_needed and not part.is_given:
                return part.layer, missing
            if is_shown and part.lacks_class:
                return part.label, self.tr("Choose the field with the class, or name one class.")
        if takes.formats and self._page.format.currentData() not in takes.formats:
            text = self.tr("This layout takes {}; choose one of them.")
            return self._page.format, text.format(", ".join(takes.formats))
        return None
