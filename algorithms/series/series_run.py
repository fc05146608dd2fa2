"""An export of time series, from parameters to files."""

from __future__ import annotations

from functools import partial

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ...core.dataset.plan import DatasetPlan, plan_dataset
from ...core.errors import ExportError
from ...core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from ...core.message import Message, Parameter
from ...core.polygons.label_rasters import refine_grid
from ...core.resampling.align import GridReader, check_ground
from ...core.resampling.resample import NEAREST
from ...core.resampling.windows import windows_of_geometries
from ...core.run.batches import default_workers
from ...core.series.padding import describe_series_padding
from ...core.series.plan import SeriesPlan
from ...core.series_export.export import export_series
from ...core.series_export.labels import PolygonLabels, RasterLabels
from ...core.series_export.parcel_windows import SizeHistogram, centred_windows, measure_sizes
from ...core.series_export.request import SeriesRequest
from ...core.series_export.sample import SampleOptions
from ...core.series_export.writers import make_series_writer
from ...core.tiles.table import TEXT, TILE_ID, TileTable, make_column
from ...core.tiles.words import LABEL, SPLIT, class_name
from ..base.algorithm import TilewrightAlgorithm
from ..base.describe_parameters import describe_parameters
from ..base.parameters import check_field, is_given, optional_int, read_field_name, required_source
from ..base.values import Values
from ..base.words import count_text, push_info, push_warning, tr
from ..inputs.layer_transform import LayerTransform
from ..inputs.place import TilesPlace
from ..inputs.tiles import read_table
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
from .series_parameters import read_series

_PARCEL_NAMES = ParcelNames(
    "PARCELS", "PARCEL_LABEL_FIELD", "PARCEL_ID_FIELD", "PARCEL_SPLIT_FIELD"
)


