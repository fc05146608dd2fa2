"""Choosing some of many samples: at random, at a distance, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from ..errors import CancelledError, LayerError
from ..hashing import hash_numbers
from ..run.batches import never_cancelled
from .samples import PixelSamples


@dataclass(frozen=True)
class ThinningRule:
    """Which samples to keep.

    Attributes:
        max_per_class: most samples of a class; None for all.
        distance: least distance in metres between two samples of a class, 0 for none.
        pixel_size: width and height of a pixel in metres.
        seed: of the choice.
    """

    max_per_class: int | None = None
    distance: float = 0.0
    pixel_size: tuple[float, float] = (1.0, 1.0)
    seed: int = 0

    def __post_init__(self) -> None:
        if self.max_per_class is not None and self.max_per_class < 1:
            raise LayerError(
                "{MAX_PER_CLASS} is {max_per_class}; it must be 1 or more, or empty for all.",
                max_per_class=self.max_per_class,
            )
        if not self.distance >= 0:
            raise LayerError(
                "{MIN_DISTANCE} is {distance:g}; it cannot be negative.", distance=self.distance
            )

    @property
    def keeps_all(self) -> bool:
        """Whether nothing is thinned."""
        return self.max_per_class is None and not self.distance


def thin_samples(
    batches: Iterable[PixelSamples],
    rule: ThinningRule,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> PixelSamples | None:
    """Choose samples of a stream, holding few more than are kept; None when there are none.

    Every pixel has a random rank by its place, so the choice does not depend on how the stream is
    cut into batches. The lowest ranks of a class are kept. With a distance, the raster is first
    cut into cells so small that two samples of one cell are too near to each other, and the lowest
    rank of each is a candidate; then candidates are taken by rank unless one taken before is too
    near.
    """
    if rule.keeps_all:
        everything = list(batches)
        return PixelSamples.concatenate(everything) if everything else None
    kept = None
    for batch in batches:
        kept = batch if kept is None else PixelSamples.concatenate((kept, batch))
        kept = kept.select(_survivors(kept, rule))
    if kept is None:
        return None
    if rule.distance:
        kept = kept.select(_far_apart(kept, rule, is_cancelled))
    return kept.in_reading_order()


def _ranks(samples: PixelSamples, seed: int) -> np.ndarray:
    return hash_numbers(seed, samples.rows, samples.cols)


def _cells(samples: PixelSamples, rule: ThinningRule) -> tuple[np.ndarray, np.ndarray]:
    # A cell's diagonal must be shorter than the distance; centres in one row are whole pixels
    # apart, so that a hair less than the exact side changes nothing else.
    side = rule.distance / np.sqrt(2) * (1 - 1e-9)
    width, height = rule.pixel_size
    return (
        np.floor(samples.rows * height / side).astype(np.int64),
        np.floor(samples.cols * width / side).astype(np.int64),
    )


def _survivors(samples: PixelSamples, rule: ThinningRule) -> np.ndarray:
    """Indices of the samples that may still be chosen when more come."""
    ranks = _ranks(samples, rule.seed)
    if rule.distance:
        rows, cols = _cells(samples, rule)
        order = np.lexsort((ranks, cols, rows, samples.class_ids))
        keys = np.stack((samples.class_ids, rows, cols))[:, order]
        is_first = np.ones(len(order), dtype=bool)
        is_first[1:] = (keys[:, 1:] != keys[:, :-1]).any(axis=0)
        return np.sort(order[is_first])
    order = np.lexsort((ranks, samples.class_ids))
    ids = samples.class_ids[order]
    starts = np.flatnonzero(np.diff(ids, prepend=ids[:1] - 1))
    place = np.arange(len(ids)) - np.repeat(starts, np.diff(starts, append=len(ids)))
    most = len(ids) if rule.max_per_class is None else rule.max_per_class
    return np.sort(order[place < most])


def _far_apart(
    samples: PixelSamples, rule: ThinningRule, is_cancelled: Callable[[], bool]
) -> np.ndarray:
    rows, cols = (v.tolist() for v in _cells(samples, rule))
    width, height = rule.pixel_size
    ys, xs = (samples.rows * height).tolist(), (samples.cols * width).tolist()
    classes = samples.class_ids.tolist()
    least = rule.distance * rule.distance * (1 - 1e-9)
    near = [(i, j) for i in range(-2, 3) for j in range(-2, 3)]
    taken: dict[tuple[int, int, int], list[tuple[float, float]]] = {}
    counts: dict[int, int] = {}
    chosen = []
    for step, k in enumerate(np.argsort(_ranks(samples, rule.seed)).tolist()):
        if step % 4096 == 0 and is_cancelled():
            raise CancelledError
        class_id = classes[k]
        if rule.max_per_class is not None and counts.get(class_id, 0) >= rule.max_per_class:
            continue
        others = (taken.get((class_id, rows[k] + i, cols[k] + j)) for i, j in near)
        if any(
            o is not None and (xs[o] - xs[k]) ** 2 + (ys[o] - ys[k]) ** 2 < least for o in others
        ):
            continue
        taken[class_id, rows[k], cols[k]] = k
        counts[class_id] = counts.get(class_id, 0) + 1
        chosen.append(k)
    return np.sort(np.array(chosen, dtype=np.int64))
