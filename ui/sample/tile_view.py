"""A picture of a tile that is as wide as there is room, with mask and objects over it."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ...core.preview.pictures import Outline
from ..widgets.note import Note

# Smaller ones show nothing; a shape that no tile has would fill the dock.
_LEAST, _MOST_HIGH = 96, 2.0
# Of more objects the names would hide the tile.
_MOST_NAMED = 25
_NOTHING = np.zeros((0, 0, 3), dtype=np.uint8)


def make_image(pixels: np.ndarray) -> QImage:
    """An image of uint8 (height, width, 3 or 4)."""
    pixels = np.ascontiguousarray(pixels)
    height, width, bands = pixels.shape
    has_alpha = bands == 4
    form = QImage.Format.Format_RGBA8888 if has_alpha else QImage.Format.Format_RGB888
    # Of its own: the array may be gone before the image is.
    return QImage(pixels.tobytes(), width, height, width * bands, form).copy()


class TilePicture(QWidget):
    """Draws a tile over its whole width.

    Attributes:
        mask_share: how strongly the mask is drawn, 0 to 1.
        has_objects: whether objects are drawn.
    """

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Keys go from tile to tile once a picture was clicked.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_LEAST)
        self.mask_share, self.has_objects = 0.5, True
        self._image, self._mask = make_image(_NOTHING), None
        self._outlines: list[Outline] = []
        self._fit()

    def show_tile(
        self, pixels: np.ndarray, mask: np.ndarray | None = None, outlines: list[Outline] = ()
    ) -> None:
        """Show a picture, uint8 (height, width, 3), with a mask (height, width, 4) and objects."""
        self._image = make_image(pixels)
        self._mask = None if mask is None else make_image(mask)
        self._outlines = list(outlines)
        self._fit()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_tile(_NOTHING)

    @property
    def image(self) -> QImage:
        """The tile without what is drawn over it."""
        return self._image

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _fit(self) -> None:
        """As high as the tile is at this width."""
        shape = self._image.height() / max(1, self._image.width()) if self._image.width() else 1.0
        height = round(max(_LEAST, self.width() * min(shape, _MOST_HIGH)))
        if height != self.height():
            self.setFixedHeight(height)

    def _place(self) -> QRectF:
        """Where the tile is drawn."""
        wide, high = self._image.width(), self._image.height()
        scale = min(self.width() / wide, self.height() / high)
        left, top = (self.width() - wide * scale) / 2, (self.height() - high * scale) / 2
        return QRectF(left, top, wide * scale, high * scale)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        if self._image.isNull():
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
            painter.end()
            return
        place = self._place()
        # Pixels that are enlarged are to be told apart.
        is_reduced = place.width() < self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_reduced)
        painter.drawImage(place, self._image)
        if self._mask is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.setOpacity(self.mask_share)
            painter.drawImage(place, self._mask)
            painter.setOpacity(1.0)
        if self.has_objects:
            self._draw_objects(painter, place)
        if not self.isEnabled():
            shade = self.palette().color(QPalette.ColorRole.Window)
            shade.setAlpha(150)
            painter.fillRect(self.rect(), shade)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_objects(self, painter: QPainter, place: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        wide, high = self._image.width(), self._image.height()
        scale = np.array([place.width() / wide, place.height() / high])
        for outline in self._outlines:
            rings = [ring * scale + (place.left(), place.top()) for ring in outline.rings]
            polygons = [QPolygonF([QPointF(x, y) for x, y in ring.tolist()]) for ring in rings]
            line = Qt.PenStyle.DashLine if outline.is_small else Qt.PenStyle.SolidLine
            # Dark below light, so that it shows on any ground.
            for color, width in ((QColor(0, 0, 0, 170), 3.5), (QColor(*outline.color), 1.6)):
                painter.setPen(QPen(color, width, line))
                for polygon in polygons:
                    painter.drawPolygon(polygon)
        if len(self._outlines) <= _MOST_NAMED:
            for outline in self._outlines:
                self._write_name(painter, place, outline, scale)

    def _write_name(
        self, painter: QPainter, place: QRectF, outline: Outline, scale: np.ndarray
    ) -> None:
        points = np.concatenate(list(outline.rings)) * scale
        left, top = points.min(axis=0).tolist()
        font = self.font()
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
        painter.setFont(font)
        measure = painter.fontMetrics()
        size = QSize(measure.horizontalAdvance(outline.name) + 4, measure.height())
        x = min(max(0.0, left), max(0.0, place.width() - size.width())) + place.left()
        y = max(0.0, top - size.height()) + place.top()
        box = QRectF(x, y, size.width(), size.height())
        painter.fillRect(box, QColor(0, 0, 0, 170))
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, outline.name)


class CaptionedPicture(QWidget):
    """A picture with a line below it."""

    def __init__(self, name: str, caption: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.picture = TilePicture(name, caption)
        self.caption = Note(f"{name}Caption", caption)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.picture)
        column.addWidget(self.caption)
        column.addStretch(1)
