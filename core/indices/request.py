"""Which indices are asked for, and opening a raster with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import ParameterError, RasterError
from ..message import Message, as_message, both, list_names
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..raster.true_values import is_scaled, with_gaps
from .meanings import MEANINGS, example_of, find_meanings
from .neighbourhood import LEAST, MOST, find_index, index_of
from .source import IndexSource
from .table import INDICES

_MOST_BANDS = 12
# Pixels along a side that are looked at; and what is no reflectance, however bright the place.
_LOOK = 64
_MOST_REFLECTANCE = 2.0


@dataclass(frozen=True)
class IndexRequest:
    """Indices that are wanted of rasters.

    Attributes:
        names: of them; see find_index.
        meanings: number of the band of each meaning that is told; see parse_meanings.
        scale: factor and summand from stored numbers to reflectances, as told; None for what the
            raster says.
    """

    names: tuple[str, ...]
    meanings: Mapping[str, int] = field(default_factory=dict)
    scale: tuple[float, float] | None = None

    @property
    def needed(self) -> tuple[str, ...]:
        """What bands mean that the indices are made of, in one order for all rasters."""
        wanted = {meaning for name in self.names for meaning in index_of(name).bands}
        return tuple(meaning for meaning in MEANINGS if meaning in wanted)


def parse_indices(text: str) -> tuple[str, ...]:
    """Names of indices, from a text such as ``NDVI, NDWI, NIR_SD5``; each once.

    Raises:
        ParameterError: a word is no index.
    """
    names = [part.upper() for part in re.split(r"[\s,;]+", text) if part]
    for name in names:
        if find_index(name) is None:
            raise ParameterError(
                "{INDICES} names {name}, which is not known; choose from {known}. Behind an index "
                "or what a band means stands _MEAN or _SD with an odd number from {least} to "
                "{most}, such as NDVI_SD5.",
                name=name,
                known=", ".join(INDICES),
                least=LEAST,
                most=MOST,
            )
    return tuple(dict.fromkeys(names))


def parse_scale(text: str) -> tuple[float, float] | None:
    """Factor and summand, from a text such as ``0.0001`` or ``0.0000275,-0.2``; None if empty.

    Raises:
        ParameterError: it is not one number or two, or the factor is not above 0.
    """
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    if not parts:
        return None
    try:
        factor, summand = (float(part) for part in (*parts, "0")[: max(2, len(parts))])
    except ValueError:
        factor = summand = math.nan
    if not (math.isfinite(factor) and math.isfinite(summand) and factor > 0):
        raise ParameterError(
            "{REFLECTANCE} is {text!r}; write the factor that makes reflectances of stored "
            "numbers, and if need be what is added then, such as 0.0001 or 0.0000275,-0.2.",
            text=text,
        )
    return factor, summand


def open_with_indices(
    opener: Callable[[str], RasterSource],
    bands: str,
    request: IndexRequest,
    at_last: Callable[[str], RasterSource] | None = None,
    names: str = "",
) -> RasterSource:
    """Open some bands of a raster, and indices behind them.

    Args:
        opener: opens the raster with a list of bands; see FileRasterSource.
        bands: that are shown, as such a list; others are read for the indices alone.
        request: the indices; without any the raster is opened as it is.
        at_last: opens it once its bands are known, where that is otherwise than by ``opener``.
        names: of all bands, such as ``B02,B11``, where lists are of names rather than numbers.

    Raises:
        RasterError: nothing tells which band an index is made of, the raster holds no
            reflectances, or a band is called like an index.
    """
    if not request.names:
        return (at_last or opener)(bands)
    source = opener(bands)
    try:
        check_names(source.info.name, source.info.descriptions, request)
        check_values(source, request)
        whole = source
        if names or bands.strip():
            whole = opener(names)
            whole.close()
        keys = _keys(whole.info, names)
        found = find_meanings(whole.info, request.meanings)
        check_found(found, request, whole.info.name, whole.info.descriptions)
        wanted = {m: keys[whole.info.bands.index(found[m])] for m in request.needed}
        chosen = _keys(source.info, names)
        others = [key for key in dict.fromkeys(wanted.values()) if key not in chosen]
        if others or at_last is not None:
            source.close()
            listed = ",".join((*chosen, *others)) if others else bands
            source = (at_last or opener)(listed)
        read = _keys(source.info, names)
        places = {meaning: read.index(key) for meaning, key in wanted.items()}
        return IndexSource(source, len(chosen), request.names, places, request.scale)
    except BaseException:
        source.close()
        raise


def _keys(info: RasterInfo, names: str) -> tuple[str, ...]:
    """What bands are listed by."""
    return info.descriptions if names else tuple(map(str, info.bands))


def check_names(raster: str | Message, bands: Sequence[str], request: IndexRequest) -> None:
    """Refuse an index beside a band that is called so.

    Raises:
        RasterError: one is.
    """
    twice = next((n for n in request.names if n.lower() in map(str.lower, bands)), None)
    if twice is not None:
        raise RasterError(
            "{name} has a band called {index} already; leave {index} out of {INDICES}, or the "
            "band out of {BANDS}.",
            name=raster,
            index=twice,
        )


def check_found(
    found: Mapping[str, object],
    request: IndexRequest,
    raster: str | Message,
    bands: Sequence[str],
) -> None:
    """Make sure that bands of all meanings that are needed are found.

    Args:
        found: the band of each meaning; see find_meanings.
        request: the indices.
        raster: name, for people.
        bands: names of those that it has.

    Raises:
        RasterError: one is not.
    """
    for name in request.names:
        missing = [meaning for meaning in index_of(name).bands if meaning not in found]
        if missing:
            raise RasterError(
                "{index} needs {needed}, and nothing tells which band of {name} ({bands}) is "
                "{missing}; say it with {BAND_MEANINGS}, such as {example}.",
                index=name,
                needed=both(map(as_message, index_of(name).bands)),
                name=raster,
                bands=list_names(bands, _MOST_BANDS),
                missing=both(map(as_message, missing)),
                example=example_of(request.needed),
            )


def check_values(source: RasterSource, request: IndexRequest) -> None:
    """Refuse numbers that nobody says the scale of, where an index needs reflectances.

    Raises:
        RasterError: the raster holds such numbers.
    """
    info = source.info
    index = next((name for name in request.names if not index_of(name).is_ratio), None)
    if index is None or request.scale is not None or is_scaled(info):
        return
    if np.dtype(info.dtype).kind == "f":
        greatest = _look(source)
        if greatest <= _MOST_REFLECTANCE:
            return
        what = Message("values such as {value:g}", value=greatest)
    else:
        what = Message("{dtype} without a scale", dtype=info.dtype)
    raise RasterError(
        "{index} needs reflectances from 0 to 1, and {name} holds {what}; say with {REFLECTANCE} "
        "what makes them of its numbers, such as 0.0001, or 0.0001,-0.1.",
        index=index,
        name=info.name,
        what=what,
    )


def _look(source: RasterSource) -> float:
    """The middle of what a few pixels in the middle of a raster hold; 0 where there are none."""
    info = source.info
    width, height = min(_LOOK, info.width), min(_LOOK, info.height)
    place = ((info.width - width) // 2, (info.height - height) // 2)
    values, valid = source.read((*place, width, height))
    known = with_gaps(values, valid, info)
    return float(np.nanmedian(known)) if np.isfinite(known).any() else 0.0
