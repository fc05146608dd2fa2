"""GeoTIFFs that end before their pixels do, seen without reading these."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import UnreadableError
from ..raster.source import FileRasterSource
from ..raster.unchanged import Remembered

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

# Files that were found whole, and are the same since.
_whole: Remembered[bool] = Remembered()


def check_not_cut_off(source: FileRasterSource, name: str) -> None:
    """Refuse a GeoTIFF whose first or last rows of blocks lie behind the end of its file.

    Programs write blocks in order, so that what a broken copy lacks are the last ones.

    Args:
        source: of it; other formats, and what is no file of its own, pass.
        name: for the message.

    Raises:
        UnreadableError: it is cut off.
    """
    path = source.info.path
    if _whole.find(path):
        return
    dataset = source.dataset()
    if _is_cut_off(dataset):
        raise UnreadableError(
            "{name} is damaged: its file ends before its pixels do, as after a copy that broke "
            "off. Get it again.",
            name=name,
        )
    _whole.keep(path, True)


def _is_cut_off(dataset: DatasetReader) -> bool:
    files = dataset.files
    if dataset.driver != "GTiff" or not files or not os.path.isfile(files[0]):
        return False
    size = pathlib.Path(files[0]).stat().st_size
    return any(end > size for end in _ends_of_blocks(dataset))


def _ends_of_blocks(dataset: DatasetReader) -> Iterator[int]:
    """Where blocks end in the file, in bytes."""
    height, width = dataset.block_shapes[0]
    rows, columns = -(-dataset.height // height), -(-dataset.width // width)
    is_shared = dataset.profile.get("interleave") == "pixel"
    for band in (1,) if is_shared else dataset.indexes:
        for row in sorted({0, rows - 1}):
            for column in range(columns):
                place = f"{column}_{row}"
                start = dataset.get_tag_item(f"BLOCK_OFFSET_{place}", "TIFF", bidx=band)
                length = dataset.get_tag_item(f"BLOCK_SIZE_{place}", "TIFF", bidx=band)
                # A block of nodata alone may not be there.
                if start is not None and length is not None:
                    yield int(start) + int(length)
