"""Labels of windows of a time series, from polygons or from a class raster."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ..polygons.edge_distance import edge_distances
from ..polygons.parcels import ParcelValues
from ..polygons.rasterize import rasterize_polygons
from ..polygons.store import PolygonStore
from ..resampling.align import GridReader
from .sample import CONFLICTS, DISTANCES, IDS, LABELS, RATIOS

_LEVEL = 1


class WindowLabels(Protocol):
    """Where labels come from; safe to use from several threads.

    Attributes:
        factor: how many times as fine as the reference's pixels those of the labels are.
        background: value of pixels without a label.
    """

    factor: int = 1
    background: float = 0

    @property
    def arrays(self) -> tuple[str, ...]:
        """Names of what is read."""
        return (LABELS,)

    def read(self, window: Sequence[int], only: int | None = None) -> Mapping[str, np.ndarray]:
        """Arrays by name of a window of the reference grid: column, row, width, height."""
        ...

    def is_empty(self, labels: Mapping[str, np.ndarray]) -> bool:
        """Whether no pixel is labelled."""
        ...


@dataclass(frozen=True)
class PolygonLabels(WindowLabels):
    """Labels of polygons on pixels ``factor`` times as fine as the reference's.

    Attributes:
        more: which of RATIOS and DISTANCES are read too.
    """

    store: PolygonStore
    values: ParcelValues
    numbers: np.ndarray
    min_share: float
    factor: int = 1
    more: tuple[str, ...] = ()

    @property
    def arrays(self) -> tuple[str, ...]:
        """See WindowLabels."""
        return (LABELS, IDS, CONFLICTS, *self.more)

    def read(self, window: Sequence[int], only: int | None = None) -> dict[str, np.ndarray]:
        """The arrays; of one polygon only when asked."""
        fine = [int(v) * self.factor for v in window]
        found = rasterize_polygons(self.store, self.values.values, fine, self.min_share)
        polygons = found.polygons
        if only is not None:
            polygons = np.where(polygons == only, polygons, -1)
        values = np.append(self.values.values, self.values.background).astype(self.values.dtype)
        numbers = np.append(self.numbers, 0).astype(np.uint32)
        arrays = {LABELS: values[polygons], IDS: numbers[polygons], CONFLICTS: found.conflicts}
        if RATIOS in self.more:
            arrays[RATIOS] = np.where(polygons >= 0, found.shares, np.float32(0))
        if DISTANCES in self.more:
            arrays[DISTANCES] = edge_distances(self.store, polygons, fine)
        return arrays

    def is_empty(self, labels: Mapping[str, np.ndarray]) -> bool:
        """See WindowLabels."""
        return not labels[IDS].any()


@dataclass(frozen=True)
class RasterLabels(WindowLabels):
    """Codes of a class raster, taken at the centres of the pixels."""

    reader: GridReader
    # Not that of the base unless it is said so.
    background: float = field()
    dtype: str
    factor: int = 1

    def read(self, window: Sequence[int], only: int | None = None) -> dict[str, np.ndarray]:
        """The codes; ``background`` where the raster has none."""
        fine = tuple(int(v) * self.factor for v in window)
        values, known = self.reader.read(fine)
        return {LABELS: np.where(known, values[0], self.background).astype(self.dtype)}

    def is_empty(self, labels: Mapping[str, np.ndarray]) -> bool:
        """See WindowLabels."""
        found = labels[LABELS]
        if self.background != self.background:
            return bool(np.isnan(found).all())
        return not (found != self.background).any()


def pack_labels(labels: Mapping[str, np.ndarray]) -> dict[str, bytes]:
    """Labels as they are sent to another process."""
    packed = {}
    for name, array in labels.items():
        buffer = io.BytesIO()
        np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
        packed[name] = zlib.compress(buffer.getvalue(), _LEVEL)
    return packed


def unpack_labels(labels: Mapping[str, np.ndarray | bytes]) -> dict[str, np.ndarray]:
    """The labels that were packed; those that were not stay as they are."""
    return {
        name: np.lib.format.read_array(io.BytesIO(zlib.decompress(data)), allow_pickle=False)
        if isinstance(data, bytes)
        else data
        for name, data in labels.items()
    }
