"""Styling what an algorithm made when QGIS loads it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsProcessingContext, QgsProcessingLayerPostProcessorInterface

# QGIS keeps no reference to post-processors: without one here they are gone before they are used.
_kept = []


class LayerStyler(QgsProcessingLayerPostProcessorInterface):
    """Calls a function with the layer, once."""

    def __init__(self, style: Callable[[QgsMapLayer], None]) -> None:
        super().__init__()
        self._style = style

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called in the main thread when the layer is in the project."""
        self._style(layer)
        layer.triggerRepaint()
        if self in _kept:
            _kept.remove(self)


def style_on_load(
    context: QgsProcessingContext, destination: str | None, style: Callable[[QgsMapLayer], None]
) -> None:
    """Style a layer when QGIS is about to load it."""
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    styler = LayerStyler(style)
    _kept.append(styler)
    context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)
