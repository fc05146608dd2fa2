"""The parameters of objects, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from contextlib import ExitStack, closing
from functools import partial

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...core.classes.colors import Color
from ...core.classes.folders import class_folders
from ...core.errors import ExportError, LayerError
from ...core.geodesy.buffer import buffer_on_ground
from ...core.layouts.layout import DatasetLayout
from ...core.message import Message, Parameter, counted, listed
from ...core.objects.cut_objects import ObjectSource
from ...core.objects.settings import DROP, SMALL_PIECES, ObjectSettings
from ...core.objects.tile_object import SHAPES
from ...core.polygons.store import PolygonStore
from ...core.raster.info import RasterInfo
from ...core.resampling.grid import grid_of
from ...core.tiles.words import class_name
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import check_field, choices_help, double_parameter, enum_parameter
from ..base.polygons import refuse_other_shapes
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_colors import read_class_colors
from ..inputs.layer_transform import crs_text
from ..inputs.parcels import Grow, ParcelFields, read_parcels
from ..inputs.place import TilesPlace
from ..rasters.source import raster_extent

OBJECTS = "OBJECTS"
OBJECT_FIELD = "OBJECT_FIELD"
OBJECT_LABEL = "OBJECT_LABEL"
OBJECT_ID_FIELD = "OBJECT_ID_FIELD"
OBJECT_BUFFER = "OBJECT_BUFFER"
_AUTO = "AUTO"


def add_object_parameters(alg: TilewrightAlgorithm) -> None:
    """Things that become boxes and outlines beside the images."""
    alg.add(
        QgsProcessingParameterFeatureSource(
            OBJECTS,
            tr("Objects to be found"),
            [QgsProcessing.SourceType.TypeVectorAnyGeometry],
            optional=True,
        ),
        "Polygons of single things, such as buildings or ships, or points and lines with a "
        "buffer. They are cut to each tile and written as the layout has them.",
    )
    alg.add(
        QgsProcessingParameterField(
            OBJECT_FIELD,
            tr("Field with the class of the objects"),
            parentLayerParameterName=OBJECTS,
            optional=True,
        ),
        "The field of the objects that names the class.",
    )
    alg.add(
        QgsProcessingParameterString(OBJECT_LABEL, tr("Class of all objects"), optional=True),
        "The class of all objects when no field names it, for example building.",
    )
    alg.add(
        QgsProcessingParameterField(
            OBJECT_ID_FIELD,
            tr("Field that identifies the objects"),
            parentLayerParameterName=OBJECTS,
            optional=True,
        ),
        "Written beside each piece, so that pieces of one object on several tiles can be told. "
        "Empty: the feature ids.",
        advanced=True,
    )
    alg.add(
        double_parameter(OBJECT_BUFFER, "Buffer around the objects (m)", None, 0),
        "Points and lines become objects of so many metres to each side, on the ground. Polygons "
        "grow by as much.",
        advanced=True,
    )
    alg.add(
        enum_parameter("SHAPE", "Shape of the objects", (_AUTO, *SHAPES), _AUTO, is_optional=True),
        choices_help(
            "POLYGON writes outlines, BOX upright rectangles around what lies on the tile, "
            "ORIENTED_BOX rotated rectangles around the whole object. AUTO is what the layout is "
            "mostly used for.",
            (_AUTO, *SHAPES),
        ),
    )
    alg.add(
        double_parameter("MIN_VISIBLE", "Least visible share of an object (%)", None, 0, 100),
        "Pieces with less of their object's area are small. Empty: 0, or 70 for oriented boxes.",
        advanced=True,
    )
    alg.add(
        double_parameter(
            "MIN_OBJECT_PIXELS",
            "Least size of a piece (pixels)",
            ObjectSettings.min_pixels,
            0,
            is_optional=True,
        ),
        "Pieces of a smaller area in pixels are small.",
        advanced=True,
    )
    alg.add(
        enum_parameter("SMALL_PIECES", "Small pieces", SMALL_PIECES, DROP, is_optional=True),
        choices_help(
            "DROP leaves them out. IGNORE writes them marked as not to be counted, where the "
            "layout can.",
            SMALL_PIECES,
        ),
        advanced=True,
    )


def read_object_settings(values: Values, layout: DatasetLayout) -> ObjectSettings | None:
    """What is asked for, or None without objects.

    Raises:
        ExportError: the layout has no place for it, or a setting of objects does nothing.
    """
    if not values.is_given(OBJECTS):
        for name in (OBJECT_FIELD, OBJECT_LABEL, OBJECT_ID_FIELD, OBJECT_BUFFER):
            if values.is_given(name):
                raise ExportError(
                    "{name} is given without {OBJECTS}; name the layer it is for.",
                    name=Parameter(name),
                )
        return None
    shapes = layout.takes.shapes
    asked = values.choice("SHAPE")
    if not shapes:
        raise ExportError(
            "{LAYOUT} {layout} has no place for {OBJECTS}; choose another layout.",
            layout=layout.name,
        )
    shape = shapes[0] if asked == _AUTO else asked
    if shape not in shapes:
        raise ExportError(
            "{LAYOUT} {layout} does not take {SHAPE} {shape}; choose one of {shapes}.",
            layout=layout.name,
            shape=shape,
            shapes=", ".join(shapes),
        )
    small = values.choice("SMALL_PIECES")
    if small != DROP and not layout.takes.keeps_small:
        raise ExportError(
            "{LAYOUT} {layout} cannot mark small pieces; choose {SMALL_PIECES=DROP}.",
            layout=layout.name,
        )
    least = values.optional_double("MIN_VISIBLE")
    if least is None:
        least = layout.least_visible(shape)
    return ObjectSettings(shape, least, values.double("MIN_OBJECT_PIXELS"), small)


def read_objects(
    values: Values,
    settings: ObjectSettings,
    info: RasterInfo,
    crs: QgsCoordinateReferenceSystem,
) -> tuple[ObjectSource, dict[str, Color], dict]:
    """The objects over a raster, colours by class, and their fingerprint; close its store."""
    source = values.source(OBJECTS)
    fields, grow = _fields(values, source), _grow(values, source, info, crs)
    grid = grid_of(info)
    place = TilesPlace(crs, raster_extent(info), info.name)
    with ExitStack() as opened:
        store = opened.enter_context(closing(PolygonStore(grid.transform, grid.height)))
        found = read_parcels(values, source, fields, store, place, grow)
        store.finish()
        opened.pop_all()
    classes = [class_name(value) for value in found.values]
    numbers = {name: k for k, name in enumerate(class_folders(set(classes)), 1)}
    ids = [class_name(name) or str(k) for k, name in enumerate(found.names, 1)]
    objects = ObjectSource(
        store,
        ids,
        [numbers[name] for name in classes],
        {number: name for name, number in numbers.items()},
        settings,
    )
    fingerprint = {
        "name": source.sourceName(),
        "sha256": store.fingerprint([*classes, *ids]),
    }
    colors = read_class_colors(source, fields.label or "", fields.label_of_all or "")
    return objects, colors, fingerprint


def _fields(values: Values, source) -> ParcelFields:
    field, label = values.text(OBJECT_FIELD), values.text(OBJECT_LABEL).strip()
    if bool(field) == bool(label):
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


def log_objects(objects: dict, values: Values) -> None:
    """Pieces by class, and what became of the others; ``objects`` is what dataset.json says."""
    told = listed(
        Message("{name} {count}", name=row["class"], count=row["objects"])
        for row in objects["classes"]
    )
    values.info("Objects on the tiles: {counts}.", counts=told)
    if not any(row["objects"] for row in objects["classes"]):
        values.warn("No object lies on a tile; check {OBJECTS} and the tiles.")
    if objects["small_pieces"]:
        values.info(
            counted(
                objects["small_pieces"],
                "{count} piece of an object is too small ({MIN_VISIBLE}, {MIN_OBJECT_PIXELS}).",
                "{count} pieces of objects are too small ({MIN_VISIBLE}, {MIN_OBJECT_PIXELS}).",
            )
        )
    if objects["in_several_splits"]:
        values.warn(
            counted(
                objects["in_several_splits"],
                "{count} object lies on tiles of several splits; split by blocks or groups to "
                "keep it in one.",
                "{count} objects lie on tiles of several splits; split by blocks or groups to "
                "keep them in one.",
            )
        )
