"""GeoTIFF by rasterio, where GDAL's own bindings are missing."""

from __future__ import annotations

import numpy as np

from .writer import ImageProfile, TileImage


def encode_by_rasterio(
    tile: TileImage, profile: ImageProfile, options: dict[str, str], mask: np.ndarray | None
) -> bytes:
    """The bytes of a compressed GeoTIFF.

    Args:
        tile: values (bands, height, width) and their place.
        profile: what all tiles have in common.
        options: creation options of GDAL's driver.
        mask: bool (height, width), written as an internal mask; None for none.
    """
    import rasterio
    from rasterio.enums import ColorInterp
    from rasterio.transform import Affine

    count, height, width = tile.values.shape
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK="YES"), rasterio.MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            count=count,
            height=height,
            width=width,
            dtype=tile.values.dtype.name,
            crs=profile.crs_wkt or None,
            transform=Affine(*tile.transform),
            nodata=profile.nodata,
            **{name.lower(): value for name, value in options.items()},
        ) as dataset:
            # Before the pixels: later it would go to a side file, which is lost here.
            if profile.colormap:
                dataset.write_colormap(1, profile.colormap)
            else:
                dataset.colorinterp = [ColorInterp[name] for name in profile.color_names]
            names = profile.descriptions or profile.band_names
            if any(names):
                dataset.descriptions = names
            if any(v != 1 for v in profile.scales) or any(profile.offsets):
                dataset.scales, dataset.offsets = profile.scales, profile.offsets
            dataset.write(tile.values)
            if mask is not None:
                dataset.write_mask(mask)
        return bytes(memory.getbuffer())
