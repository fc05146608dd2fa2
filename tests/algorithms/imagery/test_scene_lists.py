"""Lists of rasters whose names tell scenes, bands, deliveries and masks."""

import json
import re

import numpy as np
import pytest
import rasterio

EAST = (10.0, 0.0, 500320.0, 0.0, -10.0, 4600000.0)


def flat(value, count=1, dtype="int16", size=32):
    return np.stack([np.full((size, size), value + k, dtype) for k in range(count)])


@pytest.fixture
def series(run, tmp_path):
    """Exports a folder of rasters on one grid: dates, bands and a pixel of each."""

    def export(folder, **parameters):
        image = next(str(path) for path in sorted((tmp_path / folder).rglob("*.[tT][iI][fF]")))
        tiles = run("createtilegrid", INPUT=image, TILE_SIZE=32)["OUTPUT"]
        out = tmp_path / f"out of {folder} {len(list(tmp_path.iterdir()))}"
        run(
            "exporttimeseries",
            FOLDER=str(tmp_path / folder),
            TILES=tiles,
            OUTPUT=str(out),
            **parameters,
        )
        with np.load(next(out.rglob("*.npz"))) as sample:
            days = [str(day) for day in sample["dates"]]
            return days, sample["bands"].tolist(), sample["images"][:, :, 3, 5].tolist()

    return export


@pytest.fixture
def write(make_raster, tmp_path):
    """Writes rasters into a folder: name -> value, or array."""

    def make(folder, images, **options):
        for name, value in images.items():
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            values = flat(value) if isinstance(value, int) else value
            make_raster(values, name=f"{folder}/{name}", **options)
        return str(tmp_path / folder)

    return make


def composite(run, tmp_path, **parameters):
    out = run("composite", OUTPUT=str(tmp_path / "c.tif"), **parameters)["OUTPUT"]
    with rasterio.open(out) as dataset:
        return dataset.descriptions, dataset.read()[:, 3, 5].tolist(), dataset.shape


# Names that differ by more than the date

ONE_SERIES = {
    "scene ids": (
        {
            "LC81700252019001LGN00_ndvi.tif": 100,
            "LE71700252019009SG100_ndvi.tif": 200,
            "LC81700252019017LGN00_ndvi.tif": 300,
        },
        {},
        (["2019-01-01", "2019-01-09", "2019-01-17"], ["ndvi"], [[100], [200], [300]]),
    ),
    "collection 2": (
        {
            "LC08_L2SP_224078_20200518_20200820_02_T1_SR_B4.TIF": 100,
            "LC09_L2SP_224078_20211231_20220102_02_T2_SR_B4.TIF": 200,
        },
        {},
        (["2020-05-18", "2021-12-31"], ["SR_B4"], [[100], [200]]),
    ),
    "sentinel-2": (
        {"S2A_33UVR_20210404_0_L2A_B04.tif": 100, "S2B_33UVR_20210409_0_L2A_B04.tif": 200},
        {},
        (["2021-04-04", "2021-04-09"], ["B04"], [[100], [200]]),
    ),
    "pattern": (
        {"ndvi 04.06.2021.tif": 100, "ndvi 19.06.2021.tif": 200},
        {"DATE_PATTERN": "%d.%m.%Y"},
        (["2021-06-04", "2021-06-19"], ["ndvi"], [[100], [200]]),
    ),
    "numbers": (
        {"img_001_20210404.tif": 100, "img_002_20210414.tif": 200},
        {},
        (["2021-04-04", "2021-04-14"], ["img"], [[100], [200]]),
    ),
    "folders of years": (
        {"2020/2020336.tif": 100, "2021/2021001.tif": 200},
        {},
        (["2020-12-01", "2021-01-01"], ["in"], [[100], [200]]),
    ),
    "two bands with numbers": (
        {
            "001_red_20210404.tif": 1,
            "001_nir_20210404.tif": 2,
            "002_red_20210414.tif": 3,
            "002_nir_20210414.tif": 4,
        },
        {},
        (["2021-04-04", "2021-04-14"], ["nir", "red"], [[2, 1], [4, 3]]),
    ),
}


