"""WebDataset shards: tar files in which the files of a tile share a key."""

from __future__ import annotations

import contextlib
import io
import json
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .copy_members import CopyProgress, checksums, copy_member, damaged, digest_of
from .dataset_plan import SPLITS
from .label_proportions import PROPORTIONS
from .package_members import CHECKSUMS, FILE_MODE, DatasetFolder, DatasetTile, Member
from .safe_names import are_plain, make_safe_names

# What stays text in a shard's JSON although it may look like a number.
_TEXTS = {"tile_id", "file", "label", "split", "crs", "second_label", "coarse_id"}


def write_shards(
    folder: Path, dataset: DatasetFolder, members: Sequence[Member], size: int, steps: CopyProgress
) -> int:
    """Write one folder of tar files a split, with tables and texts beside them, and read it back.

    Args:
        folder: a new folder.
        dataset: whose tiles go into the shards.
        members: what goes beside them.
        size: tiles in a shard.
        steps: told of every byte.

    Returns:
        How many files there are.

    Raises:
        ExportError: what was written is not what was read.
    """
    sums = {}
    for name, tiles in _shards(dataset, size):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        inner = _write_tar(path, (m for tile in tiles for m in tile), steps)
        _check_tar(path, inner, steps)
        with open(path, "rb") as file:
            sums[name] = digest_of(file, steps)
    for member in members:
        path = folder / member.name
        with open(path, "wb") as file:
            sums[member.name], _ = copy_member(member, file.write, steps)
        with open(path, "rb") as file:
            if digest_of(file, steps) != sums[member.name]:
                raise damaged(path, member.name)
    (folder / CHECKSUMS).write_bytes(checksums(sums))
    return len(sums) + 1


def _shards(dataset: DatasetFolder, size: int) -> Iterator[tuple[str, list[list[Member]]]]:
    """Name of each shard and the members of its tiles, which share a key."""
    keys = _keys(dataset.tiles)
    for split in ("", *SPLITS):
        chosen = [k for k, t in enumerate(dataset.tiles) if (t.row.get("split") or "") == split]
        chosen.sort(key=lambda k: keys[k])
        for number, start in enumerate(range(0, len(chosen), size)):
            part = chosen[start : start + size]
            tiles = [list(_tile_members(dataset, dataset.tiles[k], keys[k])) for k in part]
            yield f"{split or 'all'}/{number:05d}.tar", tiles


def _keys(tiles: Sequence[DatasetTile]) -> list[str]:
    """A name without dots for each tile."""
    names = [tile.row.get("tile_id") or f"t{k:06d}" for k, tile in enumerate(tiles, 1)]
    if are_plain(names):
        return names
    safe = make_safe_names(names)
    return [safe[name] for name in names]


def _tile_members(dataset: DatasetFolder, tile: DatasetTile, key: str) -> Iterator[Member]:
    label = tile.row.get("label")
    if label:
        yield Member(f"{key}.cls", data=str(dataset.class_ids[label]).encode())
    yield Member(f"{key}.json", data=_tile_json(dataset, tile))
    yield Member(f"{key}{tile.image.path.suffix.lower()}", tile.image.path)
    if tile.mask is not None:
        yield Member(f"{key}.mask{tile.mask.path.suffix.lower()}", tile.mask.path)


def _tile_json(dataset: DatasetFolder, tile: DatasetTile) -> bytes:
    facts = {name: _typed(name, text) for name, text in tile.row.items() if text}
    if tile.row.get("label"):
        facts["class_id"] = dataset.class_ids[tile.row["label"]]
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _typed(name: str, text: str):
    if name.endswith(PROPORTIONS.name):
        with contextlib.suppress(ValueError):
            return json.loads(text)
    if name not in _TEXTS:
        for kind in (int, float):
            with contextlib.suppress(ValueError):
                value = kind(text)
                # JSON has no word for infinity.
                return value if abs(value) < float("inf") else text
    return text


def _write_tar(path: Path, members: Iterator[Member], steps: CopyProgress) -> dict[str, str]:
    """A plain tar; SHA-256 by member."""
    sums = {}
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for member in members:
            # A tile is small: held in memory, its size cannot change while it is written.
            buffer = io.BytesIO()
            sums[member.name], size = copy_member(member, buffer.write, steps)
            info = tarfile.TarInfo(member.name)
            info.size, info.mode, info.mtime = size, FILE_MODE, 0
            buffer.seek(0)
            archive.addfile(info, buffer)
    return sums


def _check_tar(path: Path, sums: dict[str, str], steps: CopyProgress) -> None:
    found = {}
    with tarfile.open(path, "r:") as archive:
        for info in archive:
            found[info.name] = digest_of(archive.extractfile(info), steps)
    if found != sums:
        raise damaged(path, path.name)
