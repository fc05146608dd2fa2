"""How class rasters look."""

from __future__ import annotations

import os
from collections.abc import Mapping

from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer
from qgis.PyQt.QtGui import QColor

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


def write_class_style(path: str, colors: Mapping[int, Color], names: Mapping[int, str]) -> None:
    """A .qml beside a raster, which QGIS takes up when the raster is opened there."""
    layer = QgsRasterLayer(path, "classes", "gdal")
    if not layer.isValid():
        return
    style_class_raster(layer, colors, names)
    layer.saveNamedStyle(f"{os.path.splitext(path)[0]}.qml")
