"""Which of many boxes reach into which of many windows."""

from __future__ import annotations

import numpy as np

from .runs import expand_runs

# Boxes are looked up by strips of this many columns.
_STRIP = 128


def find_overlapping(
    windows: np.ndarray, bounds: np.ndarray, names: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of a window and a box that reaches into it, not only along an edge.

    Args:
        windows: int64 (N, 4) column, row, width and height.
        bounds: float64 (4, M) least column, least row, greatest column and greatest row of boxes.
        names: int64 (M,) a number of each box, from 0.

    Returns:
        int64 (pairs,) number of the window, and name of the box, ascending.
    """
    left, top = windows[:, 0], windows[:, 1]
    right, bottom = left + windows[:, 2], top + windows[:, 3]
    first, last = left // _STRIP, (right - 1) // _STRIP
    lowest, strips = int(first.min()), int(last.max()) + 1 - int(first.min())
    first, last = first - lowest, last - lowest
    box_first, box_last = (
        np.clip(np.floor(sides / _STRIP) - lowest, -1, strips).astype(np.int64)
        for sides in (bounds[0], bounds[2])
    )
    begins = np.maximum(box_first, 0)
    lengths = np.maximum(np.minimum(box_last, strips - 1) - begins + 1, 0)
    strip = expand_runs(begins, lengths)
    order = np.argsort(strip, kind="stable")
    members = np.repeat(np.arange(len(begins)), lengths)[order]
    strip_ends = np.cumsum(np.bincount(strip, minlength=strips))
    counts = np.diff(strip_ends, prepend=0)
    # Each window with each of its strips, and each of those with its boxes.
    widths = last - first + 1
    looked = expand_runs(first, widths)
    window = np.repeat(np.arange(len(windows)), widths)
    box = members[expand_runs(strip_ends[looked] - counts[looked], counts[looked])]
    window, looked = np.repeat(window, counts[looked]), np.repeat(looked, counts[looked])
    # What shares several strips with a window is met in each of them.
    is_first = looked == np.maximum(begins[box], first[window])
    window, box = window[is_first], box[is_first]
    reaches = (
        (bounds[0][box] < right[window])
        & (bounds[2][box] > left[window])
        & (bounds[1][box] < bottom[window])
        & (bounds[3][box] > top[window])
    )
    window, name = window[reaches], names[box[reaches]]
    order = np.argsort(window * (int(names.max(initial=0)) + 1) + name, kind="stable")
    return window[order], name[order]
