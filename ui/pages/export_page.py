"""Page 4: the dataset's files."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDir
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from ...core.dataset.inspect import (
    DATASET,
    FREE,
    IS_FILE,
    LOCKED,
    UNFINISHED_DATASET,
    FolderState,
    inspect_folder,
)
from ...core.files.paths import clean_path
from ...core.formats import FORMATS
from ...core.scaling.scaling import DATASET as DATASET_SCALING
from ...core.scaling.scaling import FITTED
from ...core.scaling.scaling import SCENE as SCENE_SCALING
from ...core.scenes.image_facts import ImageFacts
from ..image.band_field import BandField
from ..settings.dock_settings import DockSettings
from ..widgets.problem import Problem
from .dock_page import DockPage
from .layout_rows import LayoutRows

_NOWHERE = FolderState(FREE, "")


class ExportPage(DockPage):
    """Folder, format, bands, scaling and names."""

    NOTE_LINES = 6

    def __init__(self) -> None:
        super().__init__("", "tilewrightExportPage")
        self.setTitle(self.tr("5  Export"))
        self._state = _NOWHERE
        self._add_folder()
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
            self.tr("The bands of the tiles, in the order they are written."),
        )
        self.scaling = self._add_choice(
            self.tr("Scaling"),
            "scaling",
            self.tr("How values become 0 to 255, the same for all tiles."),
            (
                (self.tr("2nd–98th percentile"), "PERCENTILE"),
                (self.tr("as on the map"), "STYLE"),
                (self.tr("least to greatest"), "MINMAX"),
                (self.tr("from … to …"), "RANGE"),
                (self.tr("none, keep values"), "NONE"),
            ),
        )
        self.scaling_per = self._add_choice(
            self.tr("Fitted to"),
            "scalingPer",
            self.tr("One scaling for all images, or one for each, for other haze or sensors."),
            (
                (self.tr("all images"), DATASET_SCALING),
                (self.tr("each image by itself"), SCENE_SCALING),
            ),
        )
        self.scale_min, self.scale_max = QLineEdit(), QLineEdit()
        for line, label, name, tip in (
            (self.scale_min, self.tr("From"), "scaleMin", self.tr("The value that becomes 0.")),
            (self.scale_max, self.tr("To"), "scaleMax", self.tr("The value that becomes 255.")),
        ):
            self.add_row(label, line, name, tip)
        self.quality = QSpinBox()
        self.quality.setRange(1, 100)
        self.add_row(
            self.tr("JPEG quality"),
            self.quality,
            "quality",
            self.tr("From 1 (small files) to 100."),
        )
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
        self.bands.changed.connect(self.tell)
        for line in (self.scale_min, self.scale_max):
            line.editingFinished.connect(self.tell)
        self.quality.valueChanged.connect(self.tell)

    def _add_folder(self) -> None:
        self.output = QgsFileWidget()
        self.output.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.output.setDialogTitle(self.tr("Dataset Folder"))
        self.add_row(
            self.tr("Folder"),
            self.output,
            "output",
            self.tr("Where the dataset goes: a new or empty folder."),
        )
        self.resume = QCheckBox(self.tr("Continue it"))
        self.resume.setObjectName("resume")
        self.resume.setToolTip(
            self.tr("Keeps the tiles that are there and makes the others, with the same settings.")
        )
        self.overwrite = QCheckBox(self.tr("Replace it"))
        self.overwrite.setObjectName("overwrite")
        self.overwrite.setToolTip(
            self.tr("Replaces the dataset in the folder once the new one is complete.")
        )
        self.append = QCheckBox(self.tr("Add to it"))
        self.append.setObjectName("append")
        self.append.setToolTip(
            self.tr(
                "Adds the images to the dataset in the folder, with the same settings; its tiles "
                "stay as they are."
            )
        )
        self._boxes = (self.resume, self.append, self.overwrite)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        # A folder may become one of a dataset by a run, while the mouse is elsewhere.
        row.setMinimumHeight(self.overwrite.sizeHint().height())
        self.form.addRow(row)
        for box in self._boxes:
            line.addWidget(box)
            box.hide()
            box.toggled.connect(lambda on, box=box: on and self._untick_others(box))
            box.toggled.connect(self.tell)
        line.addStretch(1)
        self.output.fileChanged.connect(self.tell)
        self.output.lineEdit().editingFinished.connect(self._show_path)

    def _untick_others(self, ticked: QCheckBox) -> None:
        for box in self._boxes:
            if box is not ticked:
                box.setChecked(False)

    def offer_scenes(self, several: bool) -> None:
        """Show what is for several images."""
        self.layout_rows.has_scenes = several
        self.show_row(self.scaling_per, several and self.scaling.currentData() in FITTED)

    def offer_bands(self, facts: ImageFacts | None) -> None:
        """Offer the bands of the image by their names."""
        if facts is not None and self.bands.offer(facts, self._is_picture):
            self.tell()

    @property
    def _is_picture(self) -> bool:
        return FORMATS[self.format.currentData()].is_picture

    def _add_choice(self, label: str, name: str, tip: str, entries) -> QComboBox:
        box = QComboBox()
        for text, value in entries:
            box.addItem(text, value)
        box.currentIndexChanged.connect(self.tell)
        return self.add_row(label, box, name, tip)

    def folder(self) -> str:
        """The dataset's folder as an absolute path, empty when there is none yet."""
        base = QgsProject.instance().homePath() or QDir.homePath()
        return clean_path(self.output.filePath(), base)

    def _show_path(self) -> None:
        """What was typed, as it is understood."""
        folder = QDir.toNativeSeparators(self.folder())
        if folder != self.output.filePath():
            self.output.setFilePath(folder)

    def on_change(self) -> None:
        folder = self.folder()
        self._state = inspect_folder(folder) if folder else _NOWHERE
        kind = self._state.kind
        self.resume.setVisible(kind == UNFINISHED_DATASET)
        self.append.setVisible(self._state.is_of_scenes)
        self.overwrite.setVisible(kind in (DATASET, UNFINISHED_DATASET))
        self.layout_rows.show()
        self.bands.propose(self._is_picture)
        self.show_row(self.quality, FORMATS[self.format.currentData()].has_quality)
        for line in (self.scale_min, self.scale_max):
            self.show_row(line, self.scaling.currentData() == "RANGE")

    def set_fields(self, settings: DockSettings) -> None:
        self.output.setFilePath(settings.output)
        self.format.setCurrentIndex(max(0, self.format.findData(settings.format)))
        self.bands.setText(settings.bands)
        self.scaling.setCurrentIndex(max(0, self.scaling.findData(settings.scaling)))
        self.scaling_per.setCurrentIndex(max(0, self.scaling_per.findData(settings.scaling_per)))
        self.scale_min.setText(settings.scale_min)
        self.scale_max.setText(settings.scale_max)
        self.quality.setValue(settings.quality)
        self.naming.setCurrentIndex(max(0, self.naming.findData(settings.naming)))
        self.layout_rows.load(settings)
        self.forget_folder()

    def forget_folder(self) -> None:
        """Replacing or continuing a dataset is decided each time anew."""
        for box in self._boxes:
            box.setChecked(False)

    def save(self, settings: DockSettings) -> None:
        kind = self._state.kind
        settings.output = self.folder()
        settings.format = self.format.currentData()
        settings.bands = self.bands.text()
        settings.scaling = self.scaling.currentData()
        settings.scaling_per = self.scaling_per.currentData()
        settings.scale_min = self.scale_min.text()
        settings.scale_max = self.scale_max.text()
        settings.quality = self.quality.value()
        settings.naming = self.naming.currentData()
        self.layout_rows.save(settings)
        settings.append = self._state.is_of_scenes and self.append.isChecked()
        settings.resume = kind == UNFINISHED_DATASET and self.resume.isChecked()
        settings.overwrite = kind in (DATASET, UNFINISHED_DATASET) and self.overwrite.isChecked()

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        if self.scaling.currentData() == "RANGE" and not (
            self.scale_min.text().strip() and self.scale_max.text().strip()
        ):
            text = self.tr("Enter the values that the scaling starts and ends at.")
            return Problem(self.scale_max, text)
        if self.bands.is_empty:
            return Problem(self.bands, self.tr("Tick at least one band."))
        problem = self.layout_rows.find_problem()
        if problem is not None:
            return Problem(*problem)
        if not self.folder():
            return Problem(self.output, self.tr("Choose a folder for the dataset."), is_hint=True)
        text = self._folder_problem(self._state)
        is_ours = self._state.kind in (DATASET, UNFINISHED_DATASET)
        return Problem(self.output, text, is_hint=is_ours, is_of_folder=True) if text else None

    def _folder_problem(self, state: FolderState) -> str:
        if state.kind == FREE or self.overwrite.isChecked():
            return ""
        if state.kind == UNFINISHED_DATASET:
            return (
                ""
                if self.resume.isChecked()
                else self.tr(
                    "The folder holds an unfinished dataset. Continue it, replace it, or choose "
                    "another folder."
                )
            )
        if state.is_of_scenes and self.append.isChecked():
            return ""
        if state.is_of_scenes:
            return self.tr(
                "The folder holds a dataset (tiles: {}). Add to it, replace it, or choose another "
                "folder."
            ).format(state.tile_count)
        if state.kind == DATASET:
            text = self.tr("The folder holds a dataset. Replace it, or choose another folder.")
            if state.tile_count is not None:
                text = self.tr(
                    "The folder holds a dataset (tiles: {}). Replace it, or choose another folder."
                ).format(state.tile_count)
            return text
        return {
            IS_FILE: self.tr("{} is a file; choose a folder."),
            LOCKED: self.tr("{} cannot be written to; choose another folder."),
        }.get(state.kind, self.tr("{} holds other files; choose a new or an empty folder.")).format(
            QDir.toNativeSeparators(state.path)
        )
