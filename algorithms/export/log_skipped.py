"""Tiles that an export leaves out, and pixels that are not what they seem."""

from __future__ import annotations

from ...core.export.notes import describe_padding, describe_raw_values
from ...core.export.request import ExportRequest
from ...core.export.write_tiles import ExportResult
from ...core.message import counted
from ...core.tiles.reasons import CLASS_CAP, NO_OBJECT, NOT_ASKED_FOR
from ..base.values import Values
from ..outputs.report import size_text

_ASKED_FOR = (CLASS_CAP, NO_OBJECT, NOT_ASKED_FOR)


def log_skipped(request: ExportRequest, values: Values) -> None:
    """Say how many tiles are skipped for which reason, and what their images hold besides."""
    reasons = request.plan.skipped["reason"].tolist()
    for reason in sorted(set(reasons)):
        tell = values.info if reason.kind in _ASKED_FOR else values.warn
        tell(
            counted(
                reasons.count(reason),
                "{count} tile is skipped: {reason}.",
                "{count} tiles are skipped: {reason}.",
                reason=reason,
            )
        )
    for text in filter(None, (describe_padding(request), *describe_raw_values(request))):
        values.warn(text)


def log_written(result: ExportResult, folder: str, values: Values) -> None:
    """Say how many tiles were written."""
    values.info(
        counted(
            result.tile_count,
            "{count} tile written to {folder} ({size} of images).",
            "{count} tiles written to {folder} ({size} of images).",
            folder=folder,
            size=size_text(result.image_bytes),
        )
    )


def log_failed(result: ExportResult, values: Values) -> None:
    """Say at the end that tiles could not be read, and how to get them."""
    count = result.failed.get("count", 0)
    if count:
        values.error(
            counted(
                count,
                "{count} tile of {total} could not be read ({reason}) and is not in the dataset, "
                "which is whole but for it. Run again with {RESUME} to ask for that tile alone.",
                "{count} tiles of {total} could not be read ({reason}) and are not in the dataset, "
                "which is whole but for them. Run again with {RESUME} to ask for those alone.",
                total=count + result.tile_count,
                reason=result.failed["reason"],
            )
        )
