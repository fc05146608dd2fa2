"""One ZIP file, or WebDataset shards, of a dataset: written, read back, then given its name."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import tarfile
import uuid
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .dataset_plan import SPLITS
from .errors import CancelledError, ExportError
from .label_proportions import PROPORTIONS
from .package_members import CHECKSUMS, DatasetFolder, DatasetTile, Member, common_members
from .run_batches import ignore_progress, never_cancelled
from .safe_names import are_plain, make_safe_names

ZIP = "ZIP"
WEBDATASET = "WEBDATASET"
PACKAGE_FORMATS = (ZIP, WEBDATASET)

# The oldest time that a ZIP can hold: equal datasets give equal files.
_TIMESTAMP = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644
_PIECE = 1 << 20
_PACKED = (".jpg", ".jpeg", ".png")
# What stays text in a shard's JSON although it may look like a number.
_TEXTS = {"tile_id", "file", "label", "split", "crs", "second_label", "coarse_id"}


@dataclass(frozen=True)
class Package:
    """What was written: where, how many files it holds, how large it is."""

    path: Path
    file_count: int
    size: int


class _Progress:
    """Counts bytes that are written and read back, and hears Cancel."""

    def __init__(self, total: int, progress, is_cancelled) -> None:
        self._total, self._done = max(1, total), 0
        self._progress, self._is_cancelled = progress, is_cancelled

    def add(self, count: int) -> None:
        if self._is_cancelled():
            raise CancelledError
        self._done += count
        self._progress(min(1.0, self._done / self._total))


def package_dataset(
    dataset: DatasetFolder,
    target: str,
    form: str = ZIP,
    readme: str | None = None,
    shard_size: int = 1000,
    overwrite: bool = False,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Package:
    """Write a package and read every byte of it back before it gets its name.

    Args:
        dataset: see open_dataset.
        target: a folder, in which the package is named after the dataset and its digits; for ZIP
            also a file name that ends in .zip.
        form: one of PACKAGE_FORMATS.
        readme: a text file to go in as README; the dataset's own card then is dataset_card.md.
        shard_size: tiles in a shard.
        overwrite: replace an earlier package of that name.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        ExportError: the name is taken, or what was written is not what was read.
        CancelledError: nothing is left.
    """
    if form not in PACKAGE_FORMATS:
        raise ExportError(f"FORMAT is {form!r}; choose one of {', '.join(PACKAGE_FORMATS)}.")
    if shard_size < 1:
        raise ExportError(f"SHARD_SIZE is {shard_size}; it must be at least 1.")
    path = package_path(dataset, target, form)
    if path.exists() and (not overwrite or not _is_package(path, form)):
        raise ExportError(
            f"{path} exists already; choose another folder, or set OVERWRITE to replace it."
            if _is_package(path, form)
            else f"{path} exists and is no package of Tilewright, so it is left alone; choose "
            "another folder."
        )
    members = common_members(dataset, readme)
    images = [t.image for t in dataset.tiles] + [t.mask for t in dataset.tiles if t.mask]
    steps = _Progress(2 * sum(m.size for m in [*members, *images]), progress, is_cancelled)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{uuid.uuid4().hex[:8]}.part")
    try:
        if form == ZIP:
            everything = sorted([*members, *images], key=lambda m: m.name)
            count = _write_zip(part, everything, steps)
            os.replace(part, path)
        else:
            count = _write_shards(part, dataset, members, shard_size, steps)
            _swap_folder(part, path)
    finally:
        _remove(part)
    files = [path] if form == ZIP else [p for p in path.rglob("*") if p.is_file()]
    return Package(path, count, sum(p.stat().st_size for p in files))


def package_path(dataset: DatasetFolder, target: str, form: str) -> Path:
    """Where a package goes: its name carries the digits of the dataset."""
    path = Path(os.path.abspath(target))
    if path.suffix.lower() == ".zip":
        if form != ZIP:
            raise ExportError(f"OUTPUT {target} is the name of a ZIP; shards need a folder.")
        return path
    name = f"{dataset.folder.resolve().name}_{dataset.digits}"
    return path / (f"{name}.zip" if form == ZIP else name)


def _is_package(path: Path, form: str) -> bool:
    if form == ZIP:
        return path.is_file() and zipfile.is_zipfile(path)
    return (path / CHECKSUMS).is_file()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _swap_folder(part: Path, path: Path) -> None:
    """Give a folder its name; an earlier one of that name is whole until then."""
    aside = path.with_name(f"{part.name}-old")
    if path.exists():
        os.replace(path, aside)
    try:
        os.replace(part, path)
    except OSError:
        if aside.exists():
            os.replace(aside, path)
        raise
    _remove(aside)


def _checksums(sums: dict[str, str]) -> bytes:
    """In the form that ``sha256sum --check`` reads."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode("utf-8")


