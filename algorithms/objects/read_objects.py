"""Objects, from the parameters to what the tiles are cut of."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import partial
from typing import NamedTuple

from qgis.core import QgsCoordinateReferenceSystem, QgsWkbTypes

from ...core.classes.colors import Color
from ...core.classes.folders import class_folders
from ...core.errors import ExportError, LayerError
from ...core.files.fingerprint import fingerprint_values
from ...core.geodesy.buffer import buffer_on_ground
from ...core.message import Message, Parameter, counted, listed, name_in_list
from ...core.objects.cut_objects import ObjectSource, PartObjects
from ...core.objects.settings import ObjectSettings
from ...core.polygons.store import PolygonStore
from ...core.raster.info import RasterInfo
from ...core.resampling.grid import grid_of
from ...core.tiles.words import class_name
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import check_field
from ..base.polygons import refuse_other_shapes
from ..base.values import Values
from ..inputs.class_colors import read_class_colors
from ..inputs.layer_transform import crs_text
from ..inputs.parcels import Grow, ParcelFields, read_parcels
from ..inputs.place import TilesPlace
from ..rasters.source import raster_extent
from ..scenes.ground import Ground, read_each
from .object_parameters import (
    OBJECT_BUFFER,
    OBJECT_FIELD,
    OBJECT_ID_FIELD,
    OBJECT_LABEL,
    OBJECTS,
)


def read_objects(
    values: Values,
    settings: ObjectSettings,
    grounds: Sequence[Ground],
    order: Sequence[str] = (),
) -> tuple[ObjectSource, dict[str, Color], dict]:
    """The objects over rasters, colours by class, and their fingerprint; who asks closes them.

    Classes of ``order`` are numbered first.
    """
    source = values.source(OBJECTS)
    fields = _fields(values, source)
    with ExitStack() as opened:
        found = read_each(
            grounds,
            lambda ground: _read_shapes(values, source, fields, ground, opened),
            lambda ground: _Shapes(opened.enter_context(closing(_store_over(ground))), [], []),
        )
        opened.pop_all()
    classes = {name for shapes in found for name in shapes.classes}
    numbers = {name: k for k, name in enumerate(class_folders(classes, order), 1)}
    objects = PartObjects.of_parts(
        [
            ObjectSource(
                shapes.store,
                shapes.ids,
                [numbers[name] for name in shapes.classes],
                {number: name for name, number in numbers.items()},
                settings,
            )
            for shapes in found
        ]
    )
    prints = [shapes.store.fingerprint([*shapes.classes, *shapes.ids]) for shapes in found]
    fingerprint = {
        "name": source.sourceName(),
        "sha256": prints[0] if len(prints) == 1 else fingerprint_values(prints),
    }
    colors = read_class_colors(source, fields.label or "", fields.label_of_all or "")
    return objects, colors, fingerprint


class _Shapes(NamedTuple):
    """Outlines in pixels of a raster, and class and identifier of each."""

    store: PolygonStore
    classes: list[str]
    ids: list[str]


def _store_over(ground: Ground) -> PolygonStore:
    grid = grid_of(ground.info)
    return PolygonStore(grid.transform, grid.height)


def _read_shapes(
    values: Values,
    source: FeatureSource,
    fields: ParcelFields,
    ground: Ground,
    opened: ExitStack,
) -> _Shapes:
    info, crs = ground.info, ground.crs
    place = TilesPlace(crs, raster_extent(info), info.name)
    store = opened.enter_context(closing(_store_over(ground)))
    grow = _grow(values, source, info, crs)
    found = read_parcels(values, source, fields, store, place, grow)
    store.finish()
    classes = [class_name(value) for value in found.values]
    ids = [class_name(name) or str(k) for k, name in enumerate(found.names, 1)]
    return _Shapes(store, classes, ids)


def _fields(values: Values, source) -> ParcelFields:
    field, label = values.text(OBJECT_FIELD), values.text(OBJECT_LABEL).strip()
    if field and label:
        raise ExportError(
            "{OBJECT_FIELD} ({field}) and {OBJECT_LABEL} ({label}) are both given; give one of "
            "them.",
            field=field,
            label=label,
        )
    if not field and not label:
        raise ExportError(
            "Say which class the {OBJECTS} are: name a field of {layer} with {OBJECT_FIELD}, or "
            "one class for all with {OBJECT_LABEL}.",
            layer=source.sourceName(),
        )
    name = values.text(OBJECT_ID_FIELD)
    return ParcelFields(
        check_field(source, OBJECT_FIELD, field) if field else None,
        check_field(source, OBJECT_ID_FIELD, name) if name else None,
        label_of_all=label or None,
        has_ids=not name,
    )


def _grow(
    values: Values, source: FeatureSource, info: RasterInfo, crs: QgsCoordinateReferenceSystem
) -> Grow | None:
    """Grows objects by the buffer; None without one, and for polygons that stay as they are."""
    metres = values.optional_double(OBJECT_BUFFER) or 0.0
    kind, kinds = QgsWkbTypes.geometryType(source.wkbType()), QgsWkbTypes.GeometryType
    if not metres:
        if kind in (kinds.PointGeometry, kinds.LineGeometry):
            raise LayerError(
                "{OBJECTS} {layer} holds {shapes}, which cover no ground; say with "
                "{OBJECT_BUFFER} how many metres around them belong to an object.",
                layer=source.sourceName(),
                shapes=Message("points" if kind == kinds.PointGeometry else "lines"),
            )
        refuse_other_shapes(source, Parameter(OBJECTS))
        return None
    if kind == kinds.NullGeometry:
        refuse_other_shapes(source, Parameter(OBJECTS))
    extent = raster_extent(info)
    box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    return partial(buffer_on_ground, metres=metres, crs_wkt=crs_text(crs), extent=box)


def log_objects(objects: dict, settings: ObjectSettings, values: Values) -> None:
    """Pieces by class, and what became of the others; ``objects`` is what dataset.json says."""
    told = listed(
        Message("{name} {count}", name=name_in_list(row["class"]), count=row["objects"])
        for row in objects["classes"]
    )
    values.info("Objects on the tiles: {counts}.", counts=told)
    if not any(row["objects"] for row in objects["classes"]):
        values.warn("No object lies on a tile; check {OBJECTS} and the tiles.")
    else:
        for split in (name for name, count in objects["splits"].items() if not count):
            values.warn(
                "No object lies on a tile of the split {split}, and programs "
                "that look for objects there fail; split the tiles so that each split has some.",
                split=split,
            )
    if objects["small_pieces"]:
        values.warn(
            counted(
                objects["small_pieces"],
                "{count} piece of an object is too small: {MIN_VISIBLE} is {least:g}, "
                "{MIN_OBJECT_PIXELS} {pixels:g}.",
                "{count} pieces of objects are too small: {MIN_VISIBLE} is {least:g}, "
                "{MIN_OBJECT_PIXELS} {pixels:g}.",
                least=settings.min_visible,
                pixels=settings.min_pixels,
            )
        )
    if objects.get("ignored_pieces"):
        values.info(
            counted(
                objects["ignored_pieces"],
                "{count} of them is marked to be ignored ({SMALL_PIECES=IGNORE}).",
                "{count} of them are marked to be ignored ({SMALL_PIECES=IGNORE}).",
            )
        )
    if objects["in_several_splits"]:
        values.warn(
            counted(
                objects["in_several_splits"],
                "{count} object lies on tiles of several splits; a distance between splits, or "
                "groups, keep each in one.",
                "{count} objects lie on tiles of several splits; a distance between splits, or "
                "groups, keep each in one.",
            )
        )
