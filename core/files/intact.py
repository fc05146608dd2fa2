"""Checking that a file came whole, before its pixels are believed.

OpenJPEG does not see most damage, and GDAL reads members of zip archives without a look
at their checksums.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from typing import IO, TypeVar

from ..errors import CancelledError, UnreadableError
from ..message import Message, as_message
from ..run.batches import never_cancelled
from .archive import ZIP_DAMAGE, split_member
from .endings import IS_WHOLE

_ZIP = "/vsizip/"
_MANIFEST = "manifest.safe"
_MOST_MANIFEST = 8 * 1024**2
_PIECE = 1024**2
# Checking less than this is not felt.
_WORTH_TELLING = 50 * 1024**2
_HASHES = {"MD5": "md5", "SHA3-256": "sha3_256", "SHA-256": "sha256"}
_OBJECT = re.compile(r"<dataObject\b")
_HREF = re.compile(r"\bhref=[\"']([^\"'<>]*)[\"']")
_SIZE = re.compile(r"\bsize=[\"'](\d+)[\"']")
_CHECKSUM = re.compile(
    r"\bchecksumName=[\"']([\w-]+)[\"'][^<>]{0,200}>\s{0,200}([0-9A-Fa-f]{1,200})\s{0,200}<"
)
_local = threading.local()
_checked: set[tuple[str, str, int, int]] = set()
_Path = TypeVar("_Path", bound=PurePath)


def _ignore(message: Message) -> None:
    pass


@dataclass(frozen=True)
class _Listener:
    is_cancelled: Callable[[], bool] = never_cancelled
    log: Callable[[Message], None] = _ignore
    is_off: bool = False
    put_off: list[str] = field(default_factory=list)


@contextmanager
def told_of_checks(
    is_cancelled: Callable[[], bool] = never_cancelled,
    log: Callable[[Message], None] = _ignore,
    is_off: bool = False,
) -> Iterator[list[str]]:
    """Checks of the calling thread can be cancelled, and long ones are told.

    Yields the paths of files whose checks were left for later.

    Args:
        is_cancelled: asked at each megabyte.
        log: told what takes its time.
        is_off: leave checks for later, where a user waits or only the file's head is read.
    """
    before = getattr(_local, "listener", None)
    listener = _local.listener = _Listener(is_cancelled, log, is_off)
    try:
        yield listener.put_off
    finally:
        _local.listener = before


def check_whole(path: str) -> None:
    """Refuse a member of a zip archive, or an image, that is damaged. Once a file.

    Members are compared with their CRC, files of a product (folder or archive) with the size and
    checksum in its manifest.safe, and JPEG 2000 and PNG files must have an end.

    Args:
        path: what GDAL opens. Other files and formats pass unread.

    Raises:
        UnreadableError: it is damaged.
        CancelledError: see told_of_checks.
    """
    listener = getattr(_local, "listener", None) or _Listener()
    if listener.is_off:
        listener.put_off.append(path)
        return
    archive, member = split_zip(path)
    file = archive or path
    if not archive and (Path(path).suffix.lower() not in IS_WHOLE or not os.path.isfile(path)):
        return
    facts = Path(file).stat()
    key = (os.path.abspath(file), member, facts.st_size, facts.st_mtime_ns)
    if key in _checked:
        return
    try:
        if archive:
            _check_member(archive, member, listener)
        else:
            _check_file(Path(path), listener)
    except OSError as error:
        raise UnreadableError(
            "{basename} cannot be read: {error}.", basename=Path(file).name, error=error
        ) from error
    _checked.add(key)


def split_zip(path: str) -> tuple[str, str]:
    """A local archive and the name of a member; both empty when it is none."""
    if not path.startswith(_ZIP):
        return "", ""
    return split_member(path[len(_ZIP) :])


class _Stream:
    """Reads a file from its beginning to its end, hashing what passes."""

    def __init__(
        self,
        file: IO[bytes],
        add: Callable[[bytes], None] | None,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._file, self._add, self._is_cancelled = file, add, is_cancelled

    def read(self, count: int) -> bytes:
        if self._is_cancelled():
            raise CancelledError
        data = self._file.read(count)
        if self._add is not None:
            self._add(data)
        return data

    def skip(self, count: int) -> None:
        while count > 0:
            count -= len(self.read(min(count, _PIECE))) or count

    def finish(self) -> None:
        while self.read(_PIECE):
            pass


@dataclass(frozen=True)
class _Promise:
    """What a manifest says of a file."""

    size: int | None = None
    algorithm: str = ""
    checksum: str = ""


def _check_member(archive: str, member: str, listener: _Listener) -> None:
    home = Path(archive).name
    try:
        with zipfile.ZipFile(archive) as file:
            names = [info.filename for info in file.infolist() if not info.is_dir()]
            # GDAL takes the only file of an archive when none is named.
            member = member or (names[0] if len(names) == 1 else "")
            if member not in names:
                return
            inside = PurePosixPath(member)
            promise = _read_promise(inside, lambda p: _read_in_zip(file, names, p.as_posix()))
            info = file.getinfo(member)
            with file.open(info) as stream:
                _compare(inside.name, home, info.file_size, stream, promise, listener)
    except NotImplementedError:
        # From zipfile, for methods of packing that it does not know.
        message = Message(
            "{path} is packed in a way whose checksums cannot be compared here.", path=home
        )
        listener.log(message)
    except ZIP_DAMAGE as error:
        name = PurePosixPath(member).name or "A file"
        is_wrong = "CRC" in str(error)
        why = Message("its checksum is wrong") if is_wrong else as_message(str(error))
        raise UnreadableError(
            "{name} in {home} is damaged: {why}. Get the zip file again.",
            name=name,
            home=home,
            why=why,
        ) from error


def _read_in_zip(file: zipfile.ZipFile, names: list[str], name: str) -> str | None:
    if name not in names or file.getinfo(name).file_size > _MOST_MANIFEST:
        return None
    return file.read(name).decode("utf-8", errors="replace")


def _check_file(path: Path, listener: _Listener) -> None:
    promise = _read_promise(path, _read_text)
    with path.open("rb") as stream:
        _compare(path.name, "", path.stat().st_size, stream, promise, listener)


def _read_text(path: Path) -> str | None:
    if not path.is_file() or path.stat().st_size > _MOST_MANIFEST:
        return None
    return path.read_text(encoding="utf-8", errors="replace")


def _compare(
    name: str, archive: str, size: int, stream: IO[bytes], promise: _Promise, listener: _Listener
) -> None:
    label = f"{name} in {archive}" if archive else name
    digest = None
    if promise.algorithm:
        digest = hashlib.new(promise.algorithm, usedforsecurity=False)
    source = _Stream(stream, digest.update if digest else None, listener.is_cancelled)
    skip = source.skip
    # zipfile compares a member's CRC at its end.
    is_read = bool(archive) or digest is not None
    if not is_read:

        def skip(count: int) -> None:
            stream.seek(count, os.SEEK_CUR)

    elif size >= _WORTH_TELLING:
        listener.log(
            Message(
                "Checking that {name} is whole ({megabytes:.0f} MB).",
                name=label,
                megabytes=size / 1e6,
            )
        )
    is_whole = IS_WHOLE.get(Path(name).suffix.lower())
    if is_whole is not None and not is_whole(size, source.read, skip):
        raise UnreadableError(
            "{label} cannot be read whole: it ends in the middle. Get the file again.",
            label=label,
        )
    if is_read:
        source.finish()
    wrong = None
    if promise.size is not None and promise.size != size:
        wrong = Message("{size} bytes and it has {found}", size=promise.size, found=size)
    elif digest is not None and digest.hexdigest() != promise.checksum:
        wrong = Message("another checksum")
    if wrong is not None:
        raise UnreadableError(
            "{label} is damaged: {manifest} tells of {wrong}. Get the product again, or remove "
            "{manifest} if the file was changed on purpose.",
            label=label,
            manifest=_MANIFEST,
            wrong=wrong,
        )


def _read_promise(path: _Path, read: Callable[[_Path], str | None]) -> _Promise:
    """What the manifest of the product that a file belongs to says of it."""
    for parent in path.parents:
        text = read(parent / _MANIFEST)
        if text is not None:
            return _find_promise(text, path.relative_to(parent).as_posix())
        if parent.name.lower().endswith(".safe"):
            break
    return _Promise()


def _find_promise(text: str, name: str) -> _Promise:
    for part in _OBJECT.split(text)[1:]:
        href = _HREF.search(part)
        if href is None or href[1].removeprefix("./") != name:
            continue
        size, checksum = _SIZE.search(part), _CHECKSUM.search(part)
        length = int(size[1]) if size else None
        if checksum is None or checksum[1].upper() not in _HASHES:
            return _Promise(length)
        return _Promise(length, _HASHES[checksum[1].upper()], checksum[2].lower())
    return _Promise()
