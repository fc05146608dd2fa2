"""Which code this is, as workers elsewhere must run the same."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_CORE = Path(__file__).resolve().parents[1]


@lru_cache(maxsize=1)
def hash_code(folder: Path = _CORE) -> str:
    """SHA-256 of the modules below a folder, by name and text; ends of lines do not matter."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{path.relative_to(folder).as_posix()} {len(text)}\n".encode())
        found.update(text)
    return found.hexdigest()
