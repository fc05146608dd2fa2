"""Exact percentiles of more values than memory holds, by radix selection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_DIGIT = 16
_DIGITS = 1 << _DIGIT


def _sortable_bits(values: np.ndarray) -> tuple[np.ndarray, int]:
    """Unsigned keys that sort as the values do, and their width in bits.

    For IEEE 754 numbers the usual trick: flip the sign bit of positive ones and all bits of
    negative ones.
    """
    kind, bits = values.dtype.kind, values.dtype.itemsize * 8
    unsigned = values.view(f"u{values.dtype.itemsize}")
    top = unsigned.dtype.type(1 << (bits - 1))
    if kind == "u":
        return unsigned, bits
    if kind == "i":
        return unsigned ^ top, bits
    return np.where(unsigned & top, ~unsigned, unsigned | top), bits


def _value_of_key(key: int, dtype: np.dtype) -> float:
    bits = dtype.itemsize * 8
    top = 1 << (bits - 1)
    if dtype.kind == "i":
        key ^= top
    elif dtype.kind == "f":
        key = key ^ top if key & top else ~key & ((1 << bits) - 1)
    unsigned = np.dtype(f"u{dtype.itemsize}")
    return float(np.array([key], dtype=unsigned).view(dtype)[0])


class OrderStatistics:
    """Values at given ranks of a stream that can be read several times.

    Each pass settles 16 bits: integers of 8 and 16 bits take one pass, float32 two.
    """

    def __init__(self, dtype: np.dtype, quantiles: Sequence[float]) -> None:
        self.dtype = np.dtype(dtype)
        self.bits = self.dtype.itemsize * 8
        self.quantiles = list(quantiles)
        self.count = 0
        self._shift = max(0, self.bits - _DIGIT)
        self._ranks: dict[int, tuple[int, int]] | None = None
        self._prefixes = {0: np.zeros(_DIGITS, dtype=np.int64)}

    @property
    def is_done(self) -> bool:
        """Whether all ranks are settled."""
        return self._shift < 0

    def histogram(self, values: np.ndarray) -> dict[int, np.ndarray]:
        """What one batch of finite values adds to the running pass; changes nothing."""
        keys, bits = _sortable_bits(np.ascontiguousarray(values))
        found = {}
        for prefix in self._prefixes:
            chosen = keys
            above = self._shift + _DIGIT
            if above < bits:
                chosen = keys[(keys >> keys.dtype.type(above)) == prefix]
            digits = chosen >> keys.dtype.type(self._shift)
            if bits > _DIGIT:
                digits = digits & keys.dtype.type(_DIGITS - 1)
            found[prefix] = np.bincount(digits.astype(np.int64), minlength=_DIGITS)
        return found

    def add(self, histogram: dict[int, np.ndarray]) -> None:
        """Count a batch in."""
        for prefix, counts in histogram.items():
            self._prefixes[prefix] += counts

    def end_pass(self) -> None:
        """Settle the next 16 bits of every rank."""
        ranks = self._ranks
        if ranks is None:
            self.count = int(self._prefixes[0].sum())
            ranks = self._start_ranks()
        step = min(_DIGIT, self.bits)
        settled = {}
        for rank, (prefix, remaining) in ranks.items():
            below = np.cumsum(self._prefixes[prefix])
            digit = int(np.searchsorted(below, remaining, side="right"))
            before = int(below[digit - 1]) if digit else 0
            settled[rank] = ((prefix << step) | digit, remaining - before)
        self._ranks = settled
        self._shift -= _DIGIT
        if not self.is_done:
            prefixes = {prefix for prefix, _ in settled.values()}
            self._prefixes = {p: np.zeros(_DIGITS, dtype=np.int64) for p in prefixes}

    def _start_ranks(self) -> dict[int, tuple[int, int]]:
        ranks = {}
        if self.count:
            for quantile in self.quantiles:
                low = int(np.floor(quantile * (self.count - 1)))
                for rank in (low, min(low + 1, self.count - 1)):
                    ranks[rank] = (0, rank)
        return ranks

    def results(self) -> list[float]:
        """The quantiles, interpolated linearly between ranks as numpy.percentile does."""
        ranks = self._ranks or {}
        values = {r: _value_of_key(key, self.dtype) for r, (key, _) in ranks.items()}
        results = []
        for quantile in self.quantiles:
            place = quantile * (self.count - 1)
            low = int(np.floor(place))
            first, second = values[low], values[min(low + 1, self.count - 1)]
            results.append(first + (second - first) * (place - low))
        return results
