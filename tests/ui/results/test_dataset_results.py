"""What the dock shows after a run, with the real algorithms."""

from __future__ import annotations

import csv
import json
import sys

import pytest


@pytest.fixture
def make(dock, wait, tmp_path):
    """Makes the dataset that the dock says in a folder of this name, and waits for its checks."""

    def run(name: str = "set", replace: bool = False):
        folder = tmp_path / name
        dock.export.output.setFilePath(str(folder))
        wait(lambda: not dock.preview.is_busy)
        dock.export.folder_rows.overwrite.setChecked(replace)
        dock.run()
        wait(lambda: not dock.runs.is_busy)
        wait(lambda: not dock.results.is_busy)
        assert (folder / "dataset.json").exists(), dock.panel.log.toPlainText()
        return folder

    return run


def rows_of(folder):
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table_of(page) -> list[list[str]]:
    table = page.table
    items = (table.topLevelItem(k) for k in range(table.topLevelItemCount()))
    return [[item.text(c) for c in range(table.columnCount())] for item in items]


def plain(note) -> str:
    return note.text().replace("\u200b", "")


def split_by_blocks(dock):
    dock.split.method.setCurrentIndex(dock.split.method.findData("BLOCKS"))


def test_before_a_run_there_is_nothing_but_the_way_to_open_one(dock):
    page = dock.results.page
    assert page.body.isHidden() and page.runs.isHidden() and page.again.isHidden()
    assert plain(page.note) == "After a run, its results appear here."
    assert not page.open.isHidden()


def test_tables_and_pictures_are_those_of_the_folder(dock, make):
    split_by_blocks(dock)
    folder = make()
    page, rows = dock.results.page, rows_of(folder)
    assert not page.body.isHidden() and dock.panel.log.isHidden()
    table = {row[0]: row[1:] for row in table_of(page)}
    splits = ("train", "val", "test")
    for name in ("rest", "urban"):
        own = [row["split"] for row in rows if row["label"] == name]
        assert table[name] == [*(str(own.count(split)) for split in splits), str(len(own))]
    assert table["All tiles"][-1] == str(len(rows)) == "72"
    # 11 x 8 tiles; the raster ends within the last row, and 8 tiles have gaps.
    left_out = plain(page.left_out).splitlines()
    assert left_out[0] == "Left out: 16"
    assert sorted(left_out[1:]) == [
        "    8: cut by the raster's edge",
        "    8: too few valid pixels",
    ]
    shown = page.pictures.tiles()
    known = {row["tile_id"]: (row["file"], row["label"], row["split"]) for row in rows}
    assert all(known[t.tile_id] == (t.file, t.label, t.split) for t in shown)
    groups = [(t.label, t.split) for t in shown]
    assert sorted(set(groups), key=groups.index) == [
        (label, split) for label in ("rest", "urban") for split in splits
    ]
    assert all(tile.jpeg for tile in shown)
    before = {tile.tile_id for tile in shown}
    dock.results.page.others_asked.emit()
    from qgis.PyQt.QtWidgets import QApplication

    while dock.results.is_busy:
        QApplication.processEvents()
    assert {tile.tile_id for tile in page.pictures.tiles()} != before


def test_a_click_on_a_picture_shows_its_tile_on_the_map(dock, make):
    folder = make()
    pictures = dock.results.page.pictures
    for tile in pictures.tiles()[:3]:
        pictures.choose(tile.tile_id)
        (row,) = [row for row in rows_of(folder) if row["tile_id"] == tile.tile_id]
        extent = dock.iface.canvas.extent()
        middle = [
            (float(row[a]) + float(row[b])) / 2 for a, b in (("xmin", "xmax"), ("ymin", "ymax"))
        ]
        assert extent.center().x() == pytest.approx(middle[0], abs=1)
        assert extent.center().y() == pytest.approx(middle[1], abs=1)
        # The tile, with some of what lies around it.
        side = float(row["xmax"]) - float(row["xmin"])
        assert 2 * side < min(extent.width(), extent.height()) < 12 * side


def test_the_checks_of_a_new_dataset_come_by_themselves(dock, make, wait):
    from qgis.PyQt.QtWidgets import QPushButton

    split_by_blocks(dock)
    folder = make()
    page = dock.results.page
    files = "Files: \u2714 All files are there and match the dataset's records."
    assert plain(page.files.note) == files
    # Blocks that touch share no pixel, which is what is asked of them.
    assert plain(page.splits.note).startswith("Splits: ")
    assert "not checked" not in plain(page.splits.note)
    menu = dock.runs.looks.menu(str(folder), True, page)
    looks = {entry.objectName(): entry.text() for entry in menu.actions()}
    texts = [page.splits.button.text(), page.files.button.text(), looks["page"]]
    assert texts == ["Report on Splits", "Report on Files", "Dataset Page"]
    assert page.findChild(QPushButton, "openReport").text() == "Dataset Page"
    assert plain(page.loads.note) == "Loads in: not checked yet"
    # What was damaged since is found by the next check.
    (folder / rows_of(folder)[0]["file"]).unlink()
    dock.results.checks.files.start(str(folder))
    wait(lambda: not dock.results.is_busy)
    assert "\u26a0 Problems found: " in plain(page.files.note)


