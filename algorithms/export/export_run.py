"""An export, from parameters to files."""

from __future__ import annotations

from functools import partial

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsMapLayer

from ...core.dataset.plan import plan_dataset
from ...core.errors import ExportError
from ...core.export.export import export_dataset
from ...core.export.notes import describe_padding, describe_raw_values
from ...core.export.options import ExportOptions
from ...core.export.request import ExportRequest, image_profile, prepare_source
from ...core.formats import make_writer
from ...core.geodesy.scale import measure_ground_scale
from ...core.message import Message
from ...core.raster.fill import FillWatch
from ...core.raster.source import refuse_to_send_style
from ...core.resampling.grid import TargetGrid
from ...core.resampling.resample import target_pixels
from ...core.resampling.windows import windows_of_geometries
from ...core.run.batches import default_workers, never_cancelled, run_aside
from ...core.scaling.scaling import NONE, RANGE, STYLE, parse_range
from ...core.tiles.table import TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.describe_parameters import describe_parameters, place_parameters
from ..base.parameters import optional_double, optional_int
from ..base.values import Values
from ..base.words import count_text, push_info, push_warning, tr
from ..inputs.class_colors import find_class_colors
from ..inputs.layer_transform import LayerTransform
from ..outputs.dataset_layers import write_dataset_layers
from ..outputs.report import size_text
from ..rasters.source import log_bands, raster_layer, read_raster_input
from .export_parameters import METERS_PER_PIXEL, OUTPUT, RASTER
from .mask_parameters import log_masks, read_mask, refuse_idle_mask, take_mask
from .style_source import StyleSource, load_style
from .warn_of_classes import warn_of_missing_classes


