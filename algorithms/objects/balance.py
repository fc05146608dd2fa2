"""Leaving tiles out of an export for balance."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ...core.balance.leave_out import leave_out
from ...core.errors import ExportError
from ...core.export.labels import find_empty
from ...core.export.request import ExportRequest
from ...core.tiles.reasons import Reason
from ...core.tiles.table import REASON, TileTable
from ..base.values import Values
from .balance_parameters import read_balance

MakeRequest = Callable[[Mapping[str, Reason]], ExportRequest]


class TileBalance:
    """Tiles that are left out, once a plan has shown which there are.

    Attributes:
        settings: what is asked for.
        left_out: why, by tile_id.

    Raises:
        ExportError: a value is out of range, or does nothing.
    """

    def __init__(self, values: Values) -> None:
        self.settings = read_balance(values)
        self.left_out: dict[str, Reason] = {}

    def plan(self, make: MakeRequest, is_cancelled: Callable[[], bool]) -> ExportRequest:
        """What is exported of what ``make`` gives, which is told why tiles are left out.

        Raises:
            ExportError: there are no classes to be balanced, or no tile is left.
        """
        request = make({})
        if not self.settings.is_wanted:
            return request
        plan, is_empty = request.plan, None
        if not plan.classes and self.settings.max_per_class is not None:
            raise ExportError(
                "{MAX_PER_CLASS} is given, and the tiles have no classes; give them some, or leave "
                "it empty."
            )
        if self.settings.looks_at_objects:
            is_empty = find_empty(request, is_cancelled)
        ids = plan.tiles["tile_id"].tolist()
        self.left_out = leave_out(self.settings, ids, plan.labels, plan.splits, is_empty)
        return make(self.left_out) if self.left_out else request

    def divide(self, tiles: TileTable) -> tuple[TileTable, TileTable | None]:
        """The tiles that stay, and those that do not with their reasons; None when all do."""
        if not self.left_out:
            return tiles, None
        reasons = [self.left_out.get(tile_id) for tile_id in tiles["tile_id"].tolist()]
        kept = [k for k, reason in enumerate(reasons) if reason is None]
        dropped = [k for k, reason in enumerate(reasons) if reason is not None]
        column = np.full(len(tiles), None, dtype=object)
        column[dropped] = [reasons[k] for k in dropped]
        left = tiles.select(np.array(dropped, dtype=np.int64))
        return tiles.select(np.array(kept, dtype=np.int64)), left.with_column(
            REASON, column[dropped]
        )
