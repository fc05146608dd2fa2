"""Every algorithm that reads a cloud mask takes the kind of mask by its name."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio

CLEAR, CLOUD, SHADOW = 21824, 22280, 23888


@pytest.fixture
def scene(make_raster):
    """Two dates of 40 x 40 pixels with a band QA_PIXEL each: cloud left, then shadow right."""
    images, masks = [], []
    for day, cloudy in (("20200101", np.s_[:, :20]), ("20200201", np.s_[:, 20:])):
        value = 100 if day == "20200101" else 200
        codes = np.full((40, 40), CLEAR, dtype="uint16")
        codes[cloudy] = CLOUD if value == 100 else SHADOW
        image = np.full((40, 40), value, dtype="uint16")
        images.append(make_raster(image, name=f"image_{day}.tif"))
        masks.append(make_raster(codes, name=f"qa_{day}.tif"))
    return images, masks


@pytest.fixture
def tiles(run, scene):
    return run("createtilegrid", INPUT=scene[0][0], TILE_SIZE=20)["OUTPUT"]


def test_maskcloudraster(run, scene, tiles):
    for mask, expected in zip(scene[1], ([100, 0, 100, 0], [0, 100, 0, 100])):
        kept = run("maskcloudraster", INPUT=tiles, MASK=mask, VALUES="LANDSAT_C2", MAX_CLOUD=100)
        found = {f["tile_id"]: f["cloud_pct"] for f in kept["OUTPUT"].getFeatures()}
        assert [found[name] for name in sorted(found)] == expected


def test_builddataset(run, scene, tmp_path):
    images, masks = scene
    result = run(
        "builddataset",
        RASTER=images[0],
        TILE_SIZE=20,
        FORMAT="NPY",
        CLOUD_MASK=masks[0],
        CLOUD_VALUES="landsat_c2",
        OUTPUT=str(tmp_path / "tiles"),
    )
    assert (result["TILE_COUNT"], result["REJECTED_COUNT"]) == (2, 2)
    names = sorted(path.name for path in (tmp_path / "tiles").rglob("*.npy"))
    assert names == ["r00000_c00001.npy", "r00001_c00001.npy"]
    recipe = json.loads((tmp_path / "tiles" / "dataset.json").read_text("utf-8"))
    assert recipe["parameters"]["CLOUD_VALUES"] == "landsat_c2"


def test_composite(run, scene, tmp_path):
    images, masks = scene
    out = run(
        "composite",
        RASTERS=images,
        MASKS=masks,
        VALUES="LANDSAT_C2",
        OUTPUT=str(tmp_path / "c.tif"),
    )
    with rasterio.open(out["OUTPUT"]) as dataset:
        values = dataset.read(1)
    assert np.array_equal(np.unique(values[:, :20]), [200])
    assert np.array_equal(np.unique(values[:, 20:]), [100])


def test_exporttimeseries(run, scene, tiles, tmp_path):
    images, masks = scene
    run(
        "exporttimeseries",
        RASTERS=images,
        MASKS=masks,
        TILES=tiles,
        VALUES="LANDSAT_C2",
        MAX_CLOUD=50,
        OUTPUT=str(tmp_path / "series"),
    )
    for name, expected in (("r00000_c00000", [1, 0]), ("r00000_c00001", [0, 1])):
        (path,) = (tmp_path / "series").rglob(f"*{name}.npz")
        with np.load(path) as sample:
            assert sample["cloud"].tolist() == expected


@pytest.mark.parametrize(
    ("algorithm", "name"),
    [
        ("maskcloudraster", "VALUES"),
        ("builddataset", "CLOUD_VALUES"),
        ("composite", "VALUES"),
        ("exporttimeseries", "VALUES"),
    ],
)
def test_the_help_names_them_and_the_bits_of_landsat(qgis, algorithm, name):
    from tilewright.core.clouds.presets import PRESETS

    found = qgis.processingRegistry().algorithmById(f"tilewright:{algorithm}")
    text = found.parameterDefinition(name).help()
    assert all(f"{preset.name} ({preset.title})" in text for preset in PRESETS)
    bits = found.parameterDefinition(name.replace("VALUES", "BITS")).help()
    assert "bit 3 is cloud, 4 cloud shadow, 2 cirrus, 1 dilated cloud, and 8-9=3" in bits
