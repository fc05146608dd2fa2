"""Points drawn at random in each class of a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..geodesy.pixel_areas import PixelAreas
from ..geodesy.scale import earth_centred, measure_ground_scales
from ..geometry.outlines import place_pixels
from ..geometry.repair import parts_of
from ..hashing import hash_numbers
from ..polygons.burn import to_pixel_shape
from ..raster.info import RasterInfo
from ..run.batches import heed, ignore_progress, never_cancelled
from .codes import ClassReader
from .tally import count_classes, each_window

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# With a least distance, so many candidates are drawn for each point that is wanted, and some more.
_SPARE, _SPARE_MORE = 64, 4096
# Points that are looked at between two looks whether the user asked to stop.
_LOOK = 4096
# No two places on the globe are so many metres apart; squares of much more are no numbers.
_FARTHEST = 1e8


@dataclass(frozen=True)
class DrawRule:
    """How points are drawn.

    Attributes:
        wanted: int64 (classes,) points of each class.
        distance: least distance of any two points in metres, 0 for none.
        seed: of the choice.
    """

    wanted: np.ndarray
    distance: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class DrawnPoints:
    """Points in random order, so that neither number nor place in the list tells the class.

    Attributes:
        cols: int64 (N,) column of each one's pixel; it stands in the pixel's middle.
        rows: int64 (N,) row of it.
        classes: int64 (N,) number of its class.
        kept_out: pixels that no point could be drawn from because a polygon touches them.
        room: int64 (classes,) pixels of each class that points could be drawn from.
    """

    cols: np.ndarray
    rows: np.ndarray
    classes: np.ndarray
    kept_out: int
    room: np.ndarray


class KeptOut:
    """Pixels that polygons touch.

    Args:
        polygons: valid shapely polygons and multipolygons in the raster's coordinate system.
        transform: six affine coefficients of the raster.
    """

    def __init__(self, polygons: Sequence[BaseGeometry], transform: Sequence[float]) -> None:
        parts = [part for polygon in polygons for part in parts_of(polygon)]
        self._shapes = [to_pixel_shape(part, transform) for part in parts]
        self._bounds = np.array([s.bounds for s in self._shapes]).reshape(-1, 4)

    def mask(self, window: Sequence[int]) -> np.ndarray | None:
        """Bool (height, width): the pixels of a window that they touch; None where none is near."""
        from rasterio.features import rasterize
        from rasterio.transform import Affine

        col, row, width, height = (int(v) for v in window)
        left, top, right, bottom = self._bounds.T
        near = (left <= col + width) & (right >= col) & (top <= row + height) & (bottom >= row)
        if not near.any():
            return None
        burned = rasterize(
            [(self._shapes[k], 1) for k in np.flatnonzero(near).tolist()],
            out_shape=(height, width),
            transform=Affine(1, 0, col, 0, 1, row),
            all_touched=True,
            dtype="uint8",
        )
        return burned > 0


def draw_points(
    reader: ClassReader,
    rule: DrawRule,
    areas: PixelAreas,
    kept_out: KeptOut | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> DrawnPoints:
    """Draw points of each class, every place on its ground with the same chance.

    Each pixel has a random rank by its place and the seed, an exponential variate whose rate is the
    pixel's area; the lowest ranks of a class are taken (Efraimidis and Spirakis, "Weighted random
    sampling with a reservoir", 2006). With a distance, points are taken by rank unless one taken
    before is too near; classes with few pixels choose first. There may be fewer than wanted.

    Raises:
        RasterError: a distance is asked for and nobody knows metres there.
        CancelledError: ``is_cancelled`` said so.
    """
    most = rule.wanted * _SPARE + _SPARE_MORE if rule.distance else rule.wanted
    pools = [_Pool(int(count)) for count in most.tolist()]
    touched, room = 0, np.zeros(len(pools), dtype=np.int64)
    for window in each_window(reader.source.info, progress, is_cancelled):
        found = reader.read(window)
        mask = None if kept_out is None else kept_out.mask(window)
        if mask is not None:
            touched += int(np.count_nonzero(mask & (found >= 0)))
            found = np.where(mask, -1, found)
        rows, cols = np.nonzero(found >= 0)
        numbers = found[rows, cols]
        room += count_classes(numbers, len(pools))
        area = np.broadcast_to(areas.of_window(window), found.shape)[rows, cols]
        rows, cols = rows + window[1], cols + window[0]
        ranks = _ranks(rule.seed, rows, cols) / area
        for k in np.unique(numbers).tolist():
            here = numbers == k
            pools[k].add(ranks[here], cols[here], rows[here])
    chosen = _choose(pools, rule, reader.source.info, is_cancelled)
    cols, rows, classes = (np.concatenate(part) for part in zip(*chosen))
    order = np.argsort(hash_numbers(rule.seed + 1, rows, cols), kind="stable")
    return DrawnPoints(cols[order], rows[order], classes[order], touched, room)


def _ranks(seed: int, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    """float64 (N,), exponential variates by place."""
    # 53 bits are what a float holds; half of the last keeps 0 away.
    uniform = ((hash_numbers(seed, rows, cols) >> np.uint64(11)).astype(float) + 0.5) / 2.0**53
    return np.asarray(-np.log(uniform))


class _Pool:
    """The pixels of a class with the lowest ranks so far."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bound = np.inf
        self._parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._count = 0

    def add(self, ranks: np.ndarray, cols: np.ndarray, rows: np.ndarray) -> None:
        """Take pixels in, and leave out those that cannot be chosen any more."""
        low = ranks < self._bound
        self._parts.append((ranks[low], cols[low], rows[low]))
        self._count += int(np.count_nonzero(low))
        if self._count > 2 * self._most:
            self._parts = [self.lowest()]
            self._count = len(self._parts[0][0])
            self._bound = self._parts[0][0][-1] if self._count else 0.0

    def lowest(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Ranks, columns and rows by ascending rank, as many as there may be."""
        if not self._parts:
            nothing = np.empty(0, dtype=np.int64)
            return nothing.astype(float), nothing, nothing
        ranks, cols, rows = (np.concatenate(part) for part in zip(*self._parts))
        order = np.lexsort((cols, rows, ranks))[: self._most]
        return ranks[order], cols[order], rows[order]


def _choose(
    pools: Sequence[_Pool],
    rule: DrawRule,
    info: RasterInfo,
    is_cancelled: Callable[[], bool],
) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Columns, rows and classes of the points of each class."""
    lowest = [pool.lowest()[1:] for pool in pools]
    wanted = rule.wanted.tolist()
    spacing = _Spacing(rule.distance, info, lowest) if rule.distance else None
    chosen = []
    # Where one class is rare, points of others must not take its places.
    for k in sorted(range(len(pools)), key=lambda k: (len(lowest[k][0]), k)):
        cols, rows = lowest[k]
        if spacing is None:
            taken = np.arange(min(wanted[k], len(cols)))
        else:
            taken = spacing.take(k, wanted[k], is_cancelled)
        chosen.append((cols[taken], rows[taken], np.full(len(taken), k, dtype=np.int64)))
    return chosen


class _Spacing:
    """Takes points that are as far as is asked from all that were taken before."""

    def __init__(
        self, distance: float, info: RasterInfo, candidates: Sequence[tuple[np.ndarray, np.ndarray]]
    ) -> None:
        cols, rows = (np.concatenate(part) for part in zip(*candidates))
        ends = np.cumsum([len(cols) for cols, _ in candidates])[:-1]
        self._places = np.split(_ground_places(info, cols, rows), ends)
        self._distance = min(distance, _FARTHEST)
        self._taken: dict[tuple[int, ...], list[np.ndarray]] = {}

    def take(self, k: int, wanted: int, is_cancelled: Callable[[], bool]) -> np.ndarray:
        """Indices of the candidates of a class that are taken, ``wanted`` at most."""
        places = self._places[k]
        cells = np.floor(places / self._distance).astype(np.int64)
        least = self._distance**2 * (1 - 1e-9)
        steps = np.stack(np.meshgrid(*[(-1, 0, 1)] * places.shape[1]), -1).reshape(
            -1, places.shape[1]
        )
        found: list[int] = []
        for i, (place, cell) in enumerate(zip(places, cells)):
            if len(found) == wanted:
                break
            if i % _LOOK == 0:
                heed(is_cancelled)
            near = [p for s in (cell + steps).tolist() for p in self._taken.get(tuple(s), ())]
            if near and (((np.array(near) - place) ** 2).sum(axis=1) < least).any():
                continue
            self._taken.setdefault(tuple(cell.tolist()), []).append(place)
            found.append(i)
        return np.array(found, dtype=np.int64)


def _ground_places(info: RasterInfo, cols: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """float64 (N, 2) or (N, 3): middles of pixels, whose distances are metres."""
    from rasterio.crs import CRS
    from rasterio.warp import transform

    x, y = place_pixels(info.transform, cols + 0.5, rows + 0.5)
    places = np.stack((x, y), axis=-1)
    if not len(places):
        return places
    scales = measure_ground_scales(info.crs_wkt, places)
    crs = CRS.from_wkt(info.crs_wkt)
    if crs.is_projected and (scales == crs.linear_units_factor[1]).all():
        return np.asarray(places * crs.linear_units_factor[1])
    lons, lats = transform(crs, CRS.from_epsg(4326), x.tolist(), y.tolist())
    return np.stack(earth_centred(np.array(lons), np.array(lats)), axis=-1)
