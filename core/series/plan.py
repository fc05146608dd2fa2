"""What a time series is read from: steps in time, bands, and the pixel grid of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ..errors import RasterError
from ..message import Message, counted, list_names
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..raster.transient import open_sources
from ..resampling.align import AUTO, EXACT, UNION, GridReader, check_ground, common_grid
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.resample import NEAREST
from .band_groups import STACKED, BandGroup, make_groups
from .images import Opener, SeriesImage

MOSAIC, KEEP = "MOSAIC", "KEEP"
SAME_DAY = (MOSAIC, KEEP)


@dataclass(frozen=True)
class StepRead:
    """An image's part in a step: the group and places of its bands there, and how it is read."""

    group: int
    places: tuple[int, ...]
    reader: GridReader


@dataclass(frozen=True)
class SeriesStep:
    """One point in time: images of a day, the first of which goes first where several overlap.

    Attributes:
        date: the day.
        names: of the images, each once.
        reads: how they are read, each image.
        paths: of their files.
        codes: how what tells clouds is read.
    """

    date: date
    names: tuple[str, ...]
    reads: tuple[StepRead, ...]
    paths: tuple[str, ...]
    codes: tuple[GridReader, ...]


@dataclass(frozen=True)
class SeriesPlan:
    """A time series, ready to be read.

    Attributes:
        grid: the reference: finest pixels, over the ground of all images.
        info: the reference as a raster, for planning.
        groups: of bands, those on the reference grid first.
        steps: in time.
        notes: what was done to lay the images over each other, as sentences.
    """

    grid: TargetGrid
    info: RasterInfo
    groups: tuple[BandGroup, ...]
    steps: tuple[SeriesStep, ...]
    notes: tuple[str, ...]
    sources: tuple[RasterSource, ...]

    @property
    def bands(self) -> tuple[str, ...]:
        """All bands."""
        return tuple(name for group in self.groups for name in group.bands)

    @property
    def has_codes(self) -> bool:
        """Whether anything tells clouds."""
        return any(step.codes for step in self.steps)

    @property
    def is_asked(self) -> bool:
        """Whether servers are asked for some of the pixels."""
        return any(source.is_asked for source in self.sources)

    @property
    def code_sources(self) -> list[RasterSource]:
        """What tells clouds, each once."""
        readers = (reader for step in self.steps for reader in step.codes)
        return list({id(reader): reader.source for reader in readers}.values())

    @property
    def pixel_bytes(self) -> int:
        """Bytes of all dates of a pixel of the reference, its masks included."""
        own = sum(
            np.dtype(g.dtype).itemsize * len(g.bands) / g.factor**2 + 1 / g.factor**2
            for g in self.groups
        )
        return max(1, int(len(self.steps) * (own + 1)))

    def close(self) -> None:
        """Close all rasters."""
        for source in self.sources:
            source.close()


def plan_series(
    images: Sequence[SeriesImage],
    bands: Sequence[str],
    layout: str = STACKED,
    same_day: str = MOSAIC,
    resampling: str = AUTO,
    workers: int = 2,
) -> SeriesPlan:
    """Lay images over each other in space and in time.

    The grid of the image with the finest pixels, of those the earliest, is the reference.

    Args:
        images: by date.
        bands: names of those that are used.
        layout: STACKED puts all bands on the reference grid; SEPARATE leaves bands with pixels two,
            three, ... times as wide on theirs.
        same_day: MOSAIC makes one step of a day's images; KEEP as many as a band has images.
        resampling: see GridReader.
        workers: threads that read.

    Raises:
        RasterError: no image, images that cannot be laid over each other, or a mask of another
            place.
    """
    images = [chosen for image in images if (chosen := image.choose(bands)) is not None]
    if not images:
        raise RasterError("No image is left; check the dates, and the folder or the {RASTERS}.")
    _check_steps(images, bands)
    sizes = [grid_of(image.info).pixel_area ** 0.5 for image in images]
    reference = images[int(np.argmin(np.round(sizes, 9)))].info
    unique = {(i.info.path, i.info.transform): i.info for i in images}
    grid = common_grid(list(unique.values()), grid_of(reference), UNION)
    groups = make_groups(images, bands, grid, layout)
    # Products of several resolutions share a band of codes.
    coded = list(dict.fromkeys(image.open_codes for image in images if image.open_codes))
    sources = open_sources([*(image.open_bands for image in images), *coded], workers)
    codes = {
        make: GridReader(source, grid, NEAREST)
        for make, source in zip(coded, sources[len(images) :])
    }
    _check_codes(images, codes)
    reads = _make_reads(images, sources, groups, resampling)
    steps = [
        SeriesStep(
            members[0].date,
            tuple(dict.fromkeys(m.name for m in members)),
            tuple(reads[id(m)] for m in members),
            tuple(m.path for m in members),
            tuple(codes[k] for k in dict.fromkeys(m.open_codes for m in members) if k),
        )
        for members in _group_steps(images, same_day)
    ]
    info = _reference_info(reference, grid, groups)
    notes = _describe_reads(images, list(reads.values()))
    return SeriesPlan(grid, info, groups, tuple(steps), notes, tuple(sources))


