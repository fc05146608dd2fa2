"""GeoTIFFs by rasterio, where GDAL's own bindings are missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .options import creation_options
from .profile import RasterProfile


class RasterioRasterFile:
    """See RasterFile. A file is flushed by closing it; GDAL forgets the level then."""

    def __init__(self, path: Path, profile: RasterProfile, workers: int) -> None:
        import rasterio
        from rasterio.transform import Affine

        self._path, self._workers = path, workers
        self._dataset = rasterio.open(
            path,
            "w",
            driver="GTiff",
            width=profile.grid.width,
            height=profile.grid.height,
            count=len(profile.band_names),
            dtype=profile.dtype,
            crs=profile.grid.crs_wkt or None,
            transform=Affine(*profile.grid.transform),
            nodata=profile.nodata,
            # Else GDAL fills all blocks on closing, only for them to be written again.
            sparse_ok=True,
            **{name.lower(): value for name, value in creation_options(profile, workers).items()},
        )
        self._describe(profile)
        # Blocks of nodata alone would be left out by what made the file, not by what opens it.
        self.flush()

    def _describe(self, profile: RasterProfile) -> None:
        dataset = self._dataset
        if profile.colormap:
            dataset.write_colormap(1, profile.colormap)
        dataset.descriptions = profile.band_names
        if profile.scales or profile.offsets:
            count = len(profile.band_names)
            dataset.scales = profile.scales or (1.0,) * count
            dataset.offsets = profile.offsets or (0.0,) * count
        if profile.tags:
            dataset.update_tags(**profile.tags)
        for band, tags in enumerate(profile.band_tags, 1):
            dataset.update_tags(band, **tags)

    def write(self, window: tuple[int, int, int, int], values: np.ndarray) -> None:
        """See RasterFile.write."""
        import rasterio
        from rasterio.windows import Window

        if self._dataset is None:
            threads = str(self._workers)
            self._dataset = rasterio.open(self._path, "r+", driver="GTiff", num_threads=threads)
        self._dataset.write(values, window=Window(*window))

    def flush(self) -> None:
        """See RasterFile.flush."""
        if self._dataset is not None:
            self._dataset.close()
            self._dataset = None

    def close(self) -> None:
        """See RasterFile.close."""
        self.flush()

    def abandon(self) -> None:
        """See RasterFile.abandon."""
        self.close()
