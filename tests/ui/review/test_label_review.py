"""Doubtful labels in the dock: the worst first; keep, change, leave out, and undo."""

from __future__ import annotations

import csv
import shutil
import time

import pytest
from qgis.core import QgsVectorLayer


def until(condition, seconds=60):
    from qgis.PyQt.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        QApplication.processEvents()
        time.sleep(0.005)


@pytest.fixture(autouse=True)
def few_trees(monkeypatch):
    """How well labels are judged is nothing of the dock."""
    from tilewright.core.doubt import predict

    monkeypatch.setattr(predict, "_TREES", 20)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Where the dataset of the dock's settings is, once it was made."""
    return tmp_path_factory.mktemp("made") / "dataset"


def find_doubts(dock, folder):
    """Flip a label of the dataset in the dock's folder, and let the dock review it."""
    table = folder / "tiles.csv"
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    # Water without a house.
    flipped = next(row for row in rows if row["tile_id"] == "r00001_c00003")
    assert flipped["label"] == "rest"
    flipped["label"] = "urban"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    dock.review._panel.find.click()
    assert dock.review.is_busy
    assert dock.labels.review.find.text() == "Cancel the Search"
    until(lambda: not dock.review.is_busy)
    assert dock.review._found is not None, dock.labels.review.note.text()
    return dock


@pytest.fixture
def reviewed(dock, tmp_path, made, run):
    """The dock with the review of a dataset of its settings, in which one label was flipped."""
    until(lambda: not dock.preview.is_busy)
    folder = tmp_path / "dataset"
    dock.export.output.setFilePath(str(folder))
    if not made.exists():
        run("builddataset", **{**dock.parameters(), "OUTPUT": str(made)})
    shutil.copytree(made, folder)
    dock.update_all()
    return find_doubts(dock, folder)


@pytest.fixture
def own_dataset(dock, tmp_path):
    """The same of a dataset that the dock made itself."""
    until(lambda: not dock.preview.is_busy)
    dock.export.output.setFilePath(str(tmp_path / "dataset"))
    dock.run()
    until(lambda: not dock.runs.is_busy)
    return find_doubts(dock, tmp_path / "dataset")


def said(panel):
    """The note, without the places where it may break lines."""
    return panel.note.text().replace("\u200b", "")


def edits(dock):
    """Corrections as the run takes them: tile -> label."""
    path = dock.parameters().get("LABEL_EDITS")
    if not path:
        return {}
    return {f["tile_id"]: f["label"] or None for f in QgsVectorLayer(path).getFeatures()}


def test_it_says_that_there_must_be_a_dataset_first(dock):
    dock.labels.review.find.click()
    text = said(dock.labels.review)
    assert "There is no dataset in the folder yet; make one first." in text.replace("\u200b", "")
    assert not dock.review.is_busy


def test_worst_first_keep_change_leave_out_and_undo(reviewed):
    dock, panel = reviewed, reviewed.labels.review
    tiles = dock.review._found.tiles
    assert [t.doubt for t in tiles] == sorted((t.doubt for t in tiles), reverse=True)
    worst = [tile.tile_id for tile in tiles[:3]]
    assert "r00001_c00003" in worst
    assert worst[0] in said(panel)
    # The map shows the tile in the middle.
    centre = dock.review._found.on_map(0, dock.iface.canvas.mapSettings().destinationCrs())
    middle = dock.iface.canvas.extent().center()
    assert centre.centroid().asPoint().distance(middle) < 1
    assert panel.class_name.currentText() == tiles[0].likely != tiles[0].given

    panel.change.click()
    assert edits(dock) == {worst[0]: tiles[0].likely}
    panel.leave.click()
    assert edits(dock) == {worst[0]: tiles[0].likely, worst[1]: None}
    panel.keep.click()
    assert dock.review._at == 3
    panel.back.click()
    assert "Kept" in said(panel)
    panel.back.click()
    assert "Left out" in said(panel)
    panel.back.click()
    assert f"Changed to {tiles[0].likely}" in said(panel)

    panel.undo.click()
    assert dock.review._at == 2 and "Kept" not in said(panel)
    panel.undo.click()
    assert edits(dock) == {worst[0]: tiles[0].likely}
    # Another class than the likely one.
    panel.class_name.setEditText("harbour")
    panel.change.click()
    assert edits(dock) == {worst[0]: tiles[0].likely, worst[1]: "harbour"}
    panel.undo.click()
    panel.undo.click()
    assert edits(dock) == {} and not panel.undo.isEnabled()
    # What the page's own undo takes back is no decision any more.
    panel.change.click()
    dock.label_edits.marks.undo()
    panel.back.click()
    assert "Changed" not in said(panel)


