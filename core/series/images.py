"""The dated images of a time series: which file holds which bands of which day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from ..errors import RasterError
from ..files.dates import date_of_bands, dates_of_bands
from ..imagery.band_names import find_band, names_of_bands, plain_word, word_of_file
from ..imagery.scenes import natural_key, raster_date
from ..message import list_names
from ..raster.compare import BandTags, tags_of
from ..raster.info import RasterInfo
from ..raster.nodata import NodataSettings
from ..raster.source import FileRasterSource, RasterSource
from ..raster.true_values import is_scaled
from .openers import BandsOpener, FileBands

Opener = Callable[[], RasterSource]


@dataclass(frozen=True)
class SeriesImage:
    """Bands of one file on one day.

    Attributes:
        path: of the file or product.
        name: for people.
        date: of the image.
        bands: names, in the order in which they are read.
        info: of the raster, with these bands.
        open_bands: opens it for reading these bands.
        open_codes: opens the band of cloud codes, or None when it has none.
        is_product: whether it is of a Sentinel-2 product.
        is_scaled: whether its file stores numbers that stand for others, which are read.
        is_named_by_file: whether its only band is called after the file.
        tags: what its file says about each of the bands; empty for products.
    """

    path: str
    name: str
    date: date
    bands: tuple[str, ...]
    info: RasterInfo = field(repr=False)
    open_bands: BandsOpener = field(repr=False)
    open_codes: Opener | None = field(default=None, repr=False)
    is_product: bool = False
    is_scaled: bool = False
    is_named_by_file: bool = False
    tags: tuple[BandTags, ...] = field(default=(), repr=False)

    def with_tags(self, tags: Sequence[BandTags]) -> SeriesImage:
        """The same whose scales, offsets and nodata are others."""
        opener = self.open_bands.with_tags(tags)
        with closing(opener()) as source:
            return replace(
                self,
                info=source.info,
                open_bands=opener,
                tags=tuple(tags),
                is_scaled=source.is_scaled,
            )

    def choose(self, wanted: Sequence[str]) -> SeriesImage | None:
        """The same with those of its bands that are wanted; None when it has none of them."""
        index = [k for k, name in enumerate(self.bands) if name in wanted]
        if not index:
            return None
        if len(index) == len(self.bands):
            return self
        opener = self.open_bands.choose(index)
        with closing(opener()) as source:
            info = source.info
        bands = tuple(self.bands[k] for k in index)
        tags = tuple(self.tags[k] for k in index) if self.tags else ()
        return replace(self, bands=bands, info=info, open_bands=opener, tags=tags)


def open_codes_of(path: str, band: str) -> RasterSource:
    """The band of a file that holds codes of clouds."""
    return FileRasterSource(path, band)


def images_of_file(
    path: str,
    day: date | None = None,
    pattern: str | None = None,
    nodata: float | None = None,
    code_band: str = "",
    settings: NodataSettings | None = None,
    numbers: str = "",
) -> list[SeriesImage]:
    """The image in a raster file, or several when its bands are dates.

    Args:
        path: of the raster.
        day: its date, when a table tells it; else it is read, see raster_date.
        pattern: how dates are written in file and band names; see read_date.
        nodata: a value to treat as nodata besides the tagged one.
        code_band: name or number of the band with cloud codes, which is not a band of the image.
        settings: what the user has set for the layer's nodata values.
        numbers: of the bands that are data, separated by commas; empty for all but alpha bands.

    Raises:
        RasterError: nothing tells the date, or it cannot be opened.
    """
    with closing(FileRasterSource(path, numbers, nodata)) as source:
        info = source.info
    day = day or raster_date(info, pattern) or date_of_bands(info.descriptions, pattern)
    name = Path(path).name
    if day is None:
        return _images_of_stack(FileBands(path, info.bands, nodata, settings), info, pattern)
    names, by_file = names_of_bands(info, path, pattern)
    codes = find_band(names, info.bands, code_band) if code_band else None
    if code_band and codes is None:
        raise RasterError(
            "{name} has no band {code_band} with cloud codes; it has {names}.",
            name=name,
            code_band=code_band,
            names=list_names(names, 20),
        )
    kept = [k for k, number in enumerate(info.bands) if number != codes]
    if not kept:
        raise RasterError(
            "{name} has no band besides {code_band}, which holds cloud codes.",
            name=name,
            code_band=code_band,
        )
    opener = partial(open_codes_of, path, str(codes)) if codes else None
    image = _file_image(
        FileBands(path, tuple(info.bands[k] for k in kept), nodata, settings),
        name,
        day,
        tuple(names[k] for k in kept),
        opener,
    )
    return [replace(image, is_named_by_file=by_file)]


def _images_of_stack(stack: FileBands, info: RasterInfo, pattern: str | None) -> list[SeriesImage]:
    """An image for each date in the names of a file's bands."""
    name = Path(stack.path).name
    days = dates_of_bands(info.descriptions, pattern)
    if days is None:
        raise RasterError(
            "Nothing tells the date of {name}: neither its metadata, nor its name, nor the names "
            "of its bands. Give a {DATE_PATTERN} or a {DATE_TABLE}; if it is not an image of the "
            "series, move it out of the folder, or name the images in {RASTERS}.",
            name=name,
        )
    own = [plain_word(text, pattern) for text in info.descriptions]
    if len(set(zip(days, own))) == len(days) > len(set(days)) and "" not in own:
        # Several bands a date.
        index = {day: [k for k, other in enumerate(days) if other == day] for day in sorted(days)}
        return [
            _file_image(stack.choose(own_bands), f"{name}, {day}", day, [own[k] for k in own_bands])
            for day, own_bands in index.items()
        ]
    word = word_of_file(stack.path, pattern)
    return [
        _file_image(stack.choose([k]), f"{name}, {text}", day, [word])
        for k, (text, day) in enumerate(zip(info.descriptions, days))
    ]


