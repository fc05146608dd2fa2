"""Files that are open cannot be moved, replaced or deleted, as on Windows."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

OURS = Path("/proc/self")
REASON = "The process cannot access the file because it is being used by another process"
_state = {"on": False}


def open_files() -> set[str]:
    """Paths of the files that this process has open, or mapped into its memory."""
    paths = set()
    for link in list((OURS / "fd").iterdir()):
        with contextlib.suppress(OSError):
            paths.add(str(link.readlink()))
    for line in (OURS / "maps").read_text("utf-8").splitlines():
        paths.add(line.partition("/")[1] + line.partition("/")[2])
    return {path for path in paths if path.startswith("/") and os.path.isfile(path)}


def _hold(event: str, args: tuple) -> None:
    if not _state["on"] or event not in ("os.remove", "os.rename", "os.rmdir"):
        return
    # Windows itself takes the files away that tempfile opens to be so.
    if sys._getframe(1).f_code.co_filename == tempfile.__file__:
        return
    names = args[:2] if event == "os.rename" else args[:1]
    # A folder that names are relative to; -1 for none.
    folders = args[2:4] if event == "os.rename" else args[1:2]
    held = open_files()
    for name, folder in zip(names, folders):
        base = "/" if folder == -1 else (OURS / "fd" / str(folder)).readlink()
        path = os.path.realpath(Path(base, os.path.abspath(name) if folder == -1 else name))
        if any(one == path or one.startswith(f"{path}/") for one in held):
            error = PermissionError(errno.EACCES, REASON, os.fspath(names[0]))
            error.winerror = 32
            raise error


sys.addaudithook(_hold)


@contextlib.contextmanager
def locks() -> Iterator[None]:
    """Open files are locked in the block."""
    _state["on"] = True
    try:
        yield
    finally:
        _state["on"] = False
