"""Parameters and inputs that the classification algorithms share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...core.classes.legend import Color, LegendClass, make_legend
from ...core.errors import LayerError
from ...core.geodesy.scale import measure_ground_scale
from ...core.labels.by_polygons import LabelPolygons
from ...core.message import Message, Parameter, counted, list_names
from ...core.polygons.burn import COVERAGE, RULES, PolygonBurner
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.raster.true_values import is_scaled
from ...core.resampling.grid import grid_of
from ...core.run.batches import run_aside
from ...core.samples.claims import PixelClaims, PointClaims
from ...core.samples.labelled import PixelSampler
from ...core.samples.thin import ThinningRule
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import (
    check_field,
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_colors import choose_colors, find_color_field, read_written_colors
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_labels
from ..rasters.source import RasterInput, raster_extent
from .label_points import LabelPoints, is_of_points, read_label_points, refuse_lines

LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
COLOR_FIELD = "COLOR_FIELD"
LEGEND = "LEGEND"
BANDS = "BANDS"
RULE = "RULE"
MIN_COVERAGE = "MIN_COVERAGE"
MAX_PER_CLASS = "MAX_PER_CLASS"
SEED = "SEED"
NODATA = "NODATA"


def add_class_parameters(alg: TilewrightAlgorithm, field: str | None = None) -> None:
    """Polygons of the classes, whose field is called so by default, and how they are shown."""
    alg.add(
        QgsProcessingParameterFeatureSource(
            LABELS,
            tr("Label polygons or points"),
            [QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeVectorPoint],
            optional=True,
        ),
        "Polygons of the classes, in any coordinate system; invalid ones are repaired. Or points, "
        "of which each gives the pixel that it lies in.",
    )
    alg.add(
        QgsProcessingParameterField(
            LABEL_FIELD,
            tr("Field with the class"),
            parentLayerParameterName=LABELS,
            optional=True,
            defaultValue=field,
        ),
        "The field of the label layer that names the class. Polygons where it is NULL are skipped.",
    )
    alg.add(
        QgsProcessingParameterField(
            COLOR_FIELD, tr("Field with the colour"), parentLayerParameterName=LABELS, optional=True
        ),
        "The field of the label layer that holds each class's colour, such as #0094ff. Empty: the "
        "colours of the layer's style when it is categorized by class, else those of its field "
        "color, else colours that colour-blind readers can tell apart.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterString(LEGEND, tr("Numbers of the classes"), optional=True),
        "The number of each class, such as 1=water,2=forest, or what another run returned as "
        "LEGEND. Empty: 1, 2, 3 in the order of the sorted names.",
        advanced=True,
    )


def add_sampling_parameters(alg: TilewrightAlgorithm) -> None:
    """Which of the pixels in the polygons are taken."""
    alg.add(
        enum_parameter(RULE, "A pixel belongs to a polygon when", RULES, "CENTRE"),
        choices_help(
            "CENTRE: its centre lies in the polygon. COVERAGE: the class covers at least the least "
            "coverage of it.",
            RULES,
        ),
        advanced=True,
    )
    alg.add(
        double_parameter(MIN_COVERAGE, "Least coverage (%), for COVERAGE", 50, 0.01, 100),
        "Share of the pixel that the class must cover. Used by COVERAGE only.",
        advanced=True,
    )
    alg.add(
        integer_parameter(MAX_PER_CLASS, "Most pixels of a class", least=1),
        "Takes at most this many pixels of each class, chosen at random. Empty: all.",
    )
    alg.add(
        double_parameter("MIN_DISTANCE", "Least distance (m)", 0, 0),
        "Least distance in metres between two pixels of a class. 0: neighbours are taken too.",
        advanced=True,
    )


def add_nodata_parameter(alg: TilewrightAlgorithm) -> None:
    """For rasters that forgot to tag theirs."""
    alg.add(
        double_parameter(NODATA, "Extra nodata value", decimals=6),
        "A value to treat as nodata besides the raster's own, for rasters that forgot to tag "
        "theirs; often 0. A pixel is left out when any of its bands is nodata.",
        advanced=True,
    )


@dataclass(frozen=True)
class ClassSource:
    """Polygons or points of a label layer over one raster, and the classes of the whole layer."""

    labels: LabelPolygons | LabelPoints
    legend: tuple[LegendClass, ...]

    def burner(self, values: Values, source: RasterSource) -> PixelClaims:
        """The polygons by the rule that the parameters name, or the points."""
        ids = {c.name: c.id for c in self.legend}
        if isinstance(self.labels, LabelPoints):
            pixels = grid_of(source.info).pixels(self.labels.places)
            return PointClaims(*pixels.T, [ids[name] for name in self.labels.classes])
        make = partial(
            PolygonBurner,
            self.labels.polygons,
            [ids[name] for name in self.labels.classes],
            source.info.transform,
            values.choice(RULE),
            values.double(MIN_COVERAGE),
        )
        return run_aside(make, values.feedback.isCanceled)


def read_class_names(
    values: Values, layer: FeatureSource
) -> tuple[str, list[str], dict[str, Color]]:
    """The true name of the class field, all classes of the layer, and their colours."""
    given = values.text(LABEL_FIELD)
    if not given:
        raise LayerError("Name the field with the class as {LABEL_FIELD}.")
    field = check_field(layer, LABEL_FIELD, given)
    own = values.text(COLOR_FIELD)
    color_field = check_field(layer, COLOR_FIELD, own) if own else find_color_field(layer)
    colors, names = read_written_colors(layer, field, color_field)
    if not own:
        only = next(iter(names)) if len(names) == 1 else ""
        colors = choose_colors(layer.renderer, field, colors, only)
    if not names:
        raise LayerError(
            "The label layer {sourcename} has no feature with a class in its field {field}.",
            sourcename=layer.sourceName(),
            field=field,
        )
    return field, sorted(names), colors


def read_class_source(
    values: Values, layer: FeatureSource, raster: RasterInput, source: RasterSource
) -> ClassSource:
    """The label layer's polygons or points over a raster."""
    refuse_lines(layer, Parameter(LABELS))
    field, names, colors = read_class_names(values, layer)
    legend = make_legend(names, values.text(LEGEND), colors)
    place = TilesPlace(raster.crs, raster_extent(source.info), raster.name)
    transform = make_transform(values, layer, Message("the label layer"), place)
    if is_of_points(layer):
        return ClassSource(read_label_points(values, layer, field, transform), legend)
    return ClassSource(read_labels(values, layer, field, None, transform), legend)


