"""README.md of a dataset: what Hugging Face reads at its head, and the Python that loads it."""

from __future__ import annotations

import csv
import glob
import json
import os
import re
import sys
import tarfile
import types
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from tilewright.core.layouts import imagefolder

LABELS = ("0-10 %", ">10 %", "a/b", "x", "z")
SPLITS = ("train", "val", "train", "test", "train", "train", "val")


@pytest.fixture
def image(make_raster):
    values = np.random.default_rng(2).integers(1, 255, (3, 64, 96), dtype="uint8")
    return make_raster(values, name="image.tif"), values


@pytest.fixture
def export(run, image, make_layer, make_raster, tmp_path):
    """Exports 24 tiles of 16 pixels: ``export(labels, splits, MASK=...)`` gives the folder."""

    def make(labels=LABELS, splits=SPLITS, **options):
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
        if labels:
            options["LABEL_FIELD"] = "label"
        if splits:
            options["SPLIT_FIELD"] = "split"
        folder = str(tmp_path / "dataset")
        run("exporttiles", **{"RASTER": image[0], "TILES": tiles, "OUTPUT": folder, **options})
        return Path(folder)

    return make


@pytest.fixture
def mask(make_raster):
    codes = np.random.default_rng(3).integers(0, 3, (64, 96), dtype="uint8")
    return make_raster(codes, name="classes.tif"), codes


def read_front_matter(folder) -> dict:
    """The one configuration as a loader of YAML gives it: texts in it are JSON."""
    text = (folder / "README.md").read_text("utf-8")
    assert text.startswith("---\nconfigs:\n- config_name: default\n")
    head = text.split("---\n")[1]
    splits = re.findall(r"^  - split: (\w+)\n    path: (.*)$", head, re.MULTILINE)
    (drop,) = re.findall(r"^  drop_labels: (\w+)$", head, re.MULTILINE)
    globs = {name: json.loads(path) for name, path in splits}
    return {"drop_labels": json.loads(drop), "globs": globs}


def matches(folder, globs) -> list[str]:
    globs = [globs] if isinstance(globs, str) else globs
    found = [p for pattern in globs for p in glob.glob(str(folder / pattern), recursive=True)]
    return sorted(Path(p).relative_to(folder).as_posix() for p in found)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GTIFF", "NPY"])
@pytest.mark.parametrize("splits", [SPLITS, None])
@pytest.mark.parametrize("labels", [LABELS, ("__hidden", "b"), ("one",), None])
def test_globs_of_the_head_match_the_images_of_each_split_alone(
    export, mask, csv_rows, form, labels, splits
):
    folder = export(labels, splits, FORMAT=form, MASK=mask[0])
    rows = csv_rows(folder / "tiles.csv")
    head = read_front_matter(folder)
    expected = {}
    for row in rows:
        split = {"val": "validation", "": "train"}.get(row["split"], row["split"])
        expected.setdefault(split, []).append(row["file"])
    assert {name: matches(folder, g) for name, g in head["globs"].items()} == {
        name: sorted(found) for name, found in expected.items()
    }
    assert head["drop_labels"] is (labels is None)
    if labels:
        # The loader takes the folder of a file for its label, where all lie equally deep.
        folders = {c["name"]: c["folder"] for c in json.loads(
            (folder / "dataset.json").read_text("utf-8"))["classes"]}  # fmt: skip
        assert all(row["file"].split("/")[-2] == folders[row["label"]] for row in rows)
        assert len({row["file"].count("/") for row in rows}) == 1
        assert all("**" not in g for g in head["globs"].values())
    if labels == LABELS:
        assert all(isinstance(g, str) for g in head["globs"].values())


@pytest.mark.parametrize("splits", [SPLITS, None])
def test_classes_in_sub_folders_lend_no_wrong_labels(export, mask, csv_rows, monkeypatch, splits):
    monkeypatch.setattr(imagefolder, "MOST_IN_A_FOLDER", 3)
    monkeypatch.setattr(imagefolder, "FILES_A_SHARD", 2)
    folder = export(("a", "b"), splits, FORMAT="PNG", MASK=mask[0])
    head = read_front_matter(folder)
    assert head["drop_labels"] is True
    found = [name for globs in head["globs"].values() for name in matches(folder, globs)]
    assert sorted(found) == sorted(row["file"] for row in csv_rows(folder / "tiles.csv"))


def blocks(folder) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GTIFF", "NPY"])
def test_the_python_of_the_card_loads_images_masks_and_numbers(
    export, image, mask, csv_rows, monkeypatch, form
):
    folder = export(FORMAT=form, SCALING="NONE", MASK=mask[0])
    rows = csv_rows(folder / "tiles.csv")
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    assert names["classes"] == [">10 %", "0-10 %", "a/b", "x", "z"]
    assert names["labels"] == [row["label"] for row in rows]
    assert names["numbers"] == [names["classes"].index(row["label"]) for row in rows]
    assert len(names["images"]) == len(names["masks"]) == 24
    for k, row in enumerate(rows):
        top, left = int(row["row_off"]), int(row["col_off"])
        assert np.array_equal(names["masks"][k], mask[1][top : top + 16, left : left + 16])
        if form != "JPEG":
            pixels = np.moveaxis(names["images"][k], -1, 0) if form == "PNG" else names["images"][k]
            assert np.array_equal(pixels, image[1][:, top : top + 16, left : left + 16])


