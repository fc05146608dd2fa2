"""The tutorial on tiles and splits: its own commands are run, one after the other."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

PAGE = "tutorial_splits.md"


@pytest.fixture(scope="module")
def page(root) -> str:
    return (root / "docs" / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def folder(commands_of, world_map, tmp_path_factory) -> Path:
    """The folder after all commands were run in it."""
    import processing

    place = tmp_path_factory.mktemp("a folder for the tutorial")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for name, parameters in commands_of(PAGE):
            for key, value in parameters.items():
                shipped = "/usr/share/qgis/resources/data/world_map.gpkg"
                parameters[key] = value.replace(shipped, str(world_map))
            processing.run(name, parameters)
    return place


@pytest.fixture
def read(rows, folder, qgis):
    from qgis.core import QgsVectorLayer

    def read_layer(name):
        layer = QgsVectorLayer(str(folder / name))
        assert layer.isValid(), name
        return rows(layer)

    return read_layer


def test_page_uses_every_step_that_it_is_about(commands_of):
    names = [name for name, _ in commands_of(PAGE) if name.startswith("tilewright:")]
    assert set(names) >= {
        f"tilewright:{name}"
        for name in (
            "createtilegrid", "createrandomtiles", "selecttiles", "assigncoarsetile",
            "labelproportions", "coarseproportions", "joinlabels", "exporttiles", "packagedataset",
        )
    }  # fmt: skip


def test_grid_and_coarse_tiles_are_as_the_page_says(read):
    grid = read("grid.gpkg")
    assert len(grid) == 2766 and grid[0]["tile_id"] == "ta0c5e3c5499fb"
    # Kilometres of the grid are a bit less on the ground, in the middle of a zone's width.
    assert all(r["area_km2"] == pytest.approx(1, abs=1e-3) for r in grid)
    assert sum(r["area_km2"] for r in read("districts.gpkg")) == pytest.approx(2600, rel=0.01)
    districts = {"Diekirch", "Grevenmacher", "Luxembourg"}
    assert {r["name"] for r in read("districts.gpkg")} == districts
    assert {r["coarse_id"] for r in read("grouped.gpkg")} == districts
    assert 15 < len(read("random.gpkg")) < 60


def test_shares_are_a_pixel_count_and_sum_to_100(read, folder):
    from qgis.core import QgsVectorLayer

    with rasterio.open(folder / "classes.tif") as dataset:
        codes, inverse = dataset.read(1), ~dataset.transform
    layer = QgsVectorLayer(str(folder / "both.gpkg"))
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox()
        col, row = (round(v) for v in inverse * (box.xMinimum(), box.yMaximum()))
        part = codes[row : row + 50, col : col + 50]
        known = part[part > 0]
        assert feature["known_pct"] == pytest.approx(100 * known.size / 2500)
        if known.size:
            wood = 100 * np.isin(known, (10, 20)).sum() / known.size
            assert feature["p_wood"] == pytest.approx(wood)
            assert sum(json.loads(feature["proportions"]).values()) == pytest.approx(100, abs=1e-4)
    districts = {r["name"]: r for r in read("measured_districts.gpkg")}
    for row in read("both.gpkg"):
        if row["coarse_id"]:
            assert row["coarse_p_wood"] == districts[row["coarse_id"]]["p_wood"]


def test_packages_unpack_and_open_elsewhere(folder, tmp_path, csv_rows):
    from PIL import Image
    from qgis.core import QgsVectorLayer

    (package,) = (folder / "packages").glob("luxembourg_tiles_*.zip")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "elsewhere")
    rows = csv_rows(tmp_path / "elsewhere" / "tiles.csv")
    layer = QgsVectorLayer(str(tmp_path / "elsewhere" / "tiles.gpkg") + "|layername=tiles")
    assert layer.isValid() and layer.featureCount() == len(rows) > 1000
    assert {row["label"] for row in rows} == {"wood", "grass", "crops"}
    for row in rows[::200]:
        with Image.open(tmp_path / "elsewhere" / row["file"]) as image:
            assert image.size == (50, 50)
        assert json.loads(row["proportions"])[row["label"]] >= 39.9
    assert len(csv_rows(tmp_path / "elsewhere" / "proportions.csv")) == len(rows)
    (shards,) = (p for p in (folder / "packages").iterdir() if p.is_dir())
    assert shards.name == package.stem
    assert len(list(shards.rglob("*.tar"))) == -(-len(rows) // 500)


def test_pictures_of_the_page_are_there_and_small(page, root):
    pictures = re.findall(r"!\[[^]]+\]\((images/[^)]+)\)", page)
    assert len(pictures) >= 3
    for name in pictures:
        assert (root / "docs" / name).stat().st_size < 120_000
