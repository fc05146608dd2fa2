"""Tiles of a class beyond what is wanted, and what makes up for it in training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..hashing import hash_texts

_TRAIN = "train"


def draw_order(ids: Sequence[str], seed: int) -> np.ndarray:
    """The order in which tiles are drawn, int64 (N,).

    It depends on nothing but the tiles' own names: of tiles that are drawn by it the same stay
    when others are added elsewhere, whatever the machine.
    """
    return np.lexsort((np.array(ids, dtype=object).astype(str), hash_texts(seed, ids)))


def find_surplus(
    ids: Sequence[str],
    labels: Sequence[str | None],
    splits: Sequence[str | None],
    most: int,
    seed: int,
) -> np.ndarray:
    """Tiles beyond the first ``most`` of their class in the order of draw.

    Tiles for validation and tests are never among them: they stand for the world as it is.

    Args:
        ids: tile_id of each.
        labels: class of each, or None.
        splits: split of each; without any split all tiles are for training.
        most: tiles that a class may have.
        seed: of the draw.

    Returns:
        bool (N,).
    """
    is_split = any(split is not None for split in splits)
    surplus = np.zeros(len(ids), dtype=bool)
    counts: dict[str, int] = {}
    for k in draw_order(ids, seed).tolist():
        label = labels[k]
        if label is None or (is_split and splits[k] != _TRAIN):
            continue
        counts[label] = counts.get(label, 0) + 1
        surplus[k] = counts[label] > most
    return surplus


def class_weights(counts: Mapping[str, int]) -> dict[str, float]:
    """The inverse of each class's frequency, with a mean of 1.

    Args:
        counts: tiles of each class for training. One without any has the weight 0 and no part in
            the mean.
    """
    inverse = {name: 1 / count if count else 0.0 for name, count in counts.items()}
    used = [value for value in inverse.values() if value]
    mean = sum(used) / len(used) if used else 1.0
    return {name: round(value / mean, 6) for name, value in inverse.items()}
