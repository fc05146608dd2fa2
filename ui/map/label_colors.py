"""The colours of classes on the map: read from label layers, and given to new classes there."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...algorithms.base.layer_snapshot import LayerSnapshot
from ...algorithms.inputs.class_colors import read_class_colors, style_colors
from ...algorithms.inputs.class_names import read_class_names, read_code_colors
from ...algorithms.inputs.tiles import plain_value
from ...core.classes.colors import Color, class_colors
from ...core.classes.renaming import parse_class_map
from ...core.errors import LayerError
from ...core.tiles.words import class_name

# So many polygons are read in a blink; colours are told by the first as well as by the last.
_MOST = 50_000
# More classes than a table can show.
_MOST_CLASSES = 200
_OPACITY = 90


def label_colors(layer_id: str, field: str, label: str) -> dict[str, Color]:
    """Colours by class that a label layer of the project tells; none when it is gone.

    Args:
        layer_id: of the layer.
        field: names the class; empty when all polygons are of one.
        label: that one.
    """
    layer = QgsProject.instance().mapLayer(layer_id)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return {}
    if layer.fields().lookupField(field) < 0 if field else not label.strip():
        return {}
    try:
        return read_class_colors(LayerSnapshot(layer), field, "" if field else label.strip(), _MOST)
    except LayerError:
        # The run will say what is wrong with the layer.
        return {}


def layer_classes(layer: QgsVectorLayer | None, field: str) -> list[str]:
    """The classes that a field of a layer names, sorted; none where there are very many."""
    index = layer.fields().lookupField(field) if layer is not None and field else -1
    if index < 0:
        return []
    found = layer.uniqueValues(index, _MOST_CLASSES + 1)
    names = {class_name(plain_value(value)) for value in found} - {None}
    return sorted(names) if len(names) <= _MOST_CLASSES else []


def raster_classes(
    layer: QgsRasterLayer, band: int, text: str, has_zero: bool = True
) -> dict[str, Color]:
    """The classes that a raster or the user names, sorted, with the colours of those that have one.

    Args:
        layer: a class raster.
        band: of its classes.
        text: names by value, as CLASS_MAP has them.
        has_zero: whether 0 is a class like others, and not the background.
    """
    try:
        names = parse_class_map(text, read_class_names(layer, band))
    except LayerError:
        return {}
    codes = {*names.known, *names.names} - (set() if has_zero else {"0"})
    found = {code: names.name(code) for code in sorted(codes)}
    classes = {*found.values(), *(each.name for each in names.ranges)} - {None}
    colors = read_code_colors(layer, band)
    own = {name: colors[code] for code, name in reversed(found.items()) if name and code in colors}
    return class_colors(classes, own)


def paint_class(layer: QgsVectorLayer, field: str, name: str, color: QColor) -> None:
    """Give a class a colour in the layer's style, which all that is made of it obeys.

    A style that is not by class becomes one, in the colours that the classes have now.
    """
    renderer = layer.renderer()
    if not style_colors(renderer, field):
        names = layer_classes(layer, field)
        known = class_colors(names, label_colors(layer.id(), field, ""))
        categories = []
        for each in names:
            symbol = QgsFillSymbol.createSimple({"outline_width": "0.5"})
            symbol.setColor(QColor(*known[each], _OPACITY))
            categories.append(QgsRendererCategory(each, symbol, each))
        renderer = QgsCategorizedSymbolRenderer(field, categories)
    changed = renderer.clone()
    for place, category in enumerate(changed.categories()):
        if class_name(plain_value(category.value())) == name:
            symbol = category.symbol().clone()
            painted = QColor(color)
            painted.setAlpha(symbol.color().alpha())
            symbol.setColor(painted)
            changed.updateCategorySymbol(place, symbol)
    layer.setRenderer(changed)
    layer.triggerRepaint()
