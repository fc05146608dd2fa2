"""The names and colours that a class raster has for its codes."""

from __future__ import annotations

from osgeo import gdal
from qgis.core import QgsPalettedRasterRenderer, QgsProcessingContext, QgsRasterLayer

from ...core.classes.colors import Color
from ...core.tiles.words import class_name


def styled_layer(layer: QgsRasterLayer, context: QgsProcessingContext) -> QgsRasterLayer:
    """A layer with the style that the user sees; only in the main thread.

    Processing opens files without the style beside them, which may hold the names.
    """
    project = context.project()
    if project is None or project.mapLayer(layer.id()) is None:
        layer = layer.clone()
        layer.loadDefaultStyle()
    return layer


def read_class_names(layer: QgsRasterLayer, band: int) -> dict[str, str]:
    """Names by code, as far as the layer's style, its attribute table or GDAL's categories tell.

    The style goes first, because it is what the user sees. Only in the main thread.
    """
    names = _names_of_file(layer.dataProvider().dataSourceUri().partition("|")[0], band)
    renderer = layer.renderer()
    if isinstance(renderer, QgsPalettedRasterRenderer) and band in renderer.usesBands():
        for row in renderer.classes():
            names.update(_named(row.value, row.label))
    return names


def read_code_colors(layer: QgsRasterLayer, band: int) -> dict[str, Color]:
    """Colours by code of a raster that is drawn by its codes, as its style has them."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsPalettedRasterRenderer) or band not in renderer.usesBands():
        return {}
    colors = {}
    for row in renderer.classes():
        code = class_name(float(row.value))
        colors.setdefault(code, (row.color.red(), row.color.green(), row.color.blue()))
    return colors


def _named(value, label) -> dict[str, str]:
    """One name, unless it is nothing but the code."""
    code, label = class_name(float(value)), (label or "").strip()
    return {code: label} if label and label != code else {}


def _names_of_file(path: str, band_number: int) -> dict[str, str]:
    try:
        dataset = gdal.Open(path)
    except RuntimeError:
        # GDAL's Python module may have been told to raise; a raster that it cannot open has no
        # names, and what is wrong with it is told where its pixels are read.
        dataset = None
    if dataset is None or not 1 <= band_number <= dataset.RasterCount:
        return {}
    # GDAL reads the file beside a GeoTIFF, which holds the names, only when it is asked for more.
    dataset.GetGeoTransform()
    band = dataset.GetRasterBand(band_number)
    names = {}
    for code, label in enumerate(band.GetCategoryNames() or []):
        names.update(_named(code, label))
    table = band.GetDefaultRAT()
    if table is not None:
        names.update(_names_of_table(table))
    return names


def _names_of_table(table) -> dict[str, str]:
    usages = [table.GetUsageOfCol(k) for k in range(table.GetColumnCount())]
    codes = next((usages.index(u) for u in (gdal.GFU_MinMax, gdal.GFU_Min) if u in usages), None)
    labels = usages.index(gdal.GFU_Name) if gdal.GFU_Name in usages else None
    if codes is None or labels is None:
        return {}
    names = {}
    for row in range(table.GetRowCount()):
        names.update(
            _named(table.GetValueAsDouble(row, codes), table.GetValueAsString(row, labels))
        )
    return names
