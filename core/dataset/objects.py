"""The objects of a dataset on the ground again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ExportError
from ..geometry.outlines import move_origin, place_pixels
from ..layouts.layout import TileRecord
from ..network.stays_local import check_stays_local
from ..objects.tile_object import TileObject
from ..resampling.grid import TargetGrid, tile_corners
from ..tiles.layout import FILE, MANIFEST
from ..tiles.table import TILE_ID, WINDOW_FIELDS, TileTable
from ..tiles.words import LABEL, SPLIT, SPLITS
from .manifest import find_layout_of
from .owned import is_inside
from .thumbnails import image_size

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
    folder: Path, facts: Mapping[str, Any], table: TileTable
) -> Iterator[PlacedObject]:
    """The objects of a dataset, tile by tile; none where there are no objects.

    Args:
        folder: the dataset's.
        facts: those of dataset.json.
        table: its tiles, as text columns and with their outlines.

    Raises:
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
    sizes_are_windows = (facts.get("parameters") or {}).get("RESAMPLING", "NONE") == "NONE"
    tiles = (_record(folder, table, k, sizes_are_windows) for k in range(len(table)))
    layout = find_layout_of(facts)
    for k, tile in enumerate(layout.read_objects(folder, facts, tiles)):
        if not tile.objects:
            continue
        transform = _transform_of(table, k, tile, raster, sizes_are_windows)
        for found in tile.objects:
            wkb = outline_wkb(found, transform)
            yield PlacedObject(tile, found, names[found.class_id], wkb)


def outline_wkb(found: TileObject, transform: tuple[float, ...]) -> bytes:
    """An object's parts as a multipolygon; ``transform`` places pixels of its tile."""
    from shapely import wkb
    from shapely.geometry import MultiPolygon, Polygon

    parts = []
    for part in found.parts:
        rings = [np.stack(place_pixels(transform, r[:, 0], r[:, 1]), axis=1) for r in part]
        parts.append(Polygon(rings[0], rings[1:]))
    return bytes(wkb.dumps(MultiPolygon(parts)))


def _record(folder: Path, table: TileTable, k: int, sizes_are_windows: bool) -> TileRecord:
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
