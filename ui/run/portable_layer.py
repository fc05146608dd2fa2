"""A layer by its source: what opens it again outside the project."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...algorithms.base.words import tr
from ...algorithms.rasters.nodata_settings import read_nodata_settings

# Processing takes the sources of these as they are, all others with their provider before them.
_FILES = ("ogr", "gdal")
# Layers of these are made of other layers, or of nothing that lasts.
_HERE_ONLY = ("memory", "virtual")


class NotSharedError(Exception):
    """The run cannot leave QGIS; the message says what to do."""


def portable_source(layer: QgsMapLayer, field: str = "") -> str:
    """A text from which Processing opens the layer as it is here.

    Args:
        layer: of the project.
        field: a field that it must have there as well.

    Raises:
        NotSharedError: it would be another layer there, or none.
    """
    why = _find_obstacle(layer)
    if why:
        raise NotSharedError(why.format(layer.name()))
    is_file = layer.providerType() in _FILES
    source = layer.source()
    if not is_file:
        source = QgsProcessingUtils.encodeProviderKeyAndUri(layer.providerType(), source)
    # The context keeps the layer it opens, and no project is there to take it from.
    context = QgsProcessingContext()
    again = QgsProcessingUtils.mapLayerFromString(source, context)
    if again is None or not again.isValid() or again.type() != layer.type():
        raise NotSharedError(
            tr(
                "The layer {} cannot be opened outside this project; export it to a file first "
                "(right-click the layer, Export)."
            ).format(layer.name())
        )
    is_placed = layer.crs().isValid() or again.crs().isValid()
    if is_placed and again.crs() != layer.crs():
        raise NotSharedError(
            tr(
                "The coordinate system of {} was set in this project and is not in its file; "
                "export it to a file first (right-click the layer, Export)."
            ).format(layer.name())
        )
    if isinstance(layer, QgsVectorLayer):
        _compare_vector(layer, again, field)
    elif isinstance(layer, QgsRasterLayer):
        _compare_raster(layer, again)
    return source


def _find_obstacle(layer: QgsMapLayer) -> str:
    if layer.providerType() in _HERE_ONLY:
        return tr(
            "The layer {} exists in this project only; save it to a file first (right-click the "
            "layer, Export or Make Permanent)."
        )
    path = layer.source().partition("|")[0]
    if Path(os.path.abspath(path)).is_relative_to(QgsProcessingUtils.tempFolder()):
        return tr(
            "The layer {} is in a temporary file, which is deleted when QGIS closes; save it to"
            " another file first (right-click the layer, Export)."
        )
    if isinstance(layer, QgsVectorLayer) and layer.isModified():
        return tr(
            "The layer {} has edits that are not saved; save them first (Layer, Save Layer Edits)."
        )
    if QgsDataSourceUri(layer.source()).password():
        return tr(
            "The source of {} holds a password, which would be copied too; keep it in QGIS's "
            "authentication settings, or export the layer to a file."
        )
    return ""


def _compare_raster(layer: QgsRasterLayer, again: QgsRasterLayer) -> None:
    own, others = (read_nodata_settings(item.dataProvider()) for item in (layer, again))
    if own != others:
        raise NotSharedError(
            tr(
                "The nodata values of {} were set in its properties and are not in its file; "
                "remove them there and fill in Extra nodata."
            ).format(layer.name())
        )


def _compare_vector(layer: QgsVectorLayer, again: QgsVectorLayer, field: str) -> None:
    if again.subsetString() != layer.subsetString():
        raise NotSharedError(
            tr(
                "The filter of {} cannot be taken along; export the filtered layer to a file first "
                "(right-click the layer, Export)."
            ).format(layer.name())
        )
    if again.dataProvider().encoding() != layer.dataProvider().encoding():
        raise NotSharedError(
            tr(
                "The text encoding of {} was set in this project; export the layer to a file first "
                "(right-click the layer, Export)."
            ).format(layer.name())
        )
    if field and again.fields().lookupField(field) < 0:
        raise NotSharedError(
            tr(
                "The field {} of {} is joined or calculated in this project; export the layer to a "
                "file first (right-click the layer, Export)."
            ).format(field, layer.name())
        )
