"""Paths as people type and paste them."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

_QUOTES = "\"'"


def clean_path(text: str, base: str) -> str:
    """An absolute path for what somebody typed, empty for nothing.

    Quotes around it and ``file:`` before it are taken away, ``~`` is the home folder, and what is
    relative lies in ``base``.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1].strip()
    if text.lower().startswith("file://"):
        text = url2pathname(urlsplit(text).path)
    if not text:
        return ""
    return os.path.normpath(Path(base, os.path.expanduser(text)))


def is_special(path: str) -> bool:
    """Whether a path leads to a pipe, a socket or a device, which cannot be read like a file."""
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
