"""Indices as bands in samples, models, class rasters and tiles."""

import csv
import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

NAMES = ("blue", "green", "red", "nir")
MEANS = {
    "water": (500, 450, 300, 150),
    "field": (700, 900, 1100, 3300),
    "wood": (300, 420, 310, 2600),
}
SQUARES = [
    (2, 2, "water"), (30, 4, "water"), (17, 3, "field"),
    (3, 25, "field"), (18, 26, "wood"), (31, 24, "wood"),
]  # fmt: skip
SIDE = 10
HOW = {"LABEL_FIELD": "class", "TREES": 8, "FOLDS": 0}


def square(col, row):
    x, y = 500000 + 10 * col, 4600000 - 10 * row
    right, low = x + 10 * SIDE, y - 10 * SIDE
    return f"POLYGON(({x} {y}, {right} {y}, {right} {low}, {x} {low}, {x} {y}))"


@pytest.fixture
def labels(make_layer):
    squares = [(square(col, row), {"class": name}) for col, row, name in SQUARES]
    return make_layer(squares, fields="class:string", name="labels")


@pytest.fixture
def values():
    truth = np.full((40, 45), "wood", dtype=object)
    for col, row, name in SQUARES:
        truth[row : row + SIDE, col : col + SIDE] = name
    means = np.array([[MEANS[name] for name in row] for row in truth.tolist()], dtype=float)
    noise = np.random.default_rng(2).normal(scale=140, size=means.shape)
    made = np.rint((means + noise).clip(1, 9000)).transpose(2, 0, 1).astype("uint16")
    made[3, :, -1] = 0
    return made


@pytest.fixture
def scene(make_raster, values):
    return make_raster(values, nodata=0, descriptions=NAMES, name="scene.tif")


def with_indices(values):
    """Float32 bands and NDVI and NDWI behind them, NaN where 0 stands for nothing."""
    bands = np.where(values == 0, np.nan, values).astype("float32")
    _, green, red, nir = bands
    return np.stack([*bands, (nir - red) / (nir + red), (green - nir) / (green + nir)])


@pytest.fixture
def stacked(make_raster, values):
    names = (*NAMES, "NDVI", "NDWI")
    return make_raster(with_indices(values), nodata=np.nan, descriptions=names, name="stacked.tif")


@pytest.fixture
def train(run, labels, tmp_path):
    def make(raster, name="model.npz", **more):
        path = str(tmp_path / name)
        run("trainclassifier", RASTER=[raster], LABELS=labels, OUTPUT=path, **HOW, **more)
        return path

    return make


@pytest.fixture
def classify(run, tmp_path):
    def make(raster, model, **more):
        path = str(tmp_path / "classes.tif")
        run("classifyraster", RASTER=raster, MODEL=model, OUTPUT=path, **more)
        with rasterio.open(path) as dataset:
            return dataset.read(1)

    return make


def facts_of(model):
    with zipfile.ZipFile(model) as archive:
        return json.loads(archive.read("model.json"))


