"""Warnings about what pixels were found to be."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.clouds.codes import find_unused_rule
from ...core.clouds.rules import MaskRule
from ...core.message import Message
from ...core.raster.fill import FillWatch
from ...core.raster.source import RasterSource
from ..base.values import Values


def warn_of_fill(watches: Sequence[FillWatch | None], name: str, values: Values) -> None:
    """Say once that a raster has pixels that look like fill and count as valid."""
    found = (watch.find() for watch in watches if watch is not None)
    fills = next(filter(None, found), None)
    if not fills:
        return
    first, *more = ((100 * fill.share, fill.value) for fill in fills)
    shares = Message(
        "About {percent:.2g} % of the pixels that were read of {name} are {value:.10g} in every "
        "band",
        percent=first[0],
        name=name,
        value=first[1],
    )
    if more:
        remedy = Message(
            "If these are fill, set {NODATA} to one of them, give the other as an additional "
            "nodata value (layer properties, Transparency), and run again."
        )
        shares = Message(
            "{shares}, and about {percent:.2g} % are {value:.10g}",
            shares=shares,
            percent=more[0][0],
            value=more[0][1],
        )
    else:
        remedy = Message(
            "If they are fill, set {NODATA}={value:.10g} and run again.", value=first[1]
        )
    values.warn("{shares}: they count as data. {remedy}", shares=shares, remedy=remedy)


def warn_of_unused_rule(
    rule: MaskRule | None, masks: Sequence[RasterSource], values: Values, settings: str = ""
) -> None:
    """Say that no pixel of the masks is cloudy, and what does occur in them.

    ``settings`` are the parameters that say what is cloudy.
    """
    if rule is None or not masks:
        return
    text = find_unused_rule(rule, masks, values.feedback.isCanceled, settings)
    if text:
        values.warn(text)
