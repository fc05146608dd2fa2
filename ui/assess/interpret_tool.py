"""The map tool that hears the keys of classes."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsVertexMarker
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..cells.map_hint import MapHint

# How many classes have a key.
MOST_KEYS = 9
_SIZE, _WIDTH = 22, 2


class InterpretTool(QgsMapTool):
    """Keeps the current point in the middle of the map, marks it, and hears keys.

    1 to 9 give the class of that number, 0 or Delete take it away, N and P go on and back, Esc
    leaves. Clicks do nothing: nobody moves a point by a slip of the hand.

    Args:
        canvas: the map.

    Signals: ``chosen`` (the number of a class from 0, -1 for none), ``stepped`` (1 or -1),
    ``left``.
    """

    chosen = pyqtSignal(int)
    stepped = pyqtSignal(int)
    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._hint = MapHint(canvas)
        self._marker = QgsVertexMarker(canvas)
        self._marker.setIconType(QgsVertexMarker.IconType.ICON_BOX)
        self._marker.setColor(QColor(255, 0, 255))
        self._marker.setIconSize(_SIZE)
        self._marker.setPenWidth(_WIDTH)
        self._marker.hide()
        self.setCursor(Qt.CursorShape.CrossCursor)

    def look_at(self, place: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Move the map to a point, at the scale that it has, and mark it; nothing without one."""
        self._marker.hide()
        point = self.place_of(place, crs)
        if point is None:
            return
        self._marker.setCenter(point)
        self._marker.show()
        self.canvas().setCenter(point)
        self.canvas().refresh()

    def place_of(self, place: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsPointXY | None:
        """A point in map units; None where it is not on this map."""
        if place.isNull() or place.isEmpty():
            return None
        to_map = QgsCoordinateTransform(
            crs, self.canvas().mapSettings().destinationCrs(), QgsProject.instance()
        )
        try:
            return to_map.transform(place.asPoint())
        except QgsCsException:
            return None

    def hide_marker(self) -> None:
        """Nobody looks at a point any more."""
        self._marker.hide()

    @property
    def is_marking(self) -> bool:
        """Whether a point is marked."""
        return self._marker.isVisible()

    def canvasPressEvent(self, event) -> None:
        # Keys are heard again once the map is clicked, wherever they went before.
        self.canvas().setFocus()

    def hear(self, event) -> bool:
        """Do what a key says; False for a key that says nothing here."""
        key = event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.chosen.emit(int(key) - int(Qt.Key.Key_1))
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Delete):
            self.chosen.emit(-1)
        elif key == Qt.Key.Key_N:
            self.stepped.emit(1)
        elif key == Qt.Key.Key_P:
            self.stepped.emit(-1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def keyPressEvent(self, event) -> None:
        event.setAccepted(self.hear(event))

    def eventFilter(self, watched, event) -> bool:
        """Keep digits and Delete from shortcuts of QGIS, which deletes features by that key."""
        if event.type() != QEvent.Type.ShortcutOverride or event.modifiers():
            return False
        is_ours = Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 or event.key() == Qt.Key.Key_Delete
        if is_ours:
            event.accept()
        return is_ours

    def activate(self) -> None:
        super().activate()
        self.canvas().installEventFilter(self)
        self.canvas().setFocus()
        self._hint.say(
            self.tr(
                "Keys 1 to 9: class of the point in the middle. 0: none. N: next. P: back. Esc: "
                "end. Clicks do nothing."
            )
        )

    def deactivate(self) -> None:
        self.canvas().removeEventFilter(self)
        self._hint.say("")
        super().deactivate()

    def remove(self) -> None:
        """Take what the tool draws off the map, and the tool with it."""
        self.canvas().scene().removeItem(self._marker)
        self._hint.say("")
        self._hint.deleteLater()
        self.deleteLater()
