"""Whether the images of a series say the same about their bands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..errors import RasterError
from ..imagery.band_names import is_nameless
from ..imagery.compare_names import check_names
from ..message import list_names
from ..raster.compare import AS_FIRST, check_tags
from ..raster.info import RasterInfo
from .images import SeriesImage


def check_images(
    images: Sequence[SeriesImage], bands: Sequence[str], choice: str, nodata: float | None
) -> list[SeriesImage]:
    """Refuse images whose files say different things about the same band; see check_tags.

    Bands that go together by their numbers must not be tagged as other colours; see check_names.

    Returns the images, which take scales, offsets and nodata of the first one that has the band
    when ``choice`` is AS_FIRST.

    Raises:
        RasterError: names two files, and what each says.
    """
    known = defaultdict(list)
    for image in images:
        for name, tags in zip(image.bands, image.tags):
            known[name].append(tags)
    check_names([_numbered(i, bands) for i in images if _is_numbered(i, bands)], choice)
    check_tags((known[name] for name in bands), choice, nodata)
    if choice != AS_FIRST:
        return list(images)
    return [
        image.with_tags([known[name][0] for name in image.bands]) if image.tags else image
        for image in images
    ]


def _is_numbered(image: SeriesImage, bands: Sequence[str]) -> bool:
    return (
        all(map(is_nameless, image.info.descriptions))
        and len(image.bands) > 1
        and set(bands) <= set(image.bands)
    )


def _numbered(image: SeriesImage, bands: Sequence[str]) -> RasterInfo:
    """What is known of those bands that are used, in the order of the series."""
    info = image.info
    places = [image.bands.index(name) for name in bands]
    return replace(
        info,
        bands=tuple(info.bands[k] for k in places),
        descriptions=tuple(info.descriptions[k] for k in places),
        color_names=tuple(info.color_names[k] for k in places),
    )


def check_steps(images: Sequence[SeriesImage], bands: Sequence[str]) -> None:
    """Make sure that the images of each day have all bands.

    Raises:
        RasterError: a day lacks one.
    """
    by_day: defaultdict[date, set[str]] = defaultdict(set)
    for image in images:
        by_day[image.date].update(image.bands)
    names = [image.name for image in images if image.is_named_by_file]
    for day, have in by_day.items():
        missing = [name for name in bands if name not in have]
        if missing and len(by_day) == len(names) == len(images):
            raise RasterError(
                "The names of {names} differ by more than the date, which makes them different "
                "bands; give {BANDS=1} for the first band of each, or call the files alike but "
                "for the date.",
                names=list_names(names, 3),
            )
        if missing:
            raise RasterError(
                "The images of {day} have no {missing}; add it, leave the day out, or choose "
                "other {BANDS}."
                if len(missing) == 1
                else "The images of {day} have no {missing}; add them, leave the day out, or "
                "choose other {BANDS}.",
                day=day,
                missing=list_names(missing),
            )
