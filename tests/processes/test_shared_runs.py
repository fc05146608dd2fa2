"""What the dock copies and saves makes the dataset that the dock makes."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

LAYERS = ("RASTER", "LABELS", "SPLIT_GROUPS")


@pytest.fixture
def parameters(examples, qgis, profile_folder, tmp_path):
    """The dock's parameters, layers by id as the dock has them: styled, filtered, and split."""
    from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

    from tilewright.ui.run.style_file import save_style

    project = QgsProject.instance()
    raster = QgsRasterLayer(str(examples / "foz" / "foz.tif"), "image")
    labels = QgsVectorLayer(str(examples / "foz" / "urban.geojson"), "labels")
    assert labels.setSubsetString("\"class\" = 'urban' AND FID < 5")
    change_style(raster)
    groups = QgsVectorLayer(write_boxes(tmp_path / "Gruppen ä.geojson"), "groups")
    project.addMapLayers([raster, labels, groups])
    yield {
        "RASTER": raster.id(),
        "LABELS": labels.id(),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "pas d'urbain",
        "TILE_SIZE": 128.0,
        "NODATA": 0.0,
        "MIN_VALID": 100.0,
        "NAMING": "SEQUENCE",
        "SPLIT_METHOD": "GROUP",
        "SPLIT_GROUPS": groups.id(),
        "SPLIT_GROUP_FIELD": "name",
        "SCALING": "STYLE",
        "STYLE_FILE": save_style(raster),
    }
    project.clear()


def write_boxes(path: Path) -> str:
    """Polygons of a twentieth of a degree, which have names."""
    boxes = [(-55 + k / 20, -26 + n / 20) for k in range(20) for n in range(20)]
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"box {x:.2f} {y:.2f}"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[x, y], [x + 0.05, y], [x + 0.05, y + 0.05], [x, y + 0.05], [x, y]]
                ],
            },
        }
        for x, y in boxes
    ]
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return str(path)


def change_style(raster) -> None:
    """Bands in another order, and darker."""
    raster.renderer().setRedBand(3)
    raster.renderer().setBlueBand(1)
    raster.brightnessFilter().setBrightness(-60)


@pytest.fixture
def profile_folder(tmp_path, monkeypatch, qgis):
    """The folder of the user's profile: an empty one."""
    from qgis.core import QgsApplication

    folder = tmp_path / "profile folder"
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", lambda: str(folder))
    return folder


@pytest.fixture
def expected(run, parameters, dataset_files, tmp_path):
    """The dataset of the same parameters, run by the dock's algorithm."""
    folder = tmp_path / "by the dock" / "dataset"
    run("builddataset", **parameters, OUTPUT=str(folder))
    return dataset_files(folder)


def test_the_command_makes_the_same_dataset(console, parameters, expected, dataset_files, tmp_path):
    from tilewright.ui.run.share_run import as_command, console_program

    folder = tmp_path / "by command é" / "dataset"
    words = shlex.split(as_command({**parameters, "OUTPUT": str(folder)}))
    # The program that works on this computer.
    assert words[:2] == [console_program(), "run"] == [Path(console.program).name, "run"]
    done = console.call(*words[1:])
    assert done.returncode == 0, done.stdout + done.stderr
    assert dataset_files(folder) == expected


def run_python(text: str) -> None:
    """Run copied lines where no layer of the project can be mistaken for a file's."""
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    exec(text, {})


def test_the_python_lines_make_the_same_dataset(parameters, expected, dataset_files, tmp_path):
    from tilewright.ui.run.share_run import as_python

    folder = tmp_path / "by python" / "dataset"
    run_python(as_python({**parameters, "OUTPUT": str(folder)}))
    assert dataset_files(folder) == expected


def test_the_model_makes_the_same_dataset(console, parameters, expected, dataset_files, tmp_path):
    from tilewright.ui.run.share_run import save_model

    folder = tmp_path / "by model" / "dataset"
    model = tmp_path / "My model.model3"
    save_model({**parameters, "OUTPUT": str(folder)}, str(model))
    done = console.call("run", str(model))
    assert done.returncode == 0, done.stdout + done.stderr
    assert dataset_files(folder) == expected


def test_style_and_filter_matter(run, parameters, expected, dataset_files, tmp_path):
    """Else the tests above would pass without them."""
    from qgis.core import QgsProject

    project = QgsProject.instance()
    sources = {n: project.mapLayer(parameters[n]).source() for n in LAYERS}
    plain = {**parameters, "LABELS": sources["LABELS"].partition("|")[0]}
    run("builddataset", **plain, OUTPUT=str(tmp_path / "unfiltered"))
    assert dataset_files(tmp_path / "unfiltered").keys() != expected.keys()
    assert {name.partition("/")[0] for name in expected if "/" in name} == {"train", "val", "test"}
    # A layer of the project would come with its style.
    project.clear()
    plain = {**parameters, **sources, "STYLE_FILE": ""}
    run("builddataset", **plain, OUTPUT=str(tmp_path / "unstyled"))
    unstyled = dataset_files(tmp_path / "unstyled")
    images = [name for name in expected if name.endswith(".jpg")]
    assert len(images) > 50
    assert all(unstyled[name] != expected[name] for name in images)


