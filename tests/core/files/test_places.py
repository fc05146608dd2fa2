"""Places where outputs cannot be."""

import os
import sys
from pathlib import Path

import pytest

from tilewright.core.errors import ParameterError
from tilewright.core.files.paths import path_key
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
        assert f": {thesis} is not a folder" in text


@pytest.fixture
def windows(monkeypatch):
    """The system is Windows, without long paths."""
    from tilewright.core.files import paths, places

    for module in (paths, places):
        monkeypatch.setattr(module, "on_windows", lambda: True)
    monkeypatch.setattr(paths, "_takes_long_paths", lambda: False)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("con.tif", "con.tif"),
        ("NUL", "NUL"),
        ("com1 .gpkg", "com1 .gpkg"),
        ("aux/out.tif", "aux"),
        ("LPT\u00b9.csv", "LPT\u00b9.csv"),
        ("ends./out.tif", "ends."),
        ("ends /out.tif", "ends "),
        ("what?.tif", "what?.tif"),
        ("a:b.tif", "a:b.tif"),
        ('a"b.tif', 'a"b.tif'),
        ("a|b.tif", "a|b.tif"),
        ("a<b>.tif", "a<b>.tif"),
        ("a*.tif", "a*.tif"),
        ("tab\t.tif", "tab\t.tif"),
    ],
)
def test_names_that_windows_does_not_take(tmp_path, windows, name, part):
    for path in (f"{tmp_path}/{name}", f"C:\\data\\{name}", f"\\\\server\\share\\{name}"):
        assert _refusal(path).endswith(f"called {part}; choose another name.")
    assert list(tmp_path.iterdir()) == []


def test_names_that_windows_takes(tmp_path, windows, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "../out.tif",
        "./out.tif",
        "..",
        "console.tif",
        "a.con",
        "\u00f1 (1)+~.tif",
        ".hidden",
    ):
        check_place("OUTPUT", name, is_folder=name == "..")
    for name in (r"C:\data\out.tif", r"\\server\share$\out.tif"):
        check_place("OUTPUT", name)


def test_paths_too_long_for_windows(tmp_path, windows, monkeypatch):
    from tilewright.core.errors import ExportError
    from tilewright.core.files import paths
    from tilewright.core.files.places import check_lengths

    folder = tmp_path / ("x" * (250 - len(str(tmp_path))))
    assert "is too long for Windows; choose one that is shorter by " in _refusal(folder / "a.tif")
    with pytest.raises(ExportError) as caught:
        check_lengths(folder, ["a.png", "train/urban/urban_r00001_c00002.png"])
    assert "shorter by 67 or more letters" in str(caught.value)
    check_lengths(tmp_path, ["a.png"])
    monkeypatch.setattr(paths, "_takes_long_paths", lambda: True)
    check_lengths(folder, ["a.png"])
    check_place("OUTPUT", str(folder / "a.tif"))


@pytest.mark.parametrize(
    ("system", "first", "second", "same"),
    [
        ("linux", "a/B.tif", "a/b.tif", False),
        ("linux", "a/../b.tif", "b.tif", True),
        ("darwin", "a/B.tif", "A/b.tif", True),
        ("darwin", "caf\u00e9.tif", "CAFE\u0301.tif", True),
        ("darwin", "a.tif", "b.tif", False),
    ],
)
def test_paths_of_one_file_have_one_key(monkeypatch, system, first, second, same):
    monkeypatch.setattr(sys, "platform", system)
    assert (path_key(first) == path_key(second)) is same
