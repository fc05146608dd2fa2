"""A Sentinel-2 product as reflectances, against a plain loop over its bands."""

from __future__ import annotations

import time

import numpy as np
from make_product import BANDS, OFFSET, QUANTIFICATION, make_product
from row import Row, Target


def rows(session):
    """The four bands of 10 m."""
    side = 1098 if session.is_quick else 10980
    yield Row(
        f"load a product, {len(BANDS)} bands of {side} x {side} pixels",
        {
            "tilewright": lambda: _own(session, side),
            "rasterio loop": lambda: _plain(session, side),
        },
        targets=[Target("rasterio loop", at_least=2)],
        unit="megapixels",
    )


def _own(session, side: int) -> tuple[float, float]:
    product, _ = make_product(side)
    folder = session.folder()
    start = time.perf_counter()
    session.run(
        "tilewright:loadsentinel2",
        INPUT=str(product),
        BANDS=",".join(BANDS),
        OUTPUT=str(folder / "product.tif"),
    )
    return len(BANDS) * side * side / 1e6, time.perf_counter() - start


def _plain(session, side: int) -> tuple[float, float]:
    """Block by block: read, subtract, divide, write."""
    import rasterio

    _, files = make_product(side)
    folder = session.folder()
    start = time.perf_counter()
    with rasterio.open(files[0]) as first:
        profile = {
            "driver": "GTiff",
            "width": first.width,
            "height": first.height,
            "count": len(files),
            "dtype": "float32",
            "crs": first.crs,
            "transform": first.transform,
            "nodata": np.nan,
            "tiled": True,
            "interleave": "band",
            "compress": "deflate",
            "bigtiff": "if_safer",
        }
    with rasterio.open(folder / "product.tif", "w", **profile) as target:
        for band, path in enumerate(files, 1):
            with rasterio.open(path) as source:
                for _, window in source.block_windows(1):
                    numbers = source.read(1, window=window)
                    values = (numbers.astype(np.float32) + OFFSET) / QUANTIFICATION
                    values[numbers == 0] = np.nan
                    target.write(values, band, window=window)
    return len(files) * side * side / 1e6, time.perf_counter() - start
