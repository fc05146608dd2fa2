"""The tutorial for users of geetiles: its own commands, against a server of ours that answers."""

from __future__ import annotations

import json
import re
import shlex
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.mask import mask

PAGE = "tutorial_geetiles.md"
# A part of Luxembourg, so that the server has a day's work in a second.
LEFT, BOTTOM, SIDE = 290_000, 5_500_000, 6_000
CRS = "EPSG:32632"


@pytest.fixture(scope="module")
def page(root) -> str:
    return (root / "docs" / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def fake(qgis, optional_libraries, root, tmp_path_factory):
    """Earth Engine's server with colours and land cover of the place, and the client at it."""
    ee = pytest.importorskip("ee")
    from google.auth.credentials import AnonymousCredentials

    sys.path.append(str(root / "tests" / "earthengine"))
    from fake_earth_engine import FakeEarthEngine

    place = tmp_path_factory.mktemp("earth engine")
    rng = np.random.default_rng(4)
    count = (SIDE + 8000) // 10
    patches = rng.choice([10, 30, 40, 50, 80], (count // 20 + 1,) * 2).astype("uint8")
    images = {
        "colours.tif": rng.integers(1, 255, (3, count, count)).astype("uint8"),
        "cover.tif": np.kron(patches, np.ones((20, 20), dtype="uint8"))[None, :count, :count],
    }
    for name, values in images.items():
        with rasterio.open(
            place / name, "w", driver="GTiff", count=len(values), width=count, height=count,
            dtype="uint8", crs=CRS,
            transform=rasterio.transform.from_origin(LEFT - 4000, BOTTOM + SIDE + 4000, 10, 10),
        ) as dataset:  # fmt: skip
            dataset.write(values)
    assets = {"": str(place / "colours.tif"), "ESA/WorldCover": str(place / "cover.tif")}
    from tilewright.core.earthengine import client

    with FakeEarthEngine(assets) as server:
        ee.Reset()
        client._made_here.clear()
        ee.deprecation._FetchDataCatalogStac, before = dict, ee.deprecation._FetchDataCatalogStac
        ee.Initialize(credentials=AnonymousCredentials(), url=server.url, project="fake-project")
        ee.deprecation._FetchDataCatalogStac = before
        server.cover = place / "cover.tif"
        yield server
        ee.Reset()
        client._made_here.clear()


def in_degrees(*corners) -> str:
    from rasterio.warp import transform

    places = zip(*transform(CRS, "EPSG:4326", *zip(*corners, corners[0])))
    return "POLYGON((" + ", ".join(f"{x:.9f} {y:.9f}" for x, y in places) + "))"


def square(left, bottom, right, top) -> str:
    x, y = (LEFT + left, LEFT + right), (BOTTOM + bottom, BOTTOM + top)
    return in_degrees((x[0], y[0]), (x[1], y[0]), (x[1], y[1]), (x[0], y[1]))


def write_communes(folder: Path) -> None:
    """Six communes of the area and one elsewhere, as a shapefile in a zip file."""
    import processing
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    layer = QgsVectorLayer("Polygon?crs=EPSG:4326&field=COMM_NAME:string", "communes", "memory")
    shapes = {
        f"{column}{row}": square(2000 * column, 3000 * row, 2000 * (column + 1), 3000 * (row + 1))
        for column in range(3)
        for row in range(2)
    }
    shapes["elsewhere"] = square(50_000, 0, 60_000, 9000)
    features = []
    for name, wkt in shapes.items():
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature["COMM_NAME"] = name
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    place = folder / "shapes" / "COMM_RG_01M_2016_4326.shp"
    place.parent.mkdir()
    processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": str(place)})
    with zipfile.ZipFile(folder / "COMM_RG_01M_2016_4326.zip", "w") as archive:
        for part in place.parent.iterdir():
            archive.write(part, part.name)


def build_vrt(words: list[str]) -> None:
    """What the program of that name does."""
    from osgeo import gdal

    assert words[0] == "-q"
    files = sorted(str(path) for path in Path().glob(words[2]))
    assert files
    gdal.BuildVRT(words[1], files).FlushCache()


@pytest.fixture(scope="module")
def folder(page, fake, tmp_path_factory) -> Path:
    """The folder after all commands were run in it."""
    import processing

    place = tmp_path_factory.mktemp("a folder for geetiles")
    (place / "luxembourg.wkt").write_text(square(0, 0, SIDE, SIDE))
    (place / "README.txt").write_text("Luxembourg, for everybody.")
    (place / "crops.py").write_text(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1])
    blocks = "".join(re.findall(r"```sh\n(.*?)```", page, re.DOTALL)[1:])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        write_communes(place)
        for line in blocks.replace("\\\n", " ").splitlines():
            program, *words = shlex.split(line)
            if program == "gdalbuildvrt":
                build_vrt(words)
                continue
            assert (program, words[0], words[2]) == ("qgis_process", "run", "--"), line
            processing.run(words[1], dict(word.split("=", 1) for word in words[3:]))
    return place


@pytest.fixture
def read(rows, folder, qgis):
    from qgis.core import QgsVectorLayer

    def read_layer(name):
        layer = QgsVectorLayer(str(folder / name))
        assert layer.isValid(), name
        return rows(layer)

    return read_layer


def test_every_command_of_the_manual_stands_beside_ours(page):
    blocks = re.findall(r"```(\w*)\n(.*?)```", page, re.DOTALL)[1:]
    theirs = [re.findall(r"^geet (\S+)", text, re.M) for kind, text in blocks if not kind]
    assert theirs == [
        ["grid"], ["download"], ["random"], ["select"], ["download"], ["split"],
        ["intersect", "split"], ["download", "lp.compute"], ["download", "lp.compute"],
        ["lp.from_foreign"], ["zip.dataset"],
    ]  # fmt: skip
    kinds = [kind for kind, _ in blocks if kind != "python"]
    assert kinds == ["", "sh"] * len(theirs)


def test_grid_communes_and_random_tiles(read):
    assert len(read("lux_chips.gpkg")) == 36
    names = [row["COMM_NAME"] for row in read("lux_communes.gpkg")]
    assert names == ["00", "01", "10", "11", "20", "21"]
    assert len(read("lux_random.gpkg")) >= 1


def test_images_have_geetiles_pixels_in_one_request_a_tile(folder, fake, csv_rows):
    for name in ("sentinel2-rgb-median-2020", "crop"):
        tiles = csv_rows(folder / name / "tiles.csv")
        assert len(tiles) == 36
        with rasterio.open(folder / name / tiles[0]["file"]) as image:
            assert (image.width, image.height, image.count) == (100, 100, 3)
            assert image.crs.to_epsg() == 4326
    texts = "".join(fake.expressions)
    for asked in ("COPERNICUS/S2_SR_HARMONIZED", "QA60", "ESA/WorldCover/v100", "GFSAD1000_V1"):
        assert asked in texts
    # Chips: colours, code, land cover, and both again for the dataset; communes besides.
    assert fake.calls["pixels"] >= 5 * 36 + 6


def test_splits_are_bands_and_communes_stay_whole(read):
    from collections import Counter

    shares = Counter(row["split"] for row in read("lux_split.gpkg"))
    assert set(shares) == {"train", "val", "test"} and shares["train"] >= 14
    splits = {}
    for row in read("lux_by_commune.gpkg"):
        splits.setdefault(row["coarse_id"], set()).add(row["split"])
    assert len(splits) == 6 and all(len(found) == 1 for found in splits.values())


def test_shares_are_those_of_the_land_cover(folder, fake, rows, qgis):
    from qgis.core import QgsVectorLayer
    from rasterio.warp import transform_geom

    for name, tolerance in (("lux_both.gpkg", 2.5), ("communes_measured.gpkg", 1.0)):
        layer = QgsVectorLayer(str(folder / name))
        assert layer.featureCount() >= 2
        with rasterio.open(fake.cover) as cover:
            for feature in layer.getFeatures():
                shape = json.loads(feature.geometry().asJson(9))
                shape = transform_geom(layer.crs().authid(), CRS, shape)
                values, _ = mask(cover, [shape], crop=True)
                counted = values[values > 0]
                for code in (10, 30, 40, 50, 80):
                    expected = 100 * np.mean(counted == code)
                    assert feature[f"p_{code}"] == pytest.approx(expected, abs=tolerance)


def test_shares_of_communes_come_to_their_tiles(read):
    communes = read("communes_measured.gpkg")
    for row in read("lux_both.gpkg"):
        shares = [commune["p_40"] for commune in communes]
        assert min(shares) - 1e-6 <= row["coarse_p_40"] <= max(shares) + 1e-6


def test_the_dataset_holds_images_masks_splits_and_shares(folder, csv_rows, run):
    tiles = csv_rows(folder / "luxembourg" / "tiles.csv")
    assert len(tiles) == 36
    assert {tile["split"] for tile in tiles} <= {"train", "val", "test"}
    assert {"p_10", "coarse_p_10"} <= set(tiles[0])
    assert run("validatedataset", INPUT=str(folder / "luxembourg"))["PASSED"]
    [package] = (folder / "packages").glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        readme = next(name for name in names if name.endswith("README.txt"))
        assert archive.read(readme) == b"Luxembourg, for everybody."
    assert sum(name.endswith(".tif") for name in names) == 72
    assert not any(name.endswith((".pkl", ".pickle")) for name in names)
