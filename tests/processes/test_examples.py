"""The examples that ship: projects that open anywhere, files that are small."""

from __future__ import annotations

import json

import pytest

LAYERS = {
    "foz": {
        "Landsat 8, 18 May 2020": ["foz.tif", [1024, 1400, 3]],
        "Tiles to leave out": ["leave_out.geojson", 12],
        "Urban areas": ["urban.geojson", 15],
    },
    "clouds": {
        "Clouds and shadows": ["cloud_points.geojson", 23],
        "Land cover": ["land.geojson", 11],
        "Landsat 8, true colour": ["scene.tif", [627, 603, 3]],
        "Quality band": ["quality.tif", [627, 603, 1]],
    },
}

_READ = """
import json, os, sys
from pathlib import Path
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer

application = QgsApplication([], True)
application.initQgis()
project = QgsProject.instance()
path = Path(sys.argv[1])
facts = {"read": project.read(str(path)), "crs": project.crs().authid(), "layers": {}}
for layer in project.mapLayers().values():
    assert layer.isValid(), layer.name()
    source = Path(layer.source().split("|")[0])
    assert source.parent == path.parent, source
    size = layer.featureCount() if not isinstance(layer, QgsRasterLayer) else [
        layer.width(), layer.height(), layer.bandCount()
    ]
    facts["layers"][layer.name()] = [source.name, size]
print(json.dumps(facts))
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("name", LAYERS)
def test_project_opens_wherever_it_is(profile, data, name):
    facts = json.loads(profile.python(_READ, data / name / f"{name}.qgs").splitlines()[-1])
    assert facts["read"] is True
    assert facts["layers"] == LAYERS[name]
    assert facts["crs"] == {"foz": "EPSG:32621", "clouds": "EPSG:32616"}[name]


@pytest.mark.parametrize("name", LAYERS)
def test_texts_name_no_place_on_a_disk(examples, name):
    texts = [p for p in (examples / name).iterdir() if p.suffix not in (".tif", ".xml")]
    assert len(texts) >= 5
    for path in texts:
        text = path.read_text("utf-8")
        for word in ("/home/", "/root/", "/tmp/", "file://", "C:\\", str(examples.parent)):
            assert word not in text, f"{path.name} has {word}"


def test_examples_are_small_and_name_their_files(examples):
    ours = [p for p in examples.rglob("*") if p.is_file() and not p.name.endswith(".aux.xml")]
    assert sum(p.stat().st_size for p in ours) < 12_000_000
    folders = {p.parent.name for p in ours}
    # The village has no project: its tutorial begins on the console.
    assert folders == {*LAYERS, "village"}
    for name in folders:
        readme = (examples / name / "README.md").read_text("utf-8")
        for path in (examples / name).iterdir():
            if path in ours and path.name != "README.md":
                assert f"| `{path.name}` |" in readme
        assert "public domain" in readme


def test_side_files_of_gdal_are_never_added(root):
    # Every QGIS that opens a raster may leave statistics beside it.
    assert "*.aux.xml" in (root / ".gitignore").read_text("utf-8").splitlines()


def test_style_file_draws_what_the_project_shows(run, data, tmp_path):
    done = run(
        "builddataset",
        RASTER=str(data / "foz" / "foz.tif"),
        STYLE_FILE=str(data / "foz" / "foz.qml"),
        SCALING="STYLE",
        FORMAT="PNG",
        TILE_SIZE=512,
        OUTPUT=str(tmp_path / "tiles"),
    )
    assert done["TILE_COUNT"] == 4
    from PIL import Image

    with Image.open(tmp_path / "tiles" / "images" / "r00000_c00000.png") as tile:
        assert (tile.mode, tile.size) == ("RGB", (512, 512))
        assert [high - low > 200 for low, high in tile.getextrema()] == [True] * 3
