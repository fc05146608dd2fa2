"""The label parameters, shared by Join Labels and Build Dataset."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ..core.errors import LayerError
from ..core.label_tiles import PREDICATES, LabelPolygons, LabelRule, LabelStep
from .base import TilewrightAlgorithm, tr
from .cloud_parameters import TilesPlace
from .parameters import (
    check_field,
    choices_help,
    double_parameter,
    enum_parameter,
    optional_source,
)
from .read_shapes import make_transform, read_edits, read_labels

LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
LABEL = "LABEL"
PREDICATE = "PREDICATE"
MIN_COVERAGE = "MIN_COVERAGE"
OTHER_LABEL = "OTHER_LABEL"
LABEL_EDITS = "LABEL_EDITS"


def add_label_parameters(alg: TilewrightAlgorithm, optional: bool) -> None:
    """Where classes come from, and by which rule."""
    alg.add(
        QgsProcessingParameterFeatureSource(
            LABELS,
            tr("Label polygons"),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=optional,
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
    alg.add(
        enum_parameter(PREDICATE, "A tile belongs to a class when", PREDICATES, "INTERSECTS"),
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
        double_parameter(MIN_COVERAGE, "Least coverage (%), for COVERAGE", 50, 0, 100),
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
        "say; NULL leaves the tile out. A field tile_id, when filled in, names the tile instead.",
        advanced=True,
    )


def make_label_step(alg, parameters, context, feedback, place: TilesPlace) -> LabelStep:
    """The step that the parameters ask for."""
    source = optional_source(alg, parameters, LABELS, context)
    field = alg.parameterAsString(parameters, LABEL_FIELD, context)
    label = alg.parameterAsString(parameters, LABEL, context).strip()
    if field and label:
        raise LayerError(
            tr("LABEL_FIELD ({}) and LABEL ({}) are both given; give one of them.").format(
                field, label
            )
        )
    labels = LabelPolygons([], [])
    if source is not None:
        if not field and not label:
            raise LayerError(
                tr(
                    "Say which class the polygons are: name a field with LABEL_FIELD, or one class "
                    "for all with LABEL."
                )
            )
        transform = make_transform(
            source, tr("the label layer"), place.crs, place.name, context, place.extent
        )
        field = check_field(source, LABEL_FIELD, field) if field else ""
        labels = read_labels(source, field, label, transform, feedback)
        _warn_of_labels(labels, source.sourceName(), place, feedback)
    edits_source = optional_source(alg, parameters, LABEL_EDITS, context)
    edits = []
    if edits_source is not None:
        transform = make_transform(
            edits_source,
            tr("the layer of corrections"),
            place.crs,
            place.name,
            context,
            place.extent,
        )
        edits = read_edits(edits_source, field, transform, feedback)
    rule = LabelRule(
        alg.parameterAsEnumString(parameters, PREDICATE, context),
        alg.parameterAsDouble(parameters, MIN_COVERAGE, context),
        alg.parameterAsString(parameters, OTHER_LABEL, context).strip() or None,
    )
    step = LabelStep(labels, rule, edits)
    step.is_cancelled = feedback.isCanceled
    return step


def _warn_of_labels(labels: LabelPolygons, name: str, place: TilesPlace, feedback) -> None:
    count = len(labels.polygons) + labels.far
    if not count:
        feedback.pushWarning(tr("The label layer {} has no polygon with a class.").format(name))
        return
    extent = place.extent
    inside = sum(
        x0 <= extent.xMaximum()
        and x1 >= extent.xMinimum()
        and y0 <= extent.yMaximum()
        and y1 >= extent.yMinimum()
        for x0, y0, x1, y1 in (p.bounds for p in labels.polygons)
    )
    if not inside:
        feedback.pushWarning(
            tr(
                "No polygon of the label layer {} lies near the tiles; check its coordinate system."
            ).format(name)
        )
    elif inside < count:
        feedback.pushInfo(
            tr("{} of {} label polygons lie away from the tiles.").format(count - inside, count)
        )


def log_class_counts(counts: dict[str, int], feedback, unit: str = "") -> None:
    """Classes and their tiles, or other units, as a table."""
    if not counts:
        return
    unit = unit or tr("tiles")
    width = max(len(tr("class")), *(len(name) for name in counts))
    total = sum(counts.values())
    lines = [f"{tr('class'):<{width}}  {unit:>9}"]
    for name in sorted(counts):
        share = 100 * counts[name] / total
        lines.append(f"{name:<{width}}  {counts[name]:>9}  {share:5.1f} %")
    for line in lines:
        # The dialog's log is HTML, which would fold plain spaces into one.
        feedback.pushInfo(line.replace(" ", "\u00a0"))
