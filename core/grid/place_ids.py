"""Names of tiles that tell where they lie, so that the same place has the same name everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np

from ..tiles.table import TEXT, make_column

# 52 bits: of a million tiles no two share a name, but for once in ten thousand such grids.
_ID_DIGITS = 13
# Digits behind the point of coordinates in metres.
_DIGITS = 3


def place_ids(crs: str, places: Iterable[Sequence[float]]) -> np.ndarray:
    """``t`` and 13 hexadecimal digits for each place, as a column.

    Args:
        crs: code of the coordinate system.
        places: numbers in metres that tell a tile from all others, such as its envelope: least x,
            least y, greatest x, greatest y. What differs by less than a millimetre is the same.
    """
    # -0.0 and 0.0 are the same place.
    texts = (
        " ".join([crs, *(f"{round(v, _DIGITS) + 0.0:.{_DIGITS}f}" for v in place)])
        for place in places
    )
    return make_column(
        TEXT, [f"t{hashlib.sha256(t.encode()).hexdigest()[:_ID_DIGITS]}" for t in texts]
    )
