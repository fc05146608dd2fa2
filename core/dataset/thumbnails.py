"""Pictures in short: small grey thumbnails, and hashes that look alike where pictures do."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from ..errors import ExportError
from ..files.intact import check_whole
from ..formats import gdal_driver
from ..message import Message, counted
from ..network.stays_local import check_stays_local
from ..raster.gdal_errors import listening_to_gdal
from ..run.memory import check_fits


@dataclass(frozen=True)
class Pictures:
    """What the tiles look like; see image_hash.

    Attributes:
        thumbnails: float32 (N, 16, 17).
        hashes: uint8 (N, 32).
        usable: bool (N,): pictures that were read and show something.
    """

    thumbnails: np.ndarray
    hashes: np.ndarray
    usable: np.ndarray


SIDE = 16
# Of larger images not all pixels are looked at.
MOST_PIXELS = 4096**2
# Thumbnails with less contrast than this share of their mean brightness show nothing to compare.
_LEAST_CONTRAST = 0.02


def read_thumbnail(path: str) -> np.ndarray:
    """Float32 (16, 17): mean of all bands in cells of equal size; invalid pixels count as the mean.

    Raises:
        ExportError: the file is not an image that can be read.
    """
    check_stays_local(path, is_found=True)
    with reading_image(path):
        check_whole(path)
        if path.lower().endswith(".npy"):
            values = np.load(path, mmap_mode="r", allow_pickle=False)
            values = _as_bands(values)
            bands, height, width = values.shape
            _, rows, columns = reading_shape(bands, height, width, values.itemsize)
            step = max(1, values.shape[1] // rows, values.shape[2] // columns)
            grey = values[:, ::step, ::step].mean(axis=0, dtype=np.float64)
        else:
            grey = _read_raster(path)
    return shrink(grey)


@contextmanager
def without_warnings() -> Iterator[None]:
    """Pictures have no place on earth; filters are set once, as threads share them."""
    from rasterio.errors import NotGeoreferencedWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        yield


@contextmanager
def reading_image(path: str) -> Iterator[None]:
    """What goes wrong within the block, whatever it is, is told of as a file that is no image.

    Raises:
        ExportError: names ``path``.
    """
    try:
        yield
    except Exception as error:  # rasterio lets GDAL's errors through, which share no public class
        raise ExportError(
            "{path} cannot be read as an image ({error}).", path=path, error=error
        ) from error


def image_size(path: str) -> tuple[int, int]:
    """Width and height in pixels of an image of a dataset.

    Raises:
        ExportError: the file is not an image that can be read.
    """
    import rasterio

    with reading_image(path):
        if path.lower().endswith(".npy"):
            height, width = np.load(path, mmap_mode="r", allow_pickle=False).shape[-2:]
            return int(width), int(height)
        driver = gdal_driver(path.lower().rpartition(".")[2])
        env = rasterio.Env(GDAL_PAM_ENABLED="NO")
        with without_warnings(), env, rasterio.open(path, driver=driver) as dataset:
            return dataset.width, dataset.height


def reading_shape(bands: int, rows: int, columns: int, itemsize: int) -> tuple[int, int, int]:
    """Bands, rows and columns on which an image is read that is to be shown small.

    All of them, but fewer rows and columns of images that no tile is as large as.

    Args:
        bands, rows, columns: what a file says of its image.
        itemsize: bytes of a value.

    Raises:
        RasterError: even that does not fit into memory.
    """
    if rows * columns > MOST_PIXELS:
        scale = max(rows, columns) / MOST_PIXELS**0.5
        rows, columns = max(1, round(rows / scale)), max(1, round(columns / scale))
    # Values and a mask, and one band of sums.
    check_fits(
        rows * columns * (bands * (itemsize + 1) + 16),
        counted(bands, "An image of {count} band", "An image of {count} bands"),
        Message("choose a dataset of smaller images"),
    )
    return bands, rows, columns


def shrink(grey: np.ndarray) -> np.ndarray:
    """Float32 (16, 17): means of cells of an array (rows, columns) of any size."""
    grey = np.asarray(grey, dtype=np.float64)
    finite = np.isfinite(grey)
    if not finite.all():
        grey = np.where(finite, grey, grey[finite].mean() if finite.any() else 0.0)
    return _mean_cells(_mean_cells(grey, SIDE).T, SIDE + 1).T.astype(np.float32)


def hash_differences(thumbnail: np.ndarray) -> np.ndarray:
    """Uint8 (32,): 256 bits, each telling whether a cell is brighter than its left neighbour.

    The difference hash of Krawetz, "Kind of Like That" (2013), with 16 by 16 bits.
    """
    return np.packbits(thumbnail[:, 1:] > thumbnail[:, :-1])


def shows_something(thumbnail: np.ndarray) -> bool:
    """Whether there is enough contrast to tell one picture from another."""
    mean = abs(float(thumbnail.mean()))
    return float(thumbnail.std()) > _LEAST_CONTRAST * max(mean, 1e-12)


def _as_bands(values: np.ndarray) -> np.ndarray:
    if values.ndim == 2:
        return values[None]
    if values.ndim != 3:
        raise ValueError(f"{values.ndim} dimensions")
    return values


def _read_raster(path: str) -> np.ndarray:
    import rasterio

    driver = gdal_driver(path.lower().rpartition(".")[2])
    pam_off, listening = rasterio.Env(GDAL_PAM_ENABLED="NO"), listening_to_gdal()
    with pam_off, rasterio.open(path, driver=driver) as dataset, listening:
        itemsize = np.dtype(np.result_type(*dataset.dtypes)).itemsize
        shape = reading_shape(dataset.count, dataset.height, dataset.width, itemsize)
        values = dataset.read(masked=True, out_shape=shape)
    return np.ma.filled(values.mean(axis=0, dtype=np.float64), np.nan)


def _mean_cells(values: np.ndarray, cells: int) -> np.ndarray:
    """Means of rows of float64 (rows, columns), gathered into equal parts; rows may be cut."""
    rows = len(values)
    edges = np.linspace(0, rows, cells + 1)
    total = np.concatenate((np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)))
    whole = np.minimum(edges.astype(np.int64), rows - 1)
    at_edges = total[whole] + values[whole] * (edges - whole)[:, None]
    return np.diff(at_edges, axis=0) / (rows / cells)
