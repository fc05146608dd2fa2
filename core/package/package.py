"""One ZIP file, or WebDataset shards, of a dataset: written, read back, then given its name."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExportError
from ..files.archive import ZipWriter
from ..files.whole import whole_file, whole_folder
from ..formats import FORMATS
from ..run.batches import ignore_progress, never_cancelled
from ..tiles.layout import MANIFEST
from ..tiles.shards import is_shard_file
from .check import check_files
from .copying import CopyProgress, checksums, copy_member, damaged, digest_of
from .earlier import EarlierPackage
from .member import Member, TextMember
from .members import CHECKSUMS, FILE_MODE, DatasetFolder, check_whole_files, common_members
from .shards import write_shards

ZIP = "ZIP"
WEBDATASET = "WEBDATASET"
PACKAGE_FORMATS = (ZIP, WEBDATASET)


@dataclass(frozen=True)
class Package:
    """What was written: where, how many files it holds, how large it is."""

    path: Path
    file_count: int
    size: int


def package_dataset(
    dataset: DatasetFolder,
    target: str,
    form: str = ZIP,
    readme: str | None = None,
    shard_size: int = 1000,
    overwrite: bool = False,
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Package:
    """Write a package, read every byte of it back and compare it with the manifest; then name it.

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
        ExportError: the name is taken, files are cut off, or what was written is not what was read.
        CancelledError: nothing is left.
    """
    if form not in PACKAGE_FORMATS:
        raise ExportError(
            "{FORMAT} is {form!r}; choose one of {package_formats}.",
            form=form,
            package_formats=", ".join(PACKAGE_FORMATS),
        )
    if shard_size < 1:
        raise ExportError(
            "{SHARD_SIZE} is {shard_size}; it must be at least 1.", shard_size=shard_size
        )
    path = package_path(dataset, target, form)
    earlier = EarlierPackage(path, form == ZIP)
    earlier.check_place(overwrite)
    check_whole_files(dataset, is_cancelled)
    members = common_members(dataset, readme)
    images = [member for tile in dataset.tiles for member in tile.files]
    size = 2 * sum(m.size for m in [*members, *images]) + earlier.size
    steps = CopyProgress(size, progress, is_cancelled)
    earlier.check_files(steps)
    if form == ZIP:
        folders = [TextMember(name) for name in dataset.empty_folders]
        everything = sorted([*members, *images, *folders], key=lambda m: m.name)
        with whole_file(path) as part:
            count = _write_zip(part, everything, steps)
        files = [path]
    else:
        with whole_folder(path) as part:
            count = write_shards(part, dataset, members, shard_size, steps)
        files = [p for p in path.rglob("*") if p.is_file()]
    return Package(path, count, sum(p.stat().st_size for p in files))


def package_path(dataset: DatasetFolder, target: str, form: str) -> Path:
    """Where a package goes: its name carries the digits of the dataset."""
    path = Path(os.path.abspath(target))
    if path.suffix.lower() == ".zip":
        if form != ZIP:
            raise ExportError(
                "{OUTPUT} {target} is the name of a ZIP; shards need a folder.", target=target
            )
        return path
    name = f"{dataset.folder.resolve().name}_{dataset.digits}"
    return path / (f"{name}.zip" if form == ZIP else name)


def _write_zip(path: Path, members: Sequence[Member], steps: CopyProgress) -> int:
    """Write a ZIP and read it back; how many files it holds."""
    sums = {}
    packed = (".jpeg", *(f".{f.extension}" for f in FORMATS.values() if f.is_compressed))
    with ZipWriter(path, FILE_MODE) as archive:
        for member in members:
            if member.is_folder:
                archive.add_folder(member.name)
                continue
            is_packed = member.name.lower().endswith(packed)
            method = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            with archive.open(member.name, method) as entry:
                sums[member.name], _ = copy_member(member, entry.write, steps)
        archive.add(CHECKSUMS, checksums(sums))
    with zipfile.ZipFile(path) as archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        if sorted(names) != sorted([*sums, CHECKSUMS]):
            raise damaged(path, "its list of files")
        for name, expected in sums.items():
            try:
                # Reading to the end compares the CRC as well.
                with archive.open(name) as entry:
                    found = digest_of(entry, steps)
            except zipfile.BadZipFile:
                found = None
            if found != expected:
                raise damaged(path, name)
        tables = [n for n in sums if n == MANIFEST or (is_shard_file(n) and n.endswith(".csv"))]
        check_files(map(archive.read, tables), names, str(path.parent))
    return len(names)
