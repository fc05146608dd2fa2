"""Names of files that are to be written."""

from __future__ import annotations

import os

from ...algorithms.base.words import tr


def with_suffix(path: str, suffix: str) -> str:
    """The path with its suffix.

    Raises:
        FileExistsError: adding it names a file that nobody was asked about.
    """
    if path.lower().endswith(suffix):
        return path
    path += suffix
    if os.path.exists(path):
        raise FileExistsError(tr("{} exists; choose a new name.").format(path))
    return path
