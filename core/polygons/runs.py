"""Runs of consecutive numbers."""

from __future__ import annotations

import numpy as np


def expand_runs(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """All numbers of runs of consecutive ones, int64: 3 of length 2 and 7 of length 1 are 3 4 7."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
