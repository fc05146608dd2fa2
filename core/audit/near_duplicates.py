"""Pictures that show nearly the same, among many."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled

# Of 256 bits this many may differ. By the pigeonhole principle hashes that differ in fewer bits
# than there are pieces have a piece in common.
MOST_BITS = 12
_PIECES = 16
# Grey values of alike pictures follow each other this closely.
_LEAST_CORRELATION = 0.97
# Pieces that more pictures have in common tell nothing; the other pieces decide about those.
_CROWD = 4000
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

    Returns:
        int64 (P, 2), the lower index first, sorted.
    """
    found = []
    used = np.flatnonzero(codes >= 0)
    pieces = hashes[used].view(np.uint16)
    for k in range(_PIECES):
        order = np.argsort(pieces[:, k], kind="stable")
        tile, key = used[order], pieces[order, k]
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
            i, j = i[differ], j[differ]
            alike = _BITS[hashes[i] ^ hashes[j]].sum(axis=1) <= MOST_BITS
            i, j = i[alike], j[alike]
            same = _agree(thumbnails[i], thumbnails[j])
            found.append(np.stack((np.minimum(i, j)[same], np.maximum(i, j)[same]), axis=1))
    pairs = np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)
    return np.unique(pairs, axis=0)


def _drop_crowds(tile: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    _, place, counts = np.unique(key, return_inverse=True, return_counts=True)
    kept = counts[place.ravel()] <= _CROWD
    return tile[kept], key[kept]


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
