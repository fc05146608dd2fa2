"""Class rasters: the same as the whole array at once, whatever the blocks."""

import re
import threading

import numpy as np
import pytest
import rasterio

from tilewright.core.classes.legend import LegendClass
from tilewright.core.classify.forest import RANDOM_FOREST
from tilewright.core.classify.kmeans import KMEANS
from tilewright.core.classify.model import ClassifierModel
from tilewright.core.classify.predict import ClassPredictor
from tilewright.core.classify.raster import (
    bands_by_name,
    check_band_names,
    classify_raster,
    share_outside,
)
from tilewright.core.classify.train import TrainingOptions, train_classifier
from tilewright.core.errors import CancelledError, ModelError
from tilewright.core.geotiff import write as write_raster
from tilewright.core.samples.training import TrainingData

NAMES = ("red", "green", "nir")
LEGEND = (
    LegendClass(2, "water", (0, 0, 255)),
    LegendClass(5, "field & wood", (255, 200, 0)),
    LegendClass(9, "Ödland", (90, 90, 90)),
)


@pytest.fixture(scope="module")
def training():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 3, 600)
    values = rng.normal(scale=300, size=(600, 3)) + 900 * labels[:, None] + 800
    zeros = np.zeros(600, dtype=np.int64)
    return TrainingData(values.astype("float32"), labels, np.arange(600), zeros)


@pytest.fixture(scope="module")
def forest(training):
    return train_classifier(training, NAMES, LEGEND, TrainingOptions(trees=20, folds=0))[0]


@pytest.fixture(scope="module")
def clusters(training):
    options = TrainingOptions(method=KMEANS, clusters=4)
    return train_classifier(training, NAMES, LEGEND, options)[0]


def scene(rows=130, cols=150, dtype="uint16"):
    rng = np.random.default_rng(1)
    return rng.integers(1, 4000, (3, rows, cols)).astype(dtype)


@pytest.fixture
def open_scene(open_source):
    def open_it(values=None, **profile):
        profile.setdefault("descriptions", NAMES)
        return open_source(scene() if values is None else values, **profile)

    return open_it


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read()


@pytest.mark.parametrize("kind", ["forest", "clusters"])
@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_every_pixel_is_what_the_library_says_of_the_whole_array(
    request, training, open_scene, tmp_path, monkeypatch, kind, dtype
):
    model = request.getfixturevalue(kind)
    values = scene(dtype=dtype)
    pixels = values.reshape(3, -1).T
    if kind == "forest":
        from sklearn.ensemble import RandomForestClassifier

        library = RandomForestClassifier(20, random_state=0)
        library.fit(training.values, training.labels)
        ids = np.array([c.id for c in LEGEND])
        expected = ids[library.predict(pixels.astype("float32"))].reshape(130, 150)
    else:
        expected = 1 + ClassPredictor(model).predict(pixels.T)[0].reshape(130, 150)
    source = open_scene(values)
    outputs = []
    for number, (budget, workers) in enumerate(((10**8, 1), (1, 3), (40_000, 2))):
        monkeypatch.setattr(write_raster, "_GROUP_BYTES", budget)
        path = str(tmp_path / f"classes{number}.tif")
        found = classify_raster(source, model, path, workers=workers)
        outputs.append(read(path))
        assert found.counts == {c.id: int((expected == c.id).sum()) for c in model.legend}
    for output in outputs:
        assert np.array_equal(output[0], expected)


def test_the_file_knows_its_classes_and_colours(open_scene, forest, tmp_path):
    path = str(tmp_path / "neuer ordner" / "clässes.tif")
    classify_raster(open_scene(), forest, path)
    with rasterio.open(path) as dataset:
        assert dataset.dtypes == ("uint8",)
        assert dataset.nodata == 0
        assert dataset.compression.name == "deflate"
        assert dataset.crs.to_epsg() == 32631
        colors = dataset.colormap(1)
        assert [colors[k] for k in (2, 5, 9)] == [(*c.color, 255) for c in LEGEND]
        assert colors[0][3] == 0
    side = (tmp_path / "neuer ordner" / "clässes.tif.aux.xml").read_text("utf-8")
    assert re.findall("<Category>(.*)</Category>", side) == [
        "", "", "water", "", "", "field &amp; wood", "", "", "", "Ödland",
    ]  # fmt: skip


def test_numbers_above_255_take_16_bits(open_scene, forest, tmp_path):
    from dataclasses import replace

    legend = (*LEGEND[:2], LegendClass(300, "high", (1, 2, 3)))
    model = replace(forest, legend=legend)
    path = str(tmp_path / "c.tif")
    classify_raster(open_scene(), model, path)
    classes = read(path)
    assert classes.dtype == np.uint16
    assert set(np.unique(classes)) == {2, 5, 300}


def test_nodata_stays_nodata_in_any_band(open_scene, forest, tmp_path):
    values = scene(dtype="float32")
    values[0, 0, :10] = np.nan
    values[1, 1, :10] = -1
    values[:, 2, :10] = -1
    values[2, 3, :10] = 7777
    source = open_scene(values, tagged=-1, nodata=7777)
    path, shares = str(tmp_path / "c.tif"), str(tmp_path / "p.tif")
    found = classify_raster(source, forest, path, shares)
    classes = read(path)[0]
    expected = np.zeros((130, 150), dtype=bool)
    expected[:4, :10] = True
    assert np.array_equal(classes == 0, expected)
    assert np.array_equal(np.isnan(read(shares)), np.stack([expected] * 3))
    assert found.nodata_count == 40
    empty = open_scene(np.full((3, 20, 20), -1, dtype="float32"), tagged=-1, name="empty.tif")
    classify_raster(empty, forest, path)
    assert (read(path) == 0).all()