def check_rule(values: Values) -> None:
    """Say when MIN_COVERAGE is given to a rule that does not ask for it."""
    if values.choice(RULE) != COVERAGE and values.double(MIN_COVERAGE) != 50:
        values.warn("{MIN_COVERAGE} is used by {RULE=COVERAGE} only.")


def log_legend(legend: Sequence[LegendClass], counts: Mapping[int, int], values: Values) -> None:
    """Classes with their numbers and how many samples each has."""
    width = max(len(tr("class")), *(len(c.name) for c in legend))
    values.row(f"{tr('number'):>6}  {tr('class'):<{width}}  {tr('samples'):>9}")
    for c in legend:
        values.row(f"{c.id:>6}  {c.name:<{width}}  {counts.get(c.id, 0):>9}")


def log_left_out(sampler: PixelSampler, values: Values) -> None:
    """Say how many pixels in polygons are no samples, and why."""
    if sampler.claimed_twice:
        values.warn(
            counted(
                sampler.claimed_twice,
                "{count} pixel that two classes claim was left out.",
                "{count} pixels that two classes claim were left out.",
            )
        )
    if sampler.without_value:
        values.info(
            counted(
                sampler.without_value,
                "{count} pixel with nodata was left out.",
                "{count} pixels with nodata were left out.",
            )
        )


def log_stored_numbers(info: RasterInfo, values: Values) -> None:
    """Say of a scaled raster that its samples are the numbers that it stores."""
    if is_scaled(info):
        values.info(
            "The values are numbers as {raster} stores them: its scale ({scales}) and offset "
            "({offsets}) are not applied.",
            raster=info.name,
            scales=_several(info.scales),
            offsets=_several(info.offsets),
        )


def _several(numbers: Iterable[float]) -> Message:
    return list_names(f"{number:.10g}" for number in dict.fromkeys(numbers))


def read_thinning_rule(values: Values, info: RasterInfo, most: int | None = None) -> ThinningRule:
    """Which samples the parameters ask to keep; ``most`` of a class where they name no number."""
    distance = values.double("MIN_DISTANCE")
    pixel_size = (1.0, 1.0)
    if distance > 0:
        scale = measure_ground_scale(info.crs_wkt, *info.centre)
        pixel_size = scale.pixel_size(info.transform)
    return ThinningRule(
        values.optional_integer(MAX_PER_CLASS) or most,
        distance,
        pixel_size,
        values.integer(SEED),
    )
