"""The dates of a composite of rasters: files with all bands, or with a band each, and masks."""

from __future__ import annotations

import datetime
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from functools import partial

from ...core.clouds.rules import MaskRule
from ...core.errors import RasterError
from ...core.files.dates import date_of_bands
from ...core.imagery.band_names import check_numbers, find_band, names_of_bands
from ...core.imagery.compare_names import check_names
from ...core.imagery.deliveries import check_levels, delivery_of_file
from ...core.imagery.find_masks import part_masks, refuse_masks
from ...core.imagery.group import NamedRaster, group_rasters, names_in_image
from ...core.imagery.scene_names import scene_of_file
from ...core.imagery.scenes import pair_by_date, raster_date
from ...core.message import Message, counted, list_names
from ...core.raster.compare import (
    AS_FIRST,
    BandTags,
    check_alike,
    check_band_counts,
    check_tags,
    tags_of,
)
from ...core.resampling.stacked import open_stacked
from ..base.values import Values
from ..rasters.differences import read_differences, settle_offsets
from ..rasters.source import RasterInput
from .composite_inputs import DateInput, read_rule
from .warn_of_scenes import FOLDER_REMEDY, leave_out_older


def take_rasters(
    values: Values, rasters: list[RasterInput], masks: list[RasterInput]
) -> tuple[list[DateInput], MaskRule | None]:
    """Rasters with their masks, if any, and the rule that tells clouds in these."""
    pattern = values.text("DATE_PATTERN") or None
    paths = [item.path for item in rasters]
    kept, own = part_masks(paths, [item.path for item in masks], pattern)
    rasters, masks = [rasters[k] for k in kept], [masks[k] for k in own]
    names, paths = [item.name for item in rasters], [item.path for item in rasters]
    refuse_masks(names, paths, pattern)
    kept = leave_out_older(list(map(delivery_of_file, paths)), names, paths, values)
    rasters = [rasters[k] for k in kept]
    names, paths = [item.name for item in rasters], [item.path for item in rasters]
    choice = read_differences(values)
    check_levels(names, paths, choice, pattern)
    settle_offsets(paths, choice, values, FOLDER_REMEDY)
    dates = _group(values, rasters, pattern)
    if not masks:
        if any(values.is_given(name) for name in ("VALUES", "BITS")):
            raise RasterError("{VALUES} or {BITS} are given without masks; give {MASKS}.")
        values.info("No masks: clouds count like everything else.")
        return dates, None
    rule = read_rule(values)
    pairs, by_date = pair_by_date(
        [(item.name, item.date) for item in dates],
        [(item.name, _date_of(item, pattern)) for item in masks],
    )
    how = Message("by date" if by_date else "by their order")
    band = str(values.integer("MASK_BAND") or 1)
    masked = []
    for item, k in zip(dates, pairs):
        values.info(
            "{name} is masked by {mask} ({how}).",
            name=item.name,
            mask=masks[k].name,
            how=how,
        )
        masked.append(replace(item, make_mask=partial(masks[k].open, band)))
    return masked, rule


def _group(values: Values, rasters: list[RasterInput], pattern: str | None) -> list[DateInput]:
    """An image a raster, or of all rasters that are its bands."""
    bands, nodata = values.text("BANDS"), values.optional_double("NODATA")
    described = [_describe(item, pattern) for item in rasters]
    single = [r for r in described if len(r.bands) == 1]
    told = [scene_of_file(r.path, pattern) for r in single]
    check_numbers([r.name for r in single], told, [r.bands[0] for r in single])
    groups = group_rasters(described, pattern)
    choice = read_differences(values)
    if len(groups) == len(rasters):
        tags = _compare(rasters, bands, choice, nodata)
        return [
            DateInput(
                item.name, (item.path,), told.date, partial(item.open, bands, nodata, like=tags)
            )
            for item, told in zip(rasters, described)
        ]
    likes = _compare_groups(described, groups, choice, nodata)
    resampling = values.choice("RESAMPLING")
    names = [name for k in groups[0] for name in names_in_image(described[k])]
    chosen = _choose(names, bands)
    values.info(
        counted(
            len(groups),
            "{files} files are bands of {count} image: {names}.",
            "{files} files are bands of {count} images: {names}.",
            files=len(rasters),
            names=list_names(names, 20),
        )
    )
    dates = []
    for group in groups:
        own = [name for k in group for name in names_in_image(described[k])]
        # Names may be spelled otherwise in other files.
        places = [[n.lower() for n in own].index(names[k].lower()) for k in chosen]
        dates.append(
            DateInput(
                Message(
                    "{name} and {count} more", name=rasters[group[0]].name, count=len(group) - 1
                ),
                tuple(rasters[k].path for k in group),
                described[group[0]].date,
                partial(
                    open_stacked,
                    [partial(rasters[k].open, None, nodata, like=likes[k]) for k in group],
                    own,
                    places,
                    resampling,
                ),
                files=len(group),
                sources=tuple(rasters[k].name for k in group),
            )
        )
    return dates


def _compare(
    rasters: list[RasterInput], bands: str, choice: str, nodata: float | None
) -> tuple[BandTags, ...] | None:
    """Refuse rasters that disagree; returns the tags that count for all, if any do."""
    infos = []
    for item in rasters:
        with closing(item.open(bands, nodata)) as source:
            infos.append(source.info)
    check_band_counts(infos)
    # Before their tags, which differ, too, where bands are not the same.
    check_names(infos, choice)
    check_alike(infos, choice, nodata)
    return tags_of(infos[0]) if choice == AS_FIRST and infos else None


def _compare_groups(
    described: list[NamedRaster], groups: list[list[int]], choice: str, nodata: float | None
) -> list[tuple[BandTags, ...] | None]:
    """The same for files that are bands of images: tags of each file, those of one band alike."""
    known = defaultdict(list)
    names = [[name.lower() for name in names_in_image(raster)] for raster in described]
    for group in groups:
        for k in group:
            for name, tags in zip(names[k], tags_of(described[k].info)):
                known[name].append(tags)
    check_tags(known.values(), choice, nodata)
    if choice != AS_FIRST:
        return [None] * len(described)
    return [tuple(known[name][0] for name in own) for own in names]


def _choose(names: list[str], wanted: str) -> list[int]:
    """Places of the bands that BANDS names or numbers; all when it is empty."""
    numbers = range(1, len(names) + 1)
    chosen = []
    for part in filter(None, (part.strip() for part in wanted.replace(";", ",").split(","))):
        number = find_band(names, numbers, part)
        if number is None:
            raise RasterError(
                "{BANDS} asks for {part}, which the images lack; they have {names}.",
                part=part,
                names=list_names(names, 20),
            )
        chosen.append(number - 1)
    return chosen or list(range(len(names)))


def _describe(item: RasterInput, pattern: str | None) -> NamedRaster:
    with closing(item.open()) as source:
        info = source.info
    day = raster_date(info, pattern) or date_of_bands(info.descriptions, pattern)
    names, _ = names_of_bands(info, item.path, pattern)
    return NamedRaster(item.name, item.path, day, names, info)


def _date_of(item: RasterInput, pattern: str | None) -> datetime.date | None:
    with closing(item.open()) as source:
        return raster_date(source.info, pattern)
