"""Model files: arrays and JSON in a zip, which hold no code and are checked before use.

The file is one that numpy.load opens (.npz): model.json says what it is, and an array a member.
Nothing in it is unpickled or run, so that a stranger's file can do no more than be refused.
"""

from __future__ import annotations

import ast
import io
import json
import math
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.colors import hex_color
from ..classes.legend import Color, LegendClass, parse_color
from ..errors import FileError, ModelError
from ..files.archive import ZIP_DAMAGE, ZipWriter
from ..files.json_file import parse_json
from ..files.whole import whole_file
from ..indices.record import read_record
from ..trees.arrays import DecisionTrees
from ..vectors.arrays import SampleVectors
from .methods import check_model
from .model import ClassifierModel

EXTENSION = ".npz"
FORMAT = "tilewright classifier"
VERSION = 1
_JSON = "model.json"
# That of all models so far: the same model is the same bytes whatever version wrote it.
_MODE = 0o600
_ABOUT = {
    "format": str,
    "version": object,
    "method": str,
    "bands": [str],
    "classes": [{"id": int, "name": str, "color": str}],
    "facts": dict,
}
_TREES = {
    "starts": ("<i8", 1),
    "features": ("<i4", 1),
    "thresholds": ("<f8", 1),
    "lefts": ("<i4", 1),
    "rights": ("<i4", 1),
    "values": ("<f8", 2),
    "samples": ("<i4", 1),
}
_ARRAYS = {
    "outputs": ("<i8", 1),
    "start": ("<f8", 1),
    "means": ("<f8", 1),
    "scales": ("<f8", 1),
    "centres": ("<f8", 2),
}
_TREE_PREFIX = "tree_"
_VECTORS = {
    "values": ("<f8", 2),
    "labels": ("<i8", 1),
    "weights": ("<f8", 2),
    "offsets": ("<f8", 1),
    "settings": ("<f8", 1),
}
_VECTOR_PREFIX = "sample_"
# Bytes when unpacked. A small file that claims to be huge is a trap.
_MAX_BYTES = 1024**3
_MAX_JSON = 16 * 1024**2
_HARMLESS_BYTES = 64 * 1024**2
_MAX_RATIO = 250


def write_model(path: str, model: ClassifierModel) -> None:
    """Write a model, whole or not at all; the same model gives the same bytes."""
    about = {
        "format": FORMAT,
        "version": VERSION,
        "method": model.method,
        "bands": list(model.bands),
        "classes": [
            {"id": c.id, "name": c.name, "color": hex_color(c.color)} for c in model.legend
        ],
        "facts": model.facts,
    }
    text = json.dumps(about, indent=1, ensure_ascii=False, allow_nan=False)
    arrays = {name: (getattr(model, name), kind) for name, (kind, _) in _ARRAYS.items()}
    if model.trees is not None:
        for name, (kind, _) in _TREES.items():
            arrays[_TREE_PREFIX + name] = (getattr(model.trees, name), kind)
    if model.vectors is not None:
        for name, (kind, _) in _VECTORS.items():
            arrays[_VECTOR_PREFIX + name] = (getattr(model.vectors, name), kind)
    with whole_file(path) as part, ZipWriter(part, _MODE) as archive:
        archive.add(_JSON, text.encode("utf-8"))
        for name, (array, kind) in arrays.items():
            stream = io.BytesIO()
            plain = np.ascontiguousarray(array, dtype=kind)
            np.lib.format.write_array(stream, plain, version=(1, 0), allow_pickle=False)
            archive.add(f"{name}.npy", stream.getvalue())


def read_model(path: str) -> ClassifierModel:
    """Read and check a model.

    Raises:
        ModelError: the file is not a model, damaged, or not one that can be trusted to end.
    """
    name = Path(path).name
    with Path(path).open("rb"):
        # A file that is not there or closed to us is no damage.
        pass
    try:
        model = _read(path)
        check_model(model)
        read_record(model.facts, model.bands)
    except ModelError as error:
        raise ModelError(
            "{name} is not a model that can be used: {error}. Train the model again, or get the "
            "file again from where it came.",
            name=name,
            error=error,
        ) from None
    except (OSError, *ZIP_DAMAGE):
        raise ModelError(
            "{name} is not a Tilewright model, or it is damaged; choose a file that Train "
            "classifier wrote.",
            name=name,
        ) from None
    return model


