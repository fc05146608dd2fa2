"""Tiles that an export leaves out, and pixels that are not what they seem."""

from __future__ import annotations

from collections import Counter
from functools import reduce

from ...core.errors import ExportError
from ...core.export.notes import ExportResult, describe_padding, describe_raw_values
from ...core.export.request import ExportRequest
from ...core.message import Message, counted
from ...core.tiles.reasons import CLASS_CAP, NO_OBJECT, NOT_ASKED_FOR, ReasonKind
from ...core.tiles.table import TileTable
from ..base.values import Values
from ..outputs.report import size_text

_APPEND = "APPEND"
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


def count_reasons(rejected: TileTable) -> list[tuple[ReasonKind, int]]:
    """Kinds of reasons and how many tiles each rejects."""
    reasons = rejected["reason"].tolist() if len(rejected) else []
    return Counter(reason.kind for reason in reasons).most_common()


def log_reasons(kinds: list[tuple[ReasonKind, int]], values: Values) -> None:
    """Say how many tiles each kind of reason rejects."""
    for kind, count in kinds:
        # QGIS prints its progress in front of the line: a number there would be misread.
        values.info(
            counted(
                count,
                "Left out: {count} tile, {reason}.",
                "Left out: {count} tiles, {reason}.",
                reason=kind.title,
            )
        )


def tell_why(kinds: list[tuple[ReasonKind, int]]) -> Message:
    """Kinds of reasons with their numbers of tiles, as a part of a sentence."""
    parts = (Message("{count} {reason}", count=count, reason=kind.title) for kind, count in kinds)
    return reduce(lambda before, part: Message("{before}; {part}", before=before, part=part), parts)


def refuse_without_tiles(kept: TileTable, dropped: TileTable, values: Values) -> None:
    """Say why tiles are left out.

    Raises:
        ExportError: none is kept.
    """
    kinds = count_reasons(dropped)
    log_reasons(kinds, values)
    if not len(kept):
        raise ExportError(
            "No tile is left of {count}: {why}. Change the settings that reject them.",
            count=len(dropped),
            why=tell_why(kinds),
        )


def log_written(result: ExportResult, folder: str, values: Values) -> None:
    """Say how many tiles were written."""
    if result.tile_count and result.there_count == result.tile_count:
        values.info(
            "{folder} had the images of all its tiles already; what tells of them was written "
            "anew.",
            folder=folder,
        )
        return
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
    if count and values.has(_APPEND) and values.flag(_APPEND):
        values.error(
            counted(
                count,
                "{count} tile of {total} could not be read ({reason}) and is not added. Add it "
                "later with Export Tiles and {APPEND}, from the same {SCENES} and their grid.",
                "{count} tiles of {total} could not be read ({reason}) and are not added. Add them "
                "later with Export Tiles and {APPEND}, from the same {SCENES} and their grid.",
                total=count + result.tile_count,
                reason=result.failed["reason"],
            )
        )
    elif count:
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
