"""Polygons of features that may hold other shapes as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsGeometry, QgsWkbTypes

from ...core.errors import LayerError
from ...core.message import Message, Parameter, counted
from .layer_snapshot import FeatureSource

if TYPE_CHECKING:
    from .values import Values

_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry


def is_collection(geometry: QgsGeometry) -> bool:
    """Whether a geometry is a GeometryCollection, which may hold shapes of all kinds."""
    flat = QgsWkbTypes.flatType(geometry.wkbType())
    return flat == QgsWkbTypes.Type.GeometryCollection


def shapes_of(geometry: QgsGeometry) -> list[QgsGeometry]:
    """The shapes of a collection and of those within it; of another geometry, itself."""
    if not is_collection(geometry):
        return [geometry]
    return [shape for part in geometry.asGeometryCollection() for shape in shapes_of(part)]


class PolygonTaker:
    """Takes the polygons of features, and counts the features that hold something else.

    Attributes:
        without: features of points or lines alone.
        partly: features that have points or lines besides their polygons.
    """

    def __init__(self) -> None:
        self.without = 0
        self.partly = 0

    def take(self, geometry: QgsGeometry) -> QgsGeometry | None:
        """The ground that a feature's polygons cover; None when it has no polygon."""
        if geometry.type() == _POLYGON:
            return geometry
        shapes = shapes_of(geometry)
        polygons = [shape for shape in shapes if shape.type() == _POLYGON]
        if not polygons:
            self.without += 1
            return None
        self.partly += len(polygons) < len(shapes)
        if len(polygons) == 1:
            return polygons[0]
        # Nothing forbids that the polygons of a collection overlap.
        return QgsGeometry.unaryUnion([p if p.isGeosValid() else p.makeValid() for p in polygons])

    def tell(self, values: Values, name: str) -> None:
        """Say what of the layer ``name`` was left out."""
        if self.without:
            values.warn(
                counted(
                    self.without,
                    "{count} feature of {layer} is a point or line, where polygons are needed, and "
                    "was skipped.",
                    "{count} features of {layer} are points or lines, where polygons are needed, "
                    "and were skipped.",
                    layer=name,
                )
            )
        if self.partly:
            values.warn(
                counted(
                    self.partly,
                    "{count} feature of {layer} has points or lines besides polygons; the polygons "
                    "alone count.",
                    "{count} features of {layer} have points or lines besides polygons; the "
                    "polygons alone count.",
                    layer=name,
                )
            )


def refuse_other_shapes(source: FeatureSource, role: Parameter | Message) -> None:
    """Refuse a layer of points, lines or nothing where polygons are needed.

    Args:
        source: the layer's features.
        role: the parameter that names the layer, or what else it is called.

    Raises:
        LayerError: it is one.
    """
    kinds = QgsWkbTypes.GeometryType
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind in (kinds.PointGeometry, kinds.LineGeometry):
        raise LayerError(
            "{role} {layer} holds {shapes}, and polygons are needed; make some of them first, for "
            "example with Vector > Geoprocessing Tools > Buffer.",
            role=role,
            layer=source.sourceName(),
            shapes=Message("points" if kind == kinds.PointGeometry else "lines"),
        )
    if kind == kinds.NullGeometry:
        raise LayerError(
            "{role} {layer} is a table without geometry, and polygons are needed.",
            role=role,
            layer=source.sourceName(),
        )
