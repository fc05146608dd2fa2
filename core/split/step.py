"""Writing a finished split into the tiles it was made of."""

from __future__ import annotations

import numpy as np

from ..errors import LayerError
from ..tiles.table import StepResult, TileStep, TileTable
from ..tiles.words import SPLIT
from .result import SplitResult


class SplitStep(TileStep):
    """Gives tiles the split that was found for all of them together.

    Unlike other steps it knows its tiles: batches must come in the order of the whole.

    Args:
        tiles: all tiles.
        result: their splits.

    Attributes:
        result: the same.
    """

    fields = (SPLIT,)

    def __init__(self, tiles: TileTable, result: SplitResult) -> None:
        self.result = result
        self._wkb = tiles.wkb
        self._splits = result.splits()
        self._reasons = result.reasons()
        self._done = 0

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply.

        Raises:
            LayerError: these are not the next tiles.
        """
        here = slice(self._done, self._done + len(tiles))
        if self._wkb[here] != tiles.wkb:
            raise LayerError("The tile layer changed while it was read; run again.")
        self._done = here.stop
        return StepResult({SPLIT.name: self._splits[here]}, np.asarray(self._reasons[here]))
