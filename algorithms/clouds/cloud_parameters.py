"""The cloud parameters, shared by the two cloud algorithms and Build Dataset."""

from __future__ import annotations

from contextlib import ExitStack, closing

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterBand,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.clouds.marks import CloudMarkStep
from ...core.clouds.mask import CloudShareStep
from ...core.clouds.presets import list_presets
from ...core.clouds.rules import parse_mask_rule
from ...core.errors import LayerError
from ...core.geodesy.scale import measure_ground_scale
from ...core.message import Message, Parameter
from ...core.raster.source import RasterSource
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.layer_transform import LayerTransform
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_marks
from ..rasters.source import RasterInput, log_bands
from ..rasters.warn_of_pixels import warn_of_unused_rule

CLOUDS = "CLOUDS"
MAX_CLOUD = "MAX_CLOUD"
# Other algorithms put a prefix before these.
BUFFER = "BUFFER"
MASK = "MASK"
BAND = "BAND"
VALUES = "VALUES"
BITS = "BITS"


def add_cloud_mark_parameters(
    alg: TilewrightAlgorithm, prefix: str = "", optional: bool = False
) -> None:
    """A layer of marks and a distance."""
    alg.begin_section("Clouds")
    alg.add(
        QgsProcessingParameterFeatureSource(
            CLOUDS,
            tr("Cloud marks"),
            [QgsProcessing.SourceType.TypeVectorAnyGeometry],
            optional=optional,
        ),
        "Points, lines or polygons on clouds and their shadows, in any coordinate system. A tile "
        "that touches one is left out; a point on a shared edge counts for both tiles.",
    )
    alg.add(
        double_parameter(prefix + BUFFER, "Distance around cloud marks (m)", 0, 0),
        "Tiles this near to a mark, in metres on the ground, are left out as well.",
        advanced=optional,
    )


def make_cloud_mark_step(values: Values, place: TilesPlace) -> CloudMarkStep:
    """The step that the parameters ask for; ``values`` have their prefix."""
    source = values.prefixed("").source(CLOUDS)
    transform = make_transform(values, source, Message("the cloud layer"), place)
    buffer = values.double(BUFFER)
    marks = read_marks(values, source, transform, only_near=not buffer)
    if not marks:
        values.warn("The cloud layer {name} is empty: no tile is cloudy.", name=source.sourceName())
    scale = None
    if buffer:
        if not place.crs.isValid():
            raise LayerError(
                "{buffer} is in metres, but {name} has no coordinate system; assign one, or set "
                "{buffer} to 0.",
                buffer=Parameter(values.name(BUFFER)),
                name=place.name,
            )
        centre = place.extent.center()
        wkt = place.crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
        scale = measure_ground_scale(wkt, centre.x(), centre.y())
    return CloudMarkStep(marks, buffer, scale, values.feedback.isCanceled)


def add_cloud_mask_parameters(
    alg: TilewrightAlgorithm, prefix: str = "", optional: bool = False
) -> None:
    """A mask raster, which of its values are cloudy, and how much is too much."""
    alg.begin_section("Clouds")
    alg.add(
        QgsProcessingParameterRasterLayer(prefix + MASK, tr("Cloud mask"), optional=optional),
        "A raster that tells clouds: a Sentinel-2 scene classification (SCL), a Landsat quality "
        "band (QA_PIXEL), or any other, on any pixel grid and in any coordinate system.",
    )
    # QGIS refuses a band that is left out unless it is optional, whatever its default.
    alg.add(
        QgsProcessingParameterBand(
            prefix + BAND, tr("Band of the cloud mask"), 1, prefix + MASK, optional=True
        ),
        "The band of the cloud mask.",
        advanced=optional,
    )
    add_code_parameters(alg, prefix + VALUES, prefix + BITS, "the mask")
    alg.add(
        double_parameter(MAX_CLOUD, "Largest cloudy share (%)", 0, 0, 100),
        "Tiles with a larger share of cloudy pixels are left out.",
    )


def add_code_parameters(
    alg: TilewrightAlgorithm, values: str, bits: str, of: str, otherwise: str = ""
) -> None:
    """Which values or bits are cloudy.

    Args:
        values, bits: the parameters' names.
        of: what holds them.
        otherwise: a sentence on what counts when neither is given.
    """
    alg.add(
        QgsProcessingParameterString(values, tr("Cloudy values"), optional=True),
        f"The kind of mask: {list_presets()}. Or values and ranges of {of} that are cloudy, for "
        "example 3,8-10, or names of Sentinel-2's scene classes: CLOUDS stands for CLOUD_SHADOW, "
        "CLOUD_MEDIUM_PROBA, CLOUD_HIGH_PROBA, THIN_CIRRUS; others are SNOW_ICE, WATER, "
        f"SATURATED_DEFECTIVE. Give values or bits.{otherwise}",
    )
    alg.add(
        QgsProcessingParameterString(bits, tr("Cloudy bits"), optional=True),
        f"Bits of {of} that tell clouds, 0 being the least: 3 (that bit is set), 8-9=3 or 8-9>=2 "
        "(the number in those bits); with commas, any of them. In QA_PIXEL of Landsat Collection 2 "
        "bit 3 is cloud, 4 cloud shadow, 2 cirrus, 1 dilated cloud, and 8-9=3 cloud of high "
        "confidence; before Collections 14-15=3 was cloud of high confidence.",
    )


def make_cloud_mask_step(values: Values, mask: RasterInput, place: TilesPlace) -> CloudShareStep:
    """The step that the parameters ask for; ``values`` have their prefix."""
    rule = parse_mask_rule(values.text(VALUES), values.text(BITS))
    band = values.integer(BAND)
    with ExitStack() as stack:
        source: RasterSource = stack.enter_context(closing(mask.open(str(band))))
        log_bands([source.info], values)
        used = Parameter(values.name(VALUES if values.is_given(VALUES) else BITS))
        settings = Message("{rule} and {band}", rule=used, band=Parameter(values.name(BAND)))
        warn_of_unused_rule(rule, [source], values, settings)
        transform = LayerTransform(
            place.crs, mask.crs, values.context.transformContext(), place.name, mask.name
        )
        max_cloud = values.prefixed("").double(MAX_CLOUD)
        is_cancelled = values.feedback.isCanceled
        step = CloudShareStep(source, rule, max_cloud, transform.outlines, is_cancelled)
        # From here on it is the step that is closed.
        stack.pop_all()
    return step