def _copy(member: Member, write, steps: _Progress) -> tuple[str, int]:
    """Write a member's bytes; their SHA-256 and number."""
    digest, size = hashlib.sha256(), 0
    for piece in member.pieces():
        write(piece)
        digest.update(piece)
        size += len(piece)
        steps.add(len(piece))
    return digest.hexdigest(), size


def _digest(file, steps: _Progress) -> str:
    digest = hashlib.sha256()
    for piece in iter(lambda: file.read(_PIECE), b""):
        digest.update(piece)
        steps.add(len(piece))
    return digest.hexdigest()


def _write_zip(path: Path, members: Sequence[Member], steps: _Progress) -> int:
    sums = {}
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            with archive.open(_zip_info(member.name), "w", force_zip64=True) as entry:
                sums[member.name], _ = _copy(member, entry.write, steps)
        archive.writestr(_zip_info(CHECKSUMS), _checksums(sums))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if sorted(names) != sorted([*sums, CHECKSUMS]):
            raise _damaged(path, "its list of files")
        for name, expected in sums.items():
            try:
                # Reading to the end compares the CRC as well.
                with archive.open(name) as entry:
                    found = _digest(entry, steps)
            except zipfile.BadZipFile:
                found = None
            if found != expected:
                raise _damaged(path, name)
    return len(names)


def _zip_info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIMESTAMP)
    info.create_system = 3
    info.external_attr = _MODE << 16
    is_packed = name.lower().endswith(_PACKED)
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return info


def _damaged(path: Path, what: str) -> ExportError:
    return ExportError(
        f"What was written to {path.parent} is not what was read ({what}); the disk may be failing "
        "or the dataset have changed meanwhile. Run again, perhaps to another disk."
    )


def _write_shards(
    folder: Path, dataset: DatasetFolder, members: Sequence[Member], size: int, steps: _Progress
) -> int:
    """One folder of tar files a split, tables and texts beside them."""
    sums = {}
    for name, tiles in _shards(dataset, size):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        inner = _write_tar(path, (m for tile in tiles for m in tile), steps)
        _check_tar(path, inner, steps)
        with open(path, "rb") as file:
            sums[name] = _digest(file, steps)
    for member in members:
        path = folder / member.name
        with open(path, "wb") as file:
            sums[member.name], _ = _copy(member, file.write, steps)
        with open(path, "rb") as file:
            if _digest(file, steps) != sums[member.name]:
                raise _damaged(path, member.name)
    (folder / CHECKSUMS).write_bytes(_checksums(sums))
    return len(sums) + 1


def _shards(dataset: DatasetFolder, size: int) -> Iterator[tuple[str, list[list[Member]]]]:
    """Name of each shard and the members of its tiles, which share a key."""
    keys = _keys(dataset.tiles)
    found = {tile.row.get("split") or "" for tile in dataset.tiles}
    known = [s for s in SPLITS if s in found]
    for split in [*known, *sorted(found.difference(SPLITS))]:
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


def _write_tar(path: Path, members: Iterator[Member], steps: _Progress) -> dict[str, str]:
    """A plain tar; SHA-256 by member."""
    sums = {}
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        for member in members:
            # A tile is small: held in memory, its size cannot change while it is written.
            buffer = io.BytesIO()
            sums[member.name], size = _copy(member, buffer.write, steps)
            info = tarfile.TarInfo(member.name)
            info.size, info.mode, info.mtime = size, _MODE, 0
            buffer.seek(0)
            archive.addfile(info, buffer)
    return sums


def _check_tar(path: Path, sums: dict[str, str], steps: _Progress) -> None:
    found = {}
    with tarfile.open(path, "r:") as archive:
        for info in archive:
            found[info.name] = _digest(archive.extractfile(info), steps)
    if found != sums:
        raise _damaged(path, path.name)
