"""Tiles without objects beyond their share."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .class_cap import draw_order


def find_surplus_empty(
    ids: Sequence[str],
    splits: Sequence[str | None],
    is_empty: np.ndarray,
    share: float,
    seed: int,
) -> np.ndarray:
    """Empty tiles that would make more than a share of their split.

    Args:
        ids: tile_id of each.
        splits: split of each, or None.
        is_empty: bool (N,).
        share: percentage of the tiles of a split that stay, 0 to 100.
        seed: of the draw that decides which stay.

    Returns:
        bool (N,).
    """
    surplus = np.zeros(len(ids), dtype=bool)
    order = draw_order(ids, seed)
    words = np.array([split or "" for split in splits], dtype=object)
    for split in sorted(set(words.tolist())):
        here = order[words[order] == split]
        empty = here[is_empty[here]]
        most = len(empty) if share >= 100 else _most_empty(len(here) - len(empty), share)
        surplus[empty[most:]] = True
    return surplus


def _most_empty(others: int, share: float) -> int:
    """How many empty tiles may stand beside so many others."""
    # A share in decimals must not lose a tile to rounding: 20 % beside 80 are 20.
    return math.floor(round(others * share / (100 - share), 9))
