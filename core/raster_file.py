"""A GeoTIFF that is written window by window."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np

from .raster_profile import RasterProfile


class RasterFile(Protocol):
    """A file that is made, written and closed."""

    def write(self, window: tuple[int, int, int, int], values: np.ndarray) -> None:
        """Write (bands, height, width) at column offset, row offset, width, height."""
        ...

    def flush(self) -> None:
        """Compress and write all that was given so far, in the order of the blocks."""
        ...

    def close(self) -> None:
        """The file is complete."""
        ...


def make_raster_file(path: Path, profile: RasterProfile, workers: int) -> RasterFile:
    """Make a file, and say how many threads may compress its blocks."""
    # rasterio holds Python's lock while GDAL compresses what is left, for which QGIS's window would
    # have to wait; GDAL's own bindings, which QGIS has and pip has not, do not.
    try:
        from .raster_file_by_osgeo import OsgeoRasterFile
    except ImportError:
        from .raster_file_by_rasterio import RasterioRasterFile

        return RasterioRasterFile(path, profile, workers)
    return OsgeoRasterFile(path, profile, workers)


def creation_options(profile: RasterProfile, workers: int) -> dict[str, str]:
    """Options of GDAL's GTiff driver."""
    block_height, block_width = profile.block_shape
    is_picture = len(profile.band_names) == 3 and profile.dtype == "uint8"
    return {
        # Left to itself GDAL takes the fourth of four bands of bytes for their alpha.
        "PHOTOMETRIC": "RGB" if is_picture else "MINISBLACK",
        "ALPHA": "NO",
        "TILED": "YES",
        "BLOCKXSIZE": str(block_width),
        "BLOCKYSIZE": str(block_height),
        "INTERLEAVE": "BAND",
        "COMPRESS": "DEFLATE",
        "PREDICTOR": str(profile.predictor),
        # Higher levels take two to three times as long, and save a few percent or nothing.
        "ZLEVEL": "1",
        "BIGTIFF": "IF_SAFER",
        "NUM_THREADS": str(workers),
    }
