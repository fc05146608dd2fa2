"""Statistics of all tiles from those of each dataset."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ..errors import CancelledError
from ..export.describe import describe_statistics
from ..message import Message
from ..rebuild.pixels import read_pixels
from ..scaling.moments import BandStatistics
from .parents import Parent

# Up to here sums of whole numbers can be told from means that were rounded to 53 bits.
_EXACT = 1 << 50


def merge_statistics(
    parents: Sequence[Parent],
    is_cancelled: Callable[[], bool],
    log: Callable[[Message], None],
) -> list[dict[str, Any]]:
    """Pixels, mean and standard deviation of each band, and its range where all tell it.

    They are pooled from what each dataset tells. Of whole numbers of up to 16 bits they are those
    of one export of all tiles, to the last digit, as the sums can be told again. A dataset that
    tells too little is measured.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: an image of a dataset that is measured cannot be read.
    """
    found = []
    for parent in parents:
        rows = parent.facts.get("statistics") or []
        if not _are_whole(rows, len(parent.facts["bands"])):
            log(
                Message(
                    "The dataset.json of {name} does not tell its statistics, so they are measured "
                    "from its images.",
                    name=parent.name,
                )
            )
            rows = _measure(parent, is_cancelled)
        found.append(rows)
    is_integer = np.dtype(parents[0].facts["dtype"]).kind in "iu"
    is_integer = is_integer and np.dtype(parents[0].facts["dtype"]).itemsize <= 2
    return [_pool(rows, is_integer) for rows in zip(*found)]


def _are_whole(rows: Sequence[Mapping[str, Any]], count: int) -> bool:
    return len(rows) == count and all({"band", "pixels", "mean", "std"} <= set(r) for r in rows)


def _pool(rows: Sequence[Mapping[str, Any]], is_integer: bool) -> dict[str, Any]:
    """One band of all datasets."""
    pooled: dict[str, Any] = {"band": rows[0]["band"], "pixels": 0, "mean": None, "std": None}
    total, squares = Fraction(0), Fraction(0)
    for row in rows:
        count = int(row["pixels"])
        if not count:
            continue
        mean, std = Fraction(float(row["mean"])), Fraction(float(row["std"]))
        sum_of = _whole(mean * count) if is_integer else mean * count
        of_squares = count * std * std + sum_of * sum_of / count
        pooled["pixels"] += count
        total += sum_of
        squares += _whole(of_squares) if is_integer else of_squares
    if pooled["pixels"]:
        mean = total / pooled["pixels"]
        pooled["mean"] = float(mean)
        pooled["std"] = math.sqrt(max(Fraction(0), squares / pooled["pixels"] - mean * mean))
    if all({"min", "max"} <= set(row) for row in rows):
        for end, choose in (("min", min), ("max", max)):
            ends = [float(row[end]) for row in rows if row[end] is not None]
            pooled[end] = choose(ends) if ends else None
    return pooled


def _whole(value: Fraction) -> Fraction:
    return Fraction(round(value)) if value < _EXACT else value


def _measure(parent: Parent, is_cancelled: Callable[[], bool]) -> list[dict[str, Any]]:
    facts, bands = parent.facts, parent.facts["bands"]
    nodata = facts.get("nodata")
    statistics = BandStatistics(len(bands))
    splits = parent.cells("split")
    for k, file in enumerate(parent.cells("file")):
        if is_cancelled():
            raise CancelledError
        if parent.splits and splits[k] != "train":
            continue
        values = read_pixels(str(parent.folder / str(file)))
        valid = np.isfinite(values).all(axis=0)
        if isinstance(nodata, (int, float)):
            valid &= (values != nodata).any(axis=0)
        statistics.add_tile(values, valid)
    return describe_statistics(bands, statistics)
