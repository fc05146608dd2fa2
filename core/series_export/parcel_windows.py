"""One window a parcel, which size holds how many of them, and how many vertices they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_STEPS, _VERTEX_STEPS = 8, 4
_USUAL_SHARE = 0.9
_MOST_BINS = 16


@dataclass(frozen=True)
class ParcelHistogram:
    """Parcels counted in bins of something that is measured of each.

    Attributes:
        sizes: float64 or int64 (N,), what is measured.
        edges: int64 (bins + 1,).
        counts: int64 (bins,): parcels of at least one edge and less than the next.
    """

    sizes: np.ndarray
    edges: np.ndarray
    counts: np.ndarray

    def lines(self, unit: str = "") -> list[str]:
        """The histogram as text: what is measured, parcels, and how many have no more."""
        total = np.cumsum(self.counts)
        most = max(1, int(self.counts.max(initial=1)))
        rows = []
        for k, count in enumerate(self.counts.tolist()):
            bar = "#" * round(30 * count / most)
            share = 100 * total[k] / max(1, len(self.sizes))
            span = f"{self.edges[k]} - {self.edges[k + 1]}"
            rows.append(f"{span:>13}{unit} {count:>8} {share:5.1f} % {bar}")
        return rows

    def rows(self) -> list[dict[str, Any]]:
        """The histogram as values: from, to, parcels."""
        return [
            {"from": int(a), "to": int(b), "parcels": int(n)}
            for a, b, n in zip(self.edges[:-1], self.edges[1:], self.counts)
        ]


@dataclass(frozen=True)
class SizeHistogram(ParcelHistogram):
    """Sizes of parcels: the longer side of their bounds, in pixels."""

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


def measure_sizes(bounds: np.ndarray) -> SizeHistogram:
    """A histogram of the longer sides of bounds (N, 4), in steps of 8 pixels or a multiple."""
    sizes = (bounds[:, 2:] - bounds[:, :2]).max(axis=1) if len(bounds) else np.empty(0)
    return SizeHistogram(sizes, *_count_in_bins(sizes, _STEPS))


def measure_vertices(counts: np.ndarray) -> ParcelHistogram:
    """A histogram of numbers of vertices, int64 (N,), in steps of 4 or a multiple.

    Tarasiou and Zafeiriou (2021) make one of a layer's parcels, to choose to how many vertices all
    are simplified.
    """
    return ParcelHistogram(counts, *_count_in_bins(counts, _VERTEX_STEPS))


def _count_in_bins(values: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    greatest = float(values.max(initial=1))
    while greatest > step * _MOST_BINS:
        step *= 2
    edges = np.arange(0, int(greatest // step) * step + step + 1, step)
    return edges, np.histogram(values, edges)[0]


def centred_windows(bounds: np.ndarray, size: int) -> np.ndarray:
    """Int64 (N, 4) windows of ``size`` pixels a side around the middles of bounds (N, 4)."""
    middles = (bounds[:, :2] + bounds[:, 2:]) / 2
    starts = np.rint(middles - size / 2).astype(np.int64)
    return np.concatenate((starts, np.full_like(starts, size)), axis=1)
