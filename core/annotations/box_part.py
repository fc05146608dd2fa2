"""Boxes as outlines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..objects.tile_object import Part


def box_part(corners: Sequence[float] | np.ndarray) -> Part:
    """The outline of a box: least column, least row, greatest column, greatest row.

    Rounded to thousandths of a pixel, as all coordinates of objects are.
    """
    left, top, right, bottom = (round(float(v), 3) for v in corners)
    return [np.array(((left, top), (right, top), (right, bottom), (left, bottom)))]
