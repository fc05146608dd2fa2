"""What rasters say about their bands, in every algorithm that reads them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

NORTH = (10.0, 0.0, 500000.0, 0.0, -10.0, 4800000.0)


@pytest.fixture
def mosaic(make_raster):
    """Five bands of 200 and an alpha band, transparent (and 0) in the upper left quarter."""
    values = np.full((6, 128, 128), 200, "uint16")
    values[5] = 65535
    values[:, :64, :64] = 0
    colors = ["gray"] + ["undefined"] * 4 + ["alpha"]
    return make_raster(values, name="mosaic.tif", transform=NORTH, colorinterp=colors)


@pytest.fixture
def everywhere(tmp_path):
    """A polygon of class a that covers the mosaic."""
    path = tmp_path / "all.geojson"
    ring = [[500000, 4798720], [501280, 4798720], [501280, 4800000], [500000, 4800000]]
    feature = {
        "type": "Feature",
        "properties": {"class": "a"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    return str(path)


def test_transparent_tiles_are_left_out(run, mosaic):
    out = run("createtilegrid", INPUT=mosaic, TILE_SIZE=64, MIN_VALID=100)
    assert out["TILE_COUNT"] == 3
    assert "Band 6 of mosaic.tif is tagged as alpha: it says which pixels are valid" in run.log


def test_contact_sheets_tell_of_the_alpha_band(run, mosaic, tmp_path):
    run("contactsheet", IMAGES=[mosaic], OUTPUT=str(tmp_path / "sheet.png"))
    assert "Band 6 of mosaic.tif is tagged as alpha: it says which pixels are valid" in run.log


def test_transparent_pixels_are_no_samples(run, mosaic, everywhere, tmp_path):
    path = str(tmp_path / "samples.csv")
    out = run("samplepixels", RASTER=mosaic, LABELS=everywhere, LABEL_FIELD="class", OUTPUT=path)
    assert out["SAMPLE_COUNT"] == 3 * 64 * 64
    with Path(path).open(encoding="utf-8", newline="") as file:
        assert {row["band 1"] for row in csv.DictReader(file)} == {"200"}


def test_transparent_pixels_do_not_enter_a_composite(run, mosaic, make_raster, tmp_path):
    other = make_raster(np.full((5, 128, 128), 200, "uint16"), name="o.tif", transform=NORTH)
    path = str(tmp_path / "mean.tif")
    both = {"RASTERS": [mosaic, other], "METHOD": "MEAN", "OUTPUT": path}
    with pytest.raises(Exception, match="mosaic.tif has a mask, o.tif has none"):
        run("composite", **both)
    run("composite", **both, DIFFERENCES="AS_TAGGED")
    with rasterio.open(path) as dataset:
        assert (dataset.read() == 200).all() and dataset.count == 5


def test_transparent_pixels_are_gaps_of_a_time_series(run, mosaic, tmp_path):
    import shutil

    for name in ("m_20200101.tif", "m_20200201.tif"):
        shutil.copy(mosaic, tmp_path / name)
    grid = run("createtilegrid", INPUT=mosaic, TILE_SIZE=64)
    folder = tmp_path / "series"
    paths = [str(tmp_path / name) for name in ("m_20200101.tif", "m_20200201.tif")]
    run("exporttimeseries", RASTERS=paths, TILES=grid["OUTPUT"], FORMAT="NPZ", OUTPUT=str(folder))
    found = {p.stem: np.load(p) for p in folder.rglob("*.npz")}
    # The transparent tile has nothing on any date.
    assert sorted(found) == ["r00000_c00001", "r00001_c00000", "r00001_c00001"]
    assert all((arrays["images"] == 200).all() for arrays in found.values())


def test_a_stack_of_four_bytes_has_four_bands_of_data(run, make_raster, everywhere, tmp_path):
    rng = np.random.default_rng(4)
    values = rng.integers(0, 255, (4, 128, 128)).astype("uint8")
    paths = [
        make_raster(values[k], name=f"{name}.tif", transform=NORTH)
        for k, name in enumerate(("B04", "B03", "B02", "B08"))
    ]
    stack = run("stackbands", INPUTS=paths, OUTPUT=str(tmp_path / "stack.tif"))["OUTPUT"]
    with rasterio.open(stack) as dataset:
        assert "alpha" not in [c.name for c in dataset.colorinterp]
        assert np.array_equal(dataset.read(), values)
    samples = str(tmp_path / "samples.csv")
    out = run("samplepixels", RASTER=stack, LABELS=everywhere, LABEL_FIELD="class", OUTPUT=samples)
    # Where infrared is 0 is a value like any other.
    assert out["SAMPLE_COUNT"] == 128 * 128
    with Path(samples).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert int(rows[0]["B08"]) == values[3, 0, 0]
    with pytest.raises(Exception, match="1 or 3"):
        run("builddataset", RASTER=stack, TILE_SIZE=64, FORMAT="JPEG", OUTPUT=str(tmp_path / "d"))


def test_infrared_tagged_as_alpha_is_data_when_it_is_asked_for(run, make_raster, tmp_path):
    values = np.random.default_rng(5).integers(0, 255, (4, 64, 64)).astype("uint8")
    values[3, :32] = 0
    colors = ["red", "green", "blue", "alpha"]
    path = make_raster(values, name="nir.tif", transform=NORTH, colorinterp=colors)
    common = {"RASTER": path, "TILE_SIZE": 64, "SCALING": "NONE", "FORMAT": "GTIFF"}
    folder = tmp_path / "asked"
    run("builddataset", **common, BANDS="1,2,3,4", MIN_VALID=100, OUTPUT=str(folder))
    assert "Band 4 of nir.tif is tagged as alpha and used as data" in run.log
    with rasterio.open(next(folder.rglob("*.tif"))) as dataset:
        assert np.array_equal(dataset.read(), values)
        assert dataset.colorinterp[3].name != "alpha" and dataset.dataset_mask().all()
    kept = tmp_path / "kept"
    run("builddataset", **common, OUTPUT=str(kept))
    assert "Band 4 of nir.tif is tagged as alpha" in run.log and "and is kept" in run.log
    with rasterio.open(next(kept.rglob("*.tif"))) as dataset:
        assert np.array_equal(dataset.read(), values) and dataset.colorinterp[3].name == "alpha"


@pytest.mark.parametrize(
    ("place", "bands", "names"),
    [
        (3, "1,2,3,4", ["band_1", "band_2", "band_3", "band_4"]),
        (3, "4", ["band_4"]),
        (3, "nir", ["nir"]),
        (0, "1,2,3,4", ["band_1", "band_2", "band_3", "band_4"]),
        (0, "2", ["band_2"]),
        (1, "1,2", ["band_1", "band_2"]),
        (1, "2", ["band_2"]),
    ],
)
def test_a_time_series_takes_alpha_as_data_when_it_is_asked_for(
    run, make_raster, tmp_path, place, bands, names
):
    values = np.random.default_rng(6).integers(1, 255, (2 if place == 1 else 4, 64, 64))
    values = values.astype("uint8")
    values[place] = 0
    values[place, :, 32:] = 200
    others = iter(["gray"] if place == 1 else ["red", "green", "blue"])
    colors = ["alpha" if k == place else next(others) for k in range(len(values))]
    own = ("red", "green", "blue", "nir") if bands == "nir" else None
    paths = [
        make_raster(
            values, name=f"a_{day}.tif", transform=NORTH, colorinterp=colors, descriptions=own
        )
        for day in ("20200101", "20200201")
    ]
    tiles = run("createtilegrid", INPUT=paths[0], TILE_SIZE=64)["OUTPUT"]
    out = tmp_path / "out"
    run("exporttimeseries", RASTERS=paths, TILES=tiles, BANDS=bands, OUTPUT=str(out))
    chosen = [3] if bands == "nir" else [int(number) - 1 for number in bands.split(",")]
    if place in chosen:
        assert f"Band {place + 1} of a_20200101.tif is tagged as alpha and used as data" in run.log
    seen = slice(None) if place in chosen else slice(32, None)
    with np.load(out / "images" / "r00000_c00000.npz") as sample:
        assert sample["bands"].tolist() == names
        for image in sample["images"]:
            assert np.array_equal(image[..., seen], values[chosen][..., seen])
        assert sample["valid"].tolist() == ([1, 1] if place in chosen else [0.5, 0.5])


def test_numbers_of_files_of_one_band_each_ask_for_no_alpha(run, make_raster, tmp_path):
    values = np.full((2, 64, 64), 7, "uint8")
    values[1, :, :32] = 0
    paths = [
        make_raster(values + k, name=f"{name}.tif", transform=NORTH, colorinterp=["gray", "alpha"])
        for k, name in enumerate(("20200101_B02", "20200101_B03"))
    ]
    tiles = run("createtilegrid", INPUT=paths[0], TILE_SIZE=64)["OUTPUT"]
    out = tmp_path / "out"
    run("exporttimeseries", RASTERS=paths, TILES=tiles, BANDS="2", OUTPUT=str(out))
    with np.load(out / "images" / "r00000_c00000.npz") as sample:
        assert sample["bands"].tolist() == ["B03"] and sample["images"][0, 0, 0, 40] == 8


def test_the_help_of_bands_says_what_alpha_means(qgis):
    from qgis.core import QgsApplication

    registry = QgsApplication.processingRegistry()
    for name in ("composite", "exporttimeseries", "stackbands", "trainclassifier"):
        algorithm = registry.algorithmById(f"tilewright:{name}")
        assert "Empty: all but a band tagged as alpha" in (
            algorithm.parameterDefinition("BANDS").help()
        )


@pytest.fixture
def signed(make_raster):
    """Signed bytes with nodata -128; and their values."""
    values = np.random.default_rng(1).integers(-100, 100, (64, 64)).astype("int8")
    values[:8] = -128
    return make_raster(values, name="signed.tif", transform=NORTH, nodata=-128), values


def test_signed_bytes_stay_signed(run, signed, tmp_path):
    path, values = signed
    folder = tmp_path / "tiles"
    run(
        "builddataset",
        RASTER=path,
        TILE_SIZE=64,
        SCALING="NONE",
        FORMAT="GTIFF",
        OUTPUT=str(folder),
    )
    stack = run("stackbands", INPUTS=[path], OUTPUT=str(tmp_path / "stack.tif"))["OUTPUT"]
    for file in (next(folder.rglob("*.tif")), stack):
        with rasterio.open(file) as dataset:
            assert dataset.dtypes == ("int8",) and dataset.nodata == -128
            assert np.array_equal(dataset.read(1), values)
    arrays = tmp_path / "arrays"
    run("builddataset", RASTER=path, TILE_SIZE=64, SCALING="NONE", FORMAT="NPY", OUTPUT=str(arrays))
    assert np.array_equal(np.load(next(arrays.rglob("*.npy")))[0], values)


@pytest.fixture
def two_dates(make_raster):
    """Two dates of the same numbers, 8000 to 12000; the first has a scale and an offset."""
    values = np.random.default_rng(2).integers(8000, 12000, (1, 64, 64)).astype("uint16")
    paths = [
        make_raster(values, name=f"scene_{day}.tif", transform=NORTH, nodata=0)
        for day in (20200518, 20200705)
    ]
    with rasterio.open(paths[0], "r+") as dataset:
        dataset.scales, dataset.offsets = (2.75e-5,), (-0.2,)
    return paths, values


REFUSED = (
    "scene_20200518.tif has scale 2.75e-05 and offset -0.2, scene_20200705.tif neither scale nor "
    "offset, so their values cannot be mixed"
)


def test_composite_of_rasters_that_disagree(run, two_dates, tmp_path):
    paths, values = two_dates
    path = tmp_path / "mean.tif"
    with pytest.raises(Exception, match=REFUSED):
        run("composite", RASTERS=paths, METHOD="MEAN", OUTPUT=str(path))
    assert not path.exists()
    run("composite", RASTERS=paths, METHOD="MEAN", DIFFERENCES="AS_FIRST", OUTPUT=str(path))
    with rasterio.open(path) as dataset:
        assert np.allclose(dataset.read(), values * 2.75e-5 - 0.2, atol=1e-6)
    run("composite", RASTERS=paths, METHOD="FIRST", DIFFERENCES="AS_TAGGED", OUTPUT=str(path))
    with rasterio.open(path) as dataset:
        assert np.allclose(dataset.read(), values * 2.75e-5 - 0.2, atol=1e-6)
    run("composite", RASTERS=paths[::-1], METHOD="MEAN", DIFFERENCES="AS_FIRST", OUTPUT=str(path))
    with rasterio.open(path) as dataset:
        assert np.array_equal(dataset.read(), values)


def test_forgotten_nodata_is_not_averaged(run, make_raster, tmp_path):
    values = np.full((1, 64, 64), 3000, "uint16")
    gap = values.copy()
    gap[:, :32] = 0
    paths = [
        make_raster(values, name="a_20200101.tif", transform=NORTH, nodata=0),
        make_raster(gap, name="b_20200201.tif", transform=NORTH),
    ]
    path = str(tmp_path / "mean.tif")
    refusal = r"a_20200101.tif has nodata 0, b_20200201.tif has none.*give NODATA"
    with pytest.raises(Exception, match=refusal):
        run("composite", RASTERS=paths, METHOD="MEAN", OUTPUT=path)
    for settled in ({"NODATA": 0}, {"DIFFERENCES": "AS_FIRST"}):
        run("composite", RASTERS=paths, METHOD="MEAN", **settled, OUTPUT=path)
        with rasterio.open(path) as dataset:
            assert (dataset.read() == 3000).all()
    run("composite", RASTERS=paths, METHOD="MEAN", DIFFERENCES="AS_TAGGED", OUTPUT=path)
    with rasterio.open(path) as dataset:
        assert (dataset.read(1)[:32] == 1500).all() and (dataset.read(1)[32:] == 3000).all()


@pytest.mark.parametrize(
    "other",
    [
        ("B04", "B08", "B02"),
        ("b02", "b03", "b04"),
        ("B2", "B3", "B4"),
        ("20200201_B02", "20200201_B03", "20200201_B04"),
    ],
)
def test_rasters_of_other_bands_are_not_mixed(run, make_raster, tmp_path, other):
    values = np.arange(3 * 64 * 64).reshape(3, 64, 64).astype("uint16")
    paths = [
        make_raster(values + k, name=f"a_2020010{k}.tif", transform=NORTH, descriptions=names)
        for k, names in enumerate((("B04", "B03", "B02"), other), 1)
    ]
    refusal = f"a_20200101.tif has the bands B04, B03, B02, a_20200102.tif {', '.join(other)}"
    mean = {"RASTERS": paths, "METHOD": "MEAN", "OUTPUT": str(tmp_path / "mean.tif")}
    model = {"RASTER": paths, "METHOD": "KMEANS", "CLASSES": 2, "OUTPUT": str(tmp_path / "m.json")}
    for algorithm, parameters in (("composite", mean), ("trainclassifier", model)):
        with pytest.raises(Exception, match=refusal):
            run(algorithm, **parameters)
        assert not list(tmp_path.glob("m*"))
    run("trainclassifier", DIFFERENCES="AS_TAGGED", **model)
    run("composite", DIFFERENCES="AS_TAGGED", **mean)
    with rasterio.open(mean["OUTPUT"]) as dataset:
        assert np.array_equal(dataset.read(), values + 1.5)


def test_colours_in_another_order_are_not_mixed(run, make_raster, tmp_path):
    colors = ["red", "green", "blue"]
    values = np.full((3, 64, 64), 7, "uint8")
    paths = [
        make_raster(values, name=f"a_2020010{k}.tif", transform=NORTH, colorinterp=order)
        for k, order in enumerate((colors, colors[::-1]), 1)
    ]
    refusal = "a_20200101.tif has the bands red, green, blue, a_20200102.tif blue, green, red"
    with pytest.raises(Exception, match=refusal):
        run("composite", RASTERS=paths, OUTPUT=str(tmp_path / "mean.tif"))
    out = tmp_path / "out"
    series = {"RASTERS": paths, "OUTPUT": str(out)}
    series["TILES"] = run("createtilegrid", INPUT=paths[0], TILE_SIZE=64)["OUTPUT"]
    with pytest.raises(Exception, match=refusal):
        run("exporttimeseries", **series)
    assert not out.exists()
    # Green is at one place in both.
    run("exporttimeseries", BANDS="2", **series)


def test_stack_warns_of_bands_without_nodata(run, make_raster, tmp_path):
    values = np.ones((1, 8, 8), "uint16")
    paths = [
        make_raster(values, name="B02.tif", nodata=0),
        make_raster(values, name="B03.tif"),
    ]
    run("stackbands", INPUTS=paths, OUTPUT=str(tmp_path / "stack.tif"))
    assert "B02.tif has nodata 0, B03.tif has none, so all its pixels count as values" in run.log


def test_classifier_refuses_rasters_that_disagree(run, two_dates, tmp_path):
    paths, _ = two_dates
    model = tmp_path / "m.json"
    with pytest.raises(Exception, match=REFUSED):
        run("trainclassifier", RASTER=paths, METHOD="KMEANS", CLASSES=2, OUTPUT=str(model))
    assert not model.exists()
    run(
        "trainclassifier",
        RASTER=paths,
        METHOD="KMEANS",
        CLASSES=2,
        DIFFERENCES="AS_FIRST",
        OUTPUT=str(model),
    )
    assert model.exists()


def test_nodata_settings_of_a_layer_count(run, make_raster, tmp_path):
    from qgis.core import QgsRasterLayer, QgsRasterRange

    values = np.full((1, 128, 128), 9, "uint8")
    values[0, :64, :64] = 7
    values[0, 64:, 64:] = 255
    path = make_raster(values, transform=NORTH, nodata=255)
    layer = QgsRasterLayer(path, "photo")
    plain = run("createtilegrid", INPUT=layer, TILE_SIZE=64, MIN_VALID=100)
    assert plain["TILE_COUNT"] == 3 and "nodata" not in run.log
    provider = layer.dataProvider()
    provider.setUserNoDataValue(1, [QgsRasterRange(6.5, 7)])
    provider.setUseSourceNoDataValue(1, False)
    out = run("createtilegrid", INPUT=layer, TILE_SIZE=64, MIN_VALID=100)
    assert sorted(f["tile_id"] for f in out["OUTPUT"].getFeatures()) == [
        "r00000_c00001",
        "r00001_c00000",
        "r00001_c00001",
    ]
    assert "The layer's additional nodata values count: 6.5 to 7." in run.log
    assert "The layer's own nodata value is switched off in band 1" in run.log
    statistics = run(
        "native:zonalstatisticsfb",
        INPUT=run("createtilegrid", INPUT=layer, TILE_SIZE=64)["OUTPUT"],
        INPUT_RASTER=layer,
        RASTER_BAND=1,
        STATISTICS=[0],
    )
    counts = {f["tile_id"]: f["_count"] for f in statistics["OUTPUT"].getFeatures()}
    assert counts["r00000_c00000"] == 0 and counts["r00001_c00001"] == 64 * 64


def test_complex_rasters_are_refused_in_one_sentence(run, tmp_path):
    from osgeo import gdal

    path = str(tmp_path / "slc.tif")
    file = gdal.GetDriverByName("GTiff").Create(path, 64, 64, 1, gdal.GDT_CInt16)
    file.SetGeoTransform((500000, 10, 0, 4800000, 0, -10))
    file = None
    with pytest.raises(Exception, match=r"slc\.tif holds complex numbers .*abs\(A\)"):
        run("builddataset", RASTER=path, TILE_SIZE=32, OUTPUT=str(tmp_path / "d"))
    assert not (tmp_path / "d").exists()


@pytest.fixture
def corner(run, two_dates):
    """A tile of 32 pixels in the upper left of the two dates."""
    return run("createtilegrid", INPUT=two_dates[0][0], TILE_SIZE=32, AOI_PREDICATE="WITHIN")[
        "OUTPUT"
    ]


def series(run, paths, tiles, folder, **parameters):
    run("exporttimeseries", RASTERS=paths, TILES=tiles, OUTPUT=str(folder), **parameters)
    with np.load(folder / "images" / "r00000_c00000.npz") as sample:
        return sample["images"][:, 0]


def test_time_series_of_rasters_that_disagree(run, two_dates, corner, tmp_path):
    paths, values = two_dates
    true = values[0, :32, :32] * 2.75e-5 - 0.2
    with pytest.raises(Exception, match=REFUSED):
        series(run, paths, corner, tmp_path / "refused")
    assert not (tmp_path / "refused").exists()
    alike = series(run, paths, corner, tmp_path / "first", DIFFERENCES="AS_FIRST")
    assert np.allclose(alike, [true, true], atol=1e-6)
    tagged = series(run, paths, corner, tmp_path / "tagged", DIFFERENCES="AS_TAGGED")
    assert np.allclose(tagged, [true, values[0, :32, :32]], atol=1e-6)


def test_bands_of_single_files_are_compared_by_their_names(run, make_raster, tmp_path):
    values = np.full((1, 64, 64), 3000, "uint16")
    gap = values.copy()
    gap[:, :32] = 0
    paths = [
        make_raster(v, name=f"S2A_{day}_{band}.tif", transform=NORTH, nodata=tag)
        for day, band, v, tag in (
            ("20200101", "B02", values, None),
            ("20200101", "B03", values, 0),
            ("20200201", "B02", values, None),
            ("20200201", "B03", gap, None),
        )
    ]
    refusal = r"S2A_20200101_B03.tif has nodata 0, S2A_20200201_B03.tif has none"
    path = str(tmp_path / "mean.tif")
    tile = run("createtilegrid", INPUT=paths[0], TILE_SIZE=64)["OUTPUT"]
    for algorithm, parameters in (
        ("composite", {"RASTERS": paths, "METHOD": "MEAN", "OUTPUT": path}),
        ("exporttimeseries", {"RASTERS": paths, "TILES": tile, "OUTPUT": str(tmp_path / "o")}),
    ):
        with pytest.raises(Exception, match=refusal):
            run(algorithm, **parameters)
    run("composite", RASTERS=paths, METHOD="MEAN", DIFFERENCES="AS_FIRST", OUTPUT=path)
    with rasterio.open(path) as dataset:
        assert dataset.count == 2 and (dataset.read() == 3000).all()
    run("composite", RASTERS=paths, METHOD="MEAN", DIFFERENCES="AS_TAGGED", OUTPUT=path)
    with rasterio.open(path) as dataset:
        assert (dataset.read(2)[:32] == 1500).all() and (dataset.read(1) == 3000).all()


def test_nodata_settings_are_part_of_the_record(run, make_raster, tmp_path):
    from qgis.core import QgsRasterLayer, QgsRasterRange

    values = np.full((1, 64, 64), 9, "uint8")
    values[0, :8] = 7
    layer = QgsRasterLayer(make_raster(values, transform=NORTH), "photo")
    folder = tmp_path / "dataset"
    common = {"RASTER": layer, "TILE_SIZE": 32, "SCALING": "NONE", "FORMAT": "GTIFF"}
    run("builddataset", **common, OUTPUT=str(folder))
    plain = json.loads((folder / "dataset.json").read_text("utf-8"))["sources"]["raster"]
    assert "additional_nodata" not in plain
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(7, 7)])
    # What was begun with other nodata values is not gone on with.
    with pytest.raises(Exception, match="other inputs or parameters"):
        run("builddataset", **common, RESUME=True, OUTPUT=str(folder))
    run("builddataset", **common, OVERWRITE=True, OUTPUT=str(folder))
    record = json.loads((folder / "dataset.json").read_text("utf-8"))["sources"]["raster"]
    assert record == {**plain, "additional_nodata": {"1": [[7, 7]]}}
    with rasterio.open(folder / "images" / "r00000_c00000.tif") as dataset:
        assert np.array_equal(dataset.dataset_mask() > 0, values[0, :32, :32] == 9)


@pytest.fixture
def quarters(make_raster):
    """Codes 1, 2, 3 and 9, nodata 3; and a layer for which 9 is nodata and 3 is not."""
    from qgis.core import QgsRasterLayer, QgsRasterRange

    codes = np.repeat(np.repeat(np.array([[1, 2], [3, 9]], "uint8"), 32, 0), 32, 1)
    path = make_raster(codes, name="codes.tif", transform=NORTH, nodata=3)
    layer = QgsRasterLayer(path, "codes")
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(9, 9)])
    layer.dataProvider().setUseSourceNoDataValue(1, False)
    return layer, codes


def test_a_stack_keeps_nodata_settings_as_gaps(run, quarters, tmp_path):
    layer, codes = quarters
    path = str(tmp_path / "stack.tif")
    run("stackbands", INPUTS=[layer], OUTPUT=path)
    with rasterio.open(path) as dataset:
        assert np.isnan(dataset.nodata)
        expected = np.where(codes == 9, np.nan, codes.astype("float32"))
        assert np.array_equal(dataset.read(1), expected, equal_nan=True)
    assert "Some inputs have masked pixels and none has a nodata value" in run.log


def test_class_rasters_heed_nodata_settings(run, quarters, make_raster, tmp_path):
    layer, _ = quarters
    image = make_raster(np.ones((1, 64, 64), "uint8"), name="image.tif", transform=NORTH)
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=64)["OUTPUT"]
    out = run("labelproportions", INPUT=tiles, LABEL_RASTER=layer)
    (feature,) = out["OUTPUT"].getFeatures()
    assert json.loads(feature["proportions"]) == {"1": 33.333333, "2": 33.333333, "3": 33.333333}
    assert "The layer's additional nodata values count: 9." in run.log
    common = {"RASTER": image, "TILES": tiles, "SCALING": "NONE", "FORMAT": "GTIFF"}
    folder = tmp_path / "masks"
    run("exporttiles", **common, MASK=layer, OUTPUT=str(folder))
    with rasterio.open(next((folder / "masks").rglob("*.tif"))) as dataset:
        found = dict(zip(*np.unique(dataset.read(1), return_counts=True)))
    assert sorted(found.values()) == [1024] * 4 and 255 in found
    small = run("createtilegrid", INPUT=image, TILE_SIZE=32)["OUTPUT"]
    joined = run("joinlabels", INPUT=small, LABEL_RASTER=layer, PREDICATE="LARGEST")
    labels = {f["tile_id"]: f["label"] for f in joined["OUTPUT"].getFeatures()}
    assert labels == {"r00000_c00000": "1", "r00000_c00001": "2", "r00001_c00000": "3"}


def test_samples_of_scaled_rasters_are_told_to_be_stored_numbers(
    run, make_raster, everywhere, tmp_path
):
    path = make_raster(np.full((2, 128, 128), 7000, "uint16"), name="s.tif", transform=NORTH)
    table = str(tmp_path / "samples.csv")
    labels = {"LABELS": everywhere, "LABEL_FIELD": "class", "OUTPUT": table}
    run("samplepixels", RASTER=path, **labels)
    assert "are not applied" not in run.log
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (1e-4, 1e-4), (-0.1, 0)
    run("samplepixels", RASTER=path, **labels)
    told = "numbers as s.tif stores them: its scale (0.0001) and offset (-0.1, 0) are not applied."
    assert told in run.log
    with Path(table).open(encoding="utf-8", newline="") as file:
        assert {row["band 1"] for row in csv.DictReader(file)} == {"7000"}


@pytest.fixture
def two_nodatas(make_raster, tmp_path):
    """A VRT whose nodata is 0 in the first band and 255 in the second."""
    from osgeo import gdal

    values = np.full((2, 64, 64), 100, "uint8")
    values[0, :16], values[1, :, :16] = 0, 255
    path = str(tmp_path / "two.vrt")
    gdal.Translate(path, make_raster(values, name="plain.tif", transform=NORTH), format="VRT")
    dataset = gdal.Open(path, gdal.GA_Update)
    for band, value in ((1, 0), (2, 255)):
        dataset.GetRasterBand(band).SetNoDataValue(value)
    dataset = None
    with rasterio.open(path) as file:
        assert file.nodatavals == (0, 255)
    return path


@pytest.mark.parametrize("form", ["GTIFF", "NPY"])
def test_nodata_that_tiles_cannot_hold_is_told_and_the_remedy_works(
    run, two_nodatas, tmp_path, form
):
    options = {"TILE_SIZE": 64, "FORMAT": form, "SCALING": "NONE"}
    run("builddataset", RASTER=two_nodatas, OUTPUT=str(tmp_path / "a"), **options)
    assert (
        f"Nodata of two.vrt is 0 in band 1, 255 in band 2, and {form} tiles have one value for all "
        "bands, 0: pixels of other values count as data there. Make a raster with one nodata value "
        "by Stack Bands first, and cut that."
    ) in run.log
    stack = run("stackbands", INPUTS=[two_nodatas], OUTPUT=str(tmp_path / "stack.tif"))["OUTPUT"]
    out = tmp_path / "b"
    run("builddataset", RASTER=stack, OUTPUT=str(out), **options)
    assert "Nodata of" not in run.log
    (tile,) = (out / "images").iterdir()
    if form == "NPY":
        gaps = np.isnan(np.load(tile))
    else:
        with rasterio.open(tile) as file:
            gaps = file.read_masks() == 0
    assert gaps[0].sum() == gaps[1].sum() == 16 * 64
    assert gaps[0, :16].all() and gaps[1, :, :16].all()


def test_nodata_of_one_kind_is_nothing_to_tell(run, make_raster, tmp_path):
    values = np.full((2, 64, 64), 100, "uint8")
    values[0, :16] = 0
    for name, nodata in (("a", 0), ("b", None)):
        raster = make_raster(values, name=f"{name}.tif", transform=NORTH, nodata=nodata)
        out = str(tmp_path / name)
        run("builddataset", RASTER=raster, TILE_SIZE=64, FORMAT="NPY", SCALING="NONE", OUTPUT=out)
        assert "Nodata of" not in run.log and "FILL" not in run.log
        run("builddataset", RASTER=raster, TILE_SIZE=64, FORMAT="JPEG", BANDS="1", DRY_RUN=True)
        assert "Nodata of" not in run.log


def test_a_fill_that_is_not_used_is_told(run, make_raster, tmp_path):
    raster = make_raster(np.full((1, 64, 64), 100, "uint8"), transform=NORTH)
    for form, is_used in (("GTIFF", False), ("NPY", False), ("PNG", False), ("JPEG", True)):
        run(
            "builddataset", RASTER=raster, TILE_SIZE=64, FORMAT=form, SCALING="NONE", FILL=7,
            OUTPUT=str(tmp_path / form),
        )  # fmt: skip
        assert ("FILL=7 is not used" in run.log) != is_used
