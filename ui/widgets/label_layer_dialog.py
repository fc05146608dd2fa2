"""Asking where a new label layer shall go."""

from __future__ import annotations

import os

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...algorithms.base.words import tr
from .new_file import with_suffix
from .new_label_layer import make_label_layer

_CLASSES = ("urban",)


def ask_label_layer(
    parent: QWidget, crs: QgsCoordinateReferenceSystem | None
) -> QgsVectorLayer | None:
    """A new label layer in the project; None when the user thinks better of it.

    Raises:
        OSError: the file exists, or cannot be written.
    """
    if crs is None:
        return None
    path, _ = QFileDialog.getSaveFileName(
        parent, tr("New Label Layer"), "", tr("GeoPackage (*.gpkg)")
    )
    if not path:
        return None
    path = with_suffix(path, ".gpkg")
    if os.path.exists(path):
        raise FileExistsError(
            tr("{} exists and may hold other layers; choose a new name.").format(path)
        )
    layer = make_label_layer(path, crs, list(_CLASSES))
    QgsProject.instance().addMapLayer(layer)
    return layer
