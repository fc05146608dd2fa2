"""A dataset's tiles as layers of the project."""

from __future__ import annotations

import os

from qgis.core import QgsProject, QgsVectorLayer

from ..algorithms.base import tr
from ..algorithms.style_tiles import style_rejected, style_tiles


def load_dataset(folder: str) -> None:
    """Load a dataset's tiles and rejected tiles, styled."""
    path = os.path.join(folder, "tiles.gpkg")
    for name, title, style in (
        ("rejected", tr("Rejected tiles"), style_rejected),
        ("tiles", tr("Tiles"), style_tiles),
    ):
        layer = QgsVectorLayer(f"{path}|layername={name}", title, "ogr")
        if layer.isValid() and layer.featureCount():
            style(layer)
            QgsProject.instance().addMapLayer(layer)
