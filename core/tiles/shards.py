"""Tables of very many tiles, in files of their own for each scene.

One table of all is opened by no program from some million tiles on. What reads datasets reads the
files one after the other, in the order of dataset.json: together they are the one table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..files.names import plain_names
from ..run.batches import heed, never_cancelled
from .csv_file import save_manifest
from .layout import LAYERS, MANIFEST
from .table import TileTable
from .words import SCENE

# Above, there are several files; in each there are at most so many tiles.
MOST_IN_ONE = 1_000_000
FOLDER = "tiles"
WriteLayers = Callable[[Path, TileTable, TileTable], None]
_LONGEST = 60
_FILE = re.compile(rf"{FOLDER}/s\d{{3,}}(_[^/]+)?\.(csv|gpkg)")


@dataclass(frozen=True)
class Shard:
    """Tiles that follow each other, of one scene.

    Attributes:
        name: of its files, without an ending.
        first, stop: numbers of its tiles among all.
        scene: empty where there are none.
    """

    name: str
    first: int
    stop: int
    scene: str

    @property
    def manifest(self) -> str:
        """The file with its rows, relative to the dataset."""
        return f"{self.name}.csv"

    @property
    def layers(self) -> str:
        """The file with its map layers, relative to the dataset."""
        return f"{self.name}.gpkg"

    def describe(self) -> dict[str, Any]:
        """What dataset.json says of it."""
        scene = {"scene": self.scene} if self.scene else {}
        count = self.stop - self.first
        return {"manifest": self.manifest, "layers": self.layers, **scene, "tile_count": count}


def is_shard_file(name: str) -> bool:
    """Whether a file, relative to a dataset, is called like those of shards."""
    return _FILE.fullmatch(name) is not None


def told_manifests(facts: Mapping[str, Any]) -> list[str]:
    """The files that together are tiles.csv, as dataset.json tells."""
    return [row["manifest"] for row in facts.get("shards") or ()] or [MANIFEST]


def cut_shards(tiles: TileTable) -> list[Shard]:
    """The shards of tiles in the order of their rows; none where one file takes all."""
    count = len(tiles)
    if count <= MOST_IN_ONE:
        return []
    scenes = [""] * count
    if tiles.find_field(SCENE.name) is not None:
        scenes = [scene or "" for scene in tiles[SCENE.name].tolist()]
    ends = [k for k in range(1, count) if scenes[k] != scenes[k - 1]]
    shards: list[Shard] = []
    for first, end in zip([0, *ends], [*ends, count]):
        scene = scenes[first]
        more = f"_{plain_names([scene])[0][:_LONGEST]}" if scene else ""
        for start in range(first, end, MOST_IN_ONE):
            name = f"{FOLDER}/s{len(shards) + 1:03d}{more}"
            shards.append(Shard(name, start, min(end, start + MOST_IN_ONE), scene))
    return shards


def table_files(tiles: TileTable) -> list[str]:
    """Files of the tables of tiles, relative to the dataset; empty without shards."""
    return [name for shard in cut_shards(tiles) for name in (shard.manifest, shard.layers)]


def save_tables(
    folder: Path,
    tiles: TileTable,
    rejected: TileTable,
    write_layers: WriteLayers | None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> dict[str, Any]:
    """Write tables and map layers, in shards where there are many tiles.

    Args:
        folder: of the dataset.
        tiles: what tiles.csv is to hold.
        rejected: tiles that were left out.
        write_layers: writes a GeoPackage from a path, tiles and rejected ones.
        is_cancelled: asked often.

    Returns:
        What dataset.json says of the shards; nothing without.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be written.
    """
    shards = cut_shards(tiles)
    if not shards:
        save_manifest(folder / MANIFEST, tiles, is_cancelled)
        if write_layers is not None:
            write_layers(folder / LAYERS, tiles, rejected)
        return {}
    (folder / FOLDER).mkdir(exist_ok=True)
    owners = _owners(rejected, shards)
    for k, shard in enumerate(shards):
        heed(is_cancelled)
        part = tiles.select(np.arange(shard.first, shard.stop))
        save_manifest(folder / shard.manifest, part, is_cancelled)
        if write_layers is not None:
            write_layers(folder / shard.layers, part, rejected.select(owners == k))
    return {"shards": [shard.describe() for shard in shards]}


def _owners(rejected: TileTable, shards: list[Shard]) -> np.ndarray:
    """Number of the shard in which each rejected tile is told: in their order, that of its scene.

    Where that would change their order, the first shard tells of all.
    """
    owners = np.zeros(len(rejected), dtype=np.int64)
    if rejected.find_field(SCENE.name) is not None:
        first = {shard.scene: k for k, shard in reversed(list(enumerate(shards)))}
        owners[:] = [first.get(scene or "", 0) for scene in rejected[SCENE.name].tolist()]
    return owners if (np.diff(owners) >= 0).all() else np.zeros_like(owners)
