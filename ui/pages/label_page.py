"""Page 3: labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import (
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QInputDialog,
    QLineEdit,
)

from ...core.tiles.table import TILE_ID
from ..labels.class_order import ClassOrder
from ..labels.class_table import ClassTable
from ..labels.label_buttons import LabelButtons
from ..labels.new_label_layer import add_class, is_ours
from ..map.label_colors import label_colors, layer_classes, paint_class, raster_classes
from ..map.tile_preview import CLASS, LegendRow
from ..review.review_panel import ReviewPanel
from ..rows.class_rule import ClassRule
from ..rows.dock_page import DockPage
from ..rows.label_layer import ClassRasterRows
from ..settings.dock_settings import DockSettings
from ..widgets.guess_field import guess_class_field
from ..widgets.narrow_row import NarrowRow
from ..widgets.problem import Problem
from ..widgets.tile_legend import TileLegend
from ..widgets.wrapped_button import WrappedButton, WrappedCheckBox
from .mark_controls import MarkControls


class LabelPage(DockPage):
    """Label layer, rule, the name of the rest, and corrections by hand."""

    ambiguous_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("", "tilewrightLabelPage")
        self.setTitle(self.tr("3  Labels"))
        self.layer = QgsMapLayerComboBox()
        kinds = QgsMapLayerProxyModel.Filter
        self.layer.setFilters(kinds.PolygonLayer | kinds.RasterLayer)
        self.layer.setAllowEmptyLayer(True)
        self.add_row(
            self.tr("Labels"),
            self.layer,
            "labels",
            self.tr(
                "Polygons or a class raster that say what is where; empty for tiles without labels."
            ),
        )
        self.buttons = LabelButtons()
        self.buttons.opened.connect(self.take)
        self.form.addRow(self.buttons)
        self.add_class = WrappedButton(self.tr("Add Class…"))
        self.add_class.setObjectName("addClass")
        self.add_class.setToolTip(
            self.tr("Another class for the polygons that you draw, with its own colour.")
        )
        self.add_class.clicked.connect(self._add_class)
        self.form.addRow(self.add_class)
        self.field = QgsFieldComboBox()
        self.field.setAllowEmptyFieldName(True)
        self.add_row(
            self.tr("Class field"),
            self.field,
            "labelField",
            self.tr("The field with the class; empty when all polygons are of one class."),
        )
        self.label = QLineEdit()
        self.add_row(
            self.tr("Class name"),
            self.label,
            "label",
            self.tr("The class of all polygons, for example urban."),
        )
        self.codes = ClassRasterRows(self, "labelBand", "classMap")
        self.classes = ClassTable()
        self.classes.setObjectName("classTable")
        self.form.addRow(self.classes)
        self.classes.changed.connect(self.tell)
        self.classes.painted.connect(self._paint)
        self.raster_classes = ClassTable(has_names=False)
        self.raster_classes.setObjectName("rasterClasses")
        self.form.addRow(self.raster_classes)
        self.raster_classes.changed.connect(self.tell)
        self.order = ClassOrder(self)
        for table in (self.classes, self.raster_classes):
            self.order.add(table)
        self.codes.names.editingFinished.connect(self._list_raster_classes)
        self.codes.band.bandChanged.connect(self._list_raster_classes)
        self.rule = ClassRule(self)
        self.predicate, self.coverage = self.rule.predicate, self.rule.coverage
        self.other = self.rule.other
        self._make_tools()
        self.review = ReviewPanel()
        self.add_widget(self.review)
        self.legend = TileLegend()
        self.legend.setObjectName("tileLegend")
        self.legend.setAccessibleName(self.tr("Tiles by class, and those left out by reason"))
        self.add_widget(self.legend)
        self.layer.layerChanged.connect(self._change_layer)
        self.field.fieldChanged.connect(self._change_field)
        self.label.editingFinished.connect(self.tell)

    def _make_tools(self) -> None:
        self.edit_class = QComboBox()
        self.edit_class.setEditable(True)
        self.edit_class.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.add_row(
            self.tr("Correct to"),
            self.edit_class,
            "editClass",
            self.tr("The class that tiles get when you correct them on the map."),
        )
        self.tools = MarkControls(
            self.tr("Correct Labels"),
            self.tr(
                "Click or drag over tiles on the map to give them this class, again to undo it."
                " Shift: a rectangle. Ctrl+Z: undo. Esc: end."
            ),
            "correctLabels",
        )
        self.edit = self.tools.use
        self.add_widget(self.tools)
        self.edit_class.editTextChanged.connect(lambda _: self.tools.review())
        self.ambiguous = WrappedCheckBox(self.tr("Dash ambiguous tiles"))
        self.ambiguous.setObjectName("showAmbiguous")
        self.ambiguous.setToolTip(
            self.tr("Dashes tiles whose second class is nearly as large as their first.")
        )
        self.gap = QDoubleSpinBox()
        self.gap.setObjectName("ambiguousGap")
        self.gap.setAccessibleName(self.tr("Largest difference of an ambiguous tile"))
        self.gap.setRange(0, 100)
        self.gap.setDecimals(0)
        self.gap.setValue(20)
        self.gap.setSuffix(" %")
        row = NarrowRow()
        row.add(self.ambiguous, 1)
        row.add(self.gap)
        self.add_widget(row)
        self.ambiguous.toggled.connect(self.ambiguous_changed)
        self.gap.valueChanged.connect(self.ambiguous_changed)

    @property
    def polygons(self) -> QgsVectorLayer | None:
        """The label layer, if it is no raster."""
        layer = self.layer.currentLayer()
        return layer if isinstance(layer, QgsVectorLayer) else None

    @property
    def has_label_sets(self) -> bool:
        """Whether tiles are to have several classes each."""
        return self.layer.currentLayer() is not None and self.rule.multi.isChecked()

    def _change_layer(self, layer) -> None:
        self.field.setLayer(self.polygons)
        self._read_raster(layer)
        if not self._loading:
            # The classes of other labels are none of these.
            self.edit_class.clear()
        if self.polygons is not None and not self._loading:
            self.field.setField(guess_class_field(layer, is_chosen=True))
        self._change_field()

    def take(self, layer: QgsMapLayer, field: str = "", label: str = "", names: str = "") -> None:
        """Make a layer the labels; without a field or a label, its class field is guessed."""
        self._gone.pop(self.layer, None)
        self.layer.setLayer(layer)
        if field or label:
            self.field.setField(field)
            self.label.setText(label)
        if names:
            self.codes.names.setText(names)
        self.tell()

    def _change_field(self, *_args) -> None:
        if not self._loading:
            self.list_classes("")
        self.tell()

    def _read_raster(self, layer) -> None:
        """Offer what goes with a class raster, or with polygons."""
        is_raster = isinstance(layer, QgsRasterLayer)
        self.codes.band.setLayer(layer if is_raster else None)
        self._list_raster_classes()
        self.rule.choose_kind(is_raster)

    def _list_raster_classes(self, *_args) -> None:
        """Show the classes of a raster, as far as they have names."""
        layer = self.layer.currentLayer()
        found = {}
        if isinstance(layer, QgsRasterLayer):
            band = max(1, self.codes.band.currentBand())
            found = raster_classes(layer, band, self.codes.names.text())
        self.raster_classes.show_classes(list(found), found, is_painted=False)
        self.show_row(self.raster_classes, bool(found))

    def _paint(self, name: str, color: QColor) -> None:
        paint_class(self.polygons, self.field.currentField(), name, color)
        self.list_classes()

    def list_classes(self, text: str | None = None) -> None:
        """Show the classes of the polygons, with the names that a text gives; else those given."""
        layer, field = self.polygons, self.field.currentField()
        names = layer_classes(layer, field)
        colors = label_colors(layer.id(), field, "") if names else {}
        self.classes.show_classes(names, colors, self.classes.text() if text is None else text)
        self.show_row(self.classes, bool(names))

    def _add_class(self) -> None:
        text, is_given = QInputDialog.getText(
            self, self.tr("Add Class"), self.tr("Name of the class:")
        )
        # The layer may have been removed while the question stood.
        if is_given and text.strip() and is_ours(self.layer.currentLayer()):
            add_class(self.layer.currentLayer(), text.strip())
            self.tell()

    def on_change(self) -> None:
        layer = self.layer.currentLayer()
        self.show_row(self.add_class, is_ours(layer))
        has_polygons = self.polygons is not None
        self.show_row(self.field, has_polygons)
        self.show_row(self.label, has_polygons and not self.field.currentField())
        self.codes.show(layer)
        self.rule.show(layer is not None)

    @staticmethod
    def guess(layers: Iterable[QgsMapLayer] | None = None) -> tuple[str, str]:
        """The first layer of polygons with a class, and its field; else empty.

        Args:
            layers: to choose from; None for all of the project.
        """
        for layer in QgsProject.instance().mapLayers().values() if layers is None else layers:
            if isinstance(layer, QgsVectorLayer) and (
                layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
                and layer.fields().lookupField(TILE_ID.name) < 0
            ):
                field = guess_class_field(layer)
                if field:
                    return layer.id(), field
        return "", ""

    def ambiguous_gap(self) -> float | None:
        """Points between first and second class at which tiles are shown, None when not."""
        return self.gap.value() if self.ambiguous.isChecked() else None

    def show_legend(self, rows: Sequence[LegendRow]) -> None:
        """List the tiles on the map, and offer their classes for corrections."""
        self.legend.show_rows(rows)
        given = (self.label.text().strip(), self.other.text().strip())
        names = {row.text for row in rows if row.kind == CLASS}
        self._offer(sorted(names.union(given) - {""}))

    def known_classes(self) -> list[str]:
        """The classes of the labels so far."""
        return [self.edit_class.itemText(k) for k in range(self.edit_class.count())]

    def _offer(self, names: list[str]) -> None:
        """Change the list of classes under the hands of somebody who may be typing."""
        box, line = self.edit_class, self.edit_class.lineEdit()
        known = self.known_classes()
        if names == known or box.view().isVisible():
            return
        text, place, is_first = line.text(), line.cursorPosition(), box.count() == 0
        chosen = (line.selectionStart(), len(line.selectedText()))
        box.blockSignals(True)
        box.clear()
        box.addItems(names)
        if text or not is_first:
            box.setCurrentIndex(
                box.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
            )
            box.setEditText(text)
            line.setCursorPosition(place)
            if chosen[0] >= 0:
                line.setSelection(*chosen)
        else:
            line.setCursorPosition(0)
        box.blockSignals(False)

    def show_marks(self) -> None:
        """Say what the corrections come to."""
        marking = self.tools.marking
        edits = len(marking.marks) - marking.count_elsewhere()
        self.tools.show_note(self.tr("Tiles corrected: {}").format(edits) if edits else "")

    def set_fields(self, settings: DockSettings) -> None:
        layer = QgsProject.instance().mapLayer(settings.labels or settings.label_raster)
        self.layer.setLayer(layer)
        if layer is None and settings.label_raster:
            self._gone[self.layer] = ""
        self.field.setLayer(self.polygons)
        self.field.setField(settings.label_field)
        self.label.setText(settings.label)
        self._read_raster(layer)
        self.codes.band.setBand(settings.label_band)
        self.codes.names.setText(settings.class_map)
        self.order.load(settings.class_order)
        self._list_raster_classes()
        self.list_classes(settings.class_map)
        self.rule.load(settings)
        # The classes of another project are none of this one's.
        self.edit_class.clear()

    def save(self, settings: DockSettings) -> None:
        layer, polygons = self.layer.currentLayer(), self.polygons
        settings.labels = polygons.id() if polygons is not None else ""
        settings.label_field = self.field.currentField() if polygons is not None else ""
        settings.label = self.label.text()
        is_raster = isinstance(layer, QgsRasterLayer)
        settings.label_raster = layer.id() if is_raster else ""
        settings.label_band = max(1, self.codes.band.currentBand())
        settings.class_map = (self.codes.names if polygons is None else self.classes).text()
        settings.class_order = self.order.text()
        self.rule.save(settings)

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        if self.polygons is None:
            return None
        if not self.field.currentField() and not self.label.text().strip():
            return Problem(
                self.field,
                self.tr("Choose the field with the class, or name one class for all polygons."),
            )
        return None
