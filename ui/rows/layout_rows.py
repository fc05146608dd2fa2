"""Fields for the layout of a dataset, and for the labels that it has a place for."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from qgis.core import QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from ...algorithms.base.words import put_into_words
from ...core.balance.settings import DROP, KEEP, SHARE
from ...core.layouts import LAYOUTS
from ...core.layouts.layout import DatasetLayout
from ...core.objects.tile_object import SHAPES
from ...core.scenes.pairs import NO_PAIRS, PAIRINGS
from ..settings.dock_settings import DockSettings
from ..widgets.note import Note
from ..widgets.wrapped_button import WrappedCheckBox, make_button
from .label_layer import LabelLayer

if TYPE_CHECKING:
    from .dock_page import DockPage


_Filter = QgsMapLayerProxyModel.Filter


class LayoutRows(QObject):
    """The layout of the folder, and the objects, masks and images that go beside the images.

    Attributes:
        has_label_sets: whether tiles are to have several classes each, as another page says.
        has_scenes: whether there are several images, as another page says.
        splits: those that get tiles, as another page says; None before it says.

    Signals: ``split_asked``, when tiles are to be split as the layout needs it.
    """

    split_asked = pyqtSignal()

    def __init__(self, page: DockPage) -> None:
        super().__init__(page)
        self._page = page
        self.has_label_sets = self.has_scenes = False
        self.splits: Collection[str] | None = None
        self.layout = QComboBox()
        for layout in LAYOUTS.values():
            self.layout.addItem(layout.title, layout.name)
        page.add_row(
            self.tr("Layout"),
            self.layout,
            "layout",
            self.tr("How the folder is arranged, which decides which programs can read it."),
        )
        self.readers = Note("readers")
        page.form.addRow(self.readers)
        self.split = make_button(
            "splitForLayout",
            self.tr("Split the Tiles"),
            self.tr("Deals the tiles to the splits that the layout needs, as under Split."),
            self.split_asked.emit,
        )
        page.form.addRow(self.split)
        self._add_objects()
        self.mask = LabelLayer(
            page,
            "mask",
            (
                self.tr("Masks from"),
                self.tr("A class raster or polygons; each image gets a mask of classes."),
            ),
            _Filter.PolygonLayer | _Filter.RasterLayer,
            takes_rasters=True,
        )
        self.blacken = WrappedCheckBox(self.tr("Blacken everything else"))
        self.blacken.setObjectName("blacken")
        self.blacken.setToolTip(
            self.tr("Pixels that no object covers or that have no class in the mask become black.")
        )
        page.form.addRow(self.blacken)
        self.raster2 = QgsMapLayerComboBox()
        self.raster2.setFilters(_Filter.RasterLayer)
        self.raster2.setAllowEmptyLayer(True)
        page.add_row(
            self.tr("Second image"),
            self.raster2,
            "raster2",
            self.tr(
                "The same ground on another date, for change detection: each tile gets a second"
                " image with the same bands and scaling."
            ),
        )
        self.pairs = QComboBox()
        names = (
            self.tr("none"),
            self.tr("each date with the next"),
            self.tr("first with last date"),
        )
        for text, value in zip(names, PAIRINGS):
            self.pairs.addItem(text, value)
        page.add_row(
            self.tr("Pairs"),
            self.pairs,
            "pairs",
            self.tr(
                "For change detection: each tile gets a second image of the same ground from "
                "one of the images with a later date."
            ),
        )
        for box in (self.layout, self.shape, self.empty, self.pairs):
            box.currentIndexChanged.connect(page.tell)
        self.share.valueChanged.connect(page.tell)
        self.blacken.toggled.connect(page.tell)
        self.raster2.layerChanged.connect(page.tell)

    def _add_objects(self) -> None:
        page = self._page
        self.objects = LabelLayer(
            page,
            "objects",
            (self.tr("Objects"), self.tr("Polygons of individual objects, such as buildings.")),
            _Filter.PolygonLayer,
        )
        self.shape = QComboBox()
        self.shape.addItem(self.tr("as usual"), "AUTO")
        names = (self.tr("outlines"), self.tr("boxes"), self.tr("rotated boxes"))
        self._shape_names = dict(zip(SHAPES, names))
        for value, text in self._shape_names.items():
            self.shape.addItem(text, value)
        page.add_row(
            self.tr("Written as"),
            self.shape,
            "objectShape",
            self.tr("The shape in which objects are written."),
        )
        self.empty = QComboBox()
        for text, value in (
            (self.tr("keep all"), KEEP),
            (self.tr("leave out"), DROP),
            (self.tr("share of at most …"), SHARE),
        ):
            self.empty.addItem(text, value)
        page.add_row(
            self.tr("Empty tiles"),
            self.empty,
            "emptyTiles",
            self.tr("What happens to tiles without objects."),
        )
        self.share = QDoubleSpinBox()
        self.share.setRange(0, 100)
        self.share.setDecimals(0)
        self.share.setSuffix(" %")
        page.add_row(
            self.tr("At most"),
            self.share,
            "emptyShare",
            self.tr("Tiles without objects may be at most this share of each split."),
        )

    @property
    def chosen(self) -> DatasetLayout:
        """The layout that is shown."""
        return LAYOUTS[self.layout.currentData()]

    @property
    def needed(self) -> LabelLayer | None:
        """The layer that the layout cannot do without, if any."""
        takes = self.chosen.takes
        return self.objects if takes.needs_objects else self.mask if takes.needs_masks else None

    def show(self) -> None:
        """Show what the layout has a place for."""
        takes = self.chosen.takes
        text = put_into_words(self.chosen.readers, {})
        self.readers.say(f"{text[:1].upper()}{text[1:]}.")
        show_row, has_objects = self._page.show_row, self._has_objects
        show_row(self.split, bool(self._lacking_splits))
        self.objects.show(bool(takes.shapes))
        if takes.shapes:
            usual = self.tr("as usual: {}").format(self._shape_names[takes.shapes[0]])
            self.shape.setItemText(0, usual)
        show_row(self.shape, has_objects and len(takes.shapes) > 1)
        show_row(self.empty, has_objects)
        show_row(self.share, has_objects and self.empty.currentData() == SHARE)
        self.mask.show(takes.has_masks)
        show_row(self.blacken, has_objects or self._has_mask)
        show_row(self.pairs, takes.has_pairs and self.has_scenes)
        show_row(self.raster2, takes.has_pairs and not self._has_pairs)

    @property
    def _lacking_splits(self) -> list[str]:
        """Splits that the layout needs and that get no tiles."""
        needed = self.chosen.takes.needed_splits
        return [] if self.splits is None else [n for n in needed if n not in self.splits]

    @property
    def _has_pairs(self) -> bool:
        """Whether images are paired."""
        return self.has_scenes and self.pairs.currentData() != NO_PAIRS

    @property
    def _has_objects(self) -> bool:
        """Whether objects are given, and have a place."""
        return self.objects.is_given and bool(self.chosen.takes.shapes)

    @property
    def _has_mask(self) -> bool:
        """The same of a mask."""
        return self.mask.is_given and self.chosen.takes.has_masks

    def load(self, settings: DockSettings) -> None:
        """Set the fields."""
        layers = QgsProject.instance()
        self.layout.setCurrentIndex(max(0, self.layout.findData(settings.layout)))
        self.shape.setCurrentIndex(max(0, self.shape.findData(settings.object_shape)))
        self.objects.load(
            layers.mapLayer(settings.objects), settings.object_field, settings.object_label
        )
        self.empty.setCurrentIndex(max(0, self.empty.findData(settings.empty_tiles)))
        self.share.setValue(settings.empty_share)
        self.mask.load(
            layers.mapLayer(settings.mask),
            settings.mask_field,
            settings.mask_label,
            settings.mask_class_map,
        )
        self.blacken.setChecked(settings.blacken)
        self.pairs.setCurrentIndex(max(0, self.pairs.findData(settings.pairs)))
        self.raster2.setLayer(layers.mapLayer(settings.raster2))

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings."""
        settings.layout = self.layout.currentData()
        settings.object_shape = self.shape.currentData()
        settings.objects = self.objects.layer_id()
        settings.object_field = self.objects.field.currentField()
        settings.object_label = self.objects.label.text()
        settings.mask = self.mask.layer_id()
        settings.mask_field = self.mask.field.currentField()
        settings.mask_label = self.mask.class_of_all()
        settings.mask_class_map = self.mask.class_names()
        settings.empty_tiles = self.empty.currentData()
        settings.empty_share = self.share.value()
        settings.blacken = self.blacken.isChecked()
        settings.pairs = self.pairs.currentData()
        second = self.raster2.currentLayer()
        settings.raster2 = second.id() if second is not None else ""

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
        if takes.one_kind and self._has_objects and self._has_mask:
            text = self.tr(
                "{} takes objects or masks, not both: choose the empty entry in one of the two."
            )
            return self.mask.layer, text.format(self.chosen.title)
        is_drawn = self._page.scaling.currentData() == "STYLE"
        has_second = takes.has_pairs and not self._has_pairs
        if is_drawn and has_second and self.raster2.currentLayer() is not None:
            text = self.tr(
                "The map's style belongs to one image; choose another scaling for two images."
            )
            return self._page.scaling, text
        if self.has_label_sets and not takes.has_label_sets:
            text = self.tr("This layout cannot hold several classes per tile; choose {}.")
            places = (each.title for each in LAYOUTS.values() if each.takes.has_label_sets)
            return self.layout, text.format(", ".join(places))
        if self._lacking_splits:
            text = self.tr(
                "{} needs tiles in {}, and none go to {}: press Split the Tiles, or change page 4."
            )
            needed, lacking = map(" + ".join, (takes.needed_splits, self._lacking_splits))
            return self.layout, text.format(self.chosen.title, needed, lacking)
        if takes.formats and self._page.format.currentData() not in takes.formats:
            text = self.tr("This layout takes {}; choose one of them.")
            return self._page.format, text.format(", ".join(takes.formats))
        return None
