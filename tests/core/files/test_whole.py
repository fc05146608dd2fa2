"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import errno
import io
import os

import numpy as np
import pytest

from tilewright.core.files.runs import running
from tilewright.core.files.whole import (
    is_part,
    recover_folder,
    remove_parts,
    whole_file,
    whole_folder,
    write_files,
    write_through,
    write_whole,
)
from tilewright.core.formats import make_writer
from tilewright.core.formats.writer import TileImage


def test_size_and_bytes_of_what_is_written(tmp_path):
    data = bytes(range(256)) * 5000
    assert write_whole(tmp_path / "a", data) == len(data)
    assert (tmp_path / "a").read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_part_is_named_so_that_it_is_known_again(tmp_path):
    names = []

    def look(file):
        names.extend(p.name for p in tmp_path.iterdir())

    write_through(tmp_path / "a.jpg", look)
    assert len(names) == 1 and is_part(names[0]) and names[0].startswith(".a.jpg.")
    assert not is_part(".mine.part") and not is_part("a.0123abcd.part")


def image(size=16):
    values = np.random.default_rng(1).integers(0, 255, (3, size, size)).astype(np.uint8)
    return TileImage(values, np.ones((size, size), bool), (1, 0, 0, 0, 1, 0))


@pytest.mark.parametrize("size", [1, 16, 700])
def test_jpeg_written_through_is_the_one_in_memory(tmp_path, size):
    writer, tile = make_writer("JPEG", 90), image(size)
    write_through(tmp_path / "a.jpg", lambda file: writer.write(tile, None, file))
    assert (tmp_path / "a.jpg").read_bytes() == writer.encode(tile, None)


