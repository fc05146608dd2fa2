"""The round trip of pixel classification, as users run it."""

import csv
import errno
import json
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.features import rasterize
from rasterio.transform import Affine

IDS = ["samplepixels", "trainclassifier", "classifyraster", "contactsheet"]
UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
NAMES = ("red", "nir")
# Six squares of 12 x 12 pixels, two a class, in pixels from the upper left.
SQUARES = [
    (2, 2, "water"), (40, 5, "water"), (20, 3, "field"),
    (3, 30, "field"), (22, 31, "wood"), (41, 28, "wood"),
]  # fmt: skip
COLORS = {"water": "#0094ff", "field": "255,200,0,255", "wood": "darkgreen"}
MEANS = {"field": (900, 3000), "water": (300, 200), "wood": (400, 2200)}


@pytest.fixture(params=IDS)
def algorithm(request, qgis):
    from qgis.core import QgsApplication

    return QgsApplication.processingRegistry().createAlgorithmById(f"tilewright:{request.param}")


def test_names_parameters_and_help_are_those_of_the_house(algorithm):
    from qgis.core import QgsProcessingParameterEnum

    assert (algorithm.group(), algorithm.groupId()) == ("Classify", "classify")
    assert len(algorithm.shortHelpString()) > 80
    assert 20 < len(algorithm.shortDescription()) < 250
    assert algorithm.canExecute() == (True, "")
    required = set()
    for parameter in algorithm.parameterDefinitions():
        assert re.fullmatch("[A-Z_]+", parameter.name())
        assert parameter.help().endswith("."), parameter.name()
        if isinstance(parameter, QgsProcessingParameterEnum):
            assert parameter.usesStaticStrings()
            assert f"Values: {', '.join(parameter.options())}." in parameter.help()
        if not parameter.flags() & parameter.Flag.FlagOptional and parameter.defaultValue() is None:
            required.add(parameter.name())
    assert required <= {"RASTER", "LABELS", "MODEL", "OUTPUT"}


def square(col, row, side=12):
    x, y = 500000 + 10 * col, 4600000 - 10 * row
    right, low = x + 10 * side, y - 10 * side
    return f"POLYGON(({x} {y}, {right} {y}, {right} {low}, {x} {low}, {x} {y}))"


@pytest.fixture
def labels(make_layer):
    features = [
        (square(col, row), {"class": name, "color": COLORS[name]}) for col, row, name in SQUARES
    ]
    return make_layer(features, fields="class:string,color:string", name="labels")


def truth_of(shape):
    found = np.full(shape, "wood", dtype=object)
    for col, row, name in SQUARES:
        found[row : row + 12, col : col + 12] = name
    return found


@pytest.fixture
def scene(make_raster):
    """Two bands of three classes with noise, and nodata in the last column."""
    rng = np.random.default_rng(0)
    truth = truth_of((45, 56))
    means = np.array([[MEANS[name] for name in row] for row in truth.tolist()], dtype=float)
    values = (means + rng.normal(scale=120, size=means.shape)).clip(1).transpose(2, 0, 1)
    values = np.rint(values).astype("uint16")
    values[1, :, -1] = 0
    return make_raster(values, nodata=0, descriptions=NAMES, name="scène.tif")


def rows_of(path, separator=","):
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


@pytest.fixture
def samples(run, scene, labels, tmp_path):
    path = str(tmp_path / "samples.csv")
    run("samplepixels", RASTER=scene, LABELS=labels, LABEL_FIELD="class", OUTPUT=path)
    return path


@pytest.fixture
def model(run, samples, tmp_path):
    path = str(tmp_path / "model.npz")
    run("trainclassifier", SAMPLES=[samples], TREES=20, FOLDS=2, OUTPUT=path)
    return path


