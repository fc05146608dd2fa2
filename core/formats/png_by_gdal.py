"""PNG by GDAL, which holds what Pillow does not: colours of 16 bits, and any bands."""

from __future__ import annotations

import warnings

import numpy as np


def png_by_gdal(values: np.ndarray) -> bytes:
    """A PNG of values (bands, height, width) of 8 or 16 bits, with nothing beside it."""
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    count, height, width = values.shape
    with warnings.catch_warnings(), rasterio.Env(GDAL_PAM_ENABLED="NO"):
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.MemoryFile(ext=".png") as memory:
            with memory.open(
                driver="PNG", count=count, height=height, width=width, dtype=values.dtype.name
            ) as dataset:
                dataset.write(values)
            return bytes(memory.getbuffer())
