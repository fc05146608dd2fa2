"""What bands mean, by what is told, names, wavelengths and sensors."""

import numpy as np
import pytest

from tilewright.core.errors import ParameterError, RasterError
from tilewright.core.indices.meanings import find_meanings, parse_meanings

RGBN = {"blue": 1, "green": 2, "red": 3, "nir": 4}


@pytest.fixture
def meanings_of(open_source):
    def find(names, given=(), name="scene.tif", **more):
        values = np.ones((len(names), 2, 2), dtype="uint16")
        info = open_source(values, descriptions=names, name=name, **more).info
        return find_meanings(info, dict(given))

    return find


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["blue", "green", "red", "nir"], RGBN),
        (["Blue", "Green", "Red", "Near infrared"], RGBN),
        (["B02", "B03", "B04", "B08"], RGBN),
        (["B2", "B3", "B4", "B8"], RGBN),
        (
            ["B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B11", "B12"],
            {
                "blue": 1, "green": 2, "red": 3, "rededge1": 4, "rededge2": 5, "rededge3": 6,
                "nir": 7, "swir1": 9, "swir2": 10,
            },
        ),
        # Landsat's near infrared is band 5, or 4 of the older ones.
        (
            [f"SR_B{k}" for k in range(1, 8)],
            {
                "coastal": 1, "blue": 2, "green": 3, "red": 4, "nir": 5, "swir1": 6, "swir2": 7,
            },
        ),
        (
            [f"SR_B{k}" for k in (1, 2, 3, 4, 5, 7)],
            {"blue": 1, "green": 2, "red": 3, "nir": 4, "swir1": 5, "swir2": 6},
        ),
        # As catalogues call them: nir08 is the narrow one beside nir.
        (["nir08", "nir", "swir16", "swir22"], {"nir": 2, "swir1": 3, "swir2": 4}),
        (["Red edge", "NIR", "SWIR"], {"rededge1": 1, "nir": 2, "swir1": 3}),
        (["485 nm", "560 nm", "0.66 um", "840 nm"], RGBN),
        (["elevation", "slope"], {}),
        # Two sensors have bands of these numbers: the third is no band that both have.
        (["B2", "B3", "B4", "B5"], {"blue": 1, "green": 2, "red": 3}),
    ],
)  # fmt: skip
def test_names_tell(meanings_of, names, expected):
    assert meanings_of(names) == expected


def test_a_scene_in_the_name_of_the_file_tells(meanings_of):
    names = [f"B{k}" for k in (2, 3, 4, 5)]
    file = "LC08_L2SP_224078_20200518_20200820_02_T1.tif"
    assert meanings_of(names, name=file) == RGBN


def test_numbers_in_words_are_those_of_the_scene(meanings_of):
    names = [f"band {k} reflectance" for k in (1, 2, 3, 4, 5, 7)]
    found = meanings_of(names, name="LE70220491999322EDC01_stack.tif")
    assert found == {"blue": 1, "green": 2, "red": 3, "nir": 4, "swir1": 5, "swir2": 6}
    # Without a scene they say nothing, and neither do places in a file.
    assert meanings_of(names) == {}
    assert meanings_of([None] * 6, name="LE70220491999322EDC01_stack.tif") == {}


def test_what_is_given_goes_first(meanings_of):
    names = ["blue", "green", "red", "nir"]
    # Band 1 is then no longer blue, which nothing else is.
    assert meanings_of(names, {"nir": 1}) == {"nir": 1, "green": 2, "red": 3}
    assert meanings_of(["a", "b"], parse_meanings("2=red; 1=Near Infrared")) == {
        "red": 2, "nir": 1,
    }  # fmt: skip
    with pytest.raises(RasterError) as caught:
        meanings_of(["a", "b"], {"red": 3})
    assert str(caught.value) == "BAND_MEANINGS names band 3, but scene.tif has 2 bands."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("red", "write numbers of bands and what they are, such as 1=blue, 2=green, 3=red, 4=nir."),
        ("1=red,x=nir", "write numbers of bands"),
        ("1=ultraviolet", "BAND_MEANINGS calls band 1 ultraviolet; choose from coastal, blue,"),
        ("1=red,2=red", "BAND_MEANINGS calls both band 1 and band 2 red; name one."),
    ],
)
def test_texts_that_say_nothing_are_refused(text, says):
    with pytest.raises(ParameterError) as caught:
        parse_meanings(text)
    assert says in str(caught.value)