def test_labels_in_degrees_give_the_pixels_of_the_reprojected_polygons(
    run, scene, labels, tmp_path, rows
):
    moved = run("native:reprojectlayer", INPUT=labels, TARGET_CRS="EPSG:4326")["OUTPUT"]
    path = tmp_path / "Neuer Ordner" / "s.csv"
    results = run(
        "samplepixels", RASTER=scene, LABELS=moved, LABEL_FIELD="CLASS", OUTPUT=str(path),
        SEPARATOR="SEMICOLON", POINTS="TEMPORARY_OUTPUT",
    )  # fmt: skip
    assert results["SAMPLE_COUNT"] == 6 * 144
    legend = json.loads(results["LEGEND"])
    assert legend == [
        {"id": 1, "name": "field", "color": "#ffc800"},
        {"id": 2, "name": "water", "color": "#0094ff"},
        {"id": 3, "name": "wood", "color": "#006400"},
    ]
    with rasterio.open(scene) as dataset:
        values = dataset.read()
    found = rows_of(path, ";")
    assert list(found[0])[:4] == ["red", "nir", "label", "class_id"]
    truth = truth_of((45, 56))
    back = run("native:reprojectlayer", INPUT=moved, TARGET_CRS="EPSG:32631")["OUTPUT"]
    shapes = [json.loads(f.geometry().asJson()) for f in back.getFeatures()]
    hit = rasterize(shapes, out_shape=(45, 56), transform=Affine(*UTM)) > 0
    places = [
        (int((4600000 - float(r["y"])) // 10), int((float(r["x"]) - 5e5) // 10)) for r in found
    ]
    assert places == list(zip(*(v.tolist() for v in np.nonzero(hit))))
    for line, (row, col) in zip(found, places):
        assert [int(line["red"]), int(line["nir"])] == values[:, row, col].tolist()
        assert line["label"] == truth[row, col]
    assert {(r["label"], r["class_id"]) for r in found} == {
        ("field", "1"), ("water", "2"), ("wood", "3"),
    }  # fmt: skip
    points = rows(results["POINTS"])
    assert [[p["red"], p["label"], p["class_id"]] for p in points] == [
        [int(r["red"]), r["label"], int(r["class_id"])] for r in found
    ]


def test_overlaps_nulls_and_broken_polygons_are_told(run, scene, make_layer, tmp_path):
    bow = (
        "POLYGON((500200 4599800, 500300 4599700, 500300 4599800, 500200 4599700, 500200 4599800))"
    )
    layer = make_layer(
        [
            (square(0, 0, 4), {"class": "a"}),
            (square(2, 2, 4), {"class": "b"}),
            (square(9, 9, 4), {"class": None}),
            (bow, {"class": "a"}),
        ]
    )
    results = run(
        "samplepixels", RASTER=scene, LABELS=layer, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "s.csv"), LEGEND="4=b,9=a",
    )  # fmt: skip
    assert "4 pixels that two classes claim were left out." in run.log
    assert "1 invalid label polygon was repaired." in run.log
    assert "1 label polygon has no class (NULL) and was skipped." in run.log
    assert [c["id"] for c in json.loads(results["LEGEND"])] == [4, 9]
    ids = [r["class_id"] for r in rows_of(tmp_path / "s.csv")]
    assert ids.count("4") == 12
    assert set(ids) == {"4", "9"}


def test_samples_are_thinned_by_number_and_distance(run, scene, labels, tmp_path):
    def sample(**options):
        path = tmp_path / "s.csv"
        results = run(
            "samplepixels", RASTER=scene, LABELS=labels, LABEL_FIELD="class", OUTPUT=str(path),
            **options,
        )  # fmt: skip
        lines = [tuple(row.items()) for row in rows_of(path)]
        assert len(lines) == results["SAMPLE_COUNT"]
        return lines

    every = sample()
    ten = sample(MAX_PER_CLASS=10)
    assert len(every) == 6 * 144 and len(ten) == 30
    # What is left are lines of the whole table, in its order.
    assert ten == [line for line in every if line in set(ten)]
    names = [dict(line)["label"] for line in ten]
    assert {name: names.count(name) for name in names} == {"field": 10, "water": 10, "wood": 10}
    assert sample(MAX_PER_CLASS=10) == ten
    assert sample(MAX_PER_CLASS=10, SEED=1) != ten
    apart = sample(MIN_DISTANCE=35)
    for name in ("field", "water", "wood"):
        places = [
            (float(dict(line)["x"]), float(dict(line)["y"]))
            for line in apart
            if dict(line)["label"] == name
        ]
        # Two squares of 120 m a class hold nine such pixels each at most, and four at least.
        assert 8 <= len(places) <= 32
        assert (
            min(np.hypot(a[0] - b[0], a[1] - b[1]) for a in places for b in places if a != b) >= 35
        )


def test_nothing_sampled_is_said_and_nothing_is_written(run_error, scene, make_layer, tmp_path):
    far = make_layer([(square(5000, 5000), {"class": "a"})])
    text = run_error(
        "samplepixels", RASTER=scene, LABELS=far, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "s.csv"),
    )  # fmt: skip
    assert "has its centre in a polygon of layer; check where the polygons lie" in text
    empty = make_layer([])
    text = run_error(
        "samplepixels", RASTER=scene, LABELS=empty, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "s.csv"),
    )  # fmt: skip
    assert "has no feature with a class in its field class" in text
    assert list(tmp_path.glob("s*.csv")) == []
    assert list(tmp_path.glob(".s*")) == []


