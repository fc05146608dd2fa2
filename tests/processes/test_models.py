"""The model files of the examples: how they are made, how they look, what they write."""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

NAMES = ("foz", "clouds")
# The program runs both as their pages say; what it writes is looked at for the longer one.
STARTED = "clouds"
STEPS = {
    "foz": {
        "grid": "tilewright:createtilegrid",
        "marks": "tilewright:maskcloudpoints",
        "labels": "tilewright:joinlabels",
        "export": "tilewright:exporttiles",
    },
    "clouds": {
        "grid": "tilewright:createtilegrid",
        "marks": "tilewright:maskcloudpoints",
        "mask": "tilewright:maskcloudraster",
        "labels": "tilewright:joinlabels",
        "export": "tilewright:exporttiles",
    },
}
INPUTS = {
    "foz": ["RASTER", "TILE_SIZE", "LEAVE_OUT", "LABELS", "LABEL_FIELD"],
    "clouds": [
        "RASTER",
        "TILE_SIZE",
        "CLOUDS",
        "QUALITY",
        "BITS",
        "MAX_CLOUD",
        "LABELS",
        "LABEL_FIELD",
    ],
}
# Inputs of a model and the parameters of Build Dataset that say the same.
SAME = {"LEAVE_OUT": "CLOUDS", "QUALITY": "CLOUD_MASK", "BITS": "CLOUD_BITS"}
OUTPUT = "export:dataset"


def _model_parameters(name: str, parameters: dict) -> dict:
    return {key: parameters[SAME.get(key, key)] for key in INPUTS[name]}


@pytest.fixture
def parameters(foz, clouds) -> dict:
    """Parameters of Build Dataset by example."""
    return {"foz": foz, "clouds": clouds}


@pytest.mark.parametrize("name", NAMES)
def test_model_has_these_inputs_and_steps(load_model, name):
    model = load_model(name)
    assert model.validate() == (True, [])
    assert model.group() == "Tilewright examples"
    children = model.childAlgorithms()
    assert {key: child.algorithmId() for key, child in children.items()} == STEPS[name]
    inputs = [p for p in model.parameterDefinitions() if not p.isDestination()]
    assert [p.name() for p in inputs] == INPUTS[name]
    for parameter in inputs:
        assert parameter.help().endswith(".")
        assert parameter.help() in model.shortHelpString()
    assert [p.name() for p in model.destinationParameterDefinitions()] == [OUTPUT]
    for child in children.values():
        assert child.comment().description().endswith(".")


def _boxes(model) -> dict:
    """Left, top, right and bottom of all that the modeler draws; steps with their link labels."""
    parts = {name: (part, 0) for name, part in model.parameterComponents().items()}
    for key, child in model.childAlgorithms().items():
        parts[f"step {key}"] = (child, 20)
        parts[f"note {key}"] = (child.comment(), 0)
        parts.update((f"output {k}", (o, 0)) for k, o in child.modelOutputs().items())
    boxes = {}
    for name, (part, margin) in parts.items():
        x, y = part.position().x(), part.position().y()
        width, height = part.size().width(), part.size().height()
        boxes[name] = (
            x - width / 2, y - height / 2 - margin, x + width / 2, y + height / 2 + margin,
        )  # fmt: skip
    return boxes


@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_in_the_modeler(load_model, name):
    boxes = _boxes(load_model(name))
    assert len(boxes) == len(INPUTS[name]) + 2 * len(STEPS[name]) + 1
    for one, other in itertools.combinations(boxes, 2):
        a, b = boxes[one], boxes[other]
        is_apart = a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        assert is_apart, f"{one} lies on {other}"
    steps = [boxes[f"step {key}"][1] for key in STEPS[name]]
    assert steps == sorted(steps)


_OPEN = """
import os
import sys
from qgis.core import QgsApplication

sys.path += ["/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]
application = QgsApplication([], True)
application.initQgis()
from processing.core.Processing import Processing
Processing.initialize()
sys.path.append(os.environ["QGIS_PLUGINPATH"])
import tilewright
plugin = tilewright.classFactory(None)
plugin.initProcessing()
from processing.modeler.ModelerDialog import ModelerDialog

for name in sys.argv[2:]:
    dialog = ModelerDialog.create()
    dialog.loadModel(f"{sys.argv[1]}/{name}/{name}.model3")
    dialog.show()
    application.processEvents()
    print(dialog.model().name(), dialog.model().validate(), sep="|")
    for item in dialog.view().scene().items():
        if hasattr(item, "component"):
            print(name, type(item).__name__, item.component().description(), sep="|")
sys.stdout.flush()
os._exit(0)  # Windows that are open do not end well.
"""


