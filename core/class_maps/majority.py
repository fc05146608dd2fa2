"""The commonest class of a window around each pixel."""

from __future__ import annotations

import numpy as np


def majority(codes: np.ndarray, valid: np.ndarray, side: int) -> np.ndarray:
    """Each valid pixel's commonest class among the valid pixels of the square around it.

    A pixel keeps its class where that is as common as any; of others that are equally common the
    least code is taken.

    Args:
        codes: (height, width) whole numbers.
        valid: bool of the same shape: pixels that have a class; others neither count nor change.
        side: of the square in pixels, odd.

    Returns:
        Codes of the same shape and type.
    """
    own, best = (np.zeros(codes.shape, dtype=np.int32) for _ in range(2))
    likely = codes.copy()
    for code in np.unique(codes[valid]).tolist():
        here = valid & (codes == code)
        count = _box_sums(here, side)
        own[here] = count[here]
        more = count > best
        likely[more] = code
        best[more] = count[more]
    return np.asarray(np.where(valid & (own < best), likely, codes))


def _box_sums(mask: np.ndarray, side: int) -> np.ndarray:
    """int32 (height, width): true pixels of the square around each."""
    reach = side // 2
    sums = np.pad(mask, reach + 1)[:-1, :-1].astype(np.int32).cumsum(axis=0).cumsum(axis=1)
    return np.asarray(
        sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    )
