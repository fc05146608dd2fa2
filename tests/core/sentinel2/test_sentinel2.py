"""Sentinel-2 products: names, metadata, baselines, and which files are taken."""

import time
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.sentinel2.metadata import read_metadata
from tilewright.core.sentinel2.names import (
    BANDS,
    BandFile,
    ProductName,
    read_band_names,
    read_file_name,
    read_product_name,
)
from tilewright.core.sentinel2.product import open_product
from tilewright.core.sentinel2.product_source import (
    ProductSource,
    choose_bands_of,
    choose_file,
    product_grid,
)
from tilewright.core.sentinel2.scale import choose_scale

SMALL = np.full((6, 6), 1720, dtype="uint16")
B04 = {("B04", 10): SMALL}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("T31TCJ_20221116T105321_B8A_60m.jp2", BandFile("B8A", 60, "31TCJ")),
        ("L2A_T31TCJ_20170616T105321_B02_10m.jp2", BandFile("B02", 10, "31TCJ")),
        ("T46RER_20210908T042701_B01.jp2", BandFile("B01", 60, "46RER")),
        ("T46RER_20210908T042701_TCI.jp2", BandFile("TCI", 10, "46RER")),
        ("t46rer_20210908t042701_b11_20m.tif", BandFile("B11", 20, "46RER")),
        (
            "S2A_OPER_MSI_L1C_TL_EPA__20160605T113933_A000734_T32TQR_B12.jp2",
            BandFile("B12", 20, "32TQR"),
        ),
        (
            "S2A_USER_SCL_L2A_TL_EPA__20160605T113933_A000734_T32TQR_20m.jp2",
            BandFile("SCL", 20, "32TQR"),
        ),
        ("MSK_DETFOO_B02.jp2", None),
        ("T46RER_20210908T042701_PVI.jp2", None),
        ("T46RER_20210908T042701_B13.jp2", None),
        ("T46RER_20210908T042701_B02.jp2.aux.xml", None),
        ("T46RER_20210908T042701_AOT_10m.jp2", None),
    ],
)
def test_file_names(name, expected):
    assert read_file_name(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "S2B_MSIL2A_20220413T150759_N0400_R025_T33XWJ_20220414T082126.SAFE",
            ProductName("L2A", "20220413", "04.00", "33XWJ"),
        ),
        (
            "copy of S2C_MSIL1C_20250908T042701_N0511_R133_T46RER_20250908T070248.zip",
            ProductName("L1C", "20250908", "05.11", "46RER"),
        ),
        (
            "S2A_OPER_PRD_MSIL1C_PDMC_20160605T200158_R022_V20160604T100558_20160605T100558.SAFE",
            ProductName("L1C", "20160604"),
        ),
        ("SENTINEL.SAFE", ProductName()),
    ],
)
def test_product_names(name, expected):
    assert read_product_name(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B04,B03,B02", ("B04", "B03", "B02")),
        (" b4 3; 8a,12 ", ("B04", "B03", "B8A", "B12")),
        ("TCI", ("TCI",)),
        ("", ()),
    ],
)
def test_bands_by_name(text, expected):
    assert read_band_names(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("B13", "BANDS names B13, which is not a band; choose among B01, B02"),
        ("SCL", r"TCI \(SCL has an output of its own\)"),
        ("B2,B02", "BANDS names B02 twice"),
    ],
)
def test_wrong_bands(text, message):
    with pytest.raises(RasterError, match=message):
        read_band_names(text)


# As in ESA's products of these baselines: until 03.01 no offsets, from 04.00 on one for each band.
@pytest.mark.parametrize(
    ("level", "baseline", "offsets", "expected"),
    [
        ("2A", "02.12", None, 0),
        ("1C", "03.01", None, 0),
        ("2A", "04.00", -1000, -1000),
        ("1C", "05.10", -1000, -1000),
        # Shifted all the same should the list be missing.
        ("1C", "04.00", None, -1000),
    ],
)
def test_the_baseline_decides_about_the_offset_and_not_the_date(
    make_product, level, baseline, offsets, expected
):
    for k, date in enumerate(("20190212", "20240212")):
        path = make_product(
            B04, level, baseline, date, offsets=offsets, name=f"product{k}", quantification=8000
        )
        product = open_product(path)
        scale = choose_scale(product)
        assert scale.offsets == dict.fromkeys(BANDS, expected)
        assert scale.quantification == 8000
        assert baseline in scale.origin
        assert product.level == f"L{level}"
        assert product.date.strftime("%Y%m%d") == date


