"""Indices of the bands of a series, computed of each date on the common pixel grid."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..errors import ParameterError
from ..indices.meanings import match_meanings
from ..indices.neighbourhood import index_of
from ..indices.request import IndexRequest, check_found, check_names, check_values
from ..indices.source import compute_indices, scale_band
from ..message import Message, counted, list_names
from ..raster.info import RasterInfo
from .band_groups import BandGroup
from .images import SeriesImage, choose_bands
from .openers import DecimalBands

_MOST_NAMED = 12


@dataclass(frozen=True)
class IndexBands:
    """Indices that are wanted of a series, and which of its bands they are made of.

    Attributes:
        names: of the indices.
        bands: name of the band of each meaning.
        scale: factor and summand from the images' numbers to reflectances; None for these.
    """

    names: tuple[str, ...]
    bands: Mapping[str, str]
    scale: tuple[float, float] | None = None

    def tell(self) -> Message:
        """Which bands they are made of, and of which numbers."""
        what = Message("the numbers as they are")
        if self.scale not in (None, (1, 0)):
            what = Message("reflectances, which the numbers stand for")
        return Message(
            "Indices of {name}: {names}, computed of {of_what} ({bands}).",
            names=list_names(self.names, _MOST_NAMED),
            name=Message("the images"),
            of_what=what,
            bands=list_names((f"{m} = {b}" for m, b in self.bands.items()), _MOST_NAMED),
        )


def find_index_bands(
    images: Sequence[SeriesImage],
    shown: Sequence[str],
    request: IndexRequest,
    told: Mapping[str, str] | None = None,
) -> IndexBands:
    """Which bands of the images indices are made of.

    Args:
        images: by date.
        shown: names of the bands that the samples hold.
        request: the indices; its numbers count the bands of all images, as BANDS does.
        told: name of the band of each meaning, where that is known already.

    Raises:
        RasterError: nothing tells a band, a band is called like an index, or the images hold no
            reflectances where an index needs them.
        ParameterError: a number that no band has, or a scale beside images whose true values are
            read.
    """
    known = choose_bands(images, "")
    check_names(Message("the images"), shown, request)
    found = told
    if found is None:
        found = match_meanings(_first_with_each(images, known), _given(request, known))
    check_found(found, request, Message("the images"), known)
    bands = {meaning: found[meaning] for meaning in request.needed}
    _check_numbers(images, list(bands.values()), request)
    return IndexBands(request.names, bands, request.scale)


def _given(request: IndexRequest, known: Sequence[str]) -> dict[str, str]:
    for number in request.meanings.values():
        if not 1 <= number <= len(known):
            raise ParameterError(
                counted(
                    len(known),
                    "{BAND_MEANINGS} names band {band}, but {name} has {count} band.",
                    "{BAND_MEANINGS} names band {band}, but {name} have {count} bands.",
                    band=number,
                    name=Message("the images"),
                )
            )
    return {meaning: known[number - 1] for meaning, number in request.meanings.items()}


def _first_with_each(
    images: Sequence[SeriesImage], names: Sequence[str]
) -> list[tuple[RasterInfo, tuple[str, ...]]]:
    """What the first image that has each band says of it."""
    left, parts = set(names), []
    for image in images:
        own = image.choose([name for name in image.bands if name in left])
        if own is not None:
            left.difference_update(own.bands)
            parts.append((replace(own.info, descriptions=own.bands), own.bands))
    return parts


def _check_numbers(
    images: Sequence[SeriesImage], bands: Sequence[str], request: IndexRequest
) -> None:
    left = set(bands)
    for image in images:
        is_true = image.is_scaled or image.is_product
        if request.scale is not None and is_true and set(image.bands) & set(bands):
            raise ParameterError(
                "{REFLECTANCE} is for numbers as they are stored, and of {name} the true values "
                "are read; leave it empty.",
                name=image.name,
            )
        own = image.choose([name for name in image.bands if name in left])
        if own is not None:
            left.difference_update(own.bands)
            with closing(own.open_bands()) as source:
                check_values(source, request)


def as_decimals(images: Sequence[SeriesImage]) -> list[SeriesImage]:
    """Images of floats, NaN where a band has no value, as indices need them.

    Raises:
        RasterError: an image cannot be opened.
    """
    made = []
    for image in images:
        opener = DecimalBands(image.open_bands)
        with closing(opener()) as source:
            made.append(replace(image, info=source.info, open_bands=opener))
    return made


@dataclass(frozen=True)
class SeriesIndices:
    """Where the bands that indices are made of are read, and what is shown of them.

    Attributes:
        names: of the indices, which stand behind the bands of the first group.
        places: group and place of the band of each meaning, among those that are read.
        groups: of bands that are read; the last one may be for the indices alone.
        scale: see IndexBands.
    """

    names: tuple[str, ...]
    places: Mapping[str, tuple[int, int]]
    groups: tuple[BandGroup, ...]
    scale: tuple[float, float] | None = None

    @property
    def margin(self) -> int:
        """Pixels of the reference that are read around each window."""
        reach = max(index_of(name).reach for name in self.names)
        factor = math.lcm(*(group.factor for group in self.groups))
        # Coarser windows are rounded to pixels, which an even number of them does not change.
        step = 1 if factor == 1 else 2 * factor
        return -(-reach // step) * step

    def describe(self) -> dict[str, Any]:
        """Formula of each index, band of each meaning, and the scale, as plain values."""
        return {
            "formulas": {name: index_of(name).formula for name in self.names},
            "bands": {m: self.groups[g].bands[k] for m, (g, k) in self.places.items()},
            "scale": None if self.scale is None else list(self.scale),
        }

    def inner(self, number: int) -> tuple[slice, slice]:
        """Rows and columns without the margin, of a group that is read."""
        margin = self.margin // self.groups[number].factor
        one = slice(margin, -margin if margin else None)
        return one, one

    def show(self, values: Sequence[np.ndarray]) -> list[np.ndarray]:
        """What is shown of what was read.

        Args:
            values: float (steps, bands, height, width) of each group that is read, with margins.

        Returns:
            The same without them, with the indices behind the bands of the first group.
        """
        steps, count, *size = values[0].shape
        first = np.empty((steps, count + len(self.names), *size), dtype=values[0].dtype)
        first[:, :count] = values[0]
        for step in range(steps):
            bands = {m: values[g][step, k] for m, (g, k) in self.places.items()}
            bands = {m: scale_band(band, self.scale or (1, 0)) for m, band in bands.items()}
            compute_indices(self.names, bands, first[step, count:])
        whole = [first, *values[1:]]
        return [part[(..., *self.inner(number))] for number, part in enumerate(whole)]


def find_places(
    index_bands: IndexBands, groups: Sequence[BandGroup], hidden: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Group and place of the band of each meaning.

    Args:
        index_bands: what the indices are made of.
        groups: that are shown.
        hidden: names of the bands of one more group, which is read for the indices alone.
    """
    own = {name: (0, k) for k, name in enumerate(groups[0].bands)}
    more = {name: (len(groups), k) for k, name in enumerate(hidden)}
    return {meaning: {**own, **more}[name] for meaning, name in index_bands.bands.items()}
