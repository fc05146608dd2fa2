"""Package Dataset on datasets as the algorithms write them, of every format."""

from __future__ import annotations

import collections
import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

DAYS = ("2020-01-20", "2020-02-10")
TABLES = {
    "tiles.csv", "tiles.gpkg", "dataset.json", "README.md", "map.png", "index.html",
    "croissant.json",
}  # fmt: skip


@pytest.fixture
def scenes(make_raster, tmp_path):
    """A folder of two dates of two bands of 32 x 48 pixels; day -> values."""
    rng = np.random.default_rng(3)
    (tmp_path / "scenes").mkdir()
    made = {}
    for day in DAYS:
        made[day] = rng.integers(1, 60000, (2, 32, 48), dtype="uint16")
        name = f"scenes/S_{day.replace('-', '')}.tif"
        make_raster(made[day], name=name, descriptions=("red", "nir"))
    return made


@pytest.fixture
def series(run, scenes, make_layer, tmp_path):
    """Exports six samples with labels: ``series("GTIFF")`` gives the folder."""

    def export(form):
        folder = tmp_path / "scenes"
        raster = str(folder / "S_20200120.tif")
        tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
        labels = make_layer(
            [("POLYGON((500000 4599800,500200 4599800,500200 4600000,500000 4600000,"
              "500000 4599800))", {"class": "wheat"})]
        )  # fmt: skip
        out = str(tmp_path / "dataset")
        run(
            "exporttimeseries",
            FOLDER=str(folder), TILES=tiles, FORMAT=form, LABELS=labels, LABEL_FIELD="class",
            OUTPUT=out,
        )  # fmt: skip
        return out

    return export


def unpack(path) -> tuple[list[str], dict[str, bytes]]:
    """Names of the entries in order, and contents by name."""
    if str(path).endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            return archive.namelist(), {n: archive.read(n) for n in archive.namelist()}
    with tarfile.open(path) as archive:
        return archive.getnames(), {
            m.name: archive.extractfile(m).read() for m in archive.getmembers()
        }


@pytest.mark.parametrize("form", ["NPZ", "ZARR", "GTIFF"])
def test_a_zip_holds_every_file_of_a_time_series_once(run, series, files, tmp_path, form):
    folder = series(form)
    done = run("packagedataset", INPUT=folder, OUTPUT=str(tmp_path / "packages"))
    names, inside = unpack(done["OUTPUT"])
    assert max(collections.Counter(names).values()) == 1
    there = files(folder)
    assert {n: inside.get(n) for n in there} == there
    assert set(inside) - set(there) == {"SHA256SUMS"}
    assert (done["TILE_COUNT"], done["FILE_COUNT"]) == (6, len(there) + 1)
    assert "\n6 samples packed to " in f"\n{run.log}" and "tiles packed" not in run.log


def test_shards_hold_the_images_of_a_series_under_the_names_of_its_list(
    run, series, scenes, tmp_path
):
    folder = series("GTIFF")
    done = run(
        "packagedataset", INPUT=folder, FORMAT="WEBDATASET", SHARD_SIZE=4,
        OUTPUT=str(tmp_path / "packages"),
    )  # fmt: skip
    shards = sorted(Path(done["OUTPUT"]).rglob("*.tar"))
    assert [p.name for p in shards] == ["00000.tar", "00001.tar"]
    samples = collections.defaultdict(dict)
    for path in shards:
        names, inside = unpack(path)
        assert len(names) == len(set(names))
        for name, data in inside.items():
            key, _, field = name.partition(".")
            samples[key][field] = data
    assert len(samples) == 6
    sample = samples["r00001_c00002"]
    assert set(sample) == {
        "json", "series.json", "2020-01-20.tif", "2020-02-10.tif", "labels.tif", "ids.tif",
        "conflicts.tif",
    }  # fmt: skip
    assert json.loads(sample["json"])["tile_id"] == "r00001_c00002"
    listed = json.loads(sample["series.json"])
    for date in listed["dates"]:
        with rasterio.MemoryFile(sample[date["files"][0]]) as memory, memory.open() as image:
            assert np.array_equal(image.read(), scenes[date["date"]][:, 16:32, 32:48])


