"""NumPy's own format."""

from __future__ import annotations

import io
from typing import BinaryIO

import numpy as np

from ..files.whole import write_all
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

    def write(self, tile: TileImage, profile: ImageProfile, file: BinaryIO) -> None:
        """See TileWriter; the pixels are copied once, where a tile is a part of what was read."""
        values = np.ascontiguousarray(tile.values)
        header, facts = io.BytesIO(), np.lib.format.header_data_from_array_1_0(values)
        np.lib.format.write_array_header_1_0(header, facts)
        write_all(file, header.getvalue())
        write_all(file, values.data.cast("B"))


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
