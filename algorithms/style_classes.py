"""How the classes of a pixel classification look."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.class_legend import LegendClass
from .style_on_load import style_on_load
from .style_rasters import style_class_raster


def style_legend(layer: QgsMapLayer, legend: Sequence[LegendClass]) -> None:
    """Give a class raster, or points with a field class_id, the colours and names of a legend."""
    if isinstance(layer, QgsRasterLayer):
        colors = {c.id: (*c.color, 255) for c in legend}
        style_class_raster(layer, colors, {c.id: c.name for c in legend})
    elif isinstance(layer, QgsVectorLayer):
        _style_points(layer, legend)


def _style_points(layer: QgsVectorLayer, legend: Sequence[LegendClass]) -> None:
    categories = []
    for c in legend:
        symbol = QgsMarkerSymbol.createSimple({"size": "1.2", "outline_style": "no"})
        symbol.setColor(QColor(*c.color))
        categories.append(QgsRendererCategory(c.id, symbol, c.name))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class_id", categories))


def style_legend_on_load(context, destination: str | None, legend: Sequence[LegendClass]) -> None:
    """Style a layer when QGIS is about to load it."""
    style_on_load(context, destination, lambda layer: style_legend(layer, legend))
