"""The objects of a dataset on the ground again."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import CancelledError, ExportError
from ..geometry.outlines import move_origin, place_pixels
from ..layouts.layout import TileRecord
from ..network.stays_local import check_stays_local
from ..objects.tile_object import TileObject
from ..resampling.grid import TargetGrid, tile_corners
from ..run.batches import ignore_progress, never_cancelled, run_aside
from ..tiles.layout import FILE, MANIFEST
from ..tiles.table import TILE_ID, WINDOW_FIELDS, TileTable
from ..tiles.words import LABEL, SPLIT, SPLITS
from .manifest import find_layout_of
from .owned import is_inside
from .thumbnails import image_size

# Types of well-known binary.
_POLYGON, _MULTIPOLYGON = 3, 6
_NORTH_UP = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


@dataclass(frozen=True)
class PlacedObject:
    """An object of a tile, with its outline in the dataset's coordinate system.

    Attributes:
        tile: on which it lies.
        found: the object in pixels of the tile.
        class_name: name of its class.
        wkb: multipolygon, as well-known binary.
    """

    tile: TileRecord
    found: TileObject
    class_name: str
    wkb: bytes


def read_placed_objects(
    folder: Path,
    facts: Mapping[str, Any],
    table: TileTable,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Iterator[PlacedObject]:
    """The objects of a dataset, tile by tile; none where there are no objects.

    Args:
        folder: the dataset's.
        facts: those of dataset.json.
        table: its tiles, as text columns and with their outlines.
        progress: called with the fraction of tiles done, 0 to 1.
        is_cancelled: polled between tiles, and while files of many are read.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: the files do not fit the manifest, or the layout is not known.
        FileError: a file is damaged.
        OSError: a file cannot be read.
    """
    objects = facts.get("objects")
    if not objects:
        return
    placed = objects.get("transform") or ()
    raster = list(placed) if len(placed) == 6 else None
    names = {row["class_id"]: row["class"] for row in objects["classes"]}
    sizes_are_windows = are_windows(facts)
    tiles = (tile_record(folder, table, k, sizes_are_windows) for k in range(len(table)))
    layout = find_layout_of(facts)
    found_tiles = first_aside(layout.read_objects(folder, facts, tiles), is_cancelled)
    for k, tile in enumerate(found_tiles):
        if is_cancelled():
            raise CancelledError
        progress(k / len(table))
        if not tile.objects:
            continue
        transform = _transform_of(table, k, tile, raster, sizes_are_windows)
        for found in tile.objects:
            wkb = outline_wkb(found, transform)
            yield PlacedObject(tile, found, names[found.class_id], wkb)


def outline_wkb(found: TileObject, transform: Sequence[float]) -> bytes:
    """An object's parts as a multipolygon; ``transform`` places pixels of its tile."""
    # Written here, as there are many, and making geometries of them takes ten times as long.
    pieces = [struct.pack("<BII", 1, _MULTIPOLYGON, len(found.parts))]
    for part in found.parts:
        pieces.append(struct.pack("<BII", 1, _POLYGON, len(part)))
        for ring in part:
            points = np.empty((len(ring) + 1, 2), dtype="<f8")
            points[:-1, 0], points[:-1, 1] = place_pixels(transform, ring[:, 0], ring[:, 1])
            points[-1] = points[0]
            pieces += [struct.pack("<I", len(points)), points.tobytes()]
    return b"".join(pieces)


def first_aside(
    tiles: Iterator[TileRecord], is_cancelled: Callable[[], bool]
) -> Iterator[TileRecord]:
    """The same tiles; for the first one some layouts read files of all.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    first = run_aside(lambda: next(tiles, None), is_cancelled)
    if first is not None:
        yield first
        yield from tiles


def are_windows(facts: Mapping[str, Any]) -> bool:
    """Whether each image has the size of its window in the raster."""
    return bool((facts.get("parameters") or {}).get("RESAMPLING", "NONE") == "NONE")


def tile_record(folder: Path, table: TileTable, k: int, sizes_are_windows: bool) -> TileRecord:
    """The k-th tile of a dataset without its objects.

    Args:
        folder: the dataset's.
        table: its tiles, as text columns.
        k: index of the tile.
        sizes_are_windows: see ``are_windows``; else the image is opened.

    Raises:
        ExportError: the manifest names a file outside the dataset, or lacks a size.
        OSError: an image cannot be read.
    """

    def cell(name: str) -> str | None:
        return table[name][k] if name in table.columns else None

    file = cell(FILE.name)
    if file is None or not is_inside(file) or "/" not in file:
        raise ExportError(
            "{folder} names a file outside the dataset ({name!r}).",
            folder=folder / MANIFEST,
            name=file,
        )
    if sizes_are_windows:
        width, height = (_number(folder, table, k, name) for name in WINDOW_FIELDS[2:])
    else:
        check_stays_local(str(folder / file), is_found=True)
        width, height = image_size(str(folder / file))
    split = cell(SPLIT.name)
    return TileRecord(
        cell(TILE_ID.name) or "",
        file,
        split if split in SPLITS else None,
        cell(LABEL.name),
        width,
        height,
    )


def _number(folder: Path, table: TileTable, k: int, name: str) -> int:
    try:
        return int(table[name][k])
    except (KeyError, TypeError, ValueError):
        raise ExportError(
            "{path} does not say where in the raster its tiles lie; it needs {names}.",
            path=folder / MANIFEST,
            names=", ".join(WINDOW_FIELDS),
        ) from None


def _transform_of(
    table: TileTable,
    k: int,
    tile: TileRecord,
    raster: list[float] | None,
    sizes_are_windows: bool,
) -> tuple[float, ...]:
    """What places pixels of a tile in the dataset's coordinate system."""
    if sizes_are_windows and raster is not None:
        col, row = (int(table[name][k]) for name in WINDOW_FIELDS[:2])
        return move_origin(raster, col, row)
    corners = tile_corners(table.geometries, k, raster or _NORTH_UP)
    return TargetGrid.over_corners(corners, tile.width, tile.height, "").transform
