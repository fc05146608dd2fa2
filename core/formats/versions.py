"""Versions of the libraries that shape a dataset."""

from __future__ import annotations

import numpy as np

from .pillow import has_pillow


def library_versions() -> dict[str, str]:
    """Versions of the libraries that shape the files."""
    import rasterio

    versions = {
        "numpy": np.__version__,
        "rasterio": rasterio.__version__,
        "gdal": rasterio.__gdal_version__,
    }
    if has_pillow():
        import PIL

        versions["pillow"] = PIL.__version__
    return versions
