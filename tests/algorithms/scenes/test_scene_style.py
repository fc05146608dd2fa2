"""Several scenes, drawn by one style: as QGIS itself draws each with it."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin
from rasterio.windows import Window

TILE = 16


@pytest.fixture
def scenes(tmp_path):
    """Two files of three bands."""
    paths = []
    for k in range(2):
        path = tmp_path / f"scene{k}.tif"
        values = np.random.default_rng(k).integers(0, 3000, (3, 40, 48)).astype("uint16")
        with rasterio.open(
            path, "w", driver="GTiff", count=3, height=40, width=48, dtype="uint16",
            crs="EPSG:32631", transform=from_origin(500000 + 5000 * k, 4843000, 10, 10),
        ) as dataset:  # fmt: skip
            dataset.write(values)
        paths.append(str(path))
    return paths


def style(layer, order=(3, 1, 2), most=2500):
    """Draw bands in an order, from 200 to a number."""
    from qgis.core import QgsContrastEnhancement, QgsMultiBandColorRenderer

    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), *order)
    for band, put in zip(order, ("Red", "Green", "Blue")):
        stretch = QgsContrastEnhancement(layer.dataProvider().dataType(band))
        stretch.setContrastEnhancementAlgorithm(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
        )
        stretch.setMinimumValue(200)
        stretch.setMaximumValue(most)
        getattr(renderer, f"set{put}ContrastEnhancement")(stretch)
    layer.setRenderer(renderer)


def expected(path, row, order=(3, 1, 2), most=2500):
    window = Window(*(int(row[name]) for name in ("col_off", "row_off", "width", "height")))
    with rasterio.open(path) as dataset:
        values = dataset.read(list(order), window=window).astype(float)
    return np.clip((values - 200) / (most - 200) * 255, 0, 255).transpose(1, 2, 0)


@pytest.fixture
def build(run, tmp_path):
    def make(scenes, **parameters):
        given = {"TILE_SIZE": TILE, "FORMAT": "PNG", "SCALING": "STYLE", "BANDS": ""}
        out = tmp_path / "out"
        return run("builddataset", SCENES=scenes, OUTPUT=str(out), **{**given, **parameters})

    return make


def check(scenes, tmp_path, csv_rows):
    rows = csv_rows(tmp_path / "out" / "tiles.csv")
    assert len(rows) == 12
    for row in rows:
        path = next(path for path in scenes if Path(path).stem == row["scene"])
        drawn = np.asarray(Image.open(tmp_path / "out" / row["file"])).astype(float)
        assert np.abs(drawn - expected(path, row)).max() <= 1


@pytest.fixture
def layers(qgis, scenes):
    """The scenes as layers of the project."""
    from qgis.core import QgsProject, QgsRasterLayer

    found = [QgsRasterLayer(path, Path(path).stem) for path in scenes]
    QgsProject.instance().addMapLayers(found)
    yield found
    QgsProject.instance().clear()


def test_layers_of_one_style_are_drawn_with_it(build, scenes, layers, tmp_path, csv_rows):
    for layer in layers:
        style(layer)
    build([layer.id() for layer in layers], WORKERS=2)
    check(scenes, tmp_path, csv_rows)
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))
    assert facts["scaling"]["method"] == "STYLE"


def test_a_style_file_draws_files(build, scenes, layers, tmp_path, csv_rows):
    style(layers[0])
    file = str(tmp_path / "style.qml")
    layers[0].saveNamedStyle(file)
    build(scenes, STYLE_FILE=file)
    check(scenes, tmp_path, csv_rows)


def test_the_style_beside_the_first_draws_all(build, run, scenes, layers, tmp_path, csv_rows):
    style(layers[0])
    layers[0].saveNamedStyle(str(Path(scenes[0]).with_suffix(".qml")))
    build(scenes)
    check(scenes, tmp_path, csv_rows)
    assert "has no style of its own" not in run.log


def test_what_one_style_cannot_draw_is_refused(run_error, scenes, layers, tmp_path):
    style(layers[0])
    style(layers[1], most=1000)
    given = {"TILE_SIZE": TILE, "FORMAT": "PNG", "SCALING": "STYLE", "OUTPUT": str(tmp_path / "o")}
    said = run_error("builddataset", SCENES=layers, **given)
    assert said.startswith("scene0 and scene1 have different styles")
    with rasterio.open(scenes[0]) as dataset:
        profile, values = dataset.profile, dataset.read()
    other = str(tmp_path / "other.tif")
    with rasterio.open(other, "w", **{**profile, "dtype": "float32"}) as dataset:
        dataset.write(values.astype("float32"))
        dataset.scales = (0.1,) * 3
    with rasterio.open(scenes[0], "r+") as dataset:
        dataset.scales = (0.5,) * 3
    said = run_error("builddataset", SCENES=[scenes[0], other], **given)
    assert "One style cannot draw them; choose another SCALING." in said


def test_scenes_are_appended_with_the_style_of_a_file_alone(
    build, run_error, scenes, layers, tmp_path, csv_rows
):
    style(layers[0])
    file = str(tmp_path / "style.qml")
    layers[0].saveNamedStyle(file)
    build(scenes[:1], STYLE_FILE=file)
    said = run_error(
        "builddataset",
        SCENES=scenes[1:],
        APPEND=True,
        TILE_SIZE=TILE,
        FORMAT="PNG",
        SCALING="STYLE",
        OUTPUT=str(tmp_path / "out"),
    )
    assert said.startswith("APPEND cannot tell whether these SCENES are drawn as those of the")
    build(scenes[1:], STYLE_FILE=file, APPEND=True)
    check(scenes, tmp_path, csv_rows)


def test_both_images_of_a_pair_are_drawn(build, scenes, layers, tmp_path, csv_rows):
    style(layers[0])
    file = str(tmp_path / "style.qml")
    layers[0].saveNamedStyle(file)
    pair = []
    for day in ("20200101", "20210101"):
        path = tmp_path / f"s_{day}.tif"
        with rasterio.open(scenes[0]) as first, rasterio.open(path, "w", **first.profile) as made:
            made.write(np.roll(first.read(), int(day) % 7, axis=1))
        pair.append(str(path))
    build(pair, STYLE_FILE=file, PAIRS="CONSECUTIVE", LAYOUT="HUGGINGFACE")
    rows = csv_rows(tmp_path / "out" / "tiles.csv")
    assert len(rows) == 6
    for row in rows:
        for name, path in zip(("file", "image2"), pair):
            drawn = np.asarray(Image.open(tmp_path / "out" / row[name])).astype(float)
            assert np.abs(drawn - expected(path, row)).max() <= 1
