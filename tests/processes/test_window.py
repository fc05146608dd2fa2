"""The plugin in a real QGIS window, on a screen that nobody sees."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("window_script.py")
ENTRIES = {
    "menu": [
        ["Tilewright: Tile Datasets", True],
        ["Interpret Points, Assess a Map", False],
        ["Preview Classes While Drawing", True],
        ["Sign In to Earth Engine", False],
    ],
    "toolbar": ["Tilewright: Tile Datasets", "Preview Classes While Drawing"],
    "docks": [],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where the window's script puts what it makes."""
    return tmp_path_factory.mktemp("window")


@pytest.fixture(scope="module")
def facts(make_profile, examples, folder) -> dict:
    """What the script found in the window: it runs once for all tests."""
    profile = make_profile("window profile")
    data = folder / "Éxample data"
    shutil.copytree(examples, data, ignore=shutil.ignore_patterns("*.aux.xml"))
    done = profile.window(SCRIPT, WINDOW_FOLDER=str(folder), WINDOW_DATA=str(data))
    path = folder / "facts.json"
    assert path.is_file(), done.stdout + done.stderr
    found = json.loads(path.read_text("utf-8"))
    assert "error" not in found, found["error"]
    return found


def test_plugin_is_in_the_raster_menu_and_its_toolbar(facts, algorithm_ids):
    assert facts["active"] is True
    assert facts["loaded"] == {**ENTRIES, "algorithms": algorithm_ids}


def test_entry_shows_and_hides_the_dock(facts, folder):
    assert facts["docks"] == [[True], [False], [True]]
    assert (folder / "dock.png").stat().st_size > 20_000


def test_dialog_has_a_widget_for_each_parameter(facts, folder, qgis):
    dialog = facts["dialog"]
    assert dialog["title"].endswith("Build dataset")
    algorithm = qgis.processingRegistry().algorithmById("tilewright:builddataset")
    names = sorted(p.name() for p in algorithm.parameterDefinitions())
    assert dialog["widgets"] == names
    assert (folder / "build dataset.png").stat().st_size > 20_000


def test_dialog_runs_in_the_background_as_the_algorithm_does(
    facts, folder, run, read_dataset, foz, tmp_path
):
    assert facts["dialog"]["successful"] is True
    results = facts["dialog"]["results"]
    assert results["TILE_COUNT"] == 303
    assert results["CLASS_COUNTS"] == '{"non_urban": 247, "urban": 56}'
    assert results["OUTPUT"] == str(folder / "by dialog" / "tiles")

    run("builddataset", **foz, OUTPUT=str(tmp_path / "tiles"))
    files, expected = read_dataset(results["OUTPUT"]), read_dataset(tmp_path / "tiles")
    for made in (files, expected):
        made.pop("dataset.json")
    assert files == expected


def test_loaded_layers_are_styled(facts):
    layers = facts["layers"]
    assert layers["Tile grid"] == {
        "features": 315,
        "renderer": "singleSymbol",
        "styles": ["no"],
        "tip": "<b>r00000_c00000</b><br>",
    }
    assert layers["Rejected tiles"]["features"] == 37
    assert layers["Rejected tiles"]["renderer"] == "categorizedSymbol"
    assert layers["Rejected tiles"]["styles"] == ["no"]
    assert layers["Rejected tiles"]["tip"] == (
        "<b>r00021_c00000</b><br>cut by the raster's edge (64 x 56 pixels)"
    )


def test_batch_dialog_makes_a_dataset_a_row(facts, folder, run, read_dataset, tmp_path):
    # The second row asks for tiles larger than the raster: it fails alone and leaves nothing.
    assert facts["batch"] == ["0", "2"]
    for row, raster, size in (("0", "foz/foz.tif", 128), ("2", "clouds/scene.tif", 64)):
        path = folder / "Éxample data" / raster
        run("builddataset", RASTER=str(path), TILE_SIZE=size, OUTPUT=str(tmp_path / row))
        assert read_dataset(folder / "batch" / row) == read_dataset(tmp_path / row)


def test_unloading_undoes_everything_and_loading_again_works(facts, algorithm_ids):
    assert facts["unloaded"] == {
        "done": True,
        "menu": [],
        "toolbar": [],
        "docks": [],
        "algorithms": None,
    }
    assert facts["loaded again"] == {**ENTRIES, "algorithms": algorithm_ids}
