"""Marks as small GeoPackage files, which builddataset takes like any other layer."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ..algorithms.base import tr
from ..algorithms.compat import make_field
from ..core.tile_table import TEXT
from .map_marks import Mark, move_mark


def write_marks(marks: Sequence[Mark], name: str) -> str:
    """Write marks to a file named after what is in it; returns its path, empty without marks.

    The same marks give the same file, so that what is copied from the dock stays valid.
    """
    if not marks:
        return ""
    digest = hashlib.sha256(repr([name, *marks]).encode()).hexdigest()[:16]
    folder = os.path.join(QgsApplication.qgisSettingsDirPath(), "tilewright")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{name}-{digest}.gpkg")
    if os.path.exists(path):
        return path
    fields = QgsFields()
    fields.append(make_field("label", TEXT))
    crs = QgsCoordinateReferenceSystem(marks[0].crs)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    part = f"{path}.part.gpkg"
    writer = QgsVectorFileWriter.create(
        part,
        fields,
        QgsWkbTypes.Type.Point,
        crs,
        QgsCoordinateTransformContext(),
        options,
    )
    for mark in marks:
        feature = QgsFeature(fields)
        feature.setAttributes([mark.label or None])
        point = move_mark(mark, crs)
        if point is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(point))
            writer.addFeature(feature)
    failed = writer.hasError() != QgsVectorFileWriter.WriterError.NoError
    message = writer.errorMessage()
    del writer
    if failed:
        raise OSError(tr("{} cannot be written: {}").format(path, message))
    os.replace(part, path)
    return path
