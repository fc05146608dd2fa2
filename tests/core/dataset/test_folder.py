"""The dataset's folder: whole files, and never over the user's own."""

from __future__ import annotations

import errno
import io
import re
from pathlib import Path

import pytest

from tilewright.core.dataset.folder import UNFINISHED, OutputFolder
from tilewright.core.errors import ExportError
from tilewright.core.files import whole as whole_module
from tilewright.core.files.whole import write_whole


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


# What is replaced must look like an image.
BEGIN = b"\x89PNG\r\n\x1a\n"


def files_of(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes().replace(BEGIN, b"").decode()
        for p in Path(folder).rglob("*")
        if p.is_file()
    }


def write_dataset(folder, tiles, fingerprint="one", finish=True, **options):
    """Write a dataset of {file: text} as an export does."""
    output = OutputFolder(str(folder), **options)
    output.start(fingerprint, list(tiles))
    for name, text in tiles.items():
        (output.path / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(output.path / name, BEGIN + text.encode())
    if finish:
        rows = "".join(f"{name}\n" for name in tiles)
        write_whole(output.path / "tiles.csv", f"file\n{rows}".encode())
        write_whole(output.path / "dataset.json", f'{{"fingerprint": "{fingerprint}"}}'.encode())
        output.finish()
    return output


OLD = {"a/a_1.png": "old 1", "a/a_2.png": "old 2", "b/b_3.png": "old 3"}
NEW = {"a/a_1.png": "new 1", "c/c_9.png": "new 9"}
RECORDS = {"tiles.csv", "dataset.json"}


def test_new_folder_is_made_with_its_parents(tmp_path):
    folder = tmp_path / "x" / "y"
    write_dataset(folder, OLD)
    assert set(files_of(folder)) == set(OLD) | RECORDS


def test_empty_folder_and_what_systems_leave_there_is_welcome(out):
    out.mkdir()
    (out / "Thumbs.db").write_text("")
    (out / ".DS_Store").write_text("")
    write_dataset(out, OLD)
    assert set(files_of(out)) == set(OLD) | RECORDS | {"Thumbs.db", ".DS_Store"}


def test_folder_that_holds_something_is_refused(out):
    out.mkdir()
    (out / "photo.jpg").write_text("mine")
    with pytest.raises(ExportError, match="is not empty; choose another one, or set OVERWRITE"):
        OutputFolder(str(out))
    for option in ("resume", "overwrite"):
        with pytest.raises(ExportError, match="holds files but no dataset of Tilewright"):
            OutputFolder(str(out), **{option: True})
    assert files_of(out) == {"photo.jpg": "mine"}


def test_finished_dataset_is_refused_without_a_word_for_it(out):
    write_dataset(out, OLD)
    with pytest.raises(ExportError, match="is not empty"):
        OutputFolder(str(out))


def test_file_in_place_of_the_folder_is_refused(out):
    out.write_text("mine")
    with pytest.raises(ExportError, match=re.escape(f"OUTPUT {out} is a file; name a folder.")):
        OutputFolder(str(out))


def test_resume_and_overwrite_exclude_each_other(out):
    with pytest.raises(ExportError, match="RESUME and OVERWRITE exclude each other"):
        OutputFolder(str(out), resume=True, overwrite=True)


def test_resume_needs_the_same_inputs(out):
    write_dataset(out, OLD, "one", finish=False)
    with pytest.raises(ExportError, match="was begun with other inputs or parameters"):
        OutputFolder(str(out), resume=True).start("two", [])
    output = OutputFolder(str(out), resume=True)
    output.start("one", list(OLD))
    assert output.has("a/a_1.png") and not output.has("a/a_7.png")


def test_resume_of_a_finished_dataset_knows_its_inputs(out):
    write_dataset(out, OLD, "one")
    with pytest.raises(ExportError, match="was begun with other inputs"):
        OutputFolder(str(out), resume=True).start("two", [])
    write_dataset(out, OLD, "one", resume=True)
    assert set(files_of(out)) == set(OLD) | RECORDS


def test_new_export_takes_no_file_for_written(out):
    write_dataset(out, OLD)
    assert not OutputFolder(str(out), overwrite=True).has("a/a_1.png")


def test_overwrite_replaces_the_earlier_dataset_and_leaves_other_files(out):
    write_dataset(out, OLD)
    (out / "notes.txt").write_text("mine")
    (out / "a" / "mine.png").write_text("mine")
    write_dataset(out, NEW, "two", overwrite=True)
    found = files_of(out)
    assert {k: v for k, v in found.items() if k not in RECORDS} == {
        **NEW,
        "notes.txt": "mine",
        "a/mine.png": "mine",
    }
    assert '"two"' in found["dataset.json"]
    assert not (out / "b").exists()
    assert [p.name for p in out.parent.iterdir()] == ["out"]


def test_overwrite_of_an_unfinished_dataset_removes_its_tiles_alone(out):
    write_dataset(out, OLD, finish=False)
    (out / "photos").mkdir()
    (out / "photos" / "holiday.jpg").write_text("mine")
    (out / "a" / "mine.png").write_text("mine")
    write_dataset(out, NEW, "two", overwrite=True)
    found = files_of(out)
    assert {k: v for k, v in found.items() if k not in RECORDS} == {
        **NEW,
        "photos/holiday.jpg": "mine",
        "a/mine.png": "mine",
    }


def test_overwrite_of_a_resumed_dataset_that_did_not_finish(out):
    write_dataset(out, OLD)
    write_dataset(out, OLD, finish=False, resume=True)
    write_dataset(out, NEW, "two", overwrite=True)
    assert set(files_of(out)) == set(NEW) | RECORDS


def test_overwrite_stops_before_a_file_that_is_not_its_own(out):
    write_dataset(out, OLD)
    (out / "c").mkdir()
    (out / "c" / "c_9.png").write_text("mine")
    before = files_of(out)
    with pytest.raises(ExportError, match="c_9.png is not of the earlier dataset and would be"):
        write_dataset(out, NEW, "two", overwrite=True)
    assert files_of(out) == before


def test_earlier_dataset_is_whole_until_the_new_one_is(out):
    write_dataset(out, OLD)
    before = files_of(out)
    output = write_dataset(out, NEW, "two", finish=False, overwrite=True)
    assert files_of(out) == before
    output.abandon()
    assert files_of(out) == before
    assert [p.name for p in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["../victim.txt", "a/../../victim.txt", "{absolute}", "", "."])
def test_manifest_that_names_files_elsewhere_is_refused(out, name):
    victim = out.parent / "victim.txt"
    victim.write_text("mine")
    write_dataset(out, OLD)
    name = name.format(absolute=victim)
    (out / "tiles.csv").write_text(f'file,label\na/a_1.png,a\n"{name}",a\n')
    before = files_of(out)
    with pytest.raises(ExportError, match="names a file outside the dataset"):
        write_dataset(out, NEW, "two", overwrite=True)
    assert files_of(out) == before and victim.read_text() == "mine"


def test_dataset_without_its_manifest_loses_no_file(out):
    write_dataset(out, OLD)
    (out / "tiles.csv").unlink()
    with pytest.raises(ExportError, match="a_1.png is not of the earlier dataset"):
        write_dataset(out, NEW, "two", overwrite=True)
    assert set(files_of(out)) == {*OLD, "dataset.json"}


def test_manifest_without_files_is_refused(out):
    write_dataset(out, OLD)
    (out / "tiles.csv").write_text("id,label\n1,a\n")
    before = files_of(out)
    with pytest.raises(ExportError, match="tiles.csv"):
        write_dataset(out, NEW, "two", overwrite=True)
    assert files_of(out) == before


def test_abandoned_export_keeps_whole_tiles_and_can_be_resumed(out):
    write_dataset(out, OLD, finish=False).abandon()
    assert set(files_of(out)) == {*OLD, UNFINISHED}
    write_dataset(out, OLD, resume=True)
    assert set(files_of(out)) == set(OLD) | RECORDS


@pytest.mark.parametrize("existed", [False, True])
def test_abandoned_export_without_tiles_leaves_the_folder_as_it_was(out, existed):
    if existed:
        out.mkdir()
    output = OutputFolder(str(out))
    output.start("one", ["a/a_1.png"])
    (out / "a").mkdir()
    output.abandon()
    assert out.exists() == existed
    if existed:
        assert list(out.iterdir()) == []


def test_folder_may_be_the_current_one(out, monkeypatch):
    write_dataset(out, OLD)
    monkeypatch.chdir(out)
    write_dataset(".", NEW, "two", overwrite=True)
    assert set(files_of(out)) == set(NEW) | RECORDS


def test_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "tile.png"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(whole_module.os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, b"third")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"tile.png": b"second"}


def test_a_full_disk_names_the_note_that_it_did_not_take(out, monkeypatch):
    class FullFile(io.StringIO):
        def write(self, text):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", lambda *args, **options: FullFile())
    with pytest.raises(OSError) as caught:
        OutputFolder(str(out)).start("one", [])
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.filename == str(out / UNFINISHED)
