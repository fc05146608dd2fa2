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
    found, best = codes.copy(), _count(codes, valid, side)
    for code in np.unique(codes[valid]).tolist():
        count = _box_sums(valid & (codes == code), side)
        more = valid & (count > best)
        found[more] = code
        np.maximum(best, count, out=best)
    return found


def _count(codes: np.ndarray, valid: np.ndarray, side: int) -> np.ndarray:
    """int32 (height, width): how many pixels of the square are of the pixel's own class."""
    own = np.zeros(codes.shape, dtype=np.int32)
    for code in np.unique(codes[valid]).tolist():
        here = valid & (codes == code)
        own[here] = _box_sums(here, side)[here]
    return own


def _box_sums(mask: np.ndarray, side: int) -> np.ndarray:
    """int32 (height, width): true pixels of the square around each."""
    reach = side // 2
    sums = np.pad(mask, reach + 1)[:-1, :-1].astype(np.int32).cumsum(axis=0).cumsum(axis=1)
    return np.asarray(
        sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    )