def _check_codes(images: Sequence[SeriesImage], codes: Mapping[Opener, GridReader]) -> None:
    for image in images:
        if image.open_codes:
            mask = codes[image.open_codes].source.info
            check_ground([mask], grid_of(image.info), image.name)


def _make_reads(
    images: Sequence[SeriesImage],
    sources: Sequence[RasterSource],
    groups: Sequence[BandGroup],
    resampling: str,
) -> dict[int, StepRead]:
    """How each image is read, by its ``id``."""
    place = {name: (g, k) for g, group in enumerate(groups) for k, name in enumerate(group.bands)}
    reads = {}
    for image, source in zip(images, sources):
        # An image's bands share its pixels, and with them their group.
        group = place[image.bands[0]][0]
        reader = GridReader(source, groups[group].grid, resampling)
        places = tuple(place[name][1] for name in image.bands)
        reads[id(image)] = StepRead(group, places, reader)
    return reads


def _describe_reads(
    images: Sequence[SeriesImage], reads: Sequence[StepRead]
) -> tuple[Message, ...]:
    """How images come onto the common grid, each way once, and whose numbers are scaled."""
    readers = [read.reader for read in reads]
    exact = sum(reader.method == EXACT for reader in readers)
    total = counted(len(readers), "{count} image", "{count} images")
    first = counted(
        exact,
        "{count} of {total} is on the pixel grid, and its pixels taken as they are.",
        "{count} of {total} are on the pixel grid, and their pixels taken as they are.",
        total=total,
    )
    others = dict.fromkeys(reader.describe() for reader in readers if reader.method != EXACT)
    scaled = len({image.path for image in images if image.is_scaled})
    scales = counted(
        scaled,
        "{count} raster stores numbers with a scale and an offset: its true values are taken.",
        "{count} rasters store numbers with a scale and an offset: their true values are taken.",
    )
    return (first, *others, *([scales] if scaled else []))


def _check_steps(images: Sequence[SeriesImage], bands: Sequence[str]) -> None:
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


def _group_steps(images: Sequence[SeriesImage], same_day: str) -> list[list[SeriesImage]]:
    days: defaultdict[date, list[SeriesImage]] = defaultdict(list)
    for image in images:
        days[image.date].append(image)
    steps = []
    for day in sorted(days):
        if same_day == MOSAIC:
            steps.append(days[day])
            continue
        turns: defaultdict[int, list[SeriesImage]] = defaultdict(list)
        seen: Counter[str] = Counter()
        for image in days[day]:
            turn = max(seen[name] for name in image.bands)
            turns[turn].append(image)
            for name in image.bands:
                seen[name] = turn + 1
        steps.extend(turns[k] for k in sorted(turns))
    return steps


def _reference_info(info: RasterInfo, grid: TargetGrid, groups: Sequence[BandGroup]) -> RasterInfo:
    names = groups[0].bands
    count = len(names)
    return replace(
        info,
        name=f"the images' common grid ({info.name})",
        width=grid.width,
        height=grid.height,
        transform=grid.transform,
        crs_wkt=grid.crs_wkt,
        bands=tuple(range(1, count + 1)),
        dtype=groups[0].dtype,
        descriptions=names,
        color_names=("gray",) * count,
        nodatas=(None,) * count,
        more_nodata=((),) * count,
        scales=(1.0,) * count,
        offsets=(0.0,) * count,
        colormap=None,
    )
