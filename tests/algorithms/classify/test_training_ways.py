"""Training by other methods, from points and class rasters, and what is said of the quality."""

import json
import pathlib

import numpy as np
import pytest
import rasterio

UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
SIDE = 60
MEANS = np.array([[300, 200], [900, 3000], [400, 2200]])
NAMES = ("WATER", "FARM", "FOREST")


@pytest.fixture
def truth():
    """Indices of classes: water, farm and forest in patches of ten pixels."""
    rows, cols = np.indices((SIDE, SIDE)) // 10
    return (rows * 2 + cols) % 3


@pytest.fixture
def scene(make_raster, truth):
    rng = np.random.default_rng(3)
    values = (MEANS[truth] + rng.normal(scale=150, size=(SIDE, SIDE, 2))).clip(1)
    return make_raster(values.transpose(2, 0, 1).astype("float32"), descriptions=("red", "nir"))


def square(col, row, side=8):
    x, y = 500010 + 10 * col, 4599990 - 10 * row
    right, low = x + 10 * side, y - 10 * side
    return f"POLYGON(({x} {y}, {right} {y}, {right} {low}, {x} {low}, {x} {y}))"


@pytest.fixture
def labels(make_layer, truth):
    """Two polygons of water and of farm, and one of forest."""
    found, features = {0: 0, 1: 0, 2: 1}, []
    for row in range(0, SIDE, 10):
        for col in range(0, SIDE, 10):
            kind = int(truth[row, col])
            found[kind] += 1
            if found[kind] <= 2:
                features.append((square(col, row), {"class": NAMES[kind]}))
    return make_layer(features)


def train(run, scene, tmp_path, **more):
    return run("trainclassifier", RASTER=[scene], OUTPUT=str(tmp_path / "m.npz"), **more)


@pytest.mark.parametrize(("method", "options"), [("SVM", {"C": 10}), ("KNN", {"NEIGHBOURS": 3})])
def test_support_vectors_and_neighbours_are_those_of_the_library(
    run, run_error, scene, labels, tmp_path, method, options, truth
):
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    train(run, scene, tmp_path, LABELS=labels, LABEL_FIELD="class", METHOD=method, **options)
    out = run("classifyraster", RASTER=scene, MODEL=str(tmp_path / "m.npz"),
              OUTPUT=str(tmp_path / "c.tif"))  # fmt: skip
    samples = str(tmp_path / "s.csv")
    run("samplepixels", RASTER=scene, LABELS=labels, LABEL_FIELD="class", OUTPUT=samples)
    table = np.genfromtxt(samples, delimiter=",", skip_header=1, usecols=(0, 1))
    ids = np.genfromtxt(samples, delimiter=",", skip_header=1, usecols=3).astype(int)
    library = SVC(C=10) if method == "SVM" else KNeighborsClassifier(3)
    library = make_pipeline(StandardScaler(), library).fit(table, ids)
    with rasterio.open(scene) as dataset:
        pixels = dataset.read().reshape(2, -1).T.astype(float)
    with rasterio.open(out["OUTPUT"]) as dataset:
        found = dataset.read(1)
    assert np.array_equal(found.reshape(-1), library.predict(pixels))
    # Numbers are by sorted names: farm, forest, water.
    assert (np.array([3, 1, 2])[truth] == found).mean() > 0.98
    shares = {"PROBABILITIES": str(tmp_path / "p.tif"), "OUTPUT": str(tmp_path / "c2.tif")}
    call = {"RASTER": scene, "MODEL": str(tmp_path / "m.npz"), **shares}
    if method == "SVM":
        assert "Models of SVM do not know how likely a class is" in run_error(
            "classifyraster", **call
        )
        return
    run("classifyraster", **call)
    with rasterio.open(shares["PROBABILITIES"]) as dataset:
        likely = dataset.read().reshape(3, -1).T
    assert np.array_equal(likely, library.predict_proba(pixels).astype("float32"))


