"""How tile layers look when they are loaded."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
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

_TILE_TIP = "<b>[% \"tile_id\" %]</b><br>[% attribute('label') %]"


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


def style_kept(layer: QgsVectorLayer) -> None:
    """Outlines coloured by split or class; a map tip tells tile and class."""
    style_tiles(layer)
    layer.setMapTipTemplate(_TILE_TIP)


def style_rejected(layer: QgsVectorLayer) -> None:
    """Outlines coloured by reason, which a map tip tells as well."""
    style_tiles(layer, (_REASON,))
    layer.setMapTipTemplate(REJECTED_TIP)


def _outline(color: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": color, "outline_width": "0.4"}
    )
