"""Taking some tiles of many."""

from __future__ import annotations

import numpy as np

from ..hashing import hash_numbers
from .table import TileTable


def take_some(
    tiles: TileTable, most: int | None, is_shuffled: bool = False, seed: int = 0
) -> TileTable:
    """The first tiles of a table, or of one whose order only the seed decides.

    Args:
        tiles: all.
        most: how many, or None for all.
        is_shuffled: whether they are shuffled first; more tiles of one seed hold the fewer.
        seed: any whole number.
    """
    count = len(tiles)
    order = np.arange(count)
    if is_shuffled:
        order = np.argsort(hash_numbers(seed, order), kind="stable")
    if most is not None and most < count:
        order = order[:most]
    return tiles.select(order)
