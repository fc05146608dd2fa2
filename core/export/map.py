"""The small picture of the raster in a dataset card, taken while its tiles are cut."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ..classes.colors import PLAIN, Color
from ..cut.cut import PixelBlock
from ..dataset.plan import DatasetPlan
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..report.image_map import MAP_SIDE, place_on_ground
from ..resampling.windows import clip_windows
from ..scaling.picture import as_picture
from ..scaling.scaling import Scaling


class MapPixels(NamedTuple):
    """A small raster: values (bands, height, width), valid pixels (height, width)."""

    values: np.ndarray
    valid: np.ndarray


def read_map(source: RasterSource) -> MapPixels:
    """The pixels of the picture that draw_map makes, from the raster itself."""
    sampler = MapSampler.of_raster(source.info)
    return MapPixels(*source.read_overview(sampler.width, sampler.height))


class TileMap(NamedTuple):
    """Where tiles lie on a picture of all.

    Attributes:
        boxes: float64 (N, 4): left, top, right and bottom of each tile.
        size: width and height of the picture, in the same units.
    """

    boxes: np.ndarray
    size: tuple[float, float]

    @classmethod
    def of_plan(
        cls,
        plan: DatasetPlan,
        info: RasterInfo,
        is_geographic: bool = False,
        is_drawn: bool = False,
    ) -> TileMap:
        """In pixels of the raster; of several rasters on the ground, see place_on_ground.

        ``is_drawn``: on the ground in any case, as the picture is drawn from the tiles' images.
        """
        if plan.places.parts is None and not is_drawn:
            return cls(plan.places.exact, (info.width, info.height))
        return cls(*place_on_ground(plan.tiles.geometries.bounds, is_geographic))


def _map_shape(width: float, height: float) -> tuple[int, int]:
    factor = max(width, height) / MAP_SIDE
    return max(1, round(width / factor)), max(1, round(height / factor))


def draw_map(
    plan: DatasetPlan,
    tiles: TileMap,
    scaling: Scaling | None,
    pixels: MapPixels | MapPicture,
    colors: Mapping[str, Color],
) -> bytes:
    """A small picture of a raster with the exported tiles outlined by class, as PNG.

    Args:
        plan: the tiles.
        tiles: where they lie on the picture.
        scaling: as of the tiles.
        pixels: of the raster, from read_map, or those that the tiles left in a MapPicture.
        colors: of the classes.
    """
    picture = as_picture(pixels.values, pixels.valid, scaling)
    return draw_tiles(picture, tiles.boxes, plan.labels, tiles.size, colors)


def draw_tiles(
    picture: np.ndarray,
    boxes: np.ndarray,
    labels: Sequence[str | None],
    size: tuple[float, float],
    colors: Mapping[str, Color],
) -> bytes:
    """A picture with the outlines of tiles by class, as PNG.

    Args:
        picture: uint8 (height, width, 3), changed in place.
        boxes: float64 (N, 4): left, top, right and bottom of each tile in units of ``size``.
        labels: class of each tile, or None.
        size: width and height of the ground that the picture shows.
        colors: of the classes.
    """
    from PIL import Image

    height, width = picture.shape[:2]
    scale = np.array([width / size[0], height / size[1]] * 2)
    boxes = np.rint(boxes * scale).astype(np.int64)
    boxes[:, 2:] = np.maximum(boxes[:, :2], boxes[:, 2:] - 1)
    chosen = [PLAIN if label is None else colors.get(label, PLAIN) for label in labels]
    draw_outlines(picture, boxes, np.array(chosen, dtype=np.uint8).reshape(-1, 3))
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG")
    return buffer.getvalue()


# Places of outlines that are looked at together.
_PLACES = 1_000_000
# Rasters up to this size are read a second time for the picture, which takes next to no time.
_SMALL_PIXELS = 4_000_000


@dataclass(frozen=True)
class MapSamples:
    """Some pixels of the picture: its rows and columns from ``top`` and ``left`` on.

    ``values`` is (bands, rows, columns); ``used`` tells which lie in a tile, ``valid`` which hold
    a value.
    """

    top: int
    left: int
    values: np.ndarray
    valid: np.ndarray
    used: np.ndarray


@dataclass(frozen=True)
class MapSampler:
    """Picks the source's pixels nearest to the centres of the picture's."""

    info: RasterInfo
    width: int
    height: int

    @classmethod
    def of_raster(cls, info: RasterInfo) -> MapSampler:
        """A sampler for a picture of 640 pixels along the longer side."""
        return cls(info, *_map_shape(info.width, info.height))

    @classmethod
    def of_plan(cls, plan: DatasetPlan, source: RasterSource) -> MapSampler | None:
        """A sampler where the tiles can leave the picture, and reading it would take long."""
        sampler = cls.of_raster(source.info)
        is_needed = source.is_asked or sampler.is_needed
        return sampler if plan.places.parts is None and is_needed else None

    @property
    def is_needed(self) -> bool:
        """Whether reading the picture from the raster would take long."""
        info = self.info
        return not info.has_overviews and info.width * info.height > _SMALL_PIXELS

    @cached_property
    def _grid(self) -> tuple[np.ndarray, np.ndarray]:
        columns = ((np.arange(self.width) + 0.5) * self.info.width / self.width).astype(int)
        rows = ((np.arange(self.height) + 0.5) * self.info.height / self.height).astype(int)
        return columns, rows

    def sample(self, block: PixelBlock) -> list[MapSamples]:
        """The picture's pixels that lie in a block's tiles, as the raster has them."""
        if block.origin is not None:
            places = (*block.origin, block.values, block.valid)
            return [self._samples(*places, block.boxes_inside)]
        found = []
        for seen in block.seen:
            # A pixel lies in a tile when its centre does.
            ends = np.ceil(seen.boxes - 0.5).astype(np.int64)
            first, last = ends[:, :2] - (seen.left, seen.top), ends[:, 2:] - (seen.left, seen.top)
            height, width = seen.valid.shape
            boxes = clip_windows(np.concatenate((first, last - first), axis=1), width, height)
            found.append(self._samples(seen.left, seen.top, seen.values, seen.valid, boxes))
        return found

    def _samples(
        self, left: int, top: int, pixels: np.ndarray, valid: np.ndarray, boxes: np.ndarray
    ) -> MapSamples:
        """Those of pixels from a column and row of the raster on; ``boxes`` lie within them."""
        columns, rows = self._grid
        height, width = valid.shape
        first_col, end_col = np.searchsorted(columns, (left, left + width))
        first_row, end_row = np.searchsorted(rows, (top, top + height))
        columns, rows = columns[first_col:end_col] - left, rows[first_row:end_row] - top
        used = np.zeros((len(rows), len(columns)), dtype=bool)
        starts = (np.searchsorted(columns, boxes[:, 0]), np.searchsorted(rows, boxes[:, 1]))
        ends = boxes[:, :2] + boxes[:, 2:]
        ends = (np.searchsorted(columns, ends[:, 0]), np.searchsorted(rows, ends[:, 1]))
        for x, y, end_x, end_y in np.stack((*starts, *ends), axis=1).tolist():
            used[y:end_y, x:end_x] = True
        grid = np.ix_(rows, columns)
        values = np.stack([band[grid] for band in pixels])
        return MapSamples(int(first_row), int(first_col), values, valid[grid], used)


class MapPicture:
    """The picture as it fills; what is in no tile stays invalid."""

    def __init__(self, sampler: MapSampler) -> None:
        info = sampler.info
        shape = (sampler.height, sampler.width)
        self.values = np.zeros((len(info.bands), *shape), dtype=info.dtype)
        self.valid = np.zeros(shape, dtype=bool)

    def add(self, samples: MapSamples) -> None:
        """Put pixels in their place."""
        rows, columns = samples.used.shape
        part = np.s_[samples.top : samples.top + rows, samples.left : samples.left + columns]
        self.valid[part] |= samples.used & samples.valid
        self.values[(slice(None), *part)] = np.where(
            samples.used, samples.values, self.values[(slice(None), *part)]
        )


def draw_outlines(picture: np.ndarray, boxes: np.ndarray, colors: np.ndarray) -> None:
    """Draw rectangles of one pixel's width, later ones over earlier ones.

    Args:
        picture: uint8 (height, width, 3), changed in place.
        boxes: int (N, 4) left, top, right, bottom in pixels, the last two included.
        colors: uint8 (N, 3).
    """
    height, width = picture.shape[:2]
    # Number of the box that was drawn last at each place.
    last = np.full(height * width, -1, dtype=np.int64)
    sizes = boxes[:, 2:] - boxes[:, :2] + 1
    for w, h in np.unique(sizes, axis=0).tolist():
        across, down = np.arange(w), np.arange(h)
        xs = np.concatenate((across, across, 0 * down, 0 * down + w - 1))
        ys = np.concatenate((0 * across, 0 * across + h - 1, down, down))
        group = np.flatnonzero((sizes == (w, h)).all(axis=1))
        step = max(1, _PLACES // len(xs))
        for some in (group[k : k + step] for k in range(0, len(group), step)):
            x = boxes[some, :1] + xs
            y = boxes[some, 1:2] + ys
            owners = np.broadcast_to(some[:, None], x.shape)
            inside = (x >= 0) & (y >= 0) & (x < width) & (y < height)
            places, owners = (y * width + x)[inside], owners[inside]
            over = owners > last[places]
            # Of several numbers for one place the last is kept, which is the greatest.
            last[places[over]] = owners[over]
    drawn = np.flatnonzero(last >= 0)
    picture.reshape(-1, 3)[drawn] = colors[last[drawn]]
