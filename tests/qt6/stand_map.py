"""QGIS's map, of which Qt checks what is drawn."""

from __future__ import annotations

from anything import Anything
from PyQt6 import QtCore, QtGui, QtWidgets
from PyQt6.QtCore import pyqtSignal


class ToPixels:
    """A place on the map is the same place on the screen."""

    def transform(self, *place):
        """A place's, or the matrix."""
        return place[0] if place else QtGui.QTransform()


class QgsMapCanvas(QtWidgets.QGraphicsView):
    """A map that shows nothing."""

    destinationCrsChanged = pyqtSignal()
    extentsChanged = pyqtSignal()
    layersChanged = pyqtSignal()
    mapToolSet = pyqtSignal(object, object)
    xyCoordinates = pyqtSignal(object)
    _tool = None

    def __init__(self, parent=None):
        super().__init__(parent)
        self.setScene(QtWidgets.QGraphicsScene(self))

    def mapTool(self):
        """The tool in use."""
        return self._tool

    def setMapTool(self, tool, clean=False):
        """Use a tool."""
        old, self._tool = self._tool, tool
        if old is not None:
            old.deactivate()
        tool.activate()
        self.mapToolSet.emit(tool, old)

    def unsetMapTool(self, tool):
        """Put a tool down."""
        if self._tool is tool:
            self._tool = None
            tool.deactivate()

    def mapSettings(self):
        """Anything."""
        return Anything()

    extent = mapSettings

    def getCoordinateTransform(self):
        """Map units are pixels."""
        return ToPixels()

    def center(self):
        """The middle."""
        return QtCore.QPointF(0, 0)

    setExtent = zoomToFeatureExtent = flashGeometries = lambda self, *args, **kwargs: None
    setCenter = refresh = lambda self, *args: None


class QgsMapTool(QtCore.QObject):
    """A tool of a map."""

    def __init__(self, canvas):
        super().__init__(canvas)
        self._canvas = canvas

    def canvas(self):
        """Its map."""
        return self._canvas

    def setCursor(self, cursor):
        """Qt checks what is taken for a cursor."""
        QtGui.QCursor(cursor)

    activated = pyqtSignal()
    deactivated = pyqtSignal()

    def activate(self):
        """The tool is taken up."""
        self.activated.emit()

    def deactivate(self):
        """The tool is put down."""
        self.deactivated.emit()


class QgsMapCanvasItem(QtWidgets.QGraphicsItem):
    """Something drawn on a map."""

    def __init__(self, canvas):
        super().__init__()
        canvas.scene().addItem(self)

    def toCanvasCoordinates(self, point):
        """Where a place on the map is on the screen."""
        return QtCore.QPointF(0, 0)

    def boundingRect(self):
        """All of it."""
        return QtCore.QRectF(0, 0, 100, 100)

    def paint(self, painter, option=None, widget=None):
        """Nothing."""

    updatePosition = lambda self: None
    setRect = lambda self, *args: None


class QgsRubberBand(QgsMapCanvasItem):
    """Lines on a map."""

    def __init__(self, canvas, kind=None):
        super().__init__(canvas)

    def setColor(self, color):
        """Qt checks what is taken for a colour."""
        QtGui.QPen(color)

    setStrokeColor = setSecondaryStrokeColor = setFillColor = setColor
    reset = addGeometry = setToGeometry = setWidth = lambda self, *args: None


class QgsVertexMarker(QgsMapCanvasItem):
    """A mark on a map."""

    class IconType:
        """Shapes of marks."""

        ICON_BOX = 2

    def setColor(self, color):
        """Qt checks what is taken for a colour."""
        QtGui.QPen(color)

    setIconType = setIconSize = setPenWidth = setCenter = lambda self, *args: None
