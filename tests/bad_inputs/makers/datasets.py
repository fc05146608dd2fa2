"""Models, datasets and products that go wrong, by name; see makers.rasters."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

from makers import cut_in_half, write
from makers.files import FILES


def _world(folder: Path) -> Path:
    return folder.parent / "world"


@FILES.add
def pickle(folder, port):
    return write(folder / "model.pkl", b"cos\nsystem\n(S'touch /tmp/owned'\ntR.")


def _model(folder: Path, change) -> Path:
    """The model of the world with another text in it: ``change(text)``."""
    with (
        zipfile.ZipFile(_world(folder) / "model.npz") as old,
        zipfile.ZipFile(folder / "model.npz", "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == "model.json" else data)
    return folder / "model.npz"


@FILES.add
def model_of_nan(folder, port):
    return _model(folder, lambda text: re.sub(r"\b\d+\b", "NaN", text))


@FILES.add
def model_of_huge_numbers(folder, port):
    return _model(folder, lambda text: re.sub(r"\b\d+\b", "9" * 5000, text))


@FILES.add
def model_whose_note_is_nested(folder, port):
    return _model(folder, lambda text: "[" * 200000)


def _with_parts(text: str, part) -> str:
    """All parts the same but those that say what it is."""
    facts = json.loads(text)
    kept = {name: facts[name] for name in ("format", "version")}
    return json.dumps({**dict.fromkeys(facts, part), **kept})


@FILES.add
def model_whose_parts_are_numbers(folder, port):
    return _model(folder, lambda text: _with_parts(text, 1))


@FILES.add
def model_whose_parts_are_lists(folder, port):
    return _model(folder, lambda text: _with_parts(text, []))


@FILES.add
def truncated_model(folder, port):
    return cut_in_half(shutil.copy(_world(folder) / "model.npz", folder / "model.npz"))


def _dataset(folder: Path) -> Path:
    shutil.copytree(_world(folder) / "dataset", folder / "dataset")
    return folder / "dataset"


def _dataset_without(folder: Path, name: str) -> Path:
    (_dataset(folder) / name).unlink()
    return folder / "dataset"


def _dataset_with(folder: Path, name: str, change) -> Path:
    """The dataset of the world with another file in it: ``change(bytes)``."""
    path = _dataset(folder) / name
    write(path, change(path.read_bytes()))
    return folder / "dataset"


def _dataset_noting(folder: Path, change) -> Path:
    """The dataset of the world with another note: ``change(facts)``."""
    return _dataset_with(folder, "dataset.json", lambda text: json.dumps(change(json.loads(text))))


@FILES.add
def dataset_without_its_note(folder, port):
    return _dataset_without(folder, "dataset.json")


@FILES.add
def dataset_whose_note_is_null(folder, port):
    return _dataset_with(folder, "dataset.json", lambda _: "null")


@FILES.add
def dataset_whose_note_is_nested(folder, port):
    return _dataset_with(folder, "dataset.json", lambda _: "[" * 200000)


@FILES.add
def dataset_whose_note_holds_numbers(folder, port):
    return _dataset_noting(folder, lambda note: dict.fromkeys(note, 1))


@FILES.add
def dataset_whose_note_holds_huge_numbers(folder, port):
    huge = rb"\g<1>" + b"9" * 5000
    return _dataset_with(
        folder, "dataset.json", lambda text: re.sub(rb'("tile_count": )\d+', huge, text)
    )


@FILES.add
def dataset_whose_note_is_of_other_classes(folder, port):
    return _dataset_noting(folder, lambda note: {**note, "classes": ["forest"]})


@FILES.add
def dataset_whose_note_is_half(folder, port):
    """Only what the fit of the card looks at first."""
    keys = ("tool", "fingerprint", "dtype")
    return _dataset_noting(folder, lambda note: {key: note[key] for key in keys})


@FILES.add
def dataset_whose_table_is_ragged(folder, port):
    return _dataset_with(folder, "tiles.csv", lambda text: text + b"a,b\n" + b"1," * 100 + b"\n")


@FILES.add
def dataset_whose_table_is_cut(folder, port):
    return _dataset_with(folder, "tiles.csv", lambda text: text[:-60])


@FILES.add
def dataset_whose_table_has_no_bounds(folder, port):
    return _dataset_with(folder, "tiles.csv", lambda text: text.replace(b"xmin", b"left"))


@FILES.add
def dataset_whose_bounds_are_nan(folder, port):
    return _dataset_with(folder, "tiles.csv", lambda text: re.sub(rb"\d{6}\.\d+", b"nan", text))


@FILES.add
def dataset_whose_table_is_a_pipe(folder, port):
    os.mkfifo(_dataset_without(folder, "tiles.csv") / "tiles.csv")
    return folder / "dataset"


@FILES.add
def dataset_whose_note_is_a_pipe(folder, port):
    os.mkfifo(_dataset_without(folder, "dataset.json") / "dataset.json")
    return folder / "dataset"


@FILES.add
def dataset_whose_note_holds_lists(folder, port):
    return _dataset_noting(folder, lambda note: dict.fromkeys(note, []))


@FILES.add
def dataset_whose_table_is_not_utf8(folder, port):
    latin = "forêt".encode("latin-1")
    return _dataset_with(folder, "tiles.csv", lambda text: text.replace(b"forest", latin))


@FILES.add
def dataset_whose_table_has_a_mark(folder, port):
    return _dataset_with(folder, "tiles.csv", lambda text: b"\xef\xbb\xbf" + text)


@FILES.add
def dataset_whose_table_is_huge(folder, port):
    return _dataset_with(folder, "tiles.csv", lambda text: text + b'"' + b"x" * 300000 + b'"\n')


@FILES.add
def dataset_whose_table_points_outside(folder, port):
    return _dataset_with(
        folder, "tiles.csv", lambda text: text.replace(b"train/", b"../../../etc/")
    )


@FILES.add
def dataset_without_its_table(folder, port):
    return _dataset_without(folder, "tiles.csv")


@FILES.add
def dataset_whose_images_are_gone(folder, port):
    for path in _dataset(folder).rglob("*.png"):
        path.unlink()
    return folder / "dataset"


@FILES.add
def dataset_whose_images_are_cut(folder, port):
    for path in _dataset(folder).rglob("*.png"):
        write(path, path.read_bytes()[:60])
    return folder / "dataset"


@FILES.add
def dataset_whose_images_are_huge(folder, port):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress(bytes(30001) * 300, 9)
    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    for path in _dataset(folder).rglob("*.png"):
        write(path, data)
    return folder / "dataset"


def _vrt(port: int, size: int, kind: str) -> str:
    return (
        f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}">'
        f'<VRTRasterBand dataType="{kind}" band="1"><SimpleSource>'
        f"<SourceFilename>/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename>"
        "<SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>"
    )


@FILES.add
def dataset_whose_images_are_vrts(folder, port):
    for path in _dataset(folder).rglob("*.png"):
        write(path, _vrt(port, 24, "Byte"))
    return folder / "dataset"


def _product(folder: Path) -> Path:
    shutil.copytree(_world(folder) / "product.SAFE", folder / "product.SAFE")
    return folder / "product.SAFE"


def _product_saying(folder: Path, change) -> Path:
    """The product of the world with other metadata: ``change(text)``."""
    for path in _product(folder).glob("MTD*.xml"):
        write(path, change(path.read_text(encoding="utf-8")))
    return folder / "product.SAFE"


@FILES.add
def product_whose_images_are_vrts(folder, port):
    for path in _product(folder).rglob("*.jp2"):
        write(path, _vrt(port, 96, "UInt16"))
    return folder / "product.SAFE"


@FILES.add
def product_whose_images_are_cut(folder, port):
    for path in _product(folder).rglob("*.jp2"):
        cut_in_half(path)
    return folder / "product.SAFE"


@FILES.add
def product_whose_metadata_is_empty(folder, port):
    return _product_saying(folder, lambda _: b"")


@FILES.add
def product_whose_metadata_repeats(folder, port):
    return _product_saying(folder, lambda _: "<BOA_ADD_OFFSET " * 60000)


@FILES.add
def product_whose_metadata_grows(folder, port):
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi")
    )
    return _product_saying(
        folder, lambda _: f"<?xml version='1.0'?><!DOCTYPE x [{entities}]><x>&i;</x>"
    )


@FILES.add
def product_whose_metadata_is_spaces(folder, port):
    spaces = ">" + " " * 300000 + "<"
    return _product_saying(folder, lambda text: text.replace("><", spaces, 3))


@FILES.add
def product_whose_manifest_repeats(folder, port):
    write(_product(folder) / "manifest.safe", "<dataObject href='" * 20000)
    return folder / "product.SAFE"
