"""Files, values and places of outputs that go wrong, by name; see bad_rasters."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

FILES, VALUES, OUTPUTS = {}, {}, {}


def file(make):
    """Put a maker ``make(folder, port)`` of a file into the table under its own name."""
    FILES[make.__name__] = make
    return make


def output(make):
    """Put a maker of a place for an output into the table under its own name."""
    OUTPUTS[make.__name__] = make
    return make


def _write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _world(folder: Path) -> Path:
    return folder.parent / "world"


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


@file
def pickle(folder, port):
    return _write(folder / "model.pkl", b"cos\nsystem\n(S'touch /tmp/owned'\ntR.")


@file
def model_of_nan(folder, port):
    text = (_world(folder) / "model.json").read_text()
    import re

    return _write(folder / "model.json", re.sub(r"\b\d+\.\d+\b", "NaN", text))


@file
def model_whose_parts_are_numbers(folder, port):
    model = json.loads((_world(folder) / "model.json").read_text())
    return _write(folder / "model.json", json.dumps(dict.fromkeys(model, 1)))


@file
def model_whose_parts_are_lists(folder, port):
    model = json.loads((_world(folder) / "model.json").read_text())
    return _write(folder / "model.json", json.dumps(dict.fromkeys(model, [])))


@file
def truncated_model(folder, port):
    data = (_world(folder) / "model.json").read_bytes()
    return _write(folder / "model.json", data[: len(data) // 2])


def _dataset(folder: Path) -> Path:
    import shutil

    shutil.copytree(_world(folder) / "dataset", folder / "dataset")
    return folder / "dataset"


@file
def dataset_without_its_note(folder, port):
    (_dataset(folder) / "dataset.json").unlink()
    return folder / "dataset"


@file
def dataset_whose_note_is_null(folder, port):
    _write(_dataset(folder) / "dataset.json", "null")
    return folder / "dataset"


@file
def dataset_whose_note_is_nested(folder, port):
    _write(_dataset(folder) / "dataset.json", "[" * 200000)
    return folder / "dataset"


@file
def dataset_whose_note_holds_numbers(folder, port):
    note = json.loads((_dataset(folder) / "dataset.json").read_text())
    _write(folder / "dataset" / "dataset.json", json.dumps(dict.fromkeys(note, 1)))
    return folder / "dataset"


@file
def dataset_whose_note_holds_lists(folder, port):
    note = json.loads((_dataset(folder) / "dataset.json").read_text())
    _write(folder / "dataset" / "dataset.json", json.dumps(dict.fromkeys(note, [])))
    return folder / "dataset"


@file
def dataset_whose_table_is_not_utf8(folder, port):
    path = _dataset(folder) / "tiles.csv"
    _write(path, path.read_bytes().replace(b"forest", "forêt".encode("latin-1")))
    return folder / "dataset"


@file
def dataset_whose_table_has_a_mark(folder, port):
    path = _dataset(folder) / "tiles.csv"
    _write(path, b"\xef\xbb\xbf" + path.read_bytes())
    return folder / "dataset"


@file
def dataset_whose_table_is_huge(folder, port):
    path = _dataset(folder) / "tiles.csv"
    _write(path, path.read_bytes() + b'"' + b"x" * 300000 + b'"\n')
    return folder / "dataset"


@file
def dataset_whose_table_points_outside(folder, port):
    path = _dataset(folder) / "tiles.csv"
    _write(path, path.read_bytes().replace(b"images/", b"../../../etc/"))
    return folder / "dataset"


@file
def dataset_without_its_table(folder, port):
    (_dataset(folder) / "tiles.csv").unlink()
    return folder / "dataset"


@file
def dataset_whose_images_are_gone(folder, port):
    for path in _dataset(folder).rglob("*.png"):
        path.unlink()
    return folder / "dataset"


@file
def dataset_whose_images_are_cut(folder, port):
    for path in _dataset(folder).rglob("*.png"):
        _write(path, path.read_bytes()[:60])
    return folder / "dataset"


@file
def dataset_whose_images_are_huge(folder, port):
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress(bytes(30001) * 300, 9)
    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    for path in _dataset(folder).rglob("*.png"):
        _write(path, data)
    return folder / "dataset"


@file
def dataset_whose_images_are_vrts(folder, port):
    text = f'<VRTDataset rasterXSize="24" rasterYSize="24"><VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>'
    for path in _dataset(folder).rglob("*.png"):
        _write(path, text)
    return folder / "dataset"


def _product(folder: Path) -> Path:
    import shutil

    shutil.copytree(_world(folder) / "product.SAFE", folder / "product.SAFE")
    return folder / "product.SAFE"


@file
def product_whose_images_are_vrts(folder, port):
    text = f'<VRTDataset rasterXSize="96" rasterYSize="96"><VRTRasterBand dataType="UInt16" band="1"><SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>'
    for path in _product(folder).rglob("*.jp2"):
        _write(path, text)
    return folder / "product.SAFE"


@file
def product_whose_images_are_cut(folder, port):
    for path in _product(folder).rglob("*.jp2"):
        _write(path, path.read_bytes()[: path.stat().st_size // 2])
    return folder / "product.SAFE"


@file
def product_whose_metadata_is_empty(folder, port):
    for path in _product(folder).glob("MTD*.xml"):
        _write(path, b"")
    return folder / "product.SAFE"


@file
def product_whose_metadata_repeats(folder, port):
    for path in _product(folder).glob("MTD*.xml"):
        _write(path, "<BOA_ADD_OFFSET " * 60000)
    return folder / "product.SAFE"


@file
def product_whose_metadata_grows(folder, port):
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi")
    )
    for path in _product(folder).glob("MTD*.xml"):
        _write(path, f"<?xml version='1.0'?><!DOCTYPE x [{entities}]><x>&i;</x>")
    return folder / "product.SAFE"


@file
def product_whose_metadata_is_spaces(folder, port):
    for path in _product(folder).glob("MTD*.xml"):
        text = path.read_text()
        _write(path, text.replace("><", ">" + " " * 300000 + "<", 3))
    return folder / "product.SAFE"


@file
def product_whose_manifest_repeats(folder, port):
    _write(_product(folder) / "manifest.safe", "<dataObject href='" * 20000)
    return folder / "product.SAFE"


VALUES.update(
    nan=float("nan"),
    infinite=float("inf"),
    minus_infinite=float("-inf"),
    minus_one=-1,
    zero=0,
    tiny=1e-300,
    huge=1e308,
    int_min=-2147483648,
    int_max=2147483647,
    beyond_int=2**63,
    word="abc",
    empty="",
    nothing=None,
    empty_list=[],
    nul="a\0b",
    long_text="x" * 100000,
    many_numbers=",".join(map(str, range(20000))),
    formula="=cmd|' /C calc'!A0",
    braces="{0} {BAND_COUNT} %s %n {x!r}",
    markup="<script>alert(1)</script>",
    dots="../../outside",
    quotes="'; DROP TABLE tiles; --",
    lone_surrogate="\ud800",
    equals="=",
    ranges="1-999999999999",
    regex="(a+)+$" * 20,
)


def _each_kind(path: Path, make) -> Path:
    """The place path, and its like for outputs whose names end otherwise."""
    for suffix in (".gpkg", ".tif", ".csv", ".json", ".html", ".png"):
        make(path.with_suffix(suffix))
    return path


@output
def null_device(folder, port):
    # Never /dev/null itself: root's runs would replace it, for the whole machine.
    def make(path):
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))

    try:
        return _each_kind(folder / "null.gpkg", make)
    except PermissionError:
        return "/dev/null"


@output
def fifo_output(folder, port):
    return _each_kind(folder / "pipe.gpkg", os.mkfifo)


@output
def link(folder, port):
    _write(folder / "theirs.txt", "a thesis\n")
    return _each_kind(folder / "link.gpkg", lambda path: path.symlink_to(folder / "theirs.txt"))


@output
def folder_in_its_place(folder, port):
    return _each_kind(folder / "out.gpkg", Path.mkdir)


@output
def file_in_its_place(folder, port):
    return _each_kind(folder / "thesis.gpkg", lambda path: _write(path, "a thesis\n"))


@output
def below_a_file(folder, port):
    return _write(folder / "thesis.txt", "a thesis\n") / "out.gpkg"


@output
def missing_folder(folder, port):
    return folder / "new" / "newer" / "out.gpkg"


@output
def proc(folder, port):
    return "/proc/out.gpkg"


@output
def home_sign(folder, port):
    return "~/tilewright out.gpkg"


@output
def file_address(folder, port):
    return "file:///tmp/tilewright out.gpkg"


@output
def web_address(folder, port):
    return f"http://127.0.0.1:{port}/out.gpkg"


@output
def nul_in_output(folder, port):
    return str(folder / "a\0b.gpkg")


@output
def long_name(folder, port):
    return folder / ("x" * 300 + ".gpkg")


@output
def bar_in_name(folder, port):
    return folder / "a|b.gpkg"


@output
def no_extension(folder, port):
    return folder / "out"


@output
def unknown_extension(folder, port):
    return folder / "out.xyz"


@output
def accents_and_spaces(folder, port):
    (folder / "é è ñ").mkdir()
    return folder / "é è ñ" / "out 1.gpkg"
