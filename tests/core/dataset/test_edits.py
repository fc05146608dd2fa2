"""What users changed in a finished dataset is not taken away."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from tilewright.core.dataset.edits import with_checksums
from tilewright.core.dataset.folder import OutputFolder
from tilewright.core.dataset.manifest import write_description
from tilewright.core.errors import ExportError

PNG = b"\x89PNG\r\n\x1a\n"
FILES = ["a/a_1.png", "a/a_2.png", "masks/a/a_1.png"]
ASKS = ("overwrite", "resume")


def write_dataset(out, **options):
    """A dataset as exports write it, with a mask."""
    output = OutputFolder(str(out), **options)
    output.start("one", FILES)
    try:
        for name in FILES:
            (output.path / name).parent.mkdir(parents=True, exist_ok=True)
            (output.path / name).write_bytes(PNG + b"new")
        rows = f"file,mask\n{FILES[0]},{FILES[2]}\n{FILES[1]},\n"
        (output.path / "tiles.csv").write_text(rows)
        (output.path / "tiles.gpkg").write_bytes(b"SQLite format 3\0")
        (output.path / "README.md").write_text("# Card\n")
        (output.path / "map.png").write_bytes(PNG + b"map")
        facts = with_checksums({"fingerprint": "one", "bands": ("red",)}, output.path)
        (output.path / "dataset.json").write_bytes(write_description(facts))
        output.finish()
    except BaseException:
        output.abandon()
        raise
    return out


@pytest.fixture
def out(tmp_path):
    """Its files are as old as if they were written an hour ago."""
    folder = write_dataset(tmp_path / "out")
    facts = json.loads((folder / "dataset.json").read_text())
    facts["created"] = "2024-05-01T10:00:00+00:00"
    (folder / "dataset.json").write_text(json.dumps(facts))
    for path in folder.rglob("*"):
        os.utime(path, (1714557600, 1714557600))
    return folder


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize("name", ["map.png", "README.md", "tiles.csv", *FILES])
def test_a_changed_file_is_not_taken_away(out, ask, name):
    mine = (out / name).read_bytes() + b"\n"
    (out / name).write_bytes(mine)
    sentence = f"{name} was changed after the dataset was written, and what was changed"
    with pytest.raises(ExportError, match=sentence):
        write_dataset(out, **{ask: True})
    assert (out / name).read_bytes() == mine
    assert [p.name for p in out.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("ask", ASKS)
def test_a_changed_description_is_not_taken_away(out, ask):
    facts = json.loads((out / "dataset.json").read_text())
    (out / "dataset.json").write_text(json.dumps({**facts, "licence": "CC-BY"}))
    with pytest.raises(ExportError, match=r"dataset\.json was changed"):
        write_dataset(out, **{ask: True})
    assert "CC-BY" in (out / "dataset.json").read_text()


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize("change", ["nothing", "moved away", "looked at", "copied", "indented"])
def test_other_datasets_are_replaced(out, ask, change):
    if change == "moved away":
        (out / "map.png").unlink()
        (out / FILES[0]).unlink()
    elif change == "looked at":
        (out / "tiles.gpkg").write_bytes(b"SQLite format 3\0 with a style")
    elif change == "copied":
        # Without times, and in any order.
        shutil.copytree(out, out.parent / "copy", copy_function=shutil.copyfile)
        shutil.rmtree(out)
        (out.parent / "copy").rename(out)
        os.utime(out / FILES[0], (4e9, 4e9))
    elif change == "indented":
        facts = json.loads((out / "dataset.json").read_text())
        (out / "dataset.json").write_text(json.dumps(facts, indent=8))
    write_dataset(out, **{ask: True})
    assert (out / FILES[0]).read_bytes() == PNG + b"new"


def test_all_changed_files_are_counted(out):
    for name in ("map.png", "README.md"):
        (out / name).write_bytes(PNG)
    with pytest.raises(ExportError, match=r"README.md was changed .* as was 1 other file"):
        write_dataset(out, overwrite=True)


def test_what_is_changed_during_the_work_is_not_taken_away(out):
    output = OutputFolder(str(out), overwrite=True)
    output.start("two", FILES[:1])
    (out / "README.md").write_text("mine")
    (output.path / "dataset.json").write_text("{}")
    with pytest.raises(ExportError, match=r"README\.md was changed"):
        output.finish()
    output.abandon()
    assert (out / "README.md").read_text() == "mine"


def test_what_is_no_picture_is_refused_early_and_not_called_a_tile(out):
    facts = json.loads((out / "dataset.json").read_text())
    del facts["checksums"]
    (out / "dataset.json").write_text(json.dumps(facts))
    (out / "map.png").write_text("mine")
    with pytest.raises(ExportError, match=r"map\.png is not what an export writes under this name"):
        OutputFolder(str(out), overwrite=True).start("two", FILES)
    assert (out / "map.png").read_text() == "mine"


def test_checksums_are_those_of_each_run(tmp_path):
    first, second = (write_dataset(tmp_path / name) for name in "ab")
    one, two = (json.loads((out / "dataset.json").read_text()) for out in (first, second))
    assert one["checksums"] == two["checksums"]
    assert set(one["checksums"]) == {"tiles.csv", "README.md", "map.png", "dataset.json"}


@pytest.mark.parametrize("ask", ASKS)
def test_a_page_that_an_earlier_version_did_not_write_is_the_users(out, ask):
    (out / "index.html").write_text("mine")
    with pytest.raises(ExportError, match=r"index\.html is not of the earlier dataset"):
        write_dataset(out, **{ask: True})
    assert (out / "index.html").read_text() == "mine"


def test_the_page_of_a_dataset_goes_with_it_unless_it_was_edited(tmp_path):
    out = tmp_path / "out"
    output = OutputFolder(str(out))
    output.start("one", FILES)
    (output.path / "tiles.csv").write_text("file\n")
    (output.path / "index.html").write_text("page")
    facts = with_checksums({"fingerprint": "one"}, output.path)
    assert "index.html" in facts["checksums"]
    (output.path / "dataset.json").write_bytes(write_description(facts))
    output.finish()
    (out / "index.html").write_text("page of mine")
    with pytest.raises(ExportError, match=r"index\.html was changed after"):
        write_dataset(out, overwrite=True)
    (out / "index.html").write_text("page")
    write_dataset(out, overwrite=True)
    assert not (out / "index.html").exists()
