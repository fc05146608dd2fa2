"""Options of GDAL's GeoTIFF driver."""

from __future__ import annotations

from .profile import RasterProfile


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
