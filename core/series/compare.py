"""Whether the images of a series say the same about their bands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..raster.compare import AS_FIRST, check_tags
from .images import SeriesImage


def check_images(
    images: Sequence[SeriesImage], bands: Sequence[str], choice: str, nodata: float | None
) -> list[SeriesImage]:
    """Refuse images whose files say different things about the same band; see check_tags.

    Returns the images, which take scales, offsets and nodata of the first one that has the band
    when ``choice`` is AS_FIRST.

    Raises:
        RasterError: names two files, and what each says.
    """
    known = defaultdict(list)
    for image in images:
        for name, tags in zip(image.bands, image.tags):
            known[name].append(tags)
    check_tags((known[name] for name in bands), choice, nodata)
    if choice != AS_FIRST:
        return list(images)
    return [
        image.with_tags([known[name][0] for name in image.bands]) if image.tags else image
        for image in images
    ]