@pytest.mark.parametrize("bands", ["", "1"])
@pytest.mark.parametrize("case", ONE_SERIES)
def test_names_of_one_series(series, write, case, bands):
    images, parameters, (days, names, values) = ONE_SERIES[case]
    write("in", images)
    if bands:
        parameters = {**parameters, "BANDS": bands}
        names, values = names[:1], [row[:1] for row in values]
    assert series("in", **parameters) == (days, names, values)


def test_names_that_nothing_unites_are_told_briefly(run, run_error, series, write, tmp_path):
    images = {f"x{chr(97 + k)}y_2020{k + 1:02d}01.tif": k + 1 for k in range(12)}
    folder = write("in", images)
    tiles = run("createtilegrid", INPUT=f"{folder}/xay_20200101.tif", TILE_SIZE=32)["OUTPUT"]
    out = str(tmp_path / "none")
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=out)
    assert (
        "The names of xay_20200101.tif, xby_20200201.tif, xcy_20200301.tif and 9 more differ by "
        "more than the date" in text
    )
    assert max(map(len, text.splitlines())) < 400
    days, bands, values = series("in", BANDS="1")
    assert (len(days), bands, values) == (12, ["band_1"], [[k] for k in range(1, 13)])
    assert "BANDS=1 counts the bands of each image" in run.log
    days, bands, values = series("in", BANDS="xay")
    assert (days, values) == (["2020-01-01"], [[1]])
    assert "BANDS=xay leaves out 11 of 12 dates, whose images have no xay: 2020-02-01" in run.log


def test_bands_that_numbers_do_not_tell_stay_apart(run, run_error, write, tmp_path):
    out = {"OUTPUT": str(tmp_path / "none")}
    folder = write("in", {"B02_20200101.tif": 1, "B03_20200201.tif": 2})
    tiles = run("createtilegrid", INPUT=f"{folder}/B02_20200101.tif", TILE_SIZE=32)["OUTPUT"]
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, **out)
    assert "differ by more than the date" in text
    folder = write("four", {"LC81700252019001LGN00_B4.tif": 1, "LE71700252019009SG100_B4.tif": 2})
    expected = "number their bands differently"
    assert expected in run_error("exporttimeseries", FOLDER=folder, TILES=tiles, **out)
    assert expected in run_error("composite", FOLDER=folder, **out)


def test_levels_of_processing_stay_apart(run, series, write):
    names = {
        "S2A_33UVR_20210404_0_L2A_B04.tif": 1,
        "S2A_33UVR_20210404_0_L1C_B04.tif": 2,
        "S2A_33UVR_20210414_0_L2A_B04.tif": 3,
        "S2A_33UVR_20210414_0_L1C_B04.tif": 4,
    }
    write("in", names)
    _, bands, values = series("in")
    assert dict(zip(bands, zip(*values))) == {"L1C_B04": (2, 4), "L2A_B04": (1, 3)}


def test_names_of_bands_are_spelled_alike(series, write):
    write("in", {"a_20210404.tif": flat(1, 2)}, descriptions=("Red", "band 2"))
    write("in", {"a_20210414.tif": flat(5, 2)}, descriptions=("red", "Band 2"))
    assert series("in")[1:] == (["Red", "band_2"], [[1, 2], [5, 6]])


# Dates in the names of bands


def test_one_date_in_all_band_names_tells_bands(series, write):
    names = ("20210405_B02", "20210405_B03", "20210405_B04")
    write("in", {"stack.tif": flat(1, 3)}, descriptions=names)
    assert series("in") == (["2021-04-05"], ["B02", "B03", "B04"], [[1, 2, 3]])


