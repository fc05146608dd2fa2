"""The dock's list of what the tiles on the map are."""

from __future__ import annotations

from collections.abc import Sequence

from ..map.tile_preview import AMBIGUOUS, LEFT_OUT, LegendRow
from .swatch_list import SwatchList


class TileLegend(SwatchList):
    """A row a class and a row a reason: how such tiles look, what they are, how many there are."""

    ROWS = 6

    def show_rows(self, rows: Sequence[LegendRow]) -> None:
        """List these rows; without any the list vanishes."""
        self.show_swatches(
            (row.style, self._describe(row), self.locale().toString(row.count)) for row in rows
        )

    def _describe(self, row: LegendRow) -> str:
        if row.kind == AMBIGUOUS:
            return self.tr("of these, ambiguous")
        return self.tr("left out: {}").format(row.text) if row.kind == LEFT_OUT else row.text
