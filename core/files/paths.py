"""Paths as people type and paste them."""

from __future__ import annotations

import os
import re
import stat
import sys
import unicodedata
from pathlib import Path, PureWindowsPath
from typing import Any
from urllib.request import url2pathname

from .names import is_device

# Of an address: what stands before the path is a computer, and behind it a search or a place.
_FILE_URL = re.compile(r"file:(?://[^/?#]*)?([^?#]*)", re.IGNORECASE)
_QUOTES = "\"'"
# What Windows takes in the name of a file or folder for something else.
_SIGNS = frozenset('<>:"|?*')
# Letters of a path, one less than Windows counts with the end of it.
_WINDOWS_PATH = 259


def clean_path(text: str, base: str) -> str:
    """An absolute path for what somebody typed, empty for nothing.

    Quotes around it and ``file:`` before it are taken away, ``~`` is the home folder, and what is
    relative lies in ``base``.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1].strip()
    if text.lower().startswith("file://"):
        text = path_of_url(text)
    if not text:
        return ""
    return os.path.normpath(Path(base, os.path.expanduser(text)))


def path_of_url(url: str) -> str:
    """The path that an address of a file means, such as ``file:///data/a%20b.tif``."""
    match = _FILE_URL.match(url)
    return url2pathname(match[1] if match else url)


def is_special(path: str) -> bool:
    """Whether a path leads to a pipe, a socket or a device, which cannot be read like a file."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def on_windows() -> bool:
    """Whether this is Windows, whose names and paths are not those of other systems."""
    return os.name == "nt"


def path_key(path: str) -> str:
    """The same for all ways to write the path of a file that may not be there yet."""
    key = os.path.normcase(os.path.abspath(path))
    # A Mac's disks know neither case nor Unicode forms, and Python's normcase nothing of it.
    return unicodedata.normalize("NFC", key).casefold() if sys.platform == "darwin" else key


def name_not_for_windows(path: str) -> str:
    """The first file or folder in a path whose name Windows does not take; empty for none."""
    parts = PureWindowsPath(path)
    for part in parts.parts[bool(parts.anchor) :]:
        ends_badly = part.strip(".") != "" and part.endswith((".", " "))
        if ends_badly or is_device(part) or any(c in _SIGNS or c < " " for c in part):
            return part
    return ""


def longest_path() -> int | None:
    """Letters that a path can have here, None where nobody counts them."""
    if not on_windows() or _takes_long_paths():
        return None
    return _WINDOWS_PATH


def _takes_long_paths() -> bool:
    """Whether Windows and this program are both set up for paths of any length."""
    import ctypes

    library: Any = getattr(ctypes, "windll").ntdll  # noqa: B009  (elsewhere there is none)
    return bool(library.RtlAreLongPathsEnabled())
