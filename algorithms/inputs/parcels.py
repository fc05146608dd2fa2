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
from ...core.geometry.plain_rings import has_ring
from ...core.geometry.repair import repair_wkb
from ...core.message import Message
from ...core.polygons.parcels import CRS, GEOMETRY, Parcels, has_value, read_numbers
from ...core.polygons.store import PolygonStore
from ...core.run.batches import run_aside
from ..base.layer_snapshot import FeatureSource
from ..base.polygons import PolygonTaker, refuse_other_shapes
from ..base.values import Values
from .label_counts import far_away, of_other_years, repaired, without_area, without_class
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
    reader = _Reader(run, store, grow)
    wanted = [f for f in (fields.label, fields.name, fields.year_field, fields.split) if f]
    for feature in read_features(source, list(dict.fromkeys([*wanted, *shapes.fields]))):
        run.check_cancelled()
        value = plain_value(feature[fields.label]) if fields.label else fields.label_of_all
        if fields.year_field and _year(feature[fields.year_field]) != fields.year:
            reader.left_out[_OTHER_YEAR] += 1
        elif not has_value(value):
            reader.left_out[_NO_VALUE] += 1
        else:
            wkb, why = shapes.read(feature)
            if wkb is None:
                reader.left_out[why] += 1
                continue
            name = feature.id() if fields.has_ids else None
            name = plain_value(feature[fields.name]) if fields.name else name
            split = plain_value(feature[fields.split]) if fields.split else None
            reader.add(wkb, (value, name, split))
    reader.flush()
    values, names, splits = reader.columns
    warn_of_class_names(run, {v for v in values if isinstance(v, str)}, source)
    taker.tell(run, source.sourceName())
    if reader.mended:
        run.warn(repaired(reader.mended))
    _log_left_out(run, reader.left_out)
    if not values:
        raise _no_polygon(source.sourceName(), fields)
    return Parcels(
        store,
        read_numbers(values),
        names if fields.name or fields.has_ids else None,
        reader.left_out,
        splits if fields.split else None,
    )


class _Reader:
    """Puts polygons into a store, some thousand at a time, and keeps what is known of each.

    Attributes:
        columns: values, names and splits of the polygons in the store.
        left_out: features that have none there, by reason.
        mended: how many were repaired.
    """

    def __init__(self, run: Values, store: PolygonStore, grow: Grow | None) -> None:
        self._run, self._store, self._grow = run, store, grow
        self._wkb: list[bytes] = []
        self._rows: list[tuple] = []
        self.columns: tuple[list, list, list] = ([], [], [])
        self.left_out: Counter[str] = Counter()
        self.mended = 0

    def add(self, wkb: bytes, row: tuple) -> None:
        self._wkb.append(wkb)
        self._rows.append(row)
        if len(self._wkb) == BATCH:
            self.flush()

    def flush(self) -> None:
        wkb, rows, grow = self._wkb, self._rows, self._grow
        if not wkb:
            return
        self._wkb, self._rows = [], []
        good, origins, count = run_aside(
            lambda: _polygons(wkb, grow), self._run.feedback.isCanceled
        )
        self.mended += count
        self.left_out[_NO_SHAPE] += len(wkb) - len(good)
        self._store.add(good)
        for column, values in zip(self.columns, zip(*(rows[i] for i in origins))):
            column.extend(values)


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
        (_OTHER_YEAR, of_other_years),
        (_FAR, far_away),
    ):
        if left_out[why]:
            run.info(make_message(left_out[why]))


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

    def read(self, feature) -> tuple[bytes | None, str]:
        geometry = feature.geometry()
        if self._transform.is_identity:
            # Of most layers, and each question about a shape costs as much as reading it.
            wkb = bytes(geometry.asWkb().data())
            if has_ring(wkb):
                return wkb, ""
        return _apply(geometry, self._transform, self._taker)


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

    def read(self, feature) -> tuple[bytes | None, str]:
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
) -> tuple[bytes | None, str]:
    if geometry.isEmpty():
        return None, _NO_SHAPE
    if (geometry := taker.take(geometry)) is None:
        return None, _NO_POLYGON
    geometry = transform.apply(geometry)
    return (None, _FAR) if geometry is None else (flat_wkb(geometry), "")
