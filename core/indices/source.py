"""A raster with indices as further bands, computed as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ..files.fingerprint import fingerprint_values
from ..message import Message, list_names
from ..raster.fill import FillWatch
from ..raster.info import RasterInfo
from ..raster.nodata import holds_value, nodata_interval
from ..raster.source import RasterSource
from ..raster.true_values import float_type
from .neighbourhood import index_of
from .table import SpectralIndex


class IndexSource(RasterSource):
    """Bands of a raster as they are stored, and indices of their true values behind them.

    Values are floats, NaN where a band has none of its own, and where an index cannot be computed:
    a band of it has no value, or it divides by 0. A pixel is valid where one of the bands is.

    Args:
        base: the raster, closed with it.
        count: how many of its bands are shown; the others are read for indices alone.
        names: of the indices; without any, the bands are given as such floats.
        places: of the bands of the base by meaning, 0-based.
        scale: factor and summand from stored to true values; None for those of each band.

    Attributes:
        base: the same.
        names: the same.
        scale: the same.
    """

    def __init__(
        self,
        base: RasterSource,
        count: int,
        names: Sequence[str],
        places: Mapping[str, int],
        scale: tuple[float, float] | None = None,
    ) -> None:
        self.base = base
        self.names = tuple(names)
        self.scale = scale
        self._count = count
        self._needed = {m: places[m] for name in names for m in index_of(name).bands}
        self._reach = max((index.reach for index in self._indices), default=0)
        info = base.info
        dtype = float_type(info.dtype)
        self._dtype = dtype
        self._gaps = _gaps_of(base)
        self._scales = [scale or (info.scales[k], info.offsets[k]) for k in range(len(info.bands))]
        more = len(self.names)
        self.is_asked = base.is_asked
        self.is_scaled = base.is_scaled
        self.info = replace(
            info,
            band_count=info.band_count + more,
            bands=(*info.bands[:count], *(info.band_count + 1 + k for k in range(more))),
            dtype=dtype.name,
            descriptions=(*info.descriptions[:count], *self.names),
            color_names=(*info.color_names[:count], *("undefined",) * more),
            nodatas=(float("nan"),) * (count + more),
            more_nodata=((),) * (count + more),
            scales=(*info.scales[:count], *(1.0,) * more),
            offsets=(*info.offsets[:count], *(0.0,) * more),
            is_mixed=False,
            colormap=None,
        )

    @property
    def watch(self) -> FillWatch | None:
        """Looks at what the base reads."""
        return self.base.watch

    @watch.setter
    def watch(self, watch: FillWatch | None) -> None:
        self.base.watch = watch

    @property
    def _indices(self) -> list[SpectralIndex]:
        # Functions are not sent to other processes; names are.
        return [index_of(name) for name in self.names]

    @property
    def shown_places(self) -> dict[str, int]:
        """Of the bands that are shown and that indices are made of, by meaning, 0-based."""
        return {m: k for m, k in self._needed.items() if k < self._count}

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self.base.can_be_sent

    def fingerprint(self) -> str | None:
        """The indices, and what they are computed of."""
        return fingerprint_values(
            {
                "formulas": [index.formula for index in self._indices],
                "places": self._needed,
                "scales": self._scales,
                "base": self.base.fingerprint(),
            }
        )

    def tell(self) -> Message:
        """Which bands the indices are made of, and of which numbers."""
        info = self.base.info
        bands = list_names((f"{m} = {info.descriptions[k]}" for m, k in self._needed.items()), 12)
        of_what = Message("the numbers as they are")
        if any((factor, summand) != (1, 0) for factor, summand in self._scales):
            of_what = Message("reflectances, which the numbers stand for")
        return Message(
            "Indices of {name}: {names}, computed of {of_what} ({bands}).",
            names=list_names(self.names, 12),
            name=info.name,
            of_what=of_what,
            bands=bands,
        )

    def count_requests(self, windows: Iterable[Sequence[int]]) -> int:
        """See RasterSource.count_requests."""
        return self.base.count_requests(map(self._grow, windows))

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        grown = self._grow(window)
        values, valid = self._append(*self.base.read(grown))
        left, top = (int(window[k]) - grown[k] for k in (0, 1))
        rows = slice(top, top + int(window[3]))
        columns = slice(left, left + int(window[2]))
        return values[:, rows, columns], valid[rows, columns]

    def _grow(self, window: Sequence[int]) -> tuple[int, int, int, int]:
        """A window with the pixels around it that are looked at, as far as there are some."""
        col, row, width, height = (int(v) for v in window)
        reach = self._reach
        left, top = max(0, col - reach), max(0, row - reach)
        right = min(self.info.width, col + width + reach)
        bottom = min(self.info.height, row + height + reach)
        return left, top, right - left, bottom - top

    def read_reduced(
        self, window: Sequence[int], width: int, height: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_reduced. What lies around a pixel is what lies there in full."""
        if tuple(window[2:]) == (width, height):
            return self.read(window)
        if self._reach:
            return super().read_reduced(window, width, height)
        return self._append(*self.base.read_reduced(window, width, height))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._append(*self.base.read_overview(width, height))

    def _append(self, values: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        shown = self._count
        found = np.empty((len(self.info.bands), *valid.shape), dtype=self._dtype)
        is_whole = bool(valid.all())
        stored = {k: found[k] for k in range(shown)}
        for place in sorted({*stored, *self._needed.values()}):
            band = stored.setdefault(place, np.empty(valid.shape, dtype=self._dtype))
            band[...] = values[place]
            has = holds_value(values[place], self._gaps[place])
            if has is not None and not is_whole:
                has &= valid
            if has is not None or not is_whole:
                band[~(valid if has is None else has)] = np.nan
        bands = {m: scale_band(stored[k], self._scales[k]) for m, k in self._needed.items()}
        compute_indices(self.names, bands, found[shown:])
        if len(values) > shown:
            # Others than those that are shown may have values there.
            valid = valid & ~np.isnan(found[:shown]).all(axis=0)
        return found, valid

    def close(self) -> None:
        """See RasterSource.close."""
        self.base.close()


def scale_band(band: np.ndarray, scale: tuple[float, float]) -> np.ndarray:
    """Floats times a factor, with a summand, of the same type."""
    factor, summand = scale
    if factor == 1 and summand == 0:
        return band
    return band * band.dtype.type(factor) + band.dtype.type(summand)


def compute_indices(
    names: Sequence[str], bands: Mapping[str, np.ndarray], found: np.ndarray
) -> None:
    """Compute indices into ``found``, NaN where one has no finite value.

    Args:
        names: of the indices.
        bands: float (height, width) by meaning, NaN where a band has no value.
        found: float (indices, height, width).
    """
    with np.errstate(all="ignore"):
        for own, name in zip(found, names):
            np.copyto(own, index_of(name).compute(dict(bands)), casting="same_kind")
            own[~np.isfinite(own)] = np.nan


def _gaps_of(source: RasterSource) -> list[tuple[tuple[float, float], ...]]:
    """What stands for nothing in each band, the value that the user names among it."""
    given = nodata_interval(source.nodata, np.dtype(source.info.dtype))
    more = () if given is None else (given,)
    return [(*gaps, *more) for gaps in source.info.gaps]


def info_of_file(source: RasterSource) -> RasterInfo:
    """What a raster says of itself, without the indices that are computed of it."""
    return source.base.info if isinstance(source, IndexSource) else source.info
