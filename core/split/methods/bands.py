"""Cutting the area into bands that lie side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ...geodesy.tiles import TileGround
from ...message import Message
from .method import Cut, SplitMethod

if TYPE_CHECKING:
    from ..request import SplitRequest

# Digits of a place across the bands that count: tiles whose centres lie on one line stay together,
# whatever the rounding.
_DIGITS = 9


class BandsMethod(SplitMethod):
    """Parallel bands of equal width."""

    name = "BANDS"
    title = Message("parallel bands")
    help = "BANDS: parallel bands, assigned in turn."
    units = Message("bands with tiles")
    unit = Message("band with tiles")
    too_few = Message("raise {BAND_COUNT}")
    closer = Message("more bands")
    parameters = ("BAND_COUNT", "ANGLE")
    cuts_area = True
    lies_in_order = True

    def cut(self, request: SplitRequest, ground: TileGround) -> Cut:
        """See SplitMethod.cut."""
        places, count = ground.plane(), request.band_count
        reach = float(np.ptp(across_bands(places, request.angle))) / count
        return Cut(band_of_tiles(places, count, request.angle).astype(np.uint64), reach)

    def keeps_more(self, request: SplitRequest) -> Message:
        """See SplitMethod.keeps_more."""
        return Message("a {BAND_COUNT} smaller than {count}", count=request.band_count)


def band_of_tiles(places: np.ndarray, band_count: int, angle: float) -> np.ndarray:
    """Int64 (N,): the band that holds each tile's centre, 0 to ``band_count`` - 1.

    Bands are of equal width and run in the direction of the angle.

    Args:
        places: float64 (N, 2): centres in metres.
        band_count: how many.
        angle: degrees counter-clockwise from east.
    """
    across = across_bands(places, angle)
    least, width = across.min(), np.ptp(across)
    if width == 0:
        return np.zeros(len(places), dtype=np.int64)
    share = np.round((across - least) / width * band_count, _DIGITS)
    return np.minimum(share.astype(np.int64), band_count - 1)


def across_bands(places: np.ndarray, angle: float) -> np.ndarray:
    """Float64 (N,): distance at right angles to the direction of the bands."""
    turn = math.radians(angle)
    return places[:, 1] * math.cos(turn) - places[:, 0] * math.sin(turn)
