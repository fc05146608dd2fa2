"""A layer's style on the map as a file, for runs that take place elsewhere or later."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from qgis.core import QgsApplication, QgsMapLayer, QgsRasterLayer, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument

from ..core.write_file import write_file

_CATEGORIES = QgsMapLayer.StyleCategory.Symbology


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
    document = QDomDocument()
    problem = layer.exportNamedStyle(document, QgsReadWriteContext(), _CATEGORIES)
    if problem:
        raise OSError(problem)
    data = document.toByteArray(2).data()
    digest = hashlib.sha256(data).hexdigest()[:16]
    folder = Path(QgsApplication.qgisSettingsDirPath(), "tilewright")
    path = folder / f"style-{digest}.qml"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
    return os.fspath(path)
