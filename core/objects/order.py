"""The order of objects in files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_GREATEST = 2**63 - 1


def order_objects(class_ids: Sequence[int], ids: Sequence[str]) -> np.ndarray:
    """Int64 (N,): the place of each object by class, then by number, then by word.

    Objects of one class with the same number or word share a place.
    """
    is_number = [text.isdecimal() for text in ids]
    numbers = [int(text) if is_one else 0 for text, is_one in zip(ids, is_number)]
    if all(is_number) and max(numbers, default=0) <= _GREATEST:
        keys = np.array([class_ids, numbers], dtype=np.int64).reshape(2, -1)
        order = np.lexsort(keys[::-1])
        is_next = (keys[:, order[1:]] != keys[:, order[:-1]]).any(axis=0)
    else:
        words = ["" if is_one else text for text, is_one in zip(ids, is_number)]
        rows = list(zip(class_ids, (not is_one for is_one in is_number), numbers, words))
        ranked = sorted(range(len(rows)), key=rows.__getitem__)
        order = np.array(ranked, dtype=np.int64)
        is_next = np.array([rows[a] != rows[b] for a, b in zip(ranked, ranked[1:])], dtype=bool)
    places = np.zeros(len(ids), dtype=np.int64)
    places[order[1:]] = np.cumsum(is_next)
    return places
