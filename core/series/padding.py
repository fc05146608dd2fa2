"""Telling of samples of a series that reach beyond its images."""

from __future__ import annotations

from ..listing import count_text
from ..resampling.windows import PixelWindows, count_padded
from .plan import SeriesPlan


def describe_series_padding(places: PixelWindows, series: SeriesPlan) -> str:
    """The same for samples of a time series."""
    count = count_padded(places, series.grid.width, series.grid.height)
    if not count:
        return ""
    fills = sorted({group.fill for group in series.groups}, key=repr)
    values = " or ".join(f"{fill:.10g}" for fill in fills)
    text = count_text(
        count,
        "{} of {} windows reaches beyond the images; it is padded with",
        "{} of {} windows reach beyond the images; they are padded with",
        len(places.windows),
    )
    if all(fill != fill for fill in fills):
        return f"{text} {values}."
    return f"{text} {values}, which data may hold too: set PIXEL_MASKS to tell these pixels."
