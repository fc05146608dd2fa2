"""Copying files into a package, and knowing that they arrived."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ..errors import CancelledError, ExportError
from .member import Member

PIECE = 1 << 20


class CopyProgress:
    """Counts bytes that are written and read back, and hears Cancel.

    Args:
        total: bytes to be expected.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked at each piece.
    """

    def __init__(
        self, total: int, progress: Callable[[float], None], is_cancelled: Callable[[], bool]
    ) -> None:
        self._total, self._done = max(1, total), 0
        self._progress, self._is_cancelled = progress, is_cancelled

    def add(self, count: int) -> None:
        """So many bytes more; raises CancelledError when the user asked to stop."""
        if self._is_cancelled():
            raise CancelledError
        self._done += count
        self._progress(min(1.0, self._done / self._total))


def checksums(sums: dict[str, str]) -> bytes:
    """In the form that ``sha256sum --check`` reads."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode("utf-8")


def copy_member(
    member: Member, write: Callable[[bytes], object], steps: CopyProgress
) -> tuple[str, int]:
    """Write a member's bytes; their SHA-256 and number."""
    digest, size = hashlib.sha256(), 0
    for piece in member.pieces():
        write(piece)
        digest.update(piece)
        size += len(piece)
        steps.add(len(piece))
    return digest.hexdigest(), size


def digest_of(file: IO[bytes], steps: CopyProgress) -> str:
    """SHA-256 of an open file, from where it stands to its end."""
    digest = hashlib.sha256()
    for piece in iter(lambda: file.read(PIECE), b""):
        digest.update(piece)
        steps.add(len(piece))
    return digest.hexdigest()


def damaged(path: Path, what: str) -> ExportError:
    """What to say when a file was not written as it was read."""
    return ExportError(
        "What was written to {parent} is not what was read ({what}); the disk may be failing or "
        "the dataset have changed meanwhile. Run again, perhaps to another disk.",
        parent=path.parent,
        what=what,
    )