def _read(path: str) -> ClassifierModel:
    with zipfile.ZipFile(path) as archive:
        _check_members(archive, Path(path).stat().st_size)
        about = _read_about(archive)
        arrays = {name: _read_array(archive, name, *kind) for name, kind in _ARRAYS.items()}
        trees, vectors = None, None
        if any(n.startswith(_TREE_PREFIX) for n in archive.namelist()):
            trees = DecisionTrees(**_read_parts(archive, _TREE_PREFIX, _TREES))
        if any(n.startswith(_VECTOR_PREFIX) for n in archive.namelist()):
            vectors = SampleVectors(**_read_parts(archive, _VECTOR_PREFIX, _VECTORS))
    return ClassifierModel(
        method=about["method"],
        bands=tuple(about["bands"]),
        legend=about["classes"],
        trees=trees,
        vectors=vectors,
        facts=about["facts"],
        **arrays,
    )


def _read_parts(
    archive: zipfile.ZipFile, prefix: str, kinds: dict[str, tuple[str, int]]
) -> dict[str, np.ndarray]:
    return {name: _read_array(archive, prefix + name, *kind) for name, kind in kinds.items()}


def _check_members(archive: zipfile.ZipFile, file_size: int) -> None:
    members = archive.infolist()
    parts = (*(_TREE_PREFIX + t for t in _TREES), *(_VECTOR_PREFIX + v for v in _VECTORS))
    known = {_JSON, *(f"{n}.npy" for n in (*_ARRAYS, *parts))}
    names = [m.filename for m in members]
    if _JSON not in names:
        raise ModelError("it holds no {json}", json=_JSON)
    if len(set(names)) < len(names) or not set(names) <= known:
        raise ModelError("it holds files that do not belong there")
    total = sum(m.file_size for m in members)
    if total > _MAX_BYTES or total > max(_HARMLESS_BYTES, _MAX_RATIO * file_size):
        raise ModelError(
            "it would unpack to {total} bytes, which no honest model does", total=total
        )


def _read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise ModelError("{name} is missing in it", name=name) from None
    with archive.open(info) as file:
        # The size that a zip claims and the bytes that come out need not agree.
        data = file.read(min(info.file_size, limit) + 1)
    if len(data) != info.file_size or len(data) > limit:
        raise ModelError("{name} in it does not have the size it claims", name=name)
    return data


def _read_about(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        about = parse_json(_read_member(archive, _JSON, _MAX_JSON).decode("utf-8"), _JSON, _ABOUT)
        if about["format"] != FORMAT:
            raise ModelError("it is of another kind")
        if about["version"] != VERSION:
            raise ModelError(
                "its format has version {about!r} and this Tilewright reads {version}; update "
                "Tilewright",
                about=about["version"],
                version=VERSION,
            )
        classes = [
            LegendClass(c["id"], _text(c["name"]), _color(c["color"])) for c in about["classes"]
        ]
        return {
            "method": _text(about["method"]),
            "bands": [_text(b) for b in about["bands"]],
            "classes": tuple(classes),
            "facts": about["facts"],
        }
    except (FileError, ValueError):
        raise ModelError("{json} in it is not what it should be", json=_JSON) from None


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 1000:
        raise ValueError
    return value


def _color(value: object) -> Color:
    color = parse_color(value)
    if color is None:
        raise ValueError
    return color


def _read_array(archive: zipfile.ZipFile, name: str, kind: str, dimensions: int) -> np.ndarray:
    data = _read_member(archive, f"{name}.npy", _MAX_BYTES)
    shape, start = _read_header(data, name, kind)
    if (
        len(shape) != dimensions
        or any(not isinstance(n, int) or n < 0 for n in shape)
        or math.prod(shape) * np.dtype(kind).itemsize != len(data) - start
    ):
        raise ModelError("the array {name} in it does not have the shape it claims", name=name)
    native = np.dtype(kind).newbyteorder("=")
    return np.frombuffer(data, dtype=kind, offset=start).reshape(shape).astype(native)


def _read_header(data: bytes, name: str, kind: str) -> tuple[tuple[Any, ...], int]:
    """Shape, and where the numbers begin, of an array in numpy's format 1.0."""
    if data[:8] != b"\x93NUMPY\x01\x00" or len(data) < 10:
        raise ModelError("the array {name} in it is not in the format of arrays", name=name)
    start = 10 + int.from_bytes(data[8:10], "little")
    try:
        # A literal is data: no name in it is looked up and nothing is called.
        header = ast.literal_eval(data[10:start].decode("latin-1").strip())
        if header["descr"] != kind or header["fortran_order"] is not False:
            raise ModelError("the array {name} in it is of another type", name=name)
        return tuple(header["shape"]), start
    except (ValueError, TypeError, KeyError, SyntaxError, RecursionError, MemoryError):
        raise ModelError(
            "the array {name} in it is not in the format of arrays", name=name
        ) from None
