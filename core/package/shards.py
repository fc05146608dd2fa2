"""WebDataset shards: tar files in which the files of a tile share a key."""

from __future__ import annotations

import contextlib
import io
import json
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..card.shard_loaders import UNSPLIT
from ..card.shards import can_fit_card, fit_card_to_shards
from ..classes.shares import PROPORTIONS
from ..dataset.manifest import row_companions
from ..errors import FileError
from ..files.json_file import parse_json
from ..files.names import plain_names
from ..tiles.layout import CARD, RECORDS
from ..tiles.shards import told_manifests
from ..tiles.words import SPLITS
from .check import check_files
from .copying import CopyProgress, checksums, copy_member, damaged, digest_of
from .member import DatasetTile, FileMember, Member, TextMember
from .members import CHECKSUMS, FILE_MODE, DatasetFolder

SERIES_LIST = ".series.json"
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
    sums, packed = {}, []
    for name, tiles in _shards(dataset, size):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        inner = [member for tile in tiles for member in tile]
        _check_tar(path, _write_tar(path, inner, steps), steps)
        packed += [
            member.path.relative_to(dataset.folder).as_posix() for member in inner if member.path
        ]
        with path.open("rb") as file:
            sums[name] = digest_of(file, steps)
    for member in _fitted(dataset, members):
        path = folder / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            sums[member.name], _ = copy_member(member, file.write, steps)
        with path.open("rb") as file:
            if digest_of(file, steps) != sums[member.name]:
                raise damaged(path, member.name)
    tables = ((folder / name).read_bytes() for name in told_manifests(dataset.facts))
    check_files(tables, packed, str(folder.parent))
    (folder / CHECKSUMS).write_bytes(checksums(sums))
    return len(sums) + 1


def _fitted(dataset: DatasetFolder, members: Sequence[Member]) -> Iterator[Member]:
    """The members; the dataset's own card tells how shards are loaded instead of folders."""
    card, facts = dataset.folder / CARD, dataset.facts
    is_known = can_fit_card(facts)
    used = {tile.split or UNSPLIT for tile in dataset.tiles}
    folders = [name for name in (UNSPLIT, *SPLITS) if name in used]
    extension = dataset.tiles[0].image.path.suffix[1:].lower()
    for member in members:
        # They tell of images in folders, which shards have not.
        if member.name in RECORDS:
            continue
        if is_known and member.path == card:
            # What is no UTF-8 stays as it is.
            text = card.read_text("utf-8", "surrogateescape")
            fitted = fit_card_to_shards(text, facts, extension, folders)
            yield TextMember(member.name, fitted.encode("utf-8", "surrogateescape"))
        else:
            yield member


def _shards(dataset: DatasetFolder, size: int) -> Iterator[tuple[str, list[list[Member]]]]:
    """Name of each shard and the members of its tiles, which share a key."""
    keys, kinds = _keys(dataset.tiles), _column_kinds([tile.row for tile in dataset.tiles])
    for split in ("", *SPLITS):
        chosen = [k for k, t in enumerate(dataset.tiles) if t.split == split]
        chosen.sort(key=lambda k: keys[k])
        for number, start in enumerate(range(0, len(chosen), size)):
            part = chosen[start : start + size]
            tiles = [list(_tile_members(dataset, dataset.tiles[k], keys[k], kinds)) for k in part]
            yield f"{split or UNSPLIT}/{number:05d}.tar", tiles


def _keys(tiles: Sequence[DatasetTile]) -> list[str]:
    """A name without dots for each tile."""
    names = [tile.row.get("tile_id") or f"t{k:06d}" for k, tile in enumerate(tiles, 1)]
    return plain_names(names)


def _tile_members(
    dataset: DatasetFolder, tile: DatasetTile, key: str, kinds: Mapping[str, type]
) -> Iterator[Member]:
    number = dataset.class_number(tile)
    if number is not None:
        yield TextMember(f"{key}.cls", str(number).encode())
    yield TextMember(f"{key}.json", _tile_json(dataset, tile, kinds))
    ending = tile.image.path.suffix.lower()
    # A series of GeoTIFFs is a list of its images, under the ending that the facts have.
    yield FileMember(f"{key}{SERIES_LIST if ending == '.json' else ending}", tile.image.path)
    if tile.mask is not None:
        yield FileMember(f"{key}.mask{tile.mask.path.suffix.lower()}", tile.mask.path)
    beside = {name: kind for kind, name in row_companions(tile.row).items()}
    for part in tile.parts:
        kind = beside.get(part.name)
        name = f"{kind}{part.path.suffix}" if kind else part.path.name
        yield FileMember(f"{key}.{name.lower()}", part.path)


def _tile_json(dataset: DatasetFolder, tile: DatasetTile, kinds: Mapping[str, type]) -> bytes:
    facts: dict[str, object] = {
        name: _typed(name, text, kinds) for name, text in tile.row.items() if text
    }
    number = dataset.class_number(tile)
    if number is not None:
        facts["class_id"] = number
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _column_kinds(rows: Sequence[Mapping[str, str]]) -> dict[str, type]:
    """int, float or str for each column of the manifest.

    Programs that make tables of shards expect one type a field, whatever the tile.
    """
    kinds: dict[str, type] = {}
    for name in rows[0]:
        texts = [row[name] for row in rows if row[name]]
        is_text = name in _TEXTS or not texts
        kinds[name] = next(
            (kind for kind in (int, float) if not is_text and _are_all(kind, texts)), str
        )
    return kinds


def _are_all(kind: type, texts: Iterable[str]) -> bool:
    try:
        # JSON has no word for infinity, nor for what is not a number.
        return all(abs(kind(text)) < float("inf") for text in texts)
    except ValueError:
        return False


def _typed(name: str, text: str, kinds: Mapping[str, type]) -> object:
    if name.endswith(PROPORTIONS.name):
        with contextlib.suppress(FileError):
            return parse_json(text, name)
    return kinds[name](text)


def _write_tar(path: Path, members: Iterable[Member], steps: CopyProgress) -> list[tuple[str, str]]:
    """A plain tar; name and SHA-256 of each member."""
    sums = []
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for member in members:
            # A tile is small: held in memory, its size cannot change while it is written.
            buffer = io.BytesIO()
            digest, size = copy_member(member, buffer.write, steps)
            sums.append((member.name, digest))
            info = tarfile.TarInfo(member.name)
            info.size, info.mode, info.mtime = size, FILE_MODE, 0
            buffer.seek(0)
            archive.addfile(info, buffer)
    return sums


def _check_tar(path: Path, sums: list[tuple[str, str]], steps: CopyProgress) -> None:
    found = []
    with tarfile.open(path, "r:") as archive:
        for info in archive:
            file = archive.extractfile(info)
            found.append((info.name, digest_of(file, steps) if file else ""))
    # Readers take a name that comes twice for one file, or for another tile.
    if found != sums or len({name for name, _ in found}) < len(found):
        raise damaged(path, path.name)
