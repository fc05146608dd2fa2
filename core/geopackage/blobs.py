"""Outlines as the tables of a GeoPackage have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..geometry.outlines import multi_wkb

# GeoPackage binary: version 0, little-endian, with a box of four numbers.
_HEAD = np.dtype(
    [
        ("magic", "S2"),
        ("version", "u1"),
        ("flags", "u1"),
        ("srs", "<i4"),
        ("box", "<f8", (4,)),
    ]
)
_FLAGS = 0b11


def geometry_blobs(wkb: Sequence[bytes], bounds: np.ndarray, srs: int) -> list[bytes]:
    """Outlines as geometries of a column of multipolygons.

    Args:
        wkb: N polygons or multipolygons as well-known binary (2D, little-endian).
        bounds: float64 (N, 4) least x, least y, greatest x, greatest y of each.
        srs: number of their coordinate system in the file.
    """
    heads = np.zeros(len(wkb), dtype=_HEAD)
    heads["magic"] = b"GP"
    heads["flags"] = _FLAGS
    heads["srs"] = srs
    heads["box"] = bounds[:, [0, 2, 1, 3]]
    data, size = heads.tobytes(), _HEAD.itemsize
    starts = range(0, len(data), size)
    return [data[k : k + size] + multi_wkb(outline) for k, outline in zip(starts, wkb)]
