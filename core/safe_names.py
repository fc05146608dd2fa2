"""File names for class names that no file system trips over, and the way back."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import quote, unquote

# What Windows keeps for devices, whatever the extension.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789\u00b9\u00b2\u00b3"
}
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_KEPT = "-_+=,()@ "
MAX_BYTES = 120
_HASH_MARK = "~"


def make_safe_names(names: Iterable[str], reserved: Iterable[str] = ()) -> dict[str, str]:
    """A safe file name for each name.

    Letters and digits of any script stay readable; everything else becomes percent codes, so that
    ``read_safe_name`` gives the name back. Names that differ only by case or by Unicode form get
    percent codes where they differ. Names too long for a file are cut and end in ``~`` and eight
    digits of their SHA-256; only the manifest knows those.

    Args:
        names: distinct names.
        reserved: file names that are taken, compared without regard to case.
    """
    names = sorted(set(names))
    taken = {name.casefold() for name in reserved}
    safe = {name: _encode(name, taken) for name in names}
    groups = defaultdict(list)
    for name, file_name in safe.items():
        groups[_folded(file_name)].append(name)
    for group in groups.values():
        if len(group) > 1:
            safe.update((name, _shorten(name, _encode_capitals(name))) for name in group)
    if len({_folded(file_name) for file_name in safe.values()}) < len(safe):
        safe = {name: _with_hash(name, _encode_capitals(name)) for name in names}
    return safe


def read_safe_name(file_name: str) -> str | None:
    """The name that a safe file name stands for; None for one that was cut."""
    return None if _HASH_MARK in file_name else unquote(file_name)


def are_plain(names: Iterable[str]) -> bool:
    """Whether all names are letters, digits, ``_`` and ``-``, and no two differ only by case."""
    names = list(names)
    return all(_PLAIN.fullmatch(n) for n in names) and len({n.lower() for n in names}) == len(names)


def _folded(file_name: str) -> str:
    return unicodedata.normalize("NFC", file_name.casefold())


def _encode(name: str, taken: set[str]) -> str:
    encoded = "".join(c if c.isalnum() or c in _KEPT else quote(c, safe="") for c in name)
    encoded = encoded.replace(_HASH_MARK, "%7E").replace(".", "%2E")
    if encoded.startswith((" ", "-")):
        encoded = f"%{ord(encoded[0]):02X}{encoded[1:]}"
    if encoded.endswith(" "):
        encoded = f"{encoded[:-1]}%20"
    if encoded.casefold() in _DEVICES | taken or unicodedata.normalize("NFC", encoded) != encoded:
        encoded = _encode_first(encoded)
    return _shorten(name, encoded)


def _encode_first(encoded: str) -> str:
    if unicodedata.normalize("NFC", encoded) != encoded:
        return "".join(c if c.isascii() else quote(c) for c in encoded)
    return "".join(f"%{byte:02X}" for byte in encoded[0].encode()) + encoded[1:]


def _encode_capitals(name: str) -> str:
    keep = string.ascii_lowercase + string.digits + "_-"
    return "".join(c if c in keep else "".join(f"%{byte:02X}" for byte in c.encode()) for c in name)


def _shorten(name: str, encoded: str) -> str:
    return encoded if len(encoded.encode()) <= MAX_BYTES else _with_hash(name, encoded)


def _with_hash(name: str, encoded: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    data = encoded.encode()[: MAX_BYTES - len(_HASH_MARK) - len(digest)]
    # Cutting may have split a letter or a percent code.
    text = re.sub(r"%[0-9A-F]?$", "", data.decode(errors="ignore")).rstrip(" ")
    return f"{text}{_HASH_MARK}{digest}"
