"""Bands of scenes are matched by what they mean."""

import itertools
import random

import numpy as np
import pytest
import rasterio

from tilewright.core.errors import RasterError
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.scenes.bands import match_bands
from tilewright.core.scenes.wavelengths import nearest_bands, read_wavelengths


@pytest.fixture
def info(make_raster):
    """The description of a raster with bands of these names: ``info("a.tif", "red", "B4", None)``.

    ``tags`` are those of each band, or of each band in ``domain``.
    """

    def make(name, *names, tags=(), domain=None, dtype="int16", colors=None):
        values = np.zeros((len(names), 4, 4), dtype)
        path = make_raster(values, name, colorinterp=colors)
        with rasterio.open(path, "r+") as dataset:
            for k, text in enumerate(names, 1):
                if text:
                    dataset.set_band_description(k, text)
            for k, found in enumerate(tags, 1):
                dataset.update_tags(k, **({"ns": domain} if domain else {}), **found)
        source = FileRasterSource(path)
        source.close()
        return source.info

    return make


def test_names_however_they_are_spelled(info):
    first = info("a.tif", "blue", "green", "red", "nir")
    others = [
        info("b.tif", "Red", "Green", "Blue", "NIR"),
        info("c.tif", "ndvi", "Near Infrared", "Band 4 (Red)", "GREEN", "blue"),
    ]
    assert match_bands([first, *others]) == ["", "3,2,1,4", "5,4,3,2"]
    assert match_bands([first, *others], "3,4") == ["3,4", "1,4", "3,2"]
    assert match_bands([first, *others], "nir, red") == ["4,3", "4,1", "2,3"]
    assert match_bands([others[1], first], "4,3,5") == ["4,3,5", "2,3,1"]


def test_random_orders_and_surplus_bands(info):
    words = ["blue", "green", "red", "nir", "swir1", "swir2", "elevation"]
    rng = random.Random(1)
    infos = []
    for k in range(6):
        own = [*words, f"extra {k}"] if k else list(words)
        rng.shuffle(own)
        infos.append(info(f"{k}.tif", *own))
    lists = match_bands(infos)
    for scene, text in zip(infos, lists):
        numbers = [int(n) for n in text.split(",")] if text else list(scene.bands)
        assert [scene.descriptions[n - 1] for n in numbers] == list(infos[0].descriptions)


def test_dates_in_names_say_nothing(info):
    first = info("a.tif", "B2_20200101", "B3_20200101")
    assert match_bands([first, info("b.tif", "B3_20210505", "B2_20210505")]) == ["", "2,1"]


@pytest.mark.parametrize(
    ("domain", "write"),
    [
        ("IMAGERY", lambda um: {"CENTRAL_WAVELENGTH_UM": f"{um:.3f}"}),
        (None, lambda um: {"wavelength": f"{1000 * um:.1f}", "wavelength_units": "Nanometers"}),
        (None, lambda um: {"WAVELENGTH": f"{1000 * um:.0f}", "WAVELENGTH_UNIT": "nm"}),
        (None, lambda um: {"wavelength": f"{um}", "wavelength_units": "Micrometers"}),
        (None, lambda um: {"wavelength": f"{1000 * um:.1f}"}),
        (None, lambda um: {"center_wavelength": f"{um} um"}),
    ],
)
def test_centre_wavelengths_of_all_forms(info, domain, write):
    um = [0.655, 0.561, 0.482, 0.865]
    scene = info("a.tif", *[None] * 4, tags=[write(v) for v in um], domain=domain)
    assert read_wavelengths(scene) == pytest.approx(um, abs=6e-4)


def test_wavelengths_in_the_names_of_bands(info):
    scene = info("a.tif", "485.0 Nanometers", "Green (0.56 um)", "nothing", "(840 nm)")
    assert read_wavelengths(scene) == [0.485, 0.56, None, 0.84]


