"""The map tool that marks tiles by click, drag and rectangle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeySequence

from ...core.grid.find import NOWHERE
from ..cells.map_hint import MapHint
from ..cells.named_tiles import tiles_inside

# More tiles than this are not marked at once: a slip of the hand would fill the project.
MOST_AT_ONCE = 10_000
_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry
_UNDO = QKeySequence.StandardKey.Undo
_REDO = QKeySequence.StandardKey.Redo
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class MarkTool(QgsMapTool):
    """Toggles tiles: click or drag over them, Shift and drag for a rectangle, or a polygon.

    The first tile decides whether a drag marks or unmarks. What one press of the button does is
    done when it is released, as one step. Esc gives a drag up, or leaves; Ctrl+Z undoes. Corners
    of a polygon are clicked; a right click or Enter ends it, Backspace takes one back. While it is
    up, the map says so.

    Args:
        canvas: the map.
        preview: holds the grid's tiles as ``cells``, and how finely they are drawn as ``step``.
        are_marked: tells whether all of some tiles, by number, are marked.
        mark: called with tiles and whether to mark or unmark them.
        why_not: says why nothing can be marked now; empty when it can.
        aim: says what a click is for.

    Signals: ``left`` (Esc), ``refused`` (why nothing happens, empty when something does),
    ``undone`` and ``redone`` (keys).
    """

    left = pyqtSignal()
    refused = pyqtSignal(str)
    undone = pyqtSignal()
    redone = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        preview,
        are_marked: Callable[[Sequence[int]], bool],
        mark: Callable[[Sequence[int], bool], None],
        why_not: Callable[[], str],
        aim: Callable[[], str],
    ) -> None:
        super().__init__(canvas)
        self._aim = aim
        self._hint = MapHint(canvas)
        self._refusal = ""
        self._is_up = False
        self._preview = preview
        self._are_marked = are_marked
        self._mark = mark
        self._why_not = why_not
        self._grid, self._step = None, 1
        self._start = self._last = None
        self._stroke = {}
        self._by_polygon = False
        self._corners: list[QgsPointXY] = []
        self._marks_on = True
        self._pointed = NOWHERE, 1
        self._band = self._make_band(60)
        self._pointer = self._make_band(0)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def by_polygon(self) -> bool:
        """Whether clicks are corners of a polygon."""
        return self._by_polygon

    @by_polygon.setter
    def by_polygon(self, is_on: bool) -> None:
        self._by_polygon = is_on
        self._give_up()
        self.tell()

    def tell(self, refusal: str | None = None) -> None:
        """Say on the map what clicks do, or why they do nothing; None for what was said of that."""
        self._refusal = self._refusal if refusal is None else refusal
        if not self._is_up:
            self._hint.say("")
        elif self._refusal:
            self._hint.say(f"\u26a0 {self._refusal} " + self.tr("Esc: end."))
        elif self._corners:
            self._hint.say(
                self.tr(
                    "Click the next corner. Right click or Enter: done. Backspace: remove the "
                    "last corner. Esc: cancel."
                )
            )
        elif self._by_polygon:
            text = self.tr("Click the corners of a polygon around tiles. Ctrl+Z: undo. Esc: end.")
            self._hint.say(f"{self._aim()} {text}")
        else:
            text = self.tr(
                "Click or drag over tiles, again to undo it. Shift and drag: a rectangle. "
                "Ctrl+Z: undo. Esc: end."
            )
            self._hint.say(f"{self._aim()} {text}")

    def _make_band(self, opacity: int) -> QgsRubberBand:
        band = QgsRubberBand(self.canvas(), _POLYGON)
        band.setColor(QColor(213, 94, 0, opacity))
        band.setStrokeColor(QColor(213, 94, 0))
        band.setSecondaryStrokeColor(QColor(255, 255, 255, 160))
        return band

    def canvasPressEvent(self, event) -> None:
        if self._corners:
            self._add_corner(event)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._give_up()
        why_not = self._why_not()
        self.refused.emit(why_not)
        if why_not:
            return
        self._grid, self._step = self._preview.cells, self._preview.step
        point = event.mapPoint()
        if self.by_polygon:
            self._add_corner(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._start = point
        else:
            self._last = point
            if not self._touch([self._grid.at(point)]):
                self.refused.emit(self.tr("There is no tile here."))
            elif not self._stroke:
                text = self.tr("A box stands for {0} × {0} tiles, too many for a click: zoom in.")
                self.refused.emit(text.format(self._step))

    def _add_corner(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(event.mapPoint())
            self._show_corners()
            self.tell()
        elif event.button() == Qt.MouseButton.RightButton:
            self._end_polygon()

    def _show_corners(self, *more: QgsPointXY) -> None:
        self._band.setToGeometry(QgsGeometry.fromPolygonXY([[*self._corners, *more]]), None)

    def _end_polygon(self) -> None:
        grid, corners = self._grid, self._corners
        self._give_up()
        if len(corners) < 3:
            self.refused.emit(self.tr("A polygon needs at least three corners."))
            return
        inside = tiles_inside(grid, corners, MOST_AT_ONCE)
        self._mark_inside(
            inside,
            self.tr("The polygon holds more than {} tiles; draw a smaller one."),
            self.tr("There is no tile centre in the polygon."),
        )

    def _mark_inside(self, inside: np.ndarray | None, too_many: str, none: str) -> None:
        """Mark the tiles of an outline, or unmark them when all are marked."""
        if inside is None:
            self.refused.emit(too_many.format(MOST_AT_ONCE))
        elif not len(inside):
            self.refused.emit(none)
        else:
            numbers = inside.tolist()
            self._mark(numbers, not self._are_marked(numbers))

    def canvasMoveEvent(self, event) -> None:
        point = event.mapPoint()
        if self._corners:
            self._show_corners(point)
        elif not event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(point)
        elif self._start is not None:
            box = QgsRectangle(self._start, point)
            self._band.setToGeometry(QgsGeometry.fromRect(box), None)
        elif self._last is not None:
            self._touch(self._grid.along(self._last, point))
            self._last = point

    def canvasReleaseEvent(self, event) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._corners:
            return
        grid, start, stroke = self._grid, self._start, list(self._stroke)
        self._give_up()
        if start is not None:
            inside = grid.inside(QgsRectangle(start, event.mapPoint()), MOST_AT_ONCE)
            self._mark_inside(
                inside,
                self.tr("The rectangle holds more than {} tiles; draw a smaller one."),
                self.tr("There is no tile centre in the rectangle."),
            )
        elif stroke:
            self._mark(stroke, self._marks_on)

    def canvasDoubleClickEvent(self, event) -> None:
        if self._corners:
            self._end_polygon()

    def _touch(self, numbers: list[int]) -> bool:
        """Take tiles into the drag; False when there is none."""
        real = [n for n in numbers if n != NOWHERE]
        for number in real:
            if number in self._stroke:
                continue
            # What is drawn is what is marked: a tile, or all those that a box stands for.
            new = [number]
            if self._step > 1:
                new = self._grid.block(number, self._step).tolist()
            if len(self._stroke) + len(new) > MOST_AT_ONCE:
                break
            if not self._stroke:
                self._marks_on = not self._are_marked(new)
            self._stroke.update(dict.fromkeys(new))
            self._band.addGeometry(self._grid.geometry(number, self._step), None, False)
        self._band.updatePosition()
        self._band.update()
        return bool(real)

    def _point_at(self, point) -> None:
        """Show which tile a click would mark: they may overlap, or be too many to be drawn."""
        grid, step = self._preview.cells, self._preview.step
        number = NOWHERE if grid is None else grid.at(point)
        if number != NOWHERE and step > 1:
            number = int(grid.block(number, step)[0])
        if (number, step) != self._pointed:
            self._pointed = number, step
            self._pointer.reset(_POLYGON)
            if number != NOWHERE:
                self._pointer.setToGeometry(grid.geometry(number, step), None)

    def _give_up(self) -> None:
        self._band.reset(_POLYGON)
        self._start = self._last = self._grid = None
        self._stroke = {}
        if self._corners:
            self._corners = []
            self.tell()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(_UNDO):
            self.undone.emit()
        elif _is_redo(event):
            self.redone.emit()
        elif self._corners and event.key() in _ENDS:
            self._end_polygon()
        elif self._corners and event.key() in _BACK:
            self._corners.pop()
            self._show_corners()
        else:
            event.ignore()
            return
        event.accept()

    def eventFilter(self, watched, event) -> bool:
        """Hear Esc during a drag, and keep Ctrl+Z from QGIS, which would undo edits of a layer."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and (event.matches(_UNDO) or _is_redo(event)):
            event.accept()
            return True
        # The map tells its tools of no key while a button is down.
        if (
            kind == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self._grid is not None
        ):
            self._give_up()
            return True
        return False

    def activate(self) -> None:
        super().activate()
        self.canvas().installEventFilter(self)
        self._is_up = True
        self.tell("")

    def deactivate(self) -> None:
        self.canvas().removeEventFilter(self)
        self._is_up = False
        self._give_up()
        self.tell("")
        self._pointed = NOWHERE, 1
        self._pointer.reset(_POLYGON)
        super().deactivate()

    def remove(self) -> None:
        """Take what the tool draws off the map, and the tool with it: the map would keep it."""
        for band in (self._band, self._pointer):
            self.canvas().scene().removeItem(band)
        self._hint.say("")
        self._hint.deleteLater()
        self.deleteLater()


def _is_redo(event) -> bool:
    if event.matches(_REDO):
        return True
    # Half of all programs have Ctrl+Y, the other half Ctrl+Shift+Z.
    keys = event.modifiers()
    return bool(keys & Qt.KeyboardModifier.ControlModifier) and (
        event.key() == Qt.Key.Key_Y
        or (event.key() == Qt.Key.Key_Z and bool(keys & Qt.KeyboardModifier.ShiftModifier))
    )
