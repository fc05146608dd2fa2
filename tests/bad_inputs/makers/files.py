"""Files that go wrong, by name; see makers.rasters."""

from __future__ import annotations

import os

from makers import WORDS, Makers, at, file_at, folder_at, pipe_at

FILES = Makers(
    missing=at("no such file"),
    empty=file_at("empty", b""),
    words=file_at("words", WORDS),
    a_folder=folder_at("folder"),
    fifo=pipe_at("pipe"),
    nul_in_path=at("a\0b"),
    long_path=at("x" * 300),
    not_utf8=file_at("latin", "value,name,color\n1,forêt,#00ff00\n".encode("latin-1")),
    utf16=file_at("utf16", "value,name,color\n1,forest,#00ff00\n".encode("utf-16")),
    byte_order_mark=file_at("bom", b"\xef\xbb\xbf{}"),
    nul_bytes=file_at("nul", bytes(5000)),
    huge_field=file_at("huge", 'value,name,color\n1,"' + "x" * 300000 + '",#00ff00\n'),
    nested_json=file_at("deep.json", "[" * 200000 + "]" * 200000),
    json_number=file_at("number.json", "1"),
    json_null=file_at("null.json", "null"),
    json_list=file_at("list.json", "[1, 2]"),
    json_object=file_at("object.json", "{}"),
)


@FILES.add
def folder_with_a_fifo(folder, port):
    (folder / "folder").mkdir()
    os.mkfifo(folder / "folder" / "scene_20210105.tif")
    os.mkfifo(folder / "folder" / "tiles.csv")
    return folder / "folder"


@FILES.add
def endless_device(folder, port):
    return "/dev/zero"


@FILES.add
def link_to_itself(folder, port):
    (folder / "loop").symlink_to(folder / "loop")
    return folder / "loop"
