"""True areas of tiles."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsGeometry,
    QgsProcessingContext,
    QgsUnitTypes,
)

from ...core.errors import LayerError
from ...core.grid.select import AREA
from ...core.tiles.table import TileTable
from ..inputs.layer_transform import has_crs


class AreaMeter:
    """Areas in km2 on the ellipsoid of a layer's coordinate system."""

    def __init__(self, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> None:
        self._meter = QgsDistanceArea()
        self._meter.setSourceCrs(crs, context.transformContext())
        # WGS 84, for systems that do not say.
        self._meter.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
        self._crs = crs

    def __call__(self, tiles: TileTable) -> np.ndarray:
        if not has_crs(self._crs):
            raise LayerError(
                "The polygons have no coordinate system, so nobody knows how large they are; "
                "assign one (right-click the layer, Layer CRS)."
            )
        areas = np.empty(len(tiles))
        unit = QgsUnitTypes.AreaUnit.AreaSquareKilometers
        for i, wkb in enumerate(tiles.wkb):
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            area = self._meter.measureArea(geometry)
            areas[i] = self._meter.convertAreaMeasurement(area, unit)
        return areas

    def extend(self, tiles: TileTable) -> TileTable:
        """The tiles with their areas as a field."""
        return tiles.with_column(AREA, self(tiles))