def test_a_run_makes_the_dataset_with_the_decisions(reviewed, tmp_path):
    dock, panel = reviewed, reviewed.labels.review
    tiles = dock.review._found.tiles
    panel.class_name.setEditText("harbour")
    panel.change.click()
    panel.leave.click()
    dock.export.output.setFilePath(str(tmp_path / "again"))
    until(lambda: not dock.preview.is_busy)
    dock.run()
    until(lambda: not dock.runs.is_busy)
    with (tmp_path / "again" / "tiles.csv").open(newline="", encoding="utf-8") as file:
        labels = {row["tile_id"]: row["label"] for row in csv.DictReader(file)}
    assert labels[tiles[0].tile_id] == "harbour"
    assert tiles[1].tile_id not in labels
    assert len(labels) == len(tiles) - 1


def test_tiles_of_another_grid_are_not_corrected(reviewed):
    dock, panel = reviewed, reviewed.labels.review
    dock.image.tile_size.setValue(100)
    dock.update_all()
    panel.change.click()
    assert "This tile is not in the grid on the map" in said(panel)
    assert len(dock.label_edits.marks) == 0


def test_what_becomes_of_tiles_of_test_is_told(dock, tmp_path):
    dock.split.method.setCurrentIndex(dock.split.method.findData("BLOCKS"))
    dock.export.output.setFilePath(str(tmp_path / "dataset"))
    until(lambda: not dock.preview.is_busy)
    dock.run()
    until(lambda: not dock.runs.is_busy)
    with (tmp_path / "dataset" / "tiles.csv").open(newline="", encoding="utf-8") as file:
        count = sum(row["split"] == "test" for row in csv.DictReader(file))
    panel = dock.labels.review
    for has_test, words in (
        (False, f"Test tiles left out: {count}."),
        (True, f"Test tiles reviewed as well: {count}."),
    ):
        panel.has_test.setChecked(has_test)
        panel.find.click()
        until(lambda: not dock.review.is_busy)
        assert words in said(panel)
    assert "test" in {tile.split for tile in dock.review._found.tiles}
    panel.find.click()
    panel.find.click()
    until(lambda: not dock.review.is_busy)
    assert said(panel) == "Cancelled."


def _marked(review):
    return review._mark.asGeometry()


def test_the_tile_under_review_stays_marked(reviewed):
    review, panel = reviewed.review, reviewed.labels.review
    crs = reviewed.iface.canvas.mapSettings().destinationCrs()
    for k, click in ((1, panel.next), (2, panel.keep), (1, panel.back)):
        click.click()
        outline = review._found.on_map(k, crs)
        assert review._at == k
        assert _marked(review).symDifference(outline).area() < 1e-6 * outline.area()


@pytest.mark.parametrize("moment", ["begins", "ends"])
def test_a_search_ends_with_its_project(reviewed, moment):
    from qgis.core import QgsProject

    review, panel = reviewed.review, reviewed.labels.review
    panel.find.click()
    assert review.is_busy
    if moment == "ends":
        # The project is cleared between the end of the work and the moment the dock hears of it.
        review._run.ended.disconnect(review._finish)
        ended = []
        review._run.ended.connect(lambda *told: ended.append(told))
        until(lambda: ended)
        assert ended[0][0]
    extent = reviewed.preview._canvas.extent()
    QgsProject.instance().clear()
    if moment == "ends":
        review._finish(*ended[0])
    until(lambda: not review.is_busy)
    assert panel.find.text() == "Find Doubtful Labels"
    assert review._found is None and panel._tools.isHidden()
    assert _marked(review).isEmpty() and edits(reviewed) == {}
    assert reviewed.preview._canvas.extent() == extent


