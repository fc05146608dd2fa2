"""How class rasters and sampled points look when they are loaded."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.class_legend import LegendClass
from .style_tiles import keep_styler, release_styler


class ClassStyler(QgsProcessingLayerPostProcessorInterface):
    """Gives a class raster, or points with a field class_id, the colours and names of a legend."""

    def __init__(self, legend: Sequence[LegendClass]) -> None:
        super().__init__()
        self._legend = tuple(legend)

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called in the main thread when the layer is in the project."""
        if isinstance(layer, QgsRasterLayer):
            style_class_raster(layer, self._legend)
            layer.triggerRepaint()
        elif isinstance(layer, QgsVectorLayer):
            style_class_points(layer, self._legend)
            layer.triggerRepaint()
        release_styler(self)


def style_class_raster(layer: QgsRasterLayer, legend: Sequence[LegendClass]) -> None:
    """One colour a class, with its name in the legend."""
    classes = [QgsPalettedRasterRenderer.Class(c.id, QColor(*c.color), c.name) for c in legend]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def style_class_points(layer: QgsVectorLayer, legend: Sequence[LegendClass]) -> None:
    """Dots in the colour of their class."""
    categories = []
    for c in legend:
        symbol = QgsMarkerSymbol.createSimple({"size": "1.2", "outline_style": "no"})
        symbol.setColor(QColor(*c.color))
        categories.append(QgsRendererCategory(c.id, symbol, c.name))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class_id", categories))


def style_classes_on_load(context, destination: str | None, legend: Sequence[LegendClass]) -> None:
    """Style a layer when QGIS is about to load it."""
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    styler = ClassStyler(legend)
    keep_styler(styler)
    context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)
