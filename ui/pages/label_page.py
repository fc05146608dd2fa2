"""Page 3: labels."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QPushButton

from ...core.tiles.table import TILE_ID
from ..map.tile_preview import CLASS, LegendRow
from ..settings.dock_settings import DockSettings
from ..widgets.guess_field import guess_class_field
from ..widgets.narrow_row import NarrowRow
from .dock_page import DockPage, Problem
from .mark_controls import MarkControls
from .tile_legend import TileLegend


class LabelPage(DockPage):
    """Label layer, rule, the name of the rest, and corrections by hand."""

    new_layer_asked = pyqtSignal()
    ambiguous_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("", "tilewrightLabelPage")
        self.setTitle(self.tr("3  Labels"))
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.layer.setAllowEmptyLayer(True)
        self.add_row(
            self.tr("Labels"),
            self.layer,
            "labels",
            self.tr("Polygons that tell what is where; empty for tiles without labels."),
        )
        self.new_layer = QPushButton(self.tr("New Label Layer…"))
        self.new_layer.setObjectName("newLabelLayer")
        self.new_layer.setToolTip(
            self.tr("Makes a GeoPackage with class and colour fields, ready to draw in.")
        )
        self.form.addRow(self.new_layer)
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
        self.predicate = QComboBox()
        for text, value in (
            (self.tr("a polygon touches it"), "INTERSECTS"),
            (self.tr("it lies inside"), "WITHIN"),
            (self.tr("its centre lies inside"), "CENTROID"),
            (self.tr("largest share"), "LARGEST"),
            (self.tr("share of at least …"), "COVERAGE"),
        ):
            self.predicate.addItem(text, value)
        self.add_row(
            self.tr("A tile is of it when"),
            self.predicate,
            "predicate",
            self.tr("The rule by which a tile gets its class."),
        )
        self.coverage = QDoubleSpinBox()
        self.coverage.setRange(0, 100)
        self.coverage.setDecimals(0)
        self.coverage.setSuffix(" %")
        self.add_row(
            self.tr("Least share"),
            self.coverage,
            "minCoverage",
            self.tr("Share of the tile that its class must cover."),
        )
        self.other = QLineEdit()
        self.other.setPlaceholderText(self.tr("left out"))
        self.add_row(
            self.tr("All other tiles"),
            self.other,
            "otherLabel",
            self.tr("The class of tiles that belong to none, for example non_urban."),
        )
        self._make_tools()
        self.legend = TileLegend()
        self.legend.setObjectName("tileLegend")
        self.legend.setAccessibleName(self.tr("Tiles by class, and those left out by reason"))
        self.add_widget(self.legend)
        self.layer.layerChanged.connect(self._change_layer)
        self.field.fieldChanged.connect(self.tell)
        self.predicate.currentIndexChanged.connect(self.tell)
        self.coverage.valueChanged.connect(self.tell)
        for line in (self.label, self.other):
            line.editingFinished.connect(self.tell)

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
                "Click or drag over tiles on the map to give them this class, again to take it "
                "back. Shift: a rectangle. Ctrl+Z: undo. Esc: leave."
            ),
            "correctLabels",
        )
        self.edit = self.tools.use
        self.add_widget(self.tools)
        self.edit_class.editTextChanged.connect(lambda _: self.tools.show_hint(""))
        self.new_layer.clicked.connect(self.new_layer_asked)
        self.ambiguous = QCheckBox(self.tr("Dash ambiguous tiles"))
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

    def _change_layer(self, layer) -> None:
        self.field.setLayer(layer)
        if layer is not None and not self._loading:
            self.field.setField(guess_class_field(layer))
        self.tell()

    def on_change(self) -> None:
        has_layer = self.layer.currentLayer() is not None
        for widget in (self.field, self.predicate):
            self.show_row(widget, has_layer)
        self.show_row(self.label, has_layer and not self.field.currentField())
        is_coverage = self.predicate.currentData() == "COVERAGE"
        self.show_row(self.coverage, has_layer and is_coverage)

    @staticmethod
    def guess() -> tuple[str, str]:
        """The polygon layer that most likely holds the labels, and its field; else empty."""
        for layer in QgsProject.instance().mapLayers().values():
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

    def _offer(self, names: list[str]) -> None:
        """Change the list of classes under the hands of somebody who may be typing."""
        box, line = self.edit_class, self.edit_class.lineEdit()
        if names == [box.itemText(k) for k in range(box.count())] or box.view().isVisible():
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
        layer = QgsProject.instance().mapLayer(settings.labels)
        self.layer.setLayer(layer)
        self.field.setLayer(layer)
        self.field.setField(settings.label_field)
        self.label.setText(settings.label)
        self.predicate.setCurrentIndex(max(0, self.predicate.findData(settings.predicate)))
        self.coverage.setValue(settings.min_coverage)
        self.other.setText(settings.other_label)
        # The classes of another project are none of this one's.
        self.edit_class.clear()

    def save(self, settings: DockSettings) -> None:
        layer = self.layer.currentLayer()
        settings.labels = layer.id() if layer is not None else ""
        settings.label_field = self.field.currentField() if layer is not None else ""
        settings.label = self.label.text()
        settings.predicate = self.predicate.currentData()
        settings.min_coverage = self.coverage.value()
        settings.other_label = self.other.text()

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        if self.layer.currentLayer() is None:
            return None
        if not self.field.currentField() and not self.label.text().strip():
            return Problem(
                self.field,
                self.tr("Choose the field with the class, or name one class for all polygons."),
            )
        return None
