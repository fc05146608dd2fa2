"""Recognising inputs: the same file, the same tiles, the same parameters."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Larger files are sampled: 64 pieces spread evenly, first and last included.
WHOLE_FILE_BYTES = 256 * 1024**2
_PIECES = 64
_PIECE_BYTES = 1024**2


def fingerprint_file(path: str) -> dict[str, Any]:
    """Path, size and SHA-256 of a file, or of pieces of it when it is large.

    A folder (a product) is known by the names and sizes of its files, and by the first and last
    MiB of each. What is neither (a service, a subdataset) gives the path alone.
    """
    if os.path.isdir(path):
        return _fingerprint_folder(path)
    if not os.path.isfile(path):
        return {"path": path}
    size = Path(path).stat().st_size
    if size <= WHOLE_FILE_BYTES:
        return {"path": path, "size": size, "sha256": hash_file(Path(path))}
    digest = hashlib.sha256()
    with Path(path).open("rb") as file:
        for start in np.linspace(0, size - _PIECE_BYTES, _PIECES).astype(int).tolist():
            file.seek(start)
            digest.update(file.read(_PIECE_BYTES))
    return {"path": path, "size": size, "sha256_of_64_pieces_of_1_MiB": digest.hexdigest()}


def hash_file(path: Path) -> str:
    """SHA-256 of all bytes of a file, as hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(_PIECE_BYTES), b""):
            digest.update(piece)
    return digest.hexdigest()


def without_place(source: Mapping[str, Any]) -> dict[str, Any]:
    """What is recorded of a source but for where it lies and how it is called."""
    return {key: value for key, value in source.items() if key not in ("name", "path")}


def product_files(folder: str | Path) -> list[Path]:
    """The files in a folder that its fingerprint is of, in no order."""
    # Statistics that GIS programs leave beside images change nothing of these.
    found = (path for path in Path(folder).rglob("*") if not path.name.endswith(".aux.xml"))
    return [path for path in found if path.is_file()]


def _fingerprint_folder(folder: str) -> dict[str, Any]:
    files = sorted((path.relative_to(folder).as_posix(), path) for path in product_files(folder))
    digest, total = hashlib.sha256(), 0
    for name, path in files:
        size = path.stat().st_size
        total += size
        digest.update(f"{name}\0{size}\0".encode())
        with Path(path).open("rb") as file:
            digest.update(file.read(_PIECE_BYTES))
            file.seek(max(file.tell(), size - _PIECE_BYTES))
            digest.update(file.read(_PIECE_BYTES))
    return {
        "path": folder,
        "files": len(files),
        "size": total,
        "sha256_of_names_sizes_and_ends": digest.hexdigest(),
    }


def fingerprint_shapes(shapes: Iterable[BaseGeometry], classes: Iterable[str] = ()) -> str:
    """SHA-256 of shapely geometries and their classes."""
    digest = hashlib.sha256()
    for shape in shapes:
        digest.update(shape.wkb)
    for name in classes:
        digest.update(f"{name}\0".encode())
    return digest.hexdigest()


def fingerprint_values(values: dict[str, Any]) -> str:
    """SHA-256 of plain values, independent of their order."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
