"""Files that go wrong, by name; see makers.rasters."""

from __future__ import annotations

import os

from makers import Makers, write

FILES = Makers()


@FILES.add
def missing(folder, port):
    return folder / "no such file"


@FILES.add
def empty(folder, port):
    return write(folder / "empty", b"")


@FILES.add
def words(folder, port):
    return write(folder / "words", "these are words\n" * 50)


@FILES.add
def a_folder(folder, port):
    (folder / "folder").mkdir()
    return folder / "folder"


@FILES.add
def folder_with_a_fifo(folder, port):
    (folder / "folder").mkdir()
    os.mkfifo(folder / "folder" / "scene_20210105.tif")
    os.mkfifo(folder / "folder" / "tiles.csv")
    return folder / "folder"


@FILES.add
def fifo(folder, port):
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


@FILES.add
def endless_device(folder, port):
    return "/dev/zero"


@FILES.add
def nul_in_path(folder, port):
    return str(folder / "a\0b")


@FILES.add
def long_path(folder, port):
    return folder / ("x" * 300)


@FILES.add
def link_to_itself(folder, port):
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"


@FILES.add
def not_utf8(folder, port):
    return write(folder / "latin", "value,name,color\n1,forêt,#00ff00\n".encode("latin-1"))


@FILES.add
def utf16(folder, port):
    return write(folder / "utf16", "value,name,color\n1,forest,#00ff00\n".encode("utf-16"))


@FILES.add
def byte_order_mark(folder, port):
    return write(folder / "bom", b"\xef\xbb\xbf{}")


@FILES.add
def nul_bytes(folder, port):
    return write(folder / "nul", bytes(5000))


@FILES.add
def huge_field(folder, port):
    return write(folder / "huge", 'value,name,color\n1,"' + "x" * 300000 + '",#00ff00\n')


@FILES.add
def nested_json(folder, port):
    return write(folder / "deep.json", "[" * 200000 + "]" * 200000)


@FILES.add
def json_number(folder, port):
    return write(folder / "number.json", "1")


@FILES.add
def json_null(folder, port):
    return write(folder / "null.json", "null")


@FILES.add
def json_list(folder, port):
    return write(folder / "list.json", "[1, 2]")


@FILES.add
def json_object(folder, port):
    return write(folder / "object.json", "{}")
