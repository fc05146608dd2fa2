"""Random choices that are the same on every machine and with every version of numpy."""

from __future__ import annotations

import numpy as np


def hash_numbers(numbers: np.ndarray, seed: int) -> np.ndarray:
    """Mix integers and a seed to uint64 of the same shape that look random.

    The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
    Generators, 2014), which is a bijection: different numbers have different hashes.
    """
    start = np.uint64((int(seed) * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) % 2**64)
    mixed = np.asarray(numbers).astype(np.uint64)
    for _ in range(2):
        # Twice, because seeds that differ by little must not give orders that do.
        mixed = mixed + start
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return mixed