def test_cards_without_masks_or_classes_load_what_is_there(export, monkeypatch):
    folder = export(None, None)
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    assert len(names["images"]) == 24 and not {"masks", "labels", "classes"} & set(names)
    assert "ImageFolder" not in (folder / "README.md").read_text("utf-8")


class ImageFolder:
    """As torchvision's, as far as the order of classes and the files of each go."""

    def __init__(self, root, loader=None, is_valid_file=None, allow_empty=False):
        self.classes, numbers = self.find_classes(root)
        is_image = is_valid_file or (lambda path: path.endswith((".jpg", ".png", ".tif")))
        self.loader = loader or (lambda path: Image.open(path).convert("RGB"))
        self.samples = [
            (path, numbers[name])
            for name in sorted(numbers)
            for path in sorted(glob.glob(f"{root}/{name}/**/*", recursive=True))
            if os.path.isfile(path) and is_image(path)
        ]
        empty = set(numbers.values()) - {number for _, number in self.samples}
        if empty and not allow_empty:
            raise FileNotFoundError("Found no valid file for the classes")

    def find_classes(self, directory):
        names = sorted(entry.name for entry in os.scandir(directory) if entry.is_dir())
        return names, {name: k for k, name in enumerate(names)}


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GTIFF", "NPY"])
@pytest.mark.parametrize("splits", [("train",) * 23 + ("test",), None])
def test_image_folders_are_loaded_with_the_numbers_of_the_dataset(
    export, mask, csv_rows, monkeypatch, form, splits
):
    folder = export(splits=splits, FORMAT=form, MASK=mask[0])
    modules = {"torchvision": {}, "torchvision.datasets": {"ImageFolder": ImageFolder}}
    for name, contents in modules.items():
        monkeypatch.setitem(sys.modules, name, types.SimpleNamespace(**contents))
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[1], names)
    numbers = {c["name"]: c["index"] for c in json.loads(
        (folder / "dataset.json").read_text("utf-8"))["classes"]}  # fmt: skip
    rows = csv_rows("tiles.csv")
    for split in ("train", "test") if splits else ("",):
        loaded = names[split or "tiles"]
        found = {os.path.normpath(path): number for path, number in loaded.samples}
        assert found == {
            row["file"]: numbers[row["label"]] for row in rows if row["split"] == split
        }
        pixels = np.asarray(loaded.loader(loaded.samples[0][0]))
        assert pixels.shape == ((3, 16, 16) if form in ("GTIFF", "NPY") else (16, 16, 3))


@pytest.mark.parametrize("form", ["GTIFF", "PNG"])
def test_16_bits_are_loaded_whole_and_pillow_is_warned_of(export, make_raster, monkeypatch, form):
    values = np.full((3, 64, 96), 14654, dtype="uint16")
    raster = make_raster(values, name="deep.tif", photometric="RGB")
    folder = export(FORMAT=form, SCALING="NONE", RASTER=raster)
    card = (folder / "README.md").read_text("utf-8")
    assert "torchgeo.datasets.utils.rasterio_loader" in card and "load_dataset(" not in card
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    assert {int(v) for v in np.unique(names["images"])} == {14654}
    assert "loader=read_tile" in blocks(folder)[1]


@pytest.mark.parametrize(
    ("options", "nodata", "code", "text"),
    [
        ({"SCALING": "NONE"}, 7, "fill = 7 ", "Pixels without a value are 7."),
        ({"SCALING": "NONE"}, None, "fill = 0 ", "no nodata value: pixels outside of it are 0"),
        ({"SCALING": "MINMAX", "FILL": 9}, 7, "fill = 9 ", "are 9 in all bands."),
    ],
)
def test_arrays_name_the_value_of_pixels_that_hold_nothing(
    export, make_raster, image, monkeypatch, options, nodata, code, text
):
    values = image[1].copy()
    values[:, 3, 4] = 7
    raster = make_raster(values, name="holes.tif", nodata=nodata)
    folder = export(None, None, FORMAT="NPY", RASTER=raster, **options)
    card = (folder / "README.md").read_text("utf-8")
    assert code in card and text in card
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    if nodata is not None:
        assert (names["images"][0][:, 3, 4] == names["fill"]).all()


def test_decimals_name_nan(export, make_raster, monkeypatch):
    values = np.random.default_rng(1).random((3, 64, 96)).astype("float32")
    values[:, 3, 4] = np.nan
    raster = make_raster(values, name="decimals.tif", nodata=float("nan"))
    folder = export(None, None, FORMAT="NPY", SCALING="NONE", RASTER=raster)
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    assert np.isnan(names["fill"]) and np.isnan(names["images"][0][:, 3, 4]).all()


