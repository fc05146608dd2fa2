"""The dock: from an image and labels to a dataset, with every step on the map."""

from __future__ import annotations

import os

from qgis.core import Qgis, QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication
from qgis.PyQt.QtWidgets import QFileDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ..algorithms.export_parameters import size_text
from ..algorithms.style_tiles import style_rejected, style_tiles
from . import share_run
from .cloud_page import CloudPage
from .dock_settings import DockSettings
from .export_page import ExportPage
from .image_page import ImagePage
from .label_page import LabelPage
from .map_marks import SCOPE
from .mark_files import MarkLayers
from .mark_tiles import TileMarking
from .new_label_layer import make_label_layer
from .preview_grid import GridPreview
from .run_algorithm import AlgorithmRun
from .run_panel import RunPanel
from .watch_layers import unsaved_layers

_SETTINGS_KEY = "tilewright/preferences"
_PROJECT_KEY = "settings"
_ARRIVAL_MS = 1500


class TileDock(QgsDockWidget):
    """Pages above, run panel below. It builds parameters of builddataset and runs it."""

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self.setObjectName("TilewrightDock")
        self.setWindowTitle("Tilewright")
        self._iface = iface
        self._run = None
        self._last_output = ""
        self._is_leaving = self._is_cleared = False
        self.image, self.clouds = ImagePage(), CloudPage()
        self.labels, self.export = LabelPage(), ExportPage()
        self.pages = (self.image, self.clouds, self.labels, self.export)
        self.panel = RunPanel()
        self._lay_out()
        canvas = iface.mapCanvas()
        self.preview = GridPreview(canvas, self)
        self.cloud_marks = TileMarking("cloud_marks", canvas, self.preview, self)
        self.label_edits = TileMarking("label_edits", canvas, self.preview, self)
        self._marks = MarkLayers(self.cloud_marks.marks, self.label_edits.marks)
        self._connect()
        self._restore()

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
        self.clouds.tools.bind(self.cloud_marks)
        self.labels.tools.bind(self.label_edits)
        self.label_edits.choose_label = self.labels.edit_class.currentText
        for marking in (self.cloud_marks, self.label_edits):
            marking.marks.changed.connect(self.update_all)
        self.preview.ended.connect(self._show_preview)
        self.preview.outdated.connect(self.update_all)
        self.panel.run_asked.connect(self.run)
        self.panel.cancel_asked.connect(self.cancel)
        self.panel.find_asked.connect(self._find_tile)
        for text, name, slot in (
            (self.tr("Copy as qgis_process Command"), "copyCommand", self._copy_command),
            (self.tr("Copy as Python"), "copyPython", self._copy_python),
            (self.tr("Save as Model…"), "saveModel", self._save_model),
            (self.tr("Open in Processing"), "openDialog", self._open_dialog),
        ):
            self.panel.add_action(text, name, slot)
        project = QgsProject.instance()
        project.layersWillBeRemoved.connect(self._notice_removal)
        project.cleared.connect(self._leave_project)
        project.readProject.connect(self._restore)
        self._iface.newProjectCreated.connect(self._start_project)
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

    def _notice_removal(self, ids: list[str]) -> None:
        """When all layers go, the project may be closing: what the lists then say is nobody's."""
        if set(ids) >= QgsProject.instance().mapLayers().keys():
            self._is_leaving = True
            QTimer.singleShot(0, self._stay)

    def _stay(self) -> None:
        if self._is_leaving and not self._is_cleared:
            self._is_leaving = False
            self.update_all()

    def _leave_project(self) -> None:
        """Nothing is written until the next project is there."""
        self._is_leaving = self._is_cleared = True
        QTimer.singleShot(_ARRIVAL_MS, self._arrive)

    def _arrive(self) -> None:
        """For projects that are emptied without a word of what follows."""
        if self._is_cleared:
            self._restore()

    def _start_project(self) -> None:
        """A new project holds nothing; the layer lists of the old one may have said otherwise."""
        project = QgsProject.instance()
        if project.readEntry(SCOPE, _PROJECT_KEY, "")[1]:
            project.removeEntry(SCOPE, _PROJECT_KEY)
            project.setDirty(False)
        self._restore()

    def _restore(self, *_args) -> None:
        """Settings of the open project, and the user's preferences for the rest."""
        self._is_leaving = self._is_cleared = False
        preferences = QgsSettings().value(_SETTINGS_KEY, "")
        text, found = QgsProject.instance().readEntry(SCOPE, _PROJECT_KEY, "")
        settings = DockSettings.from_json(text if found else preferences)
        # Replacing a dataset is decided each time anew.
        settings.overwrite = False
        if not settings.raster:
            layer = self._iface.activeLayer()
            if isinstance(layer, QgsRasterLayer):
                settings.raster = layer.id()
        if not settings.labels and not found:
            settings.labels, settings.label_field = self.labels.guess()
        self.cloud_marks.marks.read()
        self.label_edits.marks.read()
        self.apply(settings)

    def _remember(self, settings: DockSettings) -> None:
        QgsSettings().setValue(_SETTINGS_KEY, settings.without_project().to_json())
        project = QgsProject.instance()
        text = settings.to_json()
        if project.readEntry(SCOPE, _PROJECT_KEY, "")[0] != text and project.count():
            project.writeEntry(SCOPE, _PROJECT_KEY, text)

    # preview

    def _change(self, *_args) -> None:
        """The user changed a field."""
        self.update_all()
        if not self._is_leaving:
            self._remember(self.settings())

    def update_all(self, *_args) -> None:
        """After any change: problems, read-out, preview, and whether it can be run."""
        if self._is_leaving:
            return
        settings = self.settings()
        problems = [page.check() for page in self.pages]
        if problems[0] or not self.isVisible():
            self.preview.clear()
            self.image.say(self.image.read_out, "")
        else:
            self.preview.show(self.image.raster.currentLayer(), settings, self._marks)
            self.image.say(self.image.read_out, self.preview.read_out)
            if self.preview.problem:
                problems[0] = self.image.show_problem(self.image.raster, self.preview.problem)
        self.clouds.show_marks()
        self.labels.show_marks()
        busy = self.tr("A dataset is being made.") if self._run is not None else ""
        self.panel.show_ready(busy or next((p for p in problems if p), ""))

    def _show_preview(self, results, problem: str) -> None:
        self.labels.show_legend(self.preview.tiles.legend)
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
        self.labels.show_legend(self.preview.tiles.legend)

    def _find_tile(self, text: str) -> None:
        folder = self._last_output or self.settings().output
        if not self.preview.zoom_to(text, os.path.join(folder, "tiles.gpkg")):
            self._iface.messageBar().pushInfo(
                "Tilewright", self.tr("No tile on the map has {} in its name.").format(text)
            )

    # run

    def parameters(self) -> dict:
        """Parameters of builddataset; marks made on the map are written to small files.

        Raises:
            OSError: a file cannot be written.
        """
        settings, layer = self.settings(), self.image.raster.currentLayer()
        cells = None if layer is None else self.preview.find_cells(layer, settings)
        return self._marks.parameters(settings, cells)

    def run(self) -> None:
        """Make the dataset in the background."""
        bar = self._iface.messageBar()
        if self._run is not None:
            bar.pushInfo("Tilewright", self.tr("A dataset is being made; wait or cancel it."))
            return
        try:
            run = AlgorithmRun(self.parameters(), self)
        except OSError as error:
            bar.pushWarning("Tilewright", str(error))
            return
        run.progressed.connect(lambda percent: self.panel.progress.setValue(int(percent)))
        run.said.connect(self.panel.say)
        run.ended.connect(self._finish)
        self._run = run
        self.panel.start()
        for name in unsaved_layers(run.parameters):
            text = self.tr("{} has edits that are not saved; the dataset is made with them.")
            self.panel.say(text.format(name))
        problem = run.start()
        if problem:
            self._finish(None, problem)
        else:
            self.update_all()

    def cancel(self) -> None:
        """Ask the run to stop."""
        if self._run is not None:
            self._run.cancel()

    def _finish(self, results, problem: str) -> None:
        run, self._run = self._run, None
        was_cancelled = run is not None and run.is_cancelled
        if run is not None:
            run.deleteLater()
        self.panel.end()
        self.update_all()
        bar = self._iface.messageBar()
        if problem:
            self.panel.say(problem)
            bar.pushWarning("Tilewright", problem)
        elif results is None or was_cancelled:
            bar.pushInfo("Tilewright", self.tr("Cancelled. Run again to start anew."))
        else:
            self._announce(results)

    def _announce(self, results: dict) -> None:
        self._last_output = results["OUTPUT"]
        self.export.overwrite.setChecked(False)
        bar = self._iface.messageBar()
        item = bar.createMessage(
            "Tilewright",
            self.tr("{} tiles written, {} left out.").format(
                results["TILE_COUNT"], results["REJECTED_COUNT"]
            ),
        )
        for text, name, slot in (
            (self.tr("Open Folder"), "openFolder", self.open_folder),
            (self.tr("Add to Project"), "addToProject", self.add_to_project),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(slot)
            item.layout().addWidget(button)
        bar.pushWidget(item, Qgis.MessageLevel.Success)

    def open_folder(self) -> None:
        """Show the last dataset in the file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._last_output))

    def add_to_project(self) -> None:
        """Load the last dataset's tiles and rejected tiles, styled."""
        path = os.path.join(self._last_output, "tiles.gpkg")
        for name, title, style in (
            ("rejected", self.tr("Rejected tiles"), style_rejected),
            ("tiles", self.tr("Tiles"), style_tiles),
        ):
            layer = QgsVectorLayer(f"{path}|layername={name}", title, "ogr")
            if layer.isValid() and layer.featureCount():
                style(layer)
                QgsProject.instance().addMapLayer(layer)

    # elsewhere

    def _share(self, make):
        try:
            return make(self.parameters())
        except (share_run.NotSharedError, OSError) as error:
            self._iface.messageBar().pushWarning("Tilewright", str(error))
            return None

    def _copy(self, text: str | None) -> None:
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self._iface.messageBar().pushInfo("Tilewright", self.tr("Copied to the clipboard."))

    def _copy_command(self) -> None:
        self._copy(self._share(share_run.as_command))

    def _copy_python(self) -> None:
        self._copy(self._share(share_run.as_python))

    def _save_model(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as Model"), "", self.tr("Processing models (*.model3)")
        )
        if path:
            path = self._with_suffix(path, ".model3")
        if path:
            self._share(lambda parameters: share_run.save_model(parameters, path))

    def _open_dialog(self) -> None:
        self._share(share_run.open_dialog)

    def _with_suffix(self, path: str, suffix: str) -> str:
        """The path with its suffix; empty when that names a file nobody was asked about."""
        if path.lower().endswith(suffix):
            return path
        path += suffix
        if os.path.exists(path):
            self._iface.messageBar().pushWarning(
                "Tilewright", self.tr("{} exists; choose a new name.").format(path)
            )
            return ""
        return path

    def _make_label_layer(self) -> None:
        raster = self.image.raster.currentLayer()
        if raster is None:
            return
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("New Label Layer"), "", self.tr("GeoPackage (*.gpkg)")
        )
        path = self._with_suffix(path, ".gpkg") if path else ""
        if not path:
            return
        if os.path.exists(path):
            self._iface.messageBar().pushWarning(
                "Tilewright",
                self.tr("{} exists and may hold other layers; choose a new name.").format(path),
            )
            return
        try:
            layer = make_label_layer(path, raster.crs(), ["urban"])
        except OSError as error:
            self._iface.messageBar().pushWarning("Tilewright", str(error))
            return
        QgsProject.instance().addMapLayer(layer)
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
        if self._run is not None:
            self._run.stop()
            self._run = None
        project = QgsProject.instance()
        project.layersWillBeRemoved.disconnect(self._notice_removal)
        project.cleared.disconnect(self._leave_project)
        project.readProject.disconnect(self._restore)
        self._iface.newProjectCreated.disconnect(self._start_project)
        self._iface.mapCanvas().destinationCrsChanged.disconnect(self.update_all)
        self.cloud_marks.remove()
        self.label_edits.remove()
        self.preview.remove()
        self._iface.removeDockWidget(self)
        self.deleteLater()