def test_the_style_on_the_map_is_the_one_in_the_file(
    run, parameters, expected, dataset_files, tmp_path
):
    run("builddataset", **{**parameters, "STYLE_FILE": ""}, OUTPUT=str(tmp_path / "by layer"))
    by_layer = dataset_files(tmp_path / "by layer")
    images = [name for name in expected if name.endswith(".jpg")]
    assert {n: by_layer[n] for n in images} == {n: expected[n] for n in images}


def test_layers_of_other_providers_are_taken_along(run, parameters, dataset_files, tmp_path):
    from qgis.core import QgsProject, QgsVectorLayer
    from qgis.PyQt.QtCore import QUrl

    from tilewright.ui.run.share_run import as_python

    table = tmp_path / "läbels 1.csv"
    field = QgsProject.instance().mapLayer(parameters["LABELS"])
    polygons = [f.geometry().asWkt() for f in field.getFeatures()]
    # A field gives the colour: the one of the project's style stays with the project.
    lines = ["class;color;shape"] + [f"Vårbyg;#2a9d8f;{wkt}" for wkt in polygons]
    table.write_text("\n".join(lines), encoding="utf-8")
    url = bytes(QUrl.fromLocalFile(str(table)).toEncoded()).decode()
    uri = f"{url}?encoding=UTF-8&type=csv&delimiter=;&wktField=shape&crs=EPSG:4326"
    layer = QgsVectorLayer(uri, "table", "delimitedtext")
    assert layer.isValid() and layer.featureCount() == len(polygons) > 0
    QgsProject.instance().addMapLayer(layer)
    parameters["LABELS"] = layer.id()
    run("builddataset", **parameters, OUTPUT=str(tmp_path / "by the dock"))
    run_python(as_python({**parameters, "OUTPUT": str(tmp_path / "by python")}))
    made = dataset_files(tmp_path / "by the dock")
    assert any("/Vårbyg/" in name for name in made)
    assert dataset_files(tmp_path / "by python") == made


@pytest.mark.parametrize(
    "nodata", [-3.4028234663852886e38, 1e-20, 0.1 + 0.2, 65535.0, -9999.0, 1e300]
)
def test_numbers_keep_every_digit(parameters, nodata, tmp_path):
    from qgis.core import QgsProcessingModelAlgorithm

    from tilewright.ui.run.share_run import as_command, as_python, save_model

    parameters["NODATA"] = nodata
    words = shlex.split(as_command(parameters))
    (text,) = (w.partition("=")[2] for w in words if w.startswith("NODATA="))
    assert float(text) == nodata
    assert repr(nodata) in as_python(parameters)
    save_model(parameters, str(tmp_path / "m.model3"))
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(tmp_path / "m.model3"))
    sources = model.childAlgorithm("builddataset").parameterSources()
    assert float(sources["NODATA"][0].staticValue()) == nodata


def test_a_layer_that_only_the_project_knows_is_refused_with_a_remedy(make_layer, parameters):
    from qgis.core import QgsProject

    from tilewright.ui.run.portable_layer import NotSharedError
    from tilewright.ui.run.share_run import as_command

    layer = make_layer([], name="Sketch")
    QgsProject.instance().addMapLayer(layer)
    with pytest.raises(NotSharedError, match="Sketch.*Make Permanent"):
        as_command({**parameters, "LABELS": layer.id()})


def test_nodata_values_of_the_project_are_refused(parameters):
    from qgis.core import QgsProject, QgsRasterRange

    from tilewright.ui.run.portable_layer import NotSharedError
    from tilewright.ui.run.share_run import as_command

    raster = QgsProject.instance().mapLayer(parameters["RASTER"])
    raster.dataProvider().setUserNoDataValue(1, [QgsRasterRange(0, 0)])
    for scaling in ("STYLE", "MINMAX"):
        with pytest.raises(NotSharedError, match="nodata values of image"):
            as_command({**parameters, "SCALING": scaling})


def test_a_style_file_is_named_after_what_is_in_it(parameters, profile_folder):
    from qgis.core import QgsProject

    from tilewright.ui.run.style_file import save_style

    raster = QgsProject.instance().mapLayer(parameters["RASTER"])
    raster.setName("another name")
    assert save_style(raster) == parameters["STYLE_FILE"]
    assert [str(p) for p in (profile_folder / "tilewright").iterdir()] == [parameters["STYLE_FILE"]]
    raster.brightnessFilter().setBrightness(61)
    assert save_style(raster) != parameters["STYLE_FILE"]


def test_no_file_is_written_where_the_model_cannot_be(parameters, tmp_path):
    from tilewright.ui.run.share_run import save_model

    before = set(tmp_path.rglob("*"))
    with pytest.raises(OSError, match="cannot be written"):
        save_model(parameters, str(tmp_path / "none" / "m.model3"))
    assert set(tmp_path.rglob("*")) == before
