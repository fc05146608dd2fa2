"""Very many decimal numbers as text at once."""

from __future__ import annotations

import numpy as np

_ZERO, _POINT = ord("0"), ord(".")


def join_numbers(
    units: np.ndarray, counts: np.ndarray, decimals: int, separator: str, has_point: bool
) -> list[str]:
    """Texts of several numbers each, without zeros at their ends.

    Args:
        units: int64 (N,), not below 0, of the last decimal.
        counts: int64 (M,) numbers of each text, 1 and more, which add up to N.
        decimals: of each number.
        separator: between two of them, ASCII.
        has_point: whether whole numbers are written as 7.0, which JSON reads as decimals.
    """
    if not len(counts):
        return []
    between = np.frombuffer(separator.encode("ascii"), dtype=np.uint8)
    whole_digits = len(str(int(units.max()) // 10**decimals))
    point, end = whole_digits, whole_digits + 1 + decimals
    text = np.empty((len(units), end + len(between)), dtype=np.uint8)
    is_kept = np.ones(text.shape, dtype=bool)
    rest = units.astype(np.uint32 if units.max() < 2**32 else np.uint64)
    has_digits = np.zeros(len(units), dtype=bool)
    for place in range(end - 1, point, -1):
        rest, text[:, place] = np.divmod(rest, 10)
        has_digits |= text[:, place] > 0
        is_kept[:, place] = has_digits | (has_point and place == point + 1)
    is_kept[:, point] = has_digits | has_point
    for place in range(point - 1, -1, -1):
        is_kept[:, place] = rest.astype(bool) if place < point - 1 else True
        rest, text[:, place] = np.divmod(rest, 10)
    text += _ZERO
    text[:, point] = _POINT
    text[:, end:] = between
    lasts = np.cumsum(counts) - 1
    is_kept[lasts, end:] = False
    joined = np.compress(is_kept.ravel(), text.ravel()).tobytes().decode("ascii")
    sizes = is_kept.view(np.uint8) @ np.ones(text.shape[1], dtype=np.uint8)
    ends = np.cumsum(sizes, dtype=np.int64)[lasts].tolist()
    return [joined[start:stop] for start, stop in zip([0, *ends], ends)]


def whole_units(values: np.ndarray, decimals: int) -> np.ndarray:
    """Numbers in units of a decimal, whole float64 of any shape, rounded as ``round`` does it."""
    scaled = values * 10**decimals
    units = np.asarray(np.rint(scaled))
    # Halves are decided by digits that the product has lost.
    for place in zip(*np.nonzero(np.abs(np.abs(scaled - units) - 0.5) < 1e-3)):
        units[place] = round(round(float(values[place]), decimals) * 10**decimals)
    return units