def test_offsets_are_taken_band_by_band(make_product):
    offsets = {i: -1000 - i for i in range(13)}
    scale = choose_scale(open_product(make_product(B04, offsets=offsets)))
    assert scale.offsets["B01"] == -1000
    assert scale.offsets["B08"] == -1007
    assert scale.offsets["B8A"] == -1008
    assert scale.offsets["B12"] == -1012


def test_a_hand_set_offset_replaces_the_metadata_and_is_never_added(make_product):
    product = open_product(make_product(B04, offsets=-1000))
    for offset in (0, -500.5):
        scale = choose_scale(product, offset)
        assert scale.offsets["B04"] == offset
        assert scale.quantification == 10000
    assert choose_scale(product, -1, 20000).quantification == 20000


@pytest.mark.parametrize(("digits", "expected"), [("0301", 0), ("0400", -1000), ("0511", -1000)])
def test_the_name_tells_the_baseline_where_there_is_no_metadata(make_product, digits, expected):
    name = f"S2A_MSIL2A_20190413T105321_N{digits}_R051_T31TCJ_20230413T170958"
    scale = choose_scale(open_product(make_product(B04, baseline="", name=name)))
    assert scale.offsets["B04"] == expected
    assert scale.quantification == 10000
    assert "in the name" in scale.origin


@pytest.mark.parametrize(
    "name", ["SENTINEL", "S2A_MSIL2A_20230413T105321_N9999_R051_T31TCJ_20230413T170958"]
)
def test_with_nothing_known_it_asks_in_one_sentence(make_product, name):
    product = open_product(make_product(B04, baseline="", name=name))
    with pytest.raises(RasterError) as caught:
        choose_scale(product)
    assert f"{name} has no metadata" in str(caught.value)
    # Composite and Export Time Series say it too, and have no OFFSET of their own.
    remedy = "set OFFSET in Load Sentinel-2 Product to -1000 if the baseline is 04.00 or later"
    assert remedy in str(caught.value)
    assert choose_scale(product, -1000).offsets["B04"] == -1000


GOOD = (
    "<n1:Level-2A_User_Product><a><PROCESSING_BASELINE>04.00</PROCESSING_BASELINE>"
    '<BOA_ADD_OFFSET band_id="3">-1000</BOA_ADD_OFFSET></a></n1:Level-2A_User_Product>'
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD[:-3], "MTD.xml ends in the middle"),
        (GOOD + "more", "MTD.xml ends in the middle"),
        (GOOD.replace(">-1000<", ">minus<"), "BOA_ADD_OFFSET as 'minus', which is not a number"),
        (GOOD.replace('"3"', '"13"'), "an offset of an unknown band '13'"),
        (GOOD.replace("04.00", "new"), "the processing baseline as 'new'"),
        ("<html><body>Log in</body></html>", "is not the metadata of a Sentinel-2 product"),
        ("", "is not the metadata of a Sentinel-2 product"),
    ],
)
def test_broken_metadata_is_told_and_can_be_overruled(make_product, text, message):
    with pytest.raises(RasterError, match=message):
        read_metadata(text, "MTD.xml")
    if text:
        product = open_product(make_product(B04, metadata=text))
        with pytest.raises(RasterError, match="Get the product again, or set OFFSET"):
            choose_scale(product)
        assert choose_scale(product, -1000).offsets["B04"] == -1000


def test_entities_in_metadata_are_never_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("05.11")
    text = (
        f'<!DOCTYPE x [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaa">]>'
        "<n1:Level-2A_User_Product><PRODUCT_START_TIME>&f;&a;</PRODUCT_START_TIME>"
        "<!-- <PROCESSING_BASELINE>03.01</PROCESSING_BASELINE> -->"
        "<PROCESSING_BASELINE>04.00</PROCESSING_BASELINE></n1:Level-2A_User_Product>"
    )
    found = read_metadata(text, "MTD.xml")
    assert found.start == "&f;&a;"
    assert found.baseline == "04.00"


