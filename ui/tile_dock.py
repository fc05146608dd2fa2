"""The dock: from an image and labels to a dataset, with every step on the map."""

from __future__ import annotations

import json

from qgis.core import Qgis, QgsRasterLayer

from ..core.errors import TilewrightError
from .dock_parts import DockParts
from .labels.label_layer_dialog import ask_label_layer
from .labels.new_label_layer import add_new_classes
from .map.find_tile import find_layers
from .map.preview_summary import summarize, warn_of_classes
from .map.tile_preview import CLASS
from .pages.hand_over import HandOver
from .run.style_file import can_be_saved, save_style
from .settings.dock_settings import DockSettings


class TileDock(DockParts):
    """Pages above, run panel below. It builds parameters of builddataset and runs it."""

    def __init__(self, iface, in_steps: bool = False) -> None:
        super().__init__(iface, in_steps)
        self.setObjectName("TilewrightDock")
        self.setWindowTitle("Tilewright")
        self.setMinimumWidth(280)

    def connect_parts(self) -> None:
        """Changes are remembered and heeded, by the preview above all."""
        for page in self.pages:
            page.changed.connect(self._change)
        for part in (self.export.layout_rows.objects, self.export.layout_rows.mask):
            self.labels.order.add(part.classes)
        self.labels.ambiguous_changed.connect(self._show_ambiguous)
        self.split.view_changed.connect(self._show_splits)
        self.clouds.view_changed.connect(self._show_clouds)
        self.export.layout_rows.split_asked.connect(self.split.propose)
        HandOver(self.labels, self.export.layout_rows, self).told.connect(self.runs.tell)
        for take in (self.apply, self._change):
            self.ways.prepared.connect(take)
        for ways in (self.sources, self.labels.buttons):
            ways.failed.connect(lambda why: self.runs.tell(why, Qgis.MessageLevel.Warning))
        self.image.scenes.view_changed.connect(self._change)
        self.labels.buttons.new_asked.connect(self._make_label_layer)
        self.clouds.tools.bind(self.cloud_marks)
        self.labels.tools.bind(self.label_edits)
        self.label_edits.choose_label = self.labels.edit_class.currentText
        for marking in (self.cloud_marks, self.label_edits):
            marking.marks.changed.connect(self._heed)
        self.preview.ended.connect(self._show_preview)
        for heard in (self.image.scenes.looked, self.sample.outdated):
            heard.connect(self.update_all)
        self.preview.outdated.connect(self._heed)
        self.preview.recolored.connect(self._show_legend)
        self.image.looks.changed.connect(self.preview.tiles.look)
        self.preview.looked.connect(self.image.read_out.say)
        self.preview.recolored.connect(self.labels.list_classes)
        self.panel.run_asked.connect(self.run)
        self.panel.find_asked.connect(self._find_tile)
        self.runs.changed.connect(self.update_all)
        self.runs.succeeded.connect(self.export.forget_folder)
        self.runs.succeeded.connect(self.review.heed_change)
        self.runs.failed.connect(self._notice_failure)
        self._projects.removing.connect(self._let_go)
        for take in (self._take_settings, self._offer.follow):
            self._projects.arrived.connect(take)
        self._projects.stayed.connect(self.update_all)
        self.visibilityChanged.connect(self._give_way)
        self.on_removal(lambda: self.visibilityChanged.disconnect(self._give_way))
        crs_changed = self._canvas.destinationCrsChanged
        crs_changed.connect(self.update_all)
        self.on_removal(lambda: crs_changed.disconnect(self.update_all))

    def take_project(self) -> None:
        """Say what the project keeps, else the defaults."""
        self._projects.restore()

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
        if not (settings.raster or settings.scenes):
            layer = self._iface.activeLayer()
            if isinstance(layer, QgsRasterLayer):
                settings.raster = layer.id()
        if not (settings.labels or settings.label_raster or found):
            settings.labels, settings.label_field = self.labels.guess()
        self._problems.run_failure = ""
        self.runs.forget()
        self.cloud_marks.marks.read()
        self.label_edits.marks.read()
        self.results.read()
        self.apply(settings)
        self.export.keep(found)

    def _let_go(self, ids: list[str]) -> None:
        for page in self.pages:
            page.let_go(ids)

    # preview

    def _change(self, *_args) -> None:
        """The user changed a field."""
        if self.is_leaving:
            return
        self._heed()
        self._projects.remember(self.settings())

    def _heed(self, *_args) -> None:
        """What a run failed of, or was told of, may be mended."""
        self._problems.run_failure = ""
        self.runs.forget_plain()
        self.review.heed_change()
        self.update_all()

    def update_all(self, *_args) -> None:
        """After any change: problems, read-out, preview, and whether it can be run."""
        if self.is_leaving or self._projects.is_leaving:
            return
        self.export.layout_rows.has_label_sets = self.labels.has_label_sets
        self.export.offer_scenes(len(self.image.scenes.texts()) > 1)
        self._heed_splits()
        self.ways.follow()
        settings = self.settings()
        self.preview.tiles.has_splits = self.split.is_on_map
        self._show_clouds()
        self.image.scenes.look(settings.bands.strip())
        self.split.method.offer_scenes(len(settings.scenes) > 1)
        if (self._problems.check() or self.image.has_misfits) and self.is_in_use:
            self._ask_preview(settings)
        else:
            self._clear_preview()
        self.sample.follow(self.image.target, settings, self._problems.find_settings_problem())
        self.clouds.show_marks(len(settings.scenes) > 1)
        self.labels.show_marks()
        self._problems.show(self.runs.is_busy)

    def _heed_splits(self) -> None:
        self.export.layout_rows.splits = self.split.used
        self.export.on_change()

    def _ask_preview(self, settings: DockSettings) -> None:
        self.preview.show(self.image.target, settings, self._marks)
        self.image.read_out.say(self.preview.read_out)
        problem = self.preview.problem
        if problem:
            self._clear_preview()
            self._problems.blame_image(problem)

    def _clear_preview(self) -> None:
        self.preview.clear()
        self.image.read_out.say("")
        self._show_preview(None, "")

    def _show_preview(self, results, problem: str) -> None:
        self._show_legend()
        self.split.show_report(results)
        self._heed_splits()
        self._problems.check()
        counts = json.loads(results["CLASS_COUNTS"]) if results else {}
        summary = ""
        if results is not None:
            self._color_labels()
            size, asked = (results.get(k, 0) for k in ("ESTIMATED_BYTES", "REQUEST_COUNT"))
            kinds = self.preview.tiles.kinds_left_out
            objects = results.get("OBJECT_COUNT")
            summary = summarize(results["TILE_COUNT"], size, kinds, asked, objects)
        self.export.summary.say(summary)
        warning = "" if problem else warn_of_classes(counts, self.settings().other_label)
        self.export.warning.say(f"\u26a0 {warning}" if warning else "")
        self._problems.preview_failure = problem
        self._problems.preview_warnings = self.preview.warnings
        self._problems.show(self.runs.is_busy)

    def _notice_failure(self, message: str) -> None:
        self._problems.run_failure = message
        self.update_all()

    def _show_ambiguous(self) -> None:
        self.preview.tiles.ambiguous_below = self.labels.ambiguous_gap()
        self.preview.tiles.refresh()
        self._show_legend()

    def _color_labels(self) -> None:
        """Classes that are new to a layer of our making look on the map as they do in the list."""
        layer = self.labels.polygons
        if layer is not None:
            rows = (row for row in self.preview.tiles.legend if row.kind == CLASS)
            add_new_classes(layer, {row.text: row.style.color for row in rows})

    def _show_legend(self) -> None:
        self.labels.show_legend(self.preview.tiles.legend)

    def _show_splits(self) -> None:
        self.preview.tiles.has_splits = self.split.is_on_map
        self.preview.tiles.refresh()

    def _show_clouds(self) -> None:
        self._shares.show(self.clouds.shows_shares and self.is_in_use)

    def folders(self) -> tuple[str, str]:
        """Where a dataset may be: the folder chosen, and that of the last run."""
        return self.settings().output, self.runs.last_output

    def _find_tile(self, text: str) -> None:
        message = self._finder.find(text, find_layers(self.folders()), self.preview.cells)
        if message:
            self.runs.tell(message)

    def parameters(self) -> dict:
        """Parameters of builddataset; marks and style are written to small files.

        Raises:
            OSError: they cannot be written.
            TilewrightError: QGIS cannot write the style.
        """
        settings, image = self.settings(), self.image.target
        cells = None if image is None else self.preview.find_cells(image, settings)
        layer = image if isinstance(image, QgsRasterLayer) else None
        has_style = settings.scaling == "STYLE" and layer is not None and can_be_saved(layer)
        return self._marks.parameters(settings, cells, save_style(layer) if has_style else "")

    def run(self) -> None:
        """Make the dataset in the background."""
        self._problems.run_failure = ""
        try:
            self.results.begin()
            self.runs.start(self.parameters())
        except (OSError, TilewrightError) as error:
            self.runs.tell(str(error), Qgis.MessageLevel.Warning)

    def _make_label_layer(self) -> None:
        try:
            layer = ask_label_layer(self, self.image.crs, self.labels.known_classes())
        except OSError as error:
            self.runs.tell(str(error), Qgis.MessageLevel.Warning)
            return
        if layer is not None:
            self.labels.layer.setLayer(layer)
            self._iface.setActiveLayer(layer)
            layer.startEditing()
            self._iface.actionAddFeature().trigger()

    def _give_way(self, is_in_front: bool) -> None:
        """As a tab behind another the dock leaves the map to classes."""
        self.preview.tiles.give_way(not is_in_front)

    def disappear(self) -> None:
        """Put the tools down and take the tiles off the map."""
        self.cloud_marks.use(False)
        self.label_edits.use(False)
        self._shares.show(False)
        self.preview.clear()

    def appear(self) -> None:
        """Show the tiles again."""
        self.update_all()
