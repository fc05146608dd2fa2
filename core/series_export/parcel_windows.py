"""One window a parcel, and which size of window holds how many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_STEPS = 8
_USUAL_SHARE = 0.9
_MOST_BINS = 16


@dataclass(frozen=True)
class SizeHistogram:
    """Sizes of parcels: the longer side of their bounds, in pixels, counted in bins.

    Attributes:
        sizes: float64 (N,).
        edges: int64 (bins + 1,).
        counts: int64 (bins,): parcels of at least one edge and less than the next.
    """

    sizes: np.ndarray
    edges: np.ndarray
    counts: np.ndarray

    @property
    def suggestion(self) -> int:
        """The least multiple of 8 pixels that holds nine parcels out of ten whole."""
        if not len(self.sizes):
            return _STEPS
        ordered = np.sort(self.sizes)
        # A parcel of 16 pixels may lie across 17.
        needed = ordered[int(np.ceil(_USUAL_SHARE * len(ordered))) - 1] + 1
        return max(_STEPS, int(-(-needed // _STEPS)) * _STEPS)

    def whole_share(self, size: int) -> float:
        """Share of the parcels that a window of ``size`` pixels holds whole, 0 to 1."""
        return float((np.ceil(self.sizes) + 1 <= size).mean()) if len(self.sizes) else 1.0

    def lines(self) -> list[str]:
        """The histogram as text: size, parcels, and how many are no larger."""
        total = np.cumsum(self.counts)
        most = max(1, int(self.counts.max(initial=1)))
        rows = []
        for k, count in enumerate(self.counts.tolist()):
            bar = "#" * round(30 * count / most)
            share = 100 * total[k] / max(1, len(self.sizes))
            span = f"{self.edges[k]} - {self.edges[k + 1]}"
            rows.append(f"{span:>13} px {count:>8} {share:5.1f} % {bar}")
        return rows

    def rows(self) -> list[dict[str, Any]]:
        """The histogram as values: from and to in pixels, parcels."""
        return [
            {"from": int(a), "to": int(b), "parcels": int(n)}
            for a, b, n in zip(self.edges[:-1], self.edges[1:], self.counts)
        ]


def measure_sizes(bounds: np.ndarray) -> SizeHistogram:
    """A histogram of the longer sides of bounds (N, 4), in steps of 8 pixels or a multiple."""
    sizes = (bounds[:, 2:] - bounds[:, :2]).max(axis=1) if len(bounds) else np.empty(0)
    greatest = sizes.max(initial=1.0)
    step = _STEPS
    while greatest > step * _MOST_BINS:
        step *= 2
    edges = np.arange(0, int(greatest // step) * step + step + 1, step)
    return SizeHistogram(sizes, edges, np.histogram(sizes, edges)[0])


def centred_windows(bounds: np.ndarray, size: int) -> np.ndarray:
    """Int64 (N, 4) windows of ``size`` pixels a side around the middles of bounds (N, 4)."""
    middles = (bounds[:, :2] + bounds[:, 2:]) / 2
    starts = np.rint(middles - size / 2).astype(np.int64)
    return np.concatenate((starts, np.full_like(starts, size)), axis=1)
