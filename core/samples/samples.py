"""Band values and classes of pixels, column-wise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from ..geometry.outlines import place_pixels


@dataclass(frozen=True)
class PixelSamples:
    """N sampled pixels.

    Attributes:
        values: (N, bands), of the raster's type.
        class_ids: int32 (N,), 1 or more; 0 where nobody knows.
        polygons: int64 (N,): which polygon each lies in.
        cols, rows: int64 (N,): place in the raster, in pixels from the upper left.
    """

    values: np.ndarray
    class_ids: np.ndarray
    polygons: np.ndarray
    cols: np.ndarray
    rows: np.ndarray

    def __len__(self) -> int:
        return len(self.class_ids)

    def select(self, index: np.ndarray) -> PixelSamples:
        """Some of the samples, by index or mask."""
        return PixelSamples(*(getattr(self, f.name)[index] for f in fields(self)))

    @classmethod
    def concatenate(cls, parts: Sequence[PixelSamples]) -> PixelSamples:
        """One behind the other; at least one."""
        return cls(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(cls)))

    def in_reading_order(self) -> PixelSamples:
        """Row by row, each from left to right."""
        return self.select(np.lexsort((self.cols, self.rows)))

    def places(self, transform: Sequence[float]) -> np.ndarray:
        """Coordinates x, y of the pixels' centres, float64 (N, 2)."""
        return np.stack(place_pixels(transform, self.cols + 0.5, self.rows + 0.5), axis=1)
