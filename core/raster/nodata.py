"""Which values of a band stand for no value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..message import Message, as_message, listed

# The least and the last value of numbers that stand for nothing, both included.
Interval = tuple[float, float]
# From here on nothing is measured; programs write the lowest number of a type with few digits.
_HUGE = 1e38
# GDAL's nodata mask takes floats this near to each other for equal, in units of their spacing.
_SPACINGS = 4


@dataclass(frozen=True)
class NodataSettings:
    """What the user has set for a layer's nodata values, by band number from 1 on.

    Attributes:
        more: intervals of true values (scaled as the band says) that are nodata besides the tagged
            one, both ends included.
        switched_off: bands whose tagged value is no longer nodata.
    """

    more: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    switched_off: frozenset[int] = frozenset()

    def describe(self, bands: Sequence[int]) -> list[Message]:
        """What they change in these bands, as sentences for the log."""
        notes = []
        more = {gap for band in bands for gap in self.more.get(band, ())}
        if more:
            gaps = [_describe_gap(*gap) for gap in sorted(more)]
            notes.append(
                Message("The layer's additional nodata values count: {gaps}.", gaps=listed(gaps))
            )
        off = [str(band) for band in bands if band in self.switched_off]
        if off:
            notes.append(
                Message(
                    "The layer's own nodata value is switched off in band {bands}, and its pixels "
                    "count as data.",
                    bands=", ".join(off),
                )
            )
        return notes

    def record(self, bands: Sequence[int]) -> dict[str, Any]:
        """What they change in these bands, for dataset.json; empty when nothing."""
        more = {str(b): [list(gap) for gap in self.more[b]] for b in bands if self.more.get(b)}
        off = [b for b in bands if b in self.switched_off]
        facts = {"additional_nodata": more, "nodata_switched_off": off}
        return {name: value for name, value in facts.items() if value}


def _describe_gap(least: float, last: float) -> Message:
    if least == last:
        return as_message(f"{least:g}")
    return Message("{least:g} to {last:g}", least=least, last=last)


def nodata_interval(nodata: float | None, dtype: np.dtype) -> Interval | None:
    """The values of a type that a nodata value stands for; None when there are none.

    Tags are written as text, often with fewer digits than the pixels have. Whole numbers drop what
    stands behind the point, floats are compared within some of their spacings, and -3.4e38 means
    the lowest float32, -3.4028235e38: as GDAL's own nodata mask has it.

    Args:
        nodata: a tagged or a given value.
        dtype: type of the pixels.
    """
    if nodata is None or nodata != nodata:
        return None
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        if not limits.min - 1 < nodata < limits.max + 1:
            return None
        return int(nodata), int(nodata)
    if dtype.kind != "f":
        return nodata, nodata
    if abs(nodata) >= _HUGE:
        decade = 10.0 ** np.floor(np.log10(min(abs(nodata), float(np.finfo(np.float64).max))))
        least = dtype.type(max(_HUGE, decade)).item()
        return (-np.inf, -least) if nodata < 0 else (least, np.inf)
    value = dtype.type(nodata)
    near = float(_SPACINGS * np.finfo(dtype).eps * abs(value))
    return float(dtype.type(value - near)), float(dtype.type(value + near))


def holds_value(band: np.ndarray, gaps: Iterable[Interval]) -> np.ndarray | None:
    """Bool mask of the pixels whose value stands for itself; None when all do by their type.

    Args:
        band: values of one band, of any shape.
        gaps: values that stand for nothing, see nodata_interval; so do NaN and infinity.
    """
    has = np.isfinite(band) if band.dtype.kind in "fc" else None
    for least, last in gaps:
        outside = band != least if least == last else (band < least) | (band > last)
        has = outside if has is None else has & outside
    return has
