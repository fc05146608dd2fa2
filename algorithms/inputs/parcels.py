"""Labelled polygons from a layer, or from a table with well-known text, into a polygon store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsRectangle,
    QgsWkbTypes,
)

from ...core.errors import CancelledError, LayerError
from ...core.geometry.repair import repair_wkb
from ...core.polygons.parcels import CRS, GEOMETRY, Parcels, ParcelValues, has_value, read_numbers
from ...core.polygons.store import PolygonStore
from ..base.polygons import PolygonTaker, refuse_other_shapes
from ..base.words import count_text, tr
from .label_counts import no_class_texts, no_shape_texts, repaired_texts
from .layer_transform import LayerTransform
from .tiles import BATCH, flat_wkb, plain_value, read_features
from .warn_of_class_names import warn_of_class_names

_NO_SHAPE = "no area"
_NO_POLYGON = "no polygon"
_NO_VALUE = "no value"
_OTHER_YEAR = "other year"
_FAR = "far away"
_SHAPE_FIELDS = (GEOMETRY, "wkt", "geom")


@dataclass(frozen=True)
class ParcelFields:
    """Names of the fields that are read.

    Attributes:
        label: the class or measurement; None where all polygons are ``label_of_all``.
        year: what ``year_field`` must hold.
    """

    label: str | None
    name: str | None = None
    year_field: str | None = None
    year: int | None = None
    split: str | None = None
    label_of_all: str | None = None


def read_parcels(
    source: QgsProcessingFeatureSource,
    fields: ParcelFields,
    store: PolygonStore,
    crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
    crs_name: str,
    context,
    feedback,
) -> Parcels:
    """Carry the polygons of a layer into a store, in the coordinate system ``crs``.

    Raises:
        LayerError: the layer has no polygons, or its coordinate system cannot be read.
    """
    taker = PolygonTaker()
    shapes = _shapes(source, crs, extent, crs_name, context, taker)
    left_out = Counter()
    wkb, values, names, splits, kept = [], [], [], [], ([], [], [])
    repaired = 0

    def flush() -> None:
        nonlocal repaired
        good, origins, count = repair_wkb(wkb)
        repaired += count
        left_out[_NO_SHAPE] += len(wkb) - len(good)
        store.add(good)
        kept[0].extend(values[i] for i in origins)
        kept[1].extend(names[i] for i in origins)
        kept[2].extend(splits[i] for i in origins)
        for batch in (wkb, values, names, splits):
            batch.clear()

    wanted = [f for f in (fields.label, fields.name, fields.year_field, fields.split) if f]
    for feature in read_features(source, list(dict.fromkeys([*wanted, *shapes.fields]))):
        if feedback.isCanceled():
            raise CancelledError
        value = plain_value(feature[fields.label]) if fields.label else fields.label_of_all
        if fields.year_field and _year(feature[fields.year_field]) != fields.year:
            left_out[_OTHER_YEAR] += 1
        elif not has_value(value):
            left_out[_NO_VALUE] += 1
        else:
            geometry, why = shapes.read(feature)
            if geometry is None:
                left_out[why] += 1
                continue
            wkb.append(flat_wkb(geometry))
            values.append(value)
            names.append(plain_value(feature[fields.name]) if fields.name else None)
            splits.append(plain_value(feature[fields.split]) if fields.split else None)
            if len(wkb) == BATCH:
                flush()
    flush()
    warn_of_class_names({v for v in kept[0] if isinstance(v, str)}, source, feedback)
    taker.tell(source.sourceName(), feedback)
    _log(len(kept[0]), repaired, left_out, fields, source.sourceName(), feedback)
    return Parcels(
        store,
        read_numbers(kept[0]),
        kept[1] if fields.name else None,
        left_out,
        kept[2] if fields.split else None,
    )


def _year(value) -> int | None:
    """The year of a number, or of a date that begins with it."""
    text = str(plain_value(value) or "").strip()
    return int(text[:4]) if text[:4].isdigit() else None


def _log(count, repaired, left_out, fields, name, feedback) -> None:
    if repaired:
        feedback.pushWarning(count_text(repaired, *repaired_texts()))
    for why, texts in (
        (_NO_VALUE, no_class_texts()),
        (_NO_SHAPE, no_shape_texts()),
        (
            _OTHER_YEAR,
            (
                tr("{} label polygon is of another year."),
                tr("{} label polygons are of other years."),
            ),
        ),
        (_FAR, (tr("{} label polygon lies far away."), tr("{} label polygons lie far away."))),
    ):
        if left_out[why]:
            feedback.pushInfo(count_text(left_out[why], *texts))
    if not count:
        year = tr(" of the year {}").format(fields.year) if fields.year is not None else ""
        if not fields.label:
            raise LayerError(
                tr("{} has no polygon near the raster; check the coordinate system.").format(name)
            )
        raise LayerError(
            tr(
                "{} has no polygon with a value in {}{} near the raster; check the field and the "
                "coordinate system."
            ).format(name, fields.label, year)
        )


def _shapes(source, crs, extent, crs_name, context, taker: PolygonTaker):
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind != QgsWkbTypes.GeometryType.NullGeometry:
        refuse_other_shapes(source, tr("The label layer"))
        return _LayerShapes(source, crs, extent, crs_name, context, taker)
    lookup = source.fields().lookupField
    shape = next((i for i in map(lookup, _SHAPE_FIELDS) if i >= 0), -1)
    place = lookup(CRS)
    if shape >= 0 and place >= 0:
        names = [source.fields().at(i).name() for i in (shape, place)]
        return _TextShapes(names, crs, extent, crs_name, source.sourceName(), context, taker)
    raise LayerError(
        tr(
            "{} holds no polygons; give a polygon layer, or a table with the columns geometry "
            "(well-known text) and crs."
        ).format(source.sourceName())
    )


class _LayerShapes:
    fields: tuple[str, ...] = ()

    def __init__(self, source, crs, extent, crs_name, context, taker: PolygonTaker) -> None:
        self._taker = taker
        self._transform = LayerTransform(
            source.sourceCrs(),
            crs,
            context.transformContext(),
            tr("the label layer ({})").format(source.sourceName()),
            crs_name,
        )
        self._transform.look_near(extent)

    def read(self, feature) -> tuple[QgsGeometry | None, str]:
        return _apply(feature.geometry(), self._transform, self._taker)


class _TextShapes:
    """Shapes that stand as text in a column, each row with its own coordinate system."""

    def __init__(self, fields, crs, extent, crs_name, name, context, taker) -> None:
        self._taker = taker
        self.fields = tuple(fields)
        self._crs, self._extent, self._crs_name = crs, extent, crs_name
        self._name, self._context = name, context
        self._transforms = {}

    def read(self, feature) -> tuple[QgsGeometry | None, str]:
        text, code = (str(plain_value(feature[f]) or "").strip() for f in self.fields)
        geometry = QgsGeometry.fromWkt(text)
        if code not in self._transforms:
            self._transforms[code] = self._make_transform(code)
        return _apply(geometry, self._transforms[code], self._taker)

    def _make_transform(self, code: str) -> LayerTransform:
        crs = QgsCoordinateReferenceSystem()
        if not crs.createFromUserInput(f"EPSG:{code}" if code.isdigit() else code):
            raise LayerError(
                tr(
                    "{} has {!r} for a coordinate system in its column crs; write a code such as "
                    "EPSG:4326."
                ).format(self._name, code)
            )
        transform = LayerTransform(
            crs, self._crs, self._context.transformContext(), self._name, self._crs_name
        )
        transform.look_near(self._extent)
        return transform


def _apply(
    geometry: QgsGeometry, transform: LayerTransform, taker: PolygonTaker
) -> tuple[QgsGeometry | None, str]:
    if geometry.isEmpty():
        return None, _NO_SHAPE
    if (geometry := taker.take(geometry)) is None:
        return None, _NO_POLYGON
    return transform.apply(geometry), _FAR


def warn_of_unnamed_classes(values: ParcelValues, class_map: str, feedback) -> None:
    """Say how many polygons the parameter ``class_map`` leaves without a number."""
    left = int((~values.used).sum())
    if left:
        feedback.pushWarning(
            count_text(
                left,
                tr("{} label polygon is of a class that {} does not name."),
                tr("{} label polygons are of classes that {} does not name."),
                class_map,
            )
        )
