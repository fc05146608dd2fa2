"""NumPy's own format."""

from __future__ import annotations

import io

import numpy as np

from .writer import ImageProfile, TileImage


class NpyWriter:
    """An array (bands, height, width) in C order, readable without pickle."""

    name = "NPY"
    extension = "npy"

    def check(self, profile: ImageProfile) -> None:
        """Any array can be written."""

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        buffer = io.BytesIO()
        np.save(buffer, np.ascontiguousarray(tile.values), allow_pickle=False)
        return buffer.getvalue()
