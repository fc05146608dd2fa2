"""Writing a Sentinel-2 product as reflectances, its picture, or its scene classification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from ..errors import RasterError
from ..geotiff.profile import RasterProfile
from ..geotiff.write import write_raster
from ..raster.source import FileRasterSource
from ..resampling.align import AUTO, GridReader
from ..resampling.grid import TargetGrid
from ..resampling.resample import NEAREST
from ..run.batches import ignore_progress, never_cancelled
from .kept_blocks import KeptBlocks
from .names import SCL, SCL_CLASSES, SCL_COLORS, TCI
from .product import Sentinel2Product
from .product_source import ProductSource, choose_file, product_grid
from .scale import NODATA, ReflectanceScale

# Of blocks that windows of a part share.
_KEPT_BYTES = 64 * 1024**2
# Reading takes this many bytes a pixel, one band at a time, besides what is written.
_READ_BYTES = 20


def product_tags(product: Sentinel2Product) -> dict[str, str]:
    """Where a raster comes from, for its tags."""
    date = product.date
    facts = {
        "PRODUCT": product.name,
        "PROCESSING_LEVEL": product.level,
        "PROCESSING_BASELINE": product.baseline,
        "TILE": product.tile,
        "DATE": date.isoformat() if date else "",
    }
    return {name: text for name, text in facts.items() if text}


def write_reflectances(
    path: str,
    product: Sentinel2Product,
    source: ProductSource,
    scale: ReflectanceScale,
    workers: int | None = None,
    progress: Callable[[float], None] = ignore_progress,
) -> None:
    """Write a GeoTIFF of float32 reflectances, NaN where there is none; see write_raster."""
    bands = source.info.descriptions
    profile = RasterProfile(
        source.grid,
        "float32",
        bands,
        nodata=float("nan"),
        is_quantised=True,
        tags={**product_tags(product), "REFLECTANCE": scale.describe()},
        band_tags=tuple(
            {
                "OFFSET_ADDED": f"{scale.offsets[band]:g}",
                "QUANTIFICATION": f"{scale.quantification:g}",
                "SOURCE_RESOLUTION": str(resolution),
                "RESAMPLING": reader.method,
            }
            for band, resolution, reader in zip(bands, source.resolutions, source.readers)
        ),
    )
    write_raster(
        path,
        profile,
        lambda window: source.read(window)[0],
        profile.pixel_bytes + _READ_BYTES,
        source.read_block,
        workers,
        progress=progress,
        is_cancelled=source.is_cancelled,
    )


def write_picture(
    path: str,
    product: Sentinel2Product,
    resolution: int,
    workers: int | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    grid: TargetGrid | None = None,
) -> str:
    """Write the true-colour image (TCI): red, green and blue of 8 bits, 0 being nodata.

    ``grid`` is a part of the product's at that resolution, by default all of it.

    Returns:
        What was done, as a sentence.
    """
    place = (resolution, grid)
    return _write_codes(path, product, _PICTURE, place, workers, progress, is_cancelled)


def check_classification(product: Sentinel2Product) -> None:
    """Raise RasterError when the product has no scene classification."""
    if not product.resolutions(SCL):
        raise RasterError(
            "{name} has no scene classification ({SCL}); only full Level-2A products do. Leave "
            "the output {SCL} empty.",
            name=product.name,
        )


def write_classification(
    path: str,
    product: Sentinel2Product,
    resolution: int,
    workers: int | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    grid: TargetGrid | None = None,
) -> str:
    """Write the scene classification (SCL) with the names and colours of its classes.

    ``grid`` is a part of the product's at that resolution, by default all of it.

    Returns:
        What was done, as a sentence.

    Raises:
        RasterError: the product has none.
    """
    check_classification(product)
    place = (resolution, grid)
    return _write_codes(path, product, _CLASSES, place, workers, progress, is_cancelled)


@dataclass(frozen=True)
class _CodedImage:
    """An image of 8 bits in a product: its file, how it is resampled, and what its bands are."""

    file: str
    method: str
    names: tuple[str, ...]
    colormap: dict[int, tuple[int, int, int, int]] | None = None
    category_names: dict[int, str] | None = None


_PICTURE = _CodedImage(TCI, AUTO, ("red", "green", "blue"))
_CLASSES = _CodedImage(SCL, NEAREST, (SCL,), SCL_COLORS, SCL_CLASSES)


def _write_codes(
    path: str,
    product: Sentinel2Product,
    image: _CodedImage,
    place: tuple[int, TargetGrid | None],
    workers: int | None,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> str:
    numbers = "1" if len(image.names) == 1 else None
    resolution, part = place
    file, _ = choose_file(product, image.file, resolution)
    with closing(FileRasterSource(file, numbers, NODATA)) as source:
        if len(source.info.bands) != len(image.names):
            raise RasterError(
                "{name} has {count} bands where {expected} were expected; get the product again.",
                name=source.info.name,
                count=len(source.info.bands),
                expected=len(image.names),
            )
        grid = part or product_grid(product, resolution)
        pixels = KeptBlocks(source, _KEPT_BYTES) if part else source
        reader = GridReader(pixels, grid, image.method)
        profile = RasterProfile(
            grid,
            "uint8",
            image.names,
            nodata=NODATA,
            colormap=image.colormap,
            category_names=image.category_names,
            tags=product_tags(product),
        )

        def work(window: Sequence[int]) -> np.ndarray:
            values, valid = reader.read(window)
            return np.where(valid, values, NODATA)

        write_raster(
            path,
            profile,
            work,
            profile.pixel_bytes + _READ_BYTES,
            reader.read_block,
            workers,
            progress=progress,
            is_cancelled=is_cancelled,
        )
    return reader.describe()
