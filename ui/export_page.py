"""Page 4: the dataset's files."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget

from .dock_page import DockPage
from .dock_settings import DockSettings

_SAMPLE_WIDTH = 230


class ExportPage(DockPage):
    """Folder, format, bands, scaling and names."""

    def __init__(self) -> None:
        super().__init__("", "tilewrightExportPage")
        self.setTitle(self.tr("4  Export"))
        self.output = QgsFileWidget()
        self.output.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.output.setDialogTitle(self.tr("Dataset Folder"))
        self.add_row(
            self.tr("&Folder"),
            self.output,
            "output",
            self.tr("Where the dataset goes: a new or empty folder."),
        )
        self.format = QComboBox()
        for text, value in (
            ("JPEG", "JPEG"),
            ("PNG", "PNG"),
            ("GeoTIFF", "GTIFF"),
            ("NumPy", "NPY"),
        ):
            self.format.addItem(text, value)
        self.add_row(
            self.tr("For&mat"),
            self.format,
            "format",
            self.tr("JPEG and PNG are pictures; GeoTIFF and NumPy keep values and all bands."),
        )
        self.bands = QLineEdit()
        self.bands.setPlaceholderText(self.tr("all"))
        self.add_row(
            self.tr("&Bands"),
            self.bands,
            "bands",
            self.tr("Band numbers in the order they are written, for example 3,2,1."),
        )
        self.scaling = QComboBox()
        for text, value in (
            (self.tr("2nd to 98th percentile"), "PERCENTILE"),
            (self.tr("as on the map"), "STYLE"),
            (self.tr("least to greatest value"), "MINMAX"),
            (self.tr("from … to …"), "RANGE"),
            (self.tr("none, keep the values"), "NONE"),
        ):
            self.scaling.addItem(text, value)
        self.add_row(
            self.tr("&Scaling"),
            self.scaling,
            "scaling",
            self.tr("How values become 0 to 255, the same for all tiles."),
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
            self.tr("JPEG &quality"),
            self.quality,
            "quality",
            self.tr("From 1 (small files) to 100."),
        )
        self.naming = QComboBox()
        self.naming.addItem(self.tr("by place: urban_r00012_c00034"), "TILE_ID")
        self.naming.addItem(self.tr("counted: urban_1"), "SEQUENCE")
        self.add_row(
            self.tr("File &names"), self.naming, "naming", self.tr("How the images are named.")
        )
        self.overwrite = QCheckBox(self.tr("Replace an earlier dataset"))
        self.overwrite.setObjectName("overwrite")
        self.overwrite.setToolTip(
            self.tr("Replaces a dataset in the folder once the new one is complete.")
        )
        self.form.addRow(self.overwrite)
        self.sample = QLabel()
        self.sample.setObjectName("sample")
        self.sample.setToolTip(
            self.tr("One tile: on the left as stored, on the right as exported.")
        )
        self.sample.hide()
        self.add_widget(self.sample)
        self.estimate = self.add_note("estimate")
        self.preview_problem = self.add_note("previewProblem")
        self.output.fileChanged.connect(self.tell)
        for box in (self.format, self.scaling, self.naming):
            box.currentIndexChanged.connect(self.tell)
        for line in (self.bands, self.scale_min, self.scale_max):
            line.editingFinished.connect(self.tell)
        self.quality.valueChanged.connect(self.tell)
        self.overwrite.toggled.connect(self.tell)

    def on_change(self) -> None:
        self.show_row(self.quality, self.format.currentData() == "JPEG")
        for line in (self.scale_min, self.scale_max):
            self.show_row(line, self.scaling.currentData() == "RANGE")

    def show_sample(self, path: str | None) -> None:
        """One tile before and after scaling, from a picture file."""
        picture = QPixmap(path) if path else QPixmap()
        self.sample.setVisible(not picture.isNull())
        if not picture.isNull():
            self.sample.setPixmap(
                picture.scaledToWidth(_SAMPLE_WIDTH, Qt.TransformationMode.SmoothTransformation)
            )

    def set_fields(self, settings: DockSettings) -> None:
        self.output.setFilePath(settings.output)
        self.format.setCurrentIndex(max(0, self.format.findData(settings.format)))
        self.bands.setText(settings.bands)
        self.scaling.setCurrentIndex(max(0, self.scaling.findData(settings.scaling)))
        self.scale_min.setText(settings.scale_min)
        self.scale_max.setText(settings.scale_max)
        self.quality.setValue(settings.quality)
        self.naming.setCurrentIndex(max(0, self.naming.findData(settings.naming)))
        self.overwrite.setChecked(settings.overwrite)

    def save(self, settings: DockSettings) -> None:
        settings.output = self.output.filePath().strip()
        settings.format = self.format.currentData()
        settings.bands = self.bands.text()
        settings.scaling = self.scaling.currentData()
        settings.scale_min = self.scale_min.text()
        settings.scale_max = self.scale_max.text()
        settings.quality = self.quality.value()
        settings.naming = self.naming.currentData()
        settings.overwrite = self.overwrite.isChecked()

    def find_problem(self) -> tuple[QWidget, str] | None:
        """See DockPage.find_problem."""
        if self.scaling.currentData() == "RANGE" and not (
            self.scale_min.text().strip() and self.scale_max.text().strip()
        ):
            return self.scale_max, self.tr("Say from which to which value the scaling runs.")
        if not self.output.filePath().strip():
            return self.output, self.tr("Choose a folder for the dataset.")
        return None