@pytest.mark.parametrize("way", ["deleted", "no dataset", "failed", "cleared"])
def test_buttons_of_a_tile_go_with_what_was_found(reviewed, tmp_path, way):
    from qgis.core import QgsProject

    review, panel = reviewed.review, reviewed.labels.review
    assert not panel._tools.isHidden()
    if way == "deleted":
        (tmp_path / "dataset" / "dataset.json").unlink()
        panel.change.click()
        assert "The dataset is no longer in its folder" in said(panel)
    elif way == "no dataset":
        (tmp_path / "dataset" / "dataset.json").unlink()
        panel.find.click()
        assert "There is no dataset in the folder yet" in said(panel)
    elif way == "failed":
        (tmp_path / "dataset" / "tiles.csv").write_text("nothing")
        panel.find.click()
        until(lambda: not review.is_busy)
        assert "\u26a0" in said(panel)
    else:
        QgsProject.instance().clear()
    assert panel._tools.isHidden()
    assert review._found is None
    assert _marked(review).isEmpty()
    assert edits(reviewed) == {}


def test_warnings_that_doubts_are_not_reliable_are_shown(reviewed, monkeypatch):
    from tilewright.core.message import Message

    review, panel = reviewed.review, reviewed.labels.review
    review._hear(Message("Do not rely on these doubts: {why}", why="guessed"))
    review._show()
    assert said(panel).startswith("\u26a0 Do not rely on these doubts: guessed")


def test_the_tile_is_shown_as_the_dataset_has_it(reviewed, tmp_path):
    """Its middle has the colour of the middle of its file, for each tile that is gone to."""
    import numpy as np
    from PIL import Image

    review, panel = reviewed.review, reviewed.labels.review
    for step in (0, 1, 1):
        if step:
            panel.next.click()
        until(lambda: not review._drawing.is_busy)
        shown = panel.picture.pixmap().toImage()
        file = review._found.tiles[review._at].file
        with Image.open(tmp_path / "dataset" / file) as image:
            small = np.asarray(image.convert("RGB").resize((144, 144), Image.BOX)).astype(int)
        assert (shown.width(), shown.height()) == (144, 144)
        for x, y in ((20, 30), (72, 72), (120, 90)):
            color = shown.pixelColor(x, y)
            near = small[y - 2 : y + 3, x - 2 : x + 3].reshape(-1, 3)
            found = np.array([color.red(), color.green(), color.blue()])
            assert (found >= near.min(axis=0) - 25).all() and (found <= near.max(axis=0) + 25).all()


def test_keys_keep_change_leave_out_and_go(reviewed):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QApplication

    review, panel = reviewed.review, reviewed.labels.review
    window = reviewed.iface.window
    window.activateWindow()
    panel.keep.setFocus()
    tiles = review._found.tiles

    def press(key):
        QTest.keyClick(QApplication.focusWidget() or panel.keep, key)
        QApplication.processEvents()

    press(Qt.Key.Key_C)
    assert edits(reviewed) == {tiles[0].tile_id: tiles[0].likely} and review._at == 1
    press(Qt.Key.Key_L)
    assert edits(reviewed)[tiles[1].tile_id] is None and review._at == 2
    press(Qt.Key.Key_K)
    assert review._at == 3
    press(Qt.Key.Key_Left)
    assert review._at == 2 and "Kept" in said(panel)
    press(Qt.Key.Key_Right)
    assert review._at == 3
    press(Qt.Key.Key_U)
    press(Qt.Key.Key_U)
    assert edits(reviewed) == {tiles[0].tile_id: tiles[0].likely}
    # Who types a class types letters.
    panel.class_name.setEditText("")
    panel.class_name.setFocus()
    at = review._at
    for key in (Qt.Key.Key_L, Qt.Key.Key_U, Qt.Key.Key_C, Qt.Key.Key_K):
        press(key)
    assert panel.class_name.currentText().lower() == "luck"
    assert review._at == at and edits(reviewed) == {tiles[0].tile_id: tiles[0].likely}


def test_other_labels_than_those_of_the_dataset_are_not_mixed_with_it(own_dataset):
    dock, panel = own_dataset, own_dataset.labels.review
    dock.labels.field.setField("")
    dock.labels.label.setText("harbour")
    dock.labels.other.setText("sea")
    dock.update_all()
    until(lambda: not dock.preview.is_busy)
    panel.change.click()
    assert len(dock.label_edits.marks) == 0
    given = dock.review._tile().given
    assert f"they have no class {given}. Choose Use Again in Results first." in said(panel)
    dock.results._use_again()
    until(lambda: not dock.preview.is_busy)
    panel.change.click()
    assert len(dock.label_edits.marks) == 1
    assert "Correct Tiles and Update Dataset in Results" in said(panel)
    panel.undo.click()
    assert "Update Dataset" not in said(panel)