def test_the_headline_names_the_classes_that_were_not_measured(run, scene, labels, tmp_path):
    out = train(
        run, scene, tmp_path, LABELS=labels, LABEL_FIELD="class", TREES=10,
        REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    quality = json.loads((tmp_path / "r.json").read_text("utf-8"))
    percent = f"{100 * quality['held_out']['accuracy']:.1f} %"
    assert f"Accuracy on held-out polygons: {percent} of FARM and WATER; FOREST was not" in run.log
    page = (tmp_path / "r.html").read_text("utf-8")
    assert f"{percent} of FARM and WATER; FOREST was not measured." in page
    assert json.loads(out["UNMEASURED"]) == ["FOREST"]
    assert out["ACCURACY"] == quality["held_out"]["accuracy"]


def test_a_search_is_told_and_recorded(run, scene, labels, tmp_path):
    train(
        run, scene, tmp_path, LABELS=labels, LABEL_FIELD="class", METHOD="KNN", SEARCH=True,
        FOLDS=2, REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    quality = json.loads((tmp_path / "r.json").read_text("utf-8"))
    tried = [row["settings"]["neighbours"] for row in quality["search"]]
    assert tried == [5, 1, 3, 9, 15]
    (chosen,) = [r["settings"]["neighbours"] for r in quality["search"] if r["is_chosen"]]
    assert f"Of 5 settings neighbours {chosen} was the best on held-out polygons." in run.log
    assert quality["options"]["neighbours"] == chosen
    assert "Settings that were tried" in (tmp_path / "r.html").read_text("utf-8")
    train(run, scene, tmp_path, METHOD="KMEANS", CLASSES=3, SEARCH=True)
    assert "Nothing is searched." in run.log


@pytest.fixture
def class_raster(make_raster, truth):
    """The truth on pixels of half the size, but for a strip that nobody knows; 7 is farm."""
    codes = np.array([4, 7, 200], dtype="uint8")[truth].repeat(2, axis=0).repeat(2, axis=1)
    codes[:, :24] = 0
    colors = {4: (0, 0, 255, 255), 7: (255, 255, 0, 255), 200: (0, 99, 0, 255)}
    fine = (5.0, 0.0, 500000.0, 0.0, -5.0, 4600000.0)
    return make_raster(codes, "classes.tif", transform=fine, nodata=0, colormap=colors)


def test_a_class_raster_gives_as_many_pixels_of_each_class(
    run, scene, class_raster, tmp_path, truth
):
    from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer
    from qgis.PyQt.QtGui import QColor

    layer = QgsRasterLayer(class_raster, "map", "gdal")
    rows = [(4, "WATER", "#0000ff"), (7, "FARM", "#ffff00"), (200, "FOREST", "#006300")]
    kinds = [QgsPalettedRasterRenderer.Class(v, QColor(c), n) for v, n, c in rows]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, kinds))
    layer.saveDefaultStyle()
    out = train(
        run, scene, tmp_path, LABEL_RASTER=class_raster, MAX_PER_CLASS=100, TREES=20, FOLDS=3,
        REPORT=str(tmp_path / "r.html"),
    )  # fmt: skip
    assert out["SAMPLE_COUNT"] == 300
    assert json.loads(out["LEGEND"]) == [
        {"id": 1, "name": "FARM", "color": "#ffff00"},
        {"id": 2, "name": "FOREST", "color": "#006300"},
        {"id": 3, "name": "WATER", "color": "#0000ff"},
    ]
    quality = json.loads((tmp_path / "r.json").read_text("utf-8"))
    held_out = quality["held_out"]
    # Blocks of six pixels are held out whole, so each class has many.
    assert min(held_out["polygons"]) > 10
    assert np.sum(held_out["confusion"]) == 300
    assert out["ACCURACY"] > 0.95
    run("classifyraster", RASTER=scene, MODEL=out["OUTPUT"], OUTPUT=str(tmp_path / "c.tif"))
    with rasterio.open(tmp_path / "c.tif") as dataset:
        assert (np.array([3, 1, 2])[truth] == dataset.read(1)).mean() > 0.95
    # All of them, when nobody asks for fewer: less than the most that are drawn.
    out = train(run, scene, tmp_path, LABEL_RASTER=class_raster, TREES=5, FOLDS=0)
    assert out["SAMPLE_COUNT"] == SIDE * (SIDE - 12)


