"""Samples ready for training, with what quality is measured by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ModelError
from ..hashing import hash_numbers


@dataclass(frozen=True)
class TrainingData:
    """N samples.

    Attributes:
        values: (N, bands), finite.
        labels: int64 (N,): index of the class in the legend; all 0 when nobody knows classes.
        groups: int64 (N,): samples of one polygon of one image share a number.
        images: int64 (N,): index of the image that each comes from.
    """

    values: np.ndarray
    labels: np.ndarray
    groups: np.ndarray
    images: np.ndarray

    def __len__(self) -> int:
        return len(self.labels)

    def select(self, index: np.ndarray) -> TrainingData:
        """Some of the samples, by index or mask."""
        return TrainingData(
            self.values[index], self.labels[index], self.groups[index], self.images[index]
        )

    @classmethod
    def concatenate(cls, parts: Sequence[TrainingData]) -> TrainingData:
        """The samples of several images; their groups stay apart.

        Raises:
            ModelError: the images have different numbers of bands.
        """
        if len({part.values.shape[1] for part in parts}) > 1:
            counts = ", ".join(str(part.values.shape[1]) for part in parts)
            raise ModelError(
                "The images have different numbers of bands ({counts}); name the same bands of "
                "each with {BANDS}.",
                counts=counts,
            )
        keys = np.concatenate(
            [np.stack((np.full(len(p), k), p.groups), axis=1) for k, p in enumerate(parts)]
        )
        _, groups = np.unique(keys, axis=0, return_inverse=True)
        return cls(
            np.concatenate([p.values for p in parts]),
            np.concatenate([p.labels for p in parts]),
            groups.reshape(-1).astype(np.int64),
            np.repeat(np.arange(len(parts)), [len(p) for p in parts]),
        )

    def weights(self, balance_images: bool, balance_classes: bool) -> np.ndarray | None:
        """float64 (N,) with mean 1, or None when all count the same.

        With ``balance_images`` each image weighs the same, with ``balance_classes`` each class.
        """
        weights = np.ones(len(self))
        if balance_images and len(np.unique(self.images)) > 1:
            weights /= np.bincount(self.images)[self.images]
        if balance_classes:
            weights /= np.bincount(self.labels, weights)[self.labels]
        if weights.max() == weights.min():
            return None
        return weights / weights.mean()


def as_float32(values: np.ndarray) -> np.ndarray:
    """Values as forests compare them, and as 0.1 in a float32 raster is.

    Raises:
        ModelError: some are too great for it.
    """
    with np.errstate(over="ignore"):
        found = values.astype(np.float32)
    if not np.isfinite(found).all():
        raise ModelError(
            "Some values are greater than a 32-bit number can hold; check the nodata value."
        )
    return found


def deal_folds(data: TrainingData, count: int, seed: int) -> tuple[np.ndarray, list[int]]:
    """Deal whole polygons to folds, so that each class is spread as evenly as polygons allow.

    The polygons of a class, large ones first, go to the fold that has the fewest samples of it. A
    class of a single polygon cannot be tested without being missed in training; its samples are in
    no fold.

    Args:
        count: folds, at least 2.
        seed: decides between equals.

    Returns:
        int64 (N,): the fold of each sample, -1 for none; and the indices of classes in no fold.
    """
    folds = np.full(len(data), -1, dtype=np.int64)
    alone = []
    for label in np.unique(data.labels).tolist():
        own = np.flatnonzero(data.labels == label)
        groups, places, sizes = np.unique(data.groups[own], return_inverse=True, return_counts=True)
        if len(groups) < 2:
            alone.append(label)
            continue
        ranks = hash_numbers(seed, groups)
        of_group = np.zeros(len(groups), dtype=np.int64)
        filled = np.zeros(count, dtype=np.int64)
        # Which fold comes first differs by class, or small classes would all be in the first.
        order = np.argsort(hash_numbers(seed, np.arange(count), np.full(count, label)))
        for k in np.lexsort((ranks, -sizes)).tolist():
            fold = min(order.tolist(), key=lambda f: filled[f])
            of_group[k] = fold
            filled[fold] += sizes[k]
        folds[own] = of_group[places.reshape(-1)]
    return folds, alone
