"""Whether each row of the manifest has its files, and each file its row."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ..dataset.earlier import AT_ROOT
from ..dataset.edits import CHECKSUMS, find_edited
from ..dataset.manifest import label_files, possible_files, row_files, shard_files
from ..dataset.owned import is_inside
from ..faults.fault import EXPORT_AGAIN, RESTORE, Fault
from ..message import Message, counted
from ..run.batches import heed
from ..tiles.layout import DESCRIPTION, FILE, MANIFEST
from .opened import OpenedDataset

# What programs that read datasets, and file managers, leave beside files.
_LEFT_BY_OTHERS = (".cache", ".aux.xml", ".qmd", ".gpkg-wal", ".gpkg-shm", ".gpkg-journal")


def find_row_faults(dataset: OpenedDataset) -> Iterator[Fault]:
    """Rows that are there twice, or not as many as dataset.json counts."""
    for name in ("tile_id", FILE.name):
        values = Counter((row.get(name) or "").casefold() for row in dataset.rows)
        for value, times in values.items():
            if times > 1 or not value:
                what = counted(
                    times,
                    "Its {name} {value!r} stands in {count} row.",
                    "Its {name} {value!r} stands in {count} rows.",
                    name=name,
                    value=value,
                )
                yield Fault(f"{name} not unique", MANIFEST, what, EXPORT_AGAIN)
    told = dataset.facts.get("sample_count" if dataset.is_series else "tile_count")
    if told is not None and told != len(dataset.rows):
        what = counted(
            told,
            "It counts {count} tile, and {manifest} has {found}.",
            "It counts {count} tiles, and {manifest} has {found}.",
            manifest=MANIFEST,
            found=len(dataset.rows),
        )
        yield Fault("number of tiles disagrees", DESCRIPTION, what, EXPORT_AGAIN)


def find_changes(dataset: OpenedDataset) -> Iterator[Fault]:
    """Files whose checksum in dataset.json is another; people may well have changed them."""
    try:
        names = find_edited(dataset.folder)
    except OSError as error:
        yield Fault("unreadable file", DESCRIPTION, Message("{error}.", error=error), RESTORE)
        return
    for name in names:
        what = Message("{name} was changed after the dataset was written.", name=name)
        remedy = Message("Restore the file if that was not on purpose.")
        yield Fault("changed file", name, what, remedy, is_note=True)


def find_file_faults(dataset: OpenedDataset, is_cancelled: Callable[[], bool]) -> Iterator[Fault]:
    """Files that are missing or left over.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    there = set(list_files(dataset.folder, is_cancelled))
    named: set[str] = set()
    images = []
    for row in dataset.rows:
        heed(is_cancelled)
        images.append(row[FILE.name])
        files = row_files(row)
        for k, name in enumerate(files):
            named.add(name)
            if name not in there:
                yield _missing("missing mask" if k else "missing image", name)
        told = row.get("mask") or ""
        if told and dataset.layout.takes.has_masks and told not in files:
            what = Message("It names the mask {name!r}, which is not that of its image.", name=told)
            yield Fault("mask of another image", MANIFEST, what, EXPORT_AGAIN)
    facts = {**dataset.facts, "layout": dataset.layout.name}
    named.update(possible_files(facts, images))
    for name in label_files(facts, images):
        named.add(name)
        if name not in there:
            yield _missing("missing labels", name)
    own = {*AT_ROOT, *(dataset.facts.get(CHECKSUMS) or ()), *shard_files(dataset.folder)}
    for name in sorted(there - named):
        if name not in own and not name.endswith(_LEFT_BY_OTHERS):
            yield _left_over(name)


def list_files(folder: Path, is_cancelled: Callable[[], bool]) -> Iterator[str]:
    """Files below a folder, relative to it, with slashes; hidden ones are left out.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    for place, folders, files in os.walk(folder):
        heed(is_cancelled)
        folders[:] = [name for name in folders if not name.startswith(".")]
        within = Path(place).relative_to(folder).as_posix()
        start = "" if within == "." else f"{within}/"
        for name in files:
            if not name.startswith(".") and is_inside(name):
                yield start + name


def _missing(kind: str, name: str) -> Fault:
    what = Message("{name} is not there, though {manifest} wants it.", name=name, manifest=MANIFEST)
    return Fault(kind, name, what, RESTORE)


def _left_over(name: str) -> Fault:
    return Fault(
        "file without a row",
        name,
        Message("No row of {manifest} names {name}.", manifest=MANIFEST, name=name),
        Message("Move it out of the dataset: programs that read the folder would take it too."),
    )