class ExportRun:
    """An export that is read from parameters in the main thread and run in any."""

    def __init__(
        self,
        alg: TilewrightAlgorithm,
        parameters,
        context,
        feedback,
        mask_classes: str = "CLASS_MAP",
    ) -> None:
        self._alg, self._mask_classes = alg, mask_classes
        values = Values(alg, parameters, context, feedback)
        self._mask_input = take_mask(alg, parameters, context)
        self._masks, self._mask_names, self._mask_colors = None, "", {}
        self.raster = read_raster_input(values, RASTER)
        self.options = _read_options(alg, parameters, context)
        self.nodata = optional_double(alg, parameters, "NODATA", context)
        bands = alg.parameterAsString(parameters, "BANDS", context)
        keep_alpha = self.options.spec.holds_any and self.options.scaling == NONE
        source = self.raster.open(bands, self.nodata, keep_alpha)
        log_bands([source.info], values)
        if self.options.scheduler and self.options.scaling == STYLE:
            refuse_to_send_style()
        self.uses_default_style = False
        self.style_path = ""
        if self.options.scaling == STYLE:
            layer = raster_layer(values, RASTER)
            self.style_path = alg.parameterAsFile(parameters, "STYLE_FILE", context)
            is_object = isinstance(parameters.get(RASTER), QgsMapLayer)
            layer = self._styled_layer(layer, is_object, context)
            self.source = StyleSource(layer, source.info, self.options.workers or default_workers())
            source.close()
        else:
            self.source = prepare_source(source, self.options)
            if self.source is source:
                source.watch = FillWatch()
        if self.source.info.colormap and self.options.resampling not in ("NONE", "NEAREST"):
            raise ExportError(
                "{name} holds class codes, which {resampling} would mix; choose "
                "{RESAMPLING=NEAREST}.",
                name=self.raster.name,
                resampling=self.options.resampling,
            )
        # A refusal should come before the work, not after it.
        profile = image_profile(self.source, self.options, self.nodata)
        make_writer(self.options.format, self.options.quality).check(profile)
        if self.options.scaling == RANGE and self.source is source:
            parse_range(self.options.scale_min, self.options.scale_max, source.info)
        self.output = alg.parameterAsString(parameters, OUTPUT, context)
        self.resume = alg.parameterAsBool(parameters, "RESUME", context)
        self.overwrite = alg.parameterAsBool(parameters, "OVERWRITE", context)
        self.transform_context = context.transformContext()
        self.parameters = describe_parameters(values)
        self.places = place_parameters(alg)

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
        mask_source: dict | None = None,
    ) -> dict:
        """Export tiles whose outlines are in ``crs``; returns what the algorithms return."""
        if self.uses_default_style:
            message = Message(
                "{name} has no style of its own, so QGIS's default one is drawn; give a "
                "{STYLE_FILE}, or choose another {SCALING}.",
                name=self.raster.name,
            )
            push_warning(feedback, message)
        if self.options.spec.holds_any and self.options.scaling not in (NONE, STYLE):
            message = Message(
                "Values are scaled to 8 bits ({scaling}); choose {SCALING=NONE} to keep the "
                "raster's own.",
                scaling=self.options.scaling,
            )
            push_info(feedback, message)
        if mask_source:
            sources = {**(sources or {}), "mask": mask_source}
        request = self.plan(
            tiles, crs, label_field, split_field, rejected, sources, feedback.isCanceled
        )
        self._log_skipped(request, feedback)
        warn_of_missing_classes(request.plan, feedback)
        result = export_dataset(
            request,
            self.output,
            self.resume,
            self.overwrite,
            lambda path, kept, dropped: write_dataset_layers(
                path, kept, dropped, crs, feedback.isCanceled
            ),
            lambda fraction: feedback.setProgress(100 * fraction),
            feedback.isCanceled,
            partial(push_info, feedback),
        )
        feedback.pushInfo(
            count_text(
                result.tile_count,
                tr("{} tile written to {} ({} of images)."),
                tr("{} tiles written to {} ({} of images)."),
                self.output,
                size_text(result.image_bytes),
            )
        )
        if result.masks is not None:
            log_masks(result.masks, self._mask_classes, self._mask_names, feedback)
        return {
            OUTPUT: self.output,
            "TILE_COUNT": result.tile_count,
            "SKIPPED_COUNT": result.skipped_count,
            "MANIFEST": str(result.manifest),
        }

    def plan(
        self,
        tiles,
        crs,
        label_field,
        split_field,
        rejected=None,
        sources=None,
        is_cancelled=never_cancelled,
    ) -> ExportRequest:
        """What the export will do, without writing anything."""
        info = self.source.info
        transform = LayerTransform(
            crs, self.raster.crs, self.transform_context, tr("the tile layer"), self.raster.name
        )
        outlines = transform.outlines(tiles, is_cancelled)
        # QGIS's transforms stay in this thread: what others leave in them outlives these.
        plan = run_aside(
            lambda: plan_dataset(
                tiles,
                windows_of_geometries(outlines, info.transform),
                info,
                self.options.spec.extension,
                label_field,
                split_field,
                self.options.naming,
                self.options.is_resampled,
            ),
            is_cancelled,
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
            places=self.places,
            versions={"qgis": Qgis.QGIS_VERSION},
            masks=self._masks,
            colors=find_class_colors(self._alg) if label_field else {},
            mask_colors=self._mask_colors,
        )

    @staticmethod
    def _log_skipped(request: ExportRequest, feedback) -> None:
        reasons = request.plan.skipped["reason"].tolist()
        for reason in sorted(set(reasons)):
            feedback.pushWarning(
                count_text(
                    reasons.count(reason),
                    tr("{} tile is skipped: {}."),
                    tr("{} tiles are skipped: {}."),
                    reason,
                )
            )
        for text in filter(None, (describe_padding(request), *describe_raw_values(request))):
            push_warning(feedback, text)

    def read_mask(self, parameters, context, feedback) -> dict:
        """Read the mask, if there is one; returns its fingerprint, for ``run``."""
        if self._mask_input is None:
            refuse_idle_mask(parameters)
            return {}
        if self.options.is_resampled and self._mask_input.raster is None:
            raise ExportError(
                "{MASK} polygons lie on the raster's pixels, and {RESAMPLING} makes others; turn "
                "them into a raster with Rasterize Labels, and give that as {MASK}."
            )
        if self._mask_input.raster is not None:
            self._mask_names = self._alg.parameterAsString(parameters, self._mask_classes, context)
        self._masks, self._mask_colors, fingerprint = read_mask(
            self._alg,
            parameters,
            context,
            feedback,
            self._mask_input,
            self.source.info,
            self.raster.crs,
            self._mask_classes,
        )
        return fingerprint

    @property
    def watch(self) -> FillWatch | None:
        """What has looked at the pixels that were read, if anything."""
        return getattr(self.source, "watch", None)

    def close(self) -> None:
        """Close the raster, and the mask."""
        self.source.close()
        if self._masks is not None:
            self._masks.close()


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
        metres_per_pixel=optional_double(alg, parameters, METERS_PER_PIXEL, context),
        resampling=word("RESAMPLING"),
        workers=optional_int(alg, parameters, "WORKERS", context),
        scheduler=text("SCHEDULER"),
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
    a, _, _, _, e, _ = info.transform
    if transform.is_identity and e > 0:
        bottom, top = top, bottom
    if transform.is_identity and a < 0:
        left, right = right, left
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])


def _ground_size(corners, scale):
    if scale is None:
        return 0.0, 0.0
    metres = (corners - corners[0]) * (scale.x, scale.y)
    return float(np.hypot(*metres[1])), float(np.hypot(*metres[3]))
