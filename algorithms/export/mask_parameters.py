"""The parameters of masks for tiles, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterField,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterString,
    QgsRasterLayer,
)

from ...core.classes.colors import Color
from ...core.classes.numbers import read_class_map
from ...core.classes.renaming import parse_class_map
from ...core.cut.masks import (
    MaskSource,
    PolygonMask,
    RasterMask,
    check_polygon_classes,
)
from ...core.errors import ExportError
from ...core.files.fingerprint import fingerprint_file
from ...core.labels.mask_codes import (
    BACKGROUND,
    IGNORE,
    distinct_values,
    merges_values,
    raster_codes,
)
from ...core.message import Message, Parameter, listed, name_in_list
from ...core.polygons.parcels import CLASSES, GROUND_TRUTH, choose_values
from ...core.polygons.rasterize import check_min_coverage
from ...core.polygons.store import PolygonStore
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.resampling.align import check_ground
from ...core.resampling.grid import grid_of
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import choose_field, double_parameter, field_names
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_colors import read_class_colors
from ..inputs.class_names import read_class_names, read_code_colors, styled_layer
from ..inputs.parcels import ParcelFields, read_parcels, warn_of_unnamed_classes
from ..inputs.place import TilesPlace
from ..rasters.source import RasterInput, input_of_layer, log_bands, raster_extent

MASK = "MASK"
MASK_FIELD = "MASK_FIELD"
MASK_LABEL = "MASK_LABEL"
MASK_MIN_COVERAGE = "MASK_MIN_COVERAGE"


def add_mask_parameters(alg: TilewrightAlgorithm, class_map: str) -> None:
    """A class raster or polygons; ``class_map`` is the name of the parameter with class names."""
    alg.add(
        QgsProcessingParameterMapLayer(
            MASK,
            tr("Mask: class raster or polygons"),
            optional=True,
            types=[
                QgsProcessing.SourceType.TypeRaster,
                QgsProcessing.SourceType.TypeVectorPolygon,
            ],
        ),
        "Writes a mask of classes for each tile under masks/, of the same name: 8 bits, 0 "
        "background, 255 ignore (no value in the image or in the class raster, and pixels that "
        "polygons of different classes share). PNG for JPEG and PNG images, else as the images.",
    )
    alg.add(
        QgsProcessingParameterField(
            MASK_FIELD,
            tr("Field with the class of the mask"),
            parentLayerParameterName=MASK,
            optional=True,
        ),
        "The field of mask polygons that names the class. Empty: the field ground_truth, where the "
        "layer has one.",
    )
    alg.add(
        QgsProcessingParameterString(MASK_LABEL, tr("Class of all mask polygons"), optional=True),
        "The class of all mask polygons when no field names it, for example building.",
    )
    alg.add(
        QgsProcessingParameterString(class_map, tr("Classes of the mask"), optional=True),
        "Numbers and names of classes, for example 1=tree,2=shrub. Of polygons: the number that "
        "each class gets, and no others are used; empty: whole numbers keep theirs, other classes "
        "are numbered 1, 2, ... in the order of the class folders. Of a class raster: names for "
        "its values; values of one name become one class, whereupon all classes are numbered 1, 2, "
        "... in the order of their values, those that are named here first; a value without a "
        "name, as in 9=, is ignored.",
    )
    alg.add(
        double_parameter(MASK_MIN_COVERAGE, "Least coverage of a mask pixel (%)", 50, 0, 100),
        "Pixels of which the mask polygons cover less are background.",
        advanced=True,
    )


@dataclass(frozen=True)
class MaskInput:
    """What is taken of a mask in the main thread.

    Attributes:
        raster: when it is one, else None.
        names: that the raster has for its values.
        colors: in which the raster shows them.
    """

    raster: RasterInput | None
    names: dict[str, str] = field(default_factory=dict)
    colors: dict[str, Color] = field(default_factory=dict)


def take_mask(values: Values) -> MaskInput | None:
    """The mask, or None when there is none; only in the main thread."""
    if not values.is_given(MASK):
        return None
    layer = values.layer(MASK)
    if not isinstance(layer, QgsRasterLayer):
        return MaskInput(None)
    # A styled copy of the layer does not keep what was set for its nodata values.
    styled = styled_layer(layer, values.context)
    return MaskInput(
        input_of_layer(layer), read_class_names(styled, 1), read_code_colors(styled, 1)
    )


def read_mask(
    values: Values,
    taken: MaskInput,
    info: RasterInfo,
    crs: QgsCoordinateReferenceSystem,
    class_map: str,
) -> tuple[MaskSource, dict[str, Color], dict]:
    """The mask for tiles of a raster, its own colours by class, and its fingerprint.

    Its close frees it.
    """
    if taken.raster is None:
        return _polygon_mask(values, info, crs, class_map)
    return _raster_mask(values, taken, taken.raster, info, class_map)


def _raster_mask(
    values: Values, taken: MaskInput, raster: RasterInput, info: RasterInfo, class_map: str
) -> tuple[RasterMask, dict[str, Color], dict]:
    for name in (MASK_FIELD, MASK_LABEL):
        if values.is_given(name):
            raise ExportError(
                "{name} is for polygons, and {MASK} is a raster; leave it empty.",
                name=Parameter(name),
            )
    with ExitStack() as opened:
        source = opened.enter_context(closing(raster.open()))
        count = len(source.info.bands)
        if count > 1:
            source = opened.enter_context(closing(raster.open("1")))
            values.warn(
                "{MASK} {name} has {count} bands; the classes are taken from the first. If they "
                "stand in another one, save that band alone.",
                name=raster.name,
                count=count,
            )
        log_bands([source.info], values)
        check_ground([source.info], grid_of(info), info.name)
        codes, titles = _read_codes(values, taken, source, class_map)
        opened.pop_all()
    colors = {}
    for value, number in codes.items():
        color = taken.colors.get(str(value))
        if color is not None and number not in (BACKGROUND, IGNORE):
            # Of several values that are one class the first decides.
            colors.setdefault(titles.get(number, str(number)), color)
    return RasterMask(source, info, codes, titles), colors, fingerprint_file(raster.path)


def _read_codes(
    values: Values, taken: MaskInput, source: RasterSource, class_map: str
) -> tuple[dict[int, int], dict[int, str]]:
    """The number of each value of a class raster, and the name of each number."""
    names = parse_class_map(values.text(class_map)).names
    found = distinct_values(source, values.feedback.isCanceled)
    if merges_values(found, names, taken.names):
        # Those that do not occur would take numbers of those that do.
        found = distinct_values(source, values.feedback.isCanceled, is_exact=True)
    codes, titles = raster_codes(found, names, taken.names)
    if any(value not in codes and value != BACKGROUND for value in found):
        values.warn(
            "Values of {MASK} {name} that {class_map} does not name become background.",
            name=taken.raster.name,
            class_map=Parameter(class_map),
        )
    # Names of values that an 8-bit raster might hold, but nobody named, are only noise.
    return codes, {n: t for n, t in titles.items() if t != str(n)}


def refuse_idle_mask(values: Values) -> None:
    """Raise an ExportError for what says how a mask is read, when there is none."""
    for name in (MASK_FIELD, MASK_LABEL):
        if values.is_given(name):
            raise ExportError(
                "{name} is given without {MASK}; name the layer it is for.",
                name=Parameter(name),
            )


def _mask_fields(values: Values, source: FeatureSource) -> ParcelFields:
    field, label = values.text(MASK_FIELD), values.text(MASK_LABEL).strip()
    if field and label:
        raise ExportError(
            "{MASK_FIELD} ({field}) and {MASK_LABEL} ({label}) are both given; give one of them.",
            field=field,
            label=label,
        )
    if label:
        return ParcelFields(None, label_of_all=label)
    found = choose_field(source, MASK_FIELD, field, GROUND_TRUTH)
    if found is None:
        raise ExportError(
            "Say which class the polygons of {MASK} are: name a field of {sourcename} with "
            "{MASK_FIELD}, or one class for all with {MASK_LABEL}; it has {field_names}.",
            sourcename=source.sourceName(),
            field_names=field_names(source),
        )
    return ParcelFields(found)


def _polygon_mask(
    values: Values, info: RasterInfo, crs: QgsCoordinateReferenceSystem, class_map: str
) -> tuple[PolygonMask, dict[str, Color], dict]:
    source = values.source(MASK)
    fields = _mask_fields(values, source)
    share = check_min_coverage(values.double(MASK_MIN_COVERAGE))
    grid = grid_of(info)
    place = TilesPlace(crs, raster_extent(info), info.name)
    with ExitStack() as opened:
        store = opened.enter_context(closing(PolygonStore(grid.transform, grid.height)))
        parcels = read_parcels(values, source, fields, store, place)
        wanted = read_class_map(values.text(class_map))
        mapped = choose_values(parcels.values, CLASSES, 0, wanted)
        warn_of_unnamed_classes(values, mapped, class_map)
        check_polygon_classes(mapped)
        store.finish(mapped.used)
        opened.pop_all()
    fingerprint = {"name": source.sourceName(), "sha256": store.fingerprint(parcels.values)}
    colors = read_class_colors(source, fields.label or "", fields.label_of_all or "")
    return PolygonMask(store, mapped, mapped.legend.names, share), colors, fingerprint


def log_masks(masks: dict, class_map: str, text: str, values: Values) -> None:
    """Pixels by class of all masks, and a warning when they show nothing that was asked for.

    Args:
        masks: what dataset.json says of them.
        class_map: name of the parameter with class names.
        text: what it says of a class raster; empty for polygons, which have no other classes.
        values: of the algorithm.
    """
    pixels = {row["class"]: row["pixels"] for row in masks["classes"] if row["pixels"]}
    counts = [
        (Message("background"), masks["background_pixels"]),
        *((name_in_list(name), count) for name, count in pixels.items()),
        (Message("ignored"), masks["ignored_pixels"]),
    ]
    told = listed(Message("{name} {count}", name=name, count=count) for name, count in counts)
    values.info("Pixels of the masks: {counts}.", counts=told)
    # A name for 0 is one of the background.
    named = {name for code, name in parse_class_map(text).names.items() if name and code != "0"}
    if not pixels:
        values.warn(
            "The masks show no class; check {MASK} and {class_map}.", class_map=Parameter(class_map)
        )
    elif named and named.isdisjoint(pixels):
        values.warn(
            "No pixel of the masks is of a class that {class_map} names.",
            class_map=Parameter(class_map),
        )
