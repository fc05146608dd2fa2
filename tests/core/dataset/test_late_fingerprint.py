"""An export begins to write before it knows what it is of."""

from __future__ import annotations

import json
from concurrent.futures import Future
from threading import Timer

import pytest

from tilewright.core.dataset.folder import UNFINISHED, OutputFolder
from tilewright.core.errors import ExportError
from tilewright.core.files.whole import write_whole

BEGIN = b"\x89PNG\r\n\x1a\n"


def begin(folder, late, files=("a/a_1.png", "a/a_2.png")):
    """A run that has written its first file."""
    output = OutputFolder(str(folder))
    output.start(late, files)
    (folder / "a").mkdir(exist_ok=True)
    write_whole(folder / files[0], BEGIN + b"first")
    return output


def noted(folder):
    return json.loads((folder / UNFINISHED).read_text())["fingerprint"]


def resume(folder, fingerprint="one", files=("a/a_1.png", "a/a_2.png")):
    output = OutputFolder(str(folder), resume=True)
    output.start(fingerprint, files)
    return output


def test_what_is_known_at_once_is_noted_at_once(tmp_path):
    known = Future()
    known.set_result("one")
    begin(tmp_path, known).keep()
    assert noted(tmp_path) == "one"


def test_it_is_noted_as_soon_as_it_is_known(tmp_path):
    late = Future()
    output = begin(tmp_path, late)
    output.keep()
    assert noted(tmp_path) is None
    late.set_result("one")
    output.keep()
    assert noted(tmp_path) == "one"
    assert resume(tmp_path).has("a/a_1.png")


def test_a_run_that_was_killed_before_is_begun_anew(tmp_path):
    begin(tmp_path, Future())
    (tmp_path / "mine.txt").write_text("mine")
    output = resume(tmp_path, "other", ("b/b_1.png",))
    assert noted(tmp_path) == "other"
    assert not output.has("a/a_1.png")
    assert sorted(p.name for p in tmp_path.iterdir()) == [UNFINISHED, "mine.txt"]


def test_a_run_that_was_killed_before_and_names_others_files_is_left_alone(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    begin(folder, Future())
    (tmp_path / "photo.png").write_bytes(BEGIN)
    note = {"fingerprint": None, "files": ["../photo.png"]}
    (folder / UNFINISHED).write_text(json.dumps(note))
    with pytest.raises(ExportError, match="photo"):
        resume(folder)
    assert (tmp_path / "photo.png").read_bytes() == BEGIN
    assert (folder / "a" / "a_1.png").is_file()


def test_a_run_that_is_cancelled_waits_for_it_to_be_resumed(tmp_path):
    late = Future()
    output = begin(tmp_path, late)
    soon = Timer(0.05, late.set_result, ["one"])
    soon.start()
    output.abandon()
    soon.join()
    assert noted(tmp_path) == "one"
    assert resume(tmp_path).has("a/a_1.png")


def test_a_run_whose_input_cannot_be_read_ends_with_that(tmp_path):
    late = Future()
    output = begin(tmp_path, late)
    late.set_exception(OSError("no such raster"))
    with pytest.raises(OSError, match="no such raster"):
        output.keep()
    output.abandon()
    assert noted(tmp_path) is None
