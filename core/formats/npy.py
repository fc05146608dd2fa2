"""NumPy's own format."""

from __future__ import annotations

import io

import numpy as np

from .loader import BY_NUMPY
from .spec import FormatSpec
from .writer import ImageProfile, TileImage, TileWriter


class NpyWriter(TileWriter):
    """An array (bands, height, width) in C order, readable without pickle."""

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        buffer = io.BytesIO()
        np.save(buffer, np.ascontiguousarray(tile.values), allow_pickle=False)
        return buffer.getvalue()


NPY = FormatSpec(
    "NPY",
    "NumPy",
    "npy",
    NpyWriter,
    "NPY holds arrays of bands, height, width for NumPy.",
    holds_any=True,
    is_array=True,
    loader=BY_NUMPY,
)
