"""Noticing fill that no nodata value marks, in the pixels that are read anyway."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np

# So many pixels are looked at along the sides of a read: it costs next to nothing.
_SIDE = 48
# Shares: of a read's pixels, for a value to be followed; of all, for it to matter; of its own
# pixels that lie along edges, as collars do and bright clouds or dark water do not.
_LEAST_IN_READ = 0.02
_LEAST = 0.01
_LEAST_OUTER = 0.7
# Values of one read that are followed, and that are told of at last: a scene has two fills at most.
_MOST_FOLLOWED = 3
_MOST_FILLS = 2
# Of a fill's pixels so many have one beside them: it lies in patches, unlike chance and saturation.
_LEAST_COMPACT = 0.8
# Fill ends at once: what is beside it is as far from its value as pixels are elsewhere. Where water
# or clouds end, values come near first: of those beside, most are among this share of the nearest,
# and nearer than this part of the way to the middle one.
_NEAREST = 0.2
_NEAR_PART = 0.5
_MOST_NEAREST = 0.5
# Values run up to where a sensor saturates; fill beyond all others stands apart: in the first of so
# many equal parts of their range there are few of them, or few beside the fill itself.
_RANGE_PARTS = 50
_MOST_NEAR = 0.01
_MOST_BESIDE = 0.03
# A hole within the image is one in all of several bands: heights of buildings have one, of ground.
_LEAST_BANDS = 2
_MOST_SAMPLES = 200_000
# Rasters of fewer values, or with as many neighbours that are equal, show classes, whose commonest
# value is no fill.
_LEAST_VALUES = 16
_MOST_EQUAL = 0.5
_MOST_VALUES = 1000


@dataclass(frozen=True)
class Fill:
    """A value that all bands share over a share (0 to 1, an estimate) of the pixels."""

    value: float
    share: float


@dataclass
class _Trail:
    """What was seen of one value that all bands share: numbers of pixels, and of pairs of them."""

    pixels: int = 0
    outer: int = 0
    equal_pairs: int = 0
    inner: int = 0
    starts: int = 0
    beside: list[np.ndarray] = field(default_factory=list)
    beside_count: int = 0


class FillWatch:
    """Looks at what is read from one raster; safe to use from several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._total = 0
        self._bands = 0
        self._pairs = 0
        self._equal_pairs = 0
        self._trails: dict[float, _Trail] = {}
        self._values: set[float] = set()
        self._samples: list[np.ndarray] = []
        self._sampled = 0

    def add(self, values: np.ndarray, valid: np.ndarray) -> None:
        """Values (bands, height, width) and where they are valid (height, width)."""
        step = max(1, -(-max(valid.shape) // _SIDE))
        seen, known = values[:, ::step, ::step], valid[::step, ::step]
        count = int(np.count_nonzero(known))
        if not count or seen.dtype.kind == "c":
            return
        first = seen[0]
        same = known & (seen == first).all(axis=0)
        constants, numbers = np.unique(first[same], return_counts=True)
        paired, equal = _equal_pairs(values, valid, step)
        followed = np.argsort(-numbers, kind="stable")[:_MOST_FOLLOWED]
        found = [
            (float(constants[k]), self._follow(values, valid, step, same, equal, constants[k]))
            for k in followed.tolist()
            if numbers[k] >= _LEAST_IN_READ * count
        ]
        extremes = _extremes(seen[:, known])
        with self._lock:
            self._total += count * step**2
            self._bands = len(values)
            self._pairs += int(np.count_nonzero(paired))
            self._equal_pairs += int(np.count_nonzero(equal))
            if self._sampled < _MOST_SAMPLES:
                self._samples.append(extremes)
                self._sampled += extremes.shape[1]
            if len(self._values) < _MOST_VALUES:
                self._values.update(np.unique(first[known]).tolist()[:_MOST_VALUES])
            for value, trail in found:
                _join(self._trails.setdefault(value, _Trail()), trail)

    @staticmethod
    def _follow(
        values: np.ndarray,
        valid: np.ndarray,
        step: int,
        same: np.ndarray,
        equal: np.ndarray,
        value: np.generic,
    ) -> _Trail:
        is_it = same & (values[0, ::step, ::step] == value)
        trail = _Trail(
            pixels=int(np.count_nonzero(is_it)) * step**2,
            outer=int(np.count_nonzero(_along_edges(is_it))) * step**2,
            equal_pairs=int(np.count_nonzero(equal & is_it[:, : equal.shape[1]])),
        )
        lines = values[:, ::step], valid[::step]
        columns = values[:, :, ::step].swapaxes(1, 2), valid[:, ::step].T
        for line, known in (lines, columns):
            inside = known & (line == value).all(axis=0)
            one, next_one = inside[:, :-1], inside[:, 1:]
            trail.inner += int(np.count_nonzero(one & next_one))
            trail.starts += int(np.count_nonzero(one & known[:, 1:]))
            for others, place in (
                (one & ~next_one & known[:, 1:], np.s_[:, :, 1:]),
                (next_one & ~one & known[:, :-1], np.s_[:, :, :-1]),
            ):
                trail.beside.append(_extremes(line[place][:, others]))
        trail.beside_count = sum(part.shape[1] for part in trail.beside)
        return trail

    def find(self) -> list[Fill]:
        """The values that look like fill, the commonest first; two at most."""
        with self._lock:
            if not self._trails or len(self._values) < _LEAST_VALUES:
                return []
            common = sorted(self._trails, key=lambda v: -self._trails[v].pixels)[:_MOST_FILLS]
            common = [v for v in common if self._trails[v].pixels >= _LEAST * self._total]
            if not common or self._shows_classes(common):
                return []
            others = np.concatenate(self._samples, axis=1)
            for value in common:
                others = others[:, (others != value).any(axis=0)]
            return [
                Fill(value, self._trails[value].pixels / self._total)
                for value in common
                if others.shape[1] and self._is_fill(value, others)
            ]

    def _is_fill(self, value: float, others: np.ndarray) -> bool:
        trail = self._trails[value]
        is_compact = trail.inner >= _LEAST_COMPACT * trail.starts
        if not is_compact or not _ends_at_once(value, trail, others):
            return False
        is_outer = trail.outer >= _LEAST_OUTER * trail.pixels
        if others.min() < value < others.max():
            return is_outer
        may_be_hole = self._bands >= _LEAST_BANDS
        return (is_outer or may_be_hole) and _stands_apart(
            value, others, trail.pixels / self._total
        )

    def _shows_classes(self, fills: list[float]) -> bool:
        """Whether most neighbours are equal, besides those of the values that may be fill."""
        own = sum(self._trails[value].equal_pairs for value in fills)
        return self._equal_pairs - own > _MOST_EQUAL * (self._pairs - own)


def _equal_pairs(values: np.ndarray, valid: np.ndarray, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Of some pixels and their right neighbours: whether both are valid, and are equal."""
    right, right_valid = values[:, ::step, 1::step], valid[::step, 1::step]
    width = right_valid.shape[1]
    paired = valid[::step, ::step][:, :width] & right_valid
    return paired, paired & (values[:, ::step, ::step][:, :, :width] == right).all(axis=0)


def _extremes(pixels: np.ndarray) -> np.ndarray:
    """Least and greatest value of each pixel, float64 (2, N), of values (bands, N)."""
    # A valid pixel may be NaN in some bands.
    return np.stack([np.fmin.reduce(pixels), np.fmax.reduce(pixels)]).astype(np.float64)


def _join(trail: _Trail, more: _Trail) -> None:
    trail.pixels += more.pixels
    trail.outer += more.outer
    trail.equal_pairs += more.equal_pairs
    trail.inner += more.inner
    trail.starts += more.starts
    if more.beside_count and trail.beside_count < _MOST_SAMPLES:
        trail.beside += more.beside
        trail.beside_count += more.beside_count


def _ends_at_once(value: float, trail: _Trail, others: np.ndarray) -> bool:
    """Whether the pixels beside a value are as far from it as others are."""
    if not trail.beside_count:
        return True
    beside = _distances(value, np.concatenate(trail.beside, axis=1))
    nearest, middle = np.quantile(_distances(value, others), (_NEAREST, 0.5))
    near = min(nearest, _NEAR_PART * middle)
    return bool(np.count_nonzero(beside < near) <= _MOST_NEAREST * len(beside))


def _distances(value: float, extremes: np.ndarray) -> np.ndarray:
    return np.maximum(np.abs(extremes[0] - value), np.abs(extremes[1] - value))


def _stands_apart(value: float, others: np.ndarray, share: float) -> bool:
    """Whether there is a gap between a value and all others."""
    distance = _distances(value, others)
    low, high = np.quantile(distance, (0.02, 0.98))
    near = np.count_nonzero(distance <= (high - low) / _RANGE_PARTS) / len(distance)
    is_alone = near < max(_MOST_NEAR, _MOST_BESIDE * share / (1 - share))
    return bool(distance.min() > 0 and is_alone)


def _along_edges(is_it: np.ndarray) -> np.ndarray:
    """Where a bool array is True without a gap from one of its edges on, along row or column."""
    outer = np.zeros_like(is_it)
    for axis in (0, 1):
        outer |= np.logical_and.accumulate(is_it, axis=axis)
        outer |= np.flip(np.logical_and.accumulate(np.flip(is_it, axis), axis=axis), axis)
    return outer
