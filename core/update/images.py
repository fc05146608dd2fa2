"""Images of an earlier dataset that are the same in a new one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from ..dataset.finished import FinishedDataset
from ..dataset.owned import is_inside
from ..dataset.plan import DatasetPlan
from ..dataset.thumbnails import image_size
from ..errors import CancelledError, ExportError
from ..files.whole import whole_file
from ..formats.cut_off import is_cut_off
from ..geometry.outlines import multi_wkb
from ..resampling.grid import TargetGrid
from ..run.batches import never_cancelled
from ..tiles.layout import FILE
from ..tiles.table import TILE_ID, WINDOW_FIELDS, TileTable
from ..tiles.words import SCENE


@dataclass(frozen=True)
class TilePlace:
    """What decides which pixels a tile gets, of one raster and with the same options.

    Attributes:
        window: column, row, width and height in the raster, where tiles are its own pixels.
        wkb: the outline as a multipolygon, where they are resampled.
        size: width and height of the image in pixels, where they are resampled.
        scene: name of the raster, where there are several.
    """

    window: tuple[int, ...] = ()
    wkb: bytes = b""
    size: tuple[int, int] = (0, 0)
    scene: str = ""


def tile_places(plan: DatasetPlan, targets: Sequence[TargetGrid] | None) -> list[TilePlace]:
    """What decides the pixels of each tile of an export."""
    scenes = scene_names(plan.tiles) if plan.places.parts is not None else repeat("")
    if targets is None:
        windows = plan.places.windows.tolist()
        return [TilePlace(tuple(w), scene=scene) for w, scene in zip(windows, scenes)]
    return [
        TilePlace(wkb=multi_wkb(wkb), size=(target.width, target.height), scene=scene)
        for wkb, target, scene in zip(plan.tiles.wkb, targets, scenes)
    ]


def scene_names(tiles: TileTable) -> list[str]:
    """The scene that each tile is of; empty where nothing tells."""
    field = tiles.find_field(SCENE.name)
    return [""] * len(tiles) if field is None else [str(v or "") for v in tiles[field.name]]


def is_same_place(tiles: TileTable, k: int, place: TilePlace) -> bool:
    """Whether the k-th tile of an earlier dataset lies there."""
    if place.scene and place.scene != str(tiles[SCENE.name][k]):
        return False
    if place.window:
        return _window(tiles, k) == place.window
    return multi_wkb(tiles.wkb[k]) == place.wkb


def find_kept(
    earlier: FinishedDataset,
    ids: Sequence[str],
    files: Sequence[str],
    places: Sequence[TilePlace],
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> dict[str, Path]:
    """Where the images of an export lie already, by the names that they are to have.

    Args:
        earlier: the dataset.
        ids: tile_id of each tile.
        files: name of its image, relative to the dataset.
        places: what decides its pixels.
        is_cancelled: polled between files, which are opened.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    known = rows_by_id(earlier.tiles)
    kept = {}
    for tile_id, file, place in zip(ids, files, places):
        if is_cancelled():
            raise CancelledError
        k = known.get(tile_id)
        found = None if k is None else _find_file(earlier, k, file, place)
        if found is not None:
            kept[file] = found
    return kept


def link_files(
    kept: Mapping[str, Path], folder: Path, is_cancelled: Callable[[], bool] = never_cancelled
) -> None:
    """Put files under new names into a folder, without a byte more on the disk where it can.

    Args:
        kept: files by the names that they get, relative to the folder.
        folder: on the same disk, or not.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be copied.
    """
    for name, source in kept.items():
        if is_cancelled():
            raise CancelledError
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except OSError:
            # Not all disks know links.
            with whole_file(target) as part:
                shutil.copy2(source, part)


def rows_by_id(tiles: TileTable) -> dict[str, int]:
    """Which row of a dataset's tiles has which tile_id."""
    if TILE_ID.name not in tiles.columns or FILE.name not in tiles.columns:
        return {}
    return {tile_id: k for k, tile_id in enumerate(tiles[TILE_ID.name].tolist())}


def _find_file(earlier: FinishedDataset, k: int, file: str, place: TilePlace) -> Path | None:
    name = earlier.tiles[FILE.name][k] or ""
    path = earlier.folder / name
    if not is_inside(name) or path.suffix != Path(file).suffix:
        return None
    if Path(path).is_symlink() or not os.path.isfile(path) or is_cut_off(path):
        return None
    if not is_same_place(earlier.tiles, k, place):
        return None
    with suppress(ExportError):
        return path if place.window or image_size(str(path)) == place.size else None
    return None


def _window(tiles: TileTable, k: int) -> tuple[int, ...]:
    try:
        return tuple(int(tiles[name][k]) for name in WINDOW_FIELDS)
    except (KeyError, TypeError, ValueError):
        return ()
