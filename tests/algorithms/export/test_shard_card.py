"""README.md beside WebDataset shards: its Python is run, and loads what went in."""

from __future__ import annotations

import glob
import importlib
import json
import re
import sys
import tarfile
import types
from pathlib import Path

import numpy as np
import pytest

SPLITS = ("train", "val", "train", "test", "train")


class WebDataset:
    """As webdataset's, as far as samples and map go."""

    def __init__(self, paths, shardshuffle):
        assert shardshuffle is False
        self._paths, self._function = paths, dict

    def map(self, function):
        self._function = function
        return self

    def __iter__(self):
        for path in self._paths:
            samples = {}
            with tarfile.open(path) as shard:
                for member in shard:
                    key, ending = re.match(r"^((?:.*/|)[^.]+)[.]([^/]*)$", member.name).groups()
                    found = samples.setdefault(key, {"__key__": key, "__url__": path})
                    found[ending.lower()] = shard.extractfile(member).read()
            yield from (self._function(sample) for sample in samples.values())


def load_dataset(path):
    """As that of Hugging Face's `datasets`, which needs a name."""
    if not Path(path).name:
        raise ValueError("dataset_name should be specified but got None")
    return path


@pytest.fixture
def package(run, monkeypatch, tmp_path):
    """Packs a dataset into shards of two tiles, and stands in the package."""

    def pack(folder):
        result = run(
            "packagedataset", INPUT=str(folder), FORMAT="WEBDATASET", SHARD_SIZE=2,
            OUTPUT=str(tmp_path / "shared"),
        )  # fmt: skip
        monkeypatch.chdir(result["OUTPUT"])
        for name, values in {
            "webdataset": {"WebDataset": WebDataset},
            "datasets": {"load_dataset": load_dataset},
        }.items():
            monkeypatch.setitem(sys.modules, name, types.SimpleNamespace(**values))
        return Path(result["OUTPUT"])

    return pack


@pytest.fixture
def export(run, make_raster, make_layer, tmp_path):
    """Exports 24 tiles of 16 pixels; gives the folder and the values."""

    def make(labels, splits, dtype="uint8", bands=3, **options):
        rng = np.random.default_rng(2)
        values = rng.integers(1, 255 if dtype == "uint8" else 60000, (bands, 64, 96), dtype=dtype)
        raster = make_raster(values, name="image.tif")
        made = []
        for k in range(24):
            left, top = 500000 + 160 * (k % 6), 4600000 - 160 * (k // 6)
            shape = (
                f"POLYGON(({left} {top - 160},{left + 160} {top - 160},{left + 160} {top},"
                f"{left} {top},{left} {top - 160}))"
            )
            fields = {"label": labels[k % len(labels)] if labels else None}
            made.append((shape, {**fields, "split": splits[k % len(splits)] if splits else None}))
        tiles = make_layer(made, fields="label:string,split:string")
        options.update({"LABEL_FIELD": "label"} if labels else {})
        options.update({"SPLIT_FIELD": "split"} if splits else {})
        folder = tmp_path / "dataset"
        run("exporttiles", **{"RASTER": raster, "TILES": tiles, "OUTPUT": str(folder), **options})
        return folder, values

    return make


def blocks(folder) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.DOTALL)


def load(folder, number) -> dict:
    names = {}
    exec(blocks(folder)[number], names)
    return names


@pytest.mark.parametrize("splits", [SPLITS, None])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "GTIFF", "NPY"])
def test_the_python_of_the_card_loads_images_masks_and_numbers(
    export, package, make_raster, csv_rows, form, splits
):
    codes = np.random.default_rng(3).integers(0, 3, (64, 96), dtype="uint8")
    mask = make_raster(codes, name="classes.tif")
    folder, values = export(("a/b", "x", "å"), splits, FORMAT=form, SCALING="NONE", MASK=mask)
    where = package(folder)
    rows = {row["tile_id"]: row for row in csv_rows(where / "tiles.csv")}
    classes = [
        c["name"] for c in json.loads((where / "dataset.json").read_text("utf-8"))["classes"]
    ]
    for number in (0, 1):
        names = load(where, number)
        seen = set()
        for split in ("train", "val", "test") if splits else ("tiles",):
            for tile in names[split]:
                row = rows[tile["facts"]["tile_id"]]
                seen.add(row["tile_id"])
                assert row["split"] == ("" if split == "tiles" else split)
                assert tile["number"] == classes.index(row["label"])
                top, left = int(row["row_off"]), int(row["col_off"])
                assert np.array_equal(tile["mask"], codes[top : top + 16, left : left + 16])
                pixels = tile["image"]
                if form in ("JPEG", "PNG"):
                    pixels = np.moveaxis(pixels, -1, 0)
                assert pixels.shape == (3, 16, 16)
                if form != "JPEG":
                    assert np.array_equal(pixels, values[:, top : top + 16, left : left + 16])
        assert seen == set(rows)
    assert load(where, 0)["classes"] == classes
    if form != "GTIFF":
        assert Path(load(where, 2)["dataset"]) == where.resolve()
    else:
        assert len(blocks(where)) == 2