def _file_image(
    opener: FileBands,
    name: str,
    day: date,
    bands: Sequence[str],
    open_codes: Opener | None = None,
) -> SeriesImage:
    with closing(opener.stored()) as stored:
        tags, scaled = tags_of(stored.info), is_scaled(stored.info)
    with closing(opener()) as source:
        return SeriesImage(
            opener.path,
            name,
            day,
            tuple(bands),
            source.info,
            opener,
            open_codes,
            is_scaled=scaled,
            tags=tags,
        )


def choose_bands(images: Sequence[SeriesImage], wanted: str) -> tuple[str, ...]:
    """Names of the bands that are used, in the order given, else in that of the first images.

    Args:
        images: of all days.
        wanted: names or numbers separated by commas; empty for all.

    Raises:
        RasterError: a band that no image has.
    """
    known = list(dict.fromkeys(name for image in images for name in image.bands))
    chosen = []
    for part in wanted.replace(";", ",").split(","):
        if not part.strip():
            continue
        # Where an alpha band comes first, band_2 is the first of those that are known.
        nameless = f"band_{part.strip()}"
        word = nameless if nameless in known else part
        number = find_band(known, range(1, len(known) + 1), word)
        if number is None:
            raise RasterError(
                "{BANDS} asks for {part}, which no image has; they have {known}.",
                part=part.strip(),
                known=list_names(known, 20),
            )
        chosen.append(known[number - 1])
    return tuple(dict.fromkeys(chosen)) or tuple(known)


def attach_codes(
    images: Sequence[SeriesImage],
    masks: Sequence[tuple[str, str, date | None]],
    pair: Callable[..., tuple[Sequence[int], object]],
) -> list[SeriesImage]:
    """Images with the masks of their days, or in their order; see pair_by_date.

    Args:
        images: by date.
        masks: path, name and date of each.
        pair: pairs names and dates of both.
    """
    openers = [partial(open_codes_of, path, "1") for path, _, _ in masks]
    days = [day for _, _, day in masks]
    if None not in days and len(set(days)) == len(days):
        # Several images of a day share its mask.
        unique = list(dict.fromkeys(image.date for image in images))
        index, _ = pair([(str(day), day) for day in unique], [m[1:] for m in masks])
        by_day = dict(zip(unique, index))
        return [replace(i, open_codes=openers[by_day[i.date]]) for i in images]
    index, _ = pair([(i.name, i.date) for i in images], [m[1:] for m in masks])
    return [replace(i, open_codes=openers[k]) for i, k in zip(images, index)]


def sort_images(images: Sequence[SeriesImage]) -> list[SeriesImage]:
    """By date, then by name."""
    return sorted(images, key=lambda i: (i.date, natural_key(i.name), i.path))


def lookup_date(path: str, table: Mapping[str, date]) -> date | None:
    """A file's date in a table of names: its path, its name, or its name without extension."""
    name = Path(path).name
    return next((table[key] for key in (path, name, Path(name).stem) if key in table), None)
