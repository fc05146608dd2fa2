"""tiles.csv, dataset.json, and what tells inputs apart."""

from __future__ import annotations

import csv
import hashlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from tilewright.core.dataset.class_counts import count_classes
from tilewright.core.dataset.manifest import (
    manifest_table,
    read_manifest,
    write_description,
)
from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.files import fingerprint
from tilewright.core.files.fingerprint import (
    fingerprint_file,
    fingerprint_shapes,
    fingerprint_values,
)
from tilewright.core.resampling.windows import windows_of_geometries
from tilewright.core.tiles.csv_file import write_manifest
from tilewright.core.tiles.fingerprint import fingerprint_table
from tilewright.core.tiles.table import TileTable, merge_tables

TRANSFORM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
WINDOWS = [(0, 0, 8, 4), (8, 0, 8, 4), (0, 4, 8, 4)]
FIRST = "file label split tile_id col_off row_off width height xmin ymin xmax ymax crs valid_pct"


@pytest.fixture
def plan(open_source, make_table):
    info = open_source(np.zeros((8, 16), np.uint8)).info

    def run(tiles=WINDOWS, is_resampled=False, **columns):
        table = make_table(tiles, TRANSFORM, **columns)
        places = windows_of_geometries(table.geometries, info.transform)
        split = "split" if "split" in columns else None
        return plan_dataset(table, places, info, "jpg", "label", split, is_resampled=is_resampled)

    return run


def read_back(data, tmp_path):
    (tmp_path / "tiles.csv").write_bytes(data)
    return list(read_manifest(tmp_path / "tiles.csv"))


def test_row_has_the_window_the_bounds_and_the_fields_of_the_layer(plan, tmp_path):
    planned = plan(label=["a", "b", "a"], note=["x", None, "y,z"], score=[1.5, None, 2])
    table = manifest_table(planned, np.array([100.0, 50.5, 0.0]), "EPSG:32631")
    data = write_manifest(table)
    rows = read_back(data, tmp_path)
    assert list(rows[0]) == [*FIRST.split(), "note", "score"]
    assert rows[1] == {
        "file": "b/b_t000002.jpg",
        "label": "b",
        "split": "",
        "tile_id": "t000002",
        **dict(zip(("col_off", "row_off", "width", "height"), "8084")),
        **{"xmin": "500080.0", "ymin": "4599960.0", "xmax": "500160.0", "ymax": "4600000.0"},
        "crs": "EPSG:32631",
        "valid_pct": "50.5",
        "note": "",
        "score": "",
    }
    assert rows[2]["note"] == "y,z" and rows[2]["score"] == "2.0"
    assert b"\r" not in data and data.endswith(b"\n")


def test_windows_are_those_of_the_raster_at_hand(plan):
    far = {"col_off": [100, 200, 300], "row_off": [1, 2, 3], "width": [5] * 3, "height": [6] * 3}
    table = manifest_table(plan(label=["a"] * 3, **far), np.zeros(3), "")
    assert table.windows().tolist() == [list(w) for w in WINDOWS]
    assert [f.name for f in table.fields].count("width") == 1


def test_tiles_off_the_grid_have_no_window(plan, tmp_path):
    tiles = [box(500000, 4599960, 500080, 4600000), box(500005, 4599960, 500085, 4600000)]
    planned = plan(tiles, True, label=["a", "a"])
    rows = read_back(write_manifest(manifest_table(planned, np.zeros(2), "")), tmp_path)
    assert [row["col_off"] for row in rows] == ["0", ""]
    assert [row["xmin"] for row in rows] == ["500000.0", "500005.0"]


TEXTS = [
    'a "b", c',
    "line\nbreak",
    "carriage\rreturn",
    "both\r\n",
    " space ",
    "Vårbyg",
    "玉米",
    ";\t|'",
]


