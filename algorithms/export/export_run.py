"""An export, from parameters to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...core.dataset.plan import DatasetPlan, plan_dataset
from ...core.export.export import export_dataset
from ...core.export.labels import check_layout, check_records
from ...core.export.request import ExportRequest, image_profile
from ...core.export.write_tiles import count_requests
from ...core.layouts import find_layout
from ...core.raster.fill import FillWatch
from ...core.run.batches import never_cancelled, run_aside
from ...core.run.processes import Processes
from ...core.scaling.scaling import RANGE, parse_range
from ...core.scenes.source import SceneSource
from ...core.tiles.reasons import Reason
from ...core.update.update import Update
from ..append.earlier_dataset import EarlierDataset
from ..base.describe_parameters import place_parameters
from ..base.values import Values
from ..datasets.problems import validate_written
from ..inputs.class_colors import find_class_colors
from ..objects.balance import TileBalance
from ..objects.companion_rasters import CompanionRasters
from ..outputs.dataset_layers import write_dataset_layers
from ..rasters.warn_of_pixels import warn_of_fill
from ..scenes.ground import Ground
from ..scenes.pair_scenes import ScenePairs, has_pairs
from ..scenes.read_through import naming_unreadable
from ..scenes.taken import crs_name, crs_names
from ..services.limit_tiles import check_requests
from .export_parameters import OUTPUT, VALIDATE
from .label_inputs import ExportInputs, TilesToExport
from .log_skipped import log_failed, log_skipped, log_written
from .open_raster import open_raster, start_early
from .read_options import read_records
from .target_grids import check_resampling, target_grids
from .warn_of_classes import tell_of_values, warn_of_masks, warn_of_missing_classes


class ExportRun:
    """An export that is read from parameters in the main thread and run in any.

    Args:
        values: of the algorithm.
        mask_classes: name of the parameter with the classes of the mask.
        earlier: a dataset that the tiles are added to.
        inputs: what was taken from the parameters already, with ``values`` of any thread.
    """

    def __init__(
        self,
        values: Values,
        mask_classes: str = "CLASS_MAP",
        earlier: EarlierDataset | None = None,
        inputs: ExportInputs | None = None,
    ) -> None:
        inputs = inputs or ExportInputs.take(values, mask_classes, earlier)
        self._alg = values.alg
        self._earlier = earlier
        self.rasters, self._services = inputs.rasters, inputs.services
        self.options = inputs.options
        self.layout = find_layout(self.options.layout)
        self.labels = inputs.labels
        self.balance = TileBalance(values)
        self._limit = inputs.limit
        self.nodata = values.optional_double("NODATA")
        self.source, self.uses_default_style = open_raster(values, inputs, self.nodata)
        self._infos = [self.source.part(k).info for k in range(len(self.rasters.rasters))]
        form = self.layout.choose_format(self.options.format, len(self.source.info.bands))
        if form != self.options.format:
            self.options = replace(self.options, format=form)
            values.info(
                "Programs that read {LAYOUT} {layout} take many bands as pages of a TIFF only, "
                "which has no coordinates; tiles.gpkg has them.",
                layout=self.layout.name,
            )
        # A refusal should come before the work, not after it.
        check_resampling(self.options, self.source, self.rasters.name)
        profile = image_profile(self.source, self.options, self.nodata)
        self.options.make_writer().check(profile)
        self.labels.check_fill(profile.dtype)
        self.pairs = ScenePairs(values, self.rasters, self.source) if has_pairs(values) else None
        self.companions = CompanionRasters(
            values, self.options, self.source, self._infos, self.nodata
        )
        if self.options.scaling == RANGE and not self.source.is_palette:
            parse_range(self.options.scale_min, self.options.scale_max, self.source.info)
        self.output = values.text(OUTPUT)
        self.metadata = read_records(values, self.source)
        self.resume, self.overwrite = values.flag("RESUME"), values.flag("OVERWRITE")
        self.update: Update | None = None
        self.parameters, self.origin = inputs.parameters, inputs.origin
        self.places = place_parameters(values.alg)
        self._processes: Processes | None = None

    def run(self, values: Values, wanted: TilesToExport, folder: str = "") -> dict:
        """Export tiles, into a folder or OUTPUT; returns what the algorithms return."""
        tell_of_values(self.options, self.rasters.name, self.uses_default_style, values)
        folder, is_cancelled = folder or self.output, values.feedback.isCanceled
        self.start_early(len(wanted.tiles))
        request = self.plan(wanted, is_cancelled)
        self.check(request, values)
        self._count_requests(request, values)
        log_skipped(request, values)
        warn_of_missing_classes(request.plan, values)
        warn_of_masks(request.plan, request.masks, values)
        with naming_unreadable(self.rasters, self.source, request.plan.places, values):
            result = export_dataset(
                request,
                folder,
                self.resume,
                self.overwrite,
                lambda path, kept, dropped: write_dataset_layers(
                    path, kept, dropped, wanted.crs, is_cancelled
                ),
                self.update,
                progress=lambda fraction: values.feedback.setProgress(100 * fraction),
                is_cancelled=is_cancelled,
                log=values.info,
            )
        self.labels.log(result, values)
        self.balance.left_out.update(result.refused)
        if folder == self.output:
            log_written(result, folder, values)
            self.validate(values)
        log_failed(result, values)
        return {
            OUTPUT: folder,
            "TILE_COUNT": result.tile_count,
            "SKIPPED_COUNT": result.skipped_count,
            "FAILED_COUNT": result.failed.get("count", 0),
            "REQUEST_COUNT": 0 if self._services is None else self._services.sent_count,
            "MANIFEST": str(result.manifest),
        }

    def validate(self, values: Values) -> None:
        """Read the dataset back, where that is asked for."""
        if values.flag(VALIDATE):
            validate_written(values, self.output)

    def check(self, request: ExportRequest, values: Values) -> None:
        """Refuse what no program would read, or what an earlier dataset has no room for."""
        check_records(request)
        check_layout(request, self._earlier.splits if self._earlier else ())
        if self._earlier:
            self._earlier.check_clipping(request, values)
        self.labels.warn_of_order(request.plan, values)

    def plan(
        self, wanted: TilesToExport, is_cancelled: Callable[[], bool] = never_cancelled
    ) -> ExportRequest:
        """What the export will do, without writing anything."""

        def make(left_out: Mapping[str, Reason]) -> ExportRequest:
            return self._request(wanted, left_out, is_cancelled)

        request = self.balance.plan(make, is_cancelled)
        more = self._limit.left_out(request.plan) if self._limit is not None else {}
        if not more:
            return request
        self.balance.left_out = {**self.balance.left_out, **more}
        return make(self.balance.left_out)

    def _count_requests(self, request: ExportRequest, values: Values) -> int:
        """How many requests the export makes to services; see check_requests."""
        if self._services is None:
            return 0
        return check_requests(count_requests(request), self._services, values)

    def foretell(self, wanted: TilesToExport, values: Values) -> dict:
        """Results of a dry run of an export: how many tiles, and how many requests."""
        request = self.plan(wanted, values.feedback.isCanceled)
        self.check(request, values)
        log_skipped(request, values)
        return {
            "TILE_COUNT": len(request.plan.tiles),
            "SKIPPED_COUNT": len(request.plan.skipped),
            "REQUEST_COUNT": self._count_requests(request, values),
        }

    def _request(
        self,
        wanted: TilesToExport,
        left_out: Mapping[str, Reason],
        is_cancelled: Callable[[], bool],
    ) -> ExportRequest:
        plan = self._plan_dataset(wanted, left_out, is_cancelled)
        targets = None
        if self.options.is_resampled:
            targets = self._targets(plan, wanted.crs, is_cancelled)
        return ExportRequest(
            plan=plan,
            source=self.source,
            options=self.options,
            targets=targets,
            crs_name=crs_name(wanted.crs),
            is_geographic=wanted.crs.isGeographic(),
            raster_crs_name=crs_names(self.rasters.rasters),
            nodata=self.nodata,
            rejected=wanted.rejected,
            parameters=self.parameters,
            sources=wanted.sources,
            origin={**self.origin, **self._service_facts()},
            places=self.places,
            versions={"qgis": Qgis.QGIS_VERSION},
            masks=self.labels.masks,
            colors=find_class_colors(self._alg) if wanted.label_field else {},
            mask_colors=self.labels.mask_colors,
            objects=self.labels.objects,
            object_colors=self.labels.object_colors,
            kept_scaling=self._earlier.kept_scaling if self._earlier is not None else None,
            balance=self.balance.settings,
            metadata=self.metadata,
            is_blackened=self.labels.is_blackened,
            companions=self.companions.found,
            scenes=self.source.scenes if isinstance(self.source, SceneSource) else (),
            left_out=tuple(self.rasters.left_out.found),
            block_size=wanted.block_size,
            processes=self._processes,
            answers=None if self._services is None else self._services.store,
        )

    def _service_facts(self) -> dict:
        # Of scenes, each tells of its own.
        is_told = self._services is not None and not self.rasters.scenes
        return {"service": self._services.layers[0].facts} if is_told else {}

    def _targets(self, plan: DatasetPlan, crs: QgsCoordinateReferenceSystem, is_cancelled):
        return target_grids(plan, self.options, self.source, self.rasters, crs, is_cancelled)

    def _plan_dataset(
        self,
        wanted: TilesToExport,
        left_out: Mapping[str, Reason],
        is_cancelled: Callable[[], bool],
    ) -> DatasetPlan:
        places = self.rasters.find_places(wanted.tiles, wanted.crs, self.source, is_cancelled)
        if self.pairs is not None:
            places = replace(places, seconds=self.pairs.numbers(wanted.tiles))
        return run_aside(
            lambda: plan_dataset(
                wanted.tiles,
                places,
                self.source.info,
                self.options.spec.extension,
                wanted.label_field,
                wanted.split_field,
                self.options.naming,
                layout=self.layout,
                is_resampled=self.options.is_resampled,
                value_field=wanted.targets.value,
                labels_field=wanted.targets.labels,
                left_out=left_out,
                is_added=self._earlier is not None,
                class_order=self.labels.class_order,
            ),
            is_cancelled,
        )

    def read_labels(self, values: Values) -> dict:
        """Read the mask and the objects, if there are any; returns their fingerprints by name."""
        grounds = [
            Ground(info, raster.crs) for info, raster in zip(self._infos, self.rasters.rasters)
        ]
        found = self.labels.read(values, grounds)
        return {**found, **self.companions.fingerprints()}

    def warn_of_fill(self, values: Values, earlier: Sequence[FillWatch | None] = ()) -> None:
        """Say which rasters have pixels that look like fill.

        Args:
            values: of the algorithm.
            earlier: what has looked at each raster before.
        """
        sources = [self.source]
        if isinstance(self.source, SceneSource):
            sources = [scene.source for scene in self.source.scenes]
        for name, source, before in zip_longest(self.rasters.names, sources, earlier):
            warn_of_fill([before, source.watch], name, values)

    def start_early(self, tile_count: int) -> None:
        """Let processes get ready while tiles are read and planned."""
        if self._processes is None or self._processes.is_over:
            self._processes = start_early(self.source, self.options, tile_count)

    def close(self) -> None:
        """Close the raster, and what labels are read from; end what was started early."""
        if self._processes is not None:
            self._processes.end()
        self.source.close()
        self.labels.close()
        self.companions.close()
