"""Keeping groups of tiles together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...hashing import hash_texts
from ...message import Message
from .method import SplitMethod


class GroupMethod(SplitMethod):
    """Groups that the user names."""

    name = "GROUP"
    title = Message("groups from a layer")
    help = "GROUP: groups of tiles, assigned at random."
    units = Message("groups of tiles")
    unit = Message("group of tiles")
    too_few = Message("choose another {GROUP_FIELD}, or fewer splits")
    closer = Message("smaller groups")
    needs_groups = True


def group_codes(names: Sequence[str | None]) -> tuple[np.ndarray, list[str]]:
    """Int64 (N,) codes of the groups, -1 for none, and the sorted names they stand for."""
    known = sorted({name for name in names if name is not None})
    place = {name: k for k, name in enumerate(known)}
    return np.array([-1 if name is None else place[name] for name in names], dtype=np.int64), known


def group_keys(codes: np.ndarray, names: Sequence[str], keys: np.ndarray, seed: int) -> np.ndarray:
    """Uint64 (N,): a number that all tiles of a group share; others keep their own of ``keys``."""
    if not len(names):
        return keys
    return np.where(codes >= 0, hash_texts(seed, names)[codes], keys)


def gather_units(together: np.ndarray, pieces: np.ndarray) -> np.ndarray:
    """Move sets of tiles whole: each to the piece of the area that holds most of its tiles.

    Args:
        together: int64 (N,): tiles of one number stay together.
        pieces: uint64 (N,): the piece, such as a block, of each tile. Of pieces that hold equally
            many the one of the least number is taken.

    Returns:
        uint64 (N,): the piece of each tile now.
    """
    _, piece = np.unique(pieces, return_inverse=True)
    known, set_of = np.unique(together, return_inverse=True)
    piece, set_of = piece.ravel(), set_of.ravel()
    count = int(piece.max()) + 1
    pair, tiles = np.unique(set_of * count + piece, return_counts=True)
    owner, place = np.divmod(pair, count)
    # The last of each owner in this order is the one with most tiles and the least number.
    order = np.lexsort((-place, tiles, owner))
    last = np.append(owner[order][1:] != owner[order][:-1], True)
    best = np.empty(len(known), dtype=np.int64)
    best[owner[order][last]] = place[order][last]
    return np.unique(pieces)[best[set_of]]