def test_other_facts_of_the_metadata(make_product):
    found = open_product(make_product(B04, cloud=51.58, nodata=96.77)).metadata
    assert (found.cloud_percent, found.nodata_percent) == (51.58, 96.77)
    assert found.start == "2022-04-13T10:53:21.024Z"


FULL = {
    ("B02", 10): np.full((12, 12), 2000, dtype="uint16"),
    ("B02", 60): np.full((2, 2), 3000, dtype="uint16"),
    ("B05", 20): np.full((6, 6), 4000, dtype="uint16"),
    ("B09", 60): np.full((2, 2), 5000, dtype="uint16"),
}


def test_files_of_the_resolution_come_before_finer_and_finer_before_coarser(make_product):
    product = open_product(make_product(FULL))
    assert product.bands == ("B02", "B05", "B09")
    assert [choose_file(product, "B02", r)[1] for r in (10, 20, 60)] == [10, 10, 60]
    assert [choose_file(product, "B05", r)[1] for r in (10, 20, 60)] == [20, 20, 20]
    assert choose_bands_of(product, (), 10) == ("B02",)
    assert choose_bands_of(product, (), 20) == ("B02", "B05")
    assert choose_bands_of(product, (), 60) == ("B02", "B05", "B09")
    assert choose_bands_of(product, ("B09", "B02"), 10) == ("B09", "B02")
    with pytest.raises(RasterError, match="has no B12; it has B02, B05, B09"):
        choose_bands_of(product, ("B12",), 10)


def test_a_product_of_one_resolution_asks_for_it(make_product):
    product = open_product(make_product({("B04", 60): SMALL}))
    with pytest.raises(RasterError, match="no band at 10 m or finer; set RESOLUTION to 60"):
        choose_bands_of(product, (), 10)


def test_the_grid_follows_from_any_file(make_product):
    product = open_product(make_product({("B05", 20): np.ones((6, 9), dtype="uint16")}))
    for resolution, size in ((10, (18, 12)), (20, (9, 6)), (60, (3, 2))):
        grid = product_grid(product, resolution)
        assert (grid.width, grid.height) == size
        assert grid.transform == (resolution, 0, 300000, 0, -resolution, 4900020)


def test_values_of_mixed_resolutions(make_product):
    rng = np.random.default_rng(5)
    fine = rng.integers(1, 9000, (24, 24)).astype("uint16")
    own = rng.integers(1, 9000, (12, 12)).astype("uint16")
    fine[4:6, 6:8] = 0
    fine[0, 0] = 0
    fine[2, 2] = 65535
    own[3, 3] = 0
    own[4, 4] = 65535
    product = open_product(make_product({("B02", 10): fine, ("B11", 20): own}, offsets=-1000))
    source = ProductSource(product, ("B11", "B02"), 20, choose_scale(product))
    values, valid = source.read((0, 0, 12, 12))
    source.close()

    expected = (own.astype(float) - 1000) / 10000
    expected[(own == 0) | (own == 65535)] = np.nan
    assert np.array_equal(values[0], expected.astype("float32"), equal_nan=True)
    # Means of the four pixels without those that hold nothing.
    parts = (fine.astype(float) - 1000) / 10000
    parts[(fine == 0) | (fine == 65535)] = np.nan
    blocks = parts.reshape(12, 2, 12, 2).swapaxes(1, 2).reshape(12, 12, 4)
    known = ~np.isnan(blocks).all(axis=2)
    means = np.full((12, 12), np.nan)
    means[known] = np.nanmean(blocks[known], axis=1)
    assert np.isnan(values[1][2, 3])
    assert np.array_equal(np.isnan(values[1]), ~known)
    assert np.allclose(values[1], means, atol=2e-7, equal_nan=True)
    assert np.array_equal(valid, known | ~np.isnan(expected))
    assert source.counts["saturated"] == 2


