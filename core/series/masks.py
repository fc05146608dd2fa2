"""Masks among the images of a series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..errors import RasterError
from ..imagery.find_masks import find_masks
from .images import SeriesImage


def check_masks(
    images: Sequence[SeriesImage], bands: Sequence[str], pattern: str | None = None
) -> list[str]:
    """Names of files that are masks and become bands of a series.

    Args:
        images: of all days.
        bands: those that are used.
        pattern: how dates are written; see read_date.

    Raises:
        RasterError: a mask, or images of one day with different numbers of unnamed bands, would be
            laid over another image as if they were one.
    """
    images = [image for image in images if set(bands) & set(image.bands)]
    masks = {images[k].path for k in find_masks([image.path for image in images], pattern)}
    own = {name for image in images if image.path not in masks for name in image.bands}
    for image in images:
        if image.path in masks and own & set(image.bands):
            raise RasterError(
                "{name} is a mask by its name and would be laid over the image of its day; give "
                "the masks in {MASKS} or {MASK_FOLDER}, with the {VALUES} or {BITS} that are "
                "cloudy.",
                name=image.name,
            )
    days = defaultdict(list)
    for image in images:
        if not image.is_product and image.bands[0].startswith("band_"):
            days[image.date].append(image)
    for first, *others in days.values():
        other = next((o for o in others if len(o.bands) != len(first.bands)), None)
        if other is not None:
            raise RasterError(
                "{name} and {other_name} are of one day, and have {count} and {other_count} bands "
                "that nothing names: if one of them is a mask, give it in {MASKS}; else name the "
                "bands, or leave one of them out.",
                name=first.name,
                other_name=other.name,
                count=len(first.bands),
                other_count=len(other.bands),
            )
    return list(dict.fromkeys(image.name for image in images if image.path in masks))
