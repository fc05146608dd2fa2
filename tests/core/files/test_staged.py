"""Files that are written in hidden folders and moved at the end."""

import os

import pytest

from tilewright.core.files.staged import StagedFiles


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def _stage(path, text="new"):
    staged = StagedFiles()
    staged.stage(path).write_text(text)
    return staged


def test_a_file_and_what_is_beside_it_get_to_their_places(tmp_path):
    path = tmp_path / "new" / "layer.shp"
    staged = StagedFiles()
    part = staged.stage(path)
    assert part.name == path.name
    part.write_text("shapes")
    part.with_suffix(".dbf").write_text("rows")
    assert not path.exists()
    staged.commit()
    staged.discard()
    assert _names(path.parent) == ["layer.dbf", "layer.shp"]


def test_without_commit_nothing_is_left_nor_folders_made_for_it(tmp_path):
    (tmp_path / "layer.gpkg").write_text("earlier")
    for path in (tmp_path / "layer.gpkg", tmp_path / "new" / "newer" / "layer.gpkg"):
        _stage(path).discard()
    assert _names(tmp_path) == ["layer.gpkg"]
    assert (tmp_path / "layer.gpkg").read_text() == "earlier"


def test_what_a_killed_run_left_is_removed_and_what_a_living_one_writes_stays(tmp_path):
    path = tmp_path / "layer.gpkg"
    pid = os.fork()
    if pid == 0:
        _stage(path)
        os._exit(0)
    os.waitpid(pid, 0)
    dead = _names(tmp_path)
    assert len(dead) == 1
    other = tmp_path / ".other_gpkg.12345678.part"
    other.mkdir()
    living = _stage(path, "living")
    assert not set(dead) & set(_names(tmp_path))
    later = _stage(path, "later")
    later.commit()
    later.discard()
    living.commit()
    living.discard()
    assert path.read_text() == "living"
    assert _names(tmp_path) == [other.name, path.name]


def test_where_folders_cannot_be_made_the_error_names_the_place(tmp_path):
    (tmp_path / "thesis").write_text("a thesis")
    path = tmp_path / "thesis" / "layer.gpkg"
    staged = StagedFiles()
    with pytest.raises(OSError) as caught:
        staged.stage(path)
    assert caught.value.filename == str(path)
    staged.discard()
    assert _names(tmp_path) == ["thesis"]


def test_earlier_files_come_back_when_a_later_one_cannot_be_moved(tmp_path):
    first, second = tmp_path / "a.gpkg", tmp_path / "b.gpkg"
    first.write_text("earlier")
    staged = _stage(first)
    staged.stage(second).write_text("new")
    # A folder cannot give way to a file.
    second.mkdir()
    with pytest.raises(OSError):
        staged.commit()
    staged.discard()
    assert first.read_text() == "earlier"
    assert _names(tmp_path) == ["a.gpkg", "b.gpkg"]
