"""A Sentinel-2 product of full size to measure with: made once and kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
from make_scene import CRS, cache_folder, make_scene
from rasterio.transform import Affine

NAME = "S2A_MSIL2A_20220413T105321_N0400_R051_T31TCJ_20220413T170958"
BANDS = ("B02", "B03", "B04", "B08")
OFFSET, QUANTIFICATION = -1000, 10000


def make_product(side: int) -> tuple[Path, list[Path]]:
    """The folder of a product whose bands of 10 m have ``side`` x ``side`` pixels, and its files.

    Lossless JPEG2000 in blocks of 1024, laid out as ESA does. It has no metadata: the processing
    baseline stands in its name.
    """
    import rasterio

    root = cache_folder() / f"product-{side}" / f"{NAME}.SAFE"
    inside = Path("GRANULE", "L2A_T31TCJ_A038658_20220413T105603", "IMG_DATA", "R10m")
    names = [f"T31TCJ_20220413T105321_{band}_10m.jp2" for band in BANDS]
    if not root.exists():
        part = cache_folder() / f"part-{os.getpid()}-product"
        shutil.rmtree(part, ignore_errors=True)
        (part / inside).mkdir(parents=True)
        with rasterio.open(make_scene(side, len(BANDS))) as scene:
            for band, name in enumerate(names, 1):
                with rasterio.open(
                    part / inside / name,
                    "w",
                    driver="JP2OpenJPEG",
                    width=side,
                    height=side,
                    count=1,
                    dtype="uint16",
                    crs=CRS,
                    transform=Affine(10, 0, 300000, 0, -10, 4900020),
                    QUALITY="100",
                    REVERSIBLE="YES",
                    BLOCKXSIZE="1024",
                    BLOCKYSIZE="1024",
                ) as file:
                    file.write(scene.read(band).clip(1, 32767).astype(np.uint16), 1)
        root.parent.mkdir(exist_ok=True)
        part.replace(root)
    return root, [root / inside / name for name in names]
