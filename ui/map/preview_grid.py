"""The live preview: read-out at once, tiles and counts a moment later."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.long_runs import delayed_collector
from ...algorithms.grid.describe_grid import GridSummary
from ...core.errors import TilewrightError
from ..cells.grid_cells import GridCells
from ..cells.map_marks import crs_text
from ..cells.scene_cells import SceneCells
from ..cells.transform_points import PointTransform
from ..settings.dock_settings import MARKS, DockSettings
from ..settings.preview_settings import previewable
from ..tasks.scene_looks import SceneChoice
from ..tasks.summarize_grids import summarize_grids
from ..tasks.watch_layers import LayerWatch
from .label_colors import label_colors
from .mark_files import MarkLayers
from .preview_run import PreviewRun
from .tile_preview import TilePreview

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
        self._described = self._colored = None
        self._summaries: dict[int, GridSummary] = {}
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

    def show(
        self, image: QgsRasterLayer | SceneChoice, settings: DockSettings, marks: MarkLayers
    ) -> None:
        """Describe the grid now, and its tiles soon; nothing when all is as it was.

        Of several images that cannot be used together, those that can have their bare grid.
        """
        wanted = previewable(settings)
        # Corrections alone would leave out all other tiles.
        has_edits = wanted.labels == settings.labels
        clouds, edits = marks.state()
        clouds = clouds if wanted.cloud_source == MARKS else ()
        edits = edits if has_edits else ()
        parameters = wanted.to_parameters("marks" if clouds else "", "edits" if edits else "")
        self._watch.follow(*_layers_of(parameters, image))
        self._read_colors(wanted)
        if not self._describe_grid(image, settings):
            return
        if self.cells is None:
            self._show_nothing()
            return
        self._show_scenes(image)
        if isinstance(image, SceneChoice) and not image.are_fit:
            self._runs.stop()
            self._asked = None
            self._show_bare()
            return
        for name in _NOT_PREVIEWED:
            parameters.pop(name, None)
        asked = (parameters, clouds, edits, self._described)
        if asked == self._asked:
            return
        self._asked = asked
        if self._is_large:
            self._runs.stop()
            self.warnings = []
            self._show_bare()
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

    def find_cells(
        self, image: QgsRasterLayer | SceneChoice, settings: DockSettings
    ) -> GridCells | SceneCells | None:
        """The tiles of a grid, whether it is shown or not; None when there can be none."""
        try:
            summaries = summarize_grids(image, settings)
        except TilewrightError:
            return None
        return _cells_of(image, summaries, self._canvas.mapSettings().destinationCrs())

    def _describe_grid(self, image: QgsRasterLayer | SceneChoice, settings: DockSettings) -> bool:
        """The grids in numbers, anew only when something has changed; False if there are none."""
        map_crs = self._canvas.mapSettings().destinationCrs()
        are_several = isinstance(image, SceneChoice)
        key = (
            image.revision if are_several else image.id(),
            settings.tile_size,
            settings.units,
            settings.overlap,
            settings.edge,
            settings.aoi,
            settings.meters_per_pixel,
            self._watch.revision,
            crs_text(map_crs),
        )
        if key == self._described:
            return True
        try:
            summaries = summarize_grids(image, settings)
        except TilewrightError as error:
            self._show_nothing()
            self.read_out, self.problem = "", error.message
            return False
        self.problem = ""
        self.read_out = self._describe(list(summaries.values()))
        self._described, self._summaries = key, summaries
        self._show_cells(_cells_of(image, summaries, map_crs))
        return True

    def _show_scenes(self, image: QgsRasterLayer | SceneChoice) -> None:
        """Heed which images are ticked, and which one is the current."""
        if not isinstance(image, SceneChoice):
            self.tiles.hidden = frozenset()
            return
        self.cells.current = image.current
        self.tiles.hidden = image.hidden
        if self.cells.hidden != image.hidden:
            self.cells.hidden = image.hidden
            if self.tiles.tiles:
                self.tiles.refresh()
            else:
                self._show_bare()
            self.cells_changed.emit()

    @property
    def _is_large(self) -> bool:
        return sum(summary.count for summary in self._summaries.values()) > MANY_TILES

    def _show_bare(self) -> None:
        """The grids of which nobody knows more, or their outlines."""
        if not self._is_large:
            self.tiles.show_grid(self.cells.all_outlines())
            return
        shown = [s for k, s in self._summaries.items() if k not in self.cells.hidden]
        corners = [np.empty((0, 4, 2)), *(self._to_map(summary)[None] for summary in shown)]
        self.tiles.show_outline(np.concatenate(corners))

    def _show_cells(self, cells: GridCells | SceneCells | None) -> None:
        if cells is not self.cells:
            self.cells = cells
            self.cells_changed.emit()

    def _describe(self, summaries: list[GridSummary]) -> str:
        if not summaries:
            return ""
        summary, count = summaries[0], sum(each.count for each in summaries)
        width, height = summary.tile_pixels
        lines = [self.tr("Tiles: {}, each of {} × {} pixels").format(count, width, height)]
        if summary.tile_metres:
            across, down = summary.tile_metres
            lines.append(self.tr("{:.5g} × {:.5g} m on the ground").format(across, down))
        if len(summaries) > 1:
            lines.insert(0, self.tr("Images: {}").format(len(summaries)))
        elif any(summary.left_over):
            lines.append(
                self.tr("Pixels left over: columns {}, rows {}").format(*summary.left_over)
            )
        if count > MANY_TILES:
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
            with delayed_collector():
                self.tiles.show_layers(self.cells, *layers)
        else:
            # The grid stays, so that what is wrong can be mended on the map.
            self._show_bare()
        self.ended.emit(results, problem)

    def remove(self) -> None:
        """Take everything off the map, and let go of all layers."""
        self._watch.remove()
        self._runs.remove()
        self.tiles.remove()


def _cells_of(
    image: QgsRasterLayer | SceneChoice,
    summaries: dict[int, GridSummary],
    map_crs: QgsCoordinateReferenceSystem,
) -> GridCells | SceneCells | None:
    cells = {place: GridCells(summary, map_crs) for place, summary in summaries.items()}
    if not isinstance(image, SceneChoice):
        return cells[0]
    return SceneCells(cells, [look.text for look in image.looks]) if cells else None


def _layers_of(
    parameters: dict, image: QgsRasterLayer | SceneChoice
) -> tuple[list[QgsMapLayer], QgsMapLayer | None]:
    """The layers that a run reads, and the one whose style it draws, if any."""
    project = QgsProject.instance()
    found = (project.mapLayer(v) for v in parameters.values() if isinstance(v, str))
    images = image.layers if isinstance(image, SceneChoice) else [image]
    layers = [*images, *(layer for layer in found if layer is not None)]
    is_styled = parameters.get("SCALING") == "STYLE" and not isinstance(image, SceneChoice)
    return layers, image if is_styled else None
