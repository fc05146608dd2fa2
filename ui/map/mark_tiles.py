"""Marking tiles on the map: a tool, the marks it makes, and how they show."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.classes.colors import class_colors
from ..cells.map_marks import MapMarks, Mark, MarkList
from ..cells.named_tiles import tiles_named
from ..cells.placed_marks import PlacedMarks
from .draw_tiles import TileStyle
from .map_item import TilesOnMap
from .mark_tool import MOST_AT_ONCE, MarkTool
from .preview_grid import GridPreview
from .tile_preview import CLASS

_LEVEL = 6
_CLOUD = TileStyle((213, 94, 0), 2, fill=60, sign="cross")


class TileMarking(QObject):
    """Marks of one kind. ``choose_label`` names the class that a mark gives, when it gives one.

    A mark belongs to the tile that holds it, that with the nearest centre where tiles overlap: so
    what one click does the next one takes back.

    Signals: ``used`` (whether the tool is up), ``refused`` (why nothing was marked, or empty).
    """

    used = pyqtSignal(bool)
    refused = pyqtSignal(str)

    def __init__(
        self, key: str, canvas: QgsMapCanvas, preview: GridPreview, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._preview = preview
        self.marks = MapMarks(key, self)
        self.choose_label = None
        self._previous = None
        self._is_active = False
        self._is_shown = True
        self._placed = _none()
        self._item = TilesOnMap(canvas, _LEVEL)
        self._refusal = ""
        self._tool = MarkTool(
            canvas, preview, self._are_marked, self._mark, self._why_not, self._aim
        )
        self._tool.left.connect(lambda: self.use(False))
        self._tool.deactivated.connect(self._put_down)
        self._tool.refused.connect(self._refuse)
        self._tool.undone.connect(self.marks.undo)
        self._tool.redone.connect(self.marks.redo)
        self.marks.changed.connect(self._place)
        self.marks.changed.connect(self.review)
        preview.cells_changed.connect(self._place)
        preview.cells_changed.connect(self.review)
        preview.ended.connect(self._draw)
        preview.recolored.connect(self._draw)

    @property
    def is_active(self) -> bool:
        """Whether the tool is up."""
        return self._is_active

    def use(self, active: bool) -> None:
        """Take the tool up, or put it down and take the one before up again."""
        if active == self._is_active:
            return
        if active:
            tool = self._canvas.mapTool()
            # Two marking tools would hand the map to each other.
            self._previous = None if isinstance(tool, MarkTool) else tool
            self._canvas.setMapTool(self._tool)
            self._is_active = True
            self._canvas.setFocus()
            self.used.emit(True)
            self._refuse(self._why_not())
            return
        previous = self._previous
        self._put_down()
        self._canvas.unsetMapTool(self._tool)
        if previous is not None and not sip.isdeleted(previous):
            self._canvas.setMapTool(previous)

    def _put_down(self) -> None:
        if self._is_active:
            self._is_active = False
            self._previous = None
            self.used.emit(False)
            self._refuse("")

    def _refuse(self, why: str) -> None:
        self._refusal = why
        self._tool.tell(why)
        self.refused.emit(why)

    def review(self) -> None:
        """Something may have been mended, or be otherwise: what was said of it goes."""
        if self._is_active or self._refusal:
            self._refuse(self._why_not() if self._is_active else "")

    def mark_by_polygon(self, is_on: bool) -> None:
        """Take clicks for corners of a polygon, or for tiles again."""
        self._tool.by_polygon = is_on

    def mark_named(self, text: str) -> None:
        """Mark the tiles whose names stand in a text; ``refused`` tells of those that do not."""
        why_not = self._why_not()
        if why_not:
            self._refuse(why_not)
            return
        numbers, unknown = tiles_named(self._preview.cells, text)
        if numbers:
            self._mark(numbers[:MOST_AT_ONCE], True)
        if len(numbers) > MOST_AT_ONCE:
            said = self.tr("Only the first {} tiles are marked; mark the others by another list.")
            self._refuse(said.format(MOST_AT_ONCE))
        elif unknown:
            said = self.tr("Names that match no tile of this grid: {} of {}, such as {}.")
            self._refuse(said.format(len(unknown), len(unknown) + len(numbers), unknown[0]))
        elif not numbers:
            self._refuse(self.tr("The text holds no tile name such as r00012_c00034."))
        else:
            self._refuse("")

    def focus_map(self) -> None:
        """Give the keys back to the map while the tool is up, so that Ctrl+Z goes on working."""
        if self._is_active:
            self._canvas.setFocus()

    def show(self, visible: bool) -> None:
        """Show the marks on the map, or not while they do not count."""
        if visible != self._is_shown:
            self._is_shown = visible
            self._draw()

    def count_elsewhere(self) -> int:
        """How many marks lie on no tile: they belong to another image or grid."""
        if self._preview.cells is None:
            return 0
        return len(self.marks) - len(self._placed)

    def count_touched(self, buffer: float) -> int | None:
        """How many tiles the marks leave out when they are cloud marks; None if nobody knows."""
        cells = self._preview.cells
        return None if cells is None else cells.count_touched(self.marks.values(), buffer)

    def _why_not(self) -> str:
        if self._preview.cells is None:
            return self._preview.problem or self.tr("Choose an image first.")
        if self.choose_label is not None and not self._label():
            return self.tr("Name the class in “Correct to” first.")
        return ""

    def _aim(self) -> str:
        """What a click is for."""
        if self.choose_label is None:
            return self.tr("Marks cloudy tiles.")
        return self.tr("Gives tiles the class {}.").format(self._label() or "?")

    def _label(self) -> str:
        return self.choose_label().strip() if self.choose_label is not None else ""

    def _place(self) -> None:
        """Find the tile of every mark anew."""
        cells, marks = self._preview.cells, self.marks.values()
        self._placed = _none() if cells is None else PlacedMarks(marks, cells.find_marks(marks))
        self._draw()

    def _draw(self, *_args) -> None:
        cells = self._preview.cells
        if cells is None or not self._is_shown:
            self._item.show_groups([])
            return
        tiles = self._placed.by_label()
        known = {row.text for row in self._preview.tiles.legend if row.kind == CLASS}
        colors = class_colors(known.union(tiles) - {""}, self._preview.tiles.own_colors)
        hidden = list(cells.hidden)
        shown = {x: n[~np.isin(cells.scenes(n), hidden)] for x, n in tiles.items()}
        self._item.show_groups(
            [(cells.outlines(n), _style(colors.get(x))) for x, n in shown.items()]
        )

    def marks_on_tile(self, number: int) -> list[Mark]:
        """All marks that belong to a tile of the grid; none of NOWHERE."""
        return self._placed.on([number])

    def _are_marked(self, numbers: Sequence[int]) -> bool:
        return self._placed.are_on(numbers, self._label())

    def _mark(self, numbers: Sequence[int], on: bool) -> None:
        label, cells = self._label(), self._preview.cells
        if on:
            self.marks.change(cells.make_marks(numbers, label), self._placed.on(numbers))
        else:
            self.marks.change((), self._placed.on(numbers, label))

    def remove(self) -> None:
        """Put the tool down and take everything off the map."""
        self.use(False)
        self._tool.remove()
        self._item.remove()


def _style(color: tuple[int, int, int] | None) -> TileStyle:
    if color is None:
        return _CLOUD
    return TileStyle(color, 2, fill=60, sign="diamond", has_outline=False)


def _none() -> PlacedMarks:
    return PlacedMarks(MarkList(), np.empty(0, dtype=np.int64))
