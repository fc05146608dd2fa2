"""Files that go wrong, by name; see bad_rasters."""

from __future__ import annotations

import os
from pathlib import Path

FILES = {}


def file(make):
    """Put a maker ``make(folder, port)`` of a file into the table under its own name."""
    FILES[make.__name__] = make
    return make


def _write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@file
def missing(folder, port):
    return folder / "no such file"


@file
def empty(folder, port):
    return _write(folder / "empty", b"")


@file
def words(folder, port):
    return _write(folder / "words", "these are words\n" * 50)


@file
def a_folder(folder, port):
    (folder / "folder").mkdir()
    return folder / "folder"


@file
def folder_with_a_fifo(folder, port):
    (folder / "folder").mkdir()
    os.mkfifo(folder / "folder" / "scene_20210105.tif")
    os.mkfifo(folder / "folder" / "tiles.csv")
    return folder / "folder"


@file
def fifo(folder, port):
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@file
def endless_device(folder, port):
    return "/dev/zero"


@file
def nul_in_path(folder, port):
    return str(folder / "a\0b")


@file
def long_path(folder, port):
    return folder / ("x" * 300)


@file
def link_to_itself(folder, port):
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


@file
def not_utf8(folder, port):
    return _write(folder / "latin", "value,name,color\n1,forêt,#00ff00\n".encode("latin-1"))


@file
def utf16(folder, port):
    return _write(folder / "utf16", "value,name,color\n1,forest,#00ff00\n".encode("utf-16"))


@file
def byte_order_mark(folder, port):
    return _write(folder / "bom", b"\xef\xbb\xbf{}")


@file
def nul_bytes(folder, port):
    return _write(folder / "nul", bytes(5000))


@file
def huge_field(folder, port):
    return _write(folder / "huge", 'value,name,color\n1,"' + "x" * 300000 + '",#00ff00\n')


@file
def nested_json(folder, port):
    return _write(folder / "deep.json", "[" * 200000 + "]" * 200000)


@file
def json_number(folder, port):
    return _write(folder / "number.json", "1")


@file
def json_null(folder, port):
    return _write(folder / "null.json", "null")


@file
def json_list(folder, port):
    return _write(folder / "list.json", "[1, 2]")


@file
def json_object(folder, port):
    return _write(folder / "object.json", "{}")
