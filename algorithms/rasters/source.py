"""Rasters named by the user, ready for the engine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingException,
    QgsRasterLayer,
    QgsRectangle,
)

from ...core.errors import RasterError
from ...core.message import counted
from ...core.network.remote_files import gdal_name
from ...core.raster.compare import BandTags
from ...core.raster.info import RasterInfo
from ...core.raster.nodata import NodataSettings
from ...core.raster.source import FileRasterSource, RasterSource
from ...core.resampling.grid import grid_of
from ..base.values import Values
from .nodata_settings import read_nodata_settings

# Hundreds of dates would all say the same.
_MOST_NOTES = 5


@dataclass(frozen=True)
class RasterInput:
    """What is taken from a raster layer in the main thread.

    Attributes:
        path: what GDAL opens.
        name: of the layer.
        crs: the layer's coordinate system, which the user may have set.
        is_crs_set: whether it is another one than the file's own.
        settings: what the user has set for the layer's nodata values.
    """

    path: str
    name: str
    crs: QgsCoordinateReferenceSystem
    is_crs_set: bool
    settings: NodataSettings = field(default_factory=NodataSettings)

    def open(
        self,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
        like: Sequence[BandTags] | None = None,
    ) -> RasterSource:
        """The raster for the engine; see FileRasterSource."""
        preferred = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED
        wkt = self.crs.toWkt(preferred) if self.is_crs_set else None
        return FileRasterSource(self.path, bands, nodata, keep_alpha, self.settings, like, wkt)


def raster_layer(values: Values, name: str) -> QgsRasterLayer:
    """The layer of a raster parameter; only in the main thread.

    Raises:
        QgsProcessingException: it cannot be found or opened.
    """
    layer = values.raster_layer(name)
    if layer is None or not layer.isValid():
        refusal = values.alg.invalidRasterError(values.parameters, values.name(name))
        raise QgsProcessingException(refusal)
    return layer


def read_raster_input(values: Values, name: str) -> RasterInput:
    """What the engine needs of a raster parameter; only in the main thread.

    Raises:
        RasterError: the layer is a service that GDAL does not read.
    """
    return input_of_layer(raster_layer(values, name))


def input_of_layer(layer: QgsRasterLayer) -> RasterInput:
    """What the engine needs of a layer; only in the main thread.

    Raises:
        RasterError: the layer is a service that GDAL does not read.
    """
    if layer.providerType() != "gdal":
        raise RasterError(
            "{name} is a {providertype} layer. Only Create Tile Grid, Build Dataset, Export Tiles "
            "and Export Time Series ask services for pixels, as {RASTER} or {SCENES}; save it as a "
            "GeoTIFF first (right-click the layer, Export).",
            name=layer.name(),
            providertype=layer.providerType(),
        )
    uri = layer.dataProvider().dataSourceUri()
    # What follows "|" are QGIS's options; subdatasets and archives keep their prefix.
    path = uri.partition("|")[0]
    if os.path.exists(path):
        path = os.path.abspath(path)
    path = gdal_name(path)
    own = layer.dataProvider().crs()
    settings = read_nodata_settings(layer.dataProvider())
    return RasterInput(path, layer.name(), layer.crs(), layer.crs() != own, settings)


def log_bands(infos: Iterable[RasterInfo], values: Values) -> None:
    """Say what was decided about the bands that are read: which is a mask, which values count."""
    notes = list(dict.fromkeys(note for info in infos for note in info.notes))
    for note in notes[:_MOST_NOTES]:
        values.info(note)
    if len(notes) > _MOST_NOTES:
        values.info(
            counted(
                len(notes) - _MOST_NOTES,
                "{count} further note of this kind is left out.",
                "{count} further notes of this kind are left out.",
            )
        )


def raster_extent(info: RasterInfo) -> QgsRectangle:
    """The bounding box of a raster, rotated ones included."""
    corners = grid_of(info).outline()
    return QgsRectangle(*corners.min(axis=0).tolist(), *corners.max(axis=0).tolist())
