"""The live preview: read-out at once, tiles and counts a moment later."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.grid.describe_grid import GridSummary, describe_grid
from ...core.errors import TilewrightError
from ..settings.dock_settings import MARKS, DockSettings
from ..settings.preview_settings import previewable
from ..tasks.watch_layers import LayerWatch
from .grid_cells import GridCells
from .label_colors import label_colors
from .map_marks import crs_text
from .mark_files import MarkLayers
from .preview_run import PreviewRun
from .tile_preview import TilePreview
from .transform_points import PointTransform

# More tiles than this are drawn as one outline, and not counted by class before the run.
MANY_TILES = 10_000
# What says where a dataset goes, not what is in it.
_NOT_PREVIEWED = ("OUTPUT", "OVERWRITE", "RESUME")


class GridPreview(QObject):
    """Shows what a run would make.

    Signals: ``ended`` (results of a dry run or None, what went wrong), ``cells_changed`` (the grid
    on the map is another one), ``outdated`` (a layer that counts has changed: show again),
    ``recolored`` (the classes have other colours).
    """

    ended = pyqtSignal(object, object)
    cells_changed = pyqtSignal()
    outdated = pyqtSignal()
    recolored = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.tiles = TilePreview(canvas)
        self.read_out = ""
        self.problem = ""
        # What the last preview warned of: messages of the algorithm, or texts of QGIS.
        self.warnings = []
        self.cells = None
        self._asked = None
        self._described = self._summary = self._colored = None
        self._runs = PreviewRun(self)
        self._runs.ended.connect(self._finish)
        self._watch = LayerWatch(self)
        self._watch.changed.connect(self.outdated)

    @property
    def is_busy(self) -> bool:
        """Whether a preview is being made."""
        return self._runs.is_busy

    def clear(self) -> None:
        """Show nothing, stop what runs and let go of the layers."""
        self._watch.follow(())
        self._show_nothing()
        self.read_out = self.problem = ""

    def _show_nothing(self) -> None:
        self._runs.stop()
        self.warnings = []
        self._asked = self._described = None
        self.tiles.clear()
        self._show_cells(None)

    def show(self, layer: QgsRasterLayer, settings: DockSettings, marks: MarkLayers) -> None:
        """Describe the grid now, and its tiles soon; nothing when all is as it was."""
        wanted = previewable(settings)
        # Corrections alone would leave out all other tiles.
        has_edits = wanted.labels == settings.labels
        clouds, edits = marks.state()
        clouds = clouds if wanted.cloud_source == MARKS else ()
        edits = edits if has_edits else ()
        parameters = wanted.to_parameters("marks" if clouds else "", "edits" if edits else "")
        self._watch.follow(*_layers_of(parameters, layer))
        self._read_colors(wanted)
        summary = self._describe_grid(layer, settings)
        if summary is None:
            return
        for name in _NOT_PREVIEWED:
            parameters.pop(name, None)
        asked = (parameters, clouds, edits, self._described)
        if asked == self._asked:
            return
        self._asked = asked
        if summary.count > MANY_TILES:
            self._runs.stop()
            self.warnings = []
            self.tiles.show_outline(self._to_map(summary))
            self.ended.emit(None, "")
            return
        cells = self.cells

        def make_parameters() -> dict:
            cloud_layer, edit_layer = marks.in_memory(cells)
            ready = wanted.to_parameters(cloud_layer, edit_layer if has_edits else None)
            ready.update(DRY_RUN=True, TILES="TEMPORARY_OUTPUT", REJECTED="TEMPORARY_OUTPUT")
            ready.update(SAMPLE="TEMPORARY_OUTPUT")
            return {k: v for k, v in ready.items() if k not in _NOT_PREVIEWED}

        self._runs.ask(make_parameters)

    def _read_colors(self, settings: DockSettings) -> None:
        """Colours of the classes as the label layer has them, anew when it has changed."""
        source = (settings.labels, settings.label_field, settings.label)
        key = (source, self._watch.revision, self._watch.look)
        if key == self._colored:
            return
        self._colored = key
        colors = label_colors(*source)
        if colors != self.tiles.own_colors:
            self.tiles.own_colors = colors
            self.tiles.refresh()
            self.recolored.emit()

    def find_cells(self, layer: QgsRasterLayer, settings: DockSettings) -> GridCells | None:
        """The tiles of a grid, whether it is shown or not; None when there can be none."""
        try:
            summary = _summarise(layer, settings)
        except TilewrightError:
            return None
        return GridCells(summary, self._canvas.mapSettings().destinationCrs())

    def _describe_grid(self, layer: QgsRasterLayer, settings: DockSettings) -> GridSummary | None:
        """The grid in numbers, anew only when something has changed."""
        map_crs = self._canvas.mapSettings().destinationCrs()
        key = (
            layer.id(),
            settings.tile_size,
            settings.units,
            settings.overlap,
            settings.edge,
            self._watch.revision,
            crs_text(map_crs),
        )
        if key == self._described:
            return self._summary
        try:
            summary = _summarise(layer, settings)
        except TilewrightError as error:
            self._show_nothing()
            self.read_out, self.problem = "", error.message
            return None
        self.problem = ""
        self.read_out = self._describe(summary)
        self._described, self._summary = key, summary
        self._show_cells(GridCells(summary, map_crs))
        return summary

    def _show_cells(self, cells: GridCells | None) -> None:
        if cells is not self.cells:
            self.cells = cells
            self.cells_changed.emit()

    def _describe(self, summary) -> str:
        width, height = summary.tile_pixels
        lines = [self.tr("Tiles: {}, each of {} × {} pixels").format(summary.count, width, height)]
        if summary.tile_metres:
            across, down = summary.tile_metres
            lines.append(self.tr("{:.5g} × {:.5g} m on the ground").format(across, down))
        if any(summary.left_over):
            lines.append(
                self.tr("Pixels left over: columns {}, rows {}").format(*summary.left_over)
            )
        if summary.count > MANY_TILES:
            lines.append(self.tr("too many to draw: the outline is shown"))
        return "\n".join(lines)

    def _to_map(self, summary: GridSummary) -> np.ndarray:
        transform = PointTransform(summary.crs, self._canvas.mapSettings().destinationCrs())
        return transform.apply(summary.corners[:4])

    def _finish(self, results, run, problem: str) -> None:
        if self.cells is None:
            return
        self.warnings = run.feedback.warnings
        if results is not None:
            layers = [run.take_layer(results, name) for name in ("TILES", "REJECTED")]
            self.tiles.show_layers(self.cells, *layers)
        else:
            # The grid stays, so that what is wrong can be mended on the map.
            self.tiles.show_grid(self.cells.all_outlines())
        self.ended.emit(results, problem)

    def remove(self) -> None:
        """Take everything off the map, and let go of all layers."""
        self._watch.remove()
        self._runs.remove()
        self.tiles.remove()


def _summarise(layer: QgsRasterLayer, settings: DockSettings) -> GridSummary:
    return describe_grid(layer, settings.grid_settings())


def _layers_of(
    parameters: dict, raster: QgsRasterLayer
) -> tuple[list[QgsMapLayer], QgsMapLayer | None]:
    """The layers that a run reads, and the one whose style it draws, if any."""
    project = QgsProject.instance()
    found = (project.mapLayer(v) for v in parameters.values() if isinstance(v, str))
    layers = [raster, *(layer for layer in found if layer is not None)]
    return layers, raster if parameters.get("SCALING") == "STYLE" else None