def test_probabilities_and_uncertain_pixels_agree(open_scene, forest, tmp_path):
    path, shares = str(tmp_path / "c.tif"), str(tmp_path / "p.tif")
    found = classify_raster(open_scene(), forest, path, shares, 70, "not sure")
    with rasterio.open(shares) as dataset:
        assert dataset.descriptions == tuple(c.name for c in LEGEND)
        likely = dataset.read()
    pixels = scene().reshape(3, -1)
    _, expected = ClassPredictor(forest).predict(pixels, True)
    assert np.array_equal(likely.reshape(3, -1).T, expected.astype("float32"))
    classes = read(path)[0].reshape(-1)
    best = np.array([2, 5, 9])[expected.argmax(axis=1)]
    # 14 of 20 trees are 70 %, and enough.
    votes = np.rint(expected.max(axis=1) * 20)
    assert (votes == 14).any()
    assert np.array_equal(classes, np.where(votes < 14, 10, best))
    assert [(c.id, c.name) for c in found.legend][-1] == (10, "not sure")
    assert found.counts[10] == int((votes < 14).sum())


def test_clusters_know_no_probabilities(open_scene, clusters, tmp_path):
    for extra in ({"probabilities": str(tmp_path / "p.tif")}, {"min_certainty": 5}):
        with pytest.raises(ModelError, match="Models of KMEANS do not know how likely"):
            classify_raster(open_scene(), clusters, str(tmp_path / "c.tif"), **extra)
    with pytest.raises(ModelError, match="MIN_CERTAINTY is 101"):
        classify_raster(open_scene(), clusters, str(tmp_path / "c.tif"), min_certainty=101)
    assert not (tmp_path / "c.tif").exists()


def test_bands_that_do_not_match_are_refused(open_scene, forest, tmp_path):
    with pytest.raises(ModelError, match=r"has 2 bands to classify \(green, red\) and the model"):
        classify_raster(open_scene(bands="2,1"), forest, str(tmp_path / "c.tif"))
    with pytest.raises(ModelError, match=r"\(nir, green, red\) are not those .*\(red, green, nir"):
        check_band_names(forest, open_scene(bands="3,2,1").info)
    check_band_names(forest, open_scene(descriptions=None).info)
    check_band_names(forest, open_scene(descriptions=("RED", "Green", "NIR")).info)
    assert list(tmp_path.glob("c*")) == []


def test_bands_are_found_by_name(forest):
    assert bands_by_name(forest, ("NIR", "blue", "green", "red")) == (4, 3, 1)
    assert bands_by_name(forest, ("nir", "green", "blue")) is None
    assert bands_by_name(forest, ("nir", "red", "green", "red")) is None


def test_other_units_are_noticed(open_scene, forest):
    assert share_outside(open_scene(), forest) < 0.05
    scaled = scene(dtype="float32") / 10000 - 5000
    assert share_outside(open_scene(scaled, name="other.tif"), forest) == 1


def test_values_next_to_nothing_are_other_units_too(open_scene, forest):
    reflectances = scene(dtype="float32") / 10000
    assert share_outside(open_scene(reflectances, name="reflectances.tif"), forest) == 1
    dark = (scene() / 20).astype("uint16")
    assert share_outside(open_scene(dark, name="dark.tif"), forest) == 0


def test_cancel_stops_in_the_middle_and_leaves_nothing(open_scene, forest, tmp_path, monkeypatch):
    monkeypatch.setattr(write_raster, "_GROUP_BYTES", 1)
    target = tmp_path / "c.tif"
    target.write_bytes(b"earlier")
    seen, stop = [], threading.Event()

    def progress(fraction):
        seen.append(fraction)
        stop.set()

    values = scene(600, 1200)
    with pytest.raises(CancelledError):
        classify_raster(
            open_scene(values), forest, str(target), progress=progress, is_cancelled=stop.is_set
        )
    assert len(seen) == 1
    assert target.read_bytes() == b"earlier"
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []


def test_a_block_hears_cancel_between_its_pixels(forest):
    asked = []

    def is_cancelled():
        asked.append(True)
        return len(asked) == 3

    with pytest.raises(CancelledError):
        ClassPredictor(forest).predict(scene(400, 400).reshape(3, -1), is_cancelled=is_cancelled)
    assert len(asked) == 3


def test_large_forests_of_many_bands_take_the_librarys_trees(monkeypatch):
    from tilewright.core.trees import leaves as find_leaves
    from tilewright.core.trees.sklearn_trees import SklearnTrees

    rng = np.random.default_rng(0)
    values = rng.normal(size=(2000, 10)).astype("float32")
    labels = (values[:, :5].sum(axis=1) + rng.normal(size=2000) > 0).astype(int)
    data = TrainingData(values, labels, np.arange(2000), np.zeros(2000, dtype=np.int64))
    options = TrainingOptions(trees=6, folds=0)
    model, _ = train_classifier(data, [str(k) for k in range(10)], LEGEND, options)
    assert model.method == RANDOM_FOREST
    by_library = ClassPredictor(model)
    assert isinstance(by_library.predictor.finders[0], SklearnTrees)
    monkeypatch.setattr(find_leaves, "rebuild_trees", lambda *_: None)
    by_tables = ClassPredictor(model)
    assert not isinstance(by_tables.predictor.finders[0], SklearnTrees)
    pixels = rng.normal(size=(10, 5000))
    for k in range(2):
        assert np.array_equal(
            by_library.predict(pixels, True)[k], by_tables.predict(pixels, True)[k]
        )


def test_no_pixels_are_no_problem(forest, clusters):
    for model in (forest, clusters):
        found, _ = ClassPredictor(model).predict(np.empty((3, 0), dtype="uint16"))
        assert found.shape == (0,)
    assert isinstance(forest, ClassifierModel)