def test_bands_by_centre_wavelengths(info):
    def scene(name, *um):
        return info(
            name, *[None] * len(um), tags=[{"CENTRAL_WAVELENGTH_UM": str(v)} for v in um],
            domain="IMAGERY",
        )  # fmt: skip

    first = scene("oli.tif", 0.482, 0.561, 0.655, 0.865)
    other = scene("msi.tif", 0.443, 0.492, 0.560, 0.665, 0.704, 0.741, 0.783, 0.833, 0.865)
    assert match_bands([first, other]) == ["", "2,3,4,9"]
    assert match_bands([first, other], "4,1") == ["4,1", "9,2"]
    # Nothing is near the second infrared.
    with pytest.raises(RasterError, match="cannot be matched by name, wavelength or number"):
        match_bands([scene("tm.tif", 0.66, 1.65), scene("rgb.tif", 0.66, 0.56)])


def test_wavelengths_that_contradict_names_count(info):
    def tagged(name, um):
        return info(
            name, "B4", "B3", tags=[{"wavelength": str(v)} for v in um]
        )  # fmt: skip

    first, same, moved = (
        tagged("a.tif", (655, 561)),
        tagged("b.tif", (665, 560)),
        tagged("c.tif", (835, 660)),
    )
    assert match_bands([first, same]) == ["", ""]
    assert match_bands([first, moved], "1") == ["1", "2"]
    with pytest.raises(RasterError, match="cannot be matched"):
        match_bands([first, moved])


def test_numbers_of_other_sensors_mean_other_bands(info):
    names = [f"SR_B{k}" for k in range(1, 8)]
    oli = info("LC08_L2SP_224078_20200518_20200820_02_T1.tif", *names)
    etm = info("LE07_L2SP_224078_20030518_20200820_02_T1.tif", *names[:5], "SR_B7")
    msi = info("S2A_MSIL2A_20210404T105321_N0300_R051_T33UVR_20210404T170958.tif",
               "B02", "B03", "B04", "B08", "B8A", "B11", "B12")  # fmt: skip
    # Blue, green, red, near and both short-wave infrareds.
    assert match_bands([oli, etm, msi], "2,3,4,5,6,7") == [
        "2,3,4,5,6,7", "1,2,3,4,5,6", "1,2,3,5,6,7",
    ]  # fmt: skip
    assert match_bands([etm, oli]) == ["", "2,3,4,5,6,7"]
    colors = info("colours.tif", "red", "nir", "blue", "green")
    assert match_bands([colors, oli, etm, msi]) == ["", "4,5,2,3", "3,4,1,2", "3,5,1,2"]


def test_colours_that_bands_are_tagged_with(info):
    rgb = info("a.tif", None, None, None, dtype="uint8", colors=("red", "green", "blue"))
    bgr = info("b.tif", None, None, None, dtype="uint8", colors=("blue", "green", "red"))
    named = info("c.tif", "Blue", "Green", "Red")
    assert match_bands([rgb, bgr, named]) == ["", "3,2,1", "3,2,1"]


def test_order_where_nothing_is_named(info):
    infos = [info("a.tif", None, None, None), info("b.tif", None, None, None)]
    named = info("c.tif", "nir", "red", "green")
    assert match_bands(infos, "3,1") == ["3,1", "3,1"]
    assert match_bands([*infos, named]) == ["", "", ""]
    assert match_bands([named, *infos], "red") == ["2", "2", "2"]
    with pytest.raises(RasterError, match="a.tif has the bands band 1, band 2.* b.tif band 1"):
        match_bands([infos[0], info("b.tif", None, None)])


def test_bands_without_names_among_named_ones_keep_their_places(info):
    first = info("a.tif", "red", "nir", None)
    assert match_bands([first, info("b.tif", "nir", "red", None)]) == ["", "2,1,3"]
    with pytest.raises(RasterError, match="cannot be matched"):
        match_bands([first, info("c.tif", "nir", None, "red")])


def test_alpha_is_data_where_it_is_asked_for(info):
    colors = ("red", "green", "blue", "alpha")
    rgba = info("a.tif", *[None] * 4, dtype="uint8", colors=colors)
    other = info("b.tif", "blue", "green", "red", None, dtype="uint8",
                 colors=("blue", "green", "red", "alpha"))  # fmt: skip
    assert match_bands([rgba, other]) == ["", "3,2,1"]
    assert match_bands([rgba, other], "1,4") == ["1,4", "3,4"]
    with pytest.raises(RasterError, match="cannot be matched"):
        match_bands([rgba, info("c.tif", "red", "green", "blue")], "1,4")


