"""The colours of classes on the map: read from label layers, and given to new classes there."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProject,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...algorithms.base.layer_snapshot import LayerSnapshot
from ...algorithms.inputs.class_colors import read_class_colors, style_colors
from ...algorithms.inputs.tiles import plain_value
from ...core.classes.colors import Color, class_colors
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