def test_several_bands_a_date_in_one_stack(series, write):
    names = ("20210405_B02", "20210405_B03", "20210415_B02", "20210415_B03")
    write("in", {"stack.tif": flat(1, 4)}, descriptions=names)
    assert series("in") == (["2021-04-05", "2021-04-15"], ["B02", "B03"], [[1, 2], [3, 4]])


# Files of one band each in a composite


def test_single_bands_are_stacked_into_images(run, write, tmp_path):
    names = {}
    for k, day in enumerate(("20210405", "20210415")):
        for j, band in enumerate(("B02", "B03", "B04")):
            names[f"T31TCJ_{day}T105321_{band}_10m.tif"] = 100 * (j + 1) + 10 * k
    folder = write("in", names)
    bands, values, _ = composite(run, tmp_path, FOLDER=folder)
    assert (bands, values) == (("B02_10m", "B03_10m", "B04_10m"), [105, 205, 305])
    assert "6 files are bands of 2 images: B02_10m, B03_10m, B04_10m." in run.log
    with rasterio.open(tmp_path / "c.tif") as dataset:
        assert dataset.tags()["SOURCES"] == ", ".join(sorted(names))
        assert dataset.tags()["FIRST_DATE"] == "2021-04-05"
    for wanted in ("B04,B02", "3,1"):
        found = composite(run, tmp_path, FOLDER=folder, BANDS=wanted, METHOD="FIRST")
        assert found[:2] == (("B04_10m", "B02_10m"), [300, 100])


def test_gaps_scales_and_masks_of_stacked_bands(run, make_raster, write, tmp_path):
    red, nir = flat(10), flat(20)
    red[0, 3, 5] = -1
    write("in", {"red_20210405.tif": red, "nir_20210405.tif": nir}, nodata=-1)
    write("in", {"red_20210415.tif": 30, "nir_20210415.tif": 60}, nodata=-1)
    for path in (tmp_path / "in").glob("nir*"):
        with rasterio.open(path, "r+") as dataset:
            dataset.scales, dataset.offsets = (0.5,), (1.0,)
    clear = np.zeros((32, 32), "uint8")
    masks = [make_raster(clear, name="m_20210415.tif")]
    clear[3, 4] = 1
    masks.append(make_raster(clear, name="m_20210405.tif"))
    given = {"FOLDER": str(tmp_path / "in"), "MASKS": masks, "VALUES": "1"}
    assert composite(run, tmp_path, **given)[:2] == (("nir", "red"), [21, 30])
    with rasterio.open(tmp_path / "c.tif") as dataset:
        assert dataset.read()[:, 0, 0].tolist() == [21, 20]
        assert dataset.read()[:, 3, 4].tolist() == [31, 30]


def test_bands_of_other_pixels_and_of_neighbouring_tiles(run, make_raster, write, tmp_path):
    for k, day in enumerate(("20210405", "20210415")):
        write("two", {f"T31TCJ_{day}_B02.tif": 10 + k})
        place = (20.0, 0.0, 500000.0, 0.0, -20.0, 4600000.0)
        make_raster(flat(20 + k, size=16), name=f"two/T31TCJ_{day}_B05.tif", transform=place)
        for tile, place in (("31TCJ", {}), ("31TDJ", {"transform": EAST})):
            images = {f"T{tile}_{day}_{b}.tif": j + k for j, b in ((10, "B02"), (20, "B03"))}
            write("tiles", images, **place)
        write("words", {f"w_{day}.tif": k})
        write("words", {f"e_{day}.tif": k}, transform=EAST)
    found = composite(run, tmp_path, FOLDER=str(tmp_path / "two"))
    assert found == (("B02", "B05"), [10.5, 20.5], (32, 32))
    found = composite(run, tmp_path, FOLDER=str(tmp_path / "tiles"))
    assert found == (("B02", "B03"), [10.5, 20.5], (32, 64))
    # Words that tell places are no bands.
    found = composite(run, tmp_path, FOLDER=str(tmp_path / "words"))
    assert found[1:] == ([0.5], (32, 64))