def test_models_open_in_the_graphical_modeler(profile, data, load_model):
    lines = profile.python(_OPEN, data, *NAMES).splitlines()
    assert "Tiles of a city|(True, [])" in lines
    assert "Cloudless tiles of land cover|(True, [])" in lines
    for name in NAMES:
        model = load_model(name)
        parts = [*model.parameterComponents().values(), *model.childAlgorithms().values()]
        titles = sorted(part.description() for part in parts) + ["Dataset folder"]
        shown = sorted(line.split("|")[2] for line in lines if line.startswith(f"{name}|"))
        assert shown == sorted(titles)


def _facts(model) -> dict:
    """What a model says, free of how a QGIS version writes it down."""
    return {
        "name": model.name(),
        "help": model.helpContent(),
        "boxes": _boxes(model),
        "inputs": {
            p.name(): p.toVariantMap()
            for p in model.parameterDefinitions()
            if not p.isDestination()
        },
        "steps": {
            key: {
                name: [
                    (s.source(), s.staticValue(), s.parameterName(), s.outputChildId(),
                     s.outputName(), s.expression())
                    for s in sources
                ]
                for name, sources in child.parameterSources().items()
            }
            for key, child in model.childAlgorithms().items()
        },
    }  # fmt: skip


def test_script_makes_these_files_the_same_every_time(profile, root, data, load_model, tmp_path):
    from qgis.core import Qgis, QgsProcessingModelAlgorithm

    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        for name in NAMES:
            (folder / name).mkdir(parents=True)
        done = profile.call(
            sys.executable, root / ".ci" / "make_models.py", folder, QT_HASH_SEED=seed
        )
        assert done.returncode == 0, done.stderr
        made.append(folder)
    for name in NAMES:
        files = [folder / name / f"{name}.model3" for folder in made]
        assert files[0].read_bytes() == files[1].read_bytes()
        model = QgsProcessingModelAlgorithm()
        assert model.fromFile(str(files[0]))
        model.initAlgorithm()
        assert _facts(model) == _facts(load_model(name))
        if Qgis.QGIS_VERSION_INT < 32300:
            # The shipped ones are written by the oldest QGIS, for all to read.
            shipped = data / name / f"{name}.model3"
            assert files[0].read_bytes() == shipped.read_bytes()
    other = [folder / "foz" / "land_cover.model3" for folder in (*made, data)]
    assert other[0].read_bytes() == other[1].read_bytes()
    if Qgis.QGIS_VERSION_INT < 32300:
        assert other[0].read_bytes() == other[2].read_bytes()


@pytest.mark.parametrize("name", ["foz/foz", "foz/land_cover", "clouds/clouds"])
def test_model_file_names_no_place_on_a_disk(root, data, name):
    text = (data / f"{name}.model3").read_text("utf-8")
    for word in ("/home", "/tmp", "/root", str(root), "file:", "C:", "{", "uuid"):
        assert word not in text


@pytest.fixture
def plain_parameters(parameters, tmp_path):
    """Those of the examples, whose labels tell no colours: tiles do not carry them on."""

    def plain(name: str) -> dict:
        path = Path(parameters[name]["LABELS"])
        labels = json.loads(path.read_text("utf-8"))
        for feature in labels["features"]:
            feature["properties"].pop("color", None)
        copy = tmp_path / path.name
        copy.write_text(json.dumps(labels), "utf-8")
        return {**parameters[name], "LABELS": str(copy)}

    return plain


@pytest.mark.parametrize("name", NAMES)
def test_model_writes_the_dataset_of_build_dataset(
    run, console, load_model, plain_parameters, data, tmp_path, read_dataset, name
):
    given = plain_parameters(name)
    own = _model_parameters(name, given)
    built = run("builddataset", **given, OUTPUT=str(tmp_path / "built" / "tiles"))

    in_python = _run_model(load_model(name), {**own, OUTPUT: str(tmp_path / "python" / "tiles")})
    assert in_python[OUTPUT] == str(tmp_path / "python" / "tiles")
    folders = [in_python[OUTPUT]]
    if name == STARTED:
        folders.append(tmp_path / "console" / "tiles")
        printed = console.run(data / name / f"{name}.model3", **own, **{OUTPUT: folders[1]})
        assert printed[OUTPUT] == str(folders[1])

    expected = read_dataset(built["OUTPUT"])
    for made in folders:
        files = read_dataset(made)
        assert set(files) == set(expected)
        facts, expected_facts = files.pop("dataset.json"), expected["dataset.json"]
        layers = files.pop("tiles.gpkg")
        assert layers[:15] == b"SQLite format 3"
        different = [name for name in files if files[name] != expected[name]]
        assert different == []
        for key in ("classes", "statistics", "scaling", "rejected_count", "tile_count", "crs"):
            assert facts[key] == expected_facts[key]
        assert _layer_rows(made) == _layer_rows(built["OUTPUT"])
    if name == STARTED:
        layers = [Path(made, "tiles.gpkg") for made in folders]
        assert _sql(layers[0]) == _sql(layers[1])
        assert layers[0].read_bytes() == layers[1].read_bytes()


