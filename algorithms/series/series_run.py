"""An export of time series, from parameters to files."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...core.clouds.rules import MaskRule
from ...core.errors import ExportError
from ...core.files.fingerprint import fingerprint_file
from ...core.message import Message, Parameter, as_message, counted
from ...core.polygons.label_rasters import refine_grid
from ...core.resampling.align import GridReader, check_ground
from ...core.resampling.resample import NEAREST
from ...core.run.batches import default_workers
from ...core.series.images import SeriesImage
from ...core.series.padding import describe_series_padding
from ...core.series.plan import SeriesPlan
from ...core.series_export.export import SeriesResult, export_series
from ...core.series_export.labels import PolygonLabels, RasterLabels, WindowLabels
from ...core.series_export.request import SeriesRecord, SeriesRequest
from ...core.series_export.sample import SampleOptions
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
from ..outputs.dataset_layers import write_dataset_layers
from ..outputs.report import size_text
from ..rasters.source import RasterInput, log_bands, raster_extent
from ..rasters.warn_of_pixels import warn_of_unused_rule
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
            inputs = self._read(values, opened)
            form, compress = values.choice("FORMAT"), values.flag("COMPRESS")
            extension = make_series_writer(form, compress).extension
            samples = _plan(values, inputs, extension)
            labels = self._labels(values, inputs, opened)
            if labels is None and values.flag("SKIP_UNLABELLED"):
                raise ExportError(
                    "{SKIP_UNLABELLED} needs labels; give {LABELS}, {LABEL_RASTER} or {PARCELS}."
                )
            size = _tell_size(values, inputs.series, samples)
            results = {} if samples.sizes is None else {"SIZES": json.dumps(samples.sizes.rows())}
            if values.flag("DRY_RUN"):
                return {
                    **results,
                    "TILE_COUNT": len(samples.plan.tiles),
                    "SKIPPED_COUNT": len(samples.plan.skipped),
                    "DATE_COUNT": len(inputs.series.steps),
                    "ESTIMATED_BYTES": size,
                }
            request = SeriesRequest(
                plan=samples.plan,
                series=inputs.series,
                images=inputs.images,
                options=_read_options(values),
                format=form,
                compress=compress,
                labels=labels,
                parcels=samples.polygons,
                skip_unlabelled=values.flag("SKIP_UNLABELLED"),
                rule=inputs.rule,
                record=self._record(values, inputs, samples),
                workers=inputs.workers,
                scheduler=values.text("SCHEDULER").strip(),
            )
            return {**results, **_export(values, request, samples.crs)}

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
                request.parcels.store, request.values, numbers, request.min_share, factor
            )
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
            parameters=describe_parameters(values),
            sources=self._sources(request),
            versions={"qgis": Qgis.QGIS_VERSION},
        )

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


def _export(values: Values, request: SeriesRequest, crs: QgsCoordinateReferenceSystem) -> dict:
    feedback, output = values.feedback, values.text("OUTPUT")
    result = export_series(
        request,
        output,
        resume=values.flag("RESUME"),
        overwrite=values.flag("OVERWRITE"),
        write_layers=lambda path, kept, dropped: write_dataset_layers(path, kept, dropped, crs),
        progress=lambda fraction: feedback.setProgress(100 * fraction),
        is_cancelled=feedback.isCanceled,
        log=lambda text: values.info(as_message(text)),
    )
    _tell_result(values, result, output)
    return {
        "OUTPUT": output,
        "TILE_COUNT": result.tile_count,
        "SKIPPED_COUNT": result.skipped_count,
        "DATE_COUNT": result.date_count,
        "MANIFEST": str(result.manifest),
    }


def _tell_result(values: Values, result: SeriesResult, output: str) -> None:
    if result.skipped_count:
        values.info(
            counted(
                result.skipped_count,
                "{count} window is left out; tiles.gpkg says why.",
                "{count} windows are left out; tiles.gpkg says why.",
            )
        )
    values.info(
        counted(
            result.tile_count,
            "{count} sample written to {folder} ({size}).",
            "{count} samples written to {folder} ({size}).",
            folder=output,
            size=size_text(result.size),
        )
    )
