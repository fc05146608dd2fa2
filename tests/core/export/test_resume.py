"""Exports that are killed: what is left can always be finished, and nobody sees a difference."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tilewright.core.dataset.folder import UNFINISHED, OutputFolder
from tilewright.core.errors import ExportError
from tilewright.core.files.whole import write_whole

CHILD = Path(__file__).with_name("export_child.py")
KILLS = 50


def run_child(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-W", "ignore", str(CHILD), *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def raster(make_raster):
    values = np.random.default_rng(5).integers(1, 4000, (3, 64, 96)).astype(np.uint16)
    return make_raster(values, tiled=True, blockxsize=16, blockysize=16)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks, which Windows has not")
def test_export_killed_at_many_moments_ends_in_the_same_bytes(raster, dataset_files, tmp_path):
    whole, out = tmp_path / "whole", tmp_path / "out"
    done = run_child("export", raster, whole)
    assert done.returncode == 0, done.stderr
    done = run_child("kill", raster, out, whole, KILLS, TILE_SECONDS="0.0005")
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts.pop("wrong") == [] and counts["killed"] == KILLS
    # Else the moments would not have been those that matter.
    assert counts["with_tiles"] > 5 and counts["with_parts"] > 5 and counts["finished"] > 0
    assert dataset_files(out) == dataset_files(whole)


def test_export_killed_while_it_wrote_its_note_can_be_resumed(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / UNFINISHED).write_text('{"fingerprint": "on')
    output = OutputFolder(str(out), resume=True)
    output.start("one", ["a.png"])
    assert json.loads((out / UNFINISHED).read_text())["fingerprint"] == "one"
    assert not output.has("a.png")


@pytest.mark.parametrize("torn", [[], [UNFINISHED]], ids=["first", "again"])
@pytest.mark.parametrize("resume", [True, False])
def test_export_killed_before_its_note_had_a_name_can_be_begun(tmp_path, torn, resume):
    out = tmp_path / "out"
    out.mkdir()
    for name in (f".{UNFINISHED}.0123abcd.part", *torn):
        (out / name).write_text('{"fingerprint": "on')
    if torn and not resume:
        with pytest.raises(ExportError, match="is not empty"):
            OutputFolder(str(out))
        return
    output = OutputFolder(str(out), resume=resume)
    output.start("one", ["a.png"])
    assert json.loads((out / UNFINISHED).read_text())["fingerprint"] == "one"
    assert not output.has("a.png")
    assert [p.name for p in out.iterdir()] == [UNFINISHED]


def test_torn_note_beside_tiles_is_refused(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / UNFINISHED).write_text('{"fingerprint": "on')
    (out / "a.png").write_text("?")
    with pytest.raises(ExportError, match="begun with other inputs or parameters"):
        OutputFolder(str(out), resume=True).start("one", ["a.png"])


def test_resume_removes_what_was_being_written_and_no_other_file(tmp_path):
    out = tmp_path / "out"
    (out / "a").mkdir(parents=True)
    (out / UNFINISHED).write_text('{"fingerprint": "one"}')
    write_whole(out / "a" / "a_1.png", b"whole")
    (out / "a" / ".a_2.png.0123abcd.part").write_bytes(b"hal")
    (out / "a" / ".mine.part").write_bytes(b"mine")
    for beside in ("", "-journal", "-wal", "-shm"):
        (out / f".tiles.gpkg.0123abcd.part.gpkg{beside}").write_bytes(b"torn")
    output = OutputFolder(str(out), resume=True)
    output.start("one", ["a/a_1.png", "a/a_2.png"])
    assert output.has("a/a_1.png") and not output.has("a/a_2.png")
    assert sorted(p.name for p in (out / "a").iterdir()) == [".mine.part", "a_1.png"]
    assert sorted(p.name for p in out.iterdir()) == [UNFINISHED, "a"]


@pytest.mark.parametrize(("age", "is_left"), [(10, True), (3600, False)])
def test_folder_of_a_killed_overwrite_goes_once_it_is_dead(tmp_path, age, is_left):
    out = tmp_path / "out"
    for name in (".out-0123abcd", ".other-0123abcd", ".out-mine"):
        (tmp_path / name).mkdir()
        note = tmp_path / name / UNFINISHED
        note.write_text("{}")
        os.utime(note, (time.time() - age,) * 2)
    OutputFolder(str(out)).start("one", [])
    left = {p.name for p in tmp_path.iterdir()}
    assert left == {"out", ".other-0123abcd", ".out-mine"} | (
        {".out-0123abcd"} if is_left else set()
    )