def test_the_round_trip_is_that_of_the_library_by_hand(run, scene, samples, model, tmp_path):
    from sklearn.ensemble import RandomForestClassifier

    table = rows_of(samples)
    matrix = np.array([[float(r[n]) for n in NAMES] for r in table], dtype="float32")
    ids = np.array([int(r["class_id"]) for r in table])
    library = RandomForestClassifier(20, random_state=0).fit(matrix, ids)
    with rasterio.open(scene) as dataset:
        values = dataset.read()
    expected = library.predict(values.reshape(2, -1).T.astype("float32")).reshape(45, 56)
    expected[(values == 0).any(axis=0)] = 0
    output = str(tmp_path / "classes.tif")
    results = run("classifyraster", RASTER=scene, MODEL=model, OUTPUT=output)
    with rasterio.open(output) as dataset:
        assert np.array_equal(dataset.read(1), expected)
    counts = json.loads(results["CLASS_COUNTS"])
    assert counts == {
        name: int((expected == k).sum()) for k, name in enumerate(("field", "water", "wood"), 1)
    }
    assert "45 pixels are nodata." in run.log


def test_rasters_and_polygons_train_the_same_model_as_their_table(
    run, scene, labels, samples, model, tmp_path
):
    other = str(tmp_path / "other.npz")
    run(
        "trainclassifier", RASTER=[scene], LABELS=labels, LABEL_FIELD="class", TREES=20, FOLDS=2,
        OUTPUT=other,
    )  # fmt: skip
    with np.load(model) as one, np.load(other) as two:
        assert set(one.files) == set(two.files)
        for name in one.files:
            if name.startswith("tree_"):
                assert np.array_equal(one[name], two[name]), name


def test_two_images_are_one_model_and_weigh_the_same(
    run, scene, labels, make_raster, make_layer, tmp_path
):
    with rasterio.open(scene) as dataset:
        values = dataset.read()
    # The right half only, so that it has fewer samples.
    half = make_raster(
        values[:, :, 30:], nodata=0, descriptions=NAMES, name="half.tif",
        transform=(10.0, 0.0, 500300.0, 0.0, -10.0, 4600000.0),
    )  # fmt: skip
    results = run(
        "trainclassifier", RASTER=[scene, half], LABELS=labels, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "m.npz"), REPORT=str(tmp_path / "r.html"), TREES=10, FOLDS=2,
    )  # fmt: skip
    assert results["SAMPLE_COUNT"] == 6 * 144 + 2 * 144 + 2 * 12 + 4 * 12
    facts = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert facts["images"] == 2
    assert sum(facts["held_out"]["polygons"]) == 6 + 4
    assert results["REPORT_JSON"] == str(tmp_path / "r.json")
    assert results["ACCURACY"] == facts["held_out"]["accuracy"] > 0.9


