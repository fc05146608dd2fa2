"""Judging the labels of a dataset in the background, and going through what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsProject, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ...core.doubt.reliability import UNRELIABLE
from ...core.grid.find import NOWHERE
from ...core.message import Message
from ...core.page.gallery import draw_tile
from ...core.tiles.layout import is_dataset_folder
from ..map.find_tile import show_tile
from ..map.mark_tiles import TileMarking
from ..map.preview_grid import GridPreview
from ..map.tile_preview import CLASS
from ..tasks.background import Background
from ..tasks.run_algorithm import AlgorithmRun
from .review_panel import ReviewPanel
from .reviewed_tiles import ReviewedTile, ReviewedTiles, read_reviewed

_ALGORITHM = "tilewright:reviewlabels"


class LabelReview(QObject):
    """One review at a time. Decisions become corrections of the dock, which a run then makes.

    Args:
        panel: what the user sees.
        edits: the dock's corrections.
        preview: the grid that they belong to.
        find_dataset: the folders that may hold the dataset, the likeliest first.
        say: puts a message into the dock's words.
    """

    def __init__(
        self,
        panel: ReviewPanel,
        edits: TileMarking,
        preview: GridPreview,
        canvas: QgsMapCanvas,
        find_dataset: Callable[[], tuple[str, ...]],
        say: Callable[[object], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel, self._edits, self._preview = panel, edits, preview
        self._canvas, self._find_dataset, self._say = canvas, find_dataset, say
        self._run = None
        self._found: ReviewedTiles | None = None
        self._at = 0
        self._kept: set[int] = set()
        # (tile, what was set, what it took the place of); marks are none where it was kept.
        self._done: list[tuple[int, tuple, tuple]] = []
        self._hint = self._of_test = self._folder = ""
        self._unreliable: list[Message] = []
        self._drawing = Background(self)
        self._mark = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._mark.setColor(QColor(255, 0, 255))
        self._mark.setFillColor(QColor(0, 0, 0, 0))
        self._mark.setWidth(3)
        panel.shown.connect(self._mark.setVisible)
        QgsProject.instance().cleared.connect(self._leave)
        panel.find_asked.connect(self._find_or_cancel)
        panel.kept.connect(self._keep)
        panel.changed_to.connect(self._decide)
        panel.left_out.connect(lambda: self._decide(""))
        panel.undo_asked.connect(self._undo)
        panel.moved.connect(self._move)
        edits.marks.changed.connect(self._show)
        preview.cells_changed.connect(self._show)

    @property
    def is_busy(self) -> bool:
        """Whether labels are being judged."""
        return self._run is not None

    def _find_or_cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()
            return
        self._forget()
        folder = next((f for f in self._find_dataset() if f and is_dataset_folder(f)), "")
        if not folder:
            text = self.tr("There is no dataset in the folder yet; make one first.")
            self._panel.note.say(f"\u26a0 {text}")
            return
        parameters = {
            "INPUT": folder,
            "INCLUDE_TEST": self._panel.has_test.isChecked(),
            "OUTPUT": "TEMPORARY_OUTPUT",
        }
        self._run = AlgorithmRun(parameters, self, _ALGORITHM)
        self._run.ended.connect(self._finish)
        self._run.progressed.connect(self._tell_progress)
        self._run.said.connect(self._hear)
        self._panel.show_busy(True)
        self._of_test, self._folder = "", folder
        problem = self._run.start()
        if problem:
            self._finish(None, problem)

    def _leave(self) -> None:
        """What was found or is looked for belongs to the project that was closed."""
        if self._run is not None:
            self._run.cancel()
        self._forget()

    def heed_change(self) -> None:
        """Why there was nothing to review may have been mended."""
        if self._found is None and self._run is None:
            self._panel.note.say("")

    def _tell_progress(self, percent: float) -> None:
        if self._run is not None and not self._run.is_cancelled:
            self._panel.note.say(self.tr("Reviewing labels: {} %").format(int(percent)))

    def _forget(self) -> None:
        """No tile is under review any more."""
        self._found, self._at, self._kept, self._done = None, 0, set(), []
        self._hint, self._unreliable = "", []
        self._mark.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._drawing.cancel()
        self._panel.show_picture(b"")
        self._panel.note.say("")
        self._panel.show_tiles(False)

    def _is_there(self) -> bool:
        """Whether the dataset still is; without it there is nothing to review."""
        if self._found is not None and not is_dataset_folder(self._folder):
            self._forget()
            text = self.tr("The dataset is no longer in its folder: {}").format(self._folder)
            self._panel.note.say(f"\u26a0 {text}")
        return self._found is not None

    def _hear(self, line: object) -> None:
        """What becomes of the tiles of test is told here as well, whatever it is."""
        if isinstance(line, Message) and "INCLUDE_TEST" in line.template:
            text = self.tr("Test tiles left out: {}.")
            if self._run is not None and self._run.parameters["INCLUDE_TEST"]:
                text = self.tr("Test tiles reviewed as well: {}.")
            self._of_test = text.format(line.values["count"])
        elif isinstance(line, Message) and line.template.startswith(UNRELIABLE):
            self._unreliable.append(line)

    def _finish(self, results, problem) -> None:
        run, self._run = self._run, None
        self._panel.show_busy(False)
        is_found = results and not run.is_cancelled
        layer = run.take_layer(results, "OUTPUT") if is_found else None
        run.deleteLater()
        if layer is None:
            text = self._say(problem) if problem else self.tr("Cancelled.")
            self._panel.note.say(f"\u26a0 {text}" if problem else text)
            return
        self._found = read_reviewed(layer)
        self._go(0)
        self._panel.take_keys()
        self._hint = self._of_test
        self._show()

    # going through the tiles

    def _tile(self) -> ReviewedTile:
        return self._found.tiles[self._at]

    def _go(self, at: int) -> None:
        """Show a tile and the map around it."""
        if not self._is_there() or not self._found.tiles:
            return
        self._at = max(0, min(at, len(self._found.tiles) - 1))
        self._hint = ""
        self._panel.offer(self._found.classes(), self._offered())
        crs = self._canvas.mapSettings().destinationCrs()
        geometry = self._found.on_map(self._at, crs)
        if geometry.isEmpty():
            self._mark.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        else:
            self._mark.setToGeometry(geometry, None)
            show_tile(self._canvas, geometry)
        self._draw()
        self._show()

    def _draw(self) -> None:
        """Show the tile as the dataset has it, read beside the window."""
        folder, file = Path(self._folder), self._tile().file
        self._drawing.start(
            self.tr("Reading a tile"),
            lambda feedback: draw_tile(folder, file, feedback.isCanceled),
            lambda jpeg, _: self._panel.show_picture(jpeg or b""),
        )

    def _offered(self) -> str:
        """The likely class; where that is the given one, the first other."""
        tile = self._tile()
        others = (name for name in self._found.classes() if name != tile.given)
        return tile.likely if tile.likely != tile.given else next(others, tile.given)

    def _move(self, step: int) -> None:
        self._go(self._at + step)

    def _next(self) -> None:
        """The next tile about which nothing is decided."""
        later = range(self._at + 1, len(self._found.tiles))
        open_ones = (k for k in later if k not in self._kept and self._decision(k) is None)
        self._go(next(open_ones, self._at))

    # decisions

    def _number(self, k: int) -> int:
        cells = self._preview.cells
        if cells is None:
            return NOWHERE
        crs = self._canvas.mapSettings().destinationCrs()
        return self._found.number_on_grid(k, cells, crs)

    def _decision(self, k: int):
        """The class of the correction on a tile, empty where it is left out; None without one."""
        marks = self._edits.marks_on_tile(self._number(k))
        return marks[-1].label if marks else None

    def _keep(self) -> None:
        if not self._is_there():
            return
        number = self._number(self._at)
        old = tuple(self._edits.marks_on_tile(number))
        self._kept.add(self._at)
        self._done.append((self._at, (), old))
        self._edits.marks.change((), old)
        self._next()

    def _decide(self, label: str) -> None:
        if not self._is_there():
            return
        number = self._number(self._at)
        if number == NOWHERE:
            why = self.tr(
                "This tile is not in the grid on the map: choose the image and the tile size that "
                "the dataset was made with."
            )
            self._hint = f"\u26a0 {why}"
            self._show()
            return
        if label and not self._has_plan_of(self._tile()):
            why = self.tr(
                "The labels that the dock has now are not those of this dataset: they have no "
                "class {}. Choose Use Again in Results first."
            )
            self._hint = f"\u26a0 {why.format(self._tile().given)}"
            self._show()
            return
        at, old = self._at, tuple(self._edits.marks_on_tile(number))
        new = tuple(self._preview.cells.make_marks([number], label))
        self._kept.discard(at)
        self._done.append((at, new, old))
        self._edits.marks.change(new, old)
        self._next()

    def _has_plan_of(self, tile: ReviewedTile) -> bool:
        """Whether the tiles on the map have the classes that the dataset has."""
        planned = {row.text for row in self._preview.tiles.legend if row.kind == CLASS}
        return not planned or tile.given in planned

    def _undo(self) -> None:
        if self._is_there() and self._done:
            at, new, old = self._done.pop()
            self._kept.discard(at)
            self._edits.marks.change(old, new)
            self._go(at)

    # words

    def _show(self) -> None:
        """Say what the tile is, and what was decided."""
        has_tiles = self._is_there() and bool(self._found.tiles)
        self._panel.show_tiles(has_tiles)
        if not has_tiles:
            return
        tiles, panel = self._found.tiles, self._panel
        panel.undo.setEnabled(bool(self._done))
        panel.back.setEnabled(self._at > 0)
        panel.next.setEnabled(self._at < len(tiles) - 1)
        lines = [f"\u26a0 {self._say(warning)}" for warning in self._unreliable]
        lines += self._describe(tiles[self._at], sum(tile.is_doubtful for tile in tiles))
        if self._hint:
            lines.append(self._hint)
        panel.note.say("\n".join(lines))

    def _describe(self, tile: ReviewedTile, doubtful: int) -> list[str]:
        lines = [
            self.tr("{} of {} tiles, of which {} are doubtful: {}").format(
                self._at + 1, len(self._found.tiles), doubtful, tile.tile_id
            ),
            self.tr("{} \u2013 looks like {}, doubt {:.2f}").format(
                tile.given, tile.likely, tile.doubt
            ),
        ]
        if tile.split == "test":
            lines.append(self.tr("A test tile: changing its label changes what test scores mean."))
        if tile.duplicate_of:
            lines.append(
                self.tr("Looks the same as {}, which has another class.").format(tile.duplicate_of)
            )
        label = self._decision(self._at)
        if label:
            lines.append(self.tr("\u2714 Changed to {}").format(label))
        elif label is not None:
            lines.append(self.tr("\u2714 Left out"))
        elif self._at in self._kept:
            lines.append(self.tr("\u2714 Kept"))
        if any(new for _, new, _ in self._done):
            lines.append(
                self.tr(
                    "Put it into the dataset with Correct Tiles and Update Dataset in Results, or "
                    "with a new run."
                )
            )
        return lines

    def remove(self) -> None:
        """Stop what runs, and leave nothing on the map."""
        QgsProject.instance().cleared.disconnect(self._leave)
        self._canvas.scene().removeItem(self._mark)
        self._drawing.stop()
        if self._run is not None:
            self._run.stop()
            self._run = None
