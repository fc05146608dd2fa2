"""Correcting the tiles of a dataset on the map, and updating it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateTransform,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.compat import is_null
from ...algorithms.datasets.rebuild_dataset import copy_layers
from ...algorithms.datasets.update_call import make_update_call
from ...algorithms.outputs.style_tiles import style_tiles
from ...core.errors import TilewrightError
from ...core.grid.find import NOWHERE
from ...core.page.gallery import Gallery
from ...core.tiles.layout import LAYERS
from ...core.tiles.table import TILE_ID
from ..review.reviewed_tiles import number_on_grid
from ..tasks.background import Background
from ..tasks.run_algorithm import AlgorithmRun
from .edit_panel import EditPanel

_AROUND = 1.05
_LOAD, _UPDATE = "tilewright:loaddataset", "tilewright:exporttiles"


class DatasetEditing(QObject):
    """One dataset at a time: its tiles are a layer of their own until they are written back.

    Args:
        panel: what the user sees.
        dock: whose corrections count as well.
        iface: QGIS's window, for the tool that selects.
        say: puts a message into the dock's words.

    Signals: ``updated`` (folder, tiles changed, tiles left out), and ``told`` (what went wrong).
    """

    updated = pyqtSignal(str, int, int)
    told = pyqtSignal(str)

    def __init__(
        self, panel: EditPanel, dock, iface, say: Callable[[object], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panel, self._dock, self._iface, self._say = panel, dock, iface, say
        self._gallery: Gallery | None = None
        self._layer: QgsVectorLayer | None = None
        self._run: AlgorithmRun | None = None
        self._copying = Background(self)
        self._is_first = False
        panel.correct_asked.connect(self.load)
        panel.select_asked.connect(self._select)
        panel.class_given.connect(lambda name: self._give("label", name))
        panel.split_given.connect(lambda name: self._give("split", name))
        panel.left_out.connect(self._leave_out)
        panel.update_asked.connect(self.update)
        panel.shown_by.connect(self._color)

    @property
    def layer(self) -> QgsVectorLayer | None:
        """The tiles on the map; None where none are, or the user took them away."""
        if self._layer is not None and sip.isdeleted(self._layer):
            self._layer = None
        return self._layer

    @property
    def is_busy(self) -> bool:
        """Whether tiles are being loaded or the dataset updated."""
        return self._run is not None or self._copying.is_busy

    def show(self, gallery: Gallery | None) -> None:
        """The dataset on show, whose tiles can be corrected."""
        folder = self._gallery.folder if self._gallery else None
        self._gallery = gallery
        if gallery is None or gallery.folder != folder:
            self._layer = None
        self._panel.show_tools(self.layer is not None, self._classes())
        self._tell()

    def _classes(self) -> list[str]:
        """Those of which each tile has one; none where it has several, or only objects have."""
        facts = self._gallery.facts if self._gallery else {}
        return [row["name"] for row in facts.get("classes") or ()]

    # the layer

    def load(self, is_first: bool = False) -> None:
        """Put the tiles on the map, and go there; ``is_first`` is said of an empty project."""
        if self.is_busy or self._gallery is None:
            return
        self._is_first = is_first
        parameters = {"INPUT": str(self._gallery.folder), "TILES": "TEMPORARY_OUTPUT"}
        self._start(parameters, _LOAD, self._take_layer)

    def _start(self, parameters: dict, algorithm: str, finish: Callable) -> None:
        run = self._run = AlgorithmRun(parameters, self, algorithm)

        def end(results: dict | None, problem: object) -> None:
            self._run = None
            if problem:
                self.told.emit(self._say(problem))
            elif results is not None:
                finish(run, results)
            run.deleteLater()
            self._tell()

        run.ended.connect(end)
        problem = run.start()
        if problem:
            end(None, problem)
        self._tell()

    def _take_layer(self, run: AlgorithmRun, results: dict) -> None:
        layer = run.take_layer(results, "TILES")
        if layer is None:
            return
        title = self.tr("{}: tiles to correct").format(self._gallery.folder.name)
        layer.setName(title)
        self._layer = layer
        self._color("label" if self._classes() else "split")
        layer.setReadOnly(False)
        project = QgsProject.instance()
        project.addMapLayer(layer)
        if self._is_first:
            project.setCrs(layer.crs())
        self._go_to_layer()
        layer.startEditing()
        layer.selectionChanged.connect(self._tell)
        layer.layerModified.connect(self._tell)
        layer.willBeDeleted.connect(self._lose)
        self._panel.show_tools(True, self._classes())

    def _go_to_layer(self) -> None:
        canvas = self._iface.mapCanvas()
        extent = canvas.mapSettings().layerExtentToOutputExtent(self._layer, self._layer.extent())
        if not extent.isEmpty():
            extent.scale(_AROUND)
            canvas.setExtent(extent)
            canvas.refresh()

    def _lose(self) -> None:
        self._layer = None
        self._panel.show_tools(False)

    def _color(self, field: str) -> None:
        if self.layer is None or self._gallery is None:
            return
        colors = {row.name: row.color for row in self._gallery.classes if row.color is not None}
        style_tiles(self.layer, colors, (field,))
        self.layer.triggerRepaint()
        place = self._panel.colors.findData(field)
        if place >= 0 and place != self._panel.colors.currentIndex():
            self._panel.colors.setCurrentIndex(place)

    def _select(self) -> None:
        if self.layer is not None:
            self._iface.setActiveLayer(self.layer)
            self._iface.actionSelect().trigger()

    def _give(self, field: str, value: str) -> None:
        """Set a field of the selected tiles, which the layer's own undo takes back."""
        layer = self.layer
        if layer is None or not value:
            return
        has_field = bool(self._classes() if field == "label" else self._gallery.splits)
        if not has_field:
            # The tiles that have none would not be in the dataset any more.
            text = self.tr("The tiles of this dataset have no classes.")
            if field == "split":
                text = self.tr("The tiles of this dataset have no splits.")
            self.told.emit(text)
            return
        index = layer.fields().lookupField(field)
        self._change(
            self.tr("Correct tiles"),
            lambda: [
                layer.changeAttributeValue(number, index, value)
                for number in layer.selectedFeatureIds()
            ],
        )
        self._color(self._panel.colors.currentData())

    def _leave_out(self) -> None:
        layer = self.layer
        if layer is not None:
            numbers = layer.selectedFeatureIds()
            self._change(self.tr("Leave tiles out"), lambda: layer.deleteFeatures(numbers))

    def _change(self, title: str, act: Callable[[], object]) -> None:
        self.layer.startEditing()
        self.layer.beginEditCommand(title)
        act()
        self.layer.endEditCommand()
        self._tell()

    def _tell(self, *_args) -> None:
        layer = self.layer
        if layer is None:
            return
        changed, left = self._count()
        self._panel.show_state(layer.selectedFeatureCount(), changed, left, self.is_busy)

    def _count(self) -> tuple[int, int]:
        """How many tiles have another class or split than before, and how many are gone."""
        buffer = self.layer.editBuffer()
        if buffer is None:
            return 0, 0
        return len(buffer.changedAttributeValues()), len(buffer.deletedFeatureIds())

    # the update

    def update(self) -> None:
        """Put the corrected dataset in the place of the one in the folder."""
        if self.layer is None or self.is_busy:
            return
        self._take_corrections()
        copy = Path(QgsProcessingUtils.generateTempFilename(LAYERS))
        folder = self._gallery.folder
        self._copying.start(
            self.tr("Updating a dataset"),
            lambda _: copy_layers(folder, copy),
            lambda _, problem: self._export(copy, problem),
        )
        self._tell()

    def _export(self, copy: Path, problem: object) -> None:
        if problem:
            self.told.emit(self._say(problem))
            return
        gallery = self._gallery
        try:
            parameters = make_update_call(gallery.folder, gallery.facts, self.layer, copy)
        except (TilewrightError, OSError) as error:
            self.told.emit(self._say(getattr(error, "message", str(error))))
            self._tell()
            return
        self._start(parameters, _UPDATE, lambda *_: self._finish_update(gallery))

    def _finish_update(self, gallery: Gallery) -> None:
        counts = 0, 0
        if self.layer is not None:
            counts = self._count()
            self.layer.commitChanges(False)
        self.updated.emit(str(gallery.folder), *counts)

    def _take_corrections(self) -> None:
        """Corrections that were made on the dock's grid, on the tiles of the same place."""
        cells = self._dock.preview.cells
        marks = self._dock.label_edits.marks.values()
        layer, project = self.layer, QgsProject.instance()
        index = layer.fields().lookupField("label")
        if cells is None or not marks or not self._classes():
            return
        numbers = dict(zip(cells.find_marks(marks).tolist(), marks))
        names = cells.names(np.array([n for n in numbers if n != NOWHERE], dtype=np.int64))
        to_map = QgsCoordinateTransform(
            layer.crs(), self._iface.mapCanvas().mapSettings().destinationCrs(), project
        )
        wanted = set(names)
        features = {}
        for feature in layer.getFeatures():
            name = feature[TILE_ID.name]
            if name not in wanted:
                continue
            outline = feature.geometry()
            outline.transform(to_map)
            # A grid of another tile size has tiles of the same names elsewhere.
            number = number_on_grid(name, outline, cells)
            if number in numbers and number != NOWHERE:
                features[feature.id()] = numbers[number].label, _text(feature["label"])

        def correct() -> None:
            for number, (label, before) in features.items():
                if label and label != before:
                    layer.changeAttributeValue(number, index, label)
            layer.deleteFeatures([n for n, (label, _) in features.items() if not label])

        self._change(self.tr("Correct tiles"), correct)

    def remove(self) -> None:
        """Leave nothing running."""
        self._copying.stop()
        run, self._run = self._run, None
        if run is not None:
            run.stop()


def _text(value: object) -> str:
    return "" if is_null(value) else str(value)
