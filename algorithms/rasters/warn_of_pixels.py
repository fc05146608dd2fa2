"""Warnings about what pixels were found to be."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.clouds.codes import find_unused_rule
from ...core.clouds.rules import MaskRule
from ...core.message import as_message
from ...core.raster.fill import FillWatch
from ...core.raster.source import RasterSource
from ..base.words import put_into_words, tr


def warn_of_fill(watches: Sequence[FillWatch | None], name: str, feedback) -> None:
    """Say once that a raster has pixels that look like fill and count as valid."""
    found = (watch.find() for watch in watches if watch is not None)
    fills = next(filter(None, found), None)
    if not fills:
        return
    first, *more = ((100 * fill.share, fill.value) for fill in fills)
    shares = tr("About {:.2g} % of the pixels that were read of {} are {:.10g} in every band")
    shares = shares.format(first[0], name, first[1])
    if more:
        remedy = tr(
            "If these are fill, set NODATA to one of them, give the other as an additional nodata "
            "value (layer properties, Transparency), and run again."
        )
        shares += tr(", and about {:.2g} % are {:.10g}").format(*more[0])
    else:
        remedy = tr("If they are fill, set NODATA={:.10g} and run again.").format(first[1])
    feedback.pushWarning(tr("{}: they count as data. {}").format(shares, remedy))


def warn_of_unused_rule(
    rule: MaskRule | None, masks: Sequence[RasterSource], feedback, settings: str = ""
) -> None:
    """Say that no pixel of the masks is cloudy, and what does occur in them.

    ``settings`` are the parameters that say what is cloudy.
    """
    if rule is None or not masks:
        return
    text = find_unused_rule(rule, masks, feedback.isCanceled, settings)
    if text:
        feedback.pushWarning(put_into_words(as_message(text), {}, feedback))
