"""The pixels of an image of a dataset."""

from __future__ import annotations

import numpy as np

from ..dataset.thumbnails import reading_image, without_warnings
from ..formats import gdal_driver
from ..network.stays_local import check_stays_local


def read_pixels(path: str) -> np.ndarray:
    """All values of an image as (bands, height, width).

    Raises:
        ExportError: the file is not an image that can be read.
    """
    import rasterio

    check_stays_local(path, is_found=True)
    with reading_image(path):
        if path.lower().endswith(".npy"):
            return np.asarray(np.load(path, allow_pickle=False))
        driver = gdal_driver(path.lower().rpartition(".")[2])
        env = rasterio.Env(GDAL_PAM_ENABLED="NO")
        with without_warnings(), env, rasterio.open(path, driver=driver) as dataset:
            return np.asarray(dataset.read())
