"""Whether files are those that they were: while pixels are read, and from one look to the next."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

from ..errors import RasterError
from ..files.intact import split_zip

# What GIS programs write beside an image that is open there, without a change to its pixels.
_ASIDE = ".aux.xml"
# A file that is written again so soon may look the same: the clocks of disks have ticks.
_UNSURE_NS = 2 * 10**9
# What is known of the files of a large archive would fill the memory one day.
_MOST_KNOWN = 5000
_T = TypeVar("_T")
# Looking at the files of a mosaic may take this share of the time, at most.
_SHARE = 0.05


class NotedFiles:
    """Files as they are when this is made; threads may check them at once.

    Args:
        paths: what GDAL opens, and the files that it reads of it. Of members of a zip archive the
            archive is noted; what is no file of this computer passes.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        files = (split_zip(path)[0] or path for path in paths if not path.endswith(_ASIDE))
        noted = {path: _facts(path) for path in files}
        self._noted = {path: facts for path, facts in noted.items() if facts is not None}
        self._next = 0.0

    def check(self) -> None:
        """To be called when pixels were read: they are those of the files that were noted.

        Raises:
            RasterError: a file is another one than before, or gone.
        """
        begin = time.monotonic()
        if begin < self._next:
            return
        for path, facts in self._noted.items():
            if _facts(path) != facts:
                raise RasterError(
                    "{name} was changed, replaced or removed while it was read. Run again once "
                    "no other program writes it.",
                    name=Path(path).name,
                )
        end = time.monotonic()
        self._next = end + (end - begin) / _SHARE


def _facts(path: str) -> tuple[int, ...] | None:
    """What differs between a file and the one that takes its place."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    # Folders change with whatever is put beside the files that are read.
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Remembered(Generic[_T]):
    """What was found out of files, for as long as these and what lies beside them are the same.

    Threads may use it at once. Of what is no single file on this computer, nothing is remembered.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[dict[str, tuple[int, ...] | None], _T]] = {}

    def find(self, path: str) -> _T | None:
        """What is known of a file; None where nobody knows, or it is another one by now."""
        with self._lock:
            known = self._known.get(path)
        if known is None or family_of(path) != known[0]:
            return None
        return known[1]

    def keep(self, path: str, value: _T, files: Iterable[str] | None = None) -> None:
        """Remember what was found out of a file.

        Args:
            path: of the file.
            value: what to remember.
            files: what it is made of; where others than those beside it are, nothing is kept.
        """
        family = family_of(path)
        times = [facts[-1] for facts in family.values() if facts is not None]
        is_whole = files is None or {os.path.abspath(each) for each in files} <= family.keys()
        if not times or not is_whole or time.time_ns() - max(times) < _UNSURE_NS:
            return
        with self._lock:
            self._known.pop(path, None)
            self._known[path] = family, value
            while len(self._known) > _MOST_KNOWN:
                del self._known[next(iter(self._known))]


def family_of(path: str) -> dict[str, tuple[int, ...] | None]:
    """A file and those beside it that bear its name, such as masks and overviews, as they are now.

    Empty for what is no file.
    """
    whole = os.path.abspath(path)
    facts = _facts(whole)
    if facts is None:
        return {}
    stem = Path(whole).stem.casefold()
    starts = (f"{stem}.", f"{stem}_")
    beside: list[str] = []
    with suppress(OSError), os.scandir(Path(whole).parent) as entries:
        beside = [each.path for each in entries if each.name.casefold().startswith(starts)]
    return {whole: facts, **{each: _facts(each) for each in beside}}
