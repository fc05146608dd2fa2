"""A label layer for those who have no polygons yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransformContext,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsExpression,
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
from ...algorithms.inputs.class_colors import COLOR_FIELD, style_colors
from ...core.classes.colors import GREY, Color, class_colors

_CLASS = "class"
# What GeoPackages number features by.
_KEY = "fid"
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
    layer = QgsVectorLayer(f"{path}|layername=labels", Path(path).stem, "ogr")
    if failed or not layer.isValid():
        raise OSError(tr("{} cannot be written: {}").format(path, message))
    colors = class_colors(classes)
    categories = [_category(name, colors[name]) for name in classes]
    # What has no class yet, or a new one: a colour of the palette would be that of a class.
    categories.append(QgsRendererCategory("", _symbol(GREY), tr("other")))
    layer.setRenderer(QgsCategorizedSymbolRenderer(_CLASS, categories))
    layer.setCustomProperty(_IS_OURS, True)
    _set_up_form(layer, classes)
    return layer


def _set_up_form(layer: QgsVectorLayer, classes: list[str]) -> None:
    """A list of the classes, which begins with the last one, and a picker for the colour."""
    fields, form = layer.fields(), layer.editFormConfig()
    index = fields.lookupField(_CLASS)
    if classes:
        _list_classes(layer, classes)
        layer.setDefaultValueDefinition(index, QgsDefaultValue(_quote(classes[0])))
    form.setReuseLastValue(index, True)
    layer.setFieldAlias(index, tr("Class"))
    color = fields.lookupField(COLOR_FIELD)
    layer.setEditorWidgetSetup(color, QgsEditorWidgetSetup("Color", {}))
    layer.setFieldAlias(color, tr("Colour, if another than the class's"))
    key = fields.lookupField(_KEY)
    if key >= 0:
        layer.setEditorWidgetSetup(key, QgsEditorWidgetSetup("Hidden", {}))
    layer.setEditFormConfig(form)


def _list_classes(layer: QgsVectorLayer, names: list[str]) -> None:
    index = layer.fields().lookupField(_CLASS)
    listed = {"map": [{name: name} for name in names]}
    layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", listed))


def _quote(text: str) -> str:
    """A text as QGIS's expressions write it."""
    return QgsExpression.quotedString(text)


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
        _extend(layer, {name: colors[name] for name in new})


def is_ours(layer: object) -> bool:
    """Whether it is a label layer that was made here, whose list of classes can grow."""
    return (
        isinstance(layer, QgsVectorLayer)
        and bool(layer.customProperty(_IS_OURS))
        and isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    )


def add_class(layer: QgsVectorLayer, name: str) -> None:
    """One more class to draw, in a colour of its own; the first to be offered."""
    own = style_colors(layer.renderer(), _CLASS)
    if name not in own:
        _extend(layer, {name: class_colors([name], own)[name]})
    index = layer.fields().lookupField(_CLASS)
    layer.setDefaultValueDefinition(index, QgsDefaultValue(_quote(name)))


def _extend(layer: QgsVectorLayer, colors: Mapping[str, Color]) -> None:
    """Add classes to the style, and to the list that the form of a polygon shows."""
    changed = layer.renderer().clone()
    for name, color in colors.items():
        changed.addCategory(_category(name, color))
    layer.setRenderer(changed)
    layer.triggerRepaint()
    names = [c.value() for c in changed.categories() if isinstance(c.value(), str) and c.value()]
    _list_classes(layer, names)


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
