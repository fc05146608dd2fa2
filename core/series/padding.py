"""Telling of samples of a series that reach beyond its images."""

from __future__ import annotations

from ..message import Message, as_message, counted, either
from ..resampling.windows import PixelWindows, count_padded
from .plan import SeriesPlan


def describe_series_padding(places: PixelWindows, series: SeriesPlan) -> Message | None:
    """The same for samples of a time series."""
    count = count_padded(places, series.grid.width, series.grid.height)
    if not count:
        return None
    fills = sorted({group.fill for group in series.groups}, key=repr)
    values = either(as_message(f"{fill:.10g}") for fill in fills)
    total = len(places.windows)
    if all(fill != fill for fill in fills):
        return counted(
            count,
            "{count} of {total} windows reaches beyond the images; it is padded with {values}.",
            "{count} of {total} windows reach beyond the images; they are padded with {values}.",
            total=total,
            values=values,
        )
    return counted(
        count,
        "{count} of {total} windows reaches beyond the images; it is padded with {values}, which "
        "data may hold too: set {PIXEL_MASKS} to tell these pixels.",
        "{count} of {total} windows reach beyond the images; they are padded with {values}, which "
        "data may hold too: set {PIXEL_MASKS} to tell these pixels.",
        total=total,
        values=values,
    )