def test_single_bands_that_make_no_images(run_error, write, tmp_path):
    out = str(tmp_path / "c.tif")
    folder = write("undated", {"B02.tif": 1, "B03.tif": 2})
    text = run_error("composite", FOLDER=folder, OUTPUT=out)
    assert "B02.tif, B03.tif hold single bands and have no dates: put the" in text
    folder = write("torn", {"B02_20210405.tif": 1, "B03_20210405.tif": 2, "B02_20210415.tif": 3})
    text = run_error("composite", FOLDER=folder, OUTPUT=out)
    assert "The image of 2021-04-15, to which B02_20210415.tif belongs, lacks bands" in text
    assert "such as B03_20210405.tif" in text
    folder = write("whole", {"B02_20210405.tif": 1, "B03_20210405.tif": 2})
    text = run_error("composite", FOLDER=folder, BANDS="B08", OUTPUT=out)
    assert "BANDS asks for B08, which the images lack; they have B02, B03." in text
    assert not (tmp_path / "c.tif").exists()


# Masks among the images


def test_masks_are_not_laid_over_images(run, run_error, series, write, tmp_path):
    names = []
    for day in ("20210405", "20210415"):
        names.append(f"{day}_183456_103a_3B_udm2.tif")
        write("in", {f"{day}_183456_103a_3B_AnalyticMS_SR.tif": flat(50, 4, "uint16")})
        cloudy = np.zeros((8, 32, 32), "uint8")
        cloudy[0, 3] = 1
        write("in", {names[-1]: cloudy})
    folder = str(tmp_path / "in")
    tiles = run("createtilegrid", INPUT=f"{folder}/{names[0]}", TILE_SIZE=32)["OUTPUT"]
    base = {"FOLDER": folder, "TILES": tiles, "OUTPUT": str(tmp_path / "none")}
    for more in ({}, {"BANDS": "1,2"}):
        text = run_error("exporttimeseries", **base, **more)
        assert f"{names[0]} is a mask by its name and would be laid over the image" in text
        assert "give the masks in MASKS or MASK_FOLDER, with the VALUES or BITS" in text
    text = run_error("composite", FOLDER=folder, OUTPUT=str(tmp_path / "none.tif"))
    assert f"masks by their names ({', '.join(names)}), whose codes would count as" in text
    # The one folder that holds both may be named twice.
    given = {"MASK_FOLDER": folder, "VALUES": "1"}
    days, bands, values = series("in", PIXEL_MASKS=True, **given)
    assert (len(days), len(bands), values) == (2, 4, [[50, 51, 52, 53]] * 2)
    _, values, _ = composite(run, tmp_path, FOLDER=folder, **given)
    assert np.isnan(values).all()
    with rasterio.open(tmp_path / "c.tif") as dataset:
        assert dataset.read()[:, 0, 0].tolist() == [50, 51, 52, 53]


def test_masks_that_become_bands_are_told(run, series, write):
    scene = "LC08_L2SP_224078_20200518_20200820_02_T1"
    write("in", {f"{scene}_SR_B4.TIF": 1, f"{scene}_QA_PIXEL.TIF": 2})
    assert series("in")[1] == ["QA_PIXEL", "SR_B4"]
    assert f"Masks by their names are taken as bands of the images: {scene}_QA_PIXEL.TIF" in run.log
    assert series("in", BANDS="SR_B4")[1] == ["SR_B4"]
    assert "Masks by their names" not in run.log


def test_unnamed_bands_of_two_kinds_on_one_day(run, run_error, write, tmp_path):
    folder = write("in", {"20210405_a.tif": flat(1, 4), "20210405_b.tif": flat(1, 2)})
    tiles = run("createtilegrid", INPUT=f"{folder}/20210405_a.tif", TILE_SIZE=32)["OUTPUT"]
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=str(tmp_path / "none"))
    assert "20210405_a.tif and 20210405_b.tif are of one day, and have 4 and 2 bands" in text


# One scene delivered twice

