"""A number for each tile that only its outline decides."""

from __future__ import annotations

import numpy as np

from ..hashing import hash_bytes, hash_numbers
from .outlines import TileGeometries

# Outlines are the same when they agree to this share of a side: other programs round coordinates.
_STEPS = 1024


def tile_keys(geometries: TileGeometries) -> np.ndarray:
    """A uint64 for each tile: the same for the same outline, wherever it stands in a layer.

    Names are left out, since a larger grid numbers its rows anew.
    """
    bounds = geometries.bounds
    sides = bounds[:, 2:] - bounds[:, :2]
    # A power of two divides without rounding. The odd factor keeps common sizes away from where the
    # power changes.
    _, exponent = np.frexp(sides.max(axis=1) * 1.37)
    step = np.ldexp(1.0, exponent - 1) / _STEPS
    centres = np.rint((bounds[:, :2] + bounds[:, 2:]) / 2 / step[:, None]).astype(np.int64)
    sizes = np.rint(sides / step[:, None]).astype(np.int64)
    keys = hash_numbers(0, *centres.T, *sizes.T, exponent.astype(np.int64))
    odd = np.flatnonzero(~geometries.is_quad)
    if len(odd):
        shapes = hash_bytes(geometries.wkb[i] for i in odd.tolist())
        keys[odd] = hash_numbers(0, keys[odd], shapes)
    return keys