@pytest.mark.parametrize("splits", [SPLITS, None])
def test_the_head_names_all_shards_and_nothing_else(export, package, splits):
    where = package(export(None, splits, FORMAT="PNG")[0])
    head = (where / "README.md").read_text("utf-8").split("---\n")[1]
    found = re.findall(r"^  - split: (\w+)\n    path: (.*)$", head, re.MULTILINE)
    globs = {name: json.loads(path) for name, path in found}
    assert list(globs) == (["train", "validation", "test"] if splits else ["train"])
    matched = [path for pattern in globs.values() for path in glob.glob(pattern)]
    assert sorted(map(Path, matched)) == sorted(p.relative_to(where) for p in where.rglob("*.tar"))
    assert "drop_labels" not in head


@pytest.mark.parametrize("number", [0, 1])
def test_shards_that_are_elsewhere_are_no_empty_dataset(export, package, monkeypatch, number):
    where = package(export(None, None, FORMAT="PNG")[0])
    code = blocks(where)[number]
    monkeypatch.chdir(where / "all")
    with pytest.raises(FileNotFoundError, match="There are no shards in all"):
        exec(code, {})


@pytest.mark.parametrize(("form", "bands"), [("PNG", 1), ("PNG", 3), ("GTIFF", 1), ("GTIFF", 4)])
def test_16_bits_are_loaded_whole(export, package, csv_rows, form, bands):
    folder, values = export(None, None, "uint16", bands, FORMAT=form, SCALING="NONE")
    where = package(folder)
    (first, *_) = csv_rows(where / "tiles.csv")
    tile = load(where, 0)["tiles"][0]
    assert tile["facts"]["tile_id"] == first["tile_id"]
    assert np.array_equal(tile["image"], values[:, :16, :16])
    card = (where / "README.md").read_text("utf-8")
    assert ("load_dataset(" in card) is (bands == 1)
    assert (f"may refuse {bands} bands of uint16 or change what they hold" in card) is (bands > 1)


def test_a_zip_and_a_readme_of_ones_own_stay_as_they_are(export, run, unzip, tmp_path):
    folder, _ = export(None, None, FORMAT="PNG")
    card = (folder / "README.md").read_bytes()
    out = str(tmp_path / "a.zip")
    assert (
        unzip(run("packagedataset", INPUT=str(folder), OUTPUT=out)["OUTPUT"])["README.md"] == card
    )
    (tmp_path / "mine.md").write_bytes(b"# Mine\n")
    where = Path(run(
        "packagedataset", INPUT=str(folder), FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "o"),
        README_FILE=str(tmp_path / "mine.md"),
    )["OUTPUT"])  # fmt: skip
    assert (where / "README.md").read_bytes() == b"# Mine\n"
    assert b"/*.tar" in (where / "dataset_card.md").read_bytes()


@pytest.fixture
def unzip():
    import zipfile

    def read(path):
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return read


@pytest.mark.parametrize("form", ["NPZ", "ZARR", "GTIFF"])
def test_series_are_loaded_from_shards(run, make_raster, package, tmp_path, form):
    if form == "ZARR":
        importlib.import_module("zarr")
    rng = np.random.default_rng(3)
    (tmp_path / "scenes").mkdir()
    made = [rng.integers(1, 60000, (2, 32, 48), dtype="uint16") for _ in range(2)]
    for day, values in zip(("20200120", "20200210"), made):
        raster = make_raster(values, name=f"scenes/S_{day}.tif", nodata=0)
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    folder = tmp_path / "series"
    run(
        "exporttimeseries",
        FOLDER=str(tmp_path / "scenes"), TILES=tiles, FORMAT=form, OUTPUT=str(folder),
    )  # fmt: skip
    where = package(folder)
    card = (where / "README.md").read_text("utf-8")
    assert '    path: "all/*.tar"\n---\n\n# Image time series\n' in card
    for number in (0, 1):
        samples = list(load(where, number)["tiles"])
        assert len(samples) == 6
        places = [(16 * (k // 3), 16 * (k % 3)) for k in range(6)]
        for sample, (top, left) in zip(samples, places):
            images = list(sample.values()) if form == "GTIFF" else sample["images"]
            for image, values in zip(images, made):
                assert np.array_equal(image, values[:, top : top + 16, left : left + 16])
    if form != "GTIFF":
        assert load(where, 0)["fills"] == {"images": 0}
