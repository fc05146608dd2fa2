"""The live preview: read-out at once, tiles and counts a moment later."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.grid.describe_grid import GridSummary
from ...core.classes.order import parse_class_order
from ...core.errors import TilewrightError
from ..cells.grid_cells import GridCells
from ..cells.map_marks import crs_text
from ..cells.map_view import MapView
from ..cells.scene_cells import SceneCells, cells_over
from ..settings.dock_settings import DockSettings
from ..settings.plan_parameters import MARKS
from ..settings.preview_settings import for_part, previewable
from ..tasks.in_steps import InSteps
from ..tasks.scene_looks import SceneChoice
from ..tasks.summarize_grids import summarize_grids
from ..tasks.watch_layers import LayerWatch, layers_read
from .label_colors import label_colors
from .mark_files import MarkLayers
from .preview_run import PreviewRun, Steps
from .preview_summary import describe
from .tile_preview import TilePreview

# Of more tiles those are drawn and counted that the map shows, and boxes where it shows more.
MANY_TILES = 10_000
# Drawn and counted while the map moves, so that the window never waits.
MOST_IN_VIEW = 4_000
# What says where a dataset goes, not what is in it.
_NOT_PREVIEWED = ("OUTPUT", "OVERWRITE", "RESUME")


class GridPreview(QObject):
    """Shows what a run would make.

    Signals: ``ended`` (results of a dry run or None, what went wrong), ``cells_changed`` (the grid
    on the map is another one), ``outdated`` (a layer that counts has changed: show again),
    ``recolored`` (the classes have other colours), ``looked`` (the read-out, when the map shows
    others of many tiles).
    """

    ended = pyqtSignal(object, object)
    cells_changed = pyqtSignal()
    outdated = pyqtSignal()
    recolored = pyqtSignal()
    looked = pyqtSignal(str)

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
        self._view: MapView | None = None
        self._shown = None
        self._runs = PreviewRun(self)
        self._runs.ended.connect(self._finish)
        self._reading = InSteps(self)
        self._watch = LayerWatch(self)
        self._watch.changed.connect(self.outdated)
        canvas.extentsChanged.connect(self._follow_map)

    @property
    def is_busy(self) -> bool:
        """Whether a preview is being made."""
        return self._runs.is_busy or self._reading.is_busy

    @property
    def step(self) -> int:
        """1 where the map shows single tiles; else its boxes stand for step x step tiles."""
        return 1 if self._view is None else self._view.step

    def clear(self) -> None:
        """Show nothing, stop what runs and let go of the layers."""
        self._watch.follow(())
        self._show_nothing()
        self.read_out = self.problem = ""

    def _stop(self) -> None:
        self._runs.stop()
        self._reading.cancel()

    def _show_nothing(self) -> None:
        self._stop()
        self.warnings = []
        self._asked = self._described = self._view = self._shown = None
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
        self._watch.follow(*layers_read(parameters, image))
        self._read_colors(wanted, settings.class_order)
        if not self._describe_grid(image, settings):
            return
        if self.cells is None:
            self._show_nothing()
            return
        self._show_scenes(image)
        if isinstance(image, SceneChoice) and not image.are_fit:
            self._stop()
            self._asked = None
            self._show_bare()
            # What was said of them before is no news of these.
            self.warnings = []
            self.ended.emit(None, "")
            return
        self._shown = image, settings, marks
        self._look()
        for name in _NOT_PREVIEWED:
            parameters.pop(name, None)
        asked = (parameters, clouds, edits, self._described, self._view)
        if asked == self._asked:
            return
        self._asked = asked
        if self._view is not None:
            self._show_bare()
            if self._view.step > 1 or not self._view.size:
                self._stop()
                self.warnings = []
                self.ended.emit(None, "")
                return
            wanted = for_part(wanted)
        cells, view = self.cells, self._view

        def make_parameters() -> Steps:
            # With a distance, marks beside the view count in it.
            is_all = view is None or wanted.cloud_buffer > 0
            seen = None if is_all else cells.view_numbers(view)
            cloud_layer, edit_layer = yield from marks.in_memory(cells, seen)
            ready = wanted.to_parameters(cloud_layer, edit_layer if has_edits else None)
            ready.update(DRY_RUN=True, TILES="TEMPORARY_OUTPUT", REJECTED="TEMPORARY_OUTPUT")
            if view is not None:
                ready.update(GRID_PART=cells.view_text(view))
            return {k: v for k, v in ready.items() if k not in _NOT_PREVIEWED}

        self._reading.cancel()
        self._runs.ask(make_parameters)

    def _look(self) -> None:
        """Which tiles the map shows, where these are too many to show them all."""
        before, self._view = self._view, None
        if self._is_large:
            box = self._canvas.mapSettings().visibleExtent()
            view = self.cells.look(box, MOST_IN_VIEW)
            is_kept = before is not None and before.serves(box, view)
            self._view = before if is_kept else view
        if self._view is not before:
            self.read_out = describe(list(self._summaries.values()), self._view)
            self.looked.emit(self.read_out)

    def _follow_map(self) -> None:
        """Of many tiles, show those that the map shows now."""
        if self._is_large and self._shown is not None:
            self.show(*self._shown)

    def _read_colors(self, settings: DockSettings, class_order: str) -> None:
        """Colours of the classes as the label layer has them, and their order."""
        source = (settings.labels, settings.label_field, settings.label)
        order = parse_class_order(class_order)
        key = (source, order, self._watch.revision, self._watch.look)
        if key == self._colored:
            return
        self._colored = key
        colors, tiles = label_colors(*source), self.tiles
        if (colors, order) != (tiles.own_colors, tiles.class_order):
            tiles.own_colors, tiles.class_order = colors, order
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
        return cells_over(summaries, self._canvas.mapSettings().destinationCrs(), _texts_of(image))

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
        self.read_out = describe(list(summaries.values()), None)
        self._described, self._summaries, self._view = key, summaries, None
        self._show_cells(cells_over(summaries, map_crs, _texts_of(image)))
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
            if self.tiles.is_known:
                self.tiles.refresh()
            elif not self._is_large:
                self._show_bare()
            self._view = None
            self.cells_changed.emit()

    @property
    def _is_large(self) -> bool:
        return sum(summary.count for summary in self._summaries.values()) > MANY_TILES

    def _show_bare(self) -> None:
        """The grids of which nobody knows more, or what the map shows of them."""
        if self._view is None:
            self.tiles.show_grid(self.cells.all_outlines())
        elif self._view.step > 1:
            self.tiles.show_boxes(self.cells.view_outlines(self._view))
        else:
            self.tiles.show_view(self.cells, self.cells.view_numbers(self._view))

    def _show_cells(self, cells: GridCells | SceneCells | None) -> None:
        if cells is not self.cells:
            self.cells = cells
            self.cells_changed.emit()

    def _finish(self, results, run, problem: str) -> None:
        if self.cells is None:
            return
        self.warnings = run.feedback.warnings
        layers = []
        if results is not None:
            layers = [run.take_layer(results, name) for name in ("TILES", "REJECTED")]
        self._reading.start(self._show_results(results, layers, problem))

    def _show_results(self, results, layers, problem: str) -> Iterator[None]:
        if results is not None:
            yield from self.tiles.show_layers(self.cells, *layers)
            yield
        else:
            # The grid stays, so that what is wrong can be mended on the map.
            self._show_bare()
        # Who hears that it has ended may ask whether it has.
        self._reading.cancel()
        # What is counted in a part of the grid is not said of all of it.
        self.ended.emit(results if self._view is None else None, problem)

    def remove(self) -> None:
        """Take everything off the map, and let go of all layers."""
        self._canvas.extentsChanged.disconnect(self._follow_map)
        self._watch.remove()
        self._reading.cancel()
        self._runs.remove()
        self.tiles.remove()


def _texts_of(image: QgsRasterLayer | SceneChoice) -> list[str] | None:
    return [look.text for look in image.looks] if isinstance(image, SceneChoice) else None
