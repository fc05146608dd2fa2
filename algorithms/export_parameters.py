"""The export's parameters, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ..core.dataset_plan import plan_dataset
from ..core.export_dataset import export_dataset
from ..core.export_options import NAMINGS, ExportOptions
from ..core.export_request import (
    ExportRequest,
    image_profile,
    prepare_source,
)
from ..core.formats import FORMATS, make_writer
from ..core.ground_size import measure_ground_scale
from ..core.pixel_windows import windows_of_geometries
from ..core.resample_window import RESAMPLINGS, TargetGrid, target_pixels
from ..core.run_batches import default_workers
from ..core.scaling import NONE, RANGE, SCALINGS, STYLE, parse_range
from ..core.tile_table import TileTable
from .base import TilewrightAlgorithm, tr
from .describe_parameters import describe_parameters
from .parameters import (
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
    is_given,
    optional_double,
    optional_int,
)
from .raster_input import raster_layer, read_raster_input
from .read_tiles import LayerTransform
from .style_source import StyleSource, load_style
from .write_dataset_layers import write_dataset_layers

OUTPUT = "OUTPUT"
RASTER = "RASTER"
_PER_PIXEL = "METERS_PER_PIXEL"


def add_export_parameters(alg: TilewrightAlgorithm, is_output_optional: bool = False) -> None:
    """Format, scaling, names and folder."""
    alg.add(
        enum_parameter("FORMAT", "Image format", FORMATS, "JPEG"),
        choices_help(
            "JPEG and PNG are pictures of 1 or 3 bands. GTIFF keeps place, bands, nodata and type. "
            "NPY holds arrays of bands, height, width for NumPy.",
            FORMATS,
        ),
    )
    alg.add(
        QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
        "Band numbers in the order they are written, for example 3,2,1. Empty: all but alpha "
        "bands.",
    )
    alg.add(
        enum_parameter("SCALING", "Scaling to 8 bits", SCALINGS, "PERCENTILE"),
        choices_help(
            "How values become 0 to 255, the same for all tiles. PERCENTILE fits each band's 2nd "
            "and 98th percentile, MINMAX its extremes, RANGE takes the two values below, STYLE "
            "draws the layer as you see it, NONE keeps the raster's own values and type (for "
            "training on reflectances: with GTIFF or NPY).",
            SCALINGS,
        ),
    )
    for name, label, end in (
        ("SCALE_MIN", "Value that becomes 0, for RANGE", "0"),
        ("SCALE_MAX", "Value that becomes 255, for RANGE", "255"),
    ):
        alg.add(
            QgsProcessingParameterString(name, tr(label), optional=True),
            f"Used by SCALING=RANGE: the value that becomes {end}; one number, or one a band "
            "separated by commas.",
            advanced=True,
        )
    alg.add(
        QgsProcessingParameterFile("STYLE_FILE", tr("Style file"), optional=True, extension="qml"),
        "A QGIS style (.qml) for SCALING=STYLE, needed where the raster is given by its path and "
        "has no style of its own.",
        advanced=True,
    )
    alg.add(
        integer_parameter("FILL", "Value of invalid pixels", 0, 0, 255),
        "What invalid pixels become in 8-bit images.",
        advanced=True,
    )
    alg.add(
        enum_parameter("RESAMPLING", "Resampling", RESAMPLINGS, "NONE"),
        choices_help(
            "NONE cuts whole pixels and refuses tiles that are off the pixel grid. The others put "
            "each tile on a pixel grid of its own.",
            RESAMPLINGS,
        ),
        advanced=True,
    )
    alg.add(
        integer_parameter("PIXELS", "Pixels a side, resampled", None, 1),
        "Width and height of the images; needs a resampling.",
        advanced=True,
    )
    alg.add(
        double_parameter(_PER_PIXEL, "Metres a pixel, resampled", None, 0),
        "Ground size of a pixel of the images; needs a resampling.",
        advanced=True,
    )
    alg.add(
        integer_parameter("QUALITY", "JPEG quality", 90, 1, 100),
        "From 1 (small files) to 100.",
        advanced=True,
    )
    alg.add(
        enum_parameter("NAMING", "File names", NAMINGS, "TILE_ID"),
        choices_help(
            "TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_1.jpg, counted in each class.",
            NAMINGS,
        ),
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("RESUME", tr("Resume an interrupted export"), False),
        "Finish an export of the same inputs and parameters into the same folder.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("OVERWRITE", tr("Replace an earlier dataset"), False),
        "Replace a dataset in the folder. The earlier one stays until the new one is complete; "
        "files that are no part of it stay in any case.",
        advanced=True,
    )
    alg.add(
        integer_parameter("WORKERS", "Threads", None, 1, 256),
        "How many threads work at once. Empty: one a processor, at most 8.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterFolderDestination(
            OUTPUT,
            tr("Dataset folder"),
            optional=is_output_optional,
            # A dataset in a temporary folder is gone when QGIS ends.
            createByDefault=not is_output_optional,
        ),
        "Where the dataset goes: a new or empty folder.",
    )


def add_export_outputs(alg: TilewrightAlgorithm) -> None:
    """What an export returns besides the folder."""
    alg.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles exported")))
    alg.addOutput(QgsProcessingOutputFile("MANIFEST", tr("Manifest (tiles.csv)")))


def add_rejected_parameter(alg: TilewrightAlgorithm) -> None:
    """Rejected layers of earlier steps, for the dataset's ledger."""
    alg.add(
        QgsProcessingParameterMultipleLayers(
            "REJECTED_TILES",
            tr("Rejected tiles of earlier steps"),
            QgsProcessing.SourceType.TypeVectorPolygon,
            optional=True,
        ),
        "Layers of rejected tiles, to be listed with their reasons in tiles.gpkg.",
        advanced=True,
    )


