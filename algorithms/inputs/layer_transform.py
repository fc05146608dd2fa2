"""Carrying shapes from a layer's coordinate system to the tiles'."""

from __future__ import annotations

import math

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)

from ...core.errors import CancelledError, LayerError
from ...core.geometry.outlines import TileGeometries
from ...core.run.batches import never_cancelled, run_aside
from ...core.tiles.table import TileTable

# How many times its own size around an extent shapes are followed, the second where the first
# leaves the coordinate system's valid area.
_REACHES = (10.0, 1.0, 0.1)
# How many times its own size around an extent features are read at all.
_NEAR = 0.5
# Longitudes may run on past the antimeridian; what is beyond these is not in degrees.
_DEGREES = QgsRectangle(-540, -90.001, 540, 90.001)


def has_crs(crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a coordinate system is a real one.

    GeoPackage has entries for "undefined" systems, which layers without one come back with.
    """
    return crs.isValid() and not crs.description().lower().startswith("undefined ")


def _has_numbers(geometry: QgsGeometry) -> bool:
    """Whether all corners are numbers; bounding boxes pass over those that are none."""
    shape = geometry.constGet()
    return math.isfinite(shape.length() + shape.perimeter())


def _cut(geometry: QgsGeometry, box: QgsRectangle) -> QgsGeometry:
    if geometry.type() == QgsWkbTypes.GeometryType.PointGeometry:
        return geometry.intersection(QgsGeometry.fromRect(box))
    if not geometry.isGeosValid():
        geometry = geometry.makeValid()
    return geometry.intersection(QgsGeometry.fromRect(box))


class LayerTransform:
    """Carries geometries from one layer's coordinate system to another's.

    Raises:
        LayerError: one of the two has no coordinate system and the other has, or nothing leads
            from one to the other.
    """

    def __init__(
        self,
        from_crs: QgsCoordinateReferenceSystem,
        to_crs: QgsCoordinateReferenceSystem,
        context: QgsCoordinateTransformContext,
        from_name: str,
        to_name: str,
    ) -> None:
        has_from, has_to = has_crs(from_crs), has_crs(to_crs)
        if has_from != has_to:
            bare, other = (to_name, from_name) if has_from else (from_name, to_name)
            raise LayerError(
                "{layer} has no coordinate system and {other} has one, so they cannot be laid over "
                "each other; assign one to {layer} (right-click the layer, Layer CRS).",
                layer=bare,
                other=other,
            )
        self.from_name, self.to_name = from_name, to_name
        self._transform = None
        self._reach = None
        self.near = None
        self._is_geographic = from_crs.isGeographic()
        if has_from and from_crs != to_crs:
            self._transform = QgsCoordinateTransform(from_crs, to_crs, context)
            # It would carry nothing, and say nothing.
            if not self._transform.isValid():
                raise LayerError(
                    'Nothing leads from the coordinate system of {layer}, "{first}", to that of '
                    '{other}, "{second}"; if one of them is a local one, assign the layer its real '
                    "one (right-click the layer, Layer CRS).",
                    layer=from_name,
                    first=from_crs.description(),
                    other=to_name,
                    second=to_crs.description(),
                )

    @property
    def is_identity(self) -> bool:
        """Whether both coordinate systems are the same, or both missing."""
        return self._transform is None

    def look_near(self, extent: QgsRectangle) -> None:
        """Leave out what is far from an extent, given in the coordinate system of the result.

        World-wide layers have places that another coordinate system does not know; shapes that
        reach far beyond the extent are cut before they are carried over. ``near`` becomes a box in
        the layer's own coordinate system, outside of which nothing can touch the extent, or None.
        """
        self.near = self._box_around(extent, _NEAR)
        if self._transform is not None:
            boxes = (self._box_around(extent, times) for times in _REACHES)
            self._reach = next((box for box in boxes if box is not None), None)

    def _box_around(self, extent: QgsRectangle, times: float) -> QgsRectangle | None:
        grown = QgsRectangle(extent)
        grown.grow(times * max(extent.width(), extent.height()))
        if self._transform is None:
            return grown if grown.isFinite() and not grown.isEmpty() else None
        try:
            box = self._transform.transformBoundingBox(grown, Qgis.TransformDirection.Reverse)
        except QgsCsException:
            return None
        if not box.isFinite() or box.isEmpty():
            return None
        return self._all_around(box, grown) if self._is_geographic else box

    def _all_around(self, box: QgsRectangle, grown: QgsRectangle) -> QgsRectangle:
        """A box in degrees is made of sample points, which miss poles and the antimeridian."""
        if box.width() > 180:
            box.setXMinimum(_DEGREES.xMinimum())
            box.setXMaximum(_DEGREES.xMaximum())
        for latitude in (-90, 90):
            try:
                pole = self._transform.transform(0, latitude)
            except QgsCsException:
                continue
            if grown.contains(pole):
                box.combineExtentWith(_DEGREES.xMinimum(), latitude)
                box.combineExtentWith(_DEGREES.xMaximum(), latitude)
        return box

    def apply(self, geometry: QgsGeometry) -> QgsGeometry | None:
        """The geometry in the other coordinate system, or None when it is far away.

        The given geometry may change. With corners that are no numbers it stays where it is: who
        takes shapes in leaves it out.

        Raises:
            LayerError: it has no place there.
        """
        if self._transform is None:
            return geometry
        box = geometry.boundingBox()
        if self._is_geographic and not _DEGREES.contains(box) and _has_numbers(geometry):
            raise self._no_place(box)
        if self._reach is not None:
            if not self._reach.intersects(box):
                return None
            if not self._reach.contains(box):
                geometry = _cut(geometry, self._reach)
                if geometry.isEmpty():
                    return None
        if not _has_numbers(geometry):
            return geometry
        try:
            geometry.transform(self._transform)
        except QgsCsException:
            geometry = None
        if geometry is None or not geometry.boundingBox().isFinite():
            raise self._no_place(box)
        return geometry

    def _no_place(self, box: QgsRectangle) -> LayerError:
        return LayerError(
            "A shape of {layer} at {place} has no place in the coordinate system of {other}; check "
            "that {layer} has the right one.",
            layer=self.from_name,
            place=box.toString(6),
            other=self.to_name,
        )

    def outlines(self, tiles: TileTable, is_cancelled=never_cancelled) -> TileGeometries:
        """Outlines of a table in the other coordinate system.

        Raises:
            CancelledError: ``is_cancelled`` said so.
        """
        if self._transform is None:
            return run_aside(lambda: tiles.geometries, is_cancelled)
        moved = []
        for wkb in tiles.wkb:
            if is_cancelled():
                raise CancelledError
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            moved.append(bytes(self.apply(geometry).asWkb().data()))
        return TileGeometries(moved)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A coordinate system for the engine; empty when there is none."""
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED) if has_crs(crs) else ""