def test_clusters_need_no_labels(run, scene, tmp_path):
    model, output = str(tmp_path / "k.npz"), str(tmp_path / "k.tif")
    results = run(
        "trainclassifier", RASTER=scene, METHOD="KMEANS", CLASSES=3, OUTPUT=model,
        REPORT=str(tmp_path / "k.html"),
    )  # fmt: skip
    # All pixels but the column without data.
    assert results["SAMPLE_COUNT"] == 45 * 55
    run("classifyraster", RASTER=scene, MODEL=model, OUTPUT=output)
    with rasterio.open(output) as dataset:
        found = dataset.read(1)[:, :-1]
    number = {"water": 1, "wood": 2, "field": 3}
    expected = np.vectorize(number.get)(truth_of((45, 56)))[:, :-1]
    assert (found == expected).mean() > 0.99


def test_other_numbers_of_clusters_are_tried_for_a_report_alone(run, scene, tmp_path, monkeypatch):
    from tilewright.core.classify import kmeans as cluster_pixels

    tried = []
    try_counts = cluster_pixels._try_counts
    monkeypatch.setattr(
        cluster_pixels, "_try_counts", lambda *given: tried.append(1) or try_counts(*given)
    )
    given = {"RASTER": scene, "METHOD": "KMEANS", "CLASSES": 3}
    run("trainclassifier", **given, OUTPUT=str(tmp_path / "a.npz"))
    assert tried == []
    report = str(tmp_path / "b.html")
    run("trainclassifier", **given, OUTPUT=str(tmp_path / "b.npz"), REPORT=report)
    assert tried == [1]
    assert json.loads((tmp_path / "b.json").read_text("utf-8"))["tried"][:2] == [2, 3]
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_only_some_bands_are_trained_on_and_found_again_by_name(
    run, run_error, scene, labels, make_raster, tmp_path
):
    model = str(tmp_path / "m.npz")
    given = {"LABELS": labels, "LABEL_FIELD": "class", "TREES": 5, "FOLDS": 0, "OUTPUT": model}
    run("trainclassifier", RASTER=scene, BANDS="2", **given)
    output = str(tmp_path / "c.tif")
    run("classifyraster", RASTER=scene, MODEL=model, OUTPUT=output)
    assert "Bands 2 are called like the model's." in run.log
    plain = make_raster(np.ones((3, 9, 9), dtype="uint8"), name="plain.tif")
    text = run_error("classifyraster", RASTER=plain, MODEL=model, OUTPUT=output)
    assert "plain.tif has 3 bands to classify (band 1, band 2, band 3) and the model was" in text
    text = run_error("classifyraster", RASTER=scene, MODEL=model, BANDS="7", OUTPUT=output)
    assert "BANDS asks for band 7" in text
    run("classifyraster", RASTER=scene, MODEL=model, BANDS="1", OUTPUT=output)
    assert "are not those that the model was trained on" in run.log


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "Give either SAMPLES or RASTER"),
        ({"RASTER": True, "SAMPLES": True}, "Give either SAMPLES or RASTER"),
        (
            {"RASTER": True},
            "learns from labelled pixels: give LABELS or LABEL_RASTER, or choose METHOD=K",
        ),
        ({"RASTER": True, "LABELS": True}, "Name the field with the class as LABEL_FIELD"),
        ({"SAMPLES": True, "METHOD": "NET"}, "METHOD is 'NET'; choose one of RANDOM_FOREST"),
        ({"SAMPLES": True, "BANDS": "3"}, "BANDS asks for band 3, but samples.csv has 2 bands"),
    ],
)
def test_training_that_cannot_be_says_why(run_error, scene, samples, labels, tmp_path, given, text):
    places = {"RASTER": [scene], "SAMPLES": [samples], "LABELS": labels}
    given = {k: places[k] if v is True else v for k, v in given.items()}
    assert text in run_error("trainclassifier", OUTPUT=str(tmp_path / "m.npz"), **given)
    assert not (tmp_path / "m.npz").exists()


