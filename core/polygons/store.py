"""Millions of polygons on disk, as edges on a pixel grid."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..geometry.outlines import pixel_coordinates
from .reach import find_overlapping
from .rings import Outlines, read_rings, ring_measures, ring_signs
from .runs import expand_runs

# Polygons are looked up by strips of this many rows.
_STRIP = 512
_HASHED = 1_000_000
# A point, and the sign of the edge that starts there: 0 behind the last point of a ring.
_VERTEX = np.dtype([("col", "<f8"), ("row", "<f8"), ("sign", "<f8")])


@dataclass(frozen=True)
class Edges:
    """Edges of several polygons, column-wise; float64 (N,) in pixels, from a window's upper left.

    ``sign`` is 1 where the polygon lies to the right of an edge that goes down, and -1 where the
    direction of its ring says otherwise. ``owner`` counts the polygons from 0.
    """

    col0: np.ndarray
    row0: np.ndarray
    col1: np.ndarray
    row1: np.ndarray
    sign: np.ndarray
    owner: np.ndarray

    def __len__(self) -> int:
        return len(self.sign)


class PolygonStore:
    """Polygons in fractional pixels of a raster, in a temporary file.

    Args:
        transform: six affine coefficients of the raster.
        height: rows of the raster.

    Attributes:
        bounds: float64 (N, 4) least column, least row, greatest column, greatest row.
        vertex_counts: int64 (N,).
        ring_counts: int64 (N,), holes among them.
        areas: float64 (N,) square pixels.
        widths: float64 (N,) pixels, of the widest part of each; see ring_measures.
    """

    def __init__(self, transform: Sequence[float], height: int) -> None:
        self._transform = tuple(transform)
        self._strip_count = -(-height // _STRIP)
        self._folder = tempfile.TemporaryDirectory(prefix="tilewright-")
        self._path = Path(self._folder.name, "vertices")
        self._bounds: list[np.ndarray] = []
        self._counts: list[np.ndarray] = []
        self._ring_counts: list[np.ndarray] = []
        self._sizes: list[np.ndarray] = []
        self._vertices = np.empty(0, dtype=_VERTEX)
        self.bounds = np.empty((0, 4))
        self.areas = self.widths = np.empty(0)
        self.vertex_counts = self.ring_counts = np.empty(0, dtype=np.int64)
        self._starts: np.ndarray = self.vertex_counts
        self._last_near: tuple[tuple[int, int], np.ndarray, np.ndarray] | None = None

    @property
    def corner_counts(self) -> np.ndarray:
        """Int64 (N,): vertices of each polygon, the one where a ring begins and ends once."""
        return self.vertex_counts - self.ring_counts

    def __enter__(self) -> PolygonStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return sum(len(counts) for counts in self._counts)

    def add(self, wkb: Sequence[bytes]) -> None:
        """Append valid polygons and multipolygons (2D, little-endian, not empty)."""
        if not wkb:
            return
        raw = read_rings(wkb)
        points = np.frombuffer(raw.points, dtype="<f8").reshape(-1, 2)
        pixels, sizes = pixel_coordinates(points, self._transform), raw.sizes
        ring_starts = np.cumsum(sizes) - sizes
        first_rings = np.cumsum(raw.counts) - raw.counts
        vertices = np.empty(len(points), dtype=_VERTEX)
        vertices["col"], vertices["row"] = pixels[:, 0], pixels[:, 1]
        signs = ring_signs(pixels, ring_starts, sizes) * np.where(raw.is_hole, -1.0, 1.0)
        vertices["sign"] = np.repeat(signs, sizes)
        vertices["sign"][ring_starts + sizes - 1] = 0
        starts = ring_starts[first_rings]
        with self._path.open("ab") as file:
            file.write(vertices.tobytes())
        self._counts.append(np.diff(starts, append=len(points)))
        self._ring_counts.append(raw.counts)
        areas, widths = ring_measures(pixels, ring_starts, sizes)
        whole = np.add.reduceat(np.where(raw.is_hole, -areas, areas), first_rings)
        widest = np.maximum.reduceat(np.where(raw.is_hole, 0, widths), first_rings)
        self._sizes.append(np.stack((whole, widest)))
        self._bounds.append(
            np.concatenate(
                (np.minimum.reduceat(pixels, starts), np.maximum.reduceat(pixels, starts)), axis=1
            )
        )

    def finish(self, used: np.ndarray | None = None) -> None:
        """All polygons are there: from here on they can be found, from several threads.

        Args:
            used: bool (N,): those that are ever found; None for all.
        """
        if not len(self):
            return
        self.bounds = np.concatenate(self._bounds)
        self.vertex_counts = np.concatenate(self._counts)
        self.ring_counts = np.concatenate(self._ring_counts)
        self.areas, self.widths = np.concatenate(self._sizes, axis=1)
        self._bounds, self._counts = [self.bounds], [self.vertex_counts]
        self._ring_counts = [self.ring_counts]
        self._sizes = [np.stack((self.areas, self.widths))]
        self._starts = np.cumsum(self.vertex_counts) - self.vertex_counts
        self._vertices = np.memmap(self._path, dtype=_VERTEX, mode="r")
        strips = np.clip(np.floor(self.bounds[:, 1::2] / _STRIP), -1, self._strip_count)
        first, last = strips.astype(np.int64).T
        first = np.maximum(first, 0)
        lengths = np.maximum(np.minimum(last, self._strip_count - 1) - first + 1, 0)
        lengths[last < 0] = 0
        if used is not None:
            lengths[~used] = 0
        strip = expand_runs(first, lengths)
        order = np.argsort(strip, kind="stable")
        self._members = np.repeat(np.arange(len(first)), lengths)[order]
        self._is_first = strip[order] == first[self._members]
        self._strip_ends = np.cumsum(np.bincount(strip, minlength=self._strip_count))

    def find(self, window: Sequence[int]) -> np.ndarray:
        """Indices of the polygons whose bounds reach into a window, ascending."""
        col, row, width, height = window
        first = max(row // _STRIP, 0)
        last = min((row + height - 1) // _STRIP, self._strip_count - 1)
        if not len(self.bounds) or last < first:
            return np.empty(0, dtype=np.int64)
        near, (left, top, right, bottom) = self._near(first, last)
        reaches = (left < col + width) & (right > col) & (top < row + height) & (bottom > row)
        return np.sort(near[reaches])

    def find_pairs(self, windows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Polygons whose bounds reach into windows, as ``find`` says it of each.

        Args:
            windows: int64 (N, 4) column, row, width and height; quick where neighbours come
                together.

        Returns:
            int64 (pairs,) window and polygon of each pair, ascending.
        """
        nothing = np.empty(0, dtype=np.int64)
        pairs = [(nothing, nothing)]
        first = np.maximum(windows[:, 1] // _STRIP, 0)
        last = np.minimum((windows[:, 1] + windows[:, 3] - 1) // _STRIP, self._strip_count - 1)
        is_new = (first[1:] != first[:-1]) | (last[1:] != last[:-1])
        ends = [*(np.flatnonzero(is_new) + 1).tolist(), len(windows)]
        for start, end in zip([0, *ends], ends):
            if start < end and len(self.bounds) and last[start] >= first[start]:
                near, bounds = self._near(int(first[start]), int(last[start]))
                window, polygon = find_overlapping(windows[start:end], bounds, near)
                pairs.append((window + start, polygon))
        return np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])

    def _near(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        """Polygons that reach into some strips, in any order, and their bounds (4, N)."""
        known = self._last_near
        # Windows come row by row, and those of a row share their strips.
        if known is not None and known[0] == (first, last):
            return known[1], known[2]
        start, middle = self._strip_ends[first - 1] if first else 0, self._strip_ends[first]
        near, others = self._members[start:middle], slice(middle, self._strip_ends[last])
        if last > first:
            begun = self._members[others][self._is_first[others]]
            near = np.concatenate((near, begun))
        bounds = np.ascontiguousarray(self.bounds[near].T)
        self._last_near = ((first, last), near, bounds)
        return near, bounds

    def edges(self, index: np.ndarray, window: Sequence[int]) -> Edges:
        """Edges of some polygons that reach into the rows of a window."""
        col, row, _, height = window
        counts = self.vertex_counts[index]
        found = self._vertices[self._places(index)]
        row0 = found["row"] - row
        row1 = np.append(row0[1:], 0.0)
        crosses = (
            (found["sign"] != 0)
            & (row0 != row1)
            & (np.maximum(row0, row1) > 0)
            & (np.minimum(row0, row1) < height)
        )
        chosen = np.flatnonzero(crosses)
        cols = found["col"] - col
        owner = np.repeat(np.arange(len(index)), counts)
        return Edges(
            cols[chosen],
            row0[chosen],
            cols[chosen + 1],
            row1[chosen],
            found["sign"][chosen],
            owner[chosen],
        )

    def outlines(self, index: np.ndarray) -> Outlines:
        """Rings of some polygons, in the order of ``index``."""
        found = self._vertices[self._places(index)]
        points = np.stack((found["col"], found["row"]), axis=1)
        is_end = found["sign"] == 0
        ends = np.flatnonzero(is_end)
        starts = np.append(0, ends[:-1] + 1)[: len(ends)]
        signs = ring_signs(points, starts, ends - starts + 1)
        owner = np.repeat(np.arange(len(index)), self.vertex_counts[index])
        return Outlines(points, starts, ends, signs != found["sign"][starts], owner[starts])

    def single_rings(self, index: np.ndarray) -> Outlines:
        """The same of polygons of one ring each."""
        found, ends = self._vertices[self._places(index)], np.cumsum(self.vertex_counts[index])
        points = np.stack((found["col"], found["row"]), axis=1)
        starts, is_hole = ends - self.vertex_counts[index], np.zeros(len(index), dtype=bool)
        return Outlines(points, starts, ends - 1, is_hole, np.arange(len(index)))

    def _places(self, index: np.ndarray) -> np.ndarray:
        """Where the points of some polygons stand in the file."""
        counts = self.vertex_counts[index]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(self._starts[index], counts) + within

    def fingerprint(self, values: Sequence[object] = ()) -> str:
        """SHA-256 of all outlines and of a value each."""
        digest = hashlib.sha256()
        for start in range(0, len(self._vertices), _HASHED):
            digest.update(self._vertices[start : start + _HASHED].tobytes())
        for start in range(0, len(values), _HASHED):
            some = values[start : start + _HASHED]
            digest.update("".join([f"{value!r}\0" for value in some]).encode())
        return digest.hexdigest()

    def close(self) -> None:
        """Give the disk space back."""
        self._vertices = np.empty(0, dtype=_VERTEX)
        self._folder.cleanup()
