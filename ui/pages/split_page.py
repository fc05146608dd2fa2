"""Page 4: train, val and test."""

from __future__ import annotations

import json

from qgis.core import QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...core.split.methods.blocks import BlocksMethod
from ...core.split.methods.single import RandomMethod
from ...core.split.request import METHODS, SplitRequest
from ...core.tiles.words import SPLITS
from ..rows.dock_page import DockPage
from ..settings.dock_settings import DockSettings
from ..settings.plan_parameters import NO_SPLIT
from ..widgets.method_list import MethodList
from ..widgets.narrow_row import NarrowRow
from ..widgets.plain_spin_box import PlainSpinBox
from ..widgets.problem import Problem
from ..widgets.split_table import SplitTable
from ..widgets.wrapped_button import WrappedCheckBox

_FAR = 1_000_000


class SplitPage(DockPage):
    """How tiles are assigned to splits, and what comes of it."""

    view_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("", "tilewrightSplitPage")
        self.setTitle(self.tr("4  Split"))
        self._dealt: dict[str, int] = {}
        self.method = MethodList()
        self.add_row(
            self.tr("Split by"),
            self.method,
            "splitMethod",
            self.tr(
                "How tiles are assigned to train, val and test. Neighbours look alike: bands "
                "and blocks keep them in one split. Overlapping tiles always stay together."
            ),
        )
        self.shares = dict(zip(SPLITS, (self._make_share(name) for name in SPLITS)))
        self._shares_row = self._make_shares_row()
        self.form.addRow(self._shares_row)
        self._make_method_rows()
        self._make_distance_rows()
        self.note = self.add_note("splitNote")
        self.on_map = WrappedCheckBox(self.tr("Show splits on the map"))
        self.on_map.setObjectName("showSplits")
        self.on_map.setToolTip(self.tr("Colours the tiles by split; else by class."))
        self.on_map.setChecked(True)
        self.on_map.toggled.connect(self.view_changed)
        self.add_widget(self.on_map)
        self.table = SplitTable()
        self.table.setObjectName("splitTable")
        self.table.setAccessibleName(self.tr("Requested and achieved shares of the splits"))
        self.add_widget(self.table, is_below=True)
        self._connect()

    def _make_share(self, name: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setObjectName(f"share_{name}")
        box.setAccessibleName(self.tr("Share of {}").format(name))
        box.setToolTip(self.tr("Percent of the tiles that {} should get.").format(name))
        box.setRange(0, 100)
        box.setDecimals(0)
        box.setSuffix(" %")
        return box

    def _make_shares_row(self) -> QWidget:
        row = NarrowRow()
        for name, box in self.shares.items():
            share = QWidget()
            column = QVBoxLayout(share)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(1)
            caption = QLabel(name)
            caption.setBuddy(box)
            column.addWidget(caption)
            column.addWidget(box)
            row.add(share, 1)
            # Three of them stand side by side in 300 pixels.
            box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
            self._tame(box, box.accessibleName())
        return row

    def _make_method_rows(self) -> None:
        self.band_count = QSpinBox()
        self.band_count.setRange(2, 1000)
        self.add_row(
            self.tr("Number of bands"),
            self.band_count,
            "bandCount",
            self.tr("More bands match the shares better but have more edges."),
        )
        self.angle = QDoubleSpinBox()
        self.angle.setRange(-180, 180)
        self.angle.setDecimals(0)
        self.angle.setSuffix("°")
        self.add_row(
            self.tr("Direction of bands"),
            self.angle,
            "bandAngle",
            self.tr("0: west to east. 90: south to north."),
        )
        self.block_size = PlainSpinBox()
        self.block_size.setRange(0, _FAR)
        self.block_size.setSuffix(" m")
        self.block_size.setSpecialValueText(self.tr("automatic"))
        self.add_row(
            self.tr("Side of a block"),
            self.block_size,
            "blockSize",
            self.tr("Larger than the distance over which the ground looks alike."),
        )
        self._of_methods = {
            "BAND_COUNT": self.band_count,
            "ANGLE": self.angle,
            "BLOCK_SIZE": self.block_size,
        }
        self.groups = QgsMapLayerComboBox()
        self.groups.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.groups.setAllowEmptyLayer(True)
        self.add_row(
            self.tr("Keep together"),
            self.groups,
            "splitGroups",
            self.tr(
                "Polygons such as communes or fields: all tiles of one go to the same split. Empty "
                "for none."
            ),
        )
        self.group_field = QgsFieldComboBox()
        self.group_field.setAllowEmptyFieldName(True)
        self.add_row(
            self.tr("Name of the group"),
            self.group_field,
            "groupField",
            self.tr("The field that tells which polygons are one group."),
        )

    def _make_distance_rows(self) -> None:
        self.buffer = PlainSpinBox()
        self.buffer.setRange(0, _FAR)
        self.buffer.setSuffix(" m")
        self.buffer.setSpecialValueText(self.tr("none"))
        self.add_row(
            self.tr("Minimum distance between splits"),
            self.buffer,
            "splitBuffer",
            self.tr("Tiles closer than this to a tile of another split are left out."),
        )
        self.auto = self._make_check(
            self.tr("Distance from the labels"),
            "splitBufferAuto",
            self.tr(
                "Measures up to what distance tiles tend to have the same class, and keeps "
                "that distance."
            ),
        )
        self.stratify = self._make_check(
            self.tr("Keep class shares alike"),
            "splitStratify",
            self.tr("Gives each class the requested share in every split, if possible."),
        )
        self.overlap = self._make_check(
            self.tr("Splits may overlap"),
            "allowOverlap",
            self.tr(
                "The same pixels can then be in both train and test, which makes scores too good."
            ),
        )
        self.seed = QSpinBox()
        self.seed.setRange(0, 2_000_000_000)
        self.add_row(
            self.tr("Seed"),
            self.seed,
            "splitSeed",
            self.tr("Another number gives another split; the same number gives the same split."),
        )

    def _make_check(self, text: str, name: str, tip: str) -> QCheckBox:
        box = WrappedCheckBox(text)
        box.setObjectName(name)
        box.setToolTip(tip)
        self.form.addRow(box)
        return box

    def _connect(self) -> None:
        self.method.currentIndexChanged.connect(self.tell)
        self.groups.layerChanged.connect(self._change_groups)
        self.group_field.fieldChanged.connect(self.tell)
        for box in (*self.shares.values(), self.band_count, self.angle, self.block_size):
            box.valueChanged.connect(self.tell)
        for box in (self.buffer, self.seed):
            box.valueChanged.connect(self.tell)
        for box in (self.auto, self.stratify, self.overlap):
            box.toggled.connect(self.tell)

    def _change_groups(self, layer) -> None:
        self.group_field.setLayer(layer)
        if layer is not None and not self._loading and layer.fields():
            self.group_field.setField(layer.fields()[0].name())
        self.tell()

    def on_change(self) -> None:
        self._dealt = {}
        method = METHODS.get(self.method.currentData())
        has_split = method is not None
        for widget in (self._shares_row, self.groups, self.buffer, self.auto, self.stratify):
            self.show_row(widget, has_split)
        for widget in (self.overlap, self.seed):
            self.show_row(widget, has_split)
        needed = method.parameters if method is not None else ()
        for name, widget in self._of_methods.items():
            self.show_row(widget, name in needed)
        self.show_row(self.group_field, has_split and self.groups.currentLayer() is not None)
        self.on_map.setVisible(has_split)
        self.table.reserve(has_split)
        if not has_split:
            self.show_report(None)

    @property
    def is_on_map(self) -> bool:
        """Whether tiles are to be coloured by split."""
        return self.method.currentData() != NO_SPLIT and self.on_map.isChecked()

    @property
    def used(self) -> list[str]:
        """The splits that get tiles, as far as it is known."""
        if self.method.currentData() == NO_SPLIT:
            return []
        shared = [name for name, box in self.shares.items() if box.value() > 0]
        return [name for name in shared if self._dealt.get(name, 1)]

    def propose(self) -> None:
        """Give each split its usual share, by another method where this one leaves some without."""
        method = self.method.currentData()
        self._loading = True
        if method == NO_SPLIT or self.method.lacks_scenes:
            self.method.choose(BlocksMethod.name)
        elif all(box.value() > 0 for box in self.shares.values()):
            is_blocks = method == BlocksMethod.name
            self.method.choose(RandomMethod.name if is_blocks else BlocksMethod.name)
        for box, share in zip(self.shares.values(), SplitRequest.shares):
            box.setValue(share)
        self._loading = False
        self.tell()

    def show_report(self, results: dict | None) -> None:
        """Asked and achieved shares of a dry run."""
        self._dealt = json.loads((results or {}).get("SPLIT_COUNTS") or "{}")
        text = (results or {}).get("SPLIT_REPORT", "")
        facts = json.loads(text) if text else {}
        counts = (results or {}).get("CLASS_COUNTS", "")
        self.table.show_shares(facts, list(json.loads(counts)) if counts else ())
        notes = []
        if facts.get("buffer"):
            notes.append(self.tr("Minimum distance between splits: {:g} m").format(facts["buffer"]))
        if facts.get("block_size"):
            notes.append(self.tr("Side of a block: {:.5g} m").format(facts["block_size"]))
        self.note.say("\n".join(notes))

    def set_fields(self, settings: DockSettings) -> None:
        self.method.choose(settings.split_method)
        for name, box in self.shares.items():
            box.setValue(getattr(settings, f"share_{name}"))
        self.band_count.setValue(settings.band_count)
        self.angle.setValue(settings.band_angle)
        self.block_size.setValue(settings.block_size)
        layer = QgsProject.instance().mapLayer(settings.split_groups)
        self.groups.setLayer(layer)
        self.group_field.setLayer(layer)
        self.group_field.setField(settings.group_field)
        self.buffer.setValue(settings.split_buffer)
        self.auto.setChecked(settings.split_buffer_auto)
        self.stratify.setChecked(settings.split_stratify)
        self.overlap.setChecked(settings.allow_overlap)
        self.seed.setValue(settings.split_seed)

    def save(self, settings: DockSettings) -> None:
        settings.split_method = self.method.currentData()
        for name, box in self.shares.items():
            setattr(settings, f"share_{name}", box.value())
        settings.band_count = self.band_count.value()
        settings.band_angle = self.angle.value()
        settings.block_size = self.block_size.value()
        layer = self.groups.currentLayer()
        settings.split_groups = layer.id() if layer is not None else ""
        settings.group_field = self.group_field.currentField() if layer is not None else ""
        settings.split_buffer = self.buffer.value()
        settings.split_buffer_auto = self.auto.isChecked()
        settings.split_stratify = self.stratify.isChecked()
        settings.allow_overlap = self.overlap.isChecked()
        settings.split_seed = self.seed.value()

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        method = METHODS.get(self.method.currentData())
        if method is None:
            return None
        if self.method.lacks_scenes:
            return Problem(
                self.method,
                self.tr("Whole scenes need several images; add some, or split another way."),
            )
        total = sum(box.value() for box in self.shares.values())
        if total != 100:
            text = self.tr("The shares add up to {:g} %; make it 100.")
            return Problem(self._shares_row, text.format(total))
        if self.groups.currentLayer() is None:
            if method.needs_groups:
                return Problem(self.groups, self.tr("Choose the layer with the groups."))
        elif not self.group_field.currentField():
            return Problem(self.group_field, self.tr("Choose the field with the group."))
        return None
