"""What is said of a tile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from math import isnan

from ...algorithms.base.words import tr
from ...algorithms.outputs.report import size_text
from ...core.preview.pictures import AS_IS, CUT, BandValues, TilePictures
from .band_histogram import number_text

# Of more bands those in the picture are told.
_MOST_BANDS = 12


def describe_tile(shown: TilePictures, image: str) -> str:
    """Name, class, split, share of valid pixels and file; ``image`` is one of several."""
    tile = shown.tile
    classes = ", ".join(tile.labels)
    lines = [" \u00b7 ".join(filter(None, (tile.tile_id, image, classes, tile.split)))]
    lines.append(
        tr("Valid pixels: {:.1f} %. File: {}, {}").format(
            tile.valid_percent, tile.file, size_text(tile.size)
        )
    )
    if shown.outlines:
        counts = Counter(outline.name for outline in shown.outlines)
        told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        lines.append(tr("Objects: {}").format(told))
    return "\n".join(lines)


def describe_stretch(shown: TilePictures) -> str:
    """How both pictures come from values."""
    if shown.stretch == CUT:
        return tr("The pictures are drawn with the cut values of the export.")
    if shown.stretch == AS_IS:
        return tr("The pictures show the values as they are, 0 to 255.")
    return tr(
        "The export keeps the values. The pictures are stretched from the 2nd to the 98th "
        "percentile of this tile."
    )


def describe_bands(bands: Sequence[BandValues]) -> str:
    """The values of each band and its cut values, a line each."""
    told = bands if len(bands) <= _MOST_BANDS else [band for band in bands if band.is_shown]
    return "\n".join(_describe(band) for band in told)


def _describe(band: BandValues) -> str:
    if isnan(band.least):
        values = tr("{}: no value").format(band.name)
    else:
        ends = number_text(band.least), number_text(band.greatest)
        values = tr("{}: {} to {}").format(band.name, *ends)
    if band.cuts is None:
        return values
    cuts = map(number_text, band.cuts)
    return values + tr("; cut at {} and {}").format(*cuts)


def mask_key(shown: TilePictures) -> str:
    """The classes of the mask as HTML, each with its colour and share of the tile."""
    rows = []
    for name, (red, green, blue), share in shown.shares:
        text = escape(name) if name else escape(tr("ignored"))
        box = f'<span style="color:#{red:02x}{green:02x}{blue:02x}">\u25a0</span>'
        rows.append(f"{box}&nbsp;{text}&nbsp;{share:.1f}&nbsp;%")
    return "&nbsp; ".join(rows)
