"""Making the sample in the background, and going from tile to tile."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsPointXY, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...algorithms.export.look_at_tiles import TileLookAlgorithm, TileLooks
from ...core.grid.find import NOWHERE
from ..map.find_tile import show_tile
from ..map.mark_files import MarkLayers
from ..map.mark_tool import MarkTool
from ..map.preview_grid import MANY_TILES, GridPreview
from ..map.preview_run import PreviewRun, Steps
from ..settings.dock_settings import DockSettings
from ..settings.plan_parameters import MARKS
from ..tasks.background import Background
from ..tasks.scene_looks import SceneChoice
from ..tasks.watch_layers import LayerWatch, layers_read
from .map_clicks import MapClicks
from .sample_page import SamplePage


class DatasetSample(QObject):
    """Shows tiles as a run would write them, made of the same parameters.

    Nothing is done while nobody looks at the page.

    Args:
        page: what the user sees.
        preview: the grid on the map.
        marks: of clouds and labels.
        canvas: the map.
        say: puts a message into the dock's words.
        name_image: the name of a tile's image, by the tile's, where there are several.
    """

    def __init__(
        self,
        page: SamplePage,
        preview: GridPreview,
        marks: MarkLayers,
        canvas: QgsMapCanvas,
        say: Callable[[object], str],
        name_image: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._preview, self._marks, self._canvas = page, preview, marks, canvas
        self._say, self._name_image = say, name_image
        self._asked = self._due = None
        self._is_forced = False
        self._arrived: list[TileLooks | None] = []
        self._looks: TileLooks | None = None
        self._numbers: list[int] = []
        self._at, self._shown = 0, ""
        self._images: object = None
        self._runs = PreviewRun(self, self._make_algorithm)
        self._reading = Background(self)
        self._watch = LayerWatch(self)
        self._clicks = MapClicks(canvas, self)
        self._runs.ended.connect(self._finish)
        self._runs.progressed.connect(self._tell_progress)
        preview.ended.connect(self._go)
        preview.cells_changed.connect(self._follow_grid)
        page.seen.connect(self._go)
        page.asked.connect(self._force)
        page.filtered.connect(self._filter)
        page.band_chosen.connect(self._read_again)
        page.moved.connect(self._move)
        page.map_asked.connect(self._show_on_map)
        self._clicks.clicked.connect(self._pick)
        # A layer beside the images has changed: the dock asks anew.
        self.outdated = self._watch.changed

    @property
    def is_busy(self) -> bool:
        """Whether a sample is being made, or a tile read."""
        return self._runs.is_busy or self._reading.is_busy

    def follow(
        self, image: QgsRasterLayer | SceneChoice | None, settings: DockSettings, lack: str
    ) -> None:
        """Show tiles of these settings, soon; ``lack`` says what keeps the dataset from being made.

        Nothing happens where all is as it was.
        """
        cells = self._preview.cells
        if lack or image is None or cells is None:
            self._forget()
            before = self.tr("Choose an image to see some of its tiles here.")
            self._page.show_state(lack or before)
            return
        clouds, edits = self._marks.state()
        clouds = clouds if settings.cloud_source == MARKS else ()
        told = settings.to_parameters("marks" if clouds else "", "edits" if edits else "")
        self._watch.follow(*layers_read(told, image))
        for name in self._not_in_it(settings):
            told.pop(name, None)
        key = (told, clouds, edits, self._watch.revision, getattr(image, "revision", None))
        if key == self._asked:
            return
        self._asked, self._is_forced = key, False
        self._keep_tile_of(told.get("RASTER") or told.get("SCENES"))

        def make_parameters() -> Steps:
            cloud_layer, edit_layer = yield from self._marks.in_memory(cells)
            ready = settings.to_parameters(cloud_layer if clouds else "", edit_layer)
            ready["DRY_RUN"] = True
            return {k: v for k, v in ready.items() if k not in self._not_in_it(settings)}

        self._runs.stop()
        self._reading.cancel()
        self._due = make_parameters
        self._page.waits_to_be_seen = True
        self._page.show_state(self.tr("The sample is being made\u2026"), keeps_tile=True)
        self._go()

    def _keep_tile_of(self, images: object) -> None:
        """The tile on show comes back where it is one of the same images."""
        if images != self._images:
            self._images, self._shown = images, ""

    @staticmethod
    def _not_in_it(settings: DockSettings) -> tuple[str, ...]:
        """Where the dataset goes matters only where its tiles are added to others."""
        return ("OVERWRITE", "RESUME") if settings.append else ("OUTPUT", "OVERWRITE", "RESUME")

    def _go(self, *_args) -> None:
        """Begin what is due, once the preview is done and somebody looks."""
        if self._due is None or self._preview.is_busy or not self._page.is_in_sight:
            return
        cells = self._preview.cells
        self._page.waits_to_be_seen = False
        if cells is not None and len(cells) > MANY_TILES and not self._is_forced:
            text = self.tr(
                "The grid has {} tiles. A sample plans all of them, which may take a few minutes."
            )
            self._page.show_state(text.format(len(cells)), can_make=True)
            return
        self._page.show_state(self.tr("The sample is being made\u2026"), keeps_tile=True)
        due, self._due = self._due, None
        self._runs.ask(due)

    def _force(self) -> None:
        self._is_forced = True
        self._go()

    def _make_algorithm(self) -> TileLookAlgorithm:
        return TileLookAlgorithm(self._arrived.append).create()

    def _tell_progress(self, percent: float) -> None:
        if self._runs.is_busy:
            self._page.show_progress(int(percent))

    def _finish(self, results, _run, problem) -> None:
        arrived, self._arrived = self._arrived, []
        looks = arrived.pop() if arrived and results is not None else None
        for old in (*arrived, self._looks):
            if old is not None and old is not looks:
                old.close()
        self._looks = looks
        if problem:
            self._page.show_state(f"\u26a0 {self._say(problem)}")
        elif results is not None and looks is None:
            self._page.show_state(
                self.tr(
                    "The pixels come from a server, which is contacted only when the dataset is"
                    " made, not for a sample."
                )
            )
        elif looks is None:
            self._page.show_state("")
        else:
            self._offer(looks)

    def _offer(self, looks: TileLooks) -> None:
        fit = ""
        if looks.fitted:
            fit = self.tr(
                "The cut values here come from {} tiles; the export uses all, which may shift "
                "them slightly."
            ).format(looks.fitted)
        self._page.offer(looks.groups, looks.bands, fit)
        self._filter(keeps_tile=True)

    # going through the tiles

    def _filter(self, keeps_tile: bool = False) -> None:
        """The tiles of the class and split that are chosen."""
        if self._looks is None:
            return
        label, split = self._page.choice()
        chosen = (
            number
            for group in self._looks.groups
            if label in (None, group.label) and split in (None, group.split)
            for number in group.numbers
        )
        self._numbers = list(dict.fromkeys(chosen))
        last = self._looks.find(self._shown) if keeps_tile and self._shown else None
        if last in self._numbers:
            self._show(self._numbers.index(last))
        elif self._numbers:
            self._show(0)
        else:
            self._reading.cancel()
            self._page.show_place("", False, False)
            self._page.show_none(self.tr("No tile of this class is in this split."))

    def _move(self, step: int) -> None:
        if self._looks is not None and self._numbers:
            self._show(max(0, min(self._at + step, len(self._numbers) - 1)))

    def _show(self, at: int) -> None:
        self._at = at
        text = self.tr("{} of {}").format(at + 1, len(self._numbers))
        self._page.show_place(text, at > 0, at < len(self._numbers) - 1)
        self._read(self._numbers[at])

    def _read_again(self) -> None:
        number = self._looks.find(self._shown) if self._looks is not None else None
        if number is not None:
            self._read(number)

    def _read(self, number: int) -> None:
        looks, band = self._looks, self._page.chosen_band()
        self._shown = looks.name(number)
        self._reading.start(
            self.tr("Reading a tile"),
            lambda feedback: looks.read(number, feedback.isCanceled, band),
            self._draw,
        )

    def _draw(self, shown, problem) -> None:
        if problem:
            self._page.show_none(f"\u26a0 {self._say(problem)}")
        elif shown is not None:
            self._page.show_tile(shown, self._name_image(shown.tile.tile_id))

    # the map

    def _show_on_map(self) -> None:
        cells = self._preview.cells
        number = NOWHERE if cells is None or not self._shown else cells.find_name(self._shown)
        if number != NOWHERE:
            show_tile(self._canvas, cells.geometry(number))

    def _pick(self, point: QgsPointXY) -> None:
        """A tile of the map was clicked: show it, whether it is one of the sample or not."""
        cells, looks = self._preview.cells, self._looks
        is_marking = isinstance(self._canvas.mapTool(), MarkTool)
        if cells is None or looks is None or is_marking or not self._page.is_in_sight:
            return
        number = cells.at(point)
        if number == NOWHERE:
            return
        (name,) = cells.names([number])
        found = looks.find(name)
        if found is None:
            self._page.note.say(self.tr("{} is not in the dataset.").format(name))
        elif found in self._numbers:
            self._show(self._numbers.index(found))
        else:
            has_others = bool(self._numbers)
            self._page.show_place(self.tr("from the map"), has_others, has_others)
            self._read(found)

    def _follow_grid(self) -> None:
        """Without a grid, as of a dock that is hidden, stop and free what is open."""
        if self._preview.cells is None:
            self._forget()
            self._page.show_state("")

    def _forget(self) -> None:
        self._runs.stop()
        self._reading.cancel()
        self._asked = self._due = None
        self._page.waits_to_be_seen = False
        looks, self._looks = self._looks, None
        if looks is not None:
            looks.close()

    def remove(self) -> None:
        """Stop for good, and hear nothing of layers and the map."""
        self._clicks.remove()
        self._watch.remove()
        self._runs.remove()
        self._reading.stop()
        self._forget()
        for looks in self._arrived:
            if looks is not None:
                looks.close()