OLD = "S2A_MSIL2A_20220301T105321_N0301_R051_T31TCJ_20220301T170958"
NEW = "S2A_MSIL2A_20220301T105321_N0510_R051_T31TCJ_20240301T170958"


@pytest.fixture
def twice(make_product, tmp_path):
    """A scene in two processing baselines, and another day: reflectances 0.3, 0.2 and 0.5."""
    folder = tmp_path / "products"
    for name, baseline, day, number in (
        (OLD, "03.01", "20220301", 3000),
        (NEW, "05.10", "20220301", 3000),
        (None, "05.10", "20220311", 6000),
    ):
        image = {("B02", 10): np.full((32, 32), number, "uint16")}
        offset = -1000 if baseline == "05.10" else None
        make_product(image, name=name, baseline=baseline, date=day, offsets=offset, folder=folder)
    return str(folder)


def test_the_newest_baseline_counts_everywhere(run, rows, make_layer, twice, tmp_path):
    told = f"{OLD} is left out: {NEW} is a newer delivery of the same scene, and is used."
    out = run("selectproducts", INPUT=twice)
    reasons = {row["name"]: row["reason"] for row in rows(out["OUTPUT"])}
    assert reasons[OLD] == f"a newer delivery of the scene counts ({NEW})"
    assert [name.endswith(f"{NEW}.SAFE") for name in json.loads(out["SELECTED"])] == [True, False]
    assert told in run.log

    count = str(tmp_path / "n.tif")
    _, values, _ = composite(run, tmp_path, FOLDER=twice, METHOD="MEAN", COUNT_BAND=count)
    assert values == pytest.approx([(0.2 + 0.5) / 2])
    with rasterio.open(count) as dataset:
        assert set(dataset.read(1).ravel()) == {2}
    assert told in run.log

    square = "POLYGON((300000 4899700,300320 4899700,300320 4900020,300000 4900020,300000 4899700))"
    tiles = make_layer([(square, {})])
    run("exporttimeseries", FOLDER=twice, TILES=tiles, OUTPUT=str(tmp_path / "out"))
    with np.load(next((tmp_path / "out").rglob("*.npz"))) as sample:
        assert sample["images"][:, 0, 3, 5] == pytest.approx([0.2, 0.5])
    assert told in run.log


def test_images_in_products_are_read_as_of_these(run, run_error, make_layer, twice, tmp_path):
    old, new, other = (
        next(str(path) for path in sorted(tmp_path.rglob("*_B02_10m.jp2")) if name in str(path))
        for name in (OLD, NEW, "20220311")
    )
    image = "T31TCJ_20220301T105321_B02_10m"
    told = f"{image}{{0}} of {OLD} is left out: {image}{{0}} of {NEW} is a newer delivery of"
    square = "POLYGON((300000 4899700,300320 4899700,300320 4900020,300000 4900020,300000 4899700))"
    series = {"TILES": make_layer([(square, {})]), "OUTPUT": str(tmp_path / "out")}
    mean = {"METHOD": "MEAN", "OUTPUT": str(tmp_path / "c.tif")}
    refusal = (
        f"whose numbers are 1000 greater than those of {OLD} of 03.01, and the images in them do "
        "not record this; read the products by "
    )
    for algorithm, key, parameters, remedy in (
        ("exporttimeseries", "RASTERS", series, "FOLDER or Load Sentinel-2 Product"),
        ("composite", "RASTERS", mean, "FOLDER or Load Sentinel-2 Product"),
        (
            "trainclassifier",
            "RASTER",
            {"METHOD": "KMEANS", "CLASSES": 2, "OUTPUT": str(tmp_path / "m.json")},
            "Load Sentinel-2 Product",
        ),
    ):
        text = run_error(algorithm, **{key: [old, other]}, **parameters)
        assert f"{refusal}{remedy}, or set DIFFERENCES=AS_TAGGED" in text
    assert not list(tmp_path.glob("[cm].*")) and not (tmp_path / "out").exists()

    run("exporttimeseries", RASTERS=[old, new, other], **series)
    assert told.format(".jp2") in run.log
    with np.load(next((tmp_path / "out").rglob("*.npz"))) as sample:
        assert sample["images"][:, 0, 3, 5].tolist() == [3000, 6000]
    count = str(tmp_path / "n.tif")
    paths = [old, new, other]
    _, values, _ = composite(run, tmp_path, RASTERS=paths, METHOD="MEAN", COUNT_BAND=count)
    assert values == [4500]
    with rasterio.open(count) as dataset:
        assert set(dataset.read(1).ravel()) == {2}
    assert told.format("") in run.log

    _, values, _ = composite(
        run, tmp_path, RASTERS=[old, other], METHOD="MEAN", DIFFERENCES="AS_TAGGED"
    )
    assert values == [4500]
    assert "do not record this; they are mixed as they are." in run.log


