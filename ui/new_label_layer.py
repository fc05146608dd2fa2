"""A label layer for those who have no polygons yet."""

from __future__ import annotations

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

from ..algorithms.base import tr
from ..algorithms.compat import make_field
from ..core.class_colors import class_color, class_colors


def make_label_layer(path: str, crs, classes: list[str]) -> QgsVectorLayer:
    """Write an empty GeoPackage of polygons with class and colour fields, and open it.

    Its style shows each class in a colour of its own, or in that of the field ``color``.

    Raises:
        OSError: the file cannot be written.
    """
    fields = QgsFields()
    for name in ("class", "color"):
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
    categories = [QgsRendererCategory(name, _symbol(colors[name]), name) for name in classes]
    categories.append(QgsRendererCategory("", _symbol(class_color(len(colors))), tr("other")))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))
    return layer


def _symbol(color: tuple[int, int, int]) -> QgsFillSymbol:
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