class ExportTask:
    """An export that is read from parameters in the main thread and run in any."""

    def __init__(self, alg: TilewrightAlgorithm, parameters, context) -> None:
        self.raster = read_raster_input(alg, parameters, RASTER, context)
        self.options = _read_options(alg, parameters, context)
        self.nodata = optional_double(alg, parameters, "NODATA", context)
        bands = alg.parameterAsString(parameters, "BANDS", context)
        keep_alpha = self.options.format in ("GTIFF", "NPY") and self.options.scaling == NONE
        source = self.raster.open(bands, self.nodata, keep_alpha)
        self.uses_default_style = False
        self.style_path = ""
        if self.options.scaling == STYLE:
            layer = raster_layer(alg, parameters, RASTER, context)
            self.style_path = alg.parameterAsFile(parameters, "STYLE_FILE", context)
            is_object = isinstance(parameters.get(RASTER), QgsMapLayer)
            layer = self._styled_layer(layer, is_object, context)
            self.source = StyleSource(layer, source.info, self.options.workers or default_workers())
            source.close()
        else:
            self.source = prepare_source(source, self.options)
        # A refusal should come before the work, not after it.
        profile = image_profile(self.source, self.options, self.nodata)
        make_writer(self.options.format, self.options.quality).check(profile)
        if self.options.scaling == RANGE and self.source is source:
            parse_range(self.options.scale_min, self.options.scale_max, source.info)
        self.output = alg.parameterAsString(parameters, OUTPUT, context)
        self.resume = alg.parameterAsBool(parameters, "RESUME", context)
        self.overwrite = alg.parameterAsBool(parameters, "OVERWRITE", context)
        self.transform_context = context.transformContext()
        self.parameters = describe_parameters(alg, parameters, context)

    def _styled_layer(self, layer, is_object: bool, context):
        project = context.project()
        is_in_project = project is not None and project.mapLayer(layer.id()) is not None
        if self.style_path:
            layer = layer.clone()
            load_style(layer, self.style_path)
        elif not is_object and not is_in_project:
            # Processing opens files without the style that QGIS would load beside them.
            _, has_style = layer.loadDefaultStyle()
            self.uses_default_style = not has_style
        return layer

    def run(
        self,
        tiles: TileTable,
        crs,
        label_field,
        split_field,
        feedback,
        rejected: TileTable | None = None,
        sources: dict | None = None,
    ) -> dict:
        """Export tiles whose outlines are in ``crs``; returns what the algorithms return."""
        if self.uses_default_style:
            feedback.pushWarning(
                tr(
                    "{} has no style of its own, so QGIS's default one is drawn; give a "
                    "STYLE_FILE, or choose another SCALING."
                ).format(self.raster.name)
            )
        if self.options.format in ("GTIFF", "NPY") and self.options.scaling not in (NONE, STYLE):
            feedback.pushInfo(
                tr(
                    "Values are scaled to 8 bits ({}); choose SCALING=NONE to keep the raster's "
                    "own."
                ).format(self.options.scaling)
            )
        request = self.plan(tiles, crs, label_field, split_field, rejected, sources)
        self._log_skipped(request, feedback)
        result = export_dataset(
            request,
            self.output,
            self.resume,
            self.overwrite,
            lambda path, kept, dropped: write_dataset_layers(path, kept, dropped, crs),
            lambda fraction: feedback.setProgress(100 * fraction),
            feedback.isCanceled,
            feedback.pushInfo,
        )
        feedback.pushInfo(
            tr("{} tiles written to {} ({} of images).").format(
                result.tile_count, self.output, size_text(result.image_bytes)
            )
        )
        return {
            OUTPUT: self.output,
            "TILE_COUNT": result.tile_count,
            "SKIPPED_COUNT": result.skipped_count,
            "MANIFEST": str(result.manifest),
        }

    def plan(
        self, tiles, crs, label_field, split_field, rejected=None, sources=None
    ) -> ExportRequest:
        """What the export will do, without writing anything."""
        info = self.source.info
        writer = make_writer(self.options.format, self.options.quality)
        transform = LayerTransform(
            crs, self.raster.crs, self.transform_context, tr("the tile layer"), self.raster.name
        )
        places = windows_of_geometries(transform.outlines(tiles), info.transform)
        plan = plan_dataset(
            tiles,
            places,
            info,
            writer.extension,
            label_field,
            split_field,
            self.options.naming,
            self.options.is_resampled,
        )
        targets = None
        if self.options.is_resampled:
            targets = _target_grids(plan, self.options, info, transform, crs)
        return ExportRequest(
            plan=plan,
            source=self.source,
            options=self.options,
            targets=targets,
            crs_name=crs.authid() or crs.description(),
            raster_crs_name=self.raster.crs.authid() or self.raster.crs.description(),
            nodata=self.nodata,
            rejected=rejected,
            parameters=self.parameters,
            sources=sources or {},
            versions={"qgis": Qgis.QGIS_VERSION},
        )

    @staticmethod
    def _log_skipped(request: ExportRequest, feedback) -> None:
        reasons = request.plan.skipped["reason"].tolist()
        for reason in sorted(set(reasons)):
            feedback.pushWarning(
                tr("{} tiles are skipped: {}.").format(reasons.count(reason), reason)
            )

    def close(self) -> None:
        """Close the raster."""
        self.source.close()


