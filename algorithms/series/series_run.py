"""An export of time series, from parameters to files."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...core.clouds.rules import MaskRule
from ...core.errors import ExportError, UnreadableError
from ...core.files.fingerprint import fingerprint_file
from ...core.message import Message, Parameter, counted
from ...core.polygons.label_rasters import refine_grid
from ...core.resampling.align import GridReader, check_ground
from ...core.resampling.resample import NEAREST
from ...core.run.batches import default_workers
from ...core.series.foretell import count_requests, find_unreadable
from ...core.series.images import SeriesImage
from ...core.series.padding import describe_series_padding
from ...core.series.plan import SeriesPlan
from ...core.series_export.labels import PolygonLabels, RasterLabels, WindowLabels
from ...core.series_export.request import SeriesRecord, SeriesRequest
from ...core.series_export.sample import DISTANCES, RATIOS, SampleOptions
from ...core.series_export.writers import make_series_writer
from ..base.describe_parameters import describe_parameters
from ..base.values import Values
from ..inputs.place import TilesPlace
from ..labels.parcel_parameters import (
    ParcelNames,
    ParcelRequest,
    number_request,
    read_parcel_request,
)
from ..outputs.report import size_text
from ..rasters.source import RasterInput, log_bands, raster_extent
from ..rasters.warn_of_pixels import warn_of_unused_rule
from ..services.limit_tiles import check_requests
from ..services.service_input import ServiceInput
from .export_samples import export_samples
from .plan_samples import SamplePlan, plan_parcel_samples, plan_tile_samples
from .scene_images import SceneImages
from .series_parameters import read_series

_PARCEL_NAMES = ParcelNames(
    "PARCELS", "PARCEL_LABEL_FIELD", "PARCEL_ID_FIELD", "PARCEL_SPLIT_FIELD"
)


@dataclass(frozen=True)
class _Inputs:
    """The images, and the polygons that label them, if any."""

    series: SeriesPlan
    images: list[SeriesImage]
    rule: MaskRule | None
    workers: int
    polygons: ParcelRequest | None

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """That of the images."""
        return QgsCoordinateReferenceSystem.fromWkt(self.series.grid.crs_wkt)


class SeriesRun:
    """Exports in any thread what was taken from the layers in the main one."""

    def __init__(
        self,
        rasters: list[RasterInput],
        masks: list[RasterInput],
        label_raster: RasterInput | None,
        scenes: SceneImages,
    ) -> None:
        self._scenes = scenes
        self._rasters = rasters
        self._masks = masks
        self._label_raster = label_raster

    def run(self, values: Values) -> dict:
        """Export; returns what the algorithm returns."""
        _check_given(values)
        with ExitStack() as opened:
            form, compress = values.choice("FORMAT"), values.flag("COMPRESS")
            extension = make_series_writer(form, compress).extension
            inputs, samples = self._plan(values, opened, extension)
            labels = self._labels(values, inputs, opened)
            if labels is None and values.flag("SKIP_UNLABELLED"):
                raise ExportError(
                    "{SKIP_UNLABELLED} needs labels; give {LABELS}, {LABEL_RASTER} or {PARCELS}."
                )
            size = _tell_size(values, inputs.series, samples)
            count = self._count_requests(values, inputs, samples)
            results = {
                name: json.dumps(histogram.rows())
                for name, histogram in (("SIZES", samples.sizes), ("VERTICES", samples.vertices))
                if histogram is not None
            }
            if values.flag("DRY_RUN"):
                return {
                    **results,
                    "TILE_COUNT": len(samples.plan.tiles),
                    "SKIPPED_COUNT": len(samples.plan.skipped),
                    "DATE_COUNT": len(inputs.series.steps),
                    "ESTIMATED_BYTES": size,
                    "REQUEST_COUNT": count,
                }
            services = self._scenes.services
            request = SeriesRequest(
                plan=samples.plan,
                series=inputs.series,
                images=inputs.images,
                options=_read_options(values),
                format=form,
                compress=compress,
                labels=labels,
                parcels=None if values.flag("KEEP_NEIGHBOURS") else samples.polygons,
                skip_unlabelled=values.flag("SKIP_UNLABELLED"),
                rule=inputs.rule,
                record=self._record(values, inputs, samples),
                workers=inputs.workers,
                answers=None if services is None else services.store,
                scheduler=values.text("SCHEDULER").strip(),
            )
            try:
                results.update(export_samples(values, request, samples.crs))
            except UnreadableError:
                # Says of all which cannot be read.
                self._look_through(values, inputs, samples)
                raise
            results["REQUEST_COUNT"] = 0 if services is None else services.sent_count
            return results

    def _plan(
        self, values: Values, opened: ExitStack, extension: str
    ) -> tuple[_Inputs, SamplePlan]:
        """The images, and the windows that are cut of them; of images that can be read."""
        while True:
            inputs = self._read(values, opened)
            samples = _plan(values, inputs, extension)
            left_out = self._scenes.left_out
            if not left_out.skips or not self._look_through(values, inputs, samples):
                return inputs, samples

    def _look_through(self, values: Values, inputs: _Inputs, samples: SamplePlan) -> bool:
        """Read what is cut of each image; returns whether some cannot be read.

        Raises:
            RasterError: names all that cannot, where the run is not to go on without them.
        """
        left_out = self._scenes.left_out
        before = len(left_out.found)
        windows = samples.plan.places.windows
        for name, path, error in find_unreadable(
            inputs.series, windows, values.feedback.isCanceled
        ):
            left_out.add(name, path, error)
        left_out.settle(values, len({image.path for image in inputs.images}))
        return len(left_out.found) > before

    def _count_requests(self, values: Values, inputs: _Inputs, samples: SamplePlan) -> int:
        services = self._scenes.services
        if services is None:
            return 0
        count = count_requests(inputs.series, samples.plan.places.windows)
        return check_requests(count, services, values)

    def _read(self, values: Values, opened: ExitStack) -> _Inputs:
        """The images and polygons, which ``opened`` closes."""
        workers = values.optional_integer("WORKERS") or default_workers()
        series, images, rule = read_series(
            values, self._rasters, self._masks, self._scenes, workers
        )
        opened.callback(series.close)
        if values.is_given("VALUES") or values.is_given("BITS"):
            warn_of_unused_rule(rule, series.code_sources, values)
        crs = QgsCoordinateReferenceSystem.fromWkt(series.grid.crs_wkt)
        polygons = read_parcel_request(
            values,
            refine_grid(series.grid, values.integer("SCALE_FACTOR")),
            TilesPlace(crs, raster_extent(series.info), Message("the images")),
            _PARCEL_NAMES if values.is_given("PARCELS") else ParcelNames(),
        )
        if polygons is not None:
            opened.callback(polygons.parcels.store.close)
        return _Inputs(series, images, rule, workers, polygons)

    def _labels(self, values: Values, inputs: _Inputs, opened: ExitStack) -> WindowLabels | None:
        factor = values.integer("SCALE_FACTOR")
        request = inputs.polygons
        if request is not None:
            numbers = number_request(values, request)
            return PolygonLabels(
                request.parcels.store,
                request.values,
                numbers,
                request.min_share,
                factor,
                tuple(name for name in (RATIOS, DISTANCES) if values.flag(name.upper())),
            )
        if values.flag("RATIOS") or values.flag("DISTANCES"):
            values.warn("{RATIOS} and {DISTANCES} are of polygons, of which there are none here.")
        if self._label_raster is None:
            return None
        source = self._label_raster.open("1")
        opened.callback(source.close)
        info, grid = source.info, inputs.series.grid
        log_bands([info], values)
        check_ground([info], grid, Message("the images"))
        is_float = np.dtype(info.dtype).kind == "f"
        background = float("nan") if is_float else 0
        reader = GridReader(source, refine_grid(grid, factor), NEAREST)
        return RasterLabels(reader, background, info.dtype, factor)

    def _record(self, values: Values, inputs: _Inputs, samples: SamplePlan) -> SeriesRecord:
        request, crs = inputs.polygons, inputs.crs
        legend = None if request is None else request.values.legend
        return SeriesRecord(
            legend=[] if legend is None else legend.rows(),
            crs_name=samples.crs.authid() or samples.crs.description(),
            raster_crs_name=crs.authid() or crs.description(),
            parameters={**describe_parameters(values), "COMPRESS": values.flag("COMPRESS")},
            sources={**self._services(), **self._sources(request)},
            left_out=[each.describe() for each in self._scenes.left_out.found],
            versions={"qgis": Qgis.QGIS_VERSION},
        )

    def _services(self) -> dict:
        """Who provides the images of services, and on what terms."""
        told = [
            {"image": scene.name, **scene.raster.facts}
            for scene in self._scenes.scenes
            if isinstance(scene.raster, ServiceInput)
        ]
        return {"services": told} if told else {}

    def _sources(self, request: ParcelRequest | None) -> dict:
        if request is not None:
            return {
                "labels": {
                    "name": request.source_name,
                    "polygons": len(request.parcels),
                    "sha256": request.parcels.store.fingerprint(request.parcels.values),
                }
            }
        if self._label_raster is not None:
            return {"labels": fingerprint_file(self._label_raster.path)}
        return {}


def _check_given(values: Values) -> None:
    """Refuse parameters of which one alone is to be given."""
    if values.is_given("TILES") == values.is_given("PARCELS"):
        raise ExportError("Give either {TILES} (a sample a tile) or {PARCELS} (a sample a parcel).")
    labels = [n for n in ("PARCELS", "LABELS", "LABEL_RASTER") if values.is_given(n)]
    if len(labels) > 1:
        raise ExportError(
            "{first} and {second} both give labels; give one of them.",
            first=Parameter(labels[0]),
            second=Parameter(labels[1]),
        )


def _read_options(values: Values) -> SampleOptions:
    return SampleOptions(
        layout=values.choice("LAYOUT"),
        unusable=values.choice("UNUSABLE_DATES"),
        max_cloud=values.double("MAX_CLOUD") / 100,
        min_valid=values.double("MIN_VALID") / 100,
        with_masks=values.flag("PIXEL_MASKS"),
    )


def _plan(values: Values, inputs: _Inputs, extension: str) -> SamplePlan:
    if values.is_given("PARCELS"):
        return plan_parcel_samples(values, inputs.series, inputs.crs, extension, inputs.polygons)
    return plan_tile_samples(values, inputs.series, inputs.crs, extension)


def _tell_size(values: Values, series: SeriesPlan, samples: SamplePlan) -> int:
    """Say how much will be written; returns its bytes before compression."""
    places = samples.plan.places
    size = int(places.windows[:, 2:].prod(axis=1).sum()) * series.pixel_bytes
    values.info(
        "{samples} of {dates}, {size} before compression.",
        samples=counted(len(samples.plan.tiles), "{count} sample", "{count} samples"),
        dates=counted(len(series.steps), "{count} date", "{count} dates"),
        size=size_text(size),
    )
    padding = describe_series_padding(places, series)
    if padding:
        values.warn(padding)
    return size
