"""A QGIS whose Python lacks rasterio: the plugin loads and says what to install."""

from __future__ import annotations

import json

import pytest

# Python runs this at start: to it, these packages are not installed.
_HIDE = """
from importlib.machinery import PathFinder

find_spec = PathFinder.find_spec

def find_others(name, path=None, target=None):
    return None if name.partition(".")[0] in {hidden!r} else find_spec(name, path, target)

PathFinder.find_spec = staticmethod(find_others)
"""
HELP = (
    "Tilewright needs the Python package rasterio. Install python3-rasterio with your system's "
    "package manager (Debian and Ubuntu: 'sudo apt install python3-rasterio'), and start QGIS "
    "again."
)


@pytest.fixture
def hide(tmp_path):
    """Variables that hide packages from a Python that starts."""

    def make(*names: str) -> dict[str, str]:
        folder = tmp_path / "hidden"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(_HIDE.format(hidden=set(names)))
        return {"PYTHONPATH": str(folder)}

    return make


_LOAD = """
import importlib.util, json, os, sys
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

sys.path.append(os.environ["QGIS_PLUGINPATH"])
application = QgsApplication([], True)
application.initQgis()
import tilewright
plugin = tilewright.classFactory(None)
plugin.initProcessing()
provider = QgsApplication.processingRegistry().providerById("tilewright")
facts = {
    "found": [n for n in ("numpy", "rasterio", "shapely") if importlib.util.find_spec(n)],
    "warning": provider.warningMessage(),
    "can execute": {a.name(): a.canExecute() for a in provider.algorithms()},
    "parameters": len(provider.algorithm("builddataset").parameterDefinitions()),
}
import numpy, shapely
try:
    import rasterio
except ModuleNotFoundError as error:
    facts["error"] = str(error)
plugin.unload()
facts["left"] = QgsApplication.processingRegistry().providerById("tilewright") is not None
print(json.dumps(facts))
sys.stdout.flush()
os._exit(0)
"""


def test_plugin_loads_and_says_what_to_install(profile, hide, algorithm_ids):
    # affine comes with rasterio, and is missing with it.
    printed = profile.python(_LOAD, **hide("rasterio", "affine"))
    facts = json.loads(printed.splitlines()[-1])
    assert facts.pop("parameters") > 30
    assert facts == {
        "found": ["numpy", "shapely"],
        "warning": HELP,
        "can execute": dict.fromkeys(algorithm_ids, [False, HELP]),
        "error": "No module named 'rasterio'",
        "left": False,
    }


def test_plugin_loads_without_any_of_its_packages(profile, hide):
    # Except for numpy, which QGIS itself needs.
    script = _LOAD.replace("import numpy, shapely\n", "")
    printed = profile.python(script, **hide("rasterio", "affine", "shapely", "PIL"))
    facts = json.loads(printed.splitlines()[-1])
    assert facts["found"] == ["numpy"]
    help_text = facts["warning"]
    assert help_text.startswith("Tilewright needs the Python packages rasterio shapely. ")
    assert "'sudo apt install python3-rasterio python3-shapely'" in help_text
    assert facts["can execute"]["createtilegrid"] == [False, help_text]
    assert facts["parameters"] > 30


def test_formats_that_need_pillow_say_so(console, hide, foz, tmp_path):
    variables = hide("PIL")

    def build(output, **changed):
        parameters = {**foz, **changed, "OUTPUT": tmp_path / output}
        words = [f"{k}={v}" for k, v in parameters.items()]
        return console.call("run", "tilewright:builddataset", "--", *words, **variables)

    refused = build("pictures", FORMAT="PNG")
    assert refused.returncode == 1
    assert "Pillow" in refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
    assert not (tmp_path / "pictures").exists()

    written = build("arrays", FORMAT="NPY", SCALING="NONE")
    assert written.returncode == 0, written.stderr
    assert len(list((tmp_path / "arrays").glob("*/*.npy"))) == 303


def test_console_says_what_to_install(console, hide, foz, tmp_path, algorithm_ids):
    variables = hide("rasterio")
    listed = console.call("list", **variables)
    assert listed.returncode == 0
    assert listed.stdout.count("\ttilewright:") == len(algorithm_ids)
    parameters = [f"{k}={v}" for k, v in {**foz, "OUTPUT": tmp_path / "tiles"}.items()]
    done = console.call("run", "tilewright:builddataset", "--", *parameters, **variables)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert HELP in said
    assert "Traceback" not in said
    assert not (tmp_path / "tiles").exists()


SKLEARN_HELP = (
    "Tilewright needs the Python package scikit-learn. Install python3-sklearn with your system's "
    "package manager (Debian and Ubuntu: 'sudo apt install python3-sklearn'), and start QGIS again."
)


def test_only_training_needs_scikit_learn(console, hide, data, root, tmp_path):
    variables = hide("sklearn")
    folder = data / "foz"

    def run(name, **parameters):
        words = [f"{key}={value}" for key, value in parameters.items()]
        return console.call("run", f"tilewright:{name}", "--", *words, **variables)

    samples = tmp_path / "samples.csv"
    done = run(
        "samplepixels",
        RASTER=folder / "foz.tif",
        LABELS=folder / "land_cover.geojson",
        LABEL_FIELD="class",
        NODATA=0,
        MAX_PER_CLASS=50,
        OUTPUT=samples,
    )
    assert done.returncode == 0, done.stderr
    refused = run("trainclassifier", SAMPLES=samples, OUTPUT=tmp_path / "m.npz")
    assert refused.returncode == 1
    assert SKLEARN_HELP in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
    assert not (tmp_path / "m.npz").exists()
    # A model that was made elsewhere, on three bands of other names.
    model = root / "tests" / "core" / "classify" / "data" / "forest_of_scikit_learn_1_2.npz"
    classes = tmp_path / "c.tif"
    done = run(
        "classifyraster", RASTER=folder / "foz.tif", MODEL=model, BANDS="1,2,3", OUTPUT=classes
    )
    assert done.returncode == 0, done.stderr
    assert classes.is_file()
