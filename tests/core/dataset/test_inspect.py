"""What a folder is before a dataset goes there, and what people type for one."""

import json
import os
from pathlib import Path

import pytest

from tilewright.core.dataset.folder import OutputFolder
from tilewright.core.dataset.inspect import (
    DATASET,
    FREE,
    IS_FILE,
    LOCKED,
    OTHER_FILES,
    UNFINISHED_DATASET,
    FolderState,
    inspect_folder,
)
from tilewright.core.files.paths import clean_path


def test_missing_and_empty_folders_are_free(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "Thumbs.db").write_text("")
    for name in ("empty", "new", "new/deep/er"):
        folder = str(tmp_path / name)
        assert inspect_folder(folder) == FolderState(FREE, folder)
    assert not (tmp_path / "new").exists()


def test_files_are_named_where_they_stand_in_the_way(tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    assert inspect_folder(str(file)) == FolderState(IS_FILE, str(file))
    assert inspect_folder(str(file / "a" / "b")) == FolderState(IS_FILE, str(file))


def test_a_dataset_tells_its_tiles(tmp_path):
    (tmp_path / "dataset.json").write_text(json.dumps({"tile_count": 303}))
    assert inspect_folder(str(tmp_path)) == FolderState(DATASET, str(tmp_path), 303)
    (tmp_path / "dataset.json").write_text(json.dumps({"tile_count": 3, "scenes": [{"name": "a"}]}))
    assert inspect_folder(str(tmp_path)) == FolderState(DATASET, str(tmp_path), 3, True)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"tile_count": "many"}', "\udcff"])
def test_a_dataset_that_tells_nothing_is_one_all_the_same(tmp_path, text):
    (tmp_path / "dataset.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert inspect_folder(str(tmp_path)) == FolderState(DATASET, str(tmp_path), None)


def test_an_export_that_ended_early_is_unfinished(tmp_path):
    folder = tmp_path / "dataset"
    output = OutputFolder(str(folder))
    output.start("print", ["images/a.png"])
    (folder / "images").mkdir()
    (folder / "images" / "a.png").write_text("tile")
    output.abandon()
    assert inspect_folder(str(folder)) == FolderState(UNFINISHED_DATASET, str(folder))


def test_a_finished_export_is_no_longer_unfinished(tmp_path):
    folder = tmp_path / "dataset"
    output = OutputFolder(str(folder))
    output.start("print", [])
    (folder / "dataset.json").write_text('{"tile_count": 1}')
    output.finish()
    assert inspect_folder(str(folder)).kind == DATASET


def test_other_peoples_files_are_seen(tmp_path):
    (tmp_path / "thesis.tex").write_text("years")
    assert inspect_folder(str(tmp_path)).kind == OTHER_FILES


def test_folders_that_cannot_be_written_to_are_locked(tmp_path, monkeypatch):
    # Root may write everywhere, so the system's answer is replaced.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    assert inspect_folder(str(tmp_path / "new")) == FolderState(LOCKED, str(tmp_path))


def test_folders_that_cannot_be_read_are_locked(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert inspect_folder(str(tmp_path)).kind == LOCKED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("''", ""),
        ("/a/b", "/a/b"),
        (" /a/b/ ", "/a/b"),
        ('"/a b/c"', "/a b/c"),
        ("'/a/b'", "/a/b"),
        ("'/it", "/base/'/it"),
        ("set", "/base/set"),
        ("../set", "/set"),
        ("~/set", "/home/me/set"),
        ("file:///a%20b/c", "/a b/c"),
        ("FILE://host/a?x#y", "/a"),
        ("file://[x/a%23", "/a#"),
        ("/Vårbyg/ é", "/Vårbyg/ é"),
    ],
)
def test_paths_are_cleaned(text, expected, monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    assert clean_path(text, "/base") == expected
