"""How class rasters look when they are loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping

from qgis.core import (
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)
from qgis.PyQt.QtGui import QColor

Color = tuple[int, int, int, int]

# QGIS keeps no reference to post-processors: without one here they are gone before they are used.
_kept = []


class RasterStyler(QgsProcessingLayerPostProcessorInterface):
    """Draws a raster in the colours of its classes."""

    def __init__(self, colors: Mapping[int, Color], names: Mapping[int, str]) -> None:
        super().__init__()
        self._colors, self._names = dict(colors), dict(names)

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called in the main thread when the layer is in the project."""
        if isinstance(layer, QgsRasterLayer):
            style_classes(layer, self._colors, self._names)
            layer.triggerRepaint()
        if self in _kept:
            _kept.remove(self)


def style_classes(
    layer: QgsRasterLayer, colors: Mapping[int, Color], names: Mapping[int, str]
) -> None:
    """Colours and names for the values of the first band."""
    classes = [
        QgsPalettedRasterRenderer.Class(value, QColor(*colors[value]), names.get(value, str(value)))
        for value in sorted(colors)
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def write_class_style(path: str, colors: Mapping[int, Color], names: Mapping[int, str]) -> None:
    """A .qml beside a raster, which QGIS takes up when the raster is opened there."""
    layer = QgsRasterLayer(path, "classes", "gdal")
    if not layer.isValid():
        return
    style_classes(layer, colors, names)
    layer.saveNamedStyle(f"{os.path.splitext(path)[0]}.qml")


def style_raster_on_load(
    context: QgsProcessingContext,
    destination: str | None,
    colors: Mapping[int, Color],
    names: Mapping[int, str],
) -> None:
    """Style a raster when QGIS is about to load it."""
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    styler = RasterStyler(colors, names)
    _kept.append(styler)
    context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)