def _sql(path: Path) -> list[str]:
    """All that a GeoPackage holds, as statements, so that what differs can be read."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def _run_model(model, parameters: dict) -> dict:
    import processing
    from qgis.core import QgsProcessingFeedback

    return processing.run(model, parameters, feedback=QgsProcessingFeedback(False))


def _layer_rows(folder) -> dict[str, list]:
    from qgis.core import QgsVectorLayer

    rows = {}
    for name in ("tiles", "rejected"):
        layer = QgsVectorLayer(f"{folder}/tiles.gpkg|layername={name}", name, "ogr")
        assert layer.isValid()
        names = sorted({f.name() for f in layer.fields()} & {"tile_id", "label", "reason"})
        rows[name] = sorted(
            [*(f[n] for n in names), f.geometry().asWkt()] for f in layer.getFeatures()
        )
    assert len(rows["tiles"]) > 0
    return rows


@pytest.mark.parametrize("name", NAMES)
def test_inputs_left_out_have_their_defaults(
    load_model, console, parameters, data, tmp_path, name, read_tiles
):
    own = _model_parameters(name, parameters[name])
    # QGIS 3.22 itself refuses a model without a value for a field.
    few = {k: v for k, v in own.items() if Path(str(v)).is_file() or k == "LABEL_FIELD"}
    assert (
        set(own) - set(few)
        == {"foz": {"TILE_SIZE"}, "clouds": {"TILE_SIZE", "BITS", "MAX_CLOUD"}}[name]
    )
    given = _run_model(load_model(name), {**own, OUTPUT: str(tmp_path / "given")})
    left_out = _run_model(load_model(name), {**few, OUTPUT: str(tmp_path / "left out")})
    assert read_tiles(left_out[OUTPUT]) == read_tiles(given[OUTPUT])
    if name == STARTED:
        folder = tmp_path / "console"
        console.run(data / name / f"{name}.model3", **few, **{OUTPUT: folder})
        assert read_tiles(folder) == read_tiles(given[OUTPUT])


def test_tile_size_of_a_model_can_be_chosen(load_model, foz, tmp_path):
    own = {**_model_parameters("foz", foz), "TILE_SIZE": 128, OUTPUT: str(tmp_path / "tiles")}
    _run_model(load_model("foz"), own)
    lines = (tmp_path / "tiles" / "tiles.csv").read_text("utf-8").splitlines()
    place = lines[0].split(",").index("width")
    assert {line.split(",")[place] for line in lines[1:]} == {"128"}
    assert 40 < len(lines) < 80


def test_what_fails_inside_a_model_is_said(console, foz, data, tmp_path):
    own = {**_model_parameters("foz", foz), "LABEL_FIELD": "klass"}
    done = console.attempt(data / "foz" / "foz.model3", **own, **{OUTPUT: tmp_path / "tiles"})
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert (
        "LABEL_FIELD is 'klass', but the layer urban has no such field; it has class, name, color."
    ) in done.stderr
    assert not (tmp_path / "tiles").exists()


@pytest.mark.parametrize("name", NAMES)
def test_command_in_the_readme_gives_what_it_says(console, data, name):
    readme = (data / name / "README.md").read_text("utf-8")
    command = readme.split("## Model")[1].split("```")[1].replace("\\\n", " ").split()
    assert command[:2] == ["qgis_process", "run"]
    done = console.profile.call(console.program, *command[1:], folder=data / name)
    assert done.returncode == 0, done.stderr
    said = dict(re.findall(r"(\d+)\s+`(\w+)`", readme.split("It gives ")[1].split("## ")[0]))
    assert len(said) >= 2
    for count, label in said.items():
        assert len(list((data / name / "tiles" / label).iterdir())) == int(count)