def test_rasters_of_several_levels_are_not_mixed(run, run_error, write, tmp_path):
    one = {"S2A_33UVR_20210404_0_L1C_B04.tif": 3000, "S2A_33UVR_20210409_0_L2A_B04.tif": 1000}
    two = {name.replace("_B04", ""): flat(value, 2) for name, value in one.items()}
    tiles = None
    for folder, images in (("one", one), ("two", two)):
        home = write(folder, images)
        paths = [f"{home}/{name}" for name in images]
        tiles = tiles or run("createtilegrid", INPUT=paths[0], TILE_SIZE=32)["OUTPUT"]
        text = run_error("composite", RASTERS=paths, OUTPUT=str(tmp_path / "c.tif"))
        assert "is of processing level L1C and S2A_33UVR_20210409_0_L2A" in text
        out = {"TILES": tiles, "OUTPUT": str(tmp_path / "out")}
        text = run_error("exporttimeseries", RASTERS=paths, **out)
        assert ("differ by more than the date" if folder == "one" else "level L1C and") in text
        values = composite(run, tmp_path, RASTERS=paths, METHOD="MEAN", DIFFERENCES="AS_TAGGED")[1]
        assert values[0] == 2000
        (tmp_path / "c.tif").unlink()


def test_products_without_the_bands_are_told(run, run_error, make_layer, make_product, tmp_path):
    for band, day, number in (("B02", "20220301", 3000), ("B03", "20220311", 4000)):
        image = {(band, 10): np.full((32, 32), number, "uint16")}
        make_product(image, date=day, folder=tmp_path / "p")
    square = "POLYGON((300000 4899700,300320 4899700,300320 4900020,300000 4900020,300000 4899700))"
    base = {"FOLDER": str(tmp_path / "p"), "TILES": make_layer([(square, {})])}
    run("exporttimeseries", BANDS="B03", OUTPUT=str(tmp_path / "out"), **base)
    assert "BANDS=B03 leaves out 1 of 2 products, which have none of them: S2A_MSIL2A" in run.log
    run("exporttimeseries", BANDS="2", OUTPUT=str(tmp_path / "numbers"), **base)
    assert "BANDS=2 leaves out 1 of 2 dates, whose images have no B03: 2022-03-01." in run.log
    text = run_error("exporttimeseries", BANDS="B08", OUTPUT=str(tmp_path / "none"), **base)
    assert "No product has a band that BANDS asks for; choose other BANDS." in text


def test_levels_of_a_scene_are_no_deliveries_of_each_other(run, make_product, tmp_path):
    image = {("B02", 10): np.full((8, 8), 3000, "uint16")}
    for level in ("1C", "2A"):
        make_product(image, level=level, folder=tmp_path / "p")
    out = run("selectproducts", INPUT=str(tmp_path / "p"))
    assert out["SELECTED_COUNT"] == 2
    assert "several levels: L1C (1), L2A (1)" in run.log
    assert "left out" not in run.log


