"""Polygons of features that may hold other shapes as well."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsProcessingException, QgsProcessingFeatureSource, QgsWkbTypes

from .words import count_text, tr

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

    def tell(self, name: str, feedback) -> None:
        """Say what of the layer ``name`` was left out."""
        if self.without:
            feedback.pushWarning(
                count_text(
                    self.without,
                    tr(
                        "{} feature of {} is a point or line, where polygons are needed, and was "
                        "skipped."
                    ),
                    tr(
                        "{} features of {} are points or lines, where polygons are needed, and "
                        "were skipped."
                    ),
                    name,
                )
            )
        if self.partly:
            feedback.pushWarning(
                count_text(
                    self.partly,
                    tr(
                        "{} feature of {} has points or lines besides polygons; the polygons alone "
                        "count."
                    ),
                    tr(
                        "{} features of {} have points or lines besides polygons; the polygons "
                        "alone count."
                    ),
                    name,
                )
            )


def refuse_other_shapes(source: QgsProcessingFeatureSource, name: str) -> None:
    """Refuse a layer of points, lines or nothing where the parameter ``name`` needs polygons.

    Raises:
        QgsProcessingException: it is one.
    """
    kinds = QgsWkbTypes.GeometryType
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind in (kinds.PointGeometry, kinds.LineGeometry):
        shown = tr("points") if kind == kinds.PointGeometry else tr("lines")
        raise QgsProcessingException(
            tr(
                "{} {} holds {}, and polygons are needed; make some of them first, for example "
                "with Vector > Geoprocessing Tools > Buffer."
            ).format(name, source.sourceName(), shown)
        )
    if kind == kinds.NullGeometry:
        raise QgsProcessingException(
            tr("{} {} is a table without shapes, and polygons are needed.").format(
                name, source.sourceName()
            )
        )