@pytest.mark.parametrize(
    ("names", "wanted", "said"),
    [
        (("blue", "red"), "", "a.tif has the bands red, nir, b.tif blue, red, which cannot"),
        (("red", "nir"), "3", "BANDS asks for band 3, but a.tif has 2 bands"),
        (("red", "nir"), "0", "BANDS asks for band 0"),
        (("red", "nir"), "swir1", "BANDS asks for swir1, which a.tif lacks; it has red, nir"),
        (("red", "nir"), "1,,2", "write band numbers separated by commas"),
    ],
)
def test_what_cannot_be_matched_is_a_sentence(info, names, wanted, said):
    with pytest.raises(RasterError, match=said):
        match_bands([info("a.tif", "red", "nir"), info("b.tif", *names)], wanted)


def test_of_no_and_of_one_scene(info):
    assert match_bands([]) == []
    assert match_bands([info("a.tif", "red", "nir")], "2") == ["2"]


def test_nearest_bands_are_those_of_brute_force():
    rng = np.random.default_rng(5)
    for _ in range(300):
        first = sorted(rng.uniform(0.4, 1.0, rng.integers(1, 7)).tolist())
        others = rng.uniform(0.4, 1.0, rng.integers(1, 9)).tolist()
        found = nearest_bands(first, others, first)
        expected = []
        for value in first:
            gaps = [abs(other - value) for other in others]
            k = int(np.argmin(gaps))
            back = [abs(others[k] - v) for v in first]
            good = gaps[k] <= 0.04 * max(value, others[k]) and min(back) == gaps[k]
            expected.append(k if good else None)
        assert found == (None if None in expected else expected)
        assert found is None or len(set(found)) == len(found)


def test_all_orders_of_four(info):
    words = ("b2", "b3", "b4", "b8a")
    first = info("first.tif", "B2", "B3", "B4", "B8A")
    for k, order in enumerate(itertools.permutations(range(4))):
        other = info(f"{k}.tif", *(words[place] for place in order))
        (_, text) = match_bands([first, other])
        numbers = [int(n) for n in text.split(",")] if text else [1, 2, 3, 4]
        assert [words[order[n - 1]] for n in numbers] == list(words)


def test_files_of_a_band_each_are_named_after_it(info):
    names = ("LT52240631988227CUB02_B1", "LT52240631988227CUB02_B2", "l8_B1", "plain_20200101")
    one, two, other, plain = (info(f"{name}.tif", None) for name in names)
    assert match_bands([one, other, plain]) == ["", "", ""]
    with pytest.raises(RasterError, match="has the bands LT5.*_B1, .* LT5.*_B2, which cannot"):
        match_bands([one, two])


def test_scenes_may_name_their_own_bands(info):
    first = info("a.tif", None, None, None)
    other = info("b.tif", "band 1 reflectance", "nir", "swir", "Band 4")
    assert match_bands([first, other, first], "", ["", "3,1,2", ""]) == ["", "3,1,2", ""]
    assert match_bands([first, other, first], "3,1", ["", "NIR;swir", ""]) == ["3,1", "2,3", "3,1"]
    assert match_bands([first, other], "3,1", ["2", "4"]) == ["2", "4"]
    with pytest.raises(RasterError, match="a.tif is read with 3 bands, and SCENE_TABLE names 2 of"):
        match_bands([first, other], "", ["", "3,1"])
    with pytest.raises(RasterError, match="a.tif is read with 1 band, and SCENE_TABLE names 2 of"):
        match_bands([first, other], "1", ["", "3,1"])
    with pytest.raises(RasterError, match="BANDS asks for band 5, but b.tif has 4"):
        match_bands([first, other], "", ["", "3,1,5"])


def test_a_number_in_place_of_a_name_is_none(info):
    first = info("a.tif", "band 1 reflectance", "band 2 reflectance", None)
    other = info("b.tif", "band 2 reflectance", "band 1 reflectance", "Band 3")
    assert match_bands([first, other]) == ["", "2,1,3"]
