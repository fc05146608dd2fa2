"""The label parameters, shared by Join Labels and Build Dataset."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...core.errors import LayerError
from ...core.labels.by_polygons import LabelPolygons, rename_labels
from ...core.labels.by_raster import LabelsOfRaster
from ...core.labels.step import PREDICATES, LabelRule, LabelStep
from ...core.message import Parameter
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    check_field,
    choices_help,
    double_parameter,
    enum_parameter,
    is_given,
    optional_source,
)
from ..base.values import Values
from ..base.words import push_warning, tr
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
)

LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
LABEL = "LABEL"
PREDICATE = "PREDICATE"
MIN_COVERAGE = "MIN_COVERAGE"
OTHER_LABEL = "OTHER_LABEL"
LABEL_EDITS = "LABEL_EDITS"


def add_label_parameters(alg: TilewrightAlgorithm, band: str = BAND) -> None:
    """Where classes come from, and by which rule; ``band`` names that of the class raster."""
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
        QgsProcessingParameterField(
            LABEL_FIELD, tr("Field with the class"), parentLayerParameterName=LABELS, optional=True
        ),
        "The field of the label layer that names the class. Polygons where it is NULL are skipped.",
    )
    alg.add(
        QgsProcessingParameterString(LABEL, tr("Class of all polygons"), optional=True),
        "The class of all polygons, when no field names it.",
    )
    add_label_raster_parameters(alg, band)
    alg.add(
        enum_parameter(
            PREDICATE, "A tile belongs to a class when", PREDICATES, LabelRule.predicate
        ),
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
        "Share of the tile that the class must cover. Used by COVERAGE only.",
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
    alg, parameters, context, feedback, place: TilesPlace, raster: LabelRaster | None = None
) -> LabelStep:
    """The step that the parameters ask for."""
    _refuse_two_sources(alg, parameters, context)
    class_map = read_class_map(alg, parameters, context, raster)
    source = optional_source(alg, parameters, LABELS, context)
    field = alg.parameterAsString(parameters, LABEL_FIELD, context)
    label = alg.parameterAsString(parameters, LABEL, context).strip()
    if field and label:
        raise LayerError(
            "{LABEL_FIELD} ({field}) and {LABEL} ({label}) are both given; give one of them.",
            field=field,
            label=label,
        )
    labels, trouble = LabelPolygons([], []), ""
    if source is not None:
        if not field and not label:
            raise LayerError(
                "Say which class the polygons are: name a field with {LABEL_FIELD}, or one class "
                "for all with {LABEL}."
            )
        transform = make_transform(
            Values(alg, parameters, context, feedback), source, tr("the label layer"), place
        )
        field = check_field(source, LABEL_FIELD, field) if field else ""
        labels = read_labels(
            Values(alg, parameters, context, feedback),
            source,
            field,
            label,
            transform,
            only_near=True,
        )
        labels = rename_labels(labels, class_map)
        alg.read_label_colors = lambda: {
            name: color
            for own, color in read_class_colors(source, field, label).items()
            if (name := class_map.name(own)) is not None
        }
        trouble = _warn_of_labels(labels, source.sourceName(), place, feedback)
    edits_source = optional_source(alg, parameters, LABEL_EDITS, context)
    edits = []
    if edits_source is not None:
        transform = make_transform(
            Values(alg, parameters, context, feedback),
            edits_source,
            tr("the layer of corrections"),
            place,
        )
        edits = read_edits(
            Values(alg, parameters, context, feedback),
            edits_source,
            field,
            transform,
            set(labels.classes),
        )
    rule = LabelRule(
        alg.parameterAsEnumString(parameters, PREDICATE, context),
        alg.parameterAsDouble(parameters, MIN_COVERAGE, context),
        alg.parameterAsString(parameters, OTHER_LABEL, context).strip() or None,
    )
    step = LabelStep(labels, rule, edits)
    step.trouble = trouble
    if raster is not None:
        to_raster = LayerTransform(
            place.crs, raster.raster.crs, context.transformContext(), place.name, raster.raster.name
        )
        classes = LabelsOfRaster(raster.open(feedback), class_map, to_raster.outlines)
        step = LabelStep(classes, rule, edits)
    step.is_cancelled = feedback.isCanceled
    return step


def _refuse_two_sources(alg, parameters, context) -> None:
    """Polygons and a raster exclude each other, and each has parameters of its own."""
    has_raster = is_given(parameters, LABEL_RASTER)
    if has_raster:
        for name in (LABELS, LABEL_FIELD, LABEL):
            if is_given(parameters, name):
                raise LayerError(
                    "{name} and {LABEL_RASTER} are both given; give polygons or a raster.",
                    name=Parameter(name),
                )
    elif is_given(parameters, CLASS_MAP) and not is_given(parameters, LABELS):
        raise LayerError(
            "{CLASS_MAP} is given without classes; name {LABELS} or {LABEL_RASTER} as well."
        )


def _warn_of_labels(labels: LabelPolygons, name: str, place: TilesPlace, feedback) -> str:
    """Say how many polygons are of use; returns why none is."""
    count = len(labels.polygons) + labels.far
    if not count:
        text = tr("The label layer {} has no polygon with a class.").format(name)
        push_warning(feedback, text)
        return text
    extent = place.extent
    inside = sum(
        x0 <= extent.xMaximum()
        and x1 >= extent.xMinimum()
        and y0 <= extent.yMaximum()
        and y1 >= extent.yMinimum()
        for x0, y0, x1, y1 in (p.bounds for p in labels.polygons)
    )
    if not inside:
        text = tr(
            "No polygon of the label layer {} lies near the tiles; check its coordinate system."
        ).format(name)
        push_warning(feedback, text)
        return text
    if inside < count:
        feedback.pushInfo(
            tr("{} of {} label polygons lie away from the tiles.").format(count - inside, count)
        )
    return ""


def warn_of_unused_edits(step: LabelStep, feedback) -> None:
    """Say how many corrections did nothing, once all tiles have been labelled."""
    if step.unused_edits:
        feedback.pushWarning(
            tr("{} of {} corrections by hand lie on no tile that is left.").format(
                step.unused_edits, len(step.edits)
            )
        )
