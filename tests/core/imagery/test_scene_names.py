"""Scenes, bands, deliveries and masks that names of files tell."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.files.dates import date_of_bands, dates_of_bands, read_date
from tilewright.core.imagery.band_names import find_band
from tilewright.core.imagery.deliveries import (
    Delivery,
    check_levels,
    delivery_of_file,
    delivery_of_product,
    find_offset_difference,
    find_older,
)
from tilewright.core.imagery.find_masks import find_masks, is_mask_name, part_masks
from tilewright.core.imagery.scene_names import read_scene_name, scene_of_file
from tilewright.core.message import list_names
from tilewright.core.sentinel2.product import open_product


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("LC81700252019001LGN00_ndvi", "ndvi"),
        ("LE71700252019009SG100_ndvi", "ndvi"),
        ("LT52240631988227CUB02_B4", "B4"),
        ("LC08_L2SP_224078_20200518_20200820_02_T1_SR_B4", "SR B4"),
        ("LC09_L2SP_224078_20211231_20220102_02_T2_SR_B4", "SR B4"),
        ("LC08_L1TP_224078_20200518_RT_BGR", "BGR"),
        ("LC08_224078_20200518_B4", "B4"),
        ("S2A_33UVR_20210404_0_L2A_B04", "B04"),
        ("S2B_T33UVR_20210409T105619_L2A_B04", "B04"),
        ("S2A_MSIL2A_20210404T105321_N0300_R051_T33UVR_20210404T170958_B04_10m", "B04 10m"),
        ("S2A2A_20190212_013_07HFE_BOA_10", "BOA 10"),
        ("SENTINEL2A_20210404-105321-123_L2A_T33UVR_C_V2-2_FRE_B4", "FRE B4"),
        ("20210404T105321_20210404T105619_T33UVR_B2", "B2"),
        ("T31TCJ_20221116T105321_B02_60m", "B02 60m"),
        ("T31TCJ_20221116_B02", "B02"),
        ("S1A_IW_GRDH_1SDV_20210404T170058_20210404T170123_037302_046517_ABCD_VV", "VV"),
        ("HLS.S30.T13TEF.2021123T173859.v2.0.B04", "B04"),
        ("MOD13Q1.A2013257.h12v10.006.2015261234567_NDVI", "MOD13Q1 NDVI"),
        ("20200101_183456_103a_3B_AnalyticMS_SR", "3B AnalyticMS SR"),
        ("20210404_LEVEL2_SEN2B_BOA", "LEVEL2 BOA"),
        ("ndvi_20210404_105321", "ndvi"),
        ("S2A_20210404_ndvi", "ndvi"),
        # What is not part of a scene's name stays.
        ("TERRA_MODIS_012010_NDVI_2013-09-14", "TERRA MODIS 012010 NDVI"),
        ("T1_field_20210404", "T1 field"),
        ("2020001", ""),
    ],
)
def test_what_is_left_of_a_name_for_the_band(stem, words):
    assert " ".join(read_scene_name(stem).words) == words


@pytest.mark.parametrize(
    ("stem", "pattern", "words"),
    [
        ("ndvi 04.06.2021", "%d.%m.%Y", "ndvi"),
        ("img_05Mar19_red", "%d%b%y", "img red"),
        ("a_20200101_b_20210302_c", "b_%Y%m%d", "a b c"),
        ("7 run of 2021.03.02", "*of %Y.%m.%d", "of"),
    ],
)
def test_dates_after_a_pattern_are_no_part_of_the_band(stem, pattern, words):
    assert " ".join(read_scene_name(stem, pattern).words) == words


def test_stations_with_a_digit_are_read():
    assert read_date("LE71700252019009SG100_ndvi.tif") == date(2019, 1, 9)


def test_one_date_in_all_band_names_is_that_of_their_image():
    same = ["20210405_B02", "20210405_B03"]
    assert dates_of_bands(same) is None
    assert date_of_bands(same) == date(2021, 4, 5)
    assert dates_of_bands(same[:1]) == [date(2021, 4, 5)]
    assert date_of_bands(same[:1]) is None
    assert date_of_bands(["20210405_B02", "20210406_B02"]) is None
    assert date_of_bands(["20210405_B02", "B03"]) is None


def test_bands_are_found_by_their_whole_or_old_names():
    names = ("B02_10m", "B04_10m", "B04_20m", "ndvi")
    assert find_band(names, (1, 2, 3, 4), "b02") == 1
    assert find_band(names, (1, 2, 3, 4), "B04") is None
    assert find_band(names, (1, 2, 3, 4), "T31TCJ_B04_20m") == 3
    assert find_band(names, (1, 2, 3, 4), "S2A ndvi") == 4
    assert find_band(names, (1, 2, 3, 4), "3") == 3
    assert find_band(names, (1, 2, 3, 4), "5") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("20200101_183456_103a_3B_udm2.tif", True),
        ("LC08_L2SP_224078_20200518_20200820_02_T1_QA_PIXEL.TIF", True),
        ("T31TCJ_20221116T105321_SCL_20m.jp2", True),
        ("scene_20200101_cloud_mask.tif", True),
        ("l8_BQA.tif", True),
        ("scene_20200101_clp.tif", True),
        ("clipped_20200101.tif", False),
        ("20200101_3B_AnalyticMS_SR.tif", False),
        ("cloud_free_20200101.tif", False),
        ("masked_20200101.tif", False),
    ],
)
def test_masks_are_known_by_their_names(name, expected):
    assert is_mask_name(name) is expected


def test_masks_among_images():
    assert find_masks(["a.tif", "a_udm2.tif"]) == [1]
    # All of them are what shall be used.
    assert find_masks(["a_scl.tif", "b_scl.tif"]) == []
    both = ["a.tif", "a_scl.tif"]
    assert part_masks(both, both) == ([0], [1])
    assert part_masks(both, ["a_scl.tif"]) == ([0], [0])
    assert part_masks(["a.tif"], ["a.tif"]) == ([0], [0])


def test_long_lists_are_cut():
    assert list_names("abc") == "a, b, c"
    assert list_names("abcdef") == "a, b, c, d, e, f"
    assert list_names(range(166), 3) == "0, 1, 2 and 163 more"


def delivery(scene, *version, strip=None):
    return Delivery(scene, version, strip)


def test_the_newest_delivery_of_a_scene_counts():
    items = [
        delivery("a", "05.00", "1"),
        delivery("a", "02.09", "9"),
        delivery("b", "02.09", "1"),
        None,
        delivery("a", "05.00", "2"),
        delivery("a", "05.00", "2"),
    ]
    assert find_older(items) == {0: 4, 1: 4, 5: 4}


def test_two_strips_of_a_swath_are_no_deliveries_of_each_other():
    items = [
        delivery("a", "02.09", strip=1000),
        delivery("a", "02.09", strip=1200),
        delivery("a", "05.00", strip=1001),
        delivery("a", "05.00", strip=1200),
    ]
    assert find_older(items) == {0: 2, 1: 3}


def test_landsat_files_tell_their_delivery():
    names = [
        "LC08_L1TP_224078_20200518_20200518_01_RT_B4.TIF",
        "LC08_L1TP_224078_20200518_20200527_01_T1_B4.TIF",
        "LC08_L1TP_224078_20200518_20200820_02_T1_B4.TIF",
        "LC08_L1TP_224078_20200518_20200820_02_T1_B5.TIF",
        "LC08_L2SP_224078_20200518_20200820_02_T1_B4.TIF",
        "LC08_L1TP_224079_20200518_20200527_01_T1_B4.TIF",
        "ndvi_20200518.tif",
    ]
    assert find_older([delivery_of_file(name) for name in names]) == {0: 2, 1: 2}


OLD = "S2A_MSIL2A_20190212T105321_N0212_R051_T31TCJ_20190213T100000"
NEW = "S2A_MSIL2A_20190212T105321_N0500_R051_T31TCJ_20230601T100000"
IN = "GRANULE/L2A_T31TCJ_A038658_{}/IMG_DATA/R10m/T31TCJ_20190212T105321_{}_10m.jp2"


def in_product(product, band="B04", strip="20190212T105603"):
    return f"/data/{product}.SAFE/{IN.format(strip, band)}"


def test_images_in_a_product_tell_what_its_folder_says():
    told = scene_of_file(in_product(NEW))
    assert told.scene == ("S2A", "20190212T105321", "31TCJ")
    assert (told.level, told.version) == ("L2A", ("0500", "20230601T100000"))
    assert (told.numbering, told.words) == ("Sentinel-2", ("B04", "10m"))
    assert scene_of_file("/data/x.SAFE/T31TCJ_20190212T105321_B04.jp2").level == ""
    assert scene_of_file(f"/data/{NEW}.tif").level == "L2A"

    paths = [in_product(OLD), in_product(NEW), in_product(OLD, "B08"), in_product(NEW, "B08")]
    # The other strip of a swath, which is no older delivery.
    paths.append(in_product(OLD, "B08", "20190212T111111"))
    assert find_older(list(map(delivery_of_file, paths))) == {0: 1, 2: 3}
    archive = f"/vsizip/{{/data/{OLD}.zip}}/{OLD}.SAFE/{IN.format('20190212T105603', 'B04')}"
    assert find_older([delivery_of_file(archive), delivery_of_file(paths[1])]) == {0: 1}


def test_images_of_products_that_need_different_offsets():
    old, new = in_product(OLD), in_product(NEW)
    expected = (
        f"{NEW} is of processing baseline 05.00, whose numbers are 1000 greater than those of "
        f"{OLD} of 02.12, and the images in them do not record this"
    )
    assert find_offset_difference([old, new]) == find_offset_difference([new, old]) == expected
    windows = [path.replace("/", "\\") for path in (old, new)]
    assert find_offset_difference(windows) == expected
    long_name = (
        "S2A_OPER_PRD_MSIL1C_PDMC_20160605T200158_R022_V20160605T100558_20160605T100558.SAFE/"
        "GRANULE/S2A_OPER_MSI_L1C_TL_EPA__20160605T113933_A000734_T32TQR_N02.02/IMG_DATA/"
        "S2A_OPER_MSI_L1C_TL_EPA__20160605T113933_A000734_T32TQR_B01.jp2"
    )
    assert "of 02.02, and" in find_offset_difference([new, long_name])
    for others in (
        [in_product(NEW, "SCL"), old],
        [new, in_product(NEW.replace("N0500", "N0510"))],
        [new, in_product(OLD.replace("N0212", "N9999"))],
        [new, "/data/T31TCJ_20190212T105321_B04_10m.jp2"],
        [f"/data/{OLD}.tif", f"/data/{NEW}.tif"],
    ):
        assert find_offset_difference(others) is None


def test_levels_of_processing_are_not_mixed():
    names = ["a", "S2A_33UVR_20210404_0_L1C_B04", "S2A_33UVR_20210409_0_L2A_B04"]
    with pytest.raises(RasterError) as error:
        check_levels(names, [f"{name}.tif" for name in names])
    assert str(error.value) == (
        "S2A_33UVR_20210404_0_L1C_B04 is of processing level L1C and S2A_33UVR_20210409_0_L2A_B04 "
        "of L2A, whose values differ; give those of one level alone, or set "
        "DIFFERENCES=AS_TAGGED to mix them."
    )
    check_levels(names, names, "AS_TAGGED")
    check_levels(names[:2], names[:2])
    landsat = ["LC08_L1TP_224078_20200518_20200518_01_RT_B4", "LC08_L1GT_224078_20200603_20200603"]
    check_levels(landsat, landsat)
    both = [in_product(NEW), in_product(NEW.replace("L2A", "L1C"))]
    with pytest.raises(RasterError, match="of processing level L2A and b of L1C"):
        check_levels(["a", "b"], both)


def test_products_tell_moment_tile_and_level():
    def product(baseline, name, tile="31TCJ", level="L2A", moment="20220301T105321", meta=None):
        file = f"/p/GRANULE/{level}_T{tile}_A038658_{moment}/T{tile}_{moment}_B02.jp2"
        return SimpleNamespace(
            name=name,
            tile=tile,
            level=level,
            baseline=baseline,
            files={("B02", 10): file},
            metadata=meta,
        )

    def named(number, processed, sensed="20220301T105321", level="L2A"):
        name = f"S2A_MSI{level}_{sensed}_N{number}_R051_T31TCJ_{processed}"
        return product(f"{number[:2]}.{number[2:]}", name, level=level, moment=sensed)

    items = [
        named("0400", "20220301T170958"),
        named("0510", "20240301T170958"),
        named("0510", "20240302T170958"),
        # A cut-down folder of another name.
        product("02.09", "odd"),
        named("0400", "20220301T150958", level="L1C"),
        named("0400", "20220301T170958", sensed="20220301T105521"),
        product("02.09", "odd", tile="31TDJ"),
    ]
    assert find_older([delivery_of_product(item) for item in items]) == {0: 2, 1: 2, 3: 2}


def test_metadata_tell_the_time_of_processing(make_product, tmp_path):
    image = {("B02", 10): np.ones((4, 4), "uint16")}
    items = []
    for k, hour in enumerate(("09", "08")):
        path = make_product(image, folder=tmp_path / str(k))
        (metadata,) = (tmp_path / str(k)).rglob("MTD_MSIL2A.xml")
        text = metadata.read_text("utf-8")
        time = f"<GENERATION_TIME>2022-05-01T{hour}:00:00.5Z</GENERATION_TIME>"
        metadata.write_text(text.replace("<Datatake ", f"{time}<Datatake "), "utf-8")
        items.append(delivery_of_product(open_product(path)))
    assert items[0].version == ("04.00", "20220501090000")
    assert find_older(items) == {1: 0}
