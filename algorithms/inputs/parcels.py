"""Labelled polygons from a layer, or from a table with well-known text, into a polygon store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsWkbTypes,
)

from ...core.errors import LayerError, NothingNearError
from ...core.geometry.repair import repair_wkb
from ...core.message import Message, Parameter, counted
from ...core.polygons.parcels import CRS, GEOMETRY, Parcels, ParcelValues, has_value, read_numbers
from ...core.polygons.store import PolygonStore
from ...core.run.batches import run_aside
from ..base.layer_snapshot import FeatureSource
from ..base.polygons import PolygonTaker, refuse_other_shapes
from ..base.values import Values
from .label_counts import repaired, without_area, without_class
from .layer_transform import LayerTransform
from .place import TilesPlace
from .shapes import make_transform
from .tiles import BATCH, flat_wkb, plain_value, read_features
from .warn_of_class_names import warn_of_class_names

_NO_SHAPE = "no area"
_NO_POLYGON = "no polygon"
_NO_VALUE = "no value"
_OTHER_YEAR = "other year"
_FAR = "far away"
_SHAPE_FIELDS = (GEOMETRY, "wkt", "geom")
# Polygons of shapes of any kind, as well-known binary, and how many were repaired for it.
Grow = Callable[[Sequence[bytes]], tuple[list[bytes], int]]


@dataclass(frozen=True)
class ParcelFields:
    """Names of the fields that are read.

    Attributes:
        label: the class or measurement; None where all polygons are ``label_of_all``.
        year: what ``year_field`` must hold.
        has_ids: whether features without a name go by their id.
    """

    label: str | None
    name: str | None = None
    year_field: str | None = None
    year: int | None = None
    split: str | None = None
    label_of_all: str | None = None
    has_ids: bool = False


def read_parcels(
    run: Values,
    source: FeatureSource,
    fields: ParcelFields,
    store: PolygonStore,
    place: TilesPlace,
    grow: Grow | None = None,
) -> Parcels:
    """Carry the polygons of a layer into a store, in the coordinate system of a place.

    With ``grow``, which makes polygons of them, shapes of all kinds are taken.

    Raises:
        LayerError: the layer has no polygons, or its coordinate system cannot be read.
    """
    taker = _AllTaker() if grow else PolygonTaker()
    shapes = _shapes(run, source, place, taker)
    left_out = Counter()
    wkb, values, names, splits, kept = [], [], [], [], ([], [], [])
    mended = 0

    def flush() -> None:
        nonlocal mended
        good, origins, count = run_aside(lambda: _polygons(wkb, grow), run.feedback.isCanceled)
        mended += count
        left_out[_NO_SHAPE] += len(wkb) - len(good)
        store.add(good)
        kept[0].extend(values[i] for i in origins)
        kept[1].extend(names[i] for i in origins)
        kept[2].extend(splits[i] for i in origins)
        for batch in (wkb, values, names, splits):
            batch.clear()

    wanted = [f for f in (fields.label, fields.name, fields.year_field, fields.split) if f]
    for feature in read_features(source, list(dict.fromkeys([*wanted, *shapes.fields]))):
        run.check_cancelled()
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
            name = feature.id() if fields.has_ids else None
            names.append(plain_value(feature[fields.name]) if fields.name else name)
            splits.append(plain_value(feature[fields.split]) if fields.split else None)
            if len(wkb) == BATCH:
                flush()
    flush()
    warn_of_class_names(run, {v for v in kept[0] if isinstance(v, str)}, source)
    taker.tell(run, source.sourceName())
    if mended:
        run.warn(repaired(mended))
    _log_left_out(run, left_out)
    if not kept[0]:
        raise _no_polygon(source.sourceName(), fields)
    return Parcels(
        store,
        read_numbers(kept[0]),
        kept[1] if fields.name or fields.has_ids else None,
        left_out,
        kept[2] if fields.split else None,
    )


def _polygons(wkb: list[bytes], grow: Grow | None) -> tuple[list[bytes], list[int], int]:
    if grow is None:
        return repair_wkb(wkb)
    grown, mended = grow(wkb)
    good, origins, count = repair_wkb(grown)
    return good, origins, mended + count


class _AllTaker(PolygonTaker):
    """Takes features of all kinds."""

    def take(self, geometry: QgsGeometry) -> QgsGeometry:
        return geometry


def _year(value) -> int | None:
    """The year of a number, or of a date that begins with it."""
    text = str(plain_value(value) or "").strip()
    return int(text[:4]) if text[:4].isdigit() else None


def _log_left_out(run: Values, left_out: Counter) -> None:
    for why, make_message in (
        (_NO_VALUE, without_class),
        (_NO_SHAPE, without_area),
        (_OTHER_YEAR, _of_other_years),
        (_FAR, _far_away),
    ):
        if left_out[why]:
            run.info(make_message(left_out[why]))


def _of_other_years(count: int) -> Message:
    return counted(
        count,
        "{count} label polygon is of another year.",
        "{count} label polygons are of other years.",
    )


def _far_away(count: int) -> Message:
    return counted(
        count, "{count} label polygon lies far away.", "{count} label polygons lie far away."
    )


def _no_polygon(layer: str, fields: ParcelFields) -> NothingNearError:
    if not fields.label:
        return NothingNearError(
            "{layer} has no polygon near the raster; check the coordinate system.", layer=layer
        )
    if fields.year is None:
        return NothingNearError(
            "{layer} has no polygon with a value in {field} near the raster; check the field and "
            "the coordinate system.",
            layer=layer,
            field=fields.label,
        )
    return NothingNearError(
        "{layer} has no polygon with a value in {field} of the year {year} near the raster; check "
        "the field and the coordinate system.",
        layer=layer,
        field=fields.label,
        year=fields.year,
    )


def _shapes(run: Values, source, place: TilesPlace, taker: PolygonTaker):
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind != QgsWkbTypes.GeometryType.NullGeometry:
        if not isinstance(taker, _AllTaker):
            refuse_other_shapes(source, Message("The label layer"))
        return _LayerShapes(run, source, place, taker)
    lookup = source.fields().lookupField
    shape = next((i for i in map(lookup, _SHAPE_FIELDS) if i >= 0), -1)
    crs = lookup(CRS)
    if shape >= 0 and crs >= 0:
        names = [source.fields().at(i).name() for i in (shape, crs)]
        return _TextShapes(run, source.sourceName(), names, place, taker)
    raise LayerError(
        "{layer} holds no polygons; give a polygon layer, or a table with the columns geometry "
        "(well-known text) and crs.",
        layer=source.sourceName(),
    )


class _LayerShapes:
    fields: tuple[str, ...] = ()

    def __init__(self, run: Values, source, place: TilesPlace, taker: PolygonTaker) -> None:
        self._taker = taker
        self._transform = make_transform(run, source, Message("the label layer"), place)

    def read(self, feature) -> tuple[QgsGeometry | None, str]:
        return _apply(feature.geometry(), self._transform, self._taker)


class _TextShapes:
    """Shapes that stand as text in a column, each row with its own coordinate system."""

    def __init__(
        self, run: Values, name: str, fields, place: TilesPlace, taker: PolygonTaker
    ) -> None:
        self._taker = taker
        self.fields = tuple(fields)
        self._name, self._place = name, place
        self._context = run.context.transformContext()
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
                "{layer} has {code!r} for a coordinate system in its column crs; write a code such "
                "as EPSG:4326.",
                layer=self._name,
                code=code,
            )
        place = self._place
        transform = LayerTransform(crs, place.crs, self._context, self._name, place.name)
        transform.look_near(place.extent)
        return transform


def _apply(
    geometry: QgsGeometry, transform: LayerTransform, taker: PolygonTaker
) -> tuple[QgsGeometry | None, str]:
    if geometry.isEmpty():
        return None, _NO_SHAPE
    if (geometry := taker.take(geometry)) is None:
        return None, _NO_POLYGON
    return transform.apply(geometry), _FAR


def warn_of_unnamed_classes(run: Values, values: ParcelValues, class_map: str) -> None:
    """Say how many polygons the parameter ``class_map`` leaves without a number."""
    left = int((~values.used).sum())
    if left:
        run.warn(
            counted(
                left,
                "{count} label polygon is of a class that {class_map} does not name.",
                "{count} label polygons are of classes that {class_map} does not name.",
                class_map=Parameter(class_map),
            )
        )
