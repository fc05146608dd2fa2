"""The colours that a label layer gives its classes: by its style, or by its field color."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeatureRenderer,
    QgsSimpleFillSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...core.classes.legend import Color, parse_color
from ...core.tiles.words import class_name
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from .tiles import plain_value, read_features

COLOR_FIELD = "color"
TILE_LABEL = "label"
_COLORS_OF_SYMBOLS = (
    QgsSymbolLayer.Property.PropertyStrokeColor,
    QgsSymbolLayer.Property.PropertyFillColor,
)


def read_class_colors(
    source: FeatureSource, field: str, label: str = "", most: int = 0
) -> dict[str, Color]:
    """Colours by class; see choose_colors.

    Args:
        source: the label layer.
        field: names the class; empty when all polygons are of one.
        label: that one.
        most: so many features are read and no more; 0 for all.
    """
    renderer = source.renderer
    written, only = {}, label
    color_field = find_color_field(source)
    if color_field:
        written, names = read_written_colors(source, field, color_field, label, most)
        only = next(iter(names)) if len(names) == 1 else ""
    elif not only and isinstance(renderer, QgsSingleSymbolRenderer):
        only = _only_class(source, field, most)
    return choose_colors(renderer, field, written, only)


def find_class_colors(alg: TilewrightAlgorithm) -> dict[str, Color]:
    """Colours by class for the tiles that an algorithm makes.

    They are those of the label layer, where it gives classes to tiles, else those that the tiles
    it is given have in their own style.
    """
    if alg.read_label_colors is not None:
        return alg.read_label_colors()
    layers = (alg.snapshots.get(name) for name in ("INPUT", "TILES"))
    return next((style_colors(x.renderer, TILE_LABEL) for x in layers if x is not None), {})


def read_tile_colors(source: FeatureSource, field: str) -> dict[str, Color]:
    """Colours by class of tiles: of the style that is categorized by the field, else of ``color``.

    A style of one symbol says nothing of classes: it is what any layer of tiles has.
    """
    color_field = find_color_field(source)
    written = read_written_colors(source, field, color_field)[0] if color_field else {}
    return choose_colors(source.renderer, field, written, "")


def choose_colors(
    renderer: QgsFeatureRenderer | None, field: str, written: Mapping[str, Color], only: str
) -> dict[str, Color]:
    """Colours by class: of the style that is categorized by the class field, else of a field.

    Where the style takes its colours from the features, their field comes first. A style of one
    symbol tells the colour where there is one class and no other source.

    Args:
        renderer: the layer's style, None without one.
        field: names the class; empty when all polygons are of one.
        written: colours by class that a field holds.
        only: the class, where there is one alone; else empty.
    """
    styled = style_colors(renderer, field)
    if renderer is not None and _takes_field(renderer):
        return {**styled, **written}
    colors = {**written, **styled}
    if not colors and only and isinstance(renderer, QgsSingleSymbolRenderer):
        return {only: _color_of(renderer.symbol())}
    return colors


def style_colors(renderer: QgsFeatureRenderer | None, field: str) -> dict[str, Color]:
    """Colours by class of a style that is categorized by a field; none of any other style."""
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return {}
    if renderer.classAttribute().strip('"').lower() != field.lower():
        return {}
    colors = {}
    # Symbols live as long as their category.
    for category in renderer.categories():
        value, symbol = category.value(), category.symbol()
        for each in value if isinstance(value, (list, tuple)) else [value]:
            name = class_name(plain_value(each))
            if name is not None and symbol is not None:
                colors.setdefault(name, _color_of(symbol))
    return colors


def find_color_field(source: FeatureSource) -> str:
    """The true name of the field ``color``, empty when there is none."""
    index = source.fields().lookupField(COLOR_FIELD)
    return source.fields().at(index).name() if index >= 0 else ""


def read_written_colors(
    source: FeatureSource, field: str, color_field: str, label: str = "", most: int = 0
) -> tuple[dict[str, Color], set[str]]:
    """Colours by class that a field holds, and all classes; arguments as in read_class_colors.

    A class has the colour that most of its features have, whatever their order.
    """
    votes, names = {}, set()
    for feature in _first(source, [field, color_field], most):
        name = class_name(plain_value(feature[field])) if field else label
        if name is None:
            continue
        names.add(name)
        if color_field and (color := read_color(plain_value(feature[color_field]))):
            counts = votes.setdefault(name, {})
            counts[color] = counts.get(color, 0) + 1
    colors = {n: min(v, key=lambda c, v=v: (-v[c], c)) for n, v in votes.items()}
    return colors, names


def read_color(value) -> Color | None:
    """Red, green and blue of what QGIS takes for a colour: #rrggbb, 0,148,255 or a name."""
    known = parse_color(value)
    if known is None and value:
        color = QColor(str(value).strip())
        if color.isValid():
            known = (color.red(), color.green(), color.blue())
    return known


def _only_class(source: FeatureSource, field: str, most: int) -> str:
    """The class of all features; empty when there are several, or none."""
    found = ""
    for feature in _first(source, [field], most):
        name = class_name(plain_value(feature[field])) or found
        if found not in ("", name):
            return ""
        found = name
    return found


def _first(source: FeatureSource, fields: Iterable[str], most: int) -> Iterator[QgsFeature]:
    """The features, or the first of them, with these fields alone."""
    for number, feature in enumerate(read_features(source, [name for name in fields if name])):
        if most and number >= most:
            return
        yield feature


def _takes_field(renderer: QgsFeatureRenderer) -> bool:
    """Whether the colour of its symbols is told by an expression."""
    if isinstance(renderer, QgsSingleSymbolRenderer):
        return _has_expression(renderer.symbol())
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return False
    # Symbols live as long as their category.
    categories = renderer.categories()
    return any(_has_expression(c.symbol()) for c in categories if c.symbol() is not None)


def _has_expression(symbol: QgsSymbol) -> bool:
    return any(
        symbol.symbolLayer(k).dataDefinedProperties().isActive(key)
        for k in range(symbol.symbolLayerCount())
        for key in _COLORS_OF_SYMBOLS
    )


def _color_of(symbol: QgsSymbol) -> Color:
    """What is seen of a symbol: its fill, or its outline where it has none."""
    color = symbol.color()
    first = symbol.symbolLayer(0) if symbol.symbolLayerCount() else None
    if isinstance(first, QgsSimpleFillSymbolLayer) and (
        first.brushStyle() == Qt.BrushStyle.NoBrush or not color.alpha()
    ):
        color = first.strokeColor()
    return color.red(), color.green(), color.blue()