@pytest.mark.parametrize("form", ["NPZ", "ZARR"])
def test_shards_of_other_series_hold_a_file_a_sample(run, series, files, tmp_path, form):
    folder = series(form)
    done = run(
        "packagedataset", INPUT=folder, FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "packages")
    )
    names, inside = unpack(Path(done["OUTPUT"]) / "all" / "00000.tar")
    ending = {"NPZ": "npz", "ZARR": "zip"}[form]
    assert sorted(n.partition(".")[2] for n in names) == sorted(["json", ending] * 6)
    there = {n: d for n, d in files(folder).items() if n.startswith("images/")}
    assert {n.partition(".")[0]: d for n, d in inside.items() if n.endswith(ending)} == {
        n.rpartition("/")[2].partition(".")[0]: d for n, d in there.items()
    }


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GTIFF", "NPY"])
def test_images_and_masks_of_every_format_are_packed(
    run, make_raster, files, csv_rows, tmp_path, form
):
    rng = np.random.default_rng(1)
    raster = make_raster(rng.integers(1, 200, (3, 32, 48), dtype="uint8"))
    mask = make_raster(rng.integers(0, 3, (32, 48), dtype="uint8"), name="classes.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    folder = str(tmp_path / "dataset")
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, FORMAT=form, OUTPUT=folder)
    rows = csv_rows(f"{folder}/tiles.csv")
    done = run("packagedataset", INPUT=folder, OUTPUT=str(tmp_path / "packages"))
    _, inside = unpack(done["OUTPUT"])
    named = [r["file"] for r in rows] + [r["mask"] for r in rows]
    assert len(set(named)) == 12 and set(named) | TABLES | {"SHA256SUMS"} == set(inside)
    assert {n: inside[n] for n in files(folder)} == files(folder)
    done = run(
        "packagedataset", INPUT=folder, FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "packages")
    )
    _, inside = unpack(Path(done["OUTPUT"]) / "all" / "00000.tar")
    for row in rows:
        for name, middle in ((row["file"], ""), (row["mask"], ".mask")):
            ending = name.rpartition(".")[2]
            assert inside[f"{row['tile_id']}{middle}.{ending}"] == Path(folder, name).read_bytes()


def test_tiles_that_carry_a_label_without_classes_are_packed(run, make_raster, tmp_path):
    raster = make_raster(np.ones((3, 16, 32), dtype="uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    labelled = run(
        "native:fieldcalculator",
        INPUT=tiles, FIELD_NAME="label", FIELD_TYPE=2, FIELD_LENGTH=20, FORMULA="'a'",
    )["OUTPUT"]  # fmt: skip
    folder = str(tmp_path / "dataset")
    run("exporttiles", RASTER=raster, TILES=labelled, OUTPUT=folder)
    done = run(
        "packagedataset", INPUT=folder, FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "packages")
    )
    names, inside = unpack(Path(done["OUTPUT"]) / "all" / "00000.tar")
    assert not [n for n in names if n.endswith(".cls")]
    facts = json.loads(inside["r00000_c00000.json"])
    assert facts["label"] == "a" and "class_id" not in facts


def test_empty_class_folders_come_out_of_the_zip(run, make_raster, make_layer, tmp_path):
    raster = make_raster(np.ones((3, 16, 48), dtype="uint8"))
    made = [
        (f"POLYGON(({x} 4599840,{x + 160} 4599840,{x + 160} 4600000,{x} 4600000,{x} 4599840))",
         {"label": label, "split": split})
        for x, label, split in (
            (500000, "a", "train"), (500160, "b/c", "train"), (500320, "b/c", "test"),
        )
    ]  # fmt: skip
    tiles = make_layer(made, fields="label:string,split:string")
    folder = str(tmp_path / "dataset")
    run(
        "exporttiles",
        RASTER=raster, TILES=tiles, LABEL_FIELD="label", SPLIT_FIELD="split", OUTPUT=folder,
    )  # fmt: skip
    done = run("packagedataset", INPUT=folder, OUTPUT=str(tmp_path / "packages"))
    data = Path(done["OUTPUT"]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        folders = [n for n in archive.namelist() if n.endswith("/")]
        archive.extractall(tmp_path / "unpacked")
        sums = archive.read("SHA256SUMS").decode()
    assert folders == ["test/a/"]
    for split in ("train", "test"):
        found = sorted(p.name for p in (tmp_path / "unpacked" / split).iterdir() if p.is_dir())
        assert found == ["a", "b%2Fc"]
    assert "test/a/" not in [line.split("  ")[1] for line in sums.splitlines()]
    assert done["FILE_COUNT"] == len(sums.splitlines()) + 1
