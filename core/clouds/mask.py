"""Rejecting tiles by the share of cloud in a mask raster."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from ..errors import CloudRuleError
from ..geometry.outlines import TileGeometries
from ..message import Message
from ..raster.source import RasterSource
from ..resampling.shares import measure_pixel_shares
from ..run.batches import never_cancelled
from ..tiles.reasons import NO_CLOUD_MASK, TOO_CLOUDY, Reason
from ..tiles.table import DOUBLE, Field, StepResult, TileStep, TileTable, no_reasons
from .rules import MaskRule

_NO_MASK = Reason(NO_CLOUD_MASK)


class CloudShareStep(TileStep):
    """Measures the cloudy share of each tile and rejects those above a limit.

    Args:
        source: the mask raster, one band; ``close`` closes it.
        rule: which of its values are cloudy.
        max_cloud: largest share in percent that is kept.
        to_mask: maps a batch's outlines into the mask's coordinate system.
    """

    fields = (Field("cloud_pct", DOUBLE),)

    def __init__(
        self,
        source: RasterSource,
        rule: MaskRule,
        max_cloud: float,
        to_mask: Callable[[TileTable], TileGeometries],
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        if not 0 <= max_cloud <= 100:
            raise CloudRuleError(
                "{MAX_CLOUD} is {max_cloud:g}; it is a percentage from 0 to 100.",
                max_cloud=max_cloud,
            )
        self.is_cancelled = is_cancelled
        self.source = source
        self.rule = rule
        self.max_cloud = max_cloud
        self.to_mask = to_mask

    def close(self) -> None:
        """See TileStep.close."""
        self.source.close()

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        shares, _ = measure_pixel_shares(
            self.source, self.to_mask(tiles), self.rule.matches, self.is_cancelled
        )
        percent = 100 * shares
        reasons = no_reasons(len(tiles))
        for i in np.flatnonzero(~(percent <= self.max_cloud)).tolist():
            reasons[i] = (
                _NO_MASK
                if np.isnan(percent[i])
                else _too_cloudy(round(float(percent[i]), 1), self.max_cloud)
            )
        return StepResult({"cloud_pct": percent}, reasons)


@lru_cache(maxsize=1024)
def _too_cloudy(percent: float, most: float) -> Reason:
    """One reason for all tiles whose percentages read alike."""
    detail = Message("{percent:.1f} %, at most {most:g} %", percent=percent, most=most)
    return Reason(TOO_CLOUDY, detail)
