"""How tile layers look when they are loaded."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProcessingContext,
    QgsProcessingLayerPostProcessorInterface,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ..core.class_colors import PLAIN, SPLIT_COLORS, class_colors, hex_color

# With more classes than this a legend helps nobody.
_MANY_CLASSES = 60
REJECTED_TIP = '<b>[% "tile_id" %]</b><br>[% "reason" %]'
_REASON = "reason"
_CLASS_FIELDS = ("split", "label")

# QGIS keeps no reference to post-processors: without one here they are gone before they are used.
_kept = []


class TileStyler(QgsProcessingLayerPostProcessorInterface):
    """Draws tiles as outlines, coloured by a field, with a map tip."""

    def __init__(self, fields: tuple[str, ...], tip: str) -> None:
        super().__init__()
        self._fields = fields
        self._tip = tip

    def postProcessLayer(self, layer, context, feedback) -> None:
        """Called in the main thread when the layer is in the project."""
        if isinstance(layer, QgsVectorLayer):
            style_tiles(layer, self._fields)
            layer.setMapTipTemplate(self._tip)
            layer.triggerRepaint()
        release_styler(self)


def keep_styler(styler: QgsProcessingLayerPostProcessorInterface) -> None:
    """Hold a post-processor until it has been used."""
    _kept.append(styler)


def release_styler(styler: QgsProcessingLayerPostProcessorInterface) -> None:
    """Let go of a post-processor that has been used."""
    if styler in _kept:
        _kept.remove(styler)


def style_tiles(layer: QgsVectorLayer, fields: tuple[str, ...] = _CLASS_FIELDS) -> None:
    """Outlines, coloured by the first of the fields that holds anything.

    What stands in parentheses differs from tile to tile in ``reason``, so it is left out there.
    """
    for name in fields:
        index = layer.fields().lookupField(name)
        if index < 0:
            continue
        found = (str(value) for value in layer.uniqueValues(index) if value)
        expression = name
        if name == _REASON:
            expression = f"regexp_replace(\"{name}\", ' [(].*$', '')"
            found = (value.partition(" (")[0] for value in found)
        values = sorted(set(found))
        if 0 < len(values) <= _MANY_CLASSES:
            colors = class_colors(values)
            if colors.keys() <= SPLIT_COLORS.keys():
                colors = {value: c for value, c in SPLIT_COLORS.items() if value in colors}
            categories = [
                QgsRendererCategory(value, _outline(hex_color(color)), value)
                for value, color in colors.items()
            ]
            layer.setRenderer(QgsCategorizedSymbolRenderer(expression, categories))
            return
    layer.setRenderer(QgsSingleSymbolRenderer(_outline(hex_color(PLAIN))))


def style_rejected(layer: QgsVectorLayer) -> None:
    """Outlines coloured by reason, which a map tip tells as well."""
    style_tiles(layer, (_REASON,))
    layer.setMapTipTemplate(REJECTED_TIP)


def _outline(color: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": color, "outline_width": "0.4"}
    )


def style_on_load(context: QgsProcessingContext, destination: str | None, rejected: bool) -> None:
    """Style a layer when QGIS is about to load it."""
    if not destination or not context.willLoadLayerOnCompletion(destination):
        return
    if rejected:
        styler = TileStyler((_REASON,), REJECTED_TIP)
    else:
        styler = TileStyler(_CLASS_FIELDS, "<b>[% \"tile_id\" %]</b><br>[% attribute('label') %]")
    keep_styler(styler)
    context.layerToLoadOnCompletionDetails(destination).setPostProcessor(styler)
