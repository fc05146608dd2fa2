"""The pixels of an image of a dataset."""

from __future__ import annotations

import warnings

import numpy as np

from ..errors import ExportError
from ..formats import gdal_driver
from ..network.stays_local import check_stays_local


def read_pixels(path: str) -> np.ndarray:
    """All values of an image as (bands, height, width).

    Raises:
        ExportError: the file is not an image that can be read.
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    check_stays_local(path, is_found=True)
    try:
        if path.lower().endswith(".npy"):
            return np.asarray(np.load(path, allow_pickle=False))
        driver = gdal_driver(path.lower().rpartition(".")[2])
        with warnings.catch_warnings(), rasterio.Env(GDAL_PAM_ENABLED="NO"):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, driver=driver) as dataset:
                return np.asarray(dataset.read())
    except Exception as error:  # rasterio lets GDAL's errors through, which share no public class
        raise ExportError(
            "{path} cannot be read as an image ({error}).", path=path, error=error
        ) from error
