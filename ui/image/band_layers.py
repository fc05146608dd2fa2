"""Layers of the project that are bands of one image."""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

from qgis.core import QgsPalettedRasterRenderer, QgsProject, QgsRasterLayer

from ...core.imagery.scenes import natural_key


def find_band_layers() -> list[str]:
    """Files of layers of one band each, on one grid, b2 before b10; empty below two.

    Of several grids the one of most layers. Class rasters are no bands.
    """
    grids = defaultdict(set)
    for layer in QgsProject.instance().mapLayers().values():
        if _is_band(layer):
            size = layer.width(), layer.height(), layer.crs().authid()
            grids[(*size, layer.extent().toString(3))].add(layer.source())
    most = max(grids.values(), key=len, default=())
    return sorted(most, key=lambda path: natural_key(Path(path).name)) if len(most) > 1 else []


def _is_band(layer: object) -> bool:
    return (
        isinstance(layer, QgsRasterLayer)
        and layer.bandCount() == 1
        and not isinstance(layer.renderer(), QgsPalettedRasterRenderer)
        and os.path.isfile(layer.source())
    )
