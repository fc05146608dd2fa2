"""What reads files and texts of strangers: each takes any bytes, and nothing but our own errors
may come out.

Used by test_fuzz.py, which changes valid ones, and by .ci/fuzz_readers.py, which is guided by what
code each input reaches.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from catalog_targets import CATALOG_TARGETS
from download_targets import DOWNLOAD_TARGETS

from tilewright.core.assess.allocate import read_expected
from tilewright.core.card.shards import can_fit_card, fit_card_to_shards
from tilewright.core.classes.legend import make_legend
from tilewright.core.classes.numbers import number_classes, read_class_map
from tilewright.core.classes.renaming import parse_class_map
from tilewright.core.classify.file import read_model
from tilewright.core.classify.predict import ClassPredictor
from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.dataset.inspect import inspect_folder
from tilewright.core.dataset.manifest import read_description, row_files
from tilewright.core.dataset.read import holds_series, read_dataset_tiles
from tilewright.core.errors import TilewrightError
from tilewright.core.files.dates import date_spans, read_date, read_date_table
from tilewright.core.files.endings import is_whole_jp2
from tilewright.core.indices.meanings import parse_meanings
from tilewright.core.indices.neighbourhood import index_of
from tilewright.core.indices.record import IndexRecord
from tilewright.core.indices.request import parse_indices, parse_scale
from tilewright.core.message import Message
from tilewright.core.package.members import open_dataset
from tilewright.core.raster.info import choose_bands
from tilewright.core.samples.table import read_samples
from tilewright.core.scaling.scaling import parse_range
from tilewright.core.sentinel2.files import ProductFiles
from tilewright.core.sentinel2.metadata import read_metadata

HERE = Path(__file__).parent
MODEL = HERE.parent / "core" / "classify" / "data" / "forest_of_scikit_learn_1_2.npz"
# A sentence that is longer is not read.
LONGEST = 450
MANIFEST = (
    b"file,label,split,tile_id,row,col,xmin,ymin,xmax,ymax,crs,valid_pct\n"
    b"train/a/a.png,a,train,t1,0,0,500000.0,4599960.0,500080.0,4600000.0,EPSG:32631,100\n"
    b'val/b/b.png,"b ""x"", y",val,t2,0,1,500080.0,4599960.0,500160.0,4600000.0,EPSG:32631,50.5\n'
)
DESCRIPTION = json.dumps(
    {
        "tool": "Tilewright",
        "fingerprint": "0123456789abcdef",
        "parameters": {"FORMAT": "PNG", "SCALING": "MINMAX", "FILL": 0},
        "bands": ["red", "green", "blue"],
        "dtype": "uint8",
        "nodata": None,
        "scaling": {"method": "MINMAX", "bands": []},
        "statistics": [{"band": "red", "pixels": 1, "mean": 1.5, "std": None}],
        "tile_count": 2,
        "masks": {"background": 0, "ignore": 255, "classes": []},
        "classes": [
            {"index": 0, "name": "a", "folder": "a", "color": "#e69f00", "splits": {"train": 1}},
            {"index": 1, "name": 'b "x", y', "folder": "b", "splits": {"val": 1}},
        ],
        "splits": {"train": 1, "val": 1},
    }
).encode()
SERIES = json.dumps(
    {
        "kind": "time series",
        "format": "NPZ",
        "bands": ["B02"],
        "groups": [{"bands": ["B02"], "arrays": ["images"], "dtype": "uint16", "fill": 0}],
        "sample_count": 1,
    }
).encode()
METADATA = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD">
<PRODUCT_START_TIME>2022-04-13T10:53:21.024Z</PRODUCT_START_TIME><!-- a note -->
<PROCESSING_LEVEL>Level-2A</PROCESSING_LEVEL><PROCESSING_BASELINE>04.00</PROCESSING_BASELINE>
<BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
<BOA_ADD_OFFSET band_id="0">-1000</BOA_ADD_OFFSET>
<BOA_ADD_OFFSET band_id="12">-1000</BOA_ADD_OFFSET>
<Cloud_Coverage_Assessment>12.5</Cloud_Coverage_Assessment>
</n1:Level-2A_User_Product>
"""
SAMPLES = (
    b"B04,B03,label,class_id,polygon,x,y,color\n"
    b"0.007,0.0152,forest,1,0,500005,4599995,#00ff00\n"
    b"0.2,0.3,water,2,1,500015,4599995,#0000ff\n"
)
CARD = "---\nlicense: x\n---\n# Card\n\n## Loading\n"
JP2 = b"\0\0\0\x0cjP  \r\n\x87\n" + (
    b"\0\0\0\x14ftypjp2 \0\0\0\0jp2 \0\0\0\0jp2c\xff\x4f\xff\x51\0\0\xff\xd9"
)


