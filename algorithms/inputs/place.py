"""The raster or area that tiles lie on."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle


@dataclass(frozen=True)
class TilesPlace:
    """Where tiles are: their coordinate system, extent, and a name for messages."""

    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    name: str
