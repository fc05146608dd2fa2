"""Page 5: the dataset's files."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtWidgets import QComboBox, QSpinBox

from ...core.formats import FORMATS
from ...core.scenes.image_facts import ImageFacts
from ..image.band_field import BandField
from ..image.index_field import IndexField
from ..rows.dock_page import DockPage
from ..rows.folder_rows import FolderRows
from ..rows.layout_rows import LayoutRows
from ..rows.scaling_rows import ScalingRows
from ..settings.dock_settings import DockSettings
from ..widgets.problem import Problem
from ..widgets.wrapped_button import WrappedCheckBox


class ExportPage(DockPage):
    """Folder, format, bands, scaling and names."""

    NOTE_LINES = 6

    def __init__(self) -> None:
        super().__init__("", "tilewrightExportPage")
        self.setTitle(self.tr("5  Export"))
        self.folder_rows = FolderRows(self)
        self.output = self.folder_rows.output
        self.layout_rows = LayoutRows(self)
        self.format = self._add_choice(
            self.tr("Format"),
            "format",
            self.tr("JPEG and PNG are pictures; GeoTIFF and NumPy keep values and all bands."),
            [(spec.title, spec.name) for spec in FORMATS.values()],
        )
        self.bands = BandField()
        self.add_row(
            self.tr("Bands"),
            self.bands,
            "bands",
            self.tr("The bands of the tiles, in the order in which they are written."),
        )
        self.indices = IndexField()
        self.add_row(
            self.tr("Indices"),
            self.indices,
            "indices",
            self.tr("Computed from the image's bands and written after them."),
        )
        self.scaling_rows = ScalingRows(self)
        self.scaling = self.scaling_rows.scaling
        self.quality = QSpinBox()
        self.quality.setRange(1, 100)
        self.add_row(
            self.tr("JPEG quality"),
            self.quality,
            "quality",
            self.tr("From 1 (small files) to 100."),
        )
        self.compress = WrappedCheckBox(self.tr("Compress without loss"))
        self.compress.setObjectName("compress")
        self.compress.setToolTip(
            self.tr("Without it files are larger, and faster to write and read.")
        )
        self.form.addRow(self.compress)
        self.naming = self._add_choice(
            self.tr("File names"),
            "naming",
            self.tr(
                "How the images are named: by the tile's place in the grid, such as "
                "urban_r00012_c00034, or counted, such as urban_001."
            ),
            ((self.tr("by place"), "TILE_ID"), (self.tr("counted"), "SEQUENCE")),
        )
        self.warning = self.add_note("previewProblem")
        self.summary = self.add_note("summary")
        for field in (self.bands, self.indices):
            field.changed.connect(self.tell)
        self.quality.valueChanged.connect(self.tell)
        self.compress.toggled.connect(self.tell)

    def offer_scenes(self, several: bool) -> None:
        """Show what is for several images."""
        self.layout_rows.has_scenes = several
        self.scaling_rows.show(several)
        self.indices.tell_scenes(several)

    def offer_image(self, facts: ImageFacts | None, meanings: Mapping[str, int]) -> None:
        """Offer the bands of the image by their names, what is computed of them, and a scaling."""
        if facts is None:
            return
        self.indices.offer(facts, meanings)
        changes = self.bands.offer(facts, self._is_picture), self.scaling_rows.offer(facts)
        if any(changes):
            self.tell()

    def keep(self, is_kept: bool) -> None:
        """Say whether what was loaded stays for the image that it was loaded with."""
        self.bands.is_kept = self.scaling_rows.is_kept = is_kept

    @property
    def _is_picture(self) -> bool:
        return FORMATS[self.format.currentData()].is_picture

    def _add_choice(self, label: str, name: str, tip: str, entries) -> QComboBox:
        box = QComboBox()
        for text, value in entries:
            box.addItem(text, value)
        box.currentIndexChanged.connect(self.tell)
        return self.add_row(label, box, name, tip)

    def on_change(self) -> None:
        self.folder_rows.show()
        self.layout_rows.show()
        self.bands.propose(self._is_picture)
        spec = FORMATS[self.format.currentData()]
        self.show_row(self.quality, spec.has_quality)
        self.show_row(self.compress, spec.has_compression)
        self.scaling_rows.show(self.layout_rows.has_scenes)

    def set_fields(self, settings: DockSettings) -> None:
        self.folder_rows.load(settings)
        self.format.setCurrentIndex(max(0, self.format.findData(settings.format)))
        self.bands.setText(settings.bands)
        self.indices.load(settings.indices, settings.band_meanings, settings.reflectance)
        self.scaling_rows.load(settings)
        self.quality.setValue(settings.quality)
        self.compress.setChecked(settings.compress)
        self.naming.setCurrentIndex(max(0, self.naming.findData(settings.naming)))
        self.layout_rows.load(settings)

    def forget_folder(self) -> None:
        """Replacing or continuing a dataset is decided each time anew."""
        self.folder_rows.forget()

    def save(self, settings: DockSettings) -> None:
        self.folder_rows.save(settings)
        settings.format = self.format.currentData()
        settings.bands = self.bands.text()
        settings.indices = self.indices.text()
        settings.band_meanings = self.indices.meanings_text()
        settings.reflectance = self.indices.reflectance_text()
        self.scaling_rows.save(settings)
        settings.quality = self.quality.value()
        settings.compress = self.compress.isChecked()
        settings.naming = self.naming.currentData()
        self.layout_rows.save(settings)

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        if self.bands.is_empty:
            return Problem(self.bands, self.tr("Tick at least one band."))
        for part in (self.scaling_rows, self.indices, self.layout_rows):
            problem = part.find_problem()
            if problem is not None:
                return Problem(*problem)
        return self.folder_rows.find_problem()
