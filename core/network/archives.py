"""The files in archives and in compressed files, as GDAL names and opens them."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ..errors import RasterError
from ..files.archive import ZIP_DAMAGE, split_member

if TYPE_CHECKING:
    from typing_extensions import Buffer

ZIP, TAR, GZIP = "/vsizip/", "/vsitar/", "/vsigzip/"
_ZIP_START, _GZIP_START = b"PK\3\4", b"\x1f\x8b"
_TAR_SIGN, _TAR_AT = b"ustar", 257
# What is wrong with a file GDAL says; tarfile raises ValueError and EOFError, too.
DAMAGE = (OSError, tarfile.TarError, *ZIP_DAMAGE)
# Of what is compressed so many bytes take some seconds.
_MOST_UNPACKED = 1024**3


def split_archive(name: str) -> tuple[str, str, str]:
    """Prefix, local file and member of a name such as ``/vsitar//data/a.tar/b.tif``.

    The member is empty for the whole archive, and all three for other names.
    """
    prefix = next((p for p in (ZIP, TAR, GZIP) if name.startswith(p)), "")
    rest = name[len(prefix) :]
    if not prefix:
        return "", "", ""
    if prefix == GZIP:
        return (prefix, rest, "") if os.path.isfile(rest) else ("", "", "")
    file, member = split_member(rest)
    return (prefix, file, member) if file else ("", "", "")


def archive_kind(file: str) -> str:
    """With which of GDAL's prefixes a file is read, by its first bytes; empty for other files.

    Raises:
        OSError: it cannot be read.
    """
    with Path(file).open("rb") as stream:
        head = stream.read(_TAR_AT + len(_TAR_SIGN))
    if head.startswith(_ZIP_START):
        return ZIP
    if head.startswith(_GZIP_START):
        return GZIP
    return TAR if head[_TAR_AT:] == _TAR_SIGN else ""


def open_members(file: str, prefix: str, wanted: str = "") -> Iterator[tuple[str, IO[bytes]]]:
    """The files in an archive, by name, each open until the next is asked for.

    What is compressed and no archive is one file, without a name.

    Args:
        file: the archive's.
        prefix: see archive_kind.
        wanted: the name of one of them; by default all.

    Raises:
        RasterError: it is too large to be looked through.
        OSError: or another of DAMAGE: it is damaged.
    """
    if prefix == ZIP:
        yield from _open_in_zip(file, wanted)
        return
    with Path(file).open("rb") as raw:
        is_packed = raw.read(2) == _GZIP_START
        raw.seek(0)
        stream: IO[bytes] = raw
        if is_packed:
            stream = io.BufferedReader(_Limited(gzip.GzipFile(fileobj=raw), file))
        head = stream.read(_TAR_AT + len(_TAR_SIGN))
        stream.seek(0)
        if head[_TAR_AT:] == _TAR_SIGN:
            yield from _open_in_tar(stream, wanted)
        elif is_packed:
            yield "", stream


def _open_in_zip(file: str, wanted: str) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if not info.is_dir() and wanted in ("", info.filename):
                with archive.open(info) as stream:
                    yield info.filename, stream


def _open_in_tar(stream: IO[bytes], wanted: str) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        for info in archive:
            name = info.name[2:] if info.name.startswith("./") else info.name
            member = archive.extractfile(info) if info.isfile() else None
            if member is not None and wanted in ("", name, info.name):
                yield name, member


class _Limited(io.RawIOBase):
    """What a compressed file holds, up to a number of bytes."""

    def __init__(self, stream: gzip.GzipFile, file: str) -> None:
        super().__init__()
        self._stream, self._file = stream, file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, place: int, whence: int = os.SEEK_SET, /) -> int:
        self._check(place if whence == os.SEEK_SET else self.tell() + place)
        return self._stream.seek(place, whence)

    def readinto(self, buffer: Buffer) -> int:
        data = self._stream.read(len(memoryview(buffer)))
        self._check(self.tell())
        memoryview(buffer)[: len(data)] = data
        return len(data)

    def _check(self, place: int) -> None:
        if place > _MOST_UNPACKED:
            raise RasterError(
                "{file} is too large to be looked through for addresses on the network while it is "
                "compressed; unpack it, and name the file that was in it.",
                file=Path(self._file).name,
            )
