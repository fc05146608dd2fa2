"""Which rasters of a list are bands of one image."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import RasterError
from ..message import counted, list_names
from ..raster.info import RasterInfo
from ..resampling.grid import grid_of, same_crs
from .scene_names import scene_of_file, split_words

# Words that name a band beyond doubt, and words that go with them.
_BAND = re.compile(
    r"B\d{1,2}A?|B8A|band\d+|blue|green|red|nir\d?|swir\d?|rededge\d?|coastal|pan", re.IGNORECASE
)
_WITH_BAND = re.compile(r"SR|ST|TOA|BOA|FRE|SRE|[126]0m?", re.IGNORECASE)
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
        info: of all its bands.
    """

    name: str
    path: str
    date: date | None
    bands: tuple[str, ...]
    info: RasterInfo


def group_rasters(rasters: Sequence[NamedRaster], pattern: str | None = None) -> list[list[int]]:
    """Rasters that are bands of one image, together; the order of images is that of their first.

    Files of one date and place that have different bands are one image: where their names are
    those of bands, or every date has the same ones.

    Args:
        rasters: with their dates.
        pattern: how dates are written; see read_date.

    Raises:
        RasterError: bands without a date, or dates that lack some of the bands.
    """
    alone = [[k] for k in range(len(rasters))]
    known = [_known_band(raster) for raster in rasters]
    if all(known):
        return _group_bands(rasters, known, pattern) if len(set(known)) > 1 else alone
    units = {_unit(r) for r in rasters}
    names = [name for unit in units for name in unit]
    if len(units) < 2 or len(set(names)) < len(names) or any(r.date is None for r in rasters):
        return alone
    # Other words may name places or satellites.
    groups = _by_scene(rasters, [_unit(r) for r in rasters], pattern)
    is_regular = all({_unit(rasters[k]) for k in group} == units for group in groups)
    return groups if is_regular and all(_is_one_place(g, rasters) for g in groups) else alone


def names_in_image(raster: NamedRaster) -> tuple[str, ...]:
    """Names of a raster's bands without what names its scene or place."""
    words = raster.bands[0].split("_") if len(raster.bands) == 1 else []
    if not any(map(_BAND.fullmatch, words)):
        return raster.bands
    return ("_".join(w for w in words if _BAND.fullmatch(w) or _WITH_BAND.fullmatch(w)),)


def _known_band(raster: NamedRaster) -> tuple[str, ...]:
    """The words of a single band's name that name it; empty when nothing does."""
    words = names_in_image(raster)[0].lower().split("_") if len(raster.bands) == 1 else []
    return tuple(words) if any(map(_BAND.fullmatch, words)) else ()


def _group_bands(
    rasters: Sequence[NamedRaster], known: Sequence[tuple[str, ...]], pattern: str | None
) -> list[list[int]]:
    undated = [r.name for r in rasters if r.date is None]
    if undated:
        raise RasterError(
            counted(
                len(undated),
                "{undated} holds a single band and has no date: put the bands of an image together "
                "with Stack Bands, or give a {DATE_PATTERN}.",
                "{undated} hold single bands and have no dates: put the bands of an image together "
                "with Stack Bands, or give a {DATE_PATTERN}.",
                undated=list_names(undated, 3),
            )
        )
    groups = _by_scene(rasters, known, pattern)
    shown = dict(zip(known, (raster.name for raster in rasters)))
    for group in groups:
        missing = sorted(set(known) - {known[k] for k in group})
        if missing:
            first = rasters[group[0]]
            raise RasterError(
                "The image of {date}, to which {name} belongs, lacks bands that others have, such "
                "as {shown}; add them, or leave the image out.",
                date=first.date,
                name=first.name,
                shown=shown[missing[0]],
            )
    return groups


def _unit(raster: NamedRaster) -> tuple[str, ...]:
    return tuple(name.lower() for name in raster.bands)


def _by_scene(
    rasters: Sequence[NamedRaster], bands: Sequence[tuple[str, ...]], pattern: str | None
) -> list[list[int]]:
    """Files of one date whose names differ by their bands alone; each band once."""
    groups: defaultdict[tuple[object, int], list[int]] = defaultdict(list)
    seen: Counter[tuple[object, tuple[str, ...]]] = Counter()
    for k, raster in enumerate(rasters):
        stem = Path(raster.path).stem
        told = scene_of_file(raster.path, pattern)
        # What is left without the band: the scene, in whatever form.
        rest = [w for w in split_words(stem) if w.lower() not in bands[k] and not told.scene]
        if not _known_band(raster):
            rest = [w for w in rest if w not in told.words]
        key = (raster.date, *told.scene, *rest, told.level)
        groups[key, seen[key, bands[k]]].append(k)
        seen[key, bands[k]] += 1
    return sorted(groups.values(), key=lambda group: group[0])


def _is_one_place(group: list[int], rasters: Sequence[NamedRaster]) -> bool:
    first, *others = (rasters[k].info for k in group)
    return all(
        same_crs(first.crs_wkt, info.crs_wkt) and _shared(first, info) >= _SHARED for info in others
    )


def _shared(one: RasterInfo, other: RasterInfo) -> float:
    """The overlap of two rasters, as a share of the smaller one."""
    boxes = [_bounds(one), _bounds(other)]
    width, height = (
        max(0.0, min(box[k + 2] for box in boxes) - max(box[k] for box in boxes)) for k in (0, 1)
    )
    return width * height / min((b[2] - b[0]) * (b[3] - b[1]) for b in boxes)


def _bounds(info: RasterInfo) -> tuple[float, float, float, float]:
    outline = grid_of(info).outline()
    return (*outline.min(axis=0).tolist(), *outline.max(axis=0).tolist())
