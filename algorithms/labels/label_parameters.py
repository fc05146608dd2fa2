"""The label parameters, shared by Join Labels and Build Dataset."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ...core.errors import LayerError
from ...core.labels.by_polygons import LabelPolygons, rename_labels
from ...core.labels.by_raster import LabelsOfRaster
from ...core.labels.step import PREDICATES, LabelEdit, LabelRule, LabelStep
from ...core.message import Message, Parameter, counted
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import (
    check_field,
    choices_help,
    double_parameter,
    enum_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..dialogs.definitions import class_field_parameter
from ..inputs.class_colors import read_class_colors
from ..inputs.layer_transform import LayerTransform
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_edits, read_labels
from .label_raster_parameters import (
    BAND,
    CLASS_MAP,
    LABEL_RASTER,
    LabelRaster,
    add_label_raster_parameters,
    read_class_map,
    warn_of_unmatched_keys,
)
from .polygons_near import PolygonsNear, count_near, tell_of_polygons

LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
LABEL = "LABEL"
PREDICATE = "PREDICATE"
MIN_COVERAGE = "MIN_COVERAGE"
MULTI = "MULTI"
OTHER_LABEL = "OTHER_LABEL"
LABEL_EDITS = "LABEL_EDITS"


def add_label_parameters(alg: TilewrightAlgorithm, band: str = BAND) -> None:
    """Where classes come from, and by which rule; ``band`` names that of the class raster."""
    alg.begin_section("Labels")
    alg.add(
        QgsProcessingParameterFeatureSource(
            LABELS,
            tr("Label polygons"),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        ),
        "Polygons of one or many classes, in any coordinate system. Invalid ones are repaired.",
    )
    alg.add(
        class_field_parameter(LABEL_FIELD, tr("Field with the class"), LABELS),
        "The field of the label layer that names the class. Polygons where it is NULL are skipped.",
    )
    alg.add(
        QgsProcessingParameterString(LABEL, tr("Class of all polygons"), optional=True),
        "The class of all polygons, when no field names it.",
    )
    add_label_raster_parameters(alg, band)
    alg.add(
        enum_parameter(PREDICATE, "A tile gets a class when", PREDICATES, LabelRule.predicate),
        choices_help(
            "INTERSECTS: one of its polygons touches the tile. WITHIN: its polygons cover the "
            "whole tile. CENTROID: one holds the tile's centre. LARGEST: it covers more of the "
            "tile than any other class. COVERAGE: the same, and at least the least coverage. Where "
            "several classes qualify, the one with the largest share wins; equal shares go to the "
            "first by name.",
            PREDICATES,
        ),
    )
    alg.add(
        double_parameter(
            MIN_COVERAGE, "Least coverage (%), for COVERAGE", LabelRule.min_coverage, 0, 100
        ),
        "Share of the tile that the class must cover. Used by COVERAGE and MULTI only.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            MULTI, tr("Several classes a tile (multi-label)"), False, optional=True
        ),
        "Adds a field labels with all classes that cover at least the least coverage of the tile, "
        "a vertical bar between them; the field label has the largest. Tiles without any are "
        "left out.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterString(OTHER_LABEL, tr("Class of all other tiles"), optional=True),
        "The class of tiles that belong to none, for example non_urban. Empty: they are left out.",
    )
    alg.add(
        QgsProcessingParameterFeatureSource(
            LABEL_EDITS,
            tr("Corrections by hand"),
            [QgsProcessing.SourceType.TypeVectorPoint],
            optional=True,
        ),
        "Points with a field label: the tile that holds one gets its class, whatever the polygons "
        "say; NULL leaves the tile out. Where tiles overlap, all that hold the point get it. A "
        "point on a shared edge counts for the tile to its east or south. A field tile_id, when "
        "filled in, names the one tile instead.",
        advanced=True,
    )


def make_label_step(
    values: Values,
    place: TilesPlace,
    raster: LabelRaster | None = None,
    near: list[PolygonsNear] | None = None,
) -> LabelStep:
    """The step that the parameters ask for.

    Args:
        values: of the algorithm.
        place: where the tiles lie.
        raster: whose values are the classes, in place of polygons.
        near: takes how many polygons lie near the tiles, where the caller tells of all rasters.
    """
    _refuse_two_sources(values)
    class_map = read_class_map(values, raster)
    source = values.optional_source(LABELS)
    field, label = _field_and_label(values, source)
    labels, trouble = LabelPolygons([], []), ""
    if source is not None:
        transform = make_transform(values, source, Message("the label layer"), place)
        labels = read_labels(values, source, field, label, transform, only_near=True)
        labels = rename_labels(labels, class_map)
        values.alg.read_label_colors = lambda: {
            name: color
            for own, color in read_class_colors(source, field, label).items()
            if (name := class_map.name(own)) is not None
        }
        found = count_near(labels, source.sourceName(), place, values)
        trouble = found.trouble or ""
        if near is None:
            tell_of_polygons([("", found)], values)
        else:
            near.append(found)
    edits = _read_corrections(values, place, field, set(labels.classes))
    rule = LabelRule(
        values.choice(PREDICATE),
        values.double(MIN_COVERAGE),
        values.text(OTHER_LABEL).strip() or None,
        values.flag(MULTI),
    )
    is_cancelled = values.feedback.isCanceled
    if raster is None:
        step = LabelStep(labels, rule, edits, is_cancelled)
        step.trouble = trouble
    else:
        to_raster = LayerTransform(
            place.crs,
            raster.raster.crs,
            values.context.transformContext(),
            place.name,
            raster.raster.name,
        )
        classes = LabelsOfRaster(raster.open(values), class_map, to_raster.outlines)
        step = LabelStep(classes, rule, edits, is_cancelled)
    step.class_map = class_map
    return step


def _field_and_label(values: Values, source: FeatureSource | None) -> tuple[str, str]:
    """The field that names the classes of polygons, or the class of all; the other is empty."""
    field, label = values.text(LABEL_FIELD), values.text(LABEL).strip()
    if field and label:
        raise LayerError(
            "{LABEL_FIELD} ({field}) and {LABEL} ({label}) are both given; give one of them.",
            field=field,
            label=label,
        )
    if source is None:
        return field, label
    if not field and not label:
        raise LayerError(
            "Say which class the polygons are: name a field with {LABEL_FIELD}, or one class "
            "for all with {LABEL}."
        )
    return check_field(source, LABEL_FIELD, field) if field else "", label


def _read_corrections(
    values: Values, place: TilesPlace, field: str, classes: set[str]
) -> list[LabelEdit]:
    source = values.optional_source(LABEL_EDITS)
    if source is None:
        return []
    transform = make_transform(values, source, Message("the layer of corrections"), place)
    return read_edits(values, source, field, transform, classes)


def _refuse_two_sources(values: Values) -> None:
    """Polygons and a raster exclude each other, and each has parameters of its own."""
    has_raster = values.is_given(LABEL_RASTER)
    if has_raster:
        for name in (LABELS, LABEL_FIELD, LABEL):
            if values.is_given(name):
                raise LayerError(
                    "{name} and {LABEL_RASTER} are both given; give polygons or a raster.",
                    name=Parameter(name),
                )
    elif values.is_given(CLASS_MAP) and not values.is_given(LABELS):
        raise LayerError(
            "{CLASS_MAP} is given without classes; name {LABELS} or {LABEL_RASTER} as well."
        )


def warn_of_unused(values: Values, steps: Sequence[LabelStep]) -> None:
    """Say which corrections and names did nothing, once tiles are labelled; a step a raster."""
    warn_of_unmatched_keys(values, [step.class_map for step in steps])
    total = max((len(step.edits) for step in steps), default=0)
    unused = total - sum(len(step.edits) - step.unused_edits for step in steps)
    if unused > 0:
        values.warn(
            counted(
                unused,
                "{count} of {total} corrections by hand lies on no tile that is left.",
                "{count} of {total} corrections by hand lie on no tile that is left.",
                total=total,
            )
        )