def test_samples_have_the_indices_as_columns(run, scene, labels, values, tmp_path):
    path = tmp_path / "samples.csv"
    run("samplepixels", RASTER=scene, LABELS=labels, LABEL_FIELD="class", INDICES="ndvi, NDWI",
        BANDS="3,4", OUTPUT=str(path))  # fmt: skip
    assert "Indices of scene.tif: NDVI, NDWI, computed of the numbers as they are" in run.log
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0])[:5] == ["red", "nir", "NDVI", "NDWI", "label"]
    assert len(lines) == len(SQUARES) * SIDE**2
    for line in lines:
        row, col = int((4600000 - float(line["y"])) // 10), int((float(line["x"]) - 5e5) // 10)
        _, green, red, nir = (int(v) for v in values[:, row, col])
        assert (float(line["red"]), float(line["nir"])) == (red, nir)
        assert float(line["NDVI"]) == pytest.approx((nir - red) / (nir + red), abs=1e-6)
        assert float(line["NDWI"]) == pytest.approx((green - nir) / (green + nir), abs=1e-6)


def test_classes_are_those_of_a_raster_that_has_the_indices_as_bands(
    train, classify, scene, stacked
):
    computed = train(scene, INDICES="NDVI,NDWI")
    stored = train(stacked, "stored.npz")
    assert facts_of(computed)["bands"] == [*NAMES, "NDVI", "NDWI"] == facts_of(stored)["bands"]
    assert facts_of(computed)["facts"]["indices"] == {
        "formulas": {
            "NDVI": "(nir - red) / (nir + red)",
            "NDWI": "(green - nir) / (green + nir)",
        },
        "places": {"nir": 3, "red": 2, "green": 1},
        "scale": None,
    }
    expected = classify(stacked, stored)
    assert set(np.unique(expected)) == {0, 1, 2, 3}
    assert np.array_equal(classify(scene, computed), expected)
    # A raster that has bands of these names gives them itself.
    assert np.array_equal(classify(stacked, computed), expected)


def test_bands_that_the_model_has_not_are_found_by_meaning(
    train, classify, make_raster, scene, values, tmp_path
):
    report = tmp_path / "report.html"
    model = train(scene, INDICES="NDVI", BANDS="3,1", REPORT=str(report))
    assert "<td>NDVI</td><td>(nir - red) / (nir + red)</td>" in report.read_text(encoding="utf-8")
    assert facts_of(model)["facts"]["indices"]["places"] == {"red": 0}
    expected = classify(scene, model)
    # Another order of bands, by names.
    order = [3, 2, 1, 0]
    turned = make_raster(
        values[order], nodata=0, descriptions=[NAMES[k] for k in order], name="turned.tif"
    )
    assert np.array_equal(classify(turned, model), expected)


def test_bands_without_names_are_told_once(run_error, train, classify, make_raster, values, labels):
    nameless = make_raster(values, nodata=0, name="nameless.tif")
    text = run_error(
        "trainclassifier", RASTER=[nameless], LABELS=labels, INDICES="NDVI", OUTPUT="m.npz", **HOW
    )
    assert "nothing tells which band of nameless.tif" in text
    assert "is nir and red; say it with BAND_MEANINGS, such as 1=red, 2=nir." in text
    model = train(nameless, INDICES="NDVI,NDWI", BAND_MEANINGS="2=green,3=red,4=nir")
    # The model knows which of its bands they are.
    found = classify(nameless, model)
    assert set(np.unique(found)) == {0, 1, 2, 3}


def test_the_scale_is_kept_and_may_be_another(train, classify, make_raster, scene, values):
    model = train(scene, INDICES="SAVI", REFLECTANCE="0.0001", BANDS="1")
    assert facts_of(model)["facts"]["indices"]["scale"] == [0.0001, 0.0]
    expected = classify(scene, model)
    assert (expected != classify(scene, model, REFLECTANCE="0.0001,0.1")).any()
    assert np.array_equal(classify(scene, model, REFLECTANCE="0.0001"), expected)


def test_columns_of_tables_that_are_called_like_indices_are_computed(
    run, classify, scene, labels, tmp_path
):
    table, model = str(tmp_path / "s.csv"), str(tmp_path / "m.npz")
    run("samplepixels", RASTER=scene, LABELS=labels, LABEL_FIELD="class", INDICES="NDVI",
        OUTPUT=table)  # fmt: skip
    run("trainclassifier", SAMPLES=[table], TREES=8, FOLDS=0, INDICES="NDVI", OUTPUT=model)
    assert "so INDICES are not computed; give them to Sample Pixels." in run.log
    assert list(facts_of(model)["facts"]["indices"]["formulas"]) == ["NDVI"]
    assert set(np.unique(classify(scene, model))) == {0, 1, 2, 3}


def test_a_record_that_does_not_fit_is_refused(train, run_error, scene, tmp_path):
    model = train(scene, INDICES="NDVI")
    with zipfile.ZipFile(model) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["model.json"] = members["model.json"].replace(b"(nir - red)", b"(nir * red)")
    with zipfile.ZipFile(model, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    text = run_error("classifyraster", RASTER=scene, MODEL=model, OUTPUT=str(tmp_path / "c.tif"))
    assert (
        "model.npz is not a model that can be used: it was trained with NDVI as "
        "(nir * red) / (nir + red), which this Tilewright does not compute. Train the model again"
    ) in text
    assert not (tmp_path / "c.tif").exists()


def test_too_few_bands_are_counted_without_the_indices(
    train, run_error, make_raster, scene, values
):
    model = train(scene, INDICES="NDVI")
    short = make_raster(values[:3], nodata=0, name="short.tif")
    text = run_error("classifyraster", RASTER=short, MODEL=model, OUTPUT="c.tif")
    assert "short.tif has 3 bands to classify" in text
    assert "was trained on 4 (blue, green, red, nir)" in text


@pytest.fixture
def tiles(run, scene):
    return run("createtilegrid", INPUT=scene, TILE_SIZE=20, EDGE="DROP")["OUTPUT"]


def assert_is_tile(path, expected):
    row, col = map(int, re.search(r"r(\d+)_c(\d+)", Path(path).name).groups())
    part = expected[:, 20 * row : 20 * row + 20, 20 * col : 20 * col + 20]
    assert np.allclose(np.load(path), part, atol=1e-6, equal_nan=True)


def test_tiles_have_the_indices_as_bands(run, scene, tiles, values, tmp_path):
    folder = tmp_path / "dataset"
    run("exporttiles", RASTER=scene, TILES=tiles, FORMAT="NPY", SCALING="NONE", BANDS="4,3",
        INDICES="NDVI,NDWI,NDVI_SD5", OUTPUT=str(folder))  # fmt: skip
    told = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert told["bands"] == ["nir", "red", "NDVI", "NDWI", "NDVI_SD5"]
    assert told["parameters"]["INDICES"] == "NDVI,NDWI,NDVI_SD5" and told["dtype"] == "float32"
    whole = with_indices(values)
    # At a tile's edge the pixels beyond it count.
    around = np.lib.stride_tricks.sliding_window_view(
        np.pad(whole[4].astype(float), 2, constant_values=np.nan), (5, 5)
    )
    spread = np.where(np.isnan(whole[4]), np.nan, np.nanstd(around, axis=(2, 3)))
    expected = np.stack([*whole[[3, 2, 4, 5]], spread])
    found = sorted(folder.rglob("*.npy"))
    assert len(found) == 4
    for path in found:
        assert_is_tile(path, expected)


def test_pictures_and_styles_say_why_not(run_error, scene, tiles, tmp_path):
    text = run_error("exporttiles", RASTER=scene, TILES=tiles, FORMAT="JPEG", BANDS="1,2,3",
                     INDICES="NDVI", OUTPUT=str(tmp_path / "d"))  # fmt: skip
    assert "JPEG holds 1 or 3 bands" in text
    text = run_error("exporttiles", RASTER=scene, TILES=tiles, FORMAT="JPEG", SCALING="STYLE",
                     INDICES="NDVI", OUTPUT=str(tmp_path / "d"))  # fmt: skip
    assert "SCALING=STYLE draws the layer as it is on the map, without INDICES" in text
    assert not (tmp_path / "d").exists()


def test_pictures_of_two_bands_and_an_index_are_scaled(run, scene, tiles, tmp_path):
    folder = tmp_path / "dataset"
    run("exporttiles", RASTER=scene, TILES=tiles, FORMAT="PNG", SCALING="MINMAX", BANDS="4,3",
        INDICES="NDVI", OUTPUT=str(folder))  # fmt: skip
    told = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    ranges = {row["band"]: (row["min"], row["max"]) for row in told["scaling"]["bands"]}
    assert -1 <= ranges["NDVI"][0] < 0 < ranges["NDVI"][1] <= 1
    assert ranges["nir"][1] > 1000


def test_each_scene_has_the_indices(run, make_raster, values, tmp_path):
    first = make_raster(values, nodata=0, descriptions=NAMES, name="first.tif")
    order = [3, 1, 2, 0]
    moved = (10.0, 0.0, 510000.0, 0.0, -10.0, 4600000.0)
    second = make_raster(
        values[order], nodata=0, descriptions=[NAMES[k] for k in order], name="second.tif",
        transform=moved,
    )  # fmt: skip
    how = {"FORMAT": "NPY", "SCALING": "NONE", "TILE_SIZE": 20, "INDICES": "NDVI", "EDGE": "DROP"}
    folder = tmp_path / "scenes"
    run("builddataset", SCENES=[first, second], BANDS="1,2", OUTPUT=str(folder), **how)
    told = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert told["bands"] == ["blue", "green", "NDVI"] and told["tile_count"] == 8
    expected = with_indices(values)[[0, 1, 4]]
    for path in folder.rglob("*.npy"):
        assert_is_tile(path, expected)


def test_tags_of_the_first_raster_count_for_indices_of_all(
    run, labels, make_raster, values, tmp_path
):
    first = make_raster(values, nodata=0, descriptions=NAMES, name="first.tif")
    second = make_raster(values, nodata=3, descriptions=NAMES, name="second.tif")
    found = run(
        "trainclassifier", RASTER=[first, second], LABELS=labels, BANDS="2,3", INDICES="NDVI",
        DIFFERENCES="AS_FIRST", OUTPUT=str(tmp_path / "m.npz"), **HOW,
    )  # fmt: skip
    assert found["SAMPLE_COUNT"] == 2 * len(SQUARES) * SIDE**2
    assert facts_of(tmp_path / "m.npz")["bands"] == ["green", "red", "NDVI"]


def test_an_image_whose_bands_nobody_knows_fails_alone(
    train, run, make_raster, scene, values, tmp_path
):
    model = train(scene, INDICES="NDVI", BANDS="1,2")
    good, bad = tmp_path / "images" / "good.tif", tmp_path / "images" / "bad.tif"
    good.parent.mkdir()
    make_raster(values, nodata=0, descriptions=NAMES, name="images/good.tif")
    make_raster(values, nodata=0, descriptions=("blue", "green", "x", "y"), name="images/bad.tif")
    out = tmp_path / "out"
    run("classifyraster", FOLDER=str(good.parent), MODEL=model, OUTPUT_FOLDER=str(out), OUTPUT=None)
    assert "bad failed: NDVI needs nir and red, and nothing tells which band of bad.tif" in run.log
    assert [path.name for path in sorted(out.glob("*.tif"))] == ["good.tif"]
    assert bad.exists()
