"""A class raster that is opened from its file shows its classes in the legend, and no other row."""

from __future__ import annotations

import os

import numpy as np
import pytest


def classes_of(path) -> dict[int, str]:
    """Rows of the legend of a raster that is opened as QGIS opens files: name by value."""
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(path, "classes")
    renderer = layer.renderer()
    assert renderer.type() == "paletted"
    return {int(c.value): c.label for c in renderer.classes()}


@pytest.fixture
def image(make_raster):
    values = np.random.default_rng(0).integers(1, 200, (2, 20, 30)).astype("uint16")
    values[:, :, 10:] += 3000
    return make_raster(values, name="image.tif")


@pytest.fixture
def labels(make_layer):
    return make_layer(
        [
            ("POLYGON((500000 4599850,500095 4599850,500095 4600000,500000 4600000,"
             "500000 4599850))", {"class": "water", "nr": 7, "wide": 70000, "low": -4}),
            ("POLYGON((500095 4599850,500290 4599850,500290 4600000,500095 4600000,"
             "500095 4599850))", {"class": "wood", "nr": 300, "wide": 9, "low": 5}),
        ],
        fields="class:string,nr:integer,wide:integer,low:integer",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "classes"),
    [
        ("class", {0: "background", 1: "water", 2: "wood"}),
        ("nr", {0: "background", 7: "7", 300: "300"}),
        ("wide", {0: "background", 70000: "70000", 9: "9"}),
        ("low", {0: "background", -4: "-4", 5: "5"}),
    ],
)
def test_rasterized_labels_and_their_conflicts(run, image, labels, tmp_path, field, classes):
    output, conflicts = str(tmp_path / "classes.tif"), str(tmp_path / "conflicts.tif")
    run(
        "rasterizelabels",
        LABELS=labels, LABEL_FIELD=field, TEMPLATE=image, OUTPUT=output, CONFLICTS=conflicts,
    )  # fmt: skip
    assert classes_of(output) == classes
    assert classes_of(conflicts) == {0: "none", 1: "partly", 2: "wholly"}


def test_a_style_takes_the_place_of_another_only_when_it_is_whole(run, image, labels, tmp_path):
    style, same = tmp_path / "classes.qml", tmp_path / "same.qml"
    style.write_text("of an earlier run")
    os.link(style, same)
    run(
        "rasterizelabels",
        LABELS=labels, LABEL_FIELD="class", TEMPLATE=image, OUTPUT=str(tmp_path / "classes.tif"),
    )  # fmt: skip
    assert "water" in style.read_text()
    assert same.read_text() == "of an earlier run"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("least", [0, 99.9])
def test_classified_rasters(run, image, labels, tmp_path, least):
    table, model = str(tmp_path / "samples.csv"), str(tmp_path / "model.npz")
    run("samplepixels", RASTER=image, LABELS=labels, LABEL_FIELD="class", OUTPUT=table)
    run("trainclassifier", SAMPLES=[table], TREES=5, FOLDS=2, OUTPUT=model)
    output = str(tmp_path / "map.tif")
    run("classifyraster", RASTER=image, MODEL=model, MIN_CERTAINTY=least, OUTPUT=output)
    expected = {1: "water", 2: "wood", **({3: "uncertain"} if least else {})}
    assert classes_of(output) == expected


def test_clusters(run, image, tmp_path):
    model, output = str(tmp_path / "model.npz"), str(tmp_path / "map.tif")
    run("trainclassifier", RASTER=image, METHOD="KMEANS", CLASSES=2, OUTPUT=model)
    run("classifyraster", RASTER=image, MODEL=model, OUTPUT=output)
    assert sorted(classes_of(output)) == [1, 2]


def test_scene_classifications(run, make_product, tmp_path):
    codes = np.random.default_rng(1).choice(12, (60, 60)).astype("uint8")
    fine = np.random.default_rng(2).integers(1000, 9000, (120, 120)).astype("uint16")
    product = make_product({("B02", 10): fine, ("SCL", 20): codes}, offsets=-1000)
    scl = str(tmp_path / "scl.tif")
    run(
        "loadsentinel2",
        INPUT=product, BANDS="B02", OUTPUT=str(tmp_path / "reflectance.tif"), SCL=scl,
    )  # fmt: skip
    found = classes_of(scl)
    assert sorted(found) == list(range(12)) and found[9] == "CLOUD_HIGH_PROBA"