def test_a_raster_is_not_written_over_itself(run_error, scene, model, samples):
    text = run_error("classifyraster", RASTER=scene, MODEL=model, OUTPUT=scene)
    assert "which is read; choose another file" in text
    with rasterio.open(scene) as dataset:
        assert dataset.count == 2
    text = run_error("classifyraster", RASTER=scene, MODEL=samples, OUTPUT="TEMPORARY_OUTPUT")
    assert "samples.csv is not a Tilewright model" in text


def test_files_that_are_read_are_not_written_over(
    run, run_error, scene, samples, labels, rows, tmp_path
):
    polygons = str(tmp_path / "polygons.gpkg")
    run("native:savefeatures", INPUT=labels, OUTPUT=polygons)
    named = {"RASTER": scene, "LABELS": polygons, "LABEL_FIELD": "class"}
    refused = "which is read; choose another file"
    before = [Path(path).read_bytes() for path in (polygons, samples)]
    for place in (polygons, str(tmp_path / "." / "polygons.gpkg")):
        assert refused in run_error("samplepixels", **named, OUTPUT=place)
        elsewhere = str(tmp_path / "other.csv")
        assert refused in run_error("samplepixels", **named, OUTPUT=elsewhere, POINTS=place)
        assert not (tmp_path / "other.csv").exists()
    by_layer = {**named, "LABELS": f"{polygons}|layername=polygons"}
    assert refused in run_error("samplepixels", **by_layer, OUTPUT=polygons)
    for names in ({"OUTPUT": samples}, {"OUTPUT": "m.npz", "REPORT": samples}):
        places = {key: str(tmp_path / name) for key, name in names.items()}
        text = run_error("trainclassifier", SAMPLES=[samples], TREES=2, **places)
        assert refused in text
    assert [Path(path).read_bytes() for path in (polygons, samples)] == before
    assert refused in run_error("contactsheet", IMAGES=[scene], OUTPUT=scene)
    with rasterio.open(scene) as dataset:
        assert dataset.count == 2


def test_a_sheet_is_called_what_it_is(run_error, scene, tmp_path):
    text = run_error("contactsheet", IMAGES=[scene], OUTPUT=str(tmp_path / "sheet.jpg"))
    assert "sheet.jpg is to be a PNG; give it a name that ends in .png" in text
    assert not (tmp_path / "sheet.jpg").exists()


def test_a_report_and_its_model_are_two_files(run_error, samples, tmp_path):
    places = {"OUTPUT": str(tmp_path / "r.json"), "REPORT": str(tmp_path / "r.html")}
    text = run_error("trainclassifier", SAMPLES=[samples], TREES=2, **places)
    assert "OUTPUT and REPORT_JSON are both" in text
    assert not list(tmp_path.glob("r.*"))


