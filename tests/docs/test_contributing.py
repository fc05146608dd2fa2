"""The pages for those who change the plugin name what is there, and their examples work."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio

PAGES = ("docs/architecture.md", "docs/contributing.md")
_NEW_MODULE = re.compile(
    r"[Ii]n `([\w/]+)`, a new module `(\w+)\.py`:\n\n```python\n(.*?)```", re.DOTALL
)
_PATH = re.compile(r"(?:core|algorithms|ui|tests|\.ci)/[\w./]*\w")


@pytest.fixture(scope="module")
def modules(root, tmp_path_factory):
    """The new modules of the worked examples, imported as if they stood in their rooms."""
    text = (root / "docs/contributing.md").read_text("utf-8")
    folder, found = tmp_path_factory.mktemp("examples"), {}
    for room, name, code in _NEW_MODULE.findall(text):
        assert (root / room).is_dir(), room
        assert not (root / room / f"{name}.py").exists(), (
            f"{room}/{name}.py is there: another example"
        )
        full = ".".join(("tilewright", *room.split("/"), name))
        path = folder / f"{name}.py"
        path.write_text(code, "utf-8")
        spec = importlib.util.spec_from_file_location(full, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        spec.loader.exec_module(module)
        found[name] = module
    yield found
    for module in found.values():
        del sys.modules[module.__name__]


@pytest.mark.parametrize("page", PAGES)
def test_pages_name_paths_that_are_there(root, page):
    text = re.sub(r"```.*?```", "", (root / page).read_text("utf-8"), flags=re.DOTALL)
    named = {path for span in re.findall(r"`([^`\n]+)`", text) for path in _PATH.findall(span)}
    assert len(named) > 20
    assert {path for path in named if not (root / path).exists()} == set()


def test_tables_name_what_stands_in_their_files(root):
    rows = re.findall(
        r"^\| (.+) \| (.+) \|$", (root / "docs/contributing.md").read_text("utf-8"), re.M
    )
    checked = 0
    for row in rows:
        spans = re.findall(r"`([^`]+)`", " ".join(row))
        paths = [root / span for span in spans if _PATH.fullmatch(span)]
        texts = "".join(
            file.read_text("utf-8")
            for path in paths
            for file in ([path] if path.is_file() else sorted(path.glob("*.py")))
        )
        words = (s for s in spans if re.fullmatch(r"[A-Za-z_]+", s) and not (root / s).exists())
        for name in words:
            checked += 1
            assert re.search(rf"\b{name}\b", texts), (name, paths)
    assert checked > 25


def test_algorithm_of_the_example_adds_its_field(modules, run, make_raster, rows):
    import processing

    raster = make_raster(np.ones((20, 20), "uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=10, TILE_HEIGHT=5)["OUTPUT"]
    algorithm = modules["tile_shapes"].TileShapesAlgorithm().create()
    found = processing.run(algorithm, {"INPUT": tiles, "OUTPUT": "TEMPORARY_OUTPUT"})
    assert [row["aspect"] for row in rows(found["OUTPUT"])] == [2.0] * 8


def test_format_of_the_example_writes_a_dataset(modules, run, make_raster, tmp_path, monkeypatch):
    from PIL import Image

    from tilewright.core.formats import FORMATS

    monkeypatch.setitem(FORMATS, "WEBP", modules["webp"].WEBP)
    values = np.random.default_rng(1).integers(1, 255, (3, 64, 64), dtype="uint8")
    raster = make_raster(values, colorinterp=["red", "green", "blue"])
    given = {"FORMAT": "WEBP", "SCALING": "NONE", "OUTPUT": str(tmp_path / "out")}
    run("builddataset", RASTER=raster, TILE_SIZE=32, **given)
    files = sorted((tmp_path / "out" / "images").iterdir())
    assert [file.name for file in files] == [f"r0000{r}_c0000{c}.webp" for r, c in np.ndindex(2, 2)]
    with Image.open(io.BytesIO(files[1].read_bytes())) as image:
        assert image.format == "WEBP"
        assert np.array_equal(np.asarray(image), values[:, :32, 32:].transpose(1, 2, 0))


def test_layout_of_the_example_lists_images_and_is_replaced(
    modules, run, make_raster, tmp_path, monkeypatch
):
    from tilewright.core.layouts import LAYOUTS

    monkeypatch.setitem(LAYOUTS, "LISTS", modules["lists"].ListsLayout())
    raster = make_raster(np.ones((64, 64), "uint8"))
    base = {"RASTER": raster, "TILE_SIZE": 32, "LAYOUT": "LISTS", "OUTPUT": str(tmp_path / "out")}
    run("builddataset", OTHER_LABEL="rest", **base)
    lines = (tmp_path / "out" / "train.txt").read_text("utf-8").splitlines()
    assert lines == [f"images/train/r0000{r}_c0000{c}.jpg 0" for r, c in np.ndindex(2, 2)]
    run("builddataset", OVERWRITE=True, **{**base, "LAYOUT": "IMAGEFOLDER"})
    assert not (tmp_path / "out" / "train.txt").exists()


def test_rings_of_the_example_are_of_equal_area(modules):
    # The farthest places are 141.4 m from the middle: four rings end at 70.7, 100, 122.5 and there.
    places = [(-100, -100), (100, 100), (0, 0), (70, 0), (71, 0), (0, -99), (80, 61), (86, 88)]
    rings = modules["rings"].ring_of_tiles(np.array(places, dtype=float), 4)
    assert rings.tolist() == [3, 3, 0, 0, 1, 1, 2, 3]
    assert modules["rings"].ring_of_tiles(np.zeros((3, 2)), 4).tolist() == [0, 0, 0]


def test_rings_of_the_example_split_a_dataset_and_stand_in_the_dock(
    modules, qgis, make_raster, csv_rows, tmp_path, monkeypatch
):
    import processing

    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm
    from tilewright.core.split.request import METHODS, SplitRequest
    from tilewright.ui.pages.split_page import SplitPage
    from tilewright.ui.settings.dock_settings import DockSettings

    monkeypatch.setitem(METHODS, "RINGS", modules["rings"].RingsMethod())
    page = SplitPage()
    page.load(DockSettings(split_method="RINGS", band_count=4, block_size=50.0))
    assert page.method.currentText() == "rings around the middle"
    assert [page.has_row(w) for w in (page.band_count, page.angle, page.block_size)] == [
        *(True, False, False)
    ]
    settings = DockSettings()
    page.save(settings)
    raster = make_raster(np.ones((2, 120, 120), "uint8"))
    settings.raster, settings.tile_size, settings.format = raster, 10, "GTIFF"
    settings.output = str(tmp_path / "out")
    given = settings.to_parameters()
    of_method = {"SPLIT_METHOD": "RINGS", "SPLIT_BAND_COUNT": 4}
    assert {k: v for k, v in given.items() if k.startswith("SPLIT_")} == of_method
    found = processing.run(BuildDatasetAlgorithm().create(), given)
    report = json.loads(found["SPLIT_REPORT"])
    assert (report["method"], report["units"], report["band_count"]) == ("RINGS", 4, 4)
    splits = {}
    for row in csv_rows(tmp_path / "out" / "tiles.csv"):
        centre = np.array([[float(row["col_off"]) + 5, float(row["row_off"]) + 5]])
        distance = float(((centre - 60) ** 2).sum()) / (2 * 55**2)
        splits.setdefault(min(int(distance * 4), 3), set()).add(row["split"])
    assert sorted(splits) == [0, 1, 2, 3] and all(len(found) == 1 for found in splits.values())
    assert SplitRequest("RINGS").of_method is METHODS["RINGS"]


def test_source_of_the_example_reads_decibels(modules, make_raster):
    from tilewright.core.raster.source import FileRasterSource

    amplitudes = np.array([[0, 1], [10, 100]], "uint16")
    source = modules["decibels"].Decibels(FileRasterSource(make_raster(amplitudes)))
    try:
        values, valid = source.read((0, 0, 2, 2))
    finally:
        source.close()
    assert values.dtype == source.info.dtype == "float32"
    assert np.allclose(values[0], [[np.nan, 0], [20, 40]], equal_nan=True)
    assert valid.tolist() == [[False, True], [True, True]]


def test_classifier_of_the_example_trains_and_classifies(
    modules, run, make_raster, tmp_path, monkeypatch
):
    import processing

    from tilewright.algorithms.classify.train_classifier import TrainClassifierAlgorithm
    from tilewright.core.classify.methods import METHODS

    method = modules["extra_trees"].ExtraTrees()
    monkeypatch.setitem(METHODS, method.name, method)
    values = np.zeros((1, 20, 20), "uint8")
    values[:, :, 10:] = 200
    raster = make_raster(values + np.arange(20, dtype="uint8"))
    samples, output = tmp_path / "samples.csv", tmp_path / "classes.tif"
    rows = [f"{value},{name},{value // 100}" for value, name in ((9, "low"), (209, "high")) * 20]
    samples.write_text("\n".join(["band 1,label,polygon", *rows]), "utf-8")
    trained = processing.run(
        TrainClassifierAlgorithm().create(),
        {
            "SAMPLES": [str(samples)],
            "METHOD": "EXTRA_TREES",
            "TREES": 5,
            "FOLDS": 0,
            "LEGEND": "1=low,2=high",
            "OUTPUT": str(tmp_path / "model.npz"),
            "REPORT": str(tmp_path / "report.html"),
        },
    )
    assert "Extremely randomized trees" in (tmp_path / "report.html").read_text("utf-8")
    run("classifyraster", RASTER=raster, MODEL=trained["OUTPUT"], OUTPUT=str(output))
    with rasterio.open(output) as classes:
        assert classes.read(1).tolist() == [[1] * 10 + [2] * 10] * 20


def test_every_example_module_is_tried(modules):
    assert sorted(modules) == [
        *("decibels", "extra_trees", "lists", "rings", "shapes", "tile_shapes", "webp")
    ]
    assert all(Path(m.__file__).is_file() for m in modules.values())
