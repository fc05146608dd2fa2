"""Noticing that files are changed or replaced while their pixels are read."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterable
from pathlib import Path

from ..errors import RasterError
from ..files.intact import split_zip

# What GIS programs write beside an image that is open there, without a change to its pixels.
_ASIDE = ".aux.xml"
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