class SeriesTask:
    """Takes rasters from the main thread and runs in any."""

    def __init__(
        self,
        alg: TilewrightAlgorithm,
        rasters: list[RasterInput],
        masks: list[RasterInput],
        label_raster: RasterInput | None,
    ) -> None:
        self._alg = alg
        self._rasters = rasters
        self._masks = masks
        self._label_raster = label_raster

    def run(self, parameters, context, feedback) -> dict:
        """Export; returns what the algorithm returns."""
        alg = self._alg
        given = [name for name in ("TILES", "PARCELS") if parameters.get(name)]
        if len(given) != 1:
            raise ExportError(
                "Give either {TILES} (a sample a tile) or {PARCELS} (a sample a parcel)."
            )
        labels = [n for n in ("PARCELS", "LABELS", "LABEL_RASTER") if parameters.get(n)]
        if len(labels) > 1:
            raise ExportError(
                "{first} and {second} both give labels; give one of them.",
                first=Parameter(labels[0]),
                second=Parameter(labels[1]),
            )
        workers = optional_int(alg, parameters, "WORKERS", context) or default_workers()
        series, images, rule = read_series(
            alg, parameters, context, feedback, self._rasters, self._masks, workers
        )
        stores = []
        try:
            if any(is_given(parameters, name) for name in ("VALUES", "BITS")):
                warn_of_unused_rule(rule, series.code_sources, feedback)
            return self._export(
                parameters, context, feedback, series, images, rule, workers, stores
            )
        finally:
            for close in stores:
                close()
            series.close()

    def _export(self, parameters, context, feedback, series, images, rule, workers, stores) -> dict:
        alg = self._alg
        crs = QgsCoordinateReferenceSystem.fromWkt(series.grid.crs_wkt)
        factor = alg.parameterAsInt(parameters, "SCALE_FACTOR", context)
        names = _PARCEL_NAMES if parameters.get("PARCELS") else ParcelNames()
        request = read_parcel_request(
            Values(alg, parameters, context, feedback),
            refine_grid(series.grid, factor),
            TilesPlace(crs, raster_extent(series.info), Message("the images")),
            names,
        )
        if request is not None:
            stores.append(request.parcels.store.close)
        options = SampleOptions(
            alg.parameterAsEnumString(parameters, "LAYOUT", context),
            alg.parameterAsEnumString(parameters, "UNUSABLE_DATES", context),
            alg.parameterAsDouble(parameters, "MAX_CLOUD", context) / 100,
            alg.parameterAsDouble(parameters, "MIN_VALID", context) / 100,
            alg.parameterAsBool(parameters, "PIXEL_MASKS", context),
        )
        form = alg.parameterAsEnumString(parameters, "FORMAT", context)
        compress = alg.parameterAsBool(parameters, "COMPRESS", context)
        extension = make_series_writer(form, compress).extension
        results, members = {}, None
        if parameters.get("PARCELS"):
            plan, members, histogram = self._plan_parcels(
                parameters, context, feedback, series, request, factor, extension
            )
            tile_crs = crs
            results["SIZES"] = histogram.rows()
        else:
            plan, tile_crs = self._plan_tiles(parameters, context, feedback, series, crs, extension)
        labels = self._labels(request, series, factor, stores, parameters, feedback)
        if labels is None and alg.parameterAsBool(parameters, "SKIP_UNLABELLED", context):
            raise ExportError(
                "{SKIP_UNLABELLED} needs labels; give {LABELS}, {LABEL_RASTER} or {PARCELS}."
            )
        size = int(plan.places.windows[:, 2:].prod(axis=1).sum()) * series.pixel_bytes
        feedback.pushInfo(
            tr("{} of {}, {} before compression.").format(
                count_text(len(plan.tiles), tr("{} sample"), tr("{} samples")),
                count_text(len(series.steps), tr("{} date"), tr("{} dates")),
                size_text(size),
            )
        )
        padding = describe_series_padding(plan.places, series)
        if padding:
            push_warning(feedback, padding)
        if alg.parameterAsBool(parameters, "DRY_RUN", context):
            return {
                **results,
                "TILE_COUNT": len(plan.tiles),
                "SKIPPED_COUNT": len(plan.skipped),
                "DATE_COUNT": len(series.steps),
                "ESTIMATED_BYTES": size,
            }
        output = alg.parameterAsString(parameters, "OUTPUT", context)
        legend = request.values.legend if request is not None else None
        result = export_series(
            SeriesRequest(
                plan,
                series,
                images,
                options,
                form,
                compress,
                labels,
                members,
                alg.parameterAsBool(parameters, "SKIP_UNLABELLED", context),
                rule,
                [] if legend is None else legend.rows(),
                tile_crs.authid() or tile_crs.description(),
                crs.authid() or crs.description(),
                describe_parameters(Values(alg, parameters, context, feedback)),
                self._sources(request),
                {"qgis": Qgis.QGIS_VERSION},
                workers,
                alg.parameterAsString(parameters, "SCHEDULER", context).strip(),
            ),
            output,
            alg.parameterAsBool(parameters, "RESUME", context),
            alg.parameterAsBool(parameters, "OVERWRITE", context),
            lambda path, kept, dropped: write_dataset_layers(path, kept, dropped, tile_crs),
            lambda fraction: feedback.setProgress(100 * fraction),
            feedback.isCanceled,
            partial(push_info, feedback),
        )
        if result.skipped_count:
            feedback.pushInfo(
                count_text(
                    result.skipped_count,
                    tr("{} window is left out; tiles.gpkg says why."),
                    tr("{} windows are left out; tiles.gpkg says why."),
                )
            )
        feedback.pushInfo(
            count_text(
                result.tile_count,
                tr("{} sample written to {} ({})."),
                tr("{} samples written to {} ({})."),
                output,
                size_text(result.size),
            )
        )
        return {
            **results,
            "OUTPUT": output,
            "TILE_COUNT": result.tile_count,
            "SKIPPED_COUNT": result.skipped_count,
            "DATE_COUNT": result.date_count,
            "MANIFEST": str(result.manifest),
        }

    def _plan_tiles(self, parameters, context, feedback, series: SeriesPlan, crs, extension: str):
        alg = self._alg
        source = required_source(alg, parameters, "TILES", context)
        split = read_field_name(parameters, alg, "SPLIT_FIELD", context)
        split = check_field(source, "SPLIT_FIELD", split) if split else None
        tiles = read_table(source, feedback.isCanceled)
        transform = LayerTransform(
            source.sourceCrs(),
            crs,
            context.transformContext(),
            tr("the tile layer"),
            tr("the images"),
        )
        places = windows_of_geometries(transform.outlines(tiles), series.grid.transform)
        _warn_of_rounding(series, places.windows, feedback)
        remedy = tr("Make the grid from the image with the finest pixels.")
        plan = plan_dataset(tiles, places, series.info, extension, None, split, remedy=remedy)
        return plan, source.sourceCrs()

    def _plan_parcels(
        self, parameters, context, feedback, series, request: ParcelRequest, factor, extension
    ) -> tuple[DatasetPlan, dict[str, int], SizeHistogram]:
        alg = self._alg
        parcels = request.parcels
        used = np.flatnonzero(request.values.used)
        bounds = parcels.store.bounds[used] / factor
        inside = (bounds[:, :2] < (series.grid.width, series.grid.height)).all(axis=1)
        inside &= (bounds[:, 2:] > 0).all(axis=1)
        # Sizes of parcels that have no image would mislead.
        histogram = measure_sizes(bounds[inside])
        size = optional_int(alg, parameters, "WINDOW", context)
        feedback.pushInfo(tr("Sizes of the parcels (longer side, parcels, share up to there):"))
        for line in histogram.lines():
            # The dialog's log is HTML, which would fold plain spaces into one.
            feedback.pushInfo(line.replace(" ", "\u00a0"))
        chosen = size or histogram.suggestion
        text = tr("Windows of {} pixels hold {:.0f} % of the parcels whole.")
        feedback.pushInfo(text.format(chosen, 100 * histogram.whole_share(chosen)))
        windows = centred_windows(bounds, chosen)
        ids = _parcel_ids([parcels.names[k] for k in used] if parcels.names else None, used)
        classes = [class_name(parcels.values[k]) for k in used.tolist()]
        fields = [TILE_ID, LABEL]
        columns = {TILE_ID.name: make_column(TEXT, ids), LABEL.name: make_column(TEXT, classes)}
        if parcels.splits is not None:
            fields.append(SPLIT)
            columns[SPLIT.name] = make_column(TEXT, [parcels.splits[k] for k in used.tolist()])
        wkb = wkb_of_corners(corners_of_windows(windows, series.grid.transform))
        places = windows_of_geometries(TileGeometries(wkb), series.grid.transform)
        _warn_of_rounding(series, windows, feedback)
        plan = plan_dataset(
            TileTable(fields, columns, wkb),
            places,
            series.info,
            extension,
            None,
            SPLIT.name if parcels.splits is not None else None,
        )
        return plan, dict(zip(ids, used.tolist())), histogram

    def _labels(
        self,
        request: ParcelRequest | None,
        series: SeriesPlan,
        factor,
        stores,
        parameters,
        feedback,
    ):
        if request is not None:
            numbers = number_request(Values(self._alg, parameters, None, feedback), request)
            return PolygonLabels(
                request.parcels.store, request.values, numbers, request.min_share, factor
            )
        if self._label_raster is None:
            return None
        source = self._label_raster.open("1")
        stores.append(source.close)
        info = source.info
        log_bands([info], feedback)
        check_ground([info], series.grid, tr("the images"))
        is_float = np.dtype(info.dtype).kind == "f"
        background = float("nan") if is_float else 0
        reader = GridReader(source, refine_grid(series.grid, factor), NEAREST)
        return RasterLabels(reader, background, info.dtype, factor)

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
            from ...core.files.fingerprint import fingerprint_file

            return {"labels": fingerprint_file(self._label_raster.path)}
        return {}


def _parcel_ids(names: list | None, used: np.ndarray) -> list[str]:
    texts = [class_name(name) for name in names] if names else []
    if texts and None not in texts and len(set(texts)) == len(texts):
        return texts
    digits = max(6, len(str(len(used))))
    return [f"p{k + 1:0{digits}d}" for k in used.tolist()]


def _warn_of_rounding(series: SeriesPlan, windows: np.ndarray, feedback) -> None:
    for group in series.groups:
        off = int((windows % group.factor != 0).any(axis=1).sum())
        if off:
            feedback.pushWarning(
                count_text(
                    off,
                    tr(
                        "{} window does not end at pixels of {}, which are {} times as wide; it is "
                        "moved to the nearest there."
                    ),
                    tr(
                        "{} windows do not end at pixels of {}, which are {} times as wide; they "
                        "are moved to the nearest there."
                    ),
                    ", ".join(group.bands),
                    group.factor,
                )
            )