def test_a_report_does_not_replace_another_json_and_is_written_whole(
    run, run_error, samples, tmp_path, monkeypatch
):
    page, numbers = tmp_path / "r.html", tmp_path / "r.json"
    call = {"SAMPLES": [samples], "TREES": 2, "OUTPUT": str(tmp_path / "m.npz")}
    for mine in ('{"my": "map"}', "[1]", "no JSON"):
        numbers.write_text(mine)
        text = run_error("trainclassifier", **call, REPORT=str(page))
        assert f"{numbers} is there already and does not hold the numbers of a classifier" in text
        assert numbers.read_text() == mine
    assert not page.exists() and not (tmp_path / "m.npz").exists()
    numbers.unlink()
    for _ in range(2):
        # Its own are replaced.
        run("trainclassifier", **call, REPORT=str(page))
    page.write_text("an earlier page")
    before = page.read_bytes(), numbers.read_bytes()
    write_bytes = Path.write_bytes

    def write(path, data):
        if ".json" in path.name:
            raise OSError(errno.ENOSPC, "No space", str(path))
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", write)
    text = run_error("trainclassifier", **call, REPORT=str(page))
    assert f"The disk is full: {numbers} cannot be written" in text
    assert (page.read_bytes(), numbers.read_bytes()) == before
    assert {path.name for path in tmp_path.glob("r*")} == {"r.html", "r.json"}


@pytest.mark.parametrize("name", IDS[:3])
def test_cancel_is_heard(qgis, scene, labels, samples, model, tmp_path, name):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    parameters = {
        "samplepixels": {"RASTER": scene, "LABELS": labels, "LABEL_FIELD": "class"},
        "trainclassifier": {"SAMPLES": [samples]},
        "classifyraster": {"RASTER": scene, "MODEL": model},
    }[name]
    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    output = tmp_path / "out" / ("c.tif" if name == "classifyraster" else "c.csv")
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(
            f"tilewright:{name}", {**parameters, "OUTPUT": str(output)}, feedback=feedback
        )
    assert not output.exists()


def test_class_rasters_and_points_are_loaded_in_the_classes_colours(
    qgis, scene, labels, model, tmp_path
):
    from tilewright.algorithms.outputs import style_on_load

    kept_before = list(style_on_load._kept)
    import processing
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingOutputLayerDefinition,
        QgsProject,
        QgsRasterLayer,
    )

    project, layers = QgsProject(), {}
    for name, key, parameters in (
        ("classifyraster", "OUTPUT", {"RASTER": scene, "MODEL": model}),
        (
            "samplepixels",
            "POINTS",
            {
                "RASTER": scene,
                "LABELS": labels,
                "LABEL_FIELD": "class",
                "OUTPUT": str(tmp_path / "s.csv"),
            },
        ),
    ):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(project)
        target = str(tmp_path / "c.tif") if key == "OUTPUT" else "TEMPORARY_OUTPUT"
        parameters[key] = QgsProcessingOutputLayerDefinition(target, project)
        result = processing.run(
            f"tilewright:{name}", parameters, feedback=feedback, context=context
        )[key]
        found = context.layersToLoadOnCompletion()
        layer = QgsRasterLayer(result) if isinstance(result, str) else result
        (details,) = found.values()
        details.postProcessor().postProcessLayer(layer, context, feedback)
        layers[name] = layer
    expected = {1: ("field", "#ffc800"), 2: ("water", "#0094ff"), 3: ("wood", "#006400")}
    classes = layers["classifyraster"].renderer().classes()
    assert {c.value: (c.label, c.color.name()) for c in classes} == expected
    renderer = layers["samplepixels"].renderer()
    assert renderer.classAttribute() == "class_id"
    assert {
        c.value(): (c.label(), c.symbol().color().name()) for c in renderer.categories()
    } == expected
    # Layers that other tests never loaded may have left theirs.
    assert style_on_load._kept == kept_before


