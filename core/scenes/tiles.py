"""Tiles that know the scene they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np

from ..tiles.table import TEXT, TILE_ID, Field, TileTable, make_column
from ..tiles.words import DATE, SCENE

_PREFIX = re.compile(r"s(\d{3,})_")


def scene_prefix(number: int) -> str:
    """What stands in front of the tile_ids of a scene's tiles; the same when scenes are added."""
    return f"s{number:03d}_"


def scene_number(tile_id: str) -> int | None:
    """The number of the scene in front of a tile_id, from 1; None where there is none."""
    found = _PREFIX.match(tile_id)
    return int(found[1]) if found else None


def name_tiles(
    batches: Iterable[tuple[TileTable, TileTable]], number: int, name: str, date: str
) -> Iterator[tuple[TileTable, TileTable]]:
    """Batches of kept and rejected tiles of a scene, with its number in front of their ids.

    Args:
        batches: of one raster.
        number: of the scene, from 1.
        name: its own.
        date: ISO; empty when nobody knows.
    """
    for kept, rejected in batches:
        yield _named(kept, number, name, date), _named(rejected, number, name, date)


def _named(tiles: TileTable, number: int, name: str, date: str) -> TileTable:
    count, prefix = len(tiles), scene_prefix(number)
    ids = make_column(TEXT, [prefix + tile_id for tile_id in tiles[TILE_ID.name].tolist()])
    own = {
        TILE_ID.name: ids,
        SCENE.name: np.full(count, name, dtype=object),
        DATE.name: np.full(count, date or None, dtype=object),
    }
    return TileTable(scene_fields(tiles.fields), {**tiles.columns, **own}, tiles.wkb)


def scene_fields(fields: Iterable[Field]) -> list[Field]:
    """The columns of a table with those of the scene behind tile_id."""
    named: list[Field] = []
    for field in fields:
        named += [field, SCENE, DATE] if field.name == TILE_ID.name else [field]
    return named
