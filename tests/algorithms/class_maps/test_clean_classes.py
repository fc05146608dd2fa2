"""Class rasters without specks: areas and units, names and colours, also while classifying."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
import rasterio.features

COLORMAP = {1: (0, 100, 0), 2: (0, 0, 200), 3: (200, 0, 0)}


@pytest.fixture
def specks():
    """Forest and water with small towns of 1, 4 and 9 pixels, and a strip of nodata."""
    codes = np.ones((40, 50), dtype="uint8")
    codes[:, 25:] = 2
    codes[3, 3] = 3
    codes[10:12, 10:12] = 3
    codes[20:23, 30:33] = 3
    codes[36:] = 0
    return codes


@pytest.mark.parametrize(
    ("area", "unit", "left"),
    [
        (0.04, "HECTARES", 13),
        (0.041, "HECTARES", 9),
        (400, "SQUARE_METRES", 13),
        (401, "SQUARE_METRES", 9),
        (10, "PIXELS", 0),
        (2, "PIXELS", 13),
    ],
)
def test_the_least_area_in_each_unit(run, make_raster, specks, tmp_path, area, unit, left):
    raster = make_raster(specks, nodata=0, colormap=COLORMAP)
    out = str(tmp_path / "clean.tif")
    result = run("cleanclasses", RASTER=raster, MIN_AREA=area, AREA_UNIT=unit, OUTPUT=out)
    with rasterio.open(out) as dataset:
        got = dataset.read(1)
        assert dataset.colormap(1)[3] == (200, 0, 0, 255)
    assert np.count_nonzero(got == 3) == left
    assert np.array_equal(got == 0, specks == 0)
    assert result["CHANGED_COUNT"] == 14 - left
    assert json.loads(result["CLASS_COUNTS"]).get("3") == left


def test_degrees_are_measured_on_the_ellipsoid(run, make_raster, specks, tmp_path):
    """At 60 degrees north a pixel of a thousandth of a degree is some 55.8 x 111.4 m."""
    raster = make_raster(
        specks, nodata=0, transform=(0.001, 0, 25.0, 0, -0.001, 60.02), crs="EPSG:4326"
    )
    pyproj = pytest.importorskip("pyproj")
    lons, lats = [25, 25.001, 25.001, 25], [60, 60, 60.001, 60.001]
    pixel = abs(pyproj.Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)[0]) / 10_000
    for factor, left in ((3.99, 13), (4.02, 9)):
        out = str(tmp_path / f"{factor}.tif")
        run("cleanclasses", RASTER=raster, MIN_AREA=factor * pixel, OUTPUT=out)
        with rasterio.open(out) as dataset:
            assert np.count_nonzero(dataset.read(1) == 3) == left
    assert "not all of one size" in run.log


def test_names_of_the_style_are_kept(run, make_raster, specks, tmp_path, qgis):
    from qgis.core import QgsRasterLayer

    raster = make_raster(specks, nodata=0, colormap=COLORMAP)
    with rasterio.open(raster) as dataset:
        assert dataset.nodata == 0
    (tmp_path / "raster.tif.aux.xml").write_text(
        "<PAMDataset><PAMRasterBand band='1'><CategoryNames><Category></Category>"
        "<Category>forest</Category><Category>water</Category><Category>town</Category>"
        "</CategoryNames></PAMRasterBand></PAMDataset>"
    )
    out = str(tmp_path / "clean.tif")
    result = run("cleanclasses", RASTER=raster, MIN_AREA=5, AREA_UNIT="PIXELS", OUTPUT=out)
    assert json.loads(result["CLASS_COUNTS"]) == {"forest": 900, "water": 891, "town": 9}
    layer = QgsRasterLayer(out)
    layer.loadDefaultStyle()
    assert [(c.value, c.label, c.color.name()) for c in layer.renderer().classes()] == [
        (1, "forest", "#006400"), (2, "water", "#0000c8"), (3, "town", "#c80000"),
    ]  # fmt: skip


def test_a_map_that_names_hundreds_of_classes_is_cleaned(run, run_error, make_raster, tmp_path):
    """Such as all crops of a country, which Classify raster writes and cleans at once, too."""
    codes = np.repeat(np.arange(1, 301, dtype="uint16").reshape(15, 20), 4, axis=0).repeat(4, 1)
    codes[1, 1] = 300
    raster = make_raster(codes, name="crops.tif", nodata=0)
    call = {"RASTER": raster, "MIN_AREA": 2, "AREA_UNIT": "PIXELS"}
    assert "more than 255 different values" in run_error("cleanclasses", **call)
    names = "<Category/>" + "".join(f"<Category>crop {k}</Category>" for k in range(1, 301))
    (tmp_path / "crops.tif.aux.xml").write_text(
        f"<PAMDataset><PAMRasterBand band='1'><CategoryNames>{names}</CategoryNames>"
        "</PAMRasterBand></PAMDataset>"
    )
    out = str(tmp_path / "clean.tif")
    result = run("cleanclasses", OUTPUT=out, **call)
    counts = json.loads(result["CLASS_COUNTS"])
    assert (result["CHANGED_COUNT"], len(counts), set(counts.values())) == (1, 300, {16})
    with rasterio.open(out) as dataset:
        assert dataset.read(1)[1, 1] == 1


def test_what_cannot_be_cleaned_is_told(run_error, make_raster, specks):
    raster = make_raster(specks, nodata=0)
    assert "MAJORITY is 4" in run_error("cleanclasses", RASTER=raster, MAJORITY=4)
    text = run_error("cleanclasses", RASTER=raster, MIN_AREA=0)
    assert text.startswith("Nothing is cleaned: give MIN_AREA")
    bare = make_raster(specks, name="bare.tif", crs=None)
    text = run_error("cleanclasses", RASTER=bare, MIN_AREA=1)
    assert "bare.tif has no coordinate system, so that nobody knows its areas" in text


def test_classifying_cleans_at_once(run, make_raster, make_layer, tmp_path):
    rng = np.random.default_rng(3)
    values = np.where(np.arange(60) < 30, 40, 160) + rng.normal(0, 45, (2, 50, 60))
    raster = make_raster(values.clip(1, 255).astype("uint8"), nodata=0)
    model = str(tmp_path / "model.npz")
    run("trainclassifier", RASTER=[raster], METHOD="KMEANS", CLASSES=3, OUTPUT=model)
    plain, clean = str(tmp_path / "plain.tif"), str(tmp_path / "clean.tif")
    run("classifyraster", RASTER=raster, MODEL=model, OUTPUT=plain)
    shares = {"MIN_AREA": 9, "AREA_UNIT": "PIXELS", "CONNECTEDNESS": "8"}
    result = run("classifyraster", RASTER=raster, MODEL=model, OUTPUT=clean, **shares)
    again = str(tmp_path / "again.tif")
    run("cleanclasses", RASTER=plain, OUTPUT=again, **shares)
    with rasterio.open(plain) as a, rasterio.open(clean) as b, rasterio.open(again) as c:
        before, got = a.read(1), b.read(1)
        assert np.array_equal(got, c.read(1))
        assert a.tags() == b.tags()
        assert a.colormap(1) == b.colormap(1)
    expected = before
    for _ in range(4):
        expected = rasterio.features.sieve(expected, 9, mask=before > 0, connectivity=8)
    assert np.array_equal(got, expected)
    assert not np.array_equal(got, before)
    counts = json.loads(result["CLASS_COUNTS"])
    assert list(counts.values()) == [np.count_nonzero(got == k) for k in (1, 2, 3)]
    folder = tmp_path / "many"
    run(
        "classifyraster", SCENES=[raster], MODEL=model, OUTPUT_FOLDER=str(folder), **shares
    )  # fmt: skip
    (made,) = folder.glob("*.tif")
    with rasterio.open(made) as dataset:
        assert np.array_equal(dataset.read(1), got)


def test_probabilities_come_with_cleaned_classes_or_not_at_all(
    run, run_error, make_raster, tmp_path, monkeypatch
):
    from tilewright.algorithms.classify import classify_work
    from tilewright.core.errors import RasterError

    values = np.where(np.arange(40) < 20, 40, 160).astype("uint8") * np.ones((1, 30, 1), "uint8")
    raster = make_raster(values, nodata=0)
    classes = make_raster(np.where(values > 100, 2, 1).astype("uint8"))
    model = str(tmp_path / "model.npz")
    run("trainclassifier", RASTER=[raster], LABEL_RASTER=classes, TREES=3, FOLDS=0, OUTPUT=model)
    there = tmp_path / "there"
    there.mkdir()
    how = {"RASTER": raster, "MODEL": model, "MIN_AREA": 9, "AREA_UNIT": "PIXELS"}
    how.update(OUTPUT=str(there / "classes.tif"), PROBABILITIES=str(there / "shares.tif"))

    def fail(*_args, **_kwargs):
        raise RasterError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(classify_work, "clean_raster", fail)
        assert "The disk is full." in run_error("classifyraster", **how)
    assert list(there.iterdir()) == []
    run("classifyraster", **how)
    with rasterio.open(there / "shares.tif") as dataset:
        assert dataset.count == 2
        assert np.allclose(dataset.read().sum(axis=0), 1)
        assert dataset.descriptions == ("1", "2")
    assert {path.name for path in there.iterdir()} >= {"classes.tif", "shares.tif"}
