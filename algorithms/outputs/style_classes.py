"""How classes look, in rasters of them and in points that stand for pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...core.classes.legend import LegendClass
from ...core.files.whole import whole_file
from .style_on_load import style_on_load

Color = tuple[int, int, int, int]


def style_class_raster(
    layer: QgsRasterLayer, colors: Mapping[int, Color], names: Mapping[int, str]
) -> None:
    """Colours and names for the values of the first band."""
    classes = [
        QgsPalettedRasterRenderer.Class(value, QColor(*colors[value]), names.get(value, str(value)))
        for value in sorted(colors)
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


def finish_class_raster(
    context, path: str, colors: Mapping[int, Color], names: Mapping[int, str]
) -> None:
    """Give a class raster that was written its colours and names, and its legend the classes alone.

    Without a style QGIS shows the raster's own table of colours, which has a row for each number
    that the type can hold.

    Args:
        context: of the algorithm, which may be about to load the raster.
        path: of the raster; the style goes beside it.
        colors: red, green, blue, alpha of each number.
        names: class of each number.
    """
    _write_class_style(path, colors, names)
    style_on_load(context, path, lambda layer: style_class_raster(layer, colors, names))


def _write_class_style(path: str, colors: Mapping[int, Color], names: Mapping[int, str]) -> None:
    """A .qml beside a raster, which QGIS takes up when the raster is opened there."""
    layer = QgsRasterLayer(path, "classes", "gdal")
    if not layer.isValid():
        return
    style_class_raster(layer, colors, names)
    # The other parts of a style hold ids that are new each time.
    only = QgsMapLayer.StyleCategory.Symbology
    # One that is there already stays whole when the run is killed.
    with whole_file(Path(path).with_suffix(".qml"), ".qml") as part:
        layer.saveNamedStyle(str(part), only)


def finish_classified(context, path: str, legend: Sequence[LegendClass]) -> None:
    """Give a class raster that was written the colours and names of a legend."""
    colors = {c.id: (*c.color, 255) for c in legend}
    finish_class_raster(context, path, colors, {c.id: c.name for c in legend})


def _style_points(layer: QgsMapLayer, legend: Sequence[LegendClass]) -> None:
    if not isinstance(layer, QgsVectorLayer):
        return
    categories = []
    for c in legend:
        symbol = QgsMarkerSymbol.createSimple({"size": "1.2", "outline_style": "no"})
        symbol.setColor(QColor(*c.color))
        categories.append(QgsRendererCategory(c.id, symbol, c.name))
    layer.setRenderer(QgsCategorizedSymbolRenderer("class_id", categories))


def style_points_on_load(context, destination: str | None, legend: Sequence[LegendClass]) -> None:
    """Style points with a field class_id when QGIS is about to load them."""
    style_on_load(context, destination, lambda layer: _style_points(layer, legend))