def test_jpeg_that_a_full_disk_cut_short_is_no_file(tmp_path):
    writer, tile = make_writer("JPEG", 90), image()

    class Short(io.BytesIO):
        def write(self, data):
            return super().write(data[: len(data) // 2])

    with pytest.raises(OSError, match="No space left") as caught:
        writer.write(tile, None, Short())
    assert caught.value.errno == errno.ENOSPC


def test_a_file_may_be_written_twice_at_once(tmp_path):
    path = tmp_path / "tile.npy"

    def save(file):
        file.write(b"first")
        write_whole(path, b"second")

    assert write_through(path, save) == 5
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["tile.npy"]


def test_folders_that_were_made_are_there_as_long_as_the_file(tmp_path):
    path = tmp_path / "a" / "b" / "c.csv"
    with pytest.raises(ValueError), whole_file(path) as part:
        part.write_text("torn")
        raise ValueError
    assert list(tmp_path.iterdir()) == []
    with whole_file(path) as part:
        part.write_text("whole")
        assert list(path.parent.iterdir()) == [part]
    assert [(p.name, p.read_text()) for p in path.parent.iterdir()] == [("c.csv", "whole")]


def test_two_runs_that_write_one_file_do_not_meet(tmp_path):
    path = tmp_path / "a.gpkg"
    with whole_file(path, ".gpkg") as first, whole_file(path, ".gpkg") as second:
        assert first != second and first.suffix == second.suffix == ".gpkg"
        first.write_text("first")
        second.write_text("second")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.gpkg", "first")]


@pytest.mark.parametrize("fails", [True, False])
def test_what_programs_keep_beside_a_file_goes_with_its_temporary_name(tmp_path, fails):
    path = tmp_path / "a.gpkg"
    with contextlib.suppress(ValueError), whole_file(path, ".gpkg", ("-wal", "-shm")) as part:
        for name in (part.name, f"{part.name}-wal"):
            assert is_part(name) and is_part(name, "a.gpkg") and not is_part(name, "b.gpkg")
            (tmp_path / name).write_text("x")
        if fails:
            raise ValueError
    assert [p.name for p in tmp_path.iterdir()] == ([] if fails else ["a.gpkg"])


def test_an_error_names_the_file_that_it_is_of(tmp_path):
    path = tmp_path / "a.csv"
    with pytest.raises(OSError) as caught, whole_file(path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.filename == str(path)
    with pytest.raises(OSError) as caught, whole_file(path) as part:
        part.read_bytes()
    assert caught.value.filename == str(path)
    with pytest.raises(OSError) as caught, whole_file(path):
        (tmp_path / "other.tif").read_bytes()
    assert caught.value.filename == str(tmp_path / "other.tif")


def test_a_folder_is_whole_or_the_earlier_one(tmp_path, monkeypatch):
    path = tmp_path / "made" / "shards"

    def write(text):
        with whole_folder(path) as part:
            part.mkdir()
            (part / text).write_text(text)
            if text == "torn":
                raise ValueError

    with pytest.raises(ValueError):
        write("torn")
    assert list(tmp_path.iterdir()) == []
    write("first")
    write("second")
    replace = os.replace
    moves = []

    def fail_once(source, target):
        moves.append(target)
        if len(moves) == 2:
            raise PermissionError
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_once)
    with pytest.raises(PermissionError):
        write("third")
    assert [p.name for p in path.parent.iterdir()] == ["shards"]
    assert [p.name for p in path.iterdir()] == ["second"]


def test_what_killed_runs_left_of_one_file_is_taken_away(tmp_path):
    others = {".b.gpkg.0123abcd.part", "a.gpkg", ".a.gpkg.part"}
    for name in (".a.gpkg.0123abcd.part.gpkg-wal", ".a.gpkg.0123abcd.part", *others):
        (tmp_path / name).write_text("x")
    remove_parts(tmp_path / "a.gpkg")
    assert {p.name for p in tmp_path.iterdir()} == others


def test_parts_of_killed_runs_go_when_the_same_file_is_written(tmp_path, killed_at):
    path, other = tmp_path / "a.tif", tmp_path / "b.tif"

    def run(where=path):
        with whole_file(where, ".tif", (".aux.xml",)) as part:
            part.write_text("x")
            part.with_name(f"{part.name}.aux.xml").write_text("x")

    for where in (path, other):
        assert killed_at(1, lambda w=where: run(w), lambda event, args: event == "os.rename")
    assert len(list(tmp_path.iterdir())) == 4
    run()
    assert [p.name for p in tmp_path.glob(".*")] and not list(tmp_path.glob(".a.tif*"))
    run(other)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tif", "b.tif"]


@pytest.mark.parametrize(("event", "step"), [("open", 2), ("os.rename", 1), ("os.rename", 2)])
def test_a_killed_run_that_wrote_a_report_leaves_nothing_for_good(tmp_path, killed_at, event, step):
    page, numbers = tmp_path / "new" / "a.html", tmp_path / "new" / "a.json"

    def run():
        write_files({page: b"page", numbers: b"numbers"})

    assert killed_at(step, run, lambda name, args: name == event)
    assert list(page.parent.glob(".*.part"))
    run()
    assert {p.name: p.read_bytes() for p in page.parent.iterdir()} == {
        "a.html": b"page",
        "a.json": b"numbers",
    }


def test_parts_of_living_runs_stay(tmp_path):
    path = tmp_path / "a.csv"
    with running() as mark:
        parent = f"{mark[:4]}{os.getppid():06x}000000"
        elsewhere = f"{(int(mark[:4], 16) + 1) % 65536:04x}{mark[4:]}"
        names = {f".a.csv.{m}.part" for m in (mark, parent, elsewhere, "0123abcd")}
        for name in names:
            (tmp_path / name).write_text("x")
        with whole_file(path) as part:
            part.write_text("x")
        assert {p.name for p in tmp_path.iterdir()} == {*names, "a.csv"}
    for name in names:
        os.utime(tmp_path / name, (1, 1))
    with whole_file(path) as part:
        part.write_text("x")
    # The other process still lives, however long it has written nothing.
    assert {p.name for p in tmp_path.iterdir()} == {f".a.csv.{parent}.part", "a.csv"}


def test_a_folder_that_a_killed_run_set_aside_comes_back(tmp_path, killed_at):
    path = tmp_path / "shards"

    def write(text):
        with whole_folder(path) as part:
            part.mkdir()
            (part / text).write_text(text)

    write("old")
    for step in (1, 2):
        assert killed_at(step, lambda: write("new"), lambda event, args: event == "os.rename")
        recover_folder(path)
        assert [p.name for p in tmp_path.iterdir()] == ["shards"]
        assert [p.name for p in path.iterdir()] == ["old"]
