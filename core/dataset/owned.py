"""Which files an export may have written, and so may take away again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ..errors import ExportError
from ..message import Message
from ..tiles.layout import LAYERS, MANIFEST, MAP
from ..tiles.shards import is_shard_file

_ZIP = (b"PK\x03\x04",)
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
# How files of tiles and samples begin, by the ending of their names.
_BEGINNINGS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": _TIFF,
    ".tiff": _TIFF,
    ".npy": (b"\x93NUMPY",),
    ".npz": _ZIP,
    ".zarr.zip": _ZIP,
    ".json": (b"{",),
}
_OWN_BEGINNINGS = {LAYERS: (b"SQLite format 3\0",), MAP: _BEGINNINGS[".png"]}


def is_inside(name: str) -> bool:
    """Whether a name with slashes is of something inside a folder, on any system."""
    return (
        bool(name)
        and not name.startswith("/")
        and not any(sign in name for sign in "\\:\0")
        and not any(part in ("..", ".") for part in name.split("/"))
    )


def find_inside(folder: Path, name: str, known: set[str] | None = None) -> Path:
    """The path of a file that tiles.csv names.

    Args:
        folder: of the dataset.
        name: with slashes, relative to it.
        known: folders that are known to lie in it, which are not looked at again; may grow.

    Raises:
        ExportError: it is not there, or not inside the dataset.
    """
    if not is_inside(name):
        raise ExportError(
            "{folder} names a file outside the dataset ({name!r}).",
            folder=folder / MANIFEST,
            name=name,
        )
    path = folder / name
    if not os.path.isfile(path):
        raise ExportError(
            "{path} is missing, though {manifest} names it; export the dataset again.",
            path=path,
            manifest=MANIFEST,
        )
    known = set() if known is None else known
    is_link, own = Path(path).is_symlink(), name.rpartition("/")[0]
    if is_link or own not in known:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ExportError(
                "{path} is a link to a place outside the dataset; replace it by a file.", path=path
            )
        if not is_link:
            known.add(own)
    return path


def check_names(folder: Path, names: Iterable[str], source: str) -> None:
    """Refuse to take files for tiles that no export writes, by their names and places alone.

    Args:
        folder: the dataset's.
        names: relative to it, as ``source`` has them.
        source: name of the file that names them.

    Raises:
        ExportError: a name leads out of the folder or through a link, is hidden, or is not of a
            tile or sample.
    """
    links = _Links(folder)
    for name in names:
        if not isinstance(name, str) or not is_inside(name):
            raise ExportError(
                "{folder} names a file outside the dataset ({name!r}); the folder is left alone.",
                folder=folder / source,
                name=str(name),
            )
        parts = name.split("/")
        # What lies beside the tables, or is hidden, is of the user or of other programs.
        is_usual = len(parts) > 1 and not any(part.startswith(".") for part in parts)
        if not is_usual or (_beginnings(name) is None and not is_shard_file(name)):
            raise _not_ours(folder / source, name, Message("no export writes such a file"))
        links.check(name)


def check_links(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write or take away what lies behind a symbolic link in a dataset's folder.

    Raises:
        ExportError: names the link.
    """
    links = _Links(folder)
    for name in names:
        links.check(name)


def check_contents(folder: Path, names: Iterable[str], source: str) -> None:
    """Refuse to take files for tiles that do not begin as their format does.

    Empty ones, as power cuts leave them, are nothing to lose.

    Raises:
        ExportError: names the first; or a file cannot be read.
    """
    for name in names:
        begin = _OWN_BEGINNINGS.get(name) or _beginnings(name)
        path = folder / name
        if begin is None or not os.path.isfile(path):
            continue
        with path.open("rb", buffering=0) as file:
            found = file.read(16)
        if found and not found.startswith(begin) and name in _OWN_BEGINNINGS:
            raise ExportError(
                "{path} is not what an export writes under this name, so it is left alone; move "
                "it away, or choose another folder.",
                path=path,
            )
        if found and not found.startswith(begin):
            raise _not_ours(folder / source, name, Message("it does not hold what its name says"))


def begins_as_named(path: Path) -> bool:
    """Whether a file of a tile begins as the format of its name does; empty ones do not.

    Raises:
        OSError: it cannot be read.
    """
    begin = _beginnings(path.name)
    with path.open("rb", buffering=0) as file:
        found = file.read(16)
    return begin is None or found.startswith(begin)


class _Links:
    """Knows which folders were looked at: there are many tiles in each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = {""}

    def check(self, name: str) -> None:
        """Raises ExportError when the file, or a folder on the way to it, is a link."""
        if Path(self._folder / name).is_symlink():
            raise ExportError(
                "{path} is a symbolic link, which no export writes, so the folder is left alone; "
                "take the link away, or choose another folder.",
                path=self._folder / name,
            )
        parent = name.rpartition("/")[0]
        if parent not in self._known:
            self.check(parent)
            self._known.add(parent)


def _beginnings(name: str) -> tuple[bytes, ...] | None:
    found = (b for ending, b in _BEGINNINGS.items() if name.lower().endswith(ending))
    return next(found, None)


def _not_ours(source: Path, name: str, why: Message) -> ExportError:
    return ExportError(
        "{source} names {name!r} as a tile, but {why}, so the folder is left alone; remove that "
        "dataset yourself, or choose another folder.",
        source=source,
        name=name,
        why=why,
    )
