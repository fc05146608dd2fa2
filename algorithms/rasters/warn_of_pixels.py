"""Warnings about what pixels were found to be."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.clouds.codes import find_unused_rule
from ...core.clouds.rules import MaskRule
from ...core.raster.fill import FillWatch
from ...core.raster.source import RasterSource
from ..base.words import tr


def warn_of_fill(watches: Sequence[FillWatch | None], name: str, feedback) -> None:
    """Say once that a raster has pixels that look like fill and count as valid."""
    found = (watch.find() for watch in watches if watch is not None)
    fill = next((one for one in found if one is not None), None)
    if fill is not None:
        feedback.pushWarning(
            tr(
                "{:.1f} % of the pixels that were read of {} are {:.10g} in every band, along "
                "edges: they count as valid, and fitted scalings take them in. If they are fill, "
                "set NODATA={:.10g} and run again."
            ).format(100 * fill.share, name, fill.value, fill.value)
        )


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
        feedback.pushWarning(text)
