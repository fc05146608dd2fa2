"""Which rasters of a list are bands of one image."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .align_grid import same_crs
from .errors import RasterError
from .list_names import list_names
from .raster_info import RasterInfo
from .scene_names import read_scene_name, split_words

# Names of single bands that leave no doubt.
_BANDS = re.compile(
    r"(?:SR_|ST_|TOA_)?B\d{1,2}A?(?:_[126]0m)?|band_?\d+|blue|green|red|nir\d?|swir_?\d?|red_?edge_?\d?",
    re.IGNORECASE,
)
# Of the smaller of two rasters that show one place; neighbouring tiles overlap by less.
_SHARED = 0.5


@dataclass(frozen=True)
class NamedRaster:
    """A raster of a list.

    Attributes:
        name: for people.
        path: of its file.
        date: of the image, or None.
        bands: names; see names_of_bands.
        is_named_by_file: whether its only band is called after the file.
        info: of all its bands.
    """

    name: str
    path: str
    date: date | None
    bands: tuple[str, ...]
    is_named_by_file: bool
    info: RasterInfo


def group_rasters(rasters: Sequence[NamedRaster], pattern: str | None = None) -> list[list[int]]:
    """Rasters that are bands of one image, together; the order of images is that of their first.

    Files of one band and one date, of the same place, whose names differ by a band are one image:
    where the names are those of bands, or every date has the same ones.

    Args:
        rasters: with their dates.
        pattern: how dates are written; see read_date.

    Raises:
        RasterError: bands without a date, or dates that lack some of the bands.
    """
    alone = [[k] for k in range(len(rasters))]
    names = {r.bands[0].lower() for r in rasters}
    if len(names) < 2 or not all(r.is_named_by_file for r in rasters):
        return alone
    are_bands = all(_BANDS.fullmatch(name) for name in names)
    undated = [r.name for r in rasters if r.date is None]
    if undated:
        if are_bands:
            raise RasterError(
                f"{list_names(undated, 3)} are single bands, and nothing tells their dates: put "
                "the bands of an image together with Stack Bands, or give a DATE_PATTERN."
            )
        return alone
    groups = _by_scene(rasters, pattern)
    if are_bands:
        for group in groups:
            _check_complete(group, rasters, names)
        return groups
    # Other words may tell places or satellites.
    is_regular = all({rasters[k].bands[0].lower() for k in group} == names for group in groups)
    return groups if is_regular and all(_is_one_place(g, rasters) for g in groups) else alone


def _by_scene(rasters: Sequence[NamedRaster], pattern: str | None) -> list[list[int]]:
    """Files of one date whose names differ by the band alone; each band once."""
    groups = defaultdict(list)
    for k, raster in enumerate(rasters):
        stem = Path(raster.path).stem
        told = read_scene_name(stem, pattern)
        # What is left without the band: the scene, in whatever form.
        rest = [word for word in split_words(stem) if word not in told.words]
        key = (raster.date, *(told.scene or rest), told.level)
        turn = sum(rasters[j].bands == raster.bands for j in groups.get(key, ()))
        groups[(*key, turn) if turn else key].append(k)
    return sorted(groups.values(), key=lambda group: group[0])


def _check_complete(group: list[int], rasters: Sequence[NamedRaster], names: set[str]) -> None:
    missing = sorted(names - {rasters[k].bands[0].lower() for k in group})
    if missing:
        first = rasters[group[0]]
        known = {r.bands[0].lower(): r.bands[0] for r in rasters}
        raise RasterError(
            f"The image of {first.date} ({first.name}) has no "
            f"{list_names(known[name] for name in missing)}; add it, or leave the image out."
        )


def _is_one_place(group: list[int], rasters: Sequence[NamedRaster]) -> bool:
    first, *others = (rasters[k].info for k in group)
    return all(
        same_crs(first.crs_wkt, info.crs_wkt) and _shared(first, info) >= _SHARED for info in others
    )


def _shared(one: RasterInfo, other: RasterInfo) -> float:
    """The ground that two rasters share, as a share of the smaller one's."""
    boxes = [_bounds(one), _bounds(other)]
    width, height = (
        max(0.0, min(box[k + 2] for box in boxes) - max(box[k] for box in boxes)) for k in (0, 1)
    )
    return width * height / min((b[2] - b[0]) * (b[3] - b[1]) for b in boxes)


def _bounds(info: RasterInfo) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = info.transform
    corners = [(0, 0), (info.width, 0), (0, info.height), (info.width, info.height)]
    xs = [a * col + b * row + c for col, row in corners]
    ys = [d * col + e * row + f for col, row in corners]
    return min(xs), min(ys), max(xs), max(ys)
