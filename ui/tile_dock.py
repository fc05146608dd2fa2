"""The dock: from an image and labels to a dataset, with every step on the map."""

from __future__ import annotations

import os

from qgis.core import QgsRasterLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ..algorithms.export_parameters import size_text
from .cloud_page import CloudPage
from .dataset_runs import DatasetRuns
from .dock_settings import MARKS, DockSettings
from .export_page import ExportPage
from .image_page import ImagePage
from .label_layer_dialog import ask_label_layer
from .label_page import LabelPage
from .mark_files import write_marks
from .mark_tiles import TileMarking
from .preview_grid import GridPreview
from .project_settings import ProjectSettings
from .run_panel import RunPanel
from .share_menu import ShareMenu


class TileDock(QgsDockWidget):
    """Pages above, run panel below. It builds parameters of builddataset and runs it."""

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self.setObjectName("TilewrightDock")
        self.setWindowTitle("Tilewright")
        self._iface = iface
        self._projects = ProjectSettings(iface, self)
        self.image, self.clouds = ImagePage(), CloudPage()
        self.labels, self.export = LabelPage(), ExportPage()
        self.pages = (self.image, self.clouds, self.labels, self.export)
        self.panel = RunPanel()
        self._lay_out()
        self.runs = DatasetRuns(self.panel, iface, self)
        self.share = ShareMenu(self.panel, self.parameters, iface, self)
        canvas = iface.mapCanvas()
        self.preview = GridPreview(canvas, self)
        self.cloud_marks = TileMarking("cloud_marks", canvas, self.preview, self)
        self.label_edits = TileMarking("label_edits", canvas, self.preview, self)
        self._connect()
        self._projects.restore()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 4, 4, 4)
        for page in self.pages:
            column.addWidget(page)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole = QWidget()
        body = QVBoxLayout(whole)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(area, 1)
        body.addWidget(self.panel)
        self.setWidget(whole)
        self.setMinimumWidth(280)

    def _connect(self) -> None:
        for page in self.pages:
            page.changed.connect(self._change)
        self.labels.ambiguous_changed.connect(self._show_ambiguous)
        self.labels.new_layer_asked.connect(self._make_label_layer)
        self.clouds.clear_asked.connect(self.cloud_marks.marks.clear)
        self.labels.clear_asked.connect(self.label_edits.marks.clear)
        self.clouds.mark.toggled.connect(self.cloud_marks.use)
        self.labels.edit.toggled.connect(self.label_edits.use)
        self.cloud_marks.used.connect(self.clouds.mark.setChecked)
        self.label_edits.used.connect(self.labels.edit.setChecked)
        self.label_edits.choose_label = self.labels.edit_class.currentText
        for marking in (self.cloud_marks, self.label_edits):
            marking.marks.changed.connect(self.update_all)
        self.preview.ended.connect(self._show_preview)
        self.panel.run_asked.connect(self.run)
        self.panel.find_asked.connect(self._find_tile)
        self.runs.changed.connect(self.update_all)
        self.runs.succeeded.connect(self._forget_overwrite)
        self._projects.arrived.connect(self._take_settings)
        self._projects.stayed.connect(self.update_all)
        self._iface.mapCanvas().destinationCrsChanged.connect(self.update_all)

    # settings

    def settings(self) -> DockSettings:
        """What the pages say."""
        settings = DockSettings()
        for page in self.pages:
            page.save(settings)
        return settings

    def apply(self, settings: DockSettings) -> None:
        """Set all pages."""
        for page in self.pages:
            page.load(settings)
        self.update_all()

    def _take_settings(self, settings: DockSettings, found: bool) -> None:
        """Settings of a project that was opened; what it does not say is guessed."""
        if not settings.raster:
            layer = self._iface.activeLayer()
            if isinstance(layer, QgsRasterLayer):
                settings.raster = layer.id()
        if not settings.labels and not found:
            settings.labels, settings.label_field = self.labels.guess()
        self.cloud_marks.marks.read()
        self.label_edits.marks.read()
        self.apply(settings)

    # preview

    def _change(self, *_args) -> None:
        """The user changed a field."""
        self.update_all()
        self._projects.remember(self.settings())

    def update_all(self, *_args) -> None:
        """After any change: problems, read-out, preview, and whether it can be run."""
        if self._projects.is_leaving:
            return
        settings = self.settings()
        problems = [page.check() for page in self.pages]
        self.clouds.say(
            self.clouds.note,
            self.tr("Tiles marked: {}").format(len(self.cloud_marks.marks))
            if settings.cloud_source == MARKS
            else "",
        )
        edits = len(self.label_edits.marks)
        self.labels.say(
            self.labels.note, self.tr("Tiles corrected: {}").format(edits) if edits else ""
        )
        if problems[0] or not self.isVisible():
            self.preview.clear()
            self.image.say(self.image.read_out, "")
        else:
            self.preview.show(self.image.raster.currentLayer(), self.parameters(), settings)
            self.image.say(self.image.read_out, self.preview.read_out)
            if self.preview.problem:
                problems[0] = self.image.show_problem(self.image.raster, self.preview.problem)
        busy = self.tr("A dataset is being made.") if self.runs.is_busy else ""
        self.panel.show_ready(busy or next((p for p in problems if p), ""))

    def _show_preview(self, results, problem: str) -> None:
        counts = self.preview.class_counts(results)
        self.labels.show_counts(counts, self.preview.tiles.colors)
        text = ""
        if results is not None:
            size = size_text(results.get("ESTIMATED_BYTES", 0))
            text = self.tr("{} tiles, {} left out; about {}").format(
                results["TILE_COUNT"], results["REJECTED_COUNT"], size
            )
        self.export.say(self.export.estimate, text)
        self.export.show_sample(results.get("SAMPLE") if results else None)
        self.export.say(self.export.preview_problem, f"\u26a0 {problem}" if problem else "")

    def _show_ambiguous(self) -> None:
        self.preview.tiles.ambiguous_below = self.labels.ambiguous_gap()
        self.preview.tiles.refresh()

    def _find_tile(self, text: str) -> None:
        folder = self.runs.last_output or self.settings().output
        if not self.preview.zoom_to(text, os.path.join(folder, "tiles.gpkg")):
            self._iface.messageBar().pushInfo(
                "Tilewright", self.tr("No tile on the map has {} in its name.").format(text)
            )

    # run

    def parameters(self) -> dict:
        """Parameters of builddataset; marks made on the map are written to small files."""
        return self.settings().to_parameters(
            write_marks(self.cloud_marks.marks.values(), "cloud_marks"),
            write_marks(self.label_edits.marks.values(), "label_edits"),
        )

    def run(self) -> None:
        """Make the dataset in the background."""
        self.runs.start(self.parameters())

    def _forget_overwrite(self, _results) -> None:
        self.export.overwrite.setChecked(False)

    def _make_label_layer(self) -> None:
        try:
            layer = ask_label_layer(self, self.image.raster.currentLayer())
        except OSError as error:
            self._iface.messageBar().pushWarning("Tilewright", str(error))
            return
        if layer is not None:
            self.labels.layer.setLayer(layer)
            self._iface.setActiveLayer(layer)
            layer.startEditing()
            self._iface.actionAddFeature().trigger()

    def closeEvent(self, event) -> None:
        self._clear_map()
        super().closeEvent(event)

    def hideEvent(self, event) -> None:
        self._clear_map()
        super().hideEvent(event)

    def _clear_map(self) -> None:
        """Put the tools down and take the tiles off the map."""
        self.cloud_marks.use(False)
        self.label_edits.use(False)
        self.preview.clear()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.update_all()

    def remove(self) -> None:
        """Leave nothing on the map, in the project's signals or running."""
        self.runs.remove()
        self._projects.remove()
        self._iface.mapCanvas().destinationCrsChanged.disconnect(self.update_all)
        self.cloud_marks.remove()
        self.label_edits.remove()
        self.preview.remove()
        self._iface.removeDockWidget(self)
        self.deleteLater()