def test_without_splits_none_are_checked(dock, make):
    make()
    assert dock.results.page.splits.isHidden()
    assert dock.results.checks.splits.verdict == ""


def test_libraries_are_tried_in_the_python_that_is_chosen(dock, make, wait, monkeypatch):
    from qgis.PyQt.QtWidgets import QFileDialog

    make()
    page = dock.results.page
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    page.loads.button.click()
    assert not dock.results.is_busy
    python = sys.executable
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (python, ""))
    page.loads.button.click()
    assert dock.results.is_busy and page.loads.button.text() == "Cancel"
    wait(lambda: not dock.results.is_busy)
    said = plain(page.loads.note)
    assert said.startswith("Loads in: ")
    assert "no library that reads" in said or "loads (72 samples" in said


def test_a_check_is_cancelled_within_a_second(dock, make, wait):
    make()
    checks = dock.results.checks
    checks.files.start(str(dock.results.gallery.folder))
    assert dock.results.page.files.button.text() == "Cancel"
    dock.results.page.files.button.click()
    wait(lambda: not dock.results.is_busy)
    assert "Cancelled." in plain(dock.results.page.files.note)


def test_runs_are_listed_and_their_settings_used_again(dock, make, wait, project):
    from qgis.core import QgsProject

    wait(lambda: not dock.preview.is_busy)
    cells = dock.preview.cells
    number = cells.find_name("r00002_c00002")
    dock.label_edits.marks.change(cells.make_marks([number], "harbour"), ())
    edits = dock.label_edits.marks.values()
    first = make("one")
    dock.label_edits.marks.clear()
    dock.image.tile_size.setValue(256)
    second = make("two")
    page = dock.results.page
    assert [page.runs.itemText(k)[:13] for k in range(2)] == ["two, 17 tiles", "one, 72 tiles"]
    assert str(second) in plain(page.note) and "tiles of 256 pixels" in plain(page.note)

    page.runs.setCurrentIndex(1)
    page.runs.activated.emit(1)
    wait(lambda: not dock.results.is_busy)
    assert str(first) in plain(page.note)
    assert {row[0] for row in table_of(page)} >= {"harbour", "rest", "urban"}
    assert dock.image.tile_size.value() == 256
    page.again.click()
    assert dock.image.tile_size.value() == 128
    assert dock.label_edits.marks.values() == edits
    assert dock.export.folder_rows.folder() == str(first)
    # What was there before is not lost.
    dock.label_edits.marks.undo()
    assert len(dock.label_edits.marks) == 0

    text, _ = QgsProject.instance().readEntry("Tilewright", "runs", "")
    assert [row["folder"] for row in json.loads(text)] == [str(second), str(first)]
    dock.results.read()
    assert page.runs.count() == 2 and page.body.isHidden()
    assert plain(page.note) == "Choose a dataset of this project to see what is in it."


def test_a_dataset_that_was_replaced_is_not_shown_as_the_earlier_run(dock, make, wait):
    folder = make()
    described = json.loads((folder / "dataset.json").read_text("utf-8"))
    described["created"] = "2020-01-01T00:00:00+00:00"
    (folder / "dataset.json").write_text(json.dumps(described), "utf-8")
    dock.results.show(dock.results.history.records[0])
    wait(lambda: not dock.results.is_busy)
    page = dock.results.page
    assert "Another dataset has replaced this one" in plain(page.note)
    assert page.body.isHidden()
    # Its settings are still known.
    assert page.again.isEnabled()
    (folder / "dataset.json").unlink()
    dock.results.show(dock.results.history.records[0])
    wait(lambda: not dock.results.is_busy)
    assert "is not a Tilewright dataset" in plain(page.note)


def test_what_a_project_says_of_runs_may_be_anything(dock, project):
    from tilewright.ui.results.run_history import RunRecord

    for text in ("", "x", "3", "[1, {}]", '[{"folder": 3}]'):
        project.writeEntry("Tilewright", "runs", text)
        dock.results.read()
        assert dock.results.history.records == ()
    project.writeEntry("Tilewright", "runs", '[{"folder": "/a", "tile_count": "x", "b": 1}]')
    dock.results.read()
    assert dock.results.history.records == (RunRecord("/a"),)