def test_a_sheet_shows_class_rasters_above_their_images(run, run_error, scene, model, tmp_path):
    from PIL import Image

    classes = str(tmp_path / "c.tif")
    run("classifyraster", RASTER=scene, MODEL=model, OUTPUT=classes)
    sheet = str(tmp_path / "sheet.png")
    results = run(
        "contactsheet", IMAGES=[scene] * 3, CLASS_RASTERS=[classes] * 3, COLUMNS=2, CELL=56,
        CAPTIONS=False, OUTPUT=sheet,
    )  # fmt: skip
    assert results["PICTURE_COUNT"] == 6
    with Image.open(sheet) as image:
        # Two columns; rows: classes, images, classes, images.
        assert image.size == (8 + 2 * 64, 8 + 4 * 64)
        pixels = np.asarray(image)
    # The square of water, in its colour.
    assert pixels[8 + 5 + 8, 8 + 8].tolist() == [0, 148, 255]
    run(
        "contactsheet", IMAGES=[scene] * 3, CLASS_RASTERS=[classes] * 3, COLUMNS=2, CELL=300,
        OUTPUT=sheet,
    )  # fmt: skip
    with Image.open(sheet) as image:
        key = np.asarray(image)[8 + 4 * (300 + 8 + 18) :]
    # The key: a line with a swatch of each class.
    assert key.shape == (18 + 8, 8 + 2 * 308, 3)
    for color in ((0, 148, 255), (255, 200, 0), (0, 100, 0)):
        assert (key == color).all(axis=2).sum() == 100
    text = run_error("contactsheet", IMAGES=[scene], CLASS_RASTERS=[classes] * 2, OUTPUT=sheet)
    assert "There are 1 images and 2 class rasters" in text
    assert "both or none are given" in run_error("contactsheet", OUTPUT=sheet)


@pytest.mark.parametrize("name", ["photo.png", "photo.jpg", "points.tif"])
def test_pictures_that_lie_nowhere_on_the_map_are_shown(run, tmp_path, name):
    import warnings

    from PIL import Image
    from rasterio.control import GroundControlPoint
    from rasterio.errors import NotGeoreferencedWarning

    values = np.zeros((3, 20, 40), "uint8")
    values[0], values[2, :, 20:] = 200, 90
    corners = ((0, 0), (0, 40), (20, 0))
    points = [GroundControlPoint(row, col, 500000 + col, 4600000 - row) for row, col in corners]
    given = {"gcps": points, "crs": "EPSG:32631"} if name.endswith("tif") else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(
            tmp_path / name, "w", driver={"png": "PNG", "jpg": "JPEG", "tif": "GTiff"}[name[-3:]],
            width=40, height=20, count=3, dtype="uint8", **given,
        ) as dataset:  # fmt: skip
            dataset.write(values)
    sheet = str(tmp_path / "sheet.png")
    results = run("contactsheet", IMAGES=[str(tmp_path / name)], CELL=80, OUTPUT=sheet)
    assert results["PICTURE_COUNT"] == 1
    with Image.open(sheet) as image:
        # Enlarged to twice its size, in the middle of its square.
        found = np.asarray(image)[8 + 20 : 8 + 60, 8:88].astype(int)
    assert np.abs(found[:, :24] - (200, 0, 0)).max() <= 3
    assert np.abs(found[:, 56:] - (200, 0, 90)).max() <= 3
    # QGIS itself notes statistics beside what it opens.
    left = {path.name for path in tmp_path.iterdir()}
    assert left - {f"{name}.aux.xml"} == {name, "sheet.png"}


def test_a_dataset_made_from_a_class_raster_is_labelled_by_it(run, scene, model, tmp_path, rows):
    classes = str(tmp_path / "c.tif")
    run("classifyraster", RASTER=scene, MODEL=model, OUTPUT=classes)
    grid = run("createtilegrid", INPUT=scene, TILE_SIZE=10)["OUTPUT"]
    shares = run("labelproportions", INPUT=grid, LABEL_RASTER=classes)["OUTPUT"]
    with rasterio.open(classes) as dataset:
        found = dataset.read(1)
    for row in rows(shares):
        part = found[row["row_off"] :, row["col_off"] :][:10, :10]
        known = part[part > 0]
        assert row["p_water"] == pytest.approx(100 * (known == 2).mean(), abs=1e-6)
