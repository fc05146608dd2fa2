"""Reading a dataset folder back: its tiles, and what its images look like."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ..errors import ExportError, FileError
from ..geometry.outlines import wkb_of_corners
from ..run.batches import (
    default_workers,
    ignore_progress,
    never_cancelled,
    run_in_order,
    thread_pool,
)
from ..tiles.layout import MANIFEST, SERIES_KIND
from ..tiles.table import TEXT, Field, TileTable, make_column
from .manifest import manifest_files, read_description, read_rows
from .owned import is_inside
from .thumbnails import (
    SIDE,
    Pictures,
    hash_differences,
    read_thumbnail,
    shows_something,
    without_warnings,
)

_BOUNDS = ("xmin", "ymin", "xmax", "ymax")


def read_dataset_tiles(folder: Path) -> TileTable:
    """The tiles of tiles.csv as text columns, with their bounds as outlines.

    Raises:
        ExportError: there is no manifest, or it has no bounds.
        FileError: it is damaged.
    """
    path = folder / manifest_files(folder)[0]
    if not os.path.isfile(path):
        raise ExportError(
            "{folder} is not a dataset: it has no {manifest}. Name the folder that Export Tiles, "
            "Build Dataset or Export Time Series wrote.",
            folder=folder,
            manifest=MANIFEST,
        )
    rows = list(read_rows(folder))
    names = list(rows[0]) if rows else []
    try:
        bounds = np.array([[float(row[name]) for name in _BOUNDS] for row in rows]).reshape(-1, 4)
    except (KeyError, TypeError, ValueError):
        raise ExportError(
            "{path} does not say where its tiles are; it needs {bounds}.",
            path=path,
            bounds=", ".join(_BOUNDS),
        ) from None
    left, bottom, right, top = bounds.T
    corners = np.stack(
        [
            np.stack(pair, axis=1)
            for pair in ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        ],
        axis=1,
    )
    columns = {n: make_column(TEXT, [row[n] or None for row in rows]) for n in names}
    return TileTable([Field(n, TEXT) for n in names], columns, wkb_of_corners(corners))


def holds_series(folder: Path) -> bool:
    """Whether a dataset's samples are time series, as its dataset.json says where there is one.

    Raises:
        ExportError: it is damaged.
        OSError: it cannot be read.
    """
    try:
        return read_description(folder).get("kind") == SERIES_KIND
    except FileNotFoundError:
        return False
    except FileError as error:
        raise damaged_dataset(folder, error) from None


def damaged_dataset(folder: Path, error: FileError) -> ExportError:
    """What is said of a dataset with a file that cannot be understood."""
    return ExportError(
        "The dataset in {folder} is damaged: {error}", folder=folder, error=error.message
    )


def read_pictures(
    folder: Path,
    files: Sequence[str | None],
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Pictures:
    """Thumbnails and hashes of the images of a dataset.

    Raises:
        ExportError: a file is missing, no image, or outside the folder.
    """
    paths = [_inside(folder, name) for name in files]
    count = len(paths)
    thumbnails = np.zeros((count, SIDE, SIDE + 1), dtype=np.float32)
    hashes = np.zeros((count, SIDE * SIDE // 8), dtype=np.uint8)
    usable = np.zeros(count, dtype=bool)
    workers = default_workers()
    with without_warnings(), thread_pool(workers) as pool:
        results = run_in_order(pool, read_thumbnail, paths, workers, is_cancelled)
        for k, thumbnail in enumerate(results):
            thumbnails[k] = thumbnail
            hashes[k] = hash_differences(thumbnail)
            usable[k] = shows_something(thumbnail)
            if k % 64 == 0:
                progress(k / count)
    return Pictures(thumbnails, hashes, usable)


def _inside(folder: Path, name: str | None) -> str:
    if name is None or not is_inside(name):
        raise ExportError(
            "{folder} names a file outside the dataset ({name!r}).",
            folder=folder / MANIFEST,
            name=name,
        )
    return str(folder / name)
