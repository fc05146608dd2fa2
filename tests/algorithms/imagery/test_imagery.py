"""Stack Bands, Composite and Select Products as users call them."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

rng = np.random.default_rng(21)


def image(shape=(20, 30), dtype="uint16", low=1, high=5000):
    return rng.integers(low, high, shape).astype(dtype)


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read()


# Stack Bands


def test_files_on_one_grid_keep_their_pixels_and_names(run, make_raster, tmp_path):
    values = [image() for _ in range(3)]
    paths = [make_raster(v, name=f"scene_B{k}.tif") for k, v in zip((10, 4, 3), values)]
    out = run("stackbands", INPUTS=paths, OUTPUT=str(tmp_path / "à" / "s.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert np.array_equal(dataset.read(), values)
        assert dataset.dtypes == ("uint16",) * 3
        assert dataset.nodata is None
        assert dataset.descriptions == ("B10", "B4", "B3")
    named = run(
        "stackbands", INPUTS=paths, NAMES="swir, red ,green", OUTPUT=str(tmp_path / "n.tif")
    )
    with rasterio.open(named["OUTPUT"]) as dataset:
        assert dataset.descriptions == ("swir", "red", "green")


def test_a_folder_is_taken_by_name(run, make_raster, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    values = {k: image() for k in (1, 2, 10)}
    for k, v in values.items():
        make_raster(v, name=f"in/b{k}.tif")
    (folder / "notes.txt").write_text("none")
    out = run("stackbands", FOLDER=str(folder), OUTPUT=str(tmp_path / "s.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert dataset.descriptions == ("b1", "b2", "b10")
        assert np.array_equal(dataset.read(3), values[10])


def test_mixed_resolutions_are_stated(run, make_raster, tmp_path):
    fine = image((40, 60), "float32")
    coarse = image((20, 30), "float32")
    twenty = (20.0, 0.0, 500000.0, 0.0, -20.0, 4600000.0)
    paths = [
        make_raster(coarse, name="coarse.tif", transform=twenty),
        make_raster(fine, name="fine.tif"),
    ]
    out = run("stackbands", INPUTS=paths, OUTPUT=str(tmp_path / "a.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert dataset.shape == (40, 60)
        assert np.array_equal(dataset.read(2), fine)
        assert dataset.tags(1)["RESAMPLING"] == "BILINEAR"
    assert "coarse.tif is coarser (a pixel of it is 2 wide): resampled with BILINEAR." in run.log
    assert "fine.tif is on the pixel grid" in run.log

    out = run("stackbands", INPUTS=paths, REFERENCE="FIRST", OUTPUT=str(tmp_path / "b.tif"))
    stacked = read(out["OUTPUT"])
    assert np.array_equal(stacked[0], coarse)
    assert np.allclose(stacked[1], fine.reshape(20, 2, 30, 2).mean(axis=(1, 3)), rtol=1e-6)
    out = run(
        "stackbands",
        INPUTS=paths[1:],
        TEMPLATE=paths[0],
        RESAMPLING="NEAREST",
        OUTPUT=str(tmp_path / "c.tif"),
    )
    assert read(out["OUTPUT"]).shape == (1, 20, 30)
    assert "resampled with NEAREST" in run.log


def test_gaps_get_a_nodata_value_that_no_pixel_has(run, make_raster, tmp_path):
    first, second = image((10, 10)), image((10, 10))
    moved = (10.0, 0.0, 500050.0, 0.0, -10.0, 4600000.0)
    paths = [
        make_raster(first, name="a.tif"),
        make_raster(second, name="b.tif", transform=moved),
    ]
    out = run("stackbands", INPUTS=paths, EXTENT="UNION", OUTPUT=str(tmp_path / "a_u.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        values = dataset.read()
        assert dataset.dtypes == ("float32",) * 2
        assert np.isnan(dataset.nodata)
    assert np.array_equal(values[0][:, :10], first)
    assert np.isnan(values[0][:, 10:]).all()
    assert np.array_equal(values[1][:, 5:], second)
    assert "none has a nodata value: it becomes NaN." in run.log
    both = run("stackbands", INPUTS=paths, EXTENT="INTERSECTION", OUTPUT=str(tmp_path / "i.tif"))
    assert np.array_equal(read(both["OUTPUT"]), [first[:, 5:], second[:, :5]])
    chosen = run(
        "stackbands", INPUTS=paths, EXTENT="UNION", NODATA=0, OUTPUT=str(tmp_path / "z.tif")
    )
    with rasterio.open(chosen["OUTPUT"]) as dataset:
        assert (dataset.nodata, dataset.dtypes[0]) == (0, "uint16")
        assert not dataset.read(1)[:, 10:].any()


def test_nodata_values_that_differ_become_one(run, make_raster, tmp_path):
    first, second = image((10, 10)), image((10, 10))
    first[0, 0], second[9, 9] = 0, 65535
    paths = [
        make_raster(first, name="a.tif", nodata=0),
        make_raster(second, name="b.tif", nodata=65535),
    ]
    out = run("stackbands", INPUTS=paths, OUTPUT=str(tmp_path / "s.tif"))
    values = read(out["OUTPUT"])
    assert np.argwhere(np.isnan(values)).tolist() == [[0, 0, 0], [1, 9, 9]]
    assert values[0][9, 9] == first[9, 9]
    assert "nodata values differ (0, 65535): nodata becomes NaN." in run.log


STACK_WRONG = {
    "nothing": ({}, "There is nothing to stack; give INPUTS or FOLDER."),
    "both": ({"INPUTS": ["a.tif"], "FOLDER": "."}, "INPUTS and FOLDER are both given"),
    "empty": ({"FOLDER": "empty"}, "holds no raster"),
    "names": (
        {"INPUTS": ["a.tif"], "NAMES": "a,b"},
        "NAMES holds 2 names, but the number of bands is 1",
    ),
    "twice": ({"INPUTS": ["a.tif"] * 2, "NAMES": "a,a"}, "Two bands would be called a"),
    "missing": ({"INPUTS": ["a.tif", "none.tif"]}, "none.tif, which cannot be opened as a raster"),
    "zones": ({"INPUTS": ["a.tif", "b.tif"]}, "a.tif and b.tif have different coordinate systems"),
    "far": (
        {"INPUTS": ["a.tif", "far.tif"]},
        "far.tif and the raster that gives the pixel grid",
    ),
    "far zone": ({"INPUTS": ["a.tif", "b.tif"], "REFERENCE": "FIRST"}, "b.tif and the raster that"),
    "itself": ({"INPUTS": ["a.tif"], "OUTPUT": "a.tif"}, "a.tif, which is read; choose another"),
    "template": (
        {"INPUTS": ["b.tif"], "TEMPLATE": "a.tif", "OUTPUT": "a.tif"},
        "a.tif, which is read; choose another",
    ),
}


@pytest.mark.parametrize("case", STACK_WRONG)
def test_stacks_that_cannot_be(run_error, make_raster, tmp_path, case):
    parameters, message = STACK_WRONG[case]
    make_raster(image(), name="a.tif")
    make_raster(image(), name="b.tif", crs="EPSG:32632")
    make_raster(image(), name="far.tif", transform=(10.0, 0.0, 700000.0, 0.0, -10.0, 4600000.0))
    (tmp_path / "empty").mkdir()
    parameters = {"OUTPUT": "out.tif", **parameters}
    for name, value in parameters.items():
        if isinstance(value, list):
            parameters[name] = [str(tmp_path / v) for v in value]
        elif name not in ("NAMES", "REFERENCE"):
            parameters[name] = str(tmp_path / value)
    before = (tmp_path / "a.tif").read_bytes()
    assert message in run_error("stackbands", **parameters)
    assert not (tmp_path / "out.tif").exists()
    assert (tmp_path / "a.tif").read_bytes() == before


def test_pictures_among_measured_values_are_told(run, make_raster, tmp_path):
    reds = make_raster(np.full((4, 4), 1200, "uint16"), name="B04.tif")
    picture = make_raster(np.full((3, 4, 4), 80, "uint8"), name="TCI.tif")
    classes = make_raster(np.full((4, 4), 4, "uint8"), name="SCL.tif")
    out = str(tmp_path / "s.tif")
    made = run("stackbands", INPUTS=[reds, picture, classes], OUTPUT=out)
    with rasterio.open(made["OUTPUT"]) as dataset:
        assert dataset.read()[:, 0, 0].tolist() == [1200, 80, 80, 80, 4]
    assert (
        "8-bit values, as of pictures or classes, stand beside measured ones in one stack of "
        "uint16: TCI.tif, SCL.tif beside B04.tif (uint16). If that is not meant, name the files of "
        "one kind in INPUTS."
    ) in run.feedback.lines
    for alike, names in (([picture, classes], ""), ([reds, reds], "a,b")):
        run("stackbands", INPUTS=alike, NAMES=names, OUTPUT=out)
        assert "8-bit" not in run.log


def test_far_rasters_may_be_stacked_over_the_ground_of_all(run, make_raster, tmp_path):
    first, far = image((10, 10)), image((10, 10))
    away = (10.0, 0.0, 500500.0, 0.0, -10.0, 4600000.0)
    paths = [make_raster(first, name="a.tif"), make_raster(far, name="b.tif", transform=away)]
    out = run("stackbands", INPUTS=paths, EXTENT="UNION", OUTPUT=str(tmp_path / "s.tif"))
    values = read(out["OUTPUT"])
    assert np.array_equal(values[0][:, :10], first) and np.array_equal(values[1][:, 50:], far)


def test_models_do_not_lose_a_raster_silently(qgis, make_raster, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    # As models do: without asking whether the parameters are right.
    algorithm = qgis.processingRegistry().createAlgorithmById("tilewright:stackbands")
    paths = [make_raster(image(), name="a.tif"), str(tmp_path / "none.tif")]
    feedback = QgsProcessingFeedback(False)
    _, done = algorithm.run(
        {"INPUTS": paths, "OUTPUT": str(tmp_path / "o.tif")}, QgsProcessingContext(), feedback
    )
    assert not done
    assert "none.tif, which cannot be opened as a raster" in feedback.textLog()


# Composite


def test_rasters_and_masks_are_paired_by_date(run, make_raster, tmp_path):
    values, codes, images, masks = [], [], [], []
    for k, day in enumerate(("20200301", "20200101", "20200201")):
        values.append(image().astype(float))
        codes.append(rng.choice([4, 9], (20, 30)).astype("uint8"))
        images.append(make_raster(values[-1].astype("uint16"), name=f"img_{day}.tif"))
        masks.append(make_raster(codes[-1], name=f"{k}_mask {day}.tif"))
    out = run(
        "composite",
        RASTERS=images,
        MASKS=[masks[1], masks[2], masks[0]],
        VALUES="CLOUD_HIGH_PROBA",
        METHOD="MEAN",
        OUTPUT=str(tmp_path / "c.tif"),
        COUNT_BAND=str(tmp_path / "n.tif"),
    )
    stack = np.where(np.array(codes) == 4, values, np.nan)
    clear = ~np.isnan(stack)
    total, counts = np.where(clear, stack, 0).sum(axis=0), clear.sum(axis=0)
    expected = np.divide(total, counts, out=np.full(total.shape, np.nan), where=counts > 0)
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert np.allclose(dataset.read(1), expected, rtol=1e-6, equal_nan=True)
        assert dataset.tags()["FIRST_DATE"] == "2020-01-01"
        assert dataset.tags()["LAST_DATE"] == "2020-03-01"
    assert np.array_equal(read(out["COUNT_BAND"])[0], counts)
    assert "img_20200301 is masked by 0_mask 20200301 (by date)." in run.log


def test_a_folder_of_products_of_two_baselines(run, make_product, tmp_path):
    folder = tmp_path / "products"
    stack, scls = [], []
    for k, (baseline, offset) in enumerate((("03.01", 0), ("04.00", -1000), ("05.10", -1000))):
        numbers = image((24, 24), low=1500, high=9000)
        scl = rng.choice([4, 9], (12, 12)).astype("uint8")
        make_product(
            {("B02", 10): numbers, ("B04", 10): numbers[::-1], ("SCL", 20): scl},
            baseline=baseline,
            date=f"2022040{k + 1}",
            offsets=offset or None,
            folder=folder,
            archive=None if k else "S2A_MSIL2A_first.zip",
        )
        stack.append((np.array([numbers[::-1], numbers]).astype(float) + offset) / 10000)
        scls.append(np.kron(scl, np.ones((2, 2))))
    out = run("composite", FOLDER=str(folder), BANDS="B04,B02", OUTPUT=str(tmp_path / "c.tif"))
    values = np.where(np.array(scls)[:, None] == 4, stack, np.nan)
    known = ~np.isnan(values).all(axis=(0, 1))
    with rasterio.open(out["OUTPUT"]) as dataset:
        made = dataset.read()
        assert dataset.descriptions == ("B04", "B02")
    assert np.allclose(made[:, known], np.nanmedian(values[:, :, known], axis=0), atol=1e-6)
    assert np.isnan(made[:, ~known]).all()
    assert "reflectance = number / 10000, from" in run.log
    assert "reflectance = (number-1000) / 10000" in run.log


def test_neighbouring_tiles_are_laid_side_by_side(run, make_raster, tmp_path):
    first, second = image((10, 10), "float32"), image((10, 10), "float32")
    east = (10.0, 0.0, 500080.0, 0.0, -10.0, 4600000.0)
    paths = [
        make_raster(first, name="a.tif"),
        make_raster(second, name="b.tif", transform=east),
    ]
    out = run("composite", RASTERS=paths, METHOD="FIRST", OUTPUT=str(tmp_path / "c.tif"))
    assert np.array_equal(read(out["OUTPUT"])[0], np.hstack((first, second[:, 2:])))


def test_more_dates_than_files_may_be_open(run, make_raster, tmp_path, monkeypatch):
    from tilewright.core.raster import transient as transient_source

    monkeypatch.setattr(transient_source, "MOST_OPEN", 1)
    values = [image((8, 8), "float32") for _ in range(5)]
    paths = [make_raster(v, name=f"{k}.tif") for k, v in enumerate(values)]
    out = run("composite", RASTERS=paths, OUTPUT=str(tmp_path / "c.tif"))
    assert np.array_equal(read(out["OUTPUT"])[0], np.median(values, axis=0))


COMPOSITE_WRONG = {
    "nothing": ({}, "There is nothing to make a composite of; give RASTERS or FOLDER."),
    "no masks": ({"RASTERS": ["a.tif"], "VALUES": "3"}, "given without masks; give MASKS."),
    "no rule": ({"RASTERS": ["a.tif"], "MASKS": ["a.tif"]}, "Say which mask values are cloudy"),
    "numbers": (
        {"RASTERS": ["a.tif", "b.tif"], "MASKS": ["a.tif"], "VALUES": "3"},
        "There are 2 rasters and 1 masks",
    ),
    "bands": ({"RASTERS": ["a.tif", "two.tif"]}, "a.tif has 1 band, two.tif has 2"),
    "itself": ({"RASTERS": ["a.tif"], "OUTPUT": "a.tif"}, "which is read; choose another file"),
    "template": (
        {"RASTERS": ["b.tif"], "TEMPLATE": "a.tif", "OUTPUT": "a.tif"},
        "which is read; choose another file",
    ),
    "elsewhere": (
        {"RASTERS": ["a.tif", "b.tif"], "TEMPLATE": "far.tif"},
        "a.tif and the template do not overlap; choose rasters of the same place.",
    ),
    "twice": (
        {"RASTERS": ["a.tif"], "COUNT_BAND": "out.tif"},
        "OUTPUT and COUNT_BAND are both",
    ),
}


@pytest.mark.parametrize("case", COMPOSITE_WRONG)
def test_composites_that_cannot_be(run_error, make_raster, tmp_path, case):
    parameters, message = COMPOSITE_WRONG[case]
    for name in ("a.tif", "b.tif"):
        make_raster(image(), name=name)
    make_raster(image((2, 20, 30)), name="two.tif")
    make_raster(image(), name="far.tif", crs="EPSG:32621")
    parameters = {"OUTPUT": "out.tif", **parameters}
    for name, value in parameters.items():
        if isinstance(value, list):
            parameters[name] = [str(tmp_path / v) for v in value]
        elif name in ("OUTPUT", "COUNT_BAND", "TEMPLATE"):
            parameters[name] = str(tmp_path / value)
    before = (tmp_path / "a.tif").read_bytes()
    assert message in run_error("composite", **parameters)
    assert (tmp_path / "a.tif").read_bytes() == before
    assert not (tmp_path / "out.tif").exists()


# Select Products

SQUARE = "POLYGON((300010 4900010, 300110 4900010, 300110 4899910, 300010 4899910, 300010 4900010))"


@pytest.fixture
def products(make_product, tmp_path):
    """Eight products: two baselines, clouds, a swath edge, another tile, one that is broken."""
    folder = tmp_path / "products"
    full = {("B02", 10): np.full((24, 24), 3000, dtype="uint16")}
    edge = {("B02", 10): np.where(np.arange(24) < 6, 0, 3000)[None].repeat(24, 0).astype("uint16")}
    for day, cloud in (("0101", 10), ("0111", 5), ("0121", 80), ("0210", 20), ("0301", 0)):
        make_product(full, date=f"2022{day}", cloud=cloud, offsets=-1000, folder=folder)
    make_product(full, baseline="03.01", date="20220301", cloud=0, folder=folder)
    make_product(full, baseline="03.01", date="20220220", cloud=1, folder=folder)
    make_product(edge, date="20220401", cloud=3, offsets=-1000, folder=folder)
    make_product(
        full, date="20220402", tile="31TDJ", corner=(400000, 4900020), folder=folder, cloud=3
    )
    (folder / "S2A_MSIL2A_20220501T105321_N0400.zip").write_bytes(b"broken")
    return folder


def table(result, rows):
    return {(r["date"], r["baseline"]): r for r in rows(result["OUTPUT"])}


def test_the_table_has_all_products_with_reasons(run, products, make_layer, rows):
    area = make_layer([(SQUARE, {})], fields="")
    out = run("selectproducts", INPUT=str(products), AOI=area, MAX_CLOUD=50, MIN_COVERAGE=90)
    found = table(out, rows)
    reasons = {key: row["reason"] for key, row in found.items()}
    assert reasons.pop(("2022-05-01", None)).startswith("cannot be used: ")
    assert reasons == {
        ("2022-01-01", "04.00"): None,
        ("2022-01-11", "04.00"): None,
        ("2022-01-21", "04.00"): "too cloudy (80.0 %, at most 50 %)",
        ("2022-02-10", "04.00"): None,
        ("2022-02-20", "03.01"): None,
        ("2022-03-01", "03.01"): "a newer delivery of the scene counts "
        "(S2A_MSIL2A_20220301T105321_N0400_R051_T31TCJ_20220301T170958)",
        ("2022-03-01", "04.00"): None,
        ("2022-04-01", "04.00"): "covers too little (50.0 %, at least 90 %)",
        ("2022-04-02", "04.00"): "elsewhere than the area of interest",
    }
    edge = found["2022-04-01", "04.00"]
    assert edge["aoi_pct"] == pytest.approx(100)
    assert edge["nodata_pct"] == pytest.approx(25)
    assert (edge["selected"], edge["tile"], edge["level"]) == (0, "31TCJ", "L2A")
    assert edge["size_mb"] > 0
    assert (out["PRODUCT_COUNT"], out["SELECTED_COUNT"]) == (10, 5)
    chosen = json.loads(out["SELECTED"])
    assert len(chosen) == 5
    assert all(Path(path).is_dir() for path in chosen)
    assert "several processing baselines: 03.01 (1), 04.00 (4)" in run.log


def test_days_are_spread_over_the_period(run, products, make_layer, rows):
    area = make_layer([(SQUARE, {})], fields="")
    out = run(
        "selectproducts",
        INPUT=str(products),
        AOI=area,
        START="2022-01-01",
        END="2022-03-05",
        COUNT=3,
        MAX_CLOUD=50,
    )
    chosen = [r["date"] for r in rows(out["OUTPUT"]) if r["selected"]]
    assert chosen == ["2022-01-01", "2022-02-10", "2022-03-01"]
    reasons = {r["date"]: r["reason"] for r in rows(out["OUTPUT"])}
    assert reasons["2022-01-11"] == "not needed for 3 days spread evenly"
    assert reasons["2022-04-01"] == "after 2022-03-05"


def test_the_area_may_be_in_another_system_and_partly_outside(run, products, make_layer, rows):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsGeometry,
        QgsProject,
    )

    # Half of it is west of the tile.
    wide = (
        "POLYGON((299900 4900010, 300100 4900010, 300100 4899910, 299900 4899910, 299900 4900010))"
    )
    geometry = QgsGeometry.fromWkt(wide)
    geometry.transform(
        QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:32631"),
            QgsCoordinateReferenceSystem("EPSG:4326"),
            QgsProject.instance(),
        )
    )
    area = make_layer([(geometry.asWkt(9), {})], crs="EPSG:4326", fields="")
    found = table(run("selectproducts", INPUT=str(products), AOI=area), rows)
    assert found["2022-01-01", "04.00"]["aoi_pct"] == pytest.approx(50, abs=0.1)
    assert found["2022-01-01", "04.00"]["coverage_pct"] == pytest.approx(50, abs=0.1)
    # Of the hundred metres inside, sixty are beyond the edge of the swath.
    assert found["2022-04-01", "04.00"]["coverage_pct"] == pytest.approx(20, abs=1)


def test_clouds_can_be_counted_in_the_area(run, make_product, make_layer, rows, tmp_path):
    scl = np.full((12, 12), 4, dtype="uint8")
    scl[:, 6:] = 9
    image_of = {("B02", 10): np.full((24, 24), 3000, dtype="uint16"), ("SCL", 20): scl}
    make_product(image_of, cloud=99, offsets=-1000, folder=tmp_path / "p")
    area = make_layer([(SQUARE, {})], fields="")
    parameters = {"INPUT": str(tmp_path / "p"), "CLOUD_COVER": "SCL"}
    (inside,) = rows(run("selectproducts", AOI=area, **parameters)["OUTPUT"])
    (whole,) = rows(run("selectproducts", **parameters)["OUTPUT"])
    (told,) = rows(run("selectproducts", INPUT=str(tmp_path / "p"))["OUTPUT"])
    assert inside["cloud_pct"] == pytest.approx(0)
    assert whole["cloud_pct"] == pytest.approx(50)
    assert told["cloud_pct"] == pytest.approx(99)


def test_plain_rasters_with_dates(run, make_raster, rows, tmp_path):
    folder = tmp_path / "rasters"
    folder.mkdir()
    values = np.ones((10, 10), dtype="float32")
    values[:4] = np.nan
    for day in ("2020001", "2020032", "2020061"):
        make_raster(values, name=f"rasters/{day}.tif", nodata=float("nan"))
    make_raster(values, name="rasters/undated.tif")
    out = run("selectproducts", INPUT=str(folder), COUNT=2)
    found = {r["name"]: r for r in rows(out["OUTPUT"])}
    assert [n for n, r in found.items() if r["selected"]] == ["2020001.tif", "2020061.tif"]
    assert found["undated.tif"]["reason"] == "no date in its metadata or name"
    assert found["2020001.tif"]["nodata_pct"] == pytest.approx(40)
    out = run("selectproducts", INPUT=str(folder), MAX_CLOUD=90)
    assert out["SELECTED_COUNT"] == 0
    assert "Nothing is left; the column reason of the table tells why." in run.log


def test_selections_that_cannot_be(run_error, make_layer, products, tmp_path):
    text = run_error("selectproducts", INPUT=str(products), START="2022-05-01", END="2022-01-01")
    assert "START 2022-05-01 is after END 2022-01-01; swap them." in text
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no Sentinel-2 product" in run_error("selectproducts", INPUT=str(empty))
    area = make_layer([], fields="")
    assert "is empty; draw a polygon" in run_error("selectproducts", INPUT=str(products), AOI=area)


@pytest.mark.parametrize("named_by", ["path", "layer"])
def test_a_table_is_not_written_over_the_area(run_error, products, make_layer, tmp_path, named_by):
    import processing
    from qgis.core import QgsVectorLayer

    area = str(tmp_path / "área.gpkg")
    polygons = make_layer([(SQUARE, {"class": "a"})])
    processing.run("native:savefeatures", {"INPUT": polygons, "OUTPUT": area})
    before = Path(area).read_bytes()
    given = area if named_by == "path" else QgsVectorLayer(area, "area", "ogr")
    text = run_error("selectproducts", INPUT=str(products), AOI=given, OUTPUT=area)
    assert f"OUTPUT is {area}, which is read; choose another file." in text
    assert Path(area).read_bytes() == before
