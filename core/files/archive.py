"""Archives: zip files whose bytes depend on their contents alone, and names of what is in one."""

from __future__ import annotations

import io
import lzma
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO, BinaryIO

# The oldest time that a zip can hold; the time of day would make each archive another.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_FOLDER_MODE = 0o40755
_DOS_FOLDER = 0x10
FAST_LEVEL = 1
# What the standard library raises, beside OSError, where an archive is damaged.
ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,
    ValueError,
    # Of encrypted members, and of methods that it does not know.
    RuntimeError,
)


class ZipWriter:
    """Writes a zip archive member by member; use it in a ``with`` block.

    Args:
        target: a path, or a file that is open for writing.
        mode: Unix permissions of its files.
    """

    def __init__(self, target: str | Path | BinaryIO, mode: int = 0o644) -> None:
        self._archive = zipfile.ZipFile(target, "w")
        self._mode = mode

    def __enter__(self) -> ZipWriter:
        return self

    def __exit__(self, *error: object) -> None:
        self._archive.close()

    def add(
        self, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED, level: int | None = None
    ) -> None:
        """Add a file: ``method`` is one of zipfile's, ``level`` zlib's, by default its own."""
        self._archive.writestr(self._info(name), data, method, level)

    def open(self, name: str, method: int = zipfile.ZIP_DEFLATED) -> IO[bytes]:
        """A file to write to, of any size; close it before the next."""
        info = self._info(name)
        info.compress_type = method
        return self._archive.open(info, "w", force_zip64=True)

    def add_folder(self, name: str) -> None:
        """Add an empty folder; its name ends in a slash."""
        info = self._info(name)
        info.external_attr = _FOLDER_MODE << 16 | _DOS_FOLDER
        self._archive.writestr(info, b"")

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, _TIME)
        info.create_system = _UNIX
        info.external_attr = self._mode << 16
        return info


def split_member(name: str) -> tuple[str, str]:
    """Local file and member of a name such as ``/data/a.zip/b.tif`` or ``{/data/a.zip}/b.tif``.

    The member is empty for the whole archive, and both where there is no such file.
    """
    if name.startswith("{"):
        file, _, member = name[1:].partition("}")
        return (file, member.strip("/")) if os.path.isfile(file) else ("", "")
    parts = name.split("/")
    for count in range(1, len(parts) + 1):
        file = "/".join(parts[:count])
        if file and os.path.isfile(file):
            return file, "/".join(parts[count:]).strip("/")
    return "", ""


def pack(files: dict[str, bytes], method: int) -> bytes:
    """A zip archive in memory."""
    buffer = io.BytesIO()
    with ZipWriter(buffer) as archive:
        for name, data in files.items():
            archive.add(name, data, method, FAST_LEVEL if method else None)
    return buffer.getvalue()