@dataclass(frozen=True)
class Target:
    """A reader and valid inputs of it.

    Attributes:
        read: takes the bytes, and a folder in which it may write.
        seeds: valid bytes.
        is_json: whether they are JSON.
    """

    read: Callable[[bytes, Path], object]
    seeds: tuple[bytes, ...]
    is_json: bool = False


TARGETS: dict[str, Target] = {}


def target(*seeds: bytes, is_json: bool = False):
    """Put a reader into the table under its own name."""

    def add(read):
        TARGETS[read.__name__] = Target(read, seeds, is_json)
        return read

    return add


def run_target(name: str, data: bytes) -> str:
    """Let a reader read; returns the sentence with which it refused, empty for none.

    Raises:
        Exception: anything that is no sentence for users.
    """
    with tempfile.TemporaryDirectory(
        dir="/dev/shm" if os.path.isdir("/dev/shm") else None
    ) as place:
        try:
            TARGETS[name].read(data, Path(place))
        except TilewrightError as error:
            assert isinstance(error.message, Message)
            return str(error)
    return ""


def _write(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def _text(data: bytes) -> str:
    """What somebody may type, or a program may hand over."""
    return data.decode("utf-8", "replace")


@target(METADATA)
def metadata_of_a_product(data, folder):
    read_metadata(_text(data), "MTD_MSIL2A.xml")


@target(DESCRIPTION, SERIES, is_json=True)
def description_of_a_dataset(data, folder):
    _write(folder, "dataset.json", data)
    inspect_folder(str(folder))
    holds_series(folder)
    read_description(folder)


@target(DESCRIPTION, SERIES, is_json=True)
def dataset_to_package(data, folder):
    _write(folder, "dataset.json", data)
    _write(folder, "tiles.csv", MANIFEST)
    for name in ("train/a/a.png", "val/b/b.png"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(b"x")
    dataset = open_dataset(str(folder))
    assert [dataset.class_number(tile) for tile in dataset.tiles]
    assert dataset.digits and dataset.empty_folders is not None
    if can_fit_card(dataset.facts):
        fit_card_to_shards(CARD, dataset.facts, "png", ["train"])


@target(MANIFEST)
def manifest_of_a_dataset(data, folder):
    _write(folder, "dataset.json", DESCRIPTION)
    _write(folder, "tiles.csv", data)
    table = read_dataset_tiles(folder)
    assert table.geometries.bounds.shape == (len(table), 4)
    for tile in open_dataset(str(folder)).tiles:
        assert row_files(tile.row)


@target(SAMPLES, SAMPLES.replace(b",", b";"))
def samples(data, folder):
    table = read_samples(_write(folder, "samples.csv", data))
    assert table.values.shape == (len(table.labels), len(table.bands))


@target(b"name,date\nscene_1.tif,2021-09-08\nscene_2.tif,20210930\n", b"a;2021251\n")
def date_table(data, folder):
    assert read_date_table(_write(folder, "dates.csv", data))


@target(b"%Y%m%d", b"scene_%Y-%j", b"*_%y%b%d*")
def date_pattern(data, folder):
    pattern = _text(data)
    read_date("scene_2021-251_a_20210908T042701.tif" * 4, pattern)
    date_spans("scene_2021-251_a_20210908T042701.tif" * 4, pattern)


@target(b"class_id,class,color\n1,forest,#00ff00\n2,water,#0000ff\n")
def class_map_file(data, folder):
    number_classes((), 0, read_class_map(_write(folder, "classes.csv", data))).rows()


@target(b"10=tree,20=shrub,30=grass")
def class_map(data, folder):
    found = number_classes((), 0, read_class_map(_text(data)))
    assert found.dtype and found.colors


@target(b"80,water=95.5,a=b=0")
def expected_accuracies(data, folder):
    shares = read_expected(_text(data), ("water", "a=b"))
    if not ((shares >= 0) & (shares <= 1)).all():
        raise ValueError("no shares")


@target(b"10=tree,20=shrub,30=shrub,0=")
def class_names(data, folder):
    parse_class_map(_text(data))


@target(
    b"1=water,2=forest",
    b'[{"id": 1, "name": "water", "color": "#0000ff"}, {"id": 2, "name": "forest"}]',
)
def legend(data, folder):
    make_legend(["water"], _text(data))


@target(b'[{"id": 1, "name": "water", "color": "#0000ff"}, {"id": 2, "name": "a"}]', is_json=True)
def legend_as_json(data, folder):
    make_legend(["water"], _text(data))


@target(b"3,8-10", b"CLOUDS", b"SCL", b">=2", b"1-999999999999")
def mask_values(data, folder):
    import numpy as np

    rule = parse_mask_rule(_text(data), "")
    assert str(rule.describe())
    rule.matches(np.arange(256, dtype=np.uint16))
    rule.matches(np.array([np.nan, 1.5], dtype=np.float32))


@target(b"4", b"8-9=3", b"8-9>=2,3", b"QA60")
def mask_bits(data, folder):
    import numpy as np

    rule = parse_mask_rule("", _text(data))
    assert str(rule.describe())
    rule.matches(np.arange(256, dtype=np.uint16))
    rule.matches(np.arange(-3, 3, dtype=np.int16))


@target(b"3,2,1", b"1;2")
def band_list(data, folder):
    choose_bands(_text(data), 4, {4}, "scene.tif")


@target(b"0,0.5,10", b"-1e3")
def range_of_values(data, folder):
    info = SimpleNamespace(bands=(1, 2, 3), descriptions=("a", "b", "c"))
    parse_range(_text(data), "3000", info)
    parse_range("0", _text(data), info)


@target(b"NDVI, NIR_SD5;evi2", b"REDEDGE1_MEAN31")
def names_of_indices(data, folder):
    for name in parse_indices(_text(data)):
        assert index_of(name).formula


@target(b"1=blue, 4=Near Infrared", b"2=red;3=SWIR1")
def meanings_of_bands(data, folder):
    parse_meanings(_text(data))


@target(b"0.0000275,-0.2", b"1e-4")
def scale_of_reflectances(data, folder):
    parse_scale(_text(data))


@target(MODEL.read_bytes())
def model(data, folder):
    import numpy as np

    found = read_model(_write(folder, "model.npz", data))
    pixels = np.zeros((len(found.bands), 4), dtype=np.float32)
    ClassPredictor(found).predict(pixels)


with zipfile.ZipFile(MODEL) as _archive:
    _PARTS = {name: _archive.read(name) for name in _archive.namelist()}


def _with_part(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, old in _PARTS.items():
            archive.writestr(part, data if part == name else old)
    return stream.getvalue()


def _with_index() -> bytes:
    about = json.loads(_PARTS["model.json"])
    about["bands"][-1] = "NDVI"
    about["facts"]["indices"] = IndexRecord(("NDVI",), {"nir": 0}, (0.0001, -0.1)).describe()
    return json.dumps(about).encode()


@target(_PARTS["model.json"], _with_index(), is_json=True)
def note_of_a_model(data, folder):
    model(_with_part("model.json", data), folder)


@target(*(f"{name}\n".encode() + data for name, data in _PARTS.items() if name.endswith(".npy")))
def array_of_a_model(data, folder):
    name, _, part = data.partition(b"\n")
    model(_with_part(name.decode("latin-1"), part), folder)


def _product() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("S2A.SAFE/MTD_MSIL2A.xml", METADATA)
        archive.writestr(
            "S2A.SAFE/GRANULE/L2A/IMG_DATA/R10m/T31TCJ_20220413T105321_B02_10m.jp2", JP2
        )
    return stream.getvalue()


@target(_product())
def archive_of_a_product(data, folder):
    files = ProductFiles(_write(folder, "S2A.zip", data))
    for name in files.names[:4]:
        files.read_text(name)


@target(JP2)
def jpeg_2000(data, folder):
    stream = io.BytesIO(data)
    is_whole_jp2(len(data), stream.read, lambda count: stream.seek(count, io.SEEK_CUR))


for _read, _seeds, _is_json in (*CATALOG_TARGETS, *DOWNLOAD_TARGETS):
    target(*_seeds, is_json=_is_json)(_read)
