"""Asking where a new label layer shall go."""

from __future__ import annotations

import os
from collections.abc import Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QFileDialog, QInputDialog, QWidget

from ...algorithms.base.words import tr
from ..toolbox.product_field import usual_place
from ..widgets.new_file import with_suffix
from .new_label_layer import make_label_layer

_USUAL = "urban"


def ask_label_layer(
    parent: QWidget,
    crs: QgsCoordinateReferenceSystem | None,
    classes: Sequence[str] = (),
) -> QgsVectorLayer | None:
    """A new label layer in the project; None when the user thinks better of it.

    Args:
        parent: of the dialogs.
        crs: of the layer; None where there is no image yet.
        classes: that are proposed, such as those of the labels so far.

    Raises:
        OSError: the file exists, or cannot be written.
    """
    if crs is None:
        return None
    path, _ = QFileDialog.getSaveFileName(
        parent, tr("New Label Layer"), usual_place(), tr("GeoPackage (*.gpkg)")
    )
    if not path:
        return None
    path = with_suffix(path, ".gpkg")
    if os.path.exists(path):
        raise FileExistsError(
            tr("{} exists and may hold other layers; choose a new name.").format(path)
        )
    text, is_given = QInputDialog.getText(
        parent,
        tr("New Label Layer"),
        tr("Classes to draw, separated by commas; the form of each polygon lists them:"),
        text=", ".join(classes) or _USUAL,
    )
    if not is_given:
        return None
    layer = make_label_layer(path, crs, read_names(text))
    QgsProject.instance().addMapLayer(layer)
    return layer


def read_names(text: str) -> list[str]:
    """The names between commas, each once, in their order."""
    names = (name.strip() for name in text.split(","))
    return list(dict.fromkeys(name for name in names if name))
