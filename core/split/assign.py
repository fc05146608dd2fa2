"""Assigning units to splits so that shares, and those of classes, come out as asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..classes.shares import ClassShares, some_classes
from ..errors import SplitError
from ..hashing import hash_numbers
from ..message import Message, counted
from ..run.batches import never_cancelled
from ..tiles.words import SPLITS
from .assign_units import assign_in_order, assign_in_turn, give_each_a_unit
from .balance import MOST_UNITS, balance_classes, choose_strata
from .request import SplitRequest
from .units import SplitUnits


class UnitAssigner:
    """Assigns units, for one set of shares after the other.

    Args:
        request: what is asked for.
        units: what is assigned.
        classes: what to keep in balance, or None.

    Raises:
        SplitError: there are fewer units than splits.
    """

    def __init__(
        self,
        request: SplitRequest,
        units: SplitUnits,
        classes: ClassShares | None = None,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        self._request = request
        self._units = units
        self._names = () if classes is None else classes.names
        self._is_cancelled = is_cancelled
        if len(units) < len(request.wanted):
            method = request.of_method
            raise SplitError(
                counted(
                    len(units),
                    "There is only {count} {units}, and {wanted} splits are asked for; {remedy}.",
                    "There are only {count} {units}, and {wanted} splits are asked for; {remedy}.",
                    units=method.unit if len(units) == 1 else method.units,
                    wanted=len(request.wanted),
                    remedy=method.too_few,
                )
            )
        self._table = self._strata = None
        if classes is not None and classes.fits(len(units)):
            self._table = classes.sums(units.of_tiles, len(units))
            self._strata = choose_strata(self._table)
        elif classes is not None and classes.codes is not None:
            self._strata = self._rarest(classes.codes, len(classes))

    def assign(self, targets: Sequence[int]) -> np.ndarray:
        """Int64 (N,): the split of each tile, for shares in millionths."""
        request, weights, table = self._request, self._units.weights, self._table
        count = len(weights)
        if request.of_method.lies_in_order:
            start = int(hash_numbers(request.seed, np.zeros(1, dtype=np.int64))[0]) % count
            assigned = assign_in_turn(weights, targets, start)
        else:
            assigned = assign_in_order(weights, targets, self._strata)
        assigned = give_each_a_unit(assigned, weights, targets)
        method = request.of_method
        if table is None and (method.lies_in_order or method.has_few_units):
            # Such units are few and of different sizes: which of them go where decides the shares.
            table = np.zeros((count, 0), dtype=np.int64)
        if table is not None and count <= MOST_UNITS:
            assigned = balance_classes(assigned, weights, table, targets, self._is_cancelled)
        return assigned[self._units.of_tiles]

    def warnings(self) -> list[Message]:
        """What will keep the shares from coming out as asked for."""
        request, weights = self._request, self._units.weights
        if len(request.wanted) < 2:
            return []
        found = []
        facts = {"count": len(weights), "units": request.of_method.units}
        largest = 100 * int(weights.max()) / int(weights.sum())
        if largest > max(request.asked_percent(k) for k in request.wanted) + 1e-9:
            found.append(_tell_largest(request, largest, facts))
        if self._table is not None and not request.of_method.has_single_tiles:
            alone = np.flatnonzero((self._table > 0).sum(axis=0) == 1).tolist()
            if alone:
                found.append(
                    Message(
                        "Only one of the {count} {units} holds {classes}, so only one split can.",
                        classes=some_classes([self._names[c] for c in alone]),
                        **facts,
                    )
                )
        return found

    def _rarest(self, codes: np.ndarray, count: int) -> np.ndarray:
        """The rarest class in each unit, where a table of units and classes would be too large."""
        units = self._units.of_tiles
        known = codes >= 0
        totals = np.bincount(codes[known], minlength=count)
        rank = np.empty(len(totals), dtype=np.int64)
        rank[np.argsort(totals, kind="stable")] = np.arange(len(totals))
        strata = np.full(len(self._units), len(totals), dtype=np.int64)
        np.minimum.at(strata, units[known], rank[codes[known]])
        return strata


def _tell_largest(request: SplitRequest, percent: float, facts: dict[str, Any]) -> Message:
    """What is said of a unit that is larger than any split should be."""
    if request.of_method.has_single_tiles:
        return Message(
            "Tiles that overlap, or are of one group, stay together, and the largest set of them "
            "is {percent:.4g} % of all, so the shares cannot come out as asked.",
            percent=percent,
        )
    return Message(
        "One of the {count} {units} holds {percent:.4g} % of the tiles, so the shares cannot come "
        "out as asked.",
        percent=percent,
        **facts,
    )


def missing_classes(request: SplitRequest, facts: dict[str, Any]) -> list[Message]:
    """A sentence for each split that lacks classes which others have."""
    found = []
    rows = {name: row for name, row in facts["classes"].items() if row["tiles"]}
    for k in request.wanted:
        split = SPLITS[k]
        missing = [name for name, row in rows.items() if not row["splits"][split]["tiles"]]
        if missing:
            found.append(
                Message(
                    "No tile of {classes} is in {split}.",
                    classes=some_classes(missing),
                    split=split,
                )
            )
    lost = [n for n, row in facts["classes"].items() if row["rejected"] and not row["tiles"]]
    if lost:
        found.append(Message("All tiles of {classes} are rejected.", classes=some_classes(lost)))
    return found