@pytest.mark.parametrize("form", ["NPZ", "ZARR"])
@pytest.mark.parametrize(("dtype", "nodata"), [("uint16", 11), ("float32", None)])
def test_series_name_the_value_of_pixels_that_hold_nothing(
    run, make_raster, tmp_path, monkeypatch, form, dtype, nodata
):
    (tmp_path / "scenes").mkdir()
    empty = np.nan if nodata is None else nodata
    for day in ("20200120", "20200210"):
        values = np.full((2, 16, 16), 50, dtype=dtype)
        values[:, 2, 3] = empty
        raster = make_raster(values, name=f"scenes/S_{day}.tif", nodata=empty)
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    out = tmp_path / "out"
    run(
        "exporttimeseries",
        FOLDER=str(tmp_path / "scenes"), TILES=tiles, FORMAT=form, OUTPUT=str(out),
    )  # fmt: skip
    (code,) = blocks(out)
    monkeypatch.chdir(out)
    names = {}
    exec(code, names)
    assert list(names["fills"]) == ["images"]
    assert np.array_equal(
        names["arrays"]["images"][:, :, 2, 3],
        np.full((2, 2), names["fills"]["images"]),
        equal_nan=dtype == "float32",
    )
    assert rasterio.open(raster).nodata == pytest.approx(empty, nan_ok=True)


@pytest.fixture
def stored(make_raster):
    """Two bands of numbers that stand for reflectances, each in its own way."""
    import rasterio

    numbers = np.random.default_rng(4).integers(1000, 9000, (2, 64, 96)).astype("uint16")
    path = make_raster(numbers, name="stored.tif", nodata=0)
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (1e-4, 2e-4), (-0.1, 0)
    return path, numbers


@pytest.mark.parametrize("form", ["NPY", "GTIFF"])
def test_stored_numbers_come_with_their_scale_and_true_values_load(
    export, stored, monkeypatch, form
):
    folder = export(None, None, FORMAT=form, SCALING="NONE", RASTER=stored[0])
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert facts["stored_numbers"] == [
        {"band": "band 1", "scale": 0.0001, "offset": -0.1},
        {"band": "band 2", "scale": 0.0002, "offset": 0.0},
    ]
    card = (folder / "README.md").read_text("utf-8")
    assert "| band | scale | offset | mean |" in card
    assert "| band 1 | 0.0001 | -0.1 |" in card and "| band 2 | 0.0002 | 0 |" in card
    assert "the true value is number * scale + offset." in card
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    expected = stored[1][:, :16, :16] * np.array([1e-4, 2e-4])[:, None, None]
    expected[0] -= 0.1
    assert np.array_equal(names["images"][0], stored[1][:, :16, :16])
    np.testing.assert_allclose(names["true_values"][0], expected, atol=1e-9)


def test_scaled_pictures_and_bare_numbers_have_no_scale_to_apply(export, stored, image, tmp_path):
    for options in ({"RASTER": stored[0]}, {"SCALING": "NONE"}):
        folder = export(None, None, FORMAT="NPY", OVERWRITE=True, **options)
        assert "stored_numbers" not in json.loads((folder / "dataset.json").read_text("utf-8"))
        assert "true_value" not in (folder / "README.md").read_text("utf-8")


def test_tiles_beyond_the_edge_are_counted_in_the_record(run, image, make_layer, tmp_path):
    shapes = []
    for left in (500000, 500640):
        right, top, bottom = left + 640, 4600000, 4599360
        shape = f"{left} {bottom},{right} {bottom},{right} {top},{left} {top},{left} {bottom}"
        shapes.append((f"POLYGON(({shape}))", {}))
    folder = tmp_path / "beyond"
    run(
        "exporttiles", RASTER=image[0], TILES=make_layer(shapes), FORMAT="PNG", FILL=9,
        OUTPUT=str(folder),
    )  # fmt: skip
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert facts["padding"] == {"tiles": 1, "value": 9}
    card = (folder / "README.md").read_text("utf-8")
    assert "1 tile reaches beyond the raster; its values there are 9." in card


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "@SUM(1)", "+5", "'=1"])
def test_tables_hold_no_cell_that_a_spreadsheet_runs(run, export, formula, monkeypatch, tmp_path):
    folder = export(labels=(formula, "wheat"), splits=())
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    harmful = {c for c in cells if c.startswith(("=", "+", "-", "@"))}
    assert all(re.fullmatch(r"[+-][0-9.]+", cell) for cell in harmful)
    monkeypatch.chdir(folder)
    names = {}
    exec(blocks(folder)[0], names)
    assert names["labels"].count(formula) == 12 and len(names["images"]) == 24
    assert {names["classes"][number] for number in names["numbers"]} == {formula, "wheat"}
    results = run(
        "packagedataset", INPUT=str(folder), FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "p")
    )
    with tarfile.open(next(Path(results["OUTPUT"]).rglob("*.tar"))) as archive:
        rows = [json.load(archive.extractfile(n)) for n in archive.getnames() if n.endswith("json")]
    assert [row["label"] for row in rows].count(formula) == 12
    assert (Path(results["OUTPUT"]) / "labels.csv").read_text().count("wheat") > 0
