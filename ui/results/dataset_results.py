"""Showing what came of a run, and going from its pictures to the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QDir, QLocale, QObject, QTimer
from qgis.PyQt.QtWidgets import QFileDialog

from ...core.dataset.manifest import read_description
from ...core.errors import FileError
from ...core.page.gallery import Gallery, GalleryTile, read_gallery
from ...core.tiles.layout import MADE_WITH, PAGE
from ..map.find_tile import show_tile
from ..run.dataset_looks import Look, open_file
from ..run.dataset_runs import DatasetRuns
from ..run.load_dataset import load_dataset, reload_dataset
from ..tasks.background import Background
from .check_dataset import DatasetChecks
from .dataset_editing import DatasetEditing
from .describe_run import describe_settings, title_of, when
from .dock_state import put_back, state_told, take_state
from .results_page import ResultsPage
from .run_history import RunHistory, RunRecord
from .told_settings import check_told_files, read_told_settings

# More would push the pictures out of sight.
_MOST_WARNINGS = 3


class DatasetResults(QObject):
    """Fills the page with the dataset of the chosen run; reads it beside the window.

    Args:
        page: what the user sees.
        dock: whose runs are shown, and whose settings are kept with them.
        iface: QGIS's window.
        say: puts a message into the dock's words.
    """

    def __init__(
        self,
        page: ResultsPage,
        dock,
        iface,
        say: Callable[[object], str],
    ) -> None:
        super().__init__(dock)
        runs: DatasetRuns = dock.runs
        self.page, self._dock, self._say = page, dock, say
        self._canvas: QgsMapCanvas = iface.mapCanvas()
        self._runs = runs
        self.history = RunHistory(self)
        self.checks = DatasetChecks(page, say, self)
        self.editing = DatasetEditing(page.edit, dock, iface, say, self)
        self.editing.updated.connect(self._finish_update)
        self.editing.told.connect(lambda text: runs.tell(text, Qgis.MessageLevel.Warning))
        self._reading = Background(self)
        self._begun: dict[str, RunRecord] = {}
        self._shown: RunRecord | None = None
        self.gallery: Gallery | None = None
        self._seed = 0
        # What the last run warned of.
        self._warned: tuple[RunRecord | None, list[str]] = None, []
        runs.succeeded.connect(self._finish_run)
        page.run_chosen.connect(lambda k: self.show(self.history.records[k]))
        page.open_asked.connect(self._ask_folder)
        page.recent.chosen.connect(self.open)
        page.again_asked.connect(self._use_again)
        page.folder_asked.connect(lambda: open_file(str(self.gallery.folder)))
        page.add_asked.connect(self._add)
        page.report_asked.connect(lambda: open_file(str(self.gallery.folder / PAGE)))
        page.sheet_asked.connect(self._make_sheet)
        page.others_asked.connect(self._show_others)
        page.pictures.chosen.connect(self.go_to)

    @property
    def is_busy(self) -> bool:
        """Whether a dataset is being read or checked."""
        return self._reading.is_busy or self.checks.is_busy or self.editing.is_busy

    def begin(self) -> None:
        """A run begins with the dock's settings; what it may replace is not looked at any more."""
        if self._runs.is_busy:
            return
        record = take_state(self._dock)
        self._begun[record.folder] = record
        self.checks.forget()
        self._reading.cancel()

    def _finish_run(self) -> None:
        folder = self._runs.last_output
        record = _dated(self._begun.pop(folder, RunRecord(folder)), self.page.locale())
        self._warned = record, self._runs.last_warnings
        self.take(record, is_new=True)
        self.page.setCollapsed(False)

    def take(self, record: RunRecord, is_new: bool = False) -> None:
        """List a dataset that is in its folder now, and show it."""
        record = _dated(record, self.page.locale())
        self.history.add(record)
        self.page.recent.remember(record.folder)
        self.show(record, is_new)

    def _finish_update(self, folder: str, changed: int, left: int) -> None:
        reload_dataset(folder)
        self.take(replace(self._shown, folder=folder), is_new=True)
        text = self.tr("The dataset is updated. Tiles corrected: {}, left out: {}.")
        self._runs.tell(text.format(changed, left), Qgis.MessageLevel.Success)

    def _ask_folder(self) -> None:
        start = self._shown.folder if self._shown else self._dock.settings().output
        folder = QFileDialog.getExistingDirectory(self.page, self.tr("Open Dataset"), start)
        if folder:
            self.open(folder)

    def open(self, folder: str) -> None:
        """Make a dataset's folder the dock's state: settings, image, marks, and tiles."""
        self.checks.forget()
        self._shown, self._seed = _dated(RunRecord(folder), self.page.locale()), 0
        self._read(then=self._take_over)

    def _take_over(self, gallery: Gallery) -> None:
        """Put what an opened dataset tells into the dock, and its tiles on the map."""
        folder, record = str(gallery.folder), self._shown
        sentences = []
        is_first = not QgsProject.instance().mapLayers()
        told = read_told_settings(folder, gallery.facts)
        known = next((r for r in self.history.records if _same(r, record) and r.settings), None)
        if told is None and known is None:
            sentences.append(
                self.tr("This dataset does not record its settings; the dock keeps its own.")
            )
        elif known is not None:
            record = known
        else:
            state = state_told(folder, told)
            record = replace(state, **_moment(record))
            if told.missing:
                text = self.tr("These files of the dataset no longer exist: {}")
                sentences.append(text.format(", ".join(told.missing)))
        if gallery.facts.get(MADE_WITH):
            sentences.append(
                self.tr("This dataset was corrected since; a new run would not know of that.")
            )
        self._shown = record
        self.history.add(record)
        self._list()
        if record.settings:
            put_back(self._dock, record)
        if sentences:
            self.page.note.say("\n".join([self.page.note.text(), *sentences]))
        self.editing.load(is_first)
        QTimer.singleShot(0, self.page.come_into_sight)

    def read(self) -> None:
        """The runs of the project that was opened."""
        self.history.read()
        self._reading.cancel()
        self.checks.forget()
        self._shown = self.gallery = None
        self.page.show_dataset(None)
        self.editing.show(None)
        self._list()

    def show(self, record: RunRecord, is_new: bool = False) -> None:
        """Show a run's dataset; a new one of usual size is checked as well."""
        if record != self._shown:
            self.checks.forget()
        self._shown, self._seed = record, 0
        self._list()
        self._read(is_new)

    def _list(self) -> None:
        records = self.history.records
        titles = [title_of(each) for each in records]
        place = records.index(self._shown) if self._shown in records else -1
        self.page.show_runs(titles, place)
        self.page.again.setEnabled(bool(self._shown and self._shown.settings))

    def _read(self, is_new: bool = False, then: Callable[[Gallery], None] | None = None) -> None:
        record, seed = self._shown, self._seed
        if seed == 0:
            self.gallery = None
            self.page.show_dataset(None)
        self.page.note.say(self.tr("Looking at {}").format(_native(record.folder)))
        self._reading.start(
            self.tr("Looking at a dataset"),
            lambda feedback: _look(record.folder, seed, then is not None, feedback.isCanceled),
            lambda gallery, problem: self._show_gallery(gallery, problem, is_new, then),
        )

    def _show_gallery(
        self,
        gallery: Gallery | None,
        problem: object,
        is_new: bool,
        then: Callable[[Gallery], None] | None,
    ) -> None:
        if gallery is not None and gallery.facts.get("created", "") != self._shown.created:
            text = self.tr("Another dataset has replaced this one in {}.")
            problem, gallery = text.format(_native(self._shown.folder)), None
        self.gallery = gallery
        self.page.show_dataset(gallery)
        self.editing.show(gallery)
        if gallery is None:
            self.page.note.say(f"\u26a0 {self._say(problem)}")
            return
        parts = [_native(self._shown.folder), describe_settings(gallery.facts)]
        record, warnings = self._warned
        if record is not None and _same(record, self._shown):
            parts += [f"\u26a0 {warning}" for warning in warnings[:_MOST_WARNINGS]]
            if len(warnings) > _MOST_WARNINGS:
                parts.append(self.tr("The log has {} warnings.").format(len(warnings)))
        self.page.note.say("\n".join(filter(None, parts)))
        self.checks.show(gallery)
        if is_new:
            self.checks.start_soon(gallery)
            # Once the dock has laid out what it shows now.
            QTimer.singleShot(0, self.page.come_into_sight)
        if then is not None:
            then(gallery)

    def _show_others(self) -> None:
        self._seed += 1
        self._read()

    def go_to(self, tile: GalleryTile) -> None:
        """Show a tile on the map."""
        outline = self._outline(tile)
        if outline is None:
            self.page.note.say(self.tr("The map has no place for {}.").format(tile.tile_id))
        else:
            show_tile(self._canvas, outline)

    def _outline(self, tile: GalleryTile) -> QgsGeometry | None:
        """A tile's bounds in map units; None where nobody knows them."""
        crs = QgsCoordinateReferenceSystem(tile.crs)
        if not crs.isValid():
            crs = QgsCoordinateReferenceSystem.fromWkt(self.gallery.facts.get("crs_wkt") or "")
        if tile.bounds is None:
            return None
        geometry = QgsGeometry.fromRect(QgsRectangle(*tile.bounds))
        map_crs = self._canvas.mapSettings().destinationCrs()
        try:
            geometry.transform(QgsCoordinateTransform(crs, map_crs, QgsProject.instance()))
        except QgsCsException:
            return None
        return geometry

    def _add(self) -> None:
        colors = {row.name: row.color for row in self.gallery.classes if row.color is not None}
        problem = load_dataset(str(self.gallery.folder), colors)
        if problem:
            self._runs.tell(problem)

    def _make_sheet(self) -> None:
        look = Look(
            "", "contactSheet", "tilewright:contactsheet", "DATASET", "OUTPUT", ".png"
        )  # fmt: skip
        self._runs.looks.start(look, str(self.gallery.folder))

    def _use_again(self) -> None:
        if self._shown is not None and self._shown.settings:
            put_back(self._dock, self._shown)

    def remove(self) -> None:
        """Leave nothing running."""
        self._reading.stop()
        self.checks.stop()
        self.editing.remove()


def _look(folder: str, seed: int, is_opened: bool, is_cancelled: Callable[[], bool]) -> Gallery:
    """Read a dataset; what one that is opened names is looked at before it is."""
    gallery = read_gallery(Path(folder), seed, is_cancelled)
    if is_opened:
        check_told_files(gallery.facts)
    return gallery


def _same(one: RunRecord, other: RunRecord) -> bool:
    return (one.folder, one.created) == (other.folder, other.created)


def _moment(record: RunRecord) -> dict:
    return {name: getattr(record, name) for name in ("created", "ended", "tile_count")}


def _dated(record: RunRecord, locale: QLocale) -> RunRecord:
    """With what its dataset.json says now."""
    try:
        facts = read_description(Path(record.folder))
    except (OSError, FileError):
        return record
    created, count = facts.get("created", ""), facts.get("tile_count", 0)
    return replace(record, created=created, ended=when(created, locale), tile_count=count)


def _native(folder: str) -> str:
    return QDir.toNativeSeparators(folder)
