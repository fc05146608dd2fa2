"""How cloudy an image is, and how much of an area it shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..clouds.presets import SCL_CLOUDS
from ..clouds.rules import parse_mask_rule
from ..geometry.outlines import pixel_coordinates
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource
from ..resampling.grid import grid_of
from ..sentinel2.names import BANDS, SCL
from .scenes import Scene

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Sides of the picture on which pixels are counted.
_MOST_PIXELS = 1000
_CLOUDY = parse_mask_rule(SCL_CLOUDS, "")


class ReducedSource(Protocol):
    """What is read on fewer pixels than it has."""

    info: RasterInfo

    def read_reduced(
        self, window: Sequence[int], width: int, height: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_reduced."""
        ...


@dataclass(frozen=True)
class SceneFacts:
    """Percentages, 0 to 100; None where they are not known.

    Attributes:
        cloud: cloudy share.
        aoi: share of the area of interest that is within the raster.
        coverage: share of the area of interest, or of the raster, where it has pixels.
        nodata: share of the raster without pixels.
        size: bytes.
    """

    cloud: float | None = None
    aoi: float | None = None
    coverage: float | None = None
    nodata: float | None = None
    size: int = 0


def scene_raster(scene: Scene) -> str:
    """What GDAL opens to see where a scene has pixels: of products the coarsest band."""
    if scene.product is None:
        return scene.path
    keys = [key for key in scene.product.files if key[0] in BANDS] or list(scene.product.files)
    return scene.product.files[max(keys, key=lambda key: (key[1], key[0]))]


def open_scene_raster(scene: Scene) -> FileRasterSource:
    """The raster of scene_raster; in products 0 is nodata.

    Raises:
        RasterError: it cannot be opened.
    """
    if scene.product is None:
        return FileRasterSource(scene.path)
    return FileRasterSource(scene_raster(scene), "1", 0)


def measure_scene(
    scene: Scene,
    source: FileRasterSource,
    area: BaseGeometry | None,
    size: int,
    clouds_in_area: bool,
) -> SceneFacts:
    """Facts of a scene, counted on at most 1000 x 1000 pixels where metadata does not hold them.

    Args:
        scene: the image.
        source: its raster; see open_scene_raster.
        area: a shapely geometry in its coordinate system, or None for the whole raster.
        size: bytes of the image.
        clouds_in_area: take clouds (and their shadows) from the scene classification in the area,
            not from the metadata.

    Raises:
        RasterError: the image cannot be read.
    """
    metadata = scene.product.metadata if scene.product else None
    nodata = metadata.nodata_percent if metadata else None
    whole = (0, 0, source.info.width, source.info.height)
    if nodata is None or area is None:
        valid = _read(source, whole)[1]
        counted = 100 * (1 - np.count_nonzero(valid) / valid.size)
        nodata = counted if nodata is None else nodata
    if area is None:
        aoi, coverage = None, 100 - nodata
    else:
        aoi, coverage = _measure_area(source, area)
    cloud = metadata.cloud_percent if metadata else None
    if clouds_in_area:
        cloud = _measure_clouds(scene, source.info, area)
    return SceneFacts(cloud, aoi, coverage, nodata, size)


def _measure_area(source: FileRasterSource, area: BaseGeometry) -> tuple[float, float]:
    from shapely.geometry import Polygon

    info = source.info
    footprint = Polygon(grid_of(info).outline())
    share = area.intersection(footprint).area / area.area
    window = _window_of(info, area)
    if window is None or share <= 0:
        return 0.0, 0.0
    _, valid = _read(source, window)
    inside = _rasterize(area, info, window, valid.shape)
    known = int(np.count_nonzero(valid & inside)) / max(1, int(np.count_nonzero(inside)))
    return 100 * share, 100 * share * known


def _measure_clouds(scene: Scene, info: RasterInfo, area: BaseGeometry | None) -> float | None:
    """Cloudy share of the known pixels in an area given in the coordinate system of ``info``."""
    product = scene.product
    if product is None or not product.resolutions(SCL):
        return None
    path = product.files[SCL, product.resolutions(SCL)[-1]]
    with closing(FileRasterSource(path, "1", 0)) as source:
        return measure_clouds(source, area)


def measure_clouds(source: ReducedSource, area: BaseGeometry | None) -> float | None:
    """Percent of clouds and shadows among the known pixels of an area.

    Args:
        source: a scene classification of Sentinel-2, 0 where nothing is known.
        area: a shapely geometry in its coordinate system, or None for all of it.

    Returns:
        None where nothing is known.
    """
    own = source.info
    window = (0, 0, own.width, own.height) if area is None else _window_of(own, area)
    if window is None:
        return None
    codes, known = _read(source, window)
    if area is not None:
        known = known & _rasterize(area, own, window, known.shape)
    count = np.count_nonzero(known)
    return 100 * float(_CLOUDY.matches(codes[0][known]).mean()) if count else None


def _window_of(info: RasterInfo, area: BaseGeometry) -> tuple[int, int, int, int] | None:
    """Pixels of a raster that an area's bounds touch: column, row, width, height."""
    left, bottom, right, top = area.bounds
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    pixels = pixel_coordinates(box, info.transform)
    first = np.clip(np.floor(pixels.min(axis=0)), 0, (info.width, info.height)).astype(int)
    end = np.clip(np.ceil(pixels.max(axis=0)), 0, (info.width, info.height)).astype(int)
    if (end <= first).any():
        return None
    return int(first[0]), int(first[1]), int(end[0] - first[0]), int(end[1] - first[1])


def _read(source: ReducedSource, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    factor = max(1.0, max(window[2:]) / _MOST_PIXELS)
    width, height = (max(1, math.floor(side / factor)) for side in window[2:])
    return source.read_reduced(window, width, height)


def _rasterize(
    area: BaseGeometry, info: RasterInfo, window: Sequence[int], shape: tuple[int, ...]
) -> np.ndarray:
    from rasterio.features import rasterize
    from rasterio.transform import Affine

    a, b, c, d, e, f = grid_of(info).window(window).transform
    across, down = window[2] / shape[1], window[3] / shape[0]
    place = Affine(a * across, b * down, c, d * across, e * down, f)
    inside = rasterize([area], out_shape=shape, transform=place, dtype="uint8", all_touched=True)
    return np.asarray(inside > 0)
