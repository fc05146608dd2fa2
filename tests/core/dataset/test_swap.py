"""A dataset in the place of an earlier one, whatever kills the run or stands in the folder."""

from __future__ import annotations

import json
import os
from functools import partial

import pytest

from tilewright.core.dataset.folder import UNFINISHED, OutputFolder
from tilewright.core.dataset.inspect import UNFINISHED_DATASET, inspect_folder
from tilewright.core.dataset.swap import SWAP
from tilewright.core.errors import ExportError
from tilewright.core.files.whole import write_whole

BEGIN = b"\x89PNG\r\n\x1a\n"
OLD = {"a/a_1.png": "old 1", "a/a_2.png": "old 2", "b/b_3.png": "old 3"}
NEW = {"a/a_1.png": "new 1", "c/c_9.png": "new 9"}
RECORDS = {"tiles.csv", "dataset.json"}
MINE = {"notes.txt": "mine", "a/mine.png": "mine", "a/.hidden": "mine"}
STEPS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.utime", "open")


@pytest.fixture
def out(tmp_path):
    return make_out(tmp_path / "data" / "out")


def make_out(folder):
    write_dataset(folder, OLD, "one")
    (folder / "empty").mkdir()
    for name, text in MINE.items():
        (folder / name).write_text(text)
    return folder


def files_of(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes().replace(BEGIN, b"").decode()
        for p in folder.rglob("*")
        if p.is_file()
    }


