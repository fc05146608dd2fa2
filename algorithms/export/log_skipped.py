"""Tiles that an export leaves out, and pixels that are not what they seem."""

from __future__ import annotations

from ...core.export.notes import describe_padding, describe_raw_values
from ...core.export.request import ExportRequest
from ...core.message import counted
from ...core.tiles.reasons import CLASS_CAP, NO_OBJECT
from ..base.values import Values

_ASKED_FOR = (CLASS_CAP, NO_OBJECT)


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
