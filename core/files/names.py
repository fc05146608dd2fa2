"""File names for class names that no file system trips over, and the way back."""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

# What Windows keeps for devices, whatever the extension.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789\u00b9\u00b2\u00b3"
}
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_KEPT = "-_+=,()@ "
_STRICT = string.ascii_lowercase + string.digits + "_-"
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
    safe = {name: _shorten(name, _guard(_encode(name), taken)) for name in names}
    for name in _confused(safe):
        safe[name] = _shorten(name, _guard(_encode_strictly(name), taken))
    for name in _confused(safe):
        safe[name] = _with_hash(name, _guard(_encode_strictly(name), taken))
    return safe


def read_safe_name(file_name: str) -> str | None:
    """The name that a safe file name stands for; None for one that was cut."""
    return None if _HASH_MARK in file_name else unquote(file_name)


def is_device(name: str) -> bool:
    """Whether Windows takes a file name for a device's, whatever its extension."""
    return name.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def are_plain(names: Iterable[str]) -> bool:
    """Whether all names are safe as they are, and no two differ only by case."""
    names = list(names)
    return all(
        _PLAIN.fullmatch(n) and len(n) <= MAX_BYTES and _guard(n, set()) == n for n in names
    ) and len({n.lower() for n in names}) == len(names)


def plain_names(names: Sequence[str]) -> list[str]:
    """A safe file name for each of some names, in their order; safe ones stay as they are."""
    if are_plain(names):
        return list(names)
    safe = make_safe_names(names)
    return [safe[name] for name in names]


def _confused(safe: dict[str, str]) -> list[str]:
    """Names whose file names a file system may take for another's."""
    groups = defaultdict(list)
    for name, file_name in safe.items():
        groups[unicodedata.normalize("NFC", file_name.casefold())].append(name)
    return [name for group in groups.values() if len(group) > 1 for name in group]


def _encode(name: str) -> str:
    encoded = "".join(c if c.isalnum() or c in _KEPT else quote(c, safe="") for c in name)
    return encoded.replace(_HASH_MARK, "%7E").replace(".", "%2E")


def _encode_strictly(name: str) -> str:
    return "".join(c if c in _STRICT else _percent(c) for c in name)


def _guard(encoded: str, taken: set[str]) -> str:
    """Percent codes for what is safe inside a name, but not there or not alone."""
    if unicodedata.normalize("NFC", encoded) != encoded:
        encoded = "".join(c if c.isascii() else _percent(c) for c in encoded)
    if encoded.endswith(" "):
        encoded = f"{encoded[:-1]}%20"
    if encoded.startswith((" ", "-")) or encoded.casefold() in _DEVICES | taken:
        encoded = _percent(encoded[0]) + encoded[1:]
    return encoded


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _shorten(name: str, encoded: str) -> str:
    return encoded if len(encoded.encode()) <= MAX_BYTES else _with_hash(name, encoded)


def _with_hash(name: str, encoded: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    data = encoded.encode()[: MAX_BYTES - len(_HASH_MARK) - len(digest)]
    # Cutting may have split a letter or a percent code.
    text = re.sub(r"%[0-9A-F]?$", "", data.decode(errors="ignore")).rstrip(" ")
    return f"{text}{_HASH_MARK}{digest}"