def test_any_text_comes_back_from_the_manifest(plan, tmp_path):
    tiles = [(k % 16, k // 16, 1, 1) for k in range(len(TEXTS))]
    planned = plan(tiles, label=TEXTS)
    rows = read_back(write_manifest(manifest_table(planned, np.zeros(len(TEXTS)), "")), tmp_path)
    assert [row["label"] for row in rows] == TEXTS


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
def test_random_text_comes_back_from_the_manifest(make_table, tmp_path_factory, texts):
    texts = [text.replace("\0", "") or "x" for text in texts]
    table = make_table([(0, 0, 1, 1)] * len(texts), label=texts)
    rows = read_back(write_manifest(table), tmp_path_factory.getbasetemp())
    assert [row["label"] for row in rows] == texts


def test_numbers_come_back_to_the_last_digit(make_table, tmp_path):
    numbers = [0.1 + 0.2, 1e-300, 499990.00000000006, -1 / 3]
    rows = read_back(write_manifest(make_table([(0, 0, 1, 1)] * 4, value=numbers)), tmp_path)
    assert [float(row["value"]) for row in rows] == numbers


def test_classes_are_counted_by_split(plan):
    planned = plan(label=["b", "a/b", "b"], split=["train", "val", "val"])
    assert count_classes(planned) == [
        {
            "index": 0,
            "name": "a/b",
            "folder": "a%2Fb",
            "tiles": 1,
            "splits": {"train": 0, "val": 1},
        },
        {"index": 1, "name": "b", "folder": "b", "tiles": 2, "splits": {"train": 1, "val": 1}},
    ]


def test_description_keeps_the_time_of_day_in_one_field():
    first, second = (json.loads(write_description({"a": "å", "b": [1]})) for _ in range(2))
    assert set(first) == {"created", "a", "b"}
    first.pop("created")
    second.pop("created")
    assert first == second == {"a": "å", "b": [1]}
    assert "å".encode() in write_description({"a": "å"})


def test_tables_merge_by_name_with_the_fields_of_all(make_table):
    one = make_table([(0, 0, 1, 1)], tile_id=["b"], reason=["cloud"], n=[1])
    two = make_table([(1, 0, 1, 1), (2, 0, 1, 1)], tile_id=["c", "a"], label=["x", None])
    merged = merge_tables([one, two])
    assert [f.name for f in merged.fields] == ["tile_id", "n", "label", "reason"]
    assert merged["tile_id"].tolist() == ["a", "b", "c"]
    assert merged["reason"].tolist() == [None, "cloud", None]
    assert merged["n"].tolist() == [None, 1, None]
    assert merged.wkb == [two.wkb[1], one.wkb[0], two.wkb[0]]


def test_file_is_known_by_its_size_and_content(tmp_path):
    path = tmp_path / "a.tif"
    path.write_bytes(b"content")
    assert fingerprint_file(str(path)) == {
        "path": str(path),
        "size": 7,
        "sha256": hashlib.sha256(b"content").hexdigest(),
    }


def test_folder_is_known_by_its_files_but_not_by_statistics_beside_them(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprint, "_PIECE_BYTES", 4)
    folder = tmp_path / "A.SAFE"
    (folder / "GRANULE").mkdir(parents=True)
    band = folder / "GRANULE" / "é.jp2"

    def known():
        return fingerprint_file(str(folder))

    band.write_bytes(b"first and last")
    (folder / "MTD.xml").write_bytes(b"abc")
    first = known()
    digest = hashlib.sha256("GRANULE/é.jp2\x0014\0firslastMTD.xml\x003\0abc".encode()).hexdigest()
    assert first == {
        "path": str(folder),
        "files": 2,
        "size": 17,
        "sha256_of_names_sizes_and_ends": digest,
    }
    (folder / "GRANULE" / "é.jp2.aux.xml").write_bytes(b"<PAMDataset/>")
    assert known() == first
    band.write_bytes(b"first and LAST")
    changed = known()
    band.rename(folder / "GRANULE" / "e.jp2")
    assert len({f["sha256_of_names_sizes_and_ends"] for f in (first, changed, known())}) == 3


def test_service_is_known_by_its_address_alone():
    assert fingerprint_file("WMS:http://x") == {"path": "WMS:http://x"}


def test_large_file_is_known_by_pieces_from_first_to_last(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprint, "WHOLE_FILE_BYTES", 1000)
    monkeypatch.setattr(fingerprint, "_PIECE_BYTES", 10)
    path = tmp_path / "a.tif"
    data = bytearray(np.random.default_rng(0).integers(0, 256, 6400, np.uint8))
    found = []
    for changed in (None, 0, 6399, 3):
        if changed is not None:
            data[changed] ^= 255
        path.write_bytes(data)
        found.append(fingerprint_file(str(path))["sha256_of_64_pieces_of_1_MiB"])
    assert len(set(found)) == 4


def test_tables_are_known_by_outlines_and_columns(make_table):
    tables = [
        make_table(WINDOWS, n=[1, 2, 3]),
        make_table(WINDOWS, n=[1, 2, 4]),
        make_table(WINDOWS, n=["1", "2", "3"]),
        make_table(WINDOWS, m=[1, 2, 3]),
        make_table(WINDOWS[::-1], n=[1, 2, 3]),
    ]
    assert len({fingerprint_table(t) for t in tables}) == 5
    again = TileTable(tables[0].fields, dict(tables[0].columns), tables[0].wkb)
    assert fingerprint_table(again) == fingerprint_table(tables[0])


def test_values_are_known_whatever_their_order():
    assert fingerprint_values({"a": 1, "b": None}) == fingerprint_values({"b": None, "a": 1})
    assert fingerprint_values({"a": 1}) != fingerprint_values({"a": "1"})
    shapes = [box(0, 0, 1, 1), box(0, 0, 2, 1)]
    found = {
        fingerprint_shapes(s, c) for s, c in ((shapes, "ab"), (shapes[::-1], "ab"), (shapes, "ba"))
    }
    assert len(found) == 3


def test_csv_module_reads_the_same_rows(plan, tmp_path):
    data = write_manifest(manifest_table(plan(label=TEXTS[:3]), np.zeros(3), "EPSG:32631"))
    (tmp_path / "t.csv").write_bytes(data)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 4 and {len(row) for row in rows} == {14}
