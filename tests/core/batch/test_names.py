"""Names that patterns ask for, and the images that files are the bands of."""

import fnmatch
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.batch.bands import group_bands
from tilewright.core.batch.names import NameFilter
from tilewright.core.errors import ParameterError
from tilewright.core.imagery.scenes import natural_key

NAMES = st.text("ab_1", min_size=1, max_size=6)
PATTERNS = st.text("ab_1*?", min_size=1, max_size=5)


@given(PATTERNS, NAMES)
def test_stars_stand_for_what_those_of_shells_do(pattern, name):
    expected = fnmatch.fnmatchcase(name, pattern) or fnmatch.fnmatchcase(f"{name}.tif", pattern)
    assert NameFilter(pattern).keeps(f"x/y/{name}.tif") == expected


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ("red,nir", "a/nir.tif", (1, "")),
        ("red,nir", "a/NIR.TIF", (1, "")),
        ("red,nir", "a/nir2.tif", None),
        ("*_red.tif", "a/img 01_red.tif", (0, "img 01")),
        ("*_B?4*", "S2_x_B04_10m.jp2", (0, "S2_x_10m")),
        ("2019/*", "b/2019/red.tif", (0, "red")),
        ("2019/*", "2018/red.tif", None),
        ("", "any/thing.tif", (0, "")),
        ("a+b", "a+b.tif", (0, "")),
        ("a+b", "aab.tif", None),
    ],
)
def test_patterns(text, path, found):
    match = NameFilter(text).find(path)
    assert (match and (match.number, match.rest)) == found


def test_nothing_between_commas_is_no_name():
    with pytest.raises(ParameterError) as caught:
        NameFilter("red,,nir")
    assert str(caught.value) == (
        "FILTER is 'red,,nir', where nothing stands between two commas; write names such as "
        "red,nir."
    )


def group(paths, text=""):
    images = group_bands([f"/d/{p}" for p in paths], "/d", NameFilter(text), natural_key)
    return {i.name: [PurePosixPath(p).stem for p in i.paths] for i in images}, {
        i.name: str(i.problem) for i in images if i.problem
    }


def test_a_folder_is_an_image_and_patterns_are_the_order_of_bands():
    paths = [f"{image}/{band}.tif" for image in ("i10", "i2") for band in ("alpha", "nir", "red")]
    found, problems = group(paths, "red,nir")
    assert list(found.items()) == [("i2", ["red", "nir"]), ("i10", ["red", "nir"])]
    assert not problems
    assert list(group(paths)[0].values()) == [["alpha", "nir", "red"]] * 2


def test_files_of_the_folder_itself_are_called_like_it():
    assert group(["b2.tif", "b10.tif"]) == ({"d": ["b2", "b10"]}, {})


def test_a_star_of_several_patterns_is_the_image():
    paths = [f"x/{image}_{band}.tif" for image in "ab" for band in ("nir", "red")]
    found, problems = group(paths, "*_red,*_nir")
    assert found == {"x/a": ["a_red", "a_nir"], "x/b": ["b_red", "b_nir"]}
    assert not problems
    # The kind of files alone names nothing.
    assert list(group(paths, "*.tif")[0]) == ["x"]
    # In a folder with one image there is nothing to tell apart.
    assert list(group([p for p in paths if "a_" in p], "*_red,*_nir")[0]) == ["x"]


@pytest.mark.parametrize("text", ["red,nir", ""])
def test_an_image_without_a_band_is_told(text):
    paths = [f"{image}/{band}.tif" for image in "abc" for band in ("nir", "red")]
    found, problems = group(paths[:-1], text)
    assert found["c"] == ["nir"]
    assert problems == {
        "c": "It lacks red; add that, or name the files to take with FILTER.",
    }
