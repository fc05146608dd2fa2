"""A small map of tiles in colours."""

from __future__ import annotations

import numpy as np

from ..formats.png_by_gdal import png_by_gdal
from ..geometry.outlines import TileGeometries

_SIDE = 760
# Beyond this many tiles each is a dot, which is all a pixel can show of it.
_MOST_OUTLINES = 100_000


def draw_tiles(geometries: TileGeometries, colors: np.ndarray, stretch: float = 1.0) -> bytes:
    """A PNG of tiles filled with colours on a transparent ground, north up; later ones on top.

    Args:
        geometries: N outlines.
        colors: uint8 (N, 3).
        stretch: length of a unit along y over one along x, on the ground.
    """
    bounds = geometries.bounds
    least, last = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    span = np.maximum((last - least) * (1.0, stretch), 1e-300)
    unit = span.max() / _SIDE
    width, height = (max(1, int(np.ceil(v / unit))) for v in span)
    size = np.array([unit, unit / stretch])
    picture = np.zeros((4, height, width), dtype=np.uint8)
    places = np.concatenate(
        ((bounds[:, :2] - least) / size, (bounds[:, 2:] - least) / size), axis=1
    )
    if len(geometries) > _MOST_OUTLINES:
        x, y = (places[:, :2] + places[:, 2:]).T / 2
        cols = np.clip(x.astype(int), 0, width - 1)
        rows = np.clip(height - 1 - y.astype(int), 0, height - 1)
        picture[:3, rows, cols] = colors.T
        picture[3, rows, cols] = 255
        return png_by_gdal(picture)
    edges = np.rint(places).astype(int)
    for i in np.flatnonzero(geometries.is_box).tolist():
        left, bottom, right, top = edges[i].tolist()
        # A gap between neighbours shows how large tiles are, where there is room for one.
        gap = 1 if right - left > 4 else 0
        rows = slice(max(0, height - top), max(height - bottom - gap, height - top + 1))
        cols = slice(left, max(right - gap, left + 1))
        picture[:3, rows, cols] = colors[i][:, None, None]
        picture[3, rows, cols] = 255
    odd = np.flatnonzero(~geometries.is_box)
    if len(odd):
        _draw_polygons(geometries, odd, colors, least, size, picture)
    return png_by_gdal(picture)


def _draw_polygons(
    geometries: TileGeometries,
    odd: np.ndarray,
    colors: np.ndarray,
    least: np.ndarray,
    size: np.ndarray,
    picture: np.ndarray,
) -> None:
    from rasterio.features import rasterize
    from rasterio.transform import Affine

    _, height, width = picture.shape
    place = Affine(size[0], 0, least[0], 0, -size[1], least[1] + height * size[1])
    numbers = rasterize(
        ((geometries.polygon(int(i)), k + 1) for k, i in enumerate(odd.tolist())),
        out_shape=(height, width),
        transform=place,
        dtype="int32",
    )
    painted = numbers > 0
    picture[:3, painted] = colors[odd[numbers[painted] - 1]].T
    picture[3, painted] = 255
