"""Dealing units to splits so that shares, and those of classes, come out as asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..classes.shares import ClassShares, some_classes
from ..errors import SplitError
from ..hashing import hash_numbers
from ..run.batches import never_cancelled
from ..tiles.words import SPLITS
from .balance import MOST_UNITS, balance_classes, choose_strata
from .deal_shares import deal_in_order, deal_in_turn, give_each_a_unit
from .request import BANDS, BLOCKS, GROUP, RANDOM, SplitRequest
from .units import SplitUnits

_UNIT_NAMES = {
    BANDS: "bands with tiles",
    BLOCKS: "blocks with tiles",
    GROUP: "groups of tiles",
    RANDOM: "tiles",
}
_REMEDIES = {
    BANDS: "raise BAND_COUNT",
    BLOCKS: "choose a smaller BLOCK_SIZE",
    GROUP: "choose another GROUP_FIELD, or fewer splits",
    RANDOM: "make more tiles, or ask for fewer splits",
}


class UnitDealer:
    """Deals units, as often as it is asked to.

    Args:
        request: the wishes.
        units: what is dealt.
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
        self.what = _UNIT_NAMES[request.method]
        if len(units) < len(request.wanted):
            raise SplitError(
                "There are only {count} {what}, and {count2} splits are asked for; {remedies}.",
                count=len(units),
                what=self.what,
                count2=len(request.wanted),
                remedies=_REMEDIES[request.method],
            )
        self._table = self._strata = None
        if classes is not None and classes.fits(len(units)):
            self._table = classes.sums(units.of_tiles, len(units))
            self._strata = choose_strata(self._table)
        elif classes is not None and classes.codes is not None:
            self._strata = self._rarest(classes.codes, len(classes))

    def deal(self, targets: Sequence[int]) -> np.ndarray:
        """Int64 (N,): the split of each tile, for shares in millionths."""
        request, weights, table = self._request, self._units.weights, self._table
        count = len(weights)
        if request.method == BANDS:
            start = int(hash_numbers(request.seed, np.zeros(1, dtype=np.int64))[0]) % count
            dealt = deal_in_turn(weights, targets, start)
        else:
            dealt = deal_in_order(weights, targets, self._strata)
        dealt = give_each_a_unit(dealt, weights, targets)
        if table is None and request.method == BANDS:
            # Bands are few and of different sizes: which of them go where decides the shares.
            table = np.zeros((count, 0), dtype=np.int64)
        if table is not None and count <= MOST_UNITS:
            dealt = balance_classes(dealt, weights, table, targets, self._is_cancelled)
        return dealt[self._units.of_tiles]

    def warnings(self) -> list[str]:
        """What will keep the shares from coming out as asked."""
        request, weights = self._request, self._units.weights
        if len(request.wanted) < 2:
            return []
        found = []
        largest = 100 * int(weights.max()) / int(weights.sum())
        if largest > max(request.asked_percent(k) for k in request.wanted) + 1e-9:
            found.append(
                f"One of the {len(weights)} {self.what} holds {largest:.4g} % of the tiles, so the "
                "shares cannot come out as asked."
            )
        if self._table is not None and request.method != RANDOM:
            alone = np.flatnonzero((self._table > 0).sum(axis=0) == 1).tolist()
            if alone:
                found.append(
                    f"Only one of the {len(weights)} {self.what} holds "
                    f"{some_classes([self._names[c] for c in alone])}, so only one split "
                    "can."
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


def missing_classes(request: SplitRequest, facts: dict) -> list[str]:
    """A sentence for each split that lacks classes which others have."""
    found = []
    rows = {name: row for name, row in facts["classes"].items() if row["tiles"]}
    for k in request.wanted:
        split = SPLITS[k]
        missing = [name for name, row in rows.items() if not row["splits"][split]["tiles"]]
        if missing:
            found.append(f"No tile of {some_classes(missing)} is in {split}.")
    lost = [n for n, row in facts["classes"].items() if row["rejected"] and not row["tiles"]]
    if lost:
        found.append(f"All tiles of {some_classes(lost)} are rejected.")
    return found
