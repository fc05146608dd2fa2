"""Numbers that look random and are the same on every machine and with every library version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MASK = (1 << 64) - 1


def hash_numbers(seed: int, *columns: np.ndarray) -> np.ndarray:
    """A uint64 for each row of integer columns, by the finaliser of SplitMix64.

    Unlike a shuffle, the number of a row depends on nothing but its own values and the seed, so
    rows that are added elsewhere change nothing here. The mixer is that of Steele, Lea and Flood,
    "Fast Splittable Pseudorandom Number Generators" (2014).

    Args:
        seed: any whole number.
        columns: integer arrays (N,).
    """
    state = _mix(np.full(len(columns[0]), seed & _MASK, dtype=np.uint64))
    for column in columns:
        values = column if column.dtype == np.uint64 else column.astype(np.int64).view(np.uint64)
        state = _mix(state ^ values)
    return state


def hash_texts(seed: int, texts: Iterable[str]) -> np.ndarray:
    """A uint64 for each text, by BLAKE2b (RFC 7693) with the seed as key."""
    key = (seed & _MASK).to_bytes(8, "little")
    digests = bytearray()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digests += hashlib.blake2b(data, digest_size=8, key=key).digest()
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def hash_bytes(items: Iterable[bytes]) -> np.ndarray:
    """A uint64 for each byte string, by BLAKE2b."""
    digests = (hashlib.blake2b(item, digest_size=8).digest() for item in items)
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _mix(state: np.ndarray) -> np.ndarray:
    state = state + _GOLDEN
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))
