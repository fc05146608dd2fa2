"""Bands tagged as alpha that are asked for, and are data then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing

from ..imagery.band_names import find_band, names_of_bands
from ..raster.source import FileRasterSource
from .images import SeriesImage


def find_asked_alpha(
    images: Sequence[SeriesImage], wanted: str, pattern: str | None = None
) -> dict[str, str]:
    """Files of which bands are asked for that are tagged as alpha, with all numbers to open.

    Args:
        images: of files, opened without their alpha bands.
        wanted: names or numbers separated by commas.
        pattern: how dates are written; see read_date.

    Returns:
        Path of a file -> numbers of its data bands and of the alpha bands that are data, too.
    """
    parts = [part.strip() for part in wanted.replace(";", ",").split(",") if part.strip()]
    known = {name.casefold() for image in images for name in image.bands}
    data: defaultdict[str, set[int]] = defaultdict(set)
    for image in images:
        if image.info.alpha_band:
            data[image.path].update(image.info.bands)
    found = {}
    for path, own in data.items() if parts else ():
        with closing(FileRasterSource(path, keep_alpha=True)) as source:
            info = source.info
        names, _ = names_of_bands(info, path, pattern)
        # Among files of one band each, numbers count the files' bands, not those in a file.
        numbers = [n for n in info.bands if len(own) > 1 or n > len(known)]
        asked = {int(part) for part in parts if part.isdigit()} & set(numbers)
        named = (find_band(names, info.bands, part) for part in parts if not part.isdigit())
        asked |= {number for number in named if number is not None}
        alpha = (asked & set(info.bands)) - own
        if alpha:
            found[path] = ",".join(map(str, sorted(own | alpha)))
    return found