def test_samples_of_a_class_raster_are_as_many_of_each_class(
    run, run_error, scene, class_raster, labels, tmp_path, truth
):
    import csv

    table = str(tmp_path / "s.csv")
    out = run(
        "samplepixels", RASTER=scene, LABEL_RASTER=class_raster, MAX_PER_CLASS=70, OUTPUT=table
    )
    assert out["SAMPLE_COUNT"] == 210
    with pathlib.Path(table).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with rasterio.open(scene) as dataset:
        values, places = dataset.read(), dataset.transform
    assert len(rows) == 210
    for row in rows:
        col, line = (int(v) for v in ~places * (float(row["x"]), float(row["y"])))
        # The strip of 12 pixels that nobody knows.
        assert col >= 12
        assert row["label"] == str([4, 7, 200][truth[line, col]])
        own = [float(v) for v in list(row.values())[: len(values)]]
        assert np.float32(own).tolist() == values[:, line, col].tolist()
    assert [r["label"] for r in rows].count("200") == 70
    whole = run("samplepixels", RASTER=scene, LABEL_RASTER=class_raster, OUTPUT=table)
    assert whole["SAMPLE_COUNT"] == SIDE * (SIDE - 12)
    text = run_error("samplepixels", RASTER=scene, OUTPUT=table)
    assert "Give LABELS or LABEL_RASTER, which tell the classes of pixels." in text
    text = run_error(
        "samplepixels", RASTER=scene, LABELS=labels, LABEL_RASTER=class_raster, OUTPUT=table
    )
    assert "LABELS and LABEL_RASTER are both given; give one of them." in text


def test_a_class_raster_that_cannot_be_says_why(
    run_error, scene, labels, class_raster, make_raster, tmp_path
):
    def fail(**more):
        return run_error("trainclassifier", RASTER=[scene], OUTPUT=str(tmp_path / "m.npz"), **more)

    text = fail(LABEL_RASTER=class_raster, LABELS=labels, LABEL_FIELD="class")
    assert "LABELS and LABEL_RASTER are both given; give one of them." in text
    measures = np.arange(SIDE * SIDE).reshape(SIDE, SIDE).astype("float32")
    text = fail(LABEL_RASTER=make_raster(measures, "measures.tif"))
    assert "LABEL_RASTER measures has more than 1000 values; give a raster of classes" in text
    nothing = make_raster(np.zeros((SIDE, SIDE), "uint8"), "nothing.tif", nodata=0)
    assert "LABEL_RASTER nothing has no value: all its pixels" in fail(LABEL_RASTER=nothing)
    far = (10.0, 0.0, 600000.0, 0.0, -10.0, 4600000.0)
    away = make_raster(np.ones((SIDE, SIDE), "uint8"), "away.tif", transform=far)
    assert "do not overlap; choose rasters of the same place." in fail(LABEL_RASTER=away)
    assert not (tmp_path / "m.npz").exists()


def test_points_give_the_pixels_that_they_lie_in(
    run, run_error, scene, make_layer, tmp_path, truth
):
    rng = np.random.default_rng(1)
    cols, rows = rng.integers(0, SIDE, (2, 80))
    places = list(dict.fromkeys(zip(cols.tolist(), rows.tolist())))

    def point(col, row):
        return f"POINT({500003 + 10 * col} {4599992 - 10 * row})"

    features = [(point(c, r), {"class": NAMES[truth[r, c]]}) for c, r in places]
    c, r = places[0]
    features.append((point(c, r), {"class": "WATER" if truth[r, c] else "FARM"}))
    features.append((point(1, 1), {"class": None}))
    layer = make_layer(features, kind="Point")
    moved = run("native:reprojectlayer", INPUT=layer, TARGET_CRS="EPSG:4326")["OUTPUT"]
    path = tmp_path / "s.csv"
    out = run("samplepixels", RASTER=scene, LABELS=moved, LABEL_FIELD="class", OUTPUT=str(path))
    assert out["SAMPLE_COUNT"] == len(places) - 1
    assert "1 pixel that two classes claim was left out." in run.log
    lines = [line.split(",") for line in path.read_text("utf-8").splitlines()[1:]]
    found = {
        (int((float(x) - 500000) // 10), int((4600000 - float(y)) // 10)): name
        for _, _, name, _, _, x, y, *_ in lines
    }
    assert found == {(c, r): NAMES[truth[r, c]] for c, r in places[1:]}
    trained = train(run, scene, tmp_path, LABELS=moved, LABEL_FIELD="class", TREES=10)
    assert trained["SAMPLE_COUNT"] == len(places) - 1
    assert trained["ACCURACY"] > 0.9

    line = make_layer([("LINESTRING(500000 4600000, 500100 4599900)", {"class": "a"})],
                      kind="LineString")  # fmt: skip
    text = run_error("samplepixels", RASTER=scene, LABELS=line, LABEL_FIELD="class",
                     OUTPUT=str(tmp_path / "l.csv"))  # fmt: skip
    assert "holds lines, and polygons or points are needed" in text
