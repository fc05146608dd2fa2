"""Places where outputs cannot be."""

import os
from pathlib import Path

import pytest

from tilewright.core.errors import ParameterError
from tilewright.core.files.places import LONGEST_NAME, check_place


def _refusal(path, **kind):
    with pytest.raises(ParameterError) as caught:
        check_place("OUTPUT", str(path), **kind)
    text = str(caught.value)
    assert len(text) < 450
    return text


def test_places_that_are_free_or_hold_such_a_file(tmp_path):
    (tmp_path / "there.tif").write_text("earlier")
    (tmp_path / "linked").symlink_to(tmp_path)
    for name in (
        "there.tif",
        "new.tif",
        "new/newer/é ñ.tif",
        "a|b.tif",
        "linked/new.tif",
        "~x.tif",
    ):
        check_place("OUTPUT", str(tmp_path / name))
    check_place("OUTPUT", "new.tif")
    check_place("OUTPUT", str(tmp_path), is_folder=True)
    check_place("OUTPUT", str(tmp_path / "linked"), is_folder=True)
    check_place("OUTPUT", str(tmp_path / ("x" * LONGEST_NAME)))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["linked", "there.tif"]


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("file:///tmp/a b.tif", "write it as a path, /tmp/a b.tif."),
        ("http://example.org/a.tif", "an address"),
        ("s3://bucket/a.tif", "an address"),
        ("/vsimem/a.tif", "a place of GDAL's own"),
        ("~/a.tif", "write the folder that ~ stands for, as in /"),
        ("x" * 300 + ".tif", "A name in OUTPUT has 304 bytes, and 230 is the most: xxx"),
        ("é" * 120 + ".tif", "has 244 bytes"),
        ("/".join(["x" * 100] * 60), "nothing can be written: File name too long"),
        ("/proc/a.tif", "nothing can be written"),
    ],
)
def test_places_that_are_none(place, says):
    assert says in _refusal(place)


def test_links_are_not_replaced(tmp_path):
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("a thesis")
    link = tmp_path / "a.tif"
    link.symlink_to(thesis)
    text = f"OUTPUT is {link}, a symbolic link to {thesis}; name that itself, or another place."
    assert _refusal(link) == text
    check_place("OUTPUT", str(link), may_be_link=True)
    lost = tmp_path / "lost"
    lost.symlink_to(tmp_path / "nowhere")
    assert "a symbolic link" in _refusal(lost, is_folder=True)


def test_devices_and_pipes_are_not_replaced(tmp_path):
    assert "a device or a pipe" in _refusal(os.devnull)
    assert Path(os.devnull).is_char_device()
    pipe = tmp_path / "a.tif"
    os.mkfifo(pipe)
    assert "a device or a pipe" in _refusal(pipe)


def test_files_are_no_folders_and_folders_no_files(tmp_path):
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("a thesis")
    assert _refusal(thesis, is_folder=True) == f"OUTPUT {thesis} is a file; name a folder."
    assert _refusal(tmp_path) == f"OUTPUT {tmp_path} is a folder; name a file."
    for is_folder in (False, True):
        text = _refusal(thesis / "new" / "a.tif", is_folder=is_folder)
        assert f": {thesis} is no folder" in text
