"""A layer's style on the map as a file, for runs that take place elsewhere or later."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsApplication, QgsRasterLayer

from ...algorithms.rasters.fingerprint_style import export_style, fingerprint_style
from ...core.files.whole import write_files


def can_be_saved(layer: QgsRasterLayer) -> bool:
    """Whether a style file holds all that shapes the picture.

    Nodata values that were set in the layer's properties belong to the project alone.
    """
    provider = layer.dataProvider()
    return not any(
        provider.userNoDataValues(band)
        or (provider.sourceHasNoDataValue(band) and not provider.useSourceNoDataValue(band))
        for band in range(1, layer.bandCount() + 1)
    )


def save_style(layer: QgsRasterLayer) -> str:
    """Write a layer's style to a file named after what is in it; returns its path.

    The same style gives the same file, so that what is copied from the dock stays valid.

    Raises:
        OSError: the file cannot be written.
    """
    document = export_style(layer)
    folder = Path(QgsApplication.qgisSettingsDirPath(), "tilewright")
    path = folder / f"style-{fingerprint_style(document)[:16]}.qml"
    if not path.exists():
        write_files({path: document.toByteArray(2).data()})
    return os.fspath(path)
