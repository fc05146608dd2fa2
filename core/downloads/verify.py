"""Whether what was downloaded is what the catalogue told of."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import CancelledError, RasterError
from ..files.archive import ZIP_DAMAGE
from ..files.intact import check_whole, told_of_checks
from ..message import Message

_PIECE = 4 * 1024**2
# By what catalogues call them: the best that is known is compared. Python knows no BLAKE3.
_KNOWN = {"SHA3-256": "sha3_256", "SHA-256": "sha256", "SHA256": "sha256", "MD5": "md5"}
_MANIFEST = "manifest.safe"
_MOST_MANIFEST = 8 * 1024**2


@dataclass(frozen=True)
class Verdict:
    """What came of a check.

    Attributes:
        is_good: whether the file can be used.
        reason: why not; or, of a good one, what a user should know, if anything.
    """

    is_good: bool
    reason: Message | None = None


def verify_download(
    path: str,
    size: int | None,
    checksums: Mapping[str, str],
    is_cancelled: Callable[[], bool],
) -> Verdict:
    """Compare a zip file with what the catalogue says of it, else with what it says of itself.

    Services pack products anew at times, so that size and checksum are of another zip file: such
    a one is good when all its files agree with the sizes and checksums in the product's own
    manifest.

    Args:
        path: of the file.
        size: bytes, None where the catalogue does not say.
        checksums: see RemoteProduct.
        is_cancelled: asked at each piece.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: the file cannot be read.
    """
    found = Path(path).stat().st_size
    wrong = None
    if size is not None and found != size:
        wrong = Message(
            "what came has {found} bytes, and the catalogue tells of {size}", found=found, size=size
        )
    algorithm = next((name for name in _KNOWN if name in checksums), None)
    if wrong is None and algorithm is not None:
        if _digest(path, _KNOWN[algorithm], is_cancelled) == checksums[algorithm]:
            return Verdict(True)
        wrong = Message("its {algorithm} checksum is not the catalogue's", algorithm=algorithm)
    damage, has_promises = _look_into(path, is_cancelled)
    if damage is not None:
        return Verdict(False, damage if wrong is None else wrong)
    if wrong is None:
        return Verdict(True)
    if not has_promises:
        return Verdict(False, wrong)
    return Verdict(
        True,
        Message(
            "{wrong}; but every file in it agrees with the product's own manifest, so that the "
            "service has only packed it anew",
            wrong=wrong,
        ),
    )


def _digest(path: str, algorithm: str, is_cancelled: Callable[[], bool]) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with Path(path).open("rb") as file:
        while piece := file.read(_PIECE):
            if is_cancelled():
                raise CancelledError
            digest.update(piece)
    return digest.hexdigest()


def _look_into(path: str, is_cancelled: Callable[[], bool]) -> tuple[Message | None, bool]:
    """What is wrong inside a zip file, and whether its manifest has checksums."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            texts = [
                archive.read(info)
                for info in files
                if PurePosixPath(info.filename).name == _MANIFEST
                and info.file_size <= _MOST_MANIFEST
            ]
        with told_of_checks(is_cancelled):
            for info in files:
                check_whole(f"/vsizip/{{{path}}}/{info.filename}")
    except (RasterError, OSError, *ZIP_DAMAGE):
        return Message("what came is damaged"), False
    if not files:
        return Message("what came is an empty archive"), False
    return None, any(b"checksumName" in text for text in texts)
