"""Scaling values to 8 bits, the same way for every tile of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import ExportError
from ..message import Parameter
from ..raster.info import RasterInfo

STYLE = "STYLE"
PERCENTILE = "PERCENTILE"
MINMAX = "MINMAX"
RANGE = "RANGE"
NONE = "NONE"
SCALINGS = (PERCENTILE, STYLE, MINMAX, RANGE, NONE)
FITTED = (PERCENTILE, MINMAX)
# What a scaling is fitted to.
DATASET = "DATASET"
SCENE = "SCENE"
SCALING_PERS = (DATASET, SCENE)
LOW_QUANTILE = 0.02
HIGH_QUANTILE = 0.98
# Of which NumPy's numbers of table entries, of 64 bits each, stay in the processor's cache.
_VALUES_AT_ONCE = 1 << 17


@dataclass(frozen=True)
class Scaling:
    """Maps each band's range to 0..255: ``round((v - least) / (greatest - least) * 255)``.

    Values outside are clipped; halves round to the even neighbour, as numpy.rint does.
    ``refused`` is how many tiles it could not be fitted to.
    """

    method: str
    least: tuple[float, ...]
    greatest: tuple[float, ...]
    refused: int = field(default=0, compare=False)
    _tables: dict[tuple[int, np.dtype], np.ndarray] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __getstate__(self) -> dict[str, Any]:
        """Tables are made anew where a copy is sent to."""
        return {**self.__dict__, "_tables": {}}

    def part(self, number: int) -> Scaling:
        """The scaling of one of several rasters, by its number from 0."""
        return self

    def apply(
        self, values: np.ndarray, valid: np.ndarray, fill: int = 0, out: np.ndarray | None = None
    ) -> np.ndarray:
        """Scale (bands, height, width) to uint8; invalid and non-finite pixels become ``fill``.

        ``out``, when given, takes the result.
        """
        scaled = np.empty(values.shape, dtype=np.uint8) if out is None else out
        for b, band in enumerate(values):
            if band.dtype.kind in "iu" and band.dtype.itemsize <= 2:
                _look_up(self._table(b, band.dtype), band, scaled[b])
            else:
                finite = np.isfinite(band) if band.dtype.kind == "f" else None
                scaled[b] = self._scale(b, band if finite is None else np.where(finite, band, 0))
                if finite is not None and not finite.all():
                    scaled[b][~finite] = fill
        if not valid.all():
            scaled[:, ~valid] = fill
        return scaled

    def _scale(self, b: int, band: np.ndarray) -> np.ndarray:
        least, greatest = self.least[b], self.greatest[b]
        values = band.astype(np.float64)
        if greatest == least:
            return np.where(values > least, 255, 0).astype(np.uint8)
        values -= least
        values /= greatest - least
        values *= 255
        np.rint(values, out=values)
        return np.clip(values, 0, 255, out=values).astype(np.uint8)

    def _table(self, b: int, dtype: np.dtype) -> np.ndarray:
        table = self._tables.get((b, dtype))
        if table is None:
            codes = np.arange(1 << (8 * dtype.itemsize), dtype=f"u{dtype.itemsize}")
            table = self._tables[b, dtype] = self._scale(b, codes.view(dtype))
        return table

    def describe(self, bands: Sequence[str]) -> list[dict[str, Any]]:
        """One row a band, as dataset.json keeps it."""
        return [
            {"band": name, "min": least, "max": greatest}
            for name, least, greatest in zip(bands, self.least, self.greatest)
        ]


def _look_up(table: np.ndarray, band: np.ndarray, scaled: np.ndarray) -> None:
    """Put the table's entry of each of a band's codes into ``scaled``."""
    codes = band.view(f"u{band.dtype.itemsize}")
    step = max(1, _VALUES_AT_ONCE // max(1, band.shape[-1]))
    for top in range(0, len(band), step):
        # Every code is in the table; checking that would take as long as looking up.
        scaled[top : top + step] = np.take(table, codes[top : top + step], mode="clip")


def parse_range(least: str, greatest: str, info: RasterInfo) -> Scaling:
    """A fixed range from SCALE_MIN and SCALE_MAX: one number, or one a band with commas.

    Raises:
        ExportError: a missing or malformed number, a wrong count, or a range that is empty.
    """
    count = len(info.bands)
    low = _numbers("SCALE_MIN", least, count)
    high = _numbers("SCALE_MAX", greatest, count)
    for name, one, other in zip(info.descriptions, low, high):
        if not one < other:
            raise ExportError(
                "{SCALE_MIN} is {one:g} and {SCALE_MAX} {other:g} for {name}; {SCALE_MIN} must "
                "be the smaller.",
                one=one,
                other=other,
                name=name,
            )
    return Scaling(RANGE, low, high)


def _numbers(name: str, text: str, count: int) -> tuple[float, ...]:
    text = str("" if text is None else text).strip()
    if not text:
        raise ExportError(
            "{SCALING=RANGE} needs {name}: the value that becomes 0 or 255.", name=Parameter(name)
        )
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = (float("nan"),)
    if not np.isfinite(numbers).all():
        raise ExportError(
            "{name} is {text!r}; write one number, or one a band separated by commas.",
            name=Parameter(name),
            text=text,
        )
    if len(numbers) not in (1, count):
        raise ExportError(
            "{name} has {count} numbers, but {bands} bands are exported.",
            name=Parameter(name),
            count=len(numbers),
            bands=count,
        )
    return numbers * count if len(numbers) == 1 else numbers
