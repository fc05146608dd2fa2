"""What the reference says, compared with the map: points, polygons or a raster."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

import numpy as np
from qgis.core import QgsWkbTypes

from ...core.assess.codes import ClassReader
from ...core.assess.reference import GridClasses, ReferenceCounts, count_polygons, count_raster
from ...core.classes.renaming import ClassMap
from ...core.errors import LayerError
from ...core.message import Message, counted
from ...core.polygons.burn import PolygonBurner
from ...core.resampling.align import check_ground
from ...core.resampling.grid import grid_of
from ...core.run.batches import run_aside
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import choose_field, field_names
from ..base.values import Values
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_labels
from ..rasters.source import raster_extent
from .class_raster import ClassRaster, TalliedMap, tally_map
from .points_layer import REFERENCE as REFERENCE_COLUMN
from .read_points import PointSample, read_points, warn_of_same_pixels
from .reference_names import REFERENCE, REFERENCE_FIELD, REFERENCE_RASTER, STRATA
from .stored_strata import (
    SAME_AREA,
    are_the_classes,
    match_strata,
    warn_of_ground,
    warn_without_strata,
)

Progress = Callable[[float], None]


@dataclass
class Sample:
    """Units of a reference, by stratum.

    Attributes:
        found: their counts.
        strata: names of the strata.
        ground: float64 (strata,) of each, in the units of the map's pixel areas.
        are_classes: whether the strata are the map's classes.
        name: of the reference.
        units: points or pixels.
        marks: columns, rows and whether the map is right, of points; nothing of others.
        can_join: whether joining classes joins the strata.
    """

    found: ReferenceCounts
    strata: tuple[str, ...]
    ground: np.ndarray
    are_classes: bool
    name: str
    units: str = "pixels"
    marks: tuple = field(default=())
    can_join: bool = True


class ReferenceReader:
    """Reads what the parameters name as the truth.

    Args:
        values: of the algorithm.
        raster: the map.
        tallied: its classes.
        others: the reference raster and the strata, by parameter, as far as given.
    """

    def __init__(
        self,
        values: Values,
        raster: ClassRaster,
        tallied: TalliedMap,
        others: Mapping[str, ClassRaster],
    ) -> None:
        self._values, self._raster, self._map = values, raster, tallied
        self._others = others
        self._strata: TalliedMap | None = None

    def read(self, strata_progress: Progress, progress: Progress) -> Sample:
        """Compare reference and map.

        Args:
            strata_progress: of counting the strata.
            progress: of the comparison.

        Raises:
            LayerError: nothing can be compared, or the reference has an unknown class.
        """
        if STRATA in self._others:
            raster = self._others[STRATA]
            own = ClassMap({}, raster.names)
            self._strata = tally_map(self._values, raster, strata_progress, own)
        with ExitStack() as opened:
            source = opened.enter_context(closing(self._raster.open(self._values)))
            self._reader = ClassReader(source, self._map.class_map, self._map.number_of)
            if REFERENCE_RASTER in self._others:
                return self._read_raster(opened, progress)
            layer = self._values.source(REFERENCE)
            kind = QgsWkbTypes.geometryType(layer.wkbType())
            name = self._choose_field(layer)
            if kind == QgsWkbTypes.GeometryType.PointGeometry:
                return self._read_points(opened, layer, name)
            if kind == QgsWkbTypes.GeometryType.PolygonGeometry:
                return self._read_polygons(opened, layer, name, progress)
        raise LayerError(
            "{REFERENCE} {layer} has neither points nor polygons; choose a layer of these.",
            layer=layer.sourceName(),
        )

    def _choose_field(self, layer: FeatureSource) -> str:
        given = self._values.text(REFERENCE_FIELD)
        name = choose_field(layer, REFERENCE_FIELD, given, REFERENCE_COLUMN.name)
        if name is None:
            raise LayerError(
                "Name the field of {layer} with the true class as {REFERENCE_FIELD}; it has "
                "{names}.",
                layer=layer.sourceName(),
                names=field_names(layer),
            )
        return name

    def _place(self) -> TilesPlace:
        raster = self._raster.raster
        return TilesPlace(raster.crs, raster_extent(self._map.info), raster.name)

    def _grid_classes(self, opened: ExitStack, tallied: TalliedMap, name: str) -> GridClasses:
        raster = self._others[name]
        source = opened.enter_context(closing(raster.open(self._values)))
        check_ground([source.info], grid_of(self._map.info), self._map.info.name)
        reader = ClassReader(source, tallied.class_map, tallied.number_of)
        return GridClasses(reader, self._map.info)

    def _strata_on_map(self, opened: ExitStack) -> GridClasses | None:
        return None if self._strata is None else self._grid_classes(opened, self._strata, STRATA)

    def _sample(self, found: ReferenceCounts, name: str) -> Sample:
        """With the strata raster's classes as strata, or the map's."""
        own = self._map if self._strata is None else self._strata
        is_own = self._strata is None
        names, ground = own.classes.names, self._ground_of(own)
        return Sample(found, names, ground, is_own, name, can_join=is_own)

    def _ground_of(self, strata: TalliedMap) -> np.ndarray:
        """Of strata in degrees as of ones in metres; the map may know no metres."""
        if strata.areas.is_known != self._map.areas.is_known:
            raise LayerError(
                "Only one of {RASTER} and {STRATA} has a coordinate system, so they cannot be laid "
                "over each other; assign the other one its own (right-click the layer, Layer CRS)."
            )
        return strata.classes.areas

    def _new_counts(self, *, has_ground: bool) -> ReferenceCounts:
        own = self._map if self._strata is None else self._strata
        return ReferenceCounts.of_nothing(
            len(own.classes.names), len(self._map.classes.names), has_ground=has_ground
        )

    def _read_raster(self, opened: ExitStack, progress: Progress) -> Sample:
        raster = self._others[REFERENCE_RASTER]
        name = raster.raster.name
        # Without names of its own its codes are the map's.
        own = ClassMap({}, raster.names) if raster.names else self._map.class_map

        def number_of(label: str, _code: str) -> int:
            return self._map.require(label, name)

        source = opened.enter_context(closing(raster.open(self._values)))
        check_ground([source.info], grid_of(self._map.info), self._map.info.name)
        reference = GridClasses(ClassReader(source, own, number_of), self._map.info)
        found = self._new_counts(has_ground=True)
        count_raster(
            self._reader,
            self._strata_on_map(opened),
            reference,
            self._map.areas,
            found,
            progress,
            self._values.feedback.isCanceled,
        )
        self._tell_pixels(found, name)
        return self._sample(found, name)

    def _read_polygons(
        self, opened: ExitStack, layer: FeatureSource, column: str, progress: Progress
    ) -> Sample:
        values = self._values
        transform = make_transform(values, layer, Message("the reference layer"), self._place())
        labels = read_labels(values, layer, column, None, transform)
        where = Message("The field {field} of {layer}", field=column, layer=layer.sourceName())
        ids = {label: self._map.require(label, where) + 1 for label in sorted(set(labels.classes))}
        is_cancelled = values.feedback.isCanceled
        numbers = [ids[label] for label in labels.classes]
        transform_of_map = self._map.info.transform
        burner = run_aside(
            lambda: PolygonBurner(labels.polygons, numbers, transform_of_map), is_cancelled
        )
        found = self._new_counts(has_ground=True)
        if len(burner.bounds):
            count_polygons(
                self._reader,
                self._strata_on_map(opened),
                burner,
                self._map.areas,
                found,
                progress,
                is_cancelled,
            )
        self._tell_pixels(found, layer.sourceName())
        return self._sample(found, layer.sourceName())

    def _tell_pixels(self, found: ReferenceCounts, name: str) -> None:
        if not found.counts.any():
            raise self._nothing(name)
        if found.claimed_twice:
            self._values.warn(
                counted(
                    found.claimed_twice,
                    "{count} pixel that two classes claim was left out.",
                    "{count} pixels that two classes claim were left out.",
                )
            )
        self._tell_without_map(found)
        ground = 0.0 if found.ground is None else float(found.ground.sum())
        if ground < (1 - SAME_AREA) * float(self._map.classes.areas.sum()):
            self._values.warn(
                "Neighbouring pixels are more alike than points far apart, so the standard errors "
                "are too small; random points are better."
            )

    def _tell_without_map(self, found: ReferenceCounts) -> None:
        if found.without_map:
            self._values.warn(
                counted(
                    found.without_map,
                    "{count} point or pixel where the map has no class was left out.",
                    "{count} points or pixels where the map has no class were left out.",
                )
            )

    def _nothing(self, name: str) -> LayerError:
        return LayerError(
            "{reference} has no class anywhere that {raster} has one; check the coordinate systems "
            "of both, the field with the class, and the map's nodata value.",
            reference=name,
            raster=self._raster.raster.name,
        )

    def _read_points(self, opened: ExitStack, layer: FeatureSource, column: str) -> Sample:
        values = self._values
        transform = make_transform(values, layer, Message("the reference layer"), self._place())
        points = read_points(values, layer, column, transform, self._map)
        mapped = self._reader.at(points.cols, points.rows)
        strata, names, ground, are_classes = self._strata_of(opened, layer, points, mapped)
        found = ReferenceCounts.of_nothing(
            len(names), len(self._map.classes.names), has_ground=False
        )
        found.add(strata, mapped, points.true)
        if not found.counts.any():
            raise self._nothing(layer.sourceName())
        self._tell_without_map(found)
        used = (strata >= 0) & (mapped >= 0)
        warn_of_same_pixels(values, points.cols[used], points.rows[used])
        marks = (points.cols[used], points.rows[used], (mapped == points.true)[used])
        join = are_classes and not points.has_strata
        name = layer.sourceName()
        return Sample(found, names, ground, are_classes, name, "points", marks, can_join=join)

    def _strata_of(
        self, opened: ExitStack, layer: FeatureSource, points: PointSample, mapped: np.ndarray
    ) -> tuple[np.ndarray, tuple[str, ...], np.ndarray, bool]:
        """The stratum of each point; names and ground of the strata; whether they are classes."""
        classes = self._map.classes
        if self._strata is not None:
            raster = self._others[STRATA]
            source = opened.enter_context(closing(raster.open(self._values)))
            reader = ClassReader(source, self._strata.class_map, self._strata.number_of)
            cols, rows = points.on(source.info, self._map.info)
            return (
                reader.at(cols, rows),
                self._strata.classes.names,
                self._ground_of(self._strata),
                False,
            )
        if not points.has_strata:
            warn_without_strata(self._values, points.strata, self._map)
            return mapped, classes.names, classes.areas, True
        tallied, stated = self._map, [name for name in points.strata if name is not None]
        names, strata, ground = match_strata(points.areas, stated, mapped, tallied)
        is_same = are_the_classes(names, strata, ground, mapped, tallied)
        warn_of_ground(self._values, layer.sourceName(), self._raster.raster.name, ground, tallied)
        return strata, names, ground, is_same
