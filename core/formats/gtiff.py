"""GeoTIFF by rasterio."""

from __future__ import annotations

import numpy as np

from .tile_image import ImageProfile, TileImage


class GeoTiffWriter:
    """GeoTIFF that keeps coordinate system, transform, nodata, band names, colours and type.

    Invalid pixels that no nodata value marks are kept in an internal mask.
    """

    name = "GTIFF"
    extension = "tif"

    def check(self, profile: ImageProfile) -> None:
        """Any bands of a GDAL type can be written."""

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        import rasterio
        from rasterio.enums import ColorInterp
        from rasterio.transform import Affine

        count, height, width = tile.values.shape
        options = {"photometric": "minisblack"}
        if list(profile.color_names[:3]) == ["red", "green", "blue"] and tile.values.itemsize <= 2:
            options = {"photometric": "rgb"}
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
                compress="deflate",
                interleave="pixel",
                **({} if profile.colormap else options),
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
                if not tile.valid.all() and _mask_is_needed(tile, profile.nodata):
                    dataset.write_mask(tile.valid)
            return bytes(memory.getbuffer())


def _mask_is_needed(tile: TileImage, nodata: float | None) -> bool:
    if nodata is None:
        return True
    invalid = tile.values[:, ~tile.valid]
    told = np.isnan(invalid) if nodata != nodata else invalid == invalid.dtype.type(nodata)
    return not told.all()
