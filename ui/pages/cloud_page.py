"""Page 2: clouds."""

from __future__ import annotations

from qgis.core import QgsMapLayerProxyModel, QgsProject
from qgis.gui import QgsMapLayerComboBox, QgsRasterBandComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit

from ...algorithms.base.words import put_into_words
from ...core.clouds.presets import PRESETS, find_preset
from ..rows.dock_page import DockPage
from ..settings.dock_settings import DockSettings
from ..settings.plan_parameters import CLOUD_LAYER, CLOUD_RASTER, MARKS, NO_CLOUDS
from ..widgets.plain_spin_box import PlainSpinBox
from ..widgets.problem import Problem
from .map_looks import CloudLooks
from .mark_controls import MarkControls

# What the list of masks holds besides their names.
_OWN_VALUES = "values"
_OWN_BITS = "bits"


class CloudPage(DockPage):
    """Marks made here, a layer of marks, or a mask raster."""

    NOTE_LINES = 3
    view_changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("", "tilewrightCloudPage")
        self.setTitle(self.tr("2  Clouds"))
        self.source = QComboBox()
        for text, value in (
            (self.tr("keep all tiles"), NO_CLOUDS),
            (self.tr("marked on the map"), MARKS),
            (self.tr("marked in a layer"), CLOUD_LAYER),
            (self.tr("by a cloud mask"), CLOUD_RASTER),
        ):
            self.source.addItem(text, value)
        self.add_row(
            self.tr("Cloudy tiles"),
            self.source,
            "cloudSource",
            self.tr("How cloudy tiles are found. They are left out."),
        )
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.HasGeometry)
        self.layer.setAllowEmptyLayer(True)
        self.add_row(
            self.tr("Cloud layer"),
            self.layer,
            "cloudLayer",
            self.tr("Points, lines or polygons on clouds and their shadows."),
        )
        self.buffer = self._spin(1_000_000, self.tr(" m"))
        self.buffer.setDecimals(2)
        self.add_row(
            self.tr("Distance"),
            self.buffer,
            "cloudBuffer",
            self.tr("Tiles within this distance of a mark are left out as well."),
        )
        self.mask = QgsMapLayerComboBox()
        self.mask.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.mask.setAllowEmptyLayer(True)
        self.add_row(
            self.tr("Cloud mask"),
            self.mask,
            "cloudMask",
            self.tr("A raster that marks clouds: Sentinel-2 SCL, a Landsat quality band, ..."),
        )
        self.band = QgsRasterBandComboBox()
        self.add_row(
            self.tr("Band"), self.band, "cloudBand", self.tr("The band of the cloud mask.")
        )
        self._add_codes()
        self.max_cloud = self._spin(100, " %")
        self.add_row(
            self.tr("Largest cloudy share"),
            self.max_cloud,
            "maxCloud",
            self.tr("Tiles with a larger cloudy share are left out."),
        )
        self.looks = CloudLooks()
        self.looks.changed.connect(self.view_changed)
        self.form.addRow(self.looks)
        self.tools = MarkControls(
            self.tr("Mark Clouds"),
            self.tr(
                "Click or drag over tiles on the map to mark them, again to unmark. Shift: a "
                "rectangle. Ctrl+Z: undo. Esc: end."
            ),
            "markClouds",
            self.place,
        )
        self.mark = self.tools.use
        self.mark.toggled.connect(self._choose_marks)
        self.add_widget(self.tools)
        for box in (self.source, self.preset):
            box.currentIndexChanged.connect(self.tell)
        for box in (self.layer, self.mask):
            box.layerChanged.connect(self.tell)
        self.mask.layerChanged.connect(self.band.setLayer)
        self.band.bandChanged.connect(self.tell)
        for box in (self.buffer, self.max_cloud):
            box.valueChanged.connect(self.tell)
        for line in (self.values, self.bits):
            line.editingFinished.connect(self.tell)

    def _add_codes(self) -> None:
        """What is cloudy in the mask: a kind of mask by name, or values or bits."""
        self.preset = QComboBox()
        self.preset.addItem(self.tr("choose…"), "")
        for preset in PRESETS:
            self.preset.addItem(preset.short_title, preset.name)
            meaning = put_into_words(preset.meaning, {})
            tip = f"{preset.title}: {meaning} ({preset.codes})"
            self.preset.setItemData(self.preset.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.preset.addItem(self.tr("own values"), _OWN_VALUES)
        self.preset.addItem(self.tr("own bits"), _OWN_BITS)
        self.add_row(
            self.tr("Kind of mask"),
            self.preset,
            "cloudPreset",
            self.tr("Which values or bits of the mask are cloudy."),
        )
        self.values = QLineEdit()
        self.values.setPlaceholderText("3,8-10")
        self.add_row(
            self.tr("Cloudy values"),
            self.values,
            "cloudValues",
            self.tr("Mask values that are cloudy, for example 3,8-10 for Sentinel-2 SCL."),
        )
        self.bits = QLineEdit()
        self.bits.setPlaceholderText("3,4")
        self.add_row(
            self.tr("Cloudy bits"),
            self.bits,
            "cloudBits",
            self.tr(
                "Mask bits that mark clouds, for example 3,4 for cloud and cloud shadow, or "
                "8-9=3 for high-confidence cloud, in QA_PIXEL of Landsat Collection 2."
            ),
        )

    @staticmethod
    def _spin(greatest: float, suffix: str) -> PlainSpinBox:
        box = PlainSpinBox()
        box.setRange(0, greatest)
        box.setDecimals(0)
        box.setSuffix(suffix)
        return box

    def _choose_marks(self, active: bool) -> None:
        """Who marks clouds wants the marks to count."""
        if active:
            self.source.setCurrentIndex(self.source.findData(MARKS))

    def on_change(self) -> None:
        source = self.source.currentData()
        self.show_row(self.layer, source == CLOUD_LAYER)
        self.show_row(self.buffer, source in (CLOUD_LAYER, MARKS))
        for widget in (self.mask, self.band, self.preset, self.max_cloud, self.looks):
            self.show_row(widget, source == CLOUD_RASTER)
        for widget, own in ((self.values, _OWN_VALUES), (self.bits, _OWN_BITS)):
            is_chosen = self.preset.currentData() == own
            self.show_row(widget, source == CLOUD_RASTER and is_chosen)

    @property
    def shows_shares(self) -> bool:
        """Whether tiles are to be coloured by their share of cloud."""
        return self.source.currentData() == CLOUD_RASTER and self.looks.shown.isChecked()

    def show_marks(self, are_several: bool = False) -> None:
        """Say what the marks come to, on several images too, and show them while they count."""
        marking = self.tools.marking
        counts = self.source.currentData() == MARKS
        marking.show(counts or marking.is_active)
        if not counts:
            self.tools.show_note("")
            return
        marked = len(marking.marks) - marking.count_elsewhere()
        text = self.tr("Tiles marked: {}").format(marked)
        touched = marking.count_touched(self.buffer.value()) if marked else 0
        if touched is not None and touched != marked:
            # Where tiles overlap, or with a distance, a mark touches its neighbours as well.
            text = self.tr("Tiles marked: {}; tiles they leave out: {}").format(marked, touched)
        if marked and are_several:
            text += "\n" + self.tr("They apply to all images that show the place.")
        self.tools.show_note(text)

    def set_fields(self, settings: DockSettings) -> None:
        project = QgsProject.instance()
        self.source.setCurrentIndex(max(0, self.source.findData(settings.cloud_source)))
        self.layer.setLayer(project.mapLayer(settings.cloud_layer))
        mask = project.mapLayer(settings.cloud_mask)
        self.mask.setLayer(mask)
        self.band.setLayer(mask)
        self.band.setBand(settings.cloud_band)
        self.buffer.setValue(settings.cloud_buffer)
        preset = find_preset(settings.cloud_values)
        self.values.setText("" if preset else settings.cloud_values)
        self.bits.setText(settings.cloud_bits)
        chosen = preset.name if preset else ""
        if not preset and (settings.cloud_values or settings.cloud_bits):
            chosen = _OWN_VALUES if settings.cloud_values else _OWN_BITS
        self.preset.setCurrentIndex(self.preset.findData(chosen))
        self.max_cloud.setValue(settings.max_cloud)

    def save(self, settings: DockSettings) -> None:
        layer, mask = self.layer.currentLayer(), self.mask.currentLayer()
        settings.cloud_source = self.source.currentData()
        settings.cloud_layer = layer.id() if layer is not None else ""
        settings.cloud_mask = mask.id() if mask is not None else ""
        settings.cloud_band = max(1, self.band.currentBand())
        settings.cloud_buffer = self.buffer.value()
        chosen = self.preset.currentData()
        settings.cloud_bits = self.bits.text() if chosen == _OWN_BITS else ""
        settings.cloud_values = self.values.text() if chosen == _OWN_VALUES else ""
        if chosen not in (_OWN_VALUES, _OWN_BITS):
            settings.cloud_values = chosen
        settings.max_cloud = self.max_cloud.value()

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        source = self.source.currentData()
        if source == CLOUD_LAYER and self.layer.currentLayer() is None:
            return Problem(self.layer, self.tr("Choose the layer with the cloud marks."))
        if source == CLOUD_RASTER:
            if self.mask.currentLayer() is None:
                return Problem(self.mask, self.tr("Choose the cloud mask."))
            return self._find_code_problem()
        return None

    def _find_code_problem(self) -> Problem | None:
        chosen = self.preset.currentData()
        if not chosen:
            text = self.tr("Choose the kind of mask, or own values or bits that are cloudy.")
            return Problem(self.preset, text)
        if chosen == _OWN_VALUES and not self.values.text().strip():
            return Problem(self.values, self.tr("Say which values of the mask are cloudy."))
        if chosen == _OWN_BITS and not self.bits.text().strip():
            return Problem(self.bits, self.tr("Say which bits of the mask are cloudy."))
        return None