def write_dataset(folder, tiles, fingerprint, **options):
    """Write a dataset of {file: text} as an export does."""
    output = OutputFolder(str(folder), **options)
    output.start(fingerprint, list(tiles))
    try:
        for name, text in tiles.items():
            (output.path / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(output.path / name, BEGIN + text.encode())
        rows = "".join(f"{name}\n" for name in tiles)
        write_whole(output.path / "tiles.csv", f"file\n{rows}".encode())
        write_whole(output.path / "dataset.json", f'{{"fingerprint": "{fingerprint}"}}'.encode())
        output.finish()
    except BaseException:
        output.abandon()
        raise


def replace(folder):
    write_dataset(folder, NEW, "two", overwrite=True)


def assert_clean(out, tiles):
    found = files_of(out)
    assert {k: v for k, v in found.items() if k not in RECORDS} == {**tiles, **MINE}
    assert {*found} >= RECORDS
    assert [p.name for p in out.parent.iterdir()] == ["out"]
    assert (out / "empty").is_dir() and (out / "b").exists() == (tiles == OLD)


def is_step(event, args):
    return event in STEPS


@pytest.mark.parametrize("then", ["overwrite", "resume"])
def test_a_kill_at_any_step_leaves_nothing_half_done(tmp_path, killed_at, then):
    for step in range(1, 200):
        out = make_out(tmp_path / str(step) / "out")
        if not killed_at(step, partial(replace, out), is_step):
            break
        go_on(out, then)
    assert step > 60
    assert_clean(out, NEW)


def go_on(out, then):
    if then == "overwrite":
        replace(out)
        assert_clean(out, NEW)
        return
    try:
        write_dataset(out, NEW, "two", resume=True)
    except ExportError as error:
        assert "was begun with other inputs" in str(error)
        assert_clean(out, OLD)
    else:
        assert_clean(out, NEW)


def kill_in_swap(killed_at, out, moves=4):
    """Kill when so many files were moved after the note."""
    seen = []

    def is_move(event, args):
        seen.extend([event] * (event == "os.rename" and str(args[1]).endswith(SWAP)))
        return bool(seen) and event == "os.rename"

    assert killed_at(moves + 1, lambda: replace(out), is_move)
    assert (out / SWAP).is_file()


def test_a_dataset_between_two_is_unfinished(out, killed_at):
    kill_in_swap(killed_at, out)
    assert inspect_folder(str(out)).kind == UNFINISHED_DATASET
    assert (out / SWAP).is_file()


def test_killed_swap_is_finished_by_a_run_that_is_killed_too(out, killed_at):
    kill_in_swap(killed_at, out, 2)
    for step in range(1, 200, 3):
        if not killed_at(step, lambda: replace(out), is_step):
            break
    assert_clean(out, NEW)


def test_files_that_came_since_the_kill_stay(out, killed_at):
    kill_in_swap(killed_at, out, 2)
    (out / "c").mkdir(exist_ok=True)
    (out / "c" / "c_9.png").write_text("mine")
    with pytest.raises(ExportError, match="c_9.png is not of the earlier dataset"):
        replace(out)
    assert (out / "c" / "c_9.png").read_text() == "mine"
    (out / "c" / "c_9.png").unlink()
    replace(out)
    assert_clean(out, NEW)


def test_a_swap_whose_new_files_are_gone_can_be_replaced(out, killed_at):
    kill_in_swap(killed_at, out)
    (new,) = (path for path in out.parent.glob(".out-*") if not path.name.endswith("-old"))
    new.rename(new.with_name("taken"))
    with pytest.raises(ExportError, match="was killed, and its new files are gone; set OVERWRITE"):
        write_dataset(out, NEW, "two", resume=True)
    replace(out)
    (out.parent / "taken").rename(out.parent.parent / "taken")
    assert_clean(out, NEW)


def test_a_living_swap_is_left_alone(out, killed_at):
    kill_in_swap(killed_at, out)
    note = json.loads((out / SWAP).read_text())
    me = f"{note['run'][:4]}{os.getppid():06x}000000"
    (out / SWAP).write_text(json.dumps({**note, "run": me}))
    with pytest.raises(ExportError, match="Another run is writing into"):
        replace(out)


@pytest.mark.parametrize(
    "change",
    [
        {"new": "../elsewhere"},
        {"new": ".out"},
        {"earlier": ["../victim"]},
        {"mine": ["/etc/passwd"]},
        {"earlier": [3]},
        {"run": None},
    ],
)
def test_a_note_that_somebody_made_moves_nothing(out, killed_at, change):
    kill_in_swap(killed_at, out)
    note = json.loads((out / SWAP).read_text())
    (out / SWAP).write_text(json.dumps({**note, **change}))
    before = files_of(out.parent)
    with pytest.raises(ExportError, match="is not a note of Tilewright, so the folder is left"):
        replace(out)
    assert files_of(out.parent) == before


@pytest.mark.parametrize("name", ["thesis.docx", "photos/holiday.gif", ".git/config", "a/.x.png"])
@pytest.mark.parametrize("source", ["tiles.csv", UNFINISHED, SWAP])
def test_files_that_no_export_writes_are_not_taken_away(out, killed_at, name, source):
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine")
    if source == "tiles.csv":
        (out / source).write_text(f"file\na/a_1.png\n{name}\n")
    elif source == UNFINISHED:
        (out / "tiles.csv").unlink()
        (out / source).write_text(json.dumps({"fingerprint": "one", "files": ["a/a_1.png", name]}))
    else:
        kill_in_swap(killed_at, out)
        note = json.loads((out / SWAP).read_text())
        (out / SWAP).write_text(json.dumps({**note, "earlier": [*note["earlier"], name]}))
    before = files_of(out)
    with pytest.raises(ExportError, match="as a tile, but no export writes such a file, so the"):
        replace(out)
    assert files_of(out) == before


@pytest.mark.parametrize("name", ["a\\b.png", "C:/a.png", "a/x\\..\\y.png", "a/./b.png"])
def test_names_that_lead_elsewhere_on_some_system_are_refused(out, name):
    (out / "tiles.csv").write_text(f"file\n{name}\n")
    with pytest.raises(ExportError, match="names a file outside the dataset"):
        replace(out)


def test_a_file_that_is_no_image_is_not_taken_away(out):
    (out / "a" / "a_2.png").write_text("my novel")
    before = files_of(out)
    with pytest.raises(ExportError, match="but it does not hold what its name says"):
        replace(out)
    assert files_of(out) == before and [p.name for p in out.parent.iterdir()] == ["out"]
    (out / "a" / "a_2.png").write_text("")
    replace(out)
    assert_clean(out, NEW)


@pytest.mark.parametrize("name", ["a", "a/a_2.png", "b", "c", "map.png", "tiles.csv"])
def test_nothing_is_taken_away_or_written_through_links(out, tmp_path, name):
    other = tmp_path / "other"
    if (out / name).exists():
        (out / name).rename(other)
    elif "." in name:
        other.write_bytes(BEGIN)
    else:
        other.mkdir()
    (out / name).symlink_to(other)
    before = files_of(other) if other.is_dir() else other.read_bytes()
    with pytest.raises(ExportError, match=f"{name} is a symbolic link, which no export writes"):
        replace(out)
    assert before == (files_of(other) if other.is_dir() else other.read_bytes())
    assert (out / name).is_symlink() and [p.name for p in out.parent.iterdir()] == ["out"]


def test_dataset_json_of_another_program_is_no_dataset(out):
    (out / "dataset.json").write_text('{"name": "my corpus"}')
    (out / "README.md").write_text("mine")
    before = files_of(out)
    with pytest.raises(ExportError, match="is not of a dataset that Tilewright wrote"):
        replace(out)
    assert files_of(out) == before


def test_folder_may_be_named_by_a_link(out, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(out)
    replace(link)
    assert link.is_symlink()
    assert_clean(out, NEW)


def test_a_move_that_fails_is_undone_even_by_a_later_run(out, monkeypatch):
    before = files_of(out)
    moves, rename = [], type(out).replace

    def fail(self, target):
        moves.append(target)
        if len(moves) >= 4:
            raise PermissionError
        return rename(self, target)

    with monkeypatch.context() as patch, pytest.raises(PermissionError):
        patch.setattr(type(out), "replace", fail)
        replace(out)
    # Neither forth nor back; the same process may go on when it can.
    assert (out / SWAP).is_file() and files_of(out) != before
    replace(out)
    assert_clean(out, NEW)
