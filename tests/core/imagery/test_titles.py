"""What images are called."""

from datetime import date

import pytest

from tilewright.core.imagery.titles import title_days, title_files, title_product
from tilewright.core.sentinel2.names import read_product_name
from tilewright.core.sentinel2.product import Sentinel2Product


@pytest.mark.parametrize(
    ("name", "tile", "expected"),
    [
        (
            "S2A_MSIL2A_20210908T105621_N0301_R094_T31TCJ_20210908T135821",
            "31TCJ",
            "S2A T31TCJ 2021-09-08 10 m",
        ),
        ("products_20210908", "", "2021-09-08 10 m"),
        ("cut", "31TCJ", "T31TCJ 10 m"),
        ("cut", "", "cut 10 m"),
    ],
)
def test_products_are_called_by_satellite_tile_and_date(name, tile, expected):
    product = Sentinel2Product("/p", name, tile, {}, read_product_name(name), None, "", 0)
    assert title_product(product, "10 m") == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            [f"LC08_L2SP_224078_20200518_20200820_02_T1_SR_B{k}.TIF" for k in (4, 3, 2)],
            "LC08 224078 2020-05-18",
        ),
        (
            ["LE70220491999322EDC01_B3.TIF", "LE70220491999322EDC01_B2.TIF"],
            "LE7 022049 1999-11-18",
        ),
        (
            [f"T31TCJ_20210908T105629_B0{k}_10m.jp2" for k in (2, 3)],
            "T31TCJ 2021-09-08",
        ),
        (["a_20200101.tif", "b_20200301.tif"], "2020-01-01 - 2020-03-01"),
        (["a_20200101.tif", "b.tif"], ""),
        (["B2.tif", "B3.tif"], ""),
        ([], ""),
    ],
)
def test_stacks_are_called_by_what_their_files_share(names, expected):
    assert title_files(names) == expected


def test_days():
    days = [date(2021, 9, 8), date(2021, 1, 2)]
    assert title_days(days) == "2021-01-02 - 2021-09-08"
    assert title_days(days[:1] * 2) == "2021-09-08"
    assert title_days([*days, None]) == title_days([]) == ""
