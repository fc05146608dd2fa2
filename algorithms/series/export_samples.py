"""Writing the samples of a time series, and telling what came of it."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem

from ...core.message import as_message, counted
from ...core.series_export.export import SeriesResult, export_series
from ...core.series_export.request import SeriesRequest
from ..base.values import Values
from ..outputs.dataset_layers import write_dataset_layers
from ..outputs.report import size_text


def export_samples(
    values: Values, request: SeriesRequest, crs: QgsCoordinateReferenceSystem
) -> dict:
    """Export samples of windows in a coordinate system; returns what the algorithm returns."""
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
        "FAILED_COUNT": result.failed.get("count", 0),
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
    count = result.failed.get("count", 0)
    if count:
        values.error(
            counted(
                count,
                "{count} sample of {total} could not be read ({reason}) and is not in the dataset, "
                "which is whole but for it. Run again with {RESUME} to ask for that sample alone.",
                "{count} samples of {total} could not be read ({reason}) and are not in the "
                "dataset, which is whole but for them. Run again with {RESUME} to ask for those "
                "alone.",
                total=count + result.tile_count,
                reason=result.failed["reason"],
            )
        )
