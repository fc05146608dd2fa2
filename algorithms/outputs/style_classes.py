"""How the classes of a pixel classification look."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...core.classes.legend import LegendClass
from .style_on_load import style_on_load
from .style_rasters import finish_class_raster


def finish_classified(context, path: str, legend: Sequence[LegendClass]) -> None:
    """Give a class raster that was written the colours and names of a legend."""
    colors = {c.id: (*c.color, 255) for c in legend}
    finish_class_raster(context, path, colors, {c.id: c.name for c in legend})


def _style_points(layer: QgsMapLayer, legend: Sequence[LegendClass]) -> None:
    if not isinstance(layer, QgsVectorLayer):
        return
    categories = []
    for c in legend:
        symbol = QgsMarkerSymbol.createSimple({"size": "1.2", "outline_style": "no"})
        symbol.setColor(QColor(*c.color))
        categories.append(QgsRendererCategory(c.id, symbol, c.name))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class_id", categories))


def style_points_on_load(context, destination: str | None, legend: Sequence[LegendClass]) -> None:
    """Style points with a field class_id when QGIS is about to load them."""
    style_on_load(context, destination, lambda layer: _style_points(layer, legend))