def test_a_product_and_its_archive_are_one_delivery(run, rows, make_product, tmp_path):
    image = {("B02", 10): np.full((8, 8), 3000, "uint16")}
    folder = tmp_path / "p"
    make_product(image, folder=folder, archive="S2A_MSIL2A_copy.zip")
    make_product(image, folder=folder)
    out = run("selectproducts", INPUT=str(folder))
    assert out["SELECTED_COUNT"] == 1
    (reason,) = {row["reason"] for row in rows(out["OUTPUT"])} - {None}
    assert re.fullmatch(
        r"another copy of this delivery counts \(S2A_MSIL2A_.*\.(SAFE|zip)\)", reason
    )
    assert "1 left out: another copy of this delivery counts." in run.log
    assert re.search(r"is left out: .* is the same delivery of the same scene, and is", run.log)


def test_landsat_deliveries_of_rasters(run, series, write, tmp_path):
    names = {
        "LC08_L1TP_224078_20200518_20200518_01_RT_B4.TIF": 1,
        "LC08_L1TP_224078_20200518_20200527_01_T1_B4.TIF": 2,
        "LC08_L1TP_224078_20200603_20200608_01_T1_B4.TIF": 5,
    }
    folder = write("in", names)
    told = "LC08_L1TP_224078_20200518_20200518_01_RT_B4{} is left out: "
    assert series("in") == (["2020-05-18", "2020-06-03"], ["B4"], [[2], [5]])
    assert told.format(".TIF") in run.log
    names = [f"{folder}/{name}" for name in names]
    assert composite(run, tmp_path, RASTERS=names, METHOD="MEAN")[1] == [3.5]
    # Layers are called so.
    assert told.format("") in run.log


def test_counts_of_one_are_singular(run, run_error, write, tmp_path):
    folder = write("in", {"20210405_B02.tif": 1, "20210405_B03.tif": 2}, nodata=0)
    for path in (tmp_path / "in").iterdir():
        with rasterio.open(path, "r+") as dataset:
            dataset.scales = (0.5,)
    tiles = run("createtilegrid", INPUT=f"{folder}/20210405_B02.tif", TILE_SIZE=32)["OUTPUT"]
    run("exporttimeseries", FOLDER=folder, TILES=tiles, BANDS="B03", OUTPUT=str(tmp_path / "out"))
    for told in (
        "1 of 1 image is on the pixel grid, and its pixels taken as they are.",
        "1 raster stores numbers with a scale and an offset: its true values are taken.",
        "1 date, 2021-04-05; bands: B03.",
        "1 sample of 1 date, ",
        "1 sample written to ",
    ):
        assert told in run.log
    composite(run, tmp_path, FOLDER=folder)
    assert "2 files are bands of 1 image: B02, B03." in run.log
    run("stackbands", INPUTS=[f"{folder}/20210405_B02.tif"], OUTPUT=str(tmp_path / "s.tif"))
    assert "1 band: 20210405_B02." in run.log

    names = ("B02", "B03", "B04")
    folder = write("two", {"20210405.tif": flat(1, 3)}, descriptions=names)
    write("two", {"20210415.tif": flat(1, 1)}, descriptions=names[:1])
    out = str(tmp_path / "none")
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=out)
    assert "The images of 2021-04-15 have no B03, B04; add them, leave the day out" in text
    folder = write("three", {"B02.tif": 1, "20210405_B03.tif": 1})
    text = run_error("composite", FOLDER=folder, OUTPUT=str(tmp_path / "c2.tif"))
    assert "B02.tif holds a single band and has no date: put" in text


def test_a_mask_is_no_product_to_select(run, rows, write):
    folder = write("in", {"ndvi_20200101.tif": 1, "ndvi_20200101_cloudmask.tif": 1})
    out = run("selectproducts", INPUT=folder)
    reasons = {row["name"]: row["reason"] for row in rows(out["OUTPUT"])}
    assert reasons == {
        "ndvi_20200101.tif": None,
        "ndvi_20200101_cloudmask.tif": "a mask by its name, not an image",
    }
