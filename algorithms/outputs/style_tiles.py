"""How tile layers look when they are loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ...core.classes.colors import (
    LEFT_OUT_COLOR,
    PLAIN,
    SPLIT_COLORS,
    Color,
    class_colors,
    hex_color,
)
from ...core.tiles.reasons import ReasonKind, read_reason

# With more classes than this a legend helps nobody.
_MANY_CLASSES = 60
REJECTED_TIP = '<b>[% "tile_id" %]</b><br>[% "reason" %]'
_OBJECT_TIP = '<b>[% "class" %]</b> [% "object_id" %]<br>[% "tile_id" %]'
_REASON = "reason"
_CLASS_FIELDS = ("split", "label")
_TILE_TIP = "<b>[% \"tile_id\" %]</b><br>[% attribute('label') %]"
# QGIS's hatches for the signs that the dock draws.
_HATCHES = {
    "cross": "diagonal_x",
    "plus": "cross",
    "rising": "b_diagonal",
    "falling": "f_diagonal",
    "level": "horizontal",
    "upright": "vertical",
    "two level": "dense6",
    "two upright": "dense7",
    "diamond": "dense5",
}


def style_tiles(
    layer: QgsVectorLayer,
    own: Mapping[str, Color] | None = None,
    fields: Iterable[str] = _CLASS_FIELDS,
) -> None:
    """Outlines, coloured by split or else by class.

    Args:
        layer: the tiles.
        own: colours by class that the label layer tells; the palette has the others.
        fields: the first of these that has values is shown.
    """
    for name in fields:
        values = _values_of(layer, name)
        if 0 < len(values) <= _MANY_CLASSES:
            found = class_colors(values, own)
            colors = {value: found[value] for value in _in_order(values, own)}
            if colors.keys() <= SPLIT_COLORS.keys():
                colors = {value: c for value, c in SPLIT_COLORS.items() if value in colors}
            _categorize(layer, name, colors, lambda value, c=colors: _outline(c[value]))
            return
    layer.setRenderer(QgsSingleSymbolRenderer(_outline(PLAIN)))


def style_kept(layer: QgsVectorLayer, own: Mapping[str, Color] | None = None) -> None:
    """Outlines coloured by split or class; a map tip tells tile and class."""
    style_tiles(layer, own)
    layer.setMapTipTemplate(_TILE_TIP)


def style_footprints(layer: QgsVectorLayer) -> None:
    """Outlines, which overlap; those of images that are not selected are grey."""
    if layer.fields().lookupField("selected") >= 0:
        colors = {"1": PLAIN, "0": LEFT_OUT_COLOR}
        _categorize(layer, "selected", ["1", "0"], lambda value: _outline(colors[value]))
    else:
        layer.setRenderer(QgsSingleSymbolRenderer(_outline(PLAIN)))


def style_rejected(layer: QgsVectorLayer) -> None:
    """Grey outlines hatched by reason, which a map tip tells as well: colours are of classes.

    What stands in parentheses differs from tile to tile in ``reason``, so it is left out.
    """
    kinds = {str(k.title): k for k in (read_reason(r).kind for r in _values_of(layer, _REASON))}
    if 0 < len(kinds) <= _MANY_CLASSES:
        expression = f"regexp_replace(\"{_REASON}\", ' [(].*$', '')"
        _categorize(layer, expression, sorted(kinds), lambda title: _hatched(kinds[title]))
    else:
        layer.setRenderer(QgsSingleSymbolRenderer(_outline(LEFT_OUT_COLOR)))
    layer.setMapTipTemplate(REJECTED_TIP)


def style_objects(layer: QgsVectorLayer, own: Mapping[str, Color]) -> None:
    """Outlines coloured by class; a map tip tells class and tile.

    Args:
        layer: objects with a field class.
        own: colours by class.
    """
    values = _values_of(layer, "class")
    if 0 < len(values) <= _MANY_CLASSES:
        colors = class_colors(values, own)
        _categorize(layer, "class", _in_order(values, own), lambda value: _outline(colors[value]))
    layer.setMapTipTemplate(_OBJECT_TIP)


def _values_of(layer: QgsVectorLayer, name: str) -> list[str]:
    index = layer.fields().lookupField(name)
    return sorted({str(v) for v in layer.uniqueValues(index) if v}) if index >= 0 else []


def _in_order(values: list[str], own: Mapping[str, Color] | None) -> list[str]:
    """Classes as who knows their colours lists them, where all are known; else by name."""
    known = [name for name in own or () if name in values]
    return known if len(known) == len(values) else values


def _categorize(
    layer: QgsVectorLayer,
    expression: str,
    values: Iterable[str],
    make_symbol: Callable[[str], QgsFillSymbol],
) -> None:
    categories = [QgsRendererCategory(value, make_symbol(value), value) for value in values]
    layer.setRenderer(QgsCategorizedSymbolRenderer(expression, categories))


def _outline(color: Color) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": hex_color(color), "outline_width": "0.4"}
    )


def _hatched(kind: ReasonKind) -> QgsFillSymbol:
    symbol = _outline(LEFT_OUT_COLOR)
    hatch = {"style": _HATCHES[kind.sign], "outline_style": "no"}
    symbol.appendSymbolLayer(
        QgsSimpleFillSymbolLayer.create({**hatch, "color": hex_color(LEFT_OUT_COLOR)})
    )
    return symbol
