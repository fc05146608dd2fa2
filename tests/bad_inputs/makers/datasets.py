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

from makers import write
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
    data = (_world(folder) / "model.npz").read_bytes()
    return write(folder / "model.npz", data[: len(data) // 2])


def _dataset(folder: Path) -> Path:
    shutil.copytree(_world(folder) / "dataset", folder / "dataset")
    return folder / "dataset"


@FILES.add
def dataset_without_its_note(folder, port):
    (_dataset(folder) / "dataset.json").unlink()
    return folder / "dataset"


@FILES.add
def dataset_whose_note_is_null(folder, port):
    write(_dataset(folder) / "dataset.json", "null")
    return folder / "dataset"


@FILES.add
def dataset_whose_note_is_nested(folder, port):
    write(_dataset(folder) / "dataset.json", "[" * 200000)
    return folder / "dataset"


@FILES.add
def dataset_whose_note_holds_numbers(folder, port):
    note = json.loads((_dataset(folder) / "dataset.json").read_text())
    write(folder / "dataset" / "dataset.json", json.dumps(dict.fromkeys(note, 1)))
    return folder / "dataset"


@FILES.add
def dataset_whose_note_holds_huge_numbers(folder, port):
    path = _dataset(folder) / "dataset.json"
    write(path, re.sub(r'("tile_count": )\d+', r"\g<1>" + "9" * 5000, path.read_text()))
    return folder / "dataset"


@FILES.add
def dataset_whose_note_is_of_other_classes(folder, port):
    note = json.loads((_dataset(folder) / "dataset.json").read_text())
    write(folder / "dataset" / "dataset.json", json.dumps({**note, "classes": ["forest"]}))
    return folder / "dataset"


@FILES.add
def dataset_whose_note_is_half(folder, port):
    """Only what the fit of the card looks at first."""
    note = json.loads((_dataset(folder) / "dataset.json").read_text())
    keys = ("tool", "fingerprint", "dtype")
    write(folder / "dataset" / "dataset.json", json.dumps({k: note[k] for k in keys}))
    return folder / "dataset"


@FILES.add
def dataset_whose_table_is_ragged(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, path.read_bytes() + b"a,b\n" + b"1," * 100 + b"\n")
    return folder / "dataset"


@FILES.add
def dataset_whose_table_is_cut(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, path.read_bytes()[:-60])
    return folder / "dataset"


@FILES.add
def dataset_whose_table_has_no_bounds(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, path.read_bytes().replace(b"xmin", b"left"))
    return folder / "dataset"


@FILES.add
def dataset_whose_bounds_are_nan(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, re.sub(rb"\d{6}\.\d+", b"nan", path.read_bytes()))
    return folder / "dataset"


@FILES.add
def dataset_whose_table_is_a_pipe(folder, port):
    (_dataset(folder) / "tiles.csv").unlink()
    os.mkfifo(folder / "dataset" / "tiles.csv")
    return folder / "dataset"


@FILES.add
def dataset_whose_note_is_a_pipe(folder, port):
    (_dataset(folder) / "dataset.json").unlink()
    os.mkfifo(folder / "dataset" / "dataset.json")
    return folder / "dataset"


@FILES.add
def dataset_whose_note_holds_lists(folder, port):
    note = json.loads((_dataset(folder) / "dataset.json").read_text())
    write(folder / "dataset" / "dataset.json", json.dumps(dict.fromkeys(note, [])))
    return folder / "dataset"


@FILES.add
def dataset_whose_table_is_not_utf8(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, path.read_bytes().replace(b"forest", "forêt".encode("latin-1")))
    return folder / "dataset"


@FILES.add
def dataset_whose_table_has_a_mark(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, b"\xef\xbb\xbf" + path.read_bytes())
    return folder / "dataset"


@FILES.add
def dataset_whose_table_is_huge(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, path.read_bytes() + b'"' + b"x" * 300000 + b'"\n')
    return folder / "dataset"


@FILES.add
def dataset_whose_table_points_outside(folder, port):
    path = _dataset(folder) / "tiles.csv"
    write(path, path.read_bytes().replace(b"train/", b"../../../etc/"))
    return folder / "dataset"


@FILES.add
def dataset_without_its_table(folder, port):
    (_dataset(folder) / "tiles.csv").unlink()
    return folder / "dataset"


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


@FILES.add
def dataset_whose_images_are_vrts(folder, port):
    text = f'<VRTDataset rasterXSize="24" rasterYSize="24"><VRTRasterBand dataType="Byte" band="1"><SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>'
    for path in _dataset(folder).rglob("*.png"):
        write(path, text)
    return folder / "dataset"


def _product(folder: Path) -> Path:
    shutil.copytree(_world(folder) / "product.SAFE", folder / "product.SAFE")
    return folder / "product.SAFE"


@FILES.add
def product_whose_images_are_vrts(folder, port):
    text = f'<VRTDataset rasterXSize="96" rasterYSize="96"><VRTRasterBand dataType="UInt16" band="1"><SimpleSource><SourceFilename>/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>'
    for path in _product(folder).rglob("*.jp2"):
        write(path, text)
    return folder / "product.SAFE"


@FILES.add
def product_whose_images_are_cut(folder, port):
    for path in _product(folder).rglob("*.jp2"):
        write(path, path.read_bytes()[: path.stat().st_size // 2])
    return folder / "product.SAFE"


@FILES.add
def product_whose_metadata_is_empty(folder, port):
    for path in _product(folder).glob("MTD*.xml"):
        write(path, b"")
    return folder / "product.SAFE"


@FILES.add
def product_whose_metadata_repeats(folder, port):
    for path in _product(folder).glob("MTD*.xml"):
        write(path, "<BOA_ADD_OFFSET " * 60000)
    return folder / "product.SAFE"


@FILES.add
def product_whose_metadata_grows(folder, port):
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {n} "{f"&{p};" * 10}">' for p, n in zip("abcdefgh", "bcdefghi")
    )
    for path in _product(folder).glob("MTD*.xml"):
        write(path, f"<?xml version='1.0'?><!DOCTYPE x [{entities}]><x>&i;</x>")
    return folder / "product.SAFE"


@FILES.add
def product_whose_metadata_is_spaces(folder, port):
    for path in _product(folder).glob("MTD*.xml"):
        text = path.read_text()
        write(path, text.replace("><", ">" + " " * 300000 + "<", 3))
    return folder / "product.SAFE"


@FILES.add
def product_whose_manifest_repeats(folder, port):
    write(_product(folder) / "manifest.safe", "<dataObject href='" * 20000)
    return folder / "product.SAFE"
