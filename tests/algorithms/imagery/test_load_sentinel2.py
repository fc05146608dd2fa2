"""Load Sentinel-2 Product: from generated products to reflectances."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

rng = np.random.default_rng(11)
FINE = rng.integers(1000, 9000, (120, 120)).astype("uint16")
FINE[:7, :9] = 0
FINE[60, 60] = 65535
MIDDLE = rng.integers(1000, 9000, (60, 60)).astype("uint16")
SCL = rng.choice(12, (60, 60)).astype("uint8")
TCI = rng.integers(1, 255, (3, 120, 120)).astype("uint8")
L2A = {
    ("B02", 10): FINE,
    ("B04", 10): FINE // 2 + 500,
    ("B8A", 20): MIDDLE,
    ("SCL", 20): SCL,
    ("TCI", 10): TCI,
}


def reflectance(numbers, offset=-1000, quantification=10000):
    values = ((numbers.astype(float) + offset) / quantification).astype("float32")
    values[(numbers == 0) | (numbers == 65535)] = np.nan
    return values


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read()


def test_reflectances_names_and_tags(run, make_product, tmp_path):
    path = make_product(L2A, offsets=-1000)
    out = run("loadsentinel2", INPUT=path, BANDS="B04,B02", OUTPUT=str(tmp_path / "ré fl.tif"))
    assert (out["DATE"], out["BASELINE"]) == ("2022-04-13", "04.00")
    with rasterio.open(out["OUTPUT"]) as dataset:
        values = dataset.read()
        assert dataset.descriptions == ("B04", "B02")
        assert np.isnan(dataset.nodata)
        assert dataset.dtypes == ("float32", "float32")
        assert dataset.crs.to_epsg() == 32631
        assert dataset.transform[:6] == (10, 0, 300000, 0, -10, 4900020)
        tags = dataset.tags()
        assert tags["REFLECTANCE"] == "(number-1000) / 10000, from the metadata, baseline 04.00"
        assert tags["DATE"] == "2022-04-13"
        assert dataset.tags(1)["OFFSET_ADDED"] == "-1000"
    assert np.array_equal(values[0], reflectance(L2A["B04", 10]), equal_nan=True)
    assert np.array_equal(values[1], reflectance(FINE), equal_nan=True)
    assert "Saturated pixels (65535) became nodata; 1 were read." in run.log
    assert "SCL" not in out


@pytest.mark.parametrize("level", ["2A", "1C"])
def test_the_metadata_file_stands_for_its_folder(run, make_product, tmp_path, level):
    path = make_product({("B02", 10): FINE}, level=level, offsets=-1000)
    outputs = [str(tmp_path / f"{k}.tif") for k in range(2)]
    run("loadsentinel2", INPUT=path, OUTPUT=outputs[0])
    log = run.log.splitlines()[0]
    run("loadsentinel2", INPUT=f"{path}/MTD_MSIL{level}.xml", OUTPUT=outputs[1])
    assert run.log.splitlines()[0] == log
    assert Path(outputs[0]).read_bytes() == Path(outputs[1]).read_bytes()


def test_a_missing_or_lonely_metadata_file_is_refused(run_error, tmp_path):
    path = tmp_path / "MTD_MSIL2A.xml"
    output = str(tmp_path / "out.tif")
    assert "MTD_MSIL2A.xml does not exist" in run_error(
        "loadsentinel2", INPUT=str(path), OUTPUT=output
    )
    path.write_text("<n/>")
    assert "holds no band of a Sentinel-2 product" in run_error(
        "loadsentinel2", INPUT=str(path), OUTPUT=output
    )


def test_numbers_of_two_baselines_become_the_same_reflectances(run, make_product, tmp_path):
    numbers = np.where(FINE == 1000, 1001, FINE).astype("uint16")
    new = make_product({("B04", 10): numbers}, baseline="05.10", offsets=-1000)
    is_special = (numbers == 0) | (numbers == 65535)
    shifted = np.where(is_special, numbers, numbers - 1000).astype("uint16")
    old = make_product({("B04", 10): shifted}, "1C", "03.01", quantification=10000)
    results = [
        read(run("loadsentinel2", INPUT=p, OUTPUT=str(tmp_path / f"{k}.tif"))["OUTPUT"])
        for k, p in enumerate((new, old))
    ]
    assert np.array_equal(results[0], results[1], equal_nan=True)
    assert np.array_equal(results[0][0], reflectance(numbers), equal_nan=True)


def test_bands_of_other_resolutions_and_the_default_bands(run, make_product, tmp_path):
    path = make_product(L2A, offsets=-1000)
    out = run("loadsentinel2", INPUT=path, RESOLUTION="20", OUTPUT=str(tmp_path / "a.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert dataset.descriptions == ("B02", "B04", "B8A")
        values = dataset.read()
        assert [dataset.tags(b)["RESAMPLING"] for b in (1, 3)] == ["AVERAGE", "EXACT"]
    assert np.array_equal(values[2], reflectance(MIDDLE), equal_nan=True)
    blocks = reflectance(FINE).astype(float).reshape(60, 2, 60, 2)
    inside = np.s_[10:25, 10:25]
    assert np.allclose(values[0][inside], blocks.mean(axis=(1, 3))[inside], atol=1e-6)

    out = run("loadsentinel2", INPUT=path, BANDS="B8A", OUTPUT=str(tmp_path / "b.tif"))
    fine = read(out["OUTPUT"])[0]
    assert fine.shape == (120, 120)
    assert "coarser (a pixel of it is 2 wide): resampled with BILINEAR" in run.log
    # Between four pixel centres a bilinear value has weights 9, 3, 3, 1 of 16.
    own = reflectance(MIDDLE).astype(float)
    expected = (9 * own[5, 5] + 3 * own[5, 6] + 3 * own[6, 5] + own[6, 6]) / 16
    assert fine[11, 11] == pytest.approx(expected, abs=1e-6)
    out = run(
        "loadsentinel2",
        INPUT=path,
        BANDS="B8A",
        RESAMPLING="NEAREST",
        OUTPUT=str(tmp_path / "c.tif"),
    )
    assert np.array_equal(read(out["OUTPUT"])[0], np.kron(own, np.ones((2, 2))).astype("float32"))


def test_scene_classification_comes_along_with_names(run, make_product, make_layer, tmp_path):
    from qgis.core import QgsRasterLayer

    path = make_product(L2A, offsets=-1000)
    out = run(
        "loadsentinel2",
        INPUT=path,
        BANDS="B02",
        OUTPUT=str(tmp_path / "a.tif"),
        SCL=str(tmp_path / "scl.tif"),
    )
    codes = read(out["SCL"])[0]
    assert np.array_equal(codes, np.kron(SCL, np.ones((2, 2), dtype="uint8")))
    layer = QgsRasterLayer(out["SCL"], "scl")
    legend = {c.value: c.label for c in layer.dataProvider().colorTable(1)}
    assert (legend[9], legend[3]) == ("CLOUD_HIGH_PROBA", "CLOUD_SHADOW")

    # Straight into the cloud mask, with classes by name.
    grid = run("createtilegrid", INPUT=out["OUTPUT"], TILE_SIZE=40)["OUTPUT"]
    shares = [
        {
            f["tile_id"]: f["cloud_pct"]
            for f in run(
                "maskcloudraster", INPUT=grid, MASK=out["SCL"], VALUES=values, MAX_CLOUD=100
            )["OUTPUT"].getFeatures()
        }
        for values in ("CLOUDS", "3,8-10", "cloud_shadow, SC_CLOUD_MEDIUM_PROBA,9,THIN_CIRRUS")
    ]
    assert len(shares[0]) == 9
    assert shares[0] == shares[1] == shares[2]
    part = codes[:40, 40:80]
    known = part != 0
    expected = 100 * np.isin(part[known], (3, 8, 9, 10)).mean()
    assert shares[0]["r00000_c00001"] == pytest.approx(expected)


def test_the_true_colour_image(run, make_product, tmp_path):
    path = make_product(L2A, offsets=-1000)
    out = run("loadsentinel2", INPUT=path, BANDS="tci", OUTPUT=str(tmp_path / "a.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert np.array_equal(dataset.read(), TCI)
        assert dataset.descriptions == ("red", "green", "blue")
        assert dataset.nodata == 0


def test_damage_in_a_zip_is_refused_and_leaves_nothing(run, make_product, tmp_path):
    from qgis.core import QgsProcessingException

    path = Path(make_product(L2A, offsets=-1000, archive="product.zip"))
    with zipfile.ZipFile(path) as archive:
        info = next(i for i in archive.infolist() if i.filename.endswith("B8A_20m.jp2"))
    data = bytearray(path.read_bytes())
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 1
    path.write_bytes(data)
    out = tmp_path / "out" / "a.tif"
    with pytest.raises(QgsProcessingException, match="B8A_20m.jp2 in product.zip is damaged"):
        run("loadsentinel2", INPUT=str(path), BANDS="B02,B8A", RESOLUTION="20", OUTPUT=str(out))
    assert not out.parent.exists()
    run("loadsentinel2", INPUT=str(path), BANDS="B02", RESOLUTION="20", OUTPUT=str(out))
    with rasterio.open(out) as dataset:
        assert dataset.descriptions == ("B02",)


def test_a_virtual_raster_has_the_numbers_with_scale_and_offset(run, make_product, tmp_path):
    from osgeo import gdal

    path = make_product(L2A, offsets=-1000, archive="Ü & <b>.zip")
    out = run(
        "loadsentinel2",
        INPUT=path,
        BANDS="B02,B8A",
        RESOLUTION="20",
        OUTPUT=str(tmp_path / "new" / "a.vrt"),
    )
    assert Path(out["OUTPUT"]).stat().st_size < 10_000
    with rasterio.open(out["OUTPUT"]) as dataset:
        numbers = dataset.read()
        assert dataset.descriptions == ("B02", "B8A")
        assert dataset.scales == (1e-4, 1e-4)
        assert dataset.offsets == (-0.1, -0.1)
        assert dataset.nodata == 0
    assert np.array_equal(numbers[1], MIDDLE)
    blocks = FINE.astype(float).reshape(60, 2, 60, 2).mean(axis=(1, 3))
    assert np.abs(numbers[0][10:25, 10:25] - blocks[10:25, 10:25]).max() <= 0.5
    # GDAL itself makes reflectances of it.
    made = gdal.Translate(
        "", out["OUTPUT"], format="MEM", unscale=True, outputType=gdal.GDT_Float32
    )
    values = made.GetRasterBand(2).ReadAsArray()
    known = MIDDLE != 0
    assert np.allclose(values[known], reflectance(MIDDLE)[known], atol=1e-6)


FREE = {("CUBIC", "10"), ("CUBIC", "20"), ("CUBIC", "60"), ("BILINEAR", "20"), ("BILINEAR", "60")}


@pytest.mark.parametrize("method", ["AUTO", "NEAREST", "BILINEAR", "CUBIC", "AVERAGE"])
@pytest.mark.parametrize("resolution", ["10", "20", "60"])
def test_a_virtual_raster_shows_what_the_file_holds(
    run, make_product, tmp_path, resolution, method
):
    fine, coarse = FINE.copy(), MIDDLE.copy()
    fine[30:32, 40], fine[51, 51], coarse[7, 9], coarse[20, 21] = 0, 65535, 0, 65535
    path = make_product({("B02", 10): fine, ("B8A", 20): coarse}, offsets=-1000, folder=tmp_path)
    same = {"INPUT": path, "BANDS": "B02,B8A", "RESOLUTION": resolution, "RESAMPLING": method}
    run("loadsentinel2", **same, OUTPUT=str(tmp_path / "a.tif"))
    run("loadsentinel2", **same, OUTPUT=str(tmp_path / "a.vrt"))
    values = read(str(tmp_path / "a.tif"))
    with rasterio.open(tmp_path / "a.vrt") as dataset:
        numbers = dataset.read()
    # The virtual raster rounds to whole numbers.
    shown = np.where(numbers == 0, np.nan, numbers * 1e-4 - 0.1)
    is_near = np.isclose(shown, values, rtol=0, atol=0.51e-4, equal_nan=True)
    if (method, resolution) in FREE:
        # GDAL weighs the neighbours of nodata, and the edges, in a way of its own.
        assert is_near.mean() > 0.8
        assert np.nanmax(np.abs(shown)) < 1
    else:
        assert is_near.all()


def test_an_archive_gives_the_bytes_of_the_folder(run, make_product, tmp_path):
    folder, other = tmp_path / "a", tmp_path / "b"
    first = make_product(L2A, offsets=-1000, folder=folder)
    second = make_product(L2A, offsets=-1000, folder=other, archive="à b.zip")
    results = [
        Path(run("loadsentinel2", INPUT=p, OUTPUT=str(tmp_path / f"{k}.tif"))["OUTPUT"])
        for k, p in enumerate((first, second))
    ]
    assert results[0].read_bytes() == results[1].read_bytes()


def test_harmonised_products_are_suspected(run, make_product, tmp_path):
    dark = np.full((12, 12), 400, dtype="uint16")
    path = make_product({("B02", 10): dark}, offsets=-1000)
    run("loadsentinel2", INPUT=path, OUTPUT=str(tmp_path / "a.tif"))
    assert "100 % of the pixels are below 0. If the product was harmonised already" in run.log
    out = run("loadsentinel2", INPUT=path, OFFSET=0, OUTPUT=str(tmp_path / "b.tif"))
    assert np.allclose(read(out["OUTPUT"]), 0.04)
    assert "from OFFSET set by hand" in run.log


NAMELESS = {"baseline": "", "name": "SENTINEL"}
WRONG = {
    "nothing known": (NAMELESS, {}, "SENTINEL has no metadata, and its name tells no"),
    "missing band": ({}, {"BANDS": "B12"}, "has no B12; it has B02, B04, B8A."),
    "no such band": ({}, {"BANDS": "B99"}, "BANDS names B99, which is not a band"),
    "mixed with TCI": ({}, {"BANDS": "TCI,B02"}, "TCI is a picture of 8 bits"),
    "quantification": ({}, {"QUANTIFICATION": 0}, "QUANTIFICATION is 0; it must be above 0"),
    "extension": ({}, {"OUTPUT": "a.png"}, "a.png is to be a GeoTIFF; give it a name that ends"),
    "broken metadata": ({"metadata": "<n1:Level-2A_User_Product>"}, {}, "ends in the middle"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_refused_and_writes_nothing(run_error, make_product, tmp_path, case):
    facts, parameters, message = WRONG[case]
    path = make_product(L2A, **{"offsets": -1000, **facts})
    parameters = {"OUTPUT": "a.tif", **parameters}
    target = tmp_path / "out" / parameters.pop("OUTPUT")
    text = run_error("loadsentinel2", INPUT=path, OUTPUT=str(target), **parameters)
    assert message in text
    assert not target.parent.exists()


def test_scl_that_is_missing_is_told_before_anything_is_written(run_error, make_product, tmp_path):
    path = make_product({("B02", 10): FINE}, offsets=-1000)
    out = str(tmp_path / "a.tif")
    text = run_error("loadsentinel2", INPUT=path, OUTPUT=out, SCL=str(tmp_path / "b.tif"))
    assert "has no scene classification (SCL); only full Level-2A products do" in text
    assert not Path(out).exists()


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.999])
def test_images_that_were_cut_off_are_told(run_error, make_product, tmp_path, kept):
    path = make_product({("B02", 10): FINE}, offsets=-1000)
    image = next(Path(path).rglob("*B02_10m.jp2"))
    data = image.read_bytes()
    image.write_bytes(data[: int(len(data) * kept)])
    text = run_error("loadsentinel2", INPUT=path, OUTPUT=str(tmp_path / "a.tif"))
    assert "B02_10m.jp2 cannot be" in text
    assert [p.name for p in tmp_path.glob("*a*.tif")] == []


def test_bands_and_outputs_are_not_written_over(run_error, make_product, make_raster, tmp_path):
    path = make_product(L2A, offsets=-1000)
    both = str(tmp_path / "both.tif")
    text = run_error("loadsentinel2", INPUT=path, OUTPUT=both, SCL=both)
    assert f"OUTPUT and SCL are both {both}" in text
    assert not Path(both).exists()
    (tmp_path / "cut").mkdir()
    band = make_raster(FINE, name="cut/T31TCJ_20220413T105321_B02_10m.tif")
    before = Path(band).read_bytes()
    text = run_error("loadsentinel2", INPUT=str(tmp_path / "cut"), OFFSET=0, OUTPUT=band)
    assert f"OUTPUT is {band}, which is read; choose another file." in text
    assert Path(band).read_bytes() == before


# Left, right, bottom, top in metres, and the pixels of 10 m that it cuts: columns, rows.
PART = (300123.0, 300571.0, 4899390.5, 4899987.0)
COLS, ROWS = slice(12, 58), slice(3, 63)


def lonlat(left, right, bottom, top):
    import pyproj

    to_degrees = pyproj.Transformer.from_crs(32631, 4326, always_xy=True)
    corners = ((left, bottom), (right, bottom), (right, top), (left, top), (left, bottom))
    return [to_degrees.transform(*corner) for corner in corners]


def test_a_part_of_a_product_is_that_part_of_the_whole(run, make_product, make_layer, tmp_path):
    path = make_product(L2A, offsets=-1000)
    ring = ",".join(f"{x!r} {y!r}" for x, y in lonlat(*PART))
    area = make_layer([(f"POLYGON(({ring}))", {})], crs="EPSG:4326")
    text = ",".join(map(str, PART))
    for resolution, step in ((10, 1), (20, 2), (60, 6)):
        first = (COLS.start // step, ROWS.start // step)
        last = (-(-COLS.stop // step), -(-ROWS.stop // step))
        common = {"INPUT": path, "RESOLUTION": str(resolution), "BANDS": "B02,B8A,B04"}
        whole = run(
            "loadsentinel2", **common, OUTPUT=str(tmp_path / "w.tif"), SCL=str(tmp_path / "ws.tif")
        )
        for k, place in enumerate(
            ({"EXTENT": f"{text} [EPSG:32631]"}, {"EXTENT": text}, {"AOI": area})
        ):
            outputs = {"OUTPUT": str(tmp_path / f"{k}.tif"), "SCL": str(tmp_path / f"{k}s.tif")}
            part = run("loadsentinel2", **common, **place, **outputs)
            size = (last[0] - first[0], last[1] - first[1])
            side = 120 // step
            told = f"{size[0]} x {size[1]} of the product's {side} x {side} pixels are loaded."
            assert told in run.log
            for name in ("OUTPUT", "SCL"):
                with rasterio.open(whole[name]) as a, rasterio.open(part[name]) as b:
                    values = a.read()[:, first[1] : last[1], first[0] : last[0]]
                    assert np.array_equal(b.read(), values, equal_nan=True)
                    assert b.transform[:6] == (a.transform * a.transform.translation(*first))[
                        :6
                    ] or (
                        b.transform.c == 300000 + first[0] * resolution
                        and b.transform.f == 4900020 - first[1] * resolution
                    )
                    assert b.crs == a.crs and b.descriptions == a.descriptions


def test_the_picture_and_the_virtual_raster_of_a_part(run, make_product, tmp_path):
    path = make_product(L2A, offsets=-1000)
    extent = ",".join(map(str, PART)) + " [EPSG:32631]"
    out = run(
        "loadsentinel2", INPUT=path, BANDS="TCI", EXTENT=extent, OUTPUT=str(tmp_path / "t.tif")
    )
    assert np.array_equal(read(out["OUTPUT"]), TCI[:, ROWS, COLS])
    common = {"INPUT": path, "BANDS": "B02,B8A"}
    for place in ({}, {"EXTENT": extent}):
        name = str(tmp_path / f"v{len(place)}.vrt")
        run("loadsentinel2", **common, **place, OUTPUT=name)
    assert np.array_equal(read(name), read(str(tmp_path / "v0.vrt"))[:, ROWS, COLS])


def test_parts_that_are_elsewhere_or_told_twice_are_refused(
    run_error, make_product, luxembourg, tmp_path
):
    path, out = make_product(L2A, offsets=-1000), str(tmp_path / "x.tif")
    text = run_error("loadsentinel2", INPUT=path, OUTPUT=out, EXTENT="0,1,0,1 [EPSG:32631]")
    assert "The extent does not lie on S2" in text and "or another product" in text
    text = run_error("loadsentinel2", INPUT=path, OUTPUT=out, AOI=luxembourg)
    assert "The area of interest does not lie on S2" in text
    text = run_error(
        "loadsentinel2", INPUT=path, OUTPUT=out, AOI_NAME="LU", EXTENT="0,1,0,1 [EPSG:32631]"
    )
    assert "AOI_NAME and EXTENT are both given; give one of them." in text
    assert not Path(out).exists()
