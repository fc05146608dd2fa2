"""Classes laid over the map."""

from __future__ import annotations

import numpy as np
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QImage, QTransform

from ...core.classes.legend import LegendClass
from ...core.classify.predict import ClassifiedView
from ..map.map_item import OverMap

# Below marks and what is being drawn, above the map.
_LEVEL = 4.0


class ClassesOnMap(OverMap):
    """Draws the classes of what the map showed, where it shows that now.

    Attributes:
        image: of the classes; None while there are none.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas, _LEVEL)
        self.image: QImage | None = None
        self._to_map = QTransform()
        self.hide()

    @property
    def fills_map(self) -> bool:
        """See OverMap.fills_map."""
        return self.image is not None

    def show_view(self, view: ClassifiedView, legend: tuple[LegendClass, ...]) -> None:
        """Draw these classes and no others."""
        self.image = draw_classes(view.classes, legend)
        a, b, c, d, e, f = view.grid.transform
        self._to_map = QTransform(a, d, b, e, c, f)
        self.show()
        self.update()

    def clear(self) -> None:
        """Draw nothing."""
        self.image = None
        self.hide()

    def paint(self, painter, option, widget) -> None:
        if self.image is None:
            return
        to_pixels = self._canvas.getCoordinateTransform()
        painter.save()
        painter.translate(self.dragged(to_pixels))
        painter.setTransform(self._to_map * to_pixels.transform(), True)
        painter.drawImage(0, 0, self.image)
        painter.restore()

    def remove(self) -> None:
        """Take the classes off the map."""
        self.image = None
        self._canvas.scene().removeItem(self)


def draw_classes(classes: np.ndarray, legend: tuple[LegendClass, ...]) -> QImage:
    """A picture of class numbers (height, width), see-through where there is none."""
    most = max([int(classes.max(initial=0)), *(c.id for c in legend)])
    colors = np.zeros(most + 1, dtype=np.uint32)
    for each in legend:
        red, green, blue = each.color
        colors[each.id] = 0xFF000000 | red << 16 | green << 8 | blue
    pixels = np.ascontiguousarray(colors[classes])
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    # The copy owns its pixels.
    return image.copy()
