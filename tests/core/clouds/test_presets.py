"""Well-known cloud masks by name: which codes each of them takes out."""

import numpy as np
import pytest

from tilewright.core.clouds.presets import PRESETS
from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.errors import CloudRuleError


def cloudy(values, codes, bits=""):
    rule = parse_mask_rule(values, bits)
    return rule.matches(np.asarray(codes, dtype=np.uint16)).tolist()


def test_classes_of_sentinel_2():
    assert np.flatnonzero(cloudy("SENTINEL2_SCL", range(12))).tolist() == [3, 8, 9, 10]
    assert cloudy("CLOUDS", range(12)) == cloudy("SENTINEL2_SCL", range(12))


# Codes of USGS's own table of QA_PIXEL values for Landsat 8 and 9 (LSDS-1619).
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (1, False),  # Fill
        (21824, False),  # Clear with lows set
        (21826, True),  # Dilated cloud over land
        (21888, False),  # Water with lows set
        (21890, True),  # Dilated cloud over water
        (22080, False),  # Mid conf cloud, which has no bit of its own
        (22280, True),  # High conf cloud
        (23888, True),  # High conf cloud shadow
        (30048, False),  # High conf snow/ice
        (54596, True),  # High conf cirrus
        (55052, True),  # High conf cirrus and cloud
    ],
)
def test_quality_of_landsat_collection_2(code, expected):
    assert cloudy("LANDSAT_C2", [code]) == [expected]
    assert cloudy("", [code], bits="landsat_c2 ") == [expected]


def test_the_old_hint_takes_no_cloud_of_collection_2():
    # 14-15 tell cirrus there: a thick cloud stays.
    assert cloudy("", [22280], bits="14-15=3") == [False]
    assert cloudy("", [22280, 21824], bits="8-9=3") == [True, False]


def test_quality_of_landsat_before_collections():
    # Cloud in bits 14-15, cirrus in 12-13; 3 is high confidence. 20480 and 36864: low, medium.
    codes = [20480, 36864, 53248, 28672, 61440]
    assert cloudy("LANDSAT_PRE_COLLECTION", codes) == [False, False, True, True, True]


def test_cloud_bits_of_sentinel_2():
    assert cloudy("SENTINEL2_QA60", [0, 1024, 2048, 3072, 512]) == [False, True, True, True, False]


def test_presets_stand_among_values_and_bits():
    assert np.flatnonzero(cloudy("SENTINEL2_SCL, SNOW_ICE,0", range(12))).tolist() == [
        0, 3, 8, 9, 10, 11,
    ]  # fmt: skip
    assert cloudy("", [22280, 32, 0], bits="LANDSAT_C2,5") == [True, True, False]


@pytest.mark.parametrize(("values", "bits"), [("LANDSAT", ""), ("", "LANDSAT_C3"), ("", "")])
def test_every_refusal_names_the_presets(values, bits):
    with pytest.raises(CloudRuleError) as caught:
        parse_mask_rule(values, bits)
    for preset in PRESETS:
        assert f"{preset.name} ({preset.title})" in str(caught.value)
