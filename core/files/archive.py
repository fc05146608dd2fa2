"""Zip archives whose bytes depend on their contents alone."""

from __future__ import annotations

import io
import zipfile

# Archives would else hold the time of day, and differ from run to run.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_LEVEL = 1


def pack(files: dict[str, bytes], method: int) -> bytes:
    """A zip archive with the same bytes at any time and on any system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.create_system = _UNIX
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, method, _LEVEL if method else None)
    return buffer.getvalue()