@pytest.mark.parametrize("archive", ["Übung à trois.zip", "plain.zip", "a.SAFE.zip"])
def test_archives_are_read_where_they_are(make_product, tmp_path, archive):
    path = make_product(B04, archive=archive, offsets=-1000)
    before = sorted(tmp_path.rglob("*"))
    product = open_product(path)
    source = ProductSource(product, ("B04",), 10, choose_scale(product))
    values, _ = source.read((0, 0, 6, 6))
    source.close()
    assert np.array_equal(values[0], np.full((6, 6), 0.072, dtype="float32"))
    assert product.baseline == "04.00"
    assert product.name.startswith("S2A_MSIL2A_20220413")
    assert sorted(tmp_path.rglob("*")) == before


def test_archives_that_hold_nothing_or_lead_out_are_refused(tmp_path):
    empty = tmp_path / "a.zip"
    with zipfile.ZipFile(empty, "w") as file:
        file.writestr("../T31TCJ_20221116T105321_B02_10m.jp2", b"")
        file.writestr("/T31TCJ_20221116T105321_B03_10m.jp2", b"")
    with pytest.raises(RasterError, match="a.zip holds no band of a Sentinel-2 product"):
        open_product(str(empty))
    broken = tmp_path / "b.zip"
    broken.write_bytes(empty.read_bytes()[:30])
    with pytest.raises(RasterError, match="b.zip is not a zip file that can be read"):
        open_product(str(broken))
    with pytest.raises(RasterError, match="does not exist; name a product's folder or zip file"):
        open_product(str(tmp_path / "none.SAFE"))


def test_a_folder_of_products_is_not_guessed_from(make_product, tmp_path):
    make_product(B04)
    make_product(B04, baseline="03.01")
    with pytest.raises(RasterError, match="holds 2 products .*; name one of them"):
        open_product(str(tmp_path))


def test_old_products_hold_several_tiles(tmp_path, make_raster):
    name = "S2A_OPER_PRD_MSIL1C_PDMC_20160605T200158_R022_V20160604T100558_20160605T100558.SAFE"
    for tile in ("32TQR", "32TQS"):
        granule = f"S2A_OPER_MSI_L1C_TL_EPA__20160605T113933_A000734_T{tile}"
        folder = tmp_path / name / "GRANULE" / f"{granule}_N02.04" / "IMG_DATA"
        folder.mkdir(parents=True)
        raster = make_raster(np.full((4, 4), 1234, dtype="uint16"))
        (folder / f"{granule}_B04.tif").write_bytes(Path(raster).read_bytes())
    path = str(tmp_path / name)
    with pytest.raises(RasterError, match=r"several tiles \(32TQR, 32TQS\); set TILE to one"):
        open_product(path)
    with pytest.raises(RasterError, match="has no tile 31TCJ; it has 32TQR, 32TQS"):
        open_product(path, "31TCJ")
    with pytest.raises(RasterError, match="has no tile toulouse; it has 32TQR, 32TQS"):
        open_product(path, " toulouse")
    product = open_product(path, "t32tqs")
    assert product.tile == "32TQS"
    assert product.baseline == "02.04"
    assert product.date.isoformat() == "2016-06-04"
    assert choose_scale(product).offsets["B04"] == 0
    assert list(product.files) == [("B04", 10)]


@pytest.mark.parametrize(
    "filling",
    [
        "<BOA_ADD_OFFSET " * 20000,
        "<a " * 100000,
        "<!--" * 75000,
        " " * 300000,
        "<a" + " b='c'" * 50000,
        "<a" + " " * 300000 + "!",
        "<a b=\"" + "'x" * 150000 + '">1</a>',
        "<a>" * 100000,
        "x" * 300000,
        "<PROCESSING_LEVEL>&#" + "9" * 300000 + ";</PROCESSING_LEVEL>",
        "</n1:Level-2A_User_Product" * 12000,
    ],
    ids=["elements", "tags", "comments", "spaces", "attributes", "gap", "quotes", "nested",
         "text", "number", "ends"],
)  # fmt: skip
def test_metadata_of_much_of_the_same_is_read_at_once(filling):
    begin = time.perf_counter()
    found = read_metadata(GOOD.replace("<a>", "<a>" + filling), "MTD.xml")
    assert found.baseline == "04.00" or filling.startswith("<!--")
    with pytest.raises(RasterError, match="ends in the middle"):
        read_metadata(GOOD.replace("<a>", "<a>" + filling)[:-3], "MTD.xml")
    assert time.perf_counter() - begin < 2
