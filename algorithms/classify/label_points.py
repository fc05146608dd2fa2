"""Points of classes, as training pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsWkbTypes

from ...core.errors import LayerError
from ...core.message import Parameter
from ...core.tiles.words import class_name
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.label_counts import without_class
from ..inputs.layer_transform import LayerTransform
from ..inputs.tiles import plain_value, read_features

_KINDS = QgsWkbTypes.GeometryType


@dataclass(frozen=True)
class LabelPoints:
    """N points in the coordinates of a raster: float64 (N, 2), and the class of each."""

    places: np.ndarray
    classes: list[str]


def is_of_points(source: FeatureSource) -> bool:
    """Whether a layer holds points."""
    return QgsWkbTypes.geometryType(source.wkbType()) == _KINDS.PointGeometry


def refuse_lines(source: FeatureSource, role: Parameter) -> None:
    """Refuse a layer that claims no pixels.

    Raises:
        LayerError: it holds lines, or nothing.
    """
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind == _KINDS.LineGeometry:
        raise LayerError(
            "{role} {layer} holds lines, and polygons or points are needed; make polygons of them "
            "first, for example with Vector > Geoprocessing Tools > Buffer.",
            role=role,
            layer=source.sourceName(),
        )
    if kind == _KINDS.NullGeometry:
        raise LayerError(
            "{role} {layer} is a table without geometry, and polygons or points are needed.",
            role=role,
            layer=source.sourceName(),
        )


def read_label_points(
    values: Values, source: FeatureSource, field: str, transform: LayerTransform
) -> LabelPoints:
    """The points of a layer with their classes; those without a class are counted and skipped."""
    places, classes, unnamed = [], [], 0
    for feature in read_features(source, [field]):
        values.check_cancelled()
        name, geometry = class_name(plain_value(feature[field])), feature.geometry()
        if name is None:
            unnamed += 1
            continue
        if geometry.isEmpty() or (geometry := transform.apply(geometry)) is None:
            continue
        for point in geometry.vertices():
            if np.isfinite((point.x(), point.y())).all():
                places.append((point.x(), point.y()))
                classes.append(name)
    if unnamed:
        values.warn_once(without_class(unnamed))
    return LabelPoints(np.array(places, dtype=np.float64).reshape(-1, 2), classes)
