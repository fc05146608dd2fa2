"""Clicks on the map, whatever the tool does with them."""

from __future__ import annotations

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QMouseEvent

# The hand trembles; what goes farther is a drag.
_STILL = 4


class MapClicks(QObject):
    """``clicked`` (a place in map units) after a plain click; of tools that edit none are heard."""

    clicked = pyqtSignal(QgsPointXY)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._pressed: QPoint | None = None
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = self._place_of(event) if is_left and is_plain else None
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            pressed, self._pressed = self._pressed, None
            moved = (self._place_of(event) - pressed).manhattanLength()
            if moved <= _STILL and not self._edits():
                # Before the tool may move the map.
                to_map = self._canvas.getCoordinateTransform()
                self.clicked.emit(to_map.toMapCoordinates(pressed))
        return False

    def _place_of(self, event: QMouseEvent) -> QPoint:
        return QgsMapMouseEvent(self._canvas, event).pixelPoint()

    def _edits(self) -> bool:
        tool = self._canvas.mapTool()
        return tool is not None and bool(tool.flags() & QgsMapTool.Flag.EditTool)

    def remove(self) -> None:
        """Hear no more."""
        self._canvas.viewport().removeEventFilter(self)
