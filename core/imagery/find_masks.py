"""What lies among images and is none: masks of clouds or usable data, and rasters of classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from ..errors import RasterError
from ..geotiff.profile import CONTENT_TAG
from ..message import list_names
from ..raster.source import FileRasterSource
from .scene_names import read_scene_name

_WORDS = {"udm", "udm2", "scl", "fmask", "bqa", "qa60", "cloudmask", "cldmask", "cldprb", "clm"}
_WORDS |= {"cloudmasks", "cloudprob", "qa", "qamask", "msk", "datamask", "s2cloudless"}
_WORDS |= {"clp", "mask"}
# The tag of a raster that says by which method it was classified.
METHOD_TAG = "TILEWRIGHT_METHOD"
_OTHER_THAN_IMAGES = {METHOD_TAG, CONTENT_TAG}
_GEOTIFF = (".tif", ".tiff")
_PAIRS = {("cloud", "mask"), ("clouds", "mask"), ("mask", "cloud"), ("mask", "clouds")}
_PAIRS |= {("cloud", "prob"), ("cloud", "probability"), ("usable", "data"), ("data", "mask")}


def is_mask_name(path: str, pattern: str | None = None) -> bool:
    """Whether a file's name is that of a mask: UDM2, SCL, QA_PIXEL, Fmask, cloud_mask, ..."""
    words = [word.lower() for word in read_scene_name(Path(path).stem, pattern).words]
    return bool(_WORDS & set(words) or _PAIRS & set(zip(words, words[1:])))


def find_masks(paths: Sequence[str], pattern: str | None = None) -> list[int]:
    """Which rasters are masks of the others by their names; none where all of them are."""
    found = [k for k, path in enumerate(paths) if is_mask_name(path, pattern)]
    return found if len(found) < len(paths) else []


def find_class_rasters(paths: Sequence[str], check: Callable[[], None] = lambda: None) -> list[int]:
    """Which rasters are classes or what comes with them, not images; none where all of them are.

    These have a palette, or a tag that says what was written: by a classifier, or of the polygons
    or dates that each pixel has. Only GeoTIFF files are opened for it, and none that is called
    like a mask.

    Args:
        paths: of files.
        check: called before each, and may raise.
    """
    found = []
    for k, path in enumerate(paths):
        check()
        if Path(path).suffix.lower() not in _GEOTIFF or is_mask_name(path):
            continue
        if _holds_classes(path):
            found.append(k)
    return found if len(found) < len(paths) else []


def _holds_classes(path: str) -> bool:
    try:
        with closing(FileRasterSource(path)) as source:
            info = source.info
    except (RasterError, OSError):
        # It is told when its turn comes.
        return False
    return info.colormap is not None or not _OTHER_THAN_IMAGES.isdisjoint(info.tags)


def part_masks(
    images: Sequence[str], masks: Sequence[str], pattern: str | None = None
) -> tuple[list[int], list[int]]:
    """Which images and which masks count where both lists hold the same files.

    One folder may hold both: then names decide. The order of both lists stays.
    """
    both = {path for path in masks if path in set(images)}
    named = {path for path in both if is_mask_name(path, pattern)}
    has_others = bool(named) or len(both) < len(masks)
    return (
        [k for k, path in enumerate(images) if path not in named],
        [k for k, path in enumerate(masks) if path not in both - named or not has_others],
    )


def refuse_masks(names: Sequence[str], paths: Sequence[str], pattern: str | None = None) -> None:
    """Refuse rasters of which some are masks of the others.

    Raises:
        RasterError: some are.
    """
    masks = [names[k] for k in find_masks(paths, pattern)]
    if masks:
        raise RasterError(
            "Among the images are masks by their names ({masks}), whose codes would count as "
            "values; give them in {MASKS} or {MASK_FOLDER}, with the {VALUES} or {BITS} that are "
            "cloudy.",
            masks=list_names(masks, 3),
        )
