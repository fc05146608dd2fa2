"""Pixel grids of tiles for Earth Engine: in metres of their UTM zones, or in degrees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ParameterError
from ..geodesy.zone import zone_of_place
from ..geometry.outlines import TileGeometries
from ..resampling.grid import TargetGrid, carry_points
from ..resampling.windows import PixelWindows

_DEGREES = "EPSG:4326"


@dataclass(frozen=True)
class TileSize:
    """How large images are.

    Attributes:
        pixels: width and height; None where the pixel's size is given.
        metres: size of a pixel on the ground.
    """

    pixels: tuple[int, int] | None = None
    metres: float | None = None


@dataclass(frozen=True)
class TileGrids:
    """Where the pixels of tiles lie.

    Attributes:
        targets: of each tile.
        zones: a grid around all tiles of each zone.
        codes: EPSG code of each zone, as ``EPSG:32631``.
        places: of the tiles in the zones' grids.
    """

    targets: list[TargetGrid]
    zones: list[TargetGrid]
    codes: list[str]
    places: PixelWindows


def parse_pixels(text: str) -> tuple[int, int] | None:
    """Width and height of ``100`` or ``100,80``; None of nothing.

    Raises:
        ParameterError: it is neither.
    """
    parts = [part.strip() for part in text.replace("x", ",").split(",")] if text.strip() else []
    if not parts:
        return None
    if len(parts) > 2 or not all(part.isdigit() and 0 < int(part) <= 2**20 for part in parts):
        raise ParameterError(
            "{PIXELS} is {text!r}; write one number, or width and height as 100,80.", text=text
        )
    return int(parts[0]), int(parts[-1])


def plan_grids(outlines: TileGeometries, size: TileSize, is_lonlat: bool) -> TileGrids:
    """A pixel grid for each tile.

    In a UTM zone pixels of a size in metres begin at multiples of it, so that neighbours share
    edges. In degrees, and where the number of pixels is given, they are fitted to the tile's box.

    Args:
        outlines: of the tiles, longitude and latitude in degrees.
        size: of the images.
        is_lonlat: whether pixels lie in degrees, as geetiles has them.
    """
    rings = [_ring(outlines, k) for k in range(len(outlines))]
    bounds = outlines.bounds
    if is_lonlat:
        codes = np.zeros(len(rings), dtype=int)
        targets = _fitted(bounds, _sizes_as_geetiles(rings, bounds, size), _wkt(_DEGREES))
        return _around(targets, codes, [_DEGREES])
    middles = bounds.reshape(-1, 2, 2).mean(axis=1)
    zones = np.array([zone_of_place(*middle).epsg for middle in middles.tolist()])
    numbers, parts = np.unique(zones, return_inverse=True)
    names = [f"EPSG:{number}" for number in numbers.tolist()]
    found: dict[int, TargetGrid] = {}
    for part, name in enumerate(names):
        index = np.flatnonzero(parts == part)
        boxes = _boxes([rings[k] for k in index.tolist()], _wkt(name))
        found.update(zip(index.tolist(), _metric(boxes, size, _wkt(name))))
    return _around([found[k] for k in range(len(rings))], parts, names)


def bounds_in_degrees(target: TargetGrid) -> tuple[float, float, float, float]:
    """West, south, east and north of a grid."""
    degrees = carry_points(target.outline(), target.crs_wkt, _wkt(_DEGREES))
    west, south = degrees.min(axis=0).tolist()
    east, north = degrees.max(axis=0).tolist()
    return west, south, east, north


def _ring(outlines: TileGeometries, k: int) -> np.ndarray:
    if outlines.is_quad[k]:
        return outlines.quads[k]
    west, south, east, north = outlines.bounds[k].tolist()
    polygon = outlines.polygon(k)
    exterior = getattr(polygon, "exterior", None)
    if exterior is None:
        return np.array([[west, south], [east, south], [east, north], [west, north]])
    return np.asarray(exterior.coords)[:, :2]


def _boxes(rings: Sequence[np.ndarray], wkt: str) -> np.ndarray:
    """Least and greatest coordinates (N, 4) of rings in degrees, in another system."""
    points = carry_points(np.concatenate(rings), _wkt(_DEGREES), wkt)
    starts = np.cumsum([0, *(len(ring) for ring in rings[:-1])])
    least = np.minimum.reduceat(points, starts, axis=0)
    greatest = np.maximum.reduceat(points, starts, axis=0)
    return np.concatenate((least, greatest), axis=1)


def _metric(boxes: np.ndarray, size: TileSize, wkt: str) -> list[TargetGrid]:
    if size.pixels is not None:
        return _fitted(boxes, [size.pixels] * len(boxes), wkt)
    metres = float(size.metres or 1)
    edges = np.rint(boxes / metres)
    targets = []
    for left, bottom, right, top in edges.tolist():
        width, height = int(max(1, right - left)), int(max(1, top - bottom))
        transform = (metres, 0.0, left * metres, 0.0, -metres, top * metres)
        targets.append(TargetGrid(wkt, transform, width, height))
    return targets


def _fitted(boxes: np.ndarray, sizes: Sequence[tuple[int, int]], wkt: str) -> list[TargetGrid]:
    targets = []
    for (left, bottom, right, top), (width, height) in zip(boxes.tolist(), sizes):
        transform = ((right - left) / width, 0.0, left, 0.0, (bottom - top) / height, top)
        targets.append(TargetGrid(wkt, transform, width, height))
    return targets


def _sizes_as_geetiles(
    rings: Sequence[np.ndarray], bounds: np.ndarray, size: TileSize
) -> list[tuple[int, int]]:
    """The sides of a tile in the UTM zone of its lower left corner, in pixels rounded up."""
    if size.pixels is not None:
        return [size.pixels] * len(rings)
    metres = float(size.metres or 1)
    found: dict[int, tuple[int, int]] = {}
    zones = np.array([zone_of_place(*corner).epsg for corner in bounds[:, :2].tolist()])
    for zone in np.unique(zones).tolist():
        index = np.flatnonzero(zones == zone).tolist()
        boxes = _boxes([rings[k] for k in index], _wkt(f"EPSG:{zone}"))
        sides = np.ceil((boxes[:, 2:] - boxes[:, :2]) / metres).astype(int)
        found.update(zip(index, ((max(1, w), max(1, h)) for w, h in sides.tolist())))
    return [found[k] for k in range(len(rings))]


def _around(targets: list[TargetGrid], parts: np.ndarray, codes: list[str]) -> TileGrids:
    """The tiles with grids around those of each zone, and their places in these."""
    zones = []
    exact, sizes = np.zeros((len(targets), 4)), np.zeros((len(targets), 2), dtype=np.int64)
    for part in range(len(codes)):
        index = np.flatnonzero(parts == part)
        steps = np.array([(targets[k].transform[0], targets[k].transform[4]) for k in index])
        a, e = np.median(steps, axis=0).tolist()
        corners = np.array([_corners(targets[k]) for k in index])
        left, top = float(corners[:, 0].min()), float(corners[:, 1].max())
        transform = (a, 0.0, left, 0.0, e, top)
        places = (corners - (left, top, left, top)) / (a, e, a, e)
        width, height = (int(np.ceil(v - 1e-6)) for v in places[:, 2:].max(axis=0).tolist())
        zones.append(TargetGrid(_wkt(codes[part]), transform, max(1, width), max(1, height)))
        exact[index], sizes[index] = places, (zones[-1].width, zones[-1].height)
    rounded = np.rint(exact).astype(np.int64)
    extent = np.maximum(rounded[:, 2:] - rounded[:, :2], 1)
    windows = np.concatenate((rounded[:, :2], extent), axis=1)
    off_grid = np.abs(exact - rounded).max(axis=1)
    places = PixelWindows(windows, exact, off_grid, parts.astype(np.int64), sizes)
    return TileGrids(targets, zones, codes, places)


def _corners(target: TargetGrid) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of an upright grid."""
    a, _, c, _, e, f = target.transform
    return c, f, c + a * target.width, f + e * target.height


def _wkt(code: str) -> str:
    from rasterio.crs import CRS

    return str(CRS.from_string(code).to_wkt())
