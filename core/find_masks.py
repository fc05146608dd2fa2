"""Masks of clouds or usable data that lie among the images they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import RasterError
from .list_names import list_names
from .scene_names import read_scene_name

if TYPE_CHECKING:
    from .series_images import SeriesImage

_WORDS = {"udm", "udm2", "scl", "fmask", "bqa", "qa60", "cloudmask", "cldmask", "cldprb", "clm"}
_WORDS |= {"cloudmasks", "cloudprob", "qa", "qamask", "msk", "datamask", "s2cloudless", "mask"}
_PAIRS = {("cloud", "mask"), ("clouds", "mask"), ("mask", "cloud"), ("mask", "clouds")}
_PAIRS |= {("cloud", "prob"), ("cloud", "probability"), ("usable", "data"), ("data", "mask")}


def is_mask_name(path: str, pattern: str | None = None) -> bool:
    """Whether a file's name tells a mask: UDM2, SCL, QA_PIXEL, Fmask, cloud_mask, ..."""
    words = [word.lower() for word in read_scene_name(Path(path).stem, pattern).words]
    return bool(_WORDS & set(words) or _PAIRS & set(zip(words, words[1:])))


def find_masks(paths: Sequence[str], pattern: str | None = None) -> list[int]:
    """Which rasters are masks of the others by their names; none where all of them are."""
    found = [k for k, path in enumerate(paths) if is_mask_name(path, pattern)]
    return found if len(found) < len(paths) else []


def part_masks(
    images: Sequence[str], masks: Sequence[str], pattern: str | None = None
) -> tuple[list[int], list[int]]:
    """Which images and which masks count where both lists hold the same files.

    One folder may hold both: names tell then. The order of both lists stays.
    """
    both = {path for path in masks if path in set(images)}
    named = {path for path in both if is_mask_name(path, pattern)}
    has_others = bool(named) or len(both) < len(masks)
    return (
        [k for k, path in enumerate(images) if path not in named],
        [k for k, path in enumerate(masks) if path not in both - named or not has_others],
    )


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
                f"{image.name} is a mask by its name and would be laid over the image of its day; "
                "give the masks in MASKS or MASK_FOLDER, with the VALUES or BITS that are cloudy."
            )
    days = defaultdict(list)
    for image in images:
        if not image.is_product and image.bands[0].startswith("band_"):
            days[image.date].append(image)
    for first, *others in days.values():
        other = next((o for o in others if len(o.bands) != len(first.bands)), None)
        if other is not None:
            raise RasterError(
                f"{first.name} and {other.name} are of one day, and have {len(first.bands)} and "
                f"{len(other.bands)} bands that nothing names: if one of them is a mask, give it "
                "in MASKS; else name the bands, or leave one of them out."
            )
    return list(dict.fromkeys(image.name for image in images if image.path in masks))


def refuse_masks(names: Sequence[str], paths: Sequence[str], pattern: str | None = None) -> None:
    """Refuse rasters of which some are masks of the others.

    Raises:
        RasterError: some are.
    """
    masks = [names[k] for k in find_masks(paths, pattern)]
    if masks:
        raise RasterError(
            f"Among the images are masks by their names ({list_names(masks, 3)}), whose codes "
            "would count as values; give them in MASKS or MASK_FOLDER, with the VALUES or BITS "
            "that are cloudy."
        )
