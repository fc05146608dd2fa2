"""A label layer for those who have no polygons yet."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransformContext,
    QgsFields,
    QgsFillSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSymbolLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...algorithms.base.compat import make_field
from ...algorithms.base.words import tr
from ...algorithms.inputs.class_colors import COLOR_FIELD
from ...core.classes.colors import GREY, Color, class_colors

_CLASS = "class"
# The layer's style is ours to add to.
_IS_OURS = "tilewright/labels"


def make_label_layer(path: str, crs, classes: list[str]) -> QgsVectorLayer:
    """Write an empty GeoPackage of polygons with class and colour fields, and open it.

    Its style shows each class in a colour of its own, or in that of the field ``color``.

    Raises:
        OSError: the file cannot be written.
    """
    fields = QgsFields()
    for name in (_CLASS, COLOR_FIELD):
        fields.append(make_field(name, "text"))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = "labels"
    writer = QgsVectorFileWriter.create(
        path, fields, QgsWkbTypes.Type.Polygon, crs, QgsCoordinateTransformContext(), options
    )
    failed = writer.hasError() != QgsVectorFileWriter.WriterError.NoError
    message = writer.errorMessage()
    del writer
    layer = QgsVectorLayer(f"{path}|layername=labels", "Labels", "ogr")
    if failed or not layer.isValid():
        raise OSError(tr("{} cannot be written: {}").format(path, message))
    colors = class_colors(classes)
    categories = [_category(name, colors[name]) for name in classes]
    # What has no class yet, or a new one: a colour of the palette would be that of a class.
    categories.append(QgsRendererCategory("", _symbol(GREY), tr("other")))
    layer.setRenderer(QgsCategorizedSymbolRenderer(_CLASS, categories))
    layer.setCustomProperty(_IS_OURS, True)
    return layer


def add_new_classes(layer: QgsVectorLayer, colors: Mapping[str, Color]) -> None:
    """Give the classes that were drawn meanwhile the colours that the dock shows them in.

    Styles of the user's own making stay as they are.

    Args:
        layer: any layer of labels.
        colors: by class; those that no polygon is of are left out.
    """
    renderer = layer.renderer()
    if not layer.customProperty(_IS_OURS) or (
        not isinstance(renderer, QgsCategorizedSymbolRenderer)
        or renderer.classAttribute() != _CLASS
    ):
        return
    known = {category.value() for category in renderer.categories()}
    index = layer.fields().lookupField(_CLASS)
    drawn = {str(value) for value in layer.uniqueValues(index) if value} if index >= 0 else set()
    new = sorted(drawn.intersection(colors) - known)
    if new:
        changed = renderer.clone()
        for name in new:
            changed.addCategory(_category(name, colors[name]))
        layer.setRenderer(changed)
        layer.triggerRepaint()


def _category(name: str, color: Color) -> QgsRendererCategory:
    return QgsRendererCategory(name, _symbol(color), name)


def _symbol(color: Color) -> QgsFillSymbol:
    red, green, blue = color
    symbol = QgsFillSymbol.createSimple(
        {
            "color": f"{red},{green},{blue},90",
            "outline_color": f"{red},{green},{blue},255",
            "outline_width": "0.5",
        }
    )
    own = QgsProperty.fromExpression('coalesce("color", @symbol_color)')
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeColor, own)
    return symbol
