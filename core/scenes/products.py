"""Sentinel-2 products as scenes."""

from __future__ import annotations

import re

from ..errors import RasterError
from ..message import counted
from ..sentinel2.names import BANDS, TCI, read_band_names
from ..sentinel2.product import Sentinel2Product
from ..sentinel2.product_source import ProductSource, choose_bands_of
from ..sentinel2.scale import choose_scale


def finest_resolution(product: Sentinel2Product) -> int:
    """The finest resolution in metres that a product has bands of."""
    return min(res for band, res in product.files if band in BANDS)


def product_bands(product: Sentinel2Product, bands: str = "") -> tuple[str, ...]:
    """Names of the bands that a product is read with.

    Args:
        product: the product.
        bands: names such as ``B04,B8A``, which may be of any resolution, or numbers among those
            that are read when it is empty: the bands of the finest resolution.

    Raises:
        RasterError: a band that the product lacks, or that is no reflectance.
    """
    resolution = finest_resolution(product)
    parts = [part for part in re.split(r"[\s,;]+", bands) if part]
    if not parts or not all(part.isdigit() for part in parts):
        wanted = read_band_names(bands)
        if TCI in wanted:
            raise RasterError("TCI is a picture and no reflectance; name other {BANDS}.")
        return choose_bands_of(product, wanted, resolution)
    usual = choose_bands_of(product, (), resolution)
    for part in parts:
        if not 1 <= int(part) <= len(usual):
            raise RasterError(
                counted(
                    len(usual),
                    "{BANDS} asks for band {band}, but {name} is read with {count} band ({bands}); "
                    "choose from 1 to {count}, or name bands.",
                    "{BANDS} asks for band {band}, but {name} is read with {count} bands "
                    "({bands}); choose from 1 to {count}, or name bands.",
                    band=part,
                    name=product.name,
                    bands=", ".join(usual),
                )
            )
    return tuple(usual[int(part) - 1] for part in parts)


def open_product_bands(product: Sentinel2Product, bands: str = "") -> ProductSource:
    """Reflectances of a product on its finest pixels; see product_bands.

    The offset of its processing baseline is taken away; NaN is where there is no value.

    Raises:
        RasterError: see product_bands and choose_scale.
    """
    names = product_bands(product, bands)
    return ProductSource(product, names, finest_resolution(product), choose_scale(product))
