"""What a time series is read from: steps in time, bands, and the pixel grid of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from ..errors import RasterError
from ..message import Message, counted
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..raster.transient import open_sources
from ..resampling.align import AUTO, EXACT, UNION, GridReader, check_ground, common_grid
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.resample import NEAREST
from .band_groups import STACKED, BandGroup, make_groups, reference_info
from .compare import check_steps
from .images import Opener, SeriesImage
from .indices import IndexBands, SeriesIndices, find_places

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
        groups: of bands, those on the reference grid first; indices stand behind these.
        steps: in time.
        notes: what was done to lay the images over each other, as sentences.
        indices: that are computed of what is read; None without any.
    """

    grid: TargetGrid
    info: RasterInfo
    groups: tuple[BandGroup, ...]
    steps: tuple[SeriesStep, ...]
    notes: tuple[str, ...]
    sources: tuple[RasterSource, ...]
    indices: SeriesIndices | None = None

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
    def read_groups(self) -> tuple[BandGroup, ...]:
        """Groups of the bands that are read."""
        return self.groups if self.indices is None else self.indices.groups

    @property
    def margin(self) -> int:
        """Pixels of the reference that are read around each window."""
        return 0 if self.indices is None else self.indices.margin

    @property
    def pixel_bytes(self) -> int:
        """Bytes of all dates of a pixel of the reference, its masks included."""
        return self._bytes_of(self.groups)

    @property
    def read_bytes(self) -> int:
        """The same of what is read."""
        return self._bytes_of(self.read_groups)

    def grow(self, windows: np.ndarray) -> np.ndarray:
        """What is read for windows (..., 4) of the reference."""
        margin = self.margin
        return windows + np.array([-margin, -margin, 2 * margin, 2 * margin])

    def _bytes_of(self, groups: Sequence[BandGroup]) -> int:
        own = sum(
            np.dtype(g.dtype).itemsize * len(g.bands) / g.factor**2 + 1 / g.factor**2
            for g in groups
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
    index_bands: IndexBands | None = None,
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
        index_bands: what indices behind the bands of the reference are made of; see as_decimals.

    Raises:
        RasterError: no image, images that cannot be laid over each other, or a mask of another
            place.
    """
    needed = () if index_bands is None else tuple(index_bands.bands.values())
    every = list(dict.fromkeys((*bands, *needed)))
    whole = [chosen for image in images if (chosen := image.choose(every)) is not None]
    shown = {id(image): chosen for image in whole if (chosen := image.choose(bands)) is not None}
    images = list(shown.values())
    if not images:
        raise RasterError("No image is left; check the dates, and the folder or the {RASTERS}.")
    check_steps(whole, every)
    sizes = [grid_of(image.info).pixel_area ** 0.5 for image in images]
    reference = images[int(np.argmin(np.round(sizes, 9)))].info
    unique = {(i.info.path, i.info.transform): i.info for i in images}
    grid = common_grid(list(unique.values()), grid_of(reference), UNION)
    groups = make_groups(images, bands, grid, layout)
    # Read once more where they are shown on coarser pixels.
    hidden = [name for name in dict.fromkeys(needed) if name not in groups[0].bands]
    more = {id(image): part for image in whole if (part := image.choose(hidden)) is not None}
    read = (*groups, *make_groups(list(more.values()), hidden, grid, STACKED))
    # Products of several resolutions share a band of codes.
    coded = list(dict.fromkeys(image.open_codes for image in images if image.open_codes))
    makers = [image.open_bands for image in (*images, *more.values())]
    sources = open_sources([*makers, *coded], workers)
    codes = {
        make: GridReader(source, grid, NEAREST)
        for make, source in zip(coded, sources[len(makers) :])
    }
    _check_codes(images, codes)
    reads = [
        *_make_reads(images, sources, groups, 0, resampling),
        *_make_reads(list(more.values()), sources[len(images) :], read, len(groups), resampling),
    ]
    by_image: defaultdict[int, list[StepRead]] = defaultdict(list)
    for key, step_read in zip((*shown, *more), reads):
        by_image[key].append(step_read)
    steps = [
        SeriesStep(
            members[0].date,
            tuple(dict.fromkeys(m.name for m in members)),
            tuple(step_read for m in members for step_read in by_image[id(m)]),
            tuple(m.path for m in members for _ in by_image[id(m)]),
            tuple(codes[k] for k in dict.fromkeys(m.open_codes for m in members) if k in codes),
        )
        for members in _group_steps(whole, same_day)
    ]
    indices = None
    if index_bands is not None:
        places = find_places(index_bands, groups, hidden)
        indices = SeriesIndices(index_bands.names, places, read, index_bands.scale)
        first = replace(groups[0], bands=(*groups[0].bands, *index_bands.names))
        groups = (first, *groups[1:])
    info = reference_info(reference, grid, groups)
    notes = _describe_reads(images, reads[: len(images)])
    return SeriesPlan(grid, info, groups, tuple(steps), notes, tuple(sources), indices)


def _check_codes(images: Sequence[SeriesImage], codes: Mapping[Opener, GridReader]) -> None:
    for image in images:
        if image.open_codes:
            mask = codes[image.open_codes].source.info
            check_ground([mask], grid_of(image.info), image.name)


def _make_reads(
    images: Sequence[SeriesImage],
    sources: Sequence[RasterSource],
    groups: Sequence[BandGroup],
    first: int,
    resampling: str,
) -> list[StepRead]:
    """How each image is read into the groups from the ``first`` on."""
    place = {
        name: (g, k)
        for g, group in enumerate(groups)
        if g >= first
        for k, name in enumerate(group.bands)
    }
    reads = []
    for image, source in zip(images, sources):
        # An image's bands share its pixels, and with them their group.
        group = place[image.bands[0]][0]
        reader = GridReader(source, groups[group].grid, resampling)
        places = tuple(place[name][1] for name in image.bands)
        reads.append(StepRead(group, places, reader))
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
