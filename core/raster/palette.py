"""Paletted rasters as the colours they stand for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .source import RasterSource


class PaletteSource(RasterSource):
    """Shows the codes of a paletted raster as red, green and blue of 8 bits.

    Codes without a colour, and colours without any opacity, are invalid.
    """

    is_palette = True

    def __init__(self, source: RasterSource) -> None:
        self.source = source
        info = source.info
        palette = info.colormap or {}
        self._colors = np.zeros((max(255, *palette) + 1, 4), dtype=np.uint8)
        for code, color in palette.items():
            self._colors[code] = color
        self.info = info.as_colors()

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self.source.can_be_sent

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self.paint(*self.source.read(window))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self.paint(*self.source.read_overview(width, height))

    def paint(self, values: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Codes (1, height, width) and their mask as colours (3, height, width) and theirs."""
        codes = np.minimum(values[0], len(self._colors) - 1)
        colors = self._colors[codes]
        return colors[..., :3].transpose(2, 0, 1), valid & (colors[..., 3] > 0)

    def close(self) -> None:
        """See RasterSource.close."""
        self.source.close()