def _read_options(alg, parameters, context) -> ExportOptions:
    def word(name):
        return alg.parameterAsEnumString(parameters, name, context)

    def text(name):
        return alg.parameterAsString(parameters, name, context).strip()

    return ExportOptions(
        format=word("FORMAT"),
        scaling=word("SCALING"),
        scale_min=text("SCALE_MIN"),
        scale_max=text("SCALE_MAX"),
        fill=alg.parameterAsInt(parameters, "FILL", context),
        quality=alg.parameterAsInt(parameters, "QUALITY", context),
        naming=word("NAMING"),
        pixels=optional_int(alg, parameters, "PIXELS", context),
        metres_per_pixel=optional_double(alg, parameters, _PER_PIXEL, context),
        resampling=word("RESAMPLING"),
        workers=optional_int(alg, parameters, "WORKERS", context),
    )


def _target_grids(plan, options: ExportOptions, info, transform: LayerTransform, crs):
    """A pixel grid for each tile: in the tile layer's coordinate system, over its outline."""
    wkt = info.crs_wkt
    if not transform.is_identity:
        wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    geometries = plan.tiles.geometries
    scale = None
    if options.metres_per_pixel:
        centre = geometries.bounds.reshape(-1, 2, 2).mean(axis=(0, 1))
        scale = measure_ground_scale(wkt, *centre.tolist())
    targets = []
    for i in range(len(geometries)):
        corners = geometries.quads[i]
        left, bottom, right, top = geometries.bounds[i].tolist()
        if not geometries.is_quad[i] or geometries.is_box[i]:
            # A box made elsewhere may start at any corner.
            corners = _box_corners(left, bottom, right, top, info, transform)
        size = _ground_size(corners, scale)
        exact = plan.places.exact[i]
        native = (exact[2] - exact[0], exact[3] - exact[1])
        width, height = target_pixels(size, options.pixels, options.metres_per_pixel, native)
        targets.append(TargetGrid.over_corners(corners, width, height, wkt))
    return targets


def _box_corners(left, bottom, right, top, info, transform: LayerTransform):
    import numpy as np

    a, _, _, _, e, _ = info.transform
    if transform.is_identity and e > 0:
        bottom, top = top, bottom
    if transform.is_identity and a < 0:
        left, right = right, left
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])


def _ground_size(corners, scale):
    import numpy as np

    if scale is None:
        return 0.0, 0.0
    metres = (corners - corners[0]) * (scale.x, scale.y)
    return float(np.hypot(*metres[1])), float(np.hypot(*metres[3]))


def size_text(size: int) -> str:
    """Bytes as people read them."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} B"


def read_field_name(parameters, alg, name: str, context) -> str | None:
    """The name of an optional field parameter."""
    return alg.parameterAsString(parameters, name, context) if is_given(parameters, name) else None
