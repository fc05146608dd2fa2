"""A GeoTIFF that is written window by window."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np

from .profile import RasterProfile


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

    def abandon(self) -> None:
        """Close a file that nobody wants any more; nothing where it is closed already."""
        ...


def make_raster_file(path: Path, profile: RasterProfile, workers: int) -> RasterFile:
    """Make a file, and say how many threads may compress its blocks."""
    # rasterio holds Python's lock while GDAL compresses what is left, for which QGIS's window would
    # have to wait; GDAL's own bindings, which QGIS has and pip has not, do not.
    try:
        from .file_by_osgeo import OsgeoRasterFile
    except ImportError:
        from .file_by_rasterio import RasterioRasterFile

        return RasterioRasterFile(path, profile, workers)
    return OsgeoRasterFile(path, profile, workers)
