"""Pictures that show nearly the same, among many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, combinations

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled

# Of 256 bits this many may differ. By the pigeonhole principle at least four of sixteen pieces are
# then the same, and of any four pieces two are in one of these groups.
MOST_BITS = 12
_GROUPS = (range(6), range(6, 11), range(11, 16))
# Grey values of alike pictures follow each other this closely.
_LEAST_CORRELATION = 0.97
# Pairs of pieces that more pictures have in common tell nothing; the others decide about those.
_CROWD = 4000
# Where more pairs look the same, that is told and the rest left alone; it keeps memory small.
MOST_PAIRS = 1_000_000
# Pairs whose grey values are compared at once.
_ROOM = 10_000
_BITS = np.array([bin(i).count("1") for i in range(256)], dtype=np.uint8)


def find_near_duplicates(
    thumbnails: np.ndarray,
    hashes: np.ndarray,
    codes: np.ndarray,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> np.ndarray:
    """Pairs of pictures with different codes that look the same.

    Candidates have hashes that differ in at most 12 of 256 bits (multi-index hashing: Norouzi,
    Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index Hashing", 2012); their
    thumbnails must agree too, so that two plain fields are not taken for one.

    Args:
        thumbnails: float32 (N, 16, 17).
        hashes: uint8 (N, 32).
        codes: int64 (N,): pairs of one code are not looked at; below 0: not looked at at all.

    Of very many pictures with one hash each is compared with one or two of the others only, and the
    search ends once there are ``MOST_PAIRS`` pairs.

    Returns:
        int64 (P, 2), the lower index first, sorted.
    """
    pairs, new, waiting = np.empty(0, dtype=np.int64), [], 0
    for one, other in _candidates(hashes, codes, is_cancelled):
        same = _look_same(thumbnails, hashes, one, other)
        i, j = one[same], other[same]
        new.append(np.minimum(i, j) * len(codes) + np.maximum(i, j))
        waiting += len(i)
        if waiting >= MOST_PAIRS:
            pairs, new, waiting = np.unique(np.concatenate((pairs, *new))), [], 0
            if len(pairs) >= MOST_PAIRS:
                break
    pairs = np.unique(np.concatenate((pairs, *new)))[:MOST_PAIRS]
    return np.stack(np.divmod(pairs, max(1, len(codes))), axis=1)


def _candidates(
    hashes: np.ndarray, codes: np.ndarray, is_cancelled: Callable[[], bool]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of two codes with two pieces of their hash in common, some several times."""
    used = np.flatnonzero(codes >= 0)
    pieces = hashes[used].view(np.uint16).astype(np.uint32)
    for one, other in chain.from_iterable(combinations(group, 2) for group in _GROUPS):
        both = pieces[:, one] << 16 | pieces[:, other]
        order = np.argsort(both, kind="stable")
        tile, key = used[order], both[order]
        tile, key = _drop_crowds(tile, key)
        step = 0
        while True:
            if is_cancelled():
                raise CancelledError
            step += 1
            at = np.flatnonzero(key[step:] == key[: max(0, len(key) - step)])
            if not len(at):
                break
            i, j = tile[at], tile[at + step]
            differ = codes[i] != codes[j]
            yield i[differ], j[differ]
    yield from _crowded_copies(used, hashes, codes)


def _crowded_copies(
    used: np.ndarray, hashes: np.ndarray, codes: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each picture of a crowd with one hash, and one of another code; the first such if it can."""
    _, group, counts = np.unique(hashes[used], axis=0, return_inverse=True, return_counts=True)
    group = group.ravel()
    for crowd in np.flatnonzero(counts > _CROWD).tolist():
        tiles = used[group == crowd]
        first = tiles[0]
        others = tiles[codes[tiles] != codes[first]]
        if len(others):
            yield np.full(len(others), first), others
            same = tiles[codes[tiles] == codes[first]]
            yield same, np.full(len(same), others[0])


def _drop_crowds(tile: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    _, place, counts = np.unique(key, return_inverse=True, return_counts=True)
    kept = counts[place.ravel()] <= _CROWD
    return tile[kept], key[kept]


def _look_same(
    thumbnails: np.ndarray, hashes: np.ndarray, i: np.ndarray, j: np.ndarray
) -> np.ndarray:
    """Indices of the pairs whose hashes, and then grey values, are alike; some pairs at a time."""
    alike = np.flatnonzero(_BITS[hashes[i] ^ hashes[j]].sum(axis=1) <= MOST_BITS)
    parts = [alike[start : start + _ROOM] for start in range(0, len(alike), _ROOM)]
    same = [part[_agree(thumbnails[i[part]], thumbnails[j[part]])] for part in parts]
    return np.concatenate(same) if same else alike


def _agree(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    cells = a.shape[1] * a.shape[2]
    a, b = (v.reshape(len(v), cells).astype(np.float64) for v in (a, b))
    mean_a, mean_b = a.mean(axis=1, keepdims=True), b.mean(axis=1, keepdims=True)
    std_a, std_b = a.std(axis=1), b.std(axis=1)
    correlation = ((a - mean_a) * (b - mean_b)).mean(axis=1) / np.maximum(std_a * std_b, 1e-12)
    spread = np.maximum(std_a, std_b)
    apart = np.abs(mean_a - mean_b)[:, 0]
    # Brightness of two dates of one place differs; that of one picture in two files hardly does.
    return (correlation >= _LEAST_CORRELATION) & (
        (apart <= spread) & (np.abs(std_a - std_b) <= 0.5 * spread)
    )
