"""The inputs of a dataset: where they were, or where they have gone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Any

from ..dataset.edits import CHECKSUMS
from ..dataset.manifest import read_description
from ..errors import CancelledError, FileError
from ..files.fingerprint import fingerprint_file, product_files
from ..message import Message, Parameter
from ..network.stays_local import is_address
from ..run.batches import never_cancelled, run_aside
from ..tiles.layout import DESCRIPTION

# Where it lies, or is called, says nothing of what a raster holds.
_CONTENTS = (
    "size",
    "files",
    "sha256",
    "sha256_of_64_pieces_of_1_MiB",
    "sha256_of_names_sizes_and_ends",
)


@dataclass(frozen=True)
class FoundInput:
    """Where an input is.

    Attributes:
        name: of the parameter it is given to.
        path: of its file or folder; with its layer, as QGIS names it, where it has several.
        note: what is to be said of it, or None.
    """

    name: str
    path: str
    note: Message | None = None


def find_raster(
    name: str,
    recorded: Mapping[str, Any],
    folder: Path | None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> FoundInput | None:
    """A raster by its path, or by what it holds; None where it is gone.

    Args:
        name: of its parameter.
        recorded: what dataset.json says of it.
        folder: that is searched, with all folders in it, when it is not where it was.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    path = str(recorded.get("path") or "")
    wanted = _contents(recorded)
    if path and os.path.exists(path) and _contents(fingerprint_file(path)) == wanted:
        return FoundInput(name, path)
    for other in _entries(folder, is_cancelled) if wanted else ():
        if _is_like(other, wanted) and _contents(fingerprint_file(str(other))) == wanted:
            note = _moved(name, path, other)
            return FoundInput(name, str(other), note)
    # What a stranger's dataset.json names does not lead to the network.
    if path and (os.path.exists(path) or not (wanted or is_address(path))):
        note = None
        if wanted:
            note = Message("{path} has changed since: its hash is another one.", path=path)
        return FoundInput(name, path, note)
    return None


def find_layer(
    name: str,
    recorded: str,
    folder: Path | None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> FoundInput | None:
    """A vector layer by its path, or by the name of its file; None where it is gone.

    What it holds is compared after the export, as a file changes when it is merely opened.

    Args:
        name: of its parameter.
        recorded: its source, as dataset.json has it.
        folder: that is searched, with all folders in it, when it is not where it was.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    path, bar, rest = recorded.partition("|")
    if os.path.isfile(path):
        return FoundInput(name, recorded)
    for other in _entries(folder, is_cancelled):
        if other.name == Path(path).name and os.path.isfile(other):
            note = _moved(name, path, other)
            return FoundInput(name, f"{other}{bar}{rest}", note)
    return None


def find_dataset(
    name: str,
    path: str,
    digest: str,
    folder: Path | None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> FoundInput | None:
    """A dataset by its path, or by what its dataset.json says; None where it is gone.

    Args:
        name: of the parameter.
        path: of its folder.
        digest: what stands for its dataset.json.
        folder: that is searched, with all folders in it, when it is not where it was.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    if _digest_of(Path(path)) == digest:
        return FoundInput(name, path)
    for other in _entries(folder, is_cancelled):
        if other.name == DESCRIPTION and _digest_of(other.parent) == digest:
            return FoundInput(name, str(other.parent), _moved(name, path, other.parent))
    if os.path.isfile(Path(path) / DESCRIPTION):
        note = Message("{path} has changed since: its hash is another one.", path=path)
        return FoundInput(name, path, note)
    return None


def _digest_of(folder: Path) -> str | None:
    """What stands for the dataset.json of a folder, but for the time; None where it has none."""
    try:
        return (read_description(folder).get(CHECKSUMS) or {}).get(DESCRIPTION)
    except (OSError, FileError):
        return None


def _moved(name: str, path: str, other: Path) -> Message:
    return Message(
        "{name} was moved from {path} to {other}.", name=Parameter(name), path=path, other=other
    )


def named_as_before(path: Path, name: str, folder: Path) -> Path:
    """A file under the name that it had, which tables and texts of the dataset tell.

    Args:
        path: of the file, which may be called otherwise now.
        name: that it had.
        folder: an empty one, in which a link to it is made, and to what belongs to it.
    """
    if path.name == name or not os.path.isfile(path):
        return path
    stem = Path(name).stem
    try:
        for other in path.parent.glob(f"{escape(path.stem)}.*"):
            (folder / f"{stem}{other.name[len(path.stem) :]}").symlink_to(other.absolute())
    except OSError:
        # Not every system lets everybody make links: then those texts differ.
        return path
    linked = folder / name
    return linked if os.path.exists(linked) else path


def _entries(folder: Path | None, is_cancelled: Callable[[], bool]) -> Iterator[Path]:
    if folder is None:
        return
    for path in run_aside(lambda: sorted(folder.rglob("*")), is_cancelled):
        if is_cancelled():
            raise CancelledError
        yield path


def _contents(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: facts[name] for name in _CONTENTS if name in facts}


def _is_like(path: Path, wanted: Mapping[str, Any]) -> bool:
    """Whether a file or folder may hold that, by what is known without reading it."""
    if "files" in wanted:
        return os.path.isdir(path) and len(product_files(path)) == wanted["files"]
    return os.path.isfile(path) and path.stat().st_size == wanted.get("size")
