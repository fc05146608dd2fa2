"""Several images in the dock: the list, their grids on the map, and the dataset of all."""

from __future__ import annotations

import csv
import json
import os
import threading
import time
from pathlib import Path

import numpy as np
import pytest

TILE = 16
# Name, coordinate system, corner, pixel and date of each scene; the first two show the same ground.
PLACES = {
    "north": ("EPSG:32631", (500000, 4600000), 10, "2020-05-01"),
    "later": ("EPSG:32631", (500160, 4600000), 10, "2021-06-02"),
    "east": ("EPSG:32632", (100000, 4610000), 10, "2021-07-03"),
}
SIZES = {"north": (64, 48), "later": (64, 64), "east": (48, 64)}


@pytest.fixture
def write(make_raster):
    """Writes a scene of random values and returns its path."""

    def make(name, place=None, size=(64, 64), bands=3, dtype="uint8", folder=""):
        crs, corner, pixel, date = place or PLACES[name]
        values = np.random.default_rng(len(name)).integers(1, 255, (bands, *size)).astype(dtype)
        return make_raster(
            values,
            name=f"{folder}{name}_{date.replace('-', '')}.tif",
            crs=crs,
            transform=(pixel, 0, corner[0], 0, -pixel, corner[1]),
        )

    return make


@pytest.fixture
def scenes(write, tmp_path):
    """Paths of the three scenes, in a folder of their own."""
    (tmp_path / "in").mkdir()
    return [write(name, size=SIZES[name], folder="in/") for name in PLACES]


@pytest.fixture
def group(project, scenes):
    """The three as layers in a group of the project; their ids in its order."""
    from qgis.core import QgsRasterLayer

    node = project.layerTreeRoot().addGroup("Harvest & more")
    layers = [QgsRasterLayer(path, Path(path).stem) for path in scenes]
    project.addMapLayers(layers, False)
    for layer in layers:
        node.addLayer(layer)
    return [layer.id() for layer in layers]


@pytest.fixture
def desk(dock, wait, tmp_path):
    """The dock without labels, for small tiles."""
    from qgis.core import QgsCoordinateReferenceSystem

    dock.iface.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    dock.labels.layer.setLayer(None)
    dock.image.raster.setLayer(None)
    dock.image.tile_size.setValue(TILE)
    dock.image.nodata.setText("")
    dock.labels.other.setText("")
    dock.export.output.setFilePath(str(tmp_path / "out"))
    dock.update_all()
    dock.quiet = lambda: wait(lambda: not (dock.preview.is_busy or rows_of(dock).looker.is_busy))
    return dock


def rows_of(dock):
    return dock.image.scenes


def pick(dock, menu, title):
    """Choose an entry of the menu of Add Images."""
    rows = rows_of(dock)
    rows.add.menu().aboutToShow.emit()
    (action,) = [a for a in getattr(rows, menu).actions() if a.text() == title]
    action.trigger()
    dock.quiet()


def add_folder(dock, path):
    rows_of(dock).add_paths([str(path)])
    dock.quiet()


def shown(dock):
    """Name and date of each row."""
    tree = rows_of(dock).list.tree
    items = [tree.topLevelItem(k) for k in range(tree.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items]


def give_shares(dock, *shares):
    for box, share in zip(dock.split.shares.values(), shares):
        box.setValue(share)


def choose(dock, place):
    tree = rows_of(dock).list.tree
    tree.setCurrentItem(tree.topLevelItem(place))


def tick(dock, place, on):
    from qgis.PyQt.QtCore import Qt

    item = rows_of(dock).list.tree.topLevelItem(place)
    item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def problem_of(page):
    return page._problem.text().replace("\u200b", "")


def drawn(dock):
    """Corners (N, 4, 2) of all tiles on the map."""
    return np.concatenate([np.empty((0, 4, 2)), *(q for q, _ in dock.preview.tiles._groups)])


def expected_corners(path, size, crs):
    """Corners of the whole tiles of a scene, by rasterio alone."""
    import rasterio
    from rasterio.warp import transform

    with rasterio.open(path) as dataset:
        own, place = dataset.crs, dataset.transform
    found = []
    for row in range(size[0] // TILE):
        for col in range(size[1] // TILE):
            across = [col, col + 1, col + 1, col]
            down = [row, row, row + 1, row + 1]
            xy = [place * (TILE * c, TILE * r) for c, r in zip(across, down)]
            found.append(np.stack(transform(own, crs, *zip(*xy)), axis=1))
    return np.array(found)


def in_order(corners):
    middles = corners.mean(axis=1).round(1)
    return corners[np.lexsort(middles.T)]


def test_a_layer_group_becomes_a_list_and_all_grids_are_drawn_in_the_crs_of_the_map(
    desk, group, scenes
):
    pick(desk, "groups", "Harvest && more")
    assert not desk.image.has_row(desk.image.raster)
    assert desk.image.has_row(rows_of(desk).list)
    assert shown(desk) == [
        (Path(path).stem, date) for path, (*_, date) in zip(scenes, PLACES.values())
    ]
    assert desk.settings().scenes == group
    assert desk.settings().raster == ""
    crs = desk.iface.canvas.mapSettings().destinationCrs().authid()
    expected = np.concatenate(
        [expected_corners(p, SIZES[name], crs) for p, name in zip(scenes, PLACES)]
    )
    assert len(expected) == 12 + 16 + 12
    assert np.allclose(in_order(drawn(desk)), in_order(expected), atol=1e-6)
    assert desk.image.read_out.text().split("\n")[:2] == [
        "Images: 3",
        "Tiles: 40, each of 16 × 16 pixels",
    ]
    assert desk.export.summary.text().startswith("Tiles: 40, about ")
    assert desk.panel.run.isEnabled()


def test_a_tick_hides_the_tiles_of_an_image_and_counts_them_all_the_same(desk, group, scenes):
    pick(desk, "groups", "Harvest && more")
    before, runs = desk.export.summary.text(), []
    desk.preview._runs.started.connect(lambda: runs.append(1))
    tick(desk, 1, False)
    assert len(drawn(desk)) == 24
    tick(desk, 2, False)
    desk.quiet()
    crs = desk.iface.canvas.mapSettings().destinationCrs().authid()
    assert np.allclose(
        in_order(drawn(desk)),
        in_order(expected_corners(scenes[0], SIZES["north"], crs)),
        atol=1e-6,
    )
    assert desk.export.summary.text() == before
    assert desk.settings().hidden_scenes == group[1:]
    tick(desk, 1, True)
    assert len(drawn(desk)) == 28
    assert runs == [], "what is counted is known already"


def test_images_are_moved_and_removed_and_the_last_one_is_the_image_as_ever(desk, group, project):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    pick(desk, "groups", "Harvest && more")
    images = rows_of(desk).list

    def click(button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        desk.quiet()

    choose(desk, 0)
    assert not images.up.isEnabled()
    click(images.down)
    assert desk.settings().scenes == [group[1], group[0], group[2]]
    assert images.current == 1
    click(images.down)
    assert not images.down.isEnabled()
    click(images.up)
    assert desk.settings().scenes == [group[1], group[0], group[2]]
    click(images.take)
    assert desk.settings().scenes == [group[1], group[2]]
    assert "SCENES" in desk.parameters()
    click(images.take)
    assert desk.settings().scenes == []
    assert desk.image.raster.currentLayer().id() == group[1] == desk.settings().raster
    assert desk.image.has_row(desk.image.raster)
    assert not desk.image.has_row(images)
    assert desk.parameters()["RASTER"] == group[1]
    assert "SCENES" not in desk.parameters()
    assert desk.export.summary.text().startswith("Tiles: 16, about ")
    # One more makes two: the image is not asked for again.
    pick(desk, "layers", project.mapLayer(group[0]).name())
    assert desk.settings().scenes == [group[1], group[0]]


def test_a_folder_is_taken_by_date_and_the_run_is_that_of_builddataset(
    desk, scenes, tmp_path, run, wait
):
    add_folder(desk, tmp_path / "in")
    assert desk.settings().scenes == scenes
    give_shares(desk, 60, 40, 0)
    desk.export.format.setCurrentIndex(desk.export.format.findData("GTIFF"))
    desk.split.method.setCurrentIndex(desk.split.method.findData("SCENE"))
    desk.quiet()
    desk.run()
    wait(lambda: not desk.runs.is_busy)
    other = tmp_path / "direct"
    run(
        "builddataset",
        SCENES=scenes,
        TILE_SIZE=TILE,
        MIN_VALID=desk.settings().min_valid,
        FORMAT="GTIFF",
        SPLIT_METHOD="SCENE",
        TRAIN=60,
        VAL=40,
        TEST=0,
        SCALING=desk.settings().scaling,
        OUTPUT=str(other),
    )
    made = files_of(tmp_path / "out")
    assert made == files_of(other)
    assert sum(name.endswith(".tif") for name in made) == 40
    with (tmp_path / "out" / "tiles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["date"] for row in rows} == {date for *_, date in PLACES.values()}


def files_of(folder):
    """Bytes of the tiles and of the table, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.suffix in (".tif", ".csv")
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"place": ("EPSG:32631", (500000, 4700000), 20, "2022-01-01")},
            "odd_20220101 of 20 x 20 m",
        ),
        ({"bands": 2}, "band"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_the_others_show_their_grids(
    desk, group, write, change, expected
):
    pick(desk, "groups", "Harvest && more")
    place = ("EPSG:32631", (500000, 4700000), 10, "2022-01-01")
    bad = write("odd", **{"place": place, **change})
    rows_of(desk).add_paths([bad])
    desk.quiet()
    assert shown(desk)[3] == ("⚠ odd_20220101", "2022-01-01")
    told = rows_of(desk).list.tree.topLevelItem(3).toolTip(0)
    assert expected in told
    assert "odd_20220101" in told
    assert problem_of(desk.image) == f"⚠ {told}"
    assert desk.panel.why_not.text().replace("\u200b", "") == f"⚠ {told}"
    assert not desk.panel.run.isEnabled()
    assert len(drawn(desk)) == 40
    tick(desk, 0, False)
    assert len(drawn(desk)) == 28
    choose(desk, 3)
    rows_of(desk).list.take.click()
    desk.quiet()
    assert problem_of(desk.image) == ""
    assert desk.panel.run.isEnabled()


def test_a_file_that_is_gone_and_one_named_twice_say_so(desk, group, scenes, project, wait):
    pick(desk, "groups", "Harvest && more")
    rows_of(desk).extend([scenes[0], "/nowhere/else.tif"])
    desk.quiet()
    tips = [rows_of(desk).list.tree.topLevelItem(k).toolTip(0) for k in (3, 4)]
    assert "twice, which would make each tile twice" in tips[0]
    assert tips[1] == "else is neither a layer of this project nor a file; take it off the list."
    assert "(Of 2 images that cannot be used.)" in problem_of(desk.image)
    choose(desk, 4)
    assert problem_of(desk.image).startswith("⚠ else is neither")
    project.removeMapLayer(group[1])
    wait(seconds=0.05)
    desk.quiet()
    assert (
        rows_of(desk).list.tree.topLevelItem(1).toolTip(0).startswith("later_20210602 is neither")
    )


def test_a_folder_without_images_says_so_and_changes_nothing(desk, tmp_path):
    (tmp_path / "empty").mkdir()
    add_folder(desk, tmp_path / "empty")
    assert "holds neither a raster" in rows_of(desk).note.text()
    assert desk.settings().scenes == []


def test_the_list_comes_back_with_the_project(desk, group, scenes, project, tmp_path, wait):
    pick(desk, "groups", "Harvest && more")
    rows_of(desk).extend([])
    tick(desk, 1, False)
    project.write(str(tmp_path / "p.qgs"))
    project.clear()
    project.read(str(tmp_path / "p.qgs"))
    desk.quiet()
    wait(lambda: len(shown(desk)) == 3)
    desk.quiet()
    assert desk.settings().scenes == group
    assert desk.settings().hidden_scenes == [group[1]]
    assert len(drawn(desk)) == 24


def test_the_sample_says_of_which_image_it_is(desk, group, scenes, wait):
    from qgis.PyQt.QtWidgets import QScrollArea

    pick(desk, "groups", "Harvest && more")
    page = desk.sample._page
    area = next(a for a in desk.findChildren(QScrollArea) if a.isAncestorOf(page))
    area.verticalScrollBar().setValue(page.y())
    wait(lambda: not page.tools.isHidden())
    line = page.tile_note.text().replace("\u200b", "").split("\n")[0]
    name, image, *_ = line.split(" \u00b7 ")
    assert image == Path(scenes[int(name[1:4]) - 1]).stem


def test_a_tile_is_found_by_its_name_with_the_number_of_its_image(desk, group, scenes):
    pick(desk, "groups", "Harvest && more")
    assert desk._finder.find("urban/urban_s002_r00001_c00002.tif", "", desk.preview.cells) == ""
    corners = expected_corners(scenes[1], SIZES["later"], "EPSG:3857")[1 * 4 + 2]
    centre = desk.iface.canvas.extent().center()
    assert np.allclose((centre.x(), centre.y()), corners.mean(axis=0), atol=0.5)
    assert "s002" in desk._finder.find("s002_", "", desk.preview.cells)


def test_grids_of_too_many_tiles_show_boxes_over_each_ticked_image(desk, group):
    from qgis.core import QgsRectangle

    pick(desk, "groups", "Harvest && more")
    desk.image.tile_size.setValue(1)
    desk.quiet()
    assert desk.image.read_out.text().split("\n")[1].startswith(f"Tiles: {64 * 48 * 2 + 64 * 64},")
    corners = desk.preview.cells.all_outlines().reshape(-1, 2)
    ends = *corners.min(axis=0).tolist(), *corners.max(axis=0).tolist()
    desk.iface.canvas.setExtent(QgsRectangle(*ends))
    view = desk.preview._view
    assert view.step > 1 and view.parts.keys() == {0, 1, 2}
    assert view.size == 64 * 48 * 2 + 64 * 64
    count = len(drawn(desk))
    assert count == sum(
        len(range(0, part.bottom, view.step)) * len(range(0, part.right, view.step))
        for part in view.parts.values()
    )
    tick(desk, 0, False)
    assert desk.preview._view.parts.keys() == {1, 2}
    assert 0 < len(drawn(desk)) != count


def test_whole_scenes_are_dealt_only_where_there_are_several(desk, group):
    method = desk.split.method
    assert method.findData("SCENE") < 0
    pick(desk, "groups", "Harvest && more")
    assert method.findData("SCENE") > 0
    method.setCurrentIndex(method.findData("SCENE"))
    give_shares(desk, 60, 40, 0)
    desk.quiet()
    by_scene = {}
    for tile in desk.preview.tiles.tiles:
        by_scene.setdefault(tile.scene, set()).add(tile.split)
    assert [len(splits) for splits in by_scene.values()] == [1, 1, 1]
    assert by_scene[0] == by_scene[1], "they show the same ground"
    for _ in range(2):
        choose(desk, 1)
        rows_of(desk).list.take.click()
        desk.quiet()
    assert problem_of(desk.split).startswith("⚠ Whole scenes need several images")
    method.setCurrentIndex(0)
    desk.quiet()
    assert method.findData("SCENE") < 0


def test_a_click_corrects_the_tile_of_the_current_image(desk, group, scenes):
    pick(desk, "groups", "Harvest && more")
    cells = desk.preview.cells
    number = cells.find_name("s001_r00000_c00001")
    twin = cells.find_name("s002_r00000_c00000")
    assert np.allclose(cells.centres([number]), cells.centres([twin]))
    from qgis.core import QgsPointXY

    point = QgsPointXY(*cells.centres([number])[0])
    choose(desk, 0)
    assert cells.at(point) == number
    choose(desk, 1)
    assert cells.at(point) == twin
    tick(desk, 1, False)
    assert cells.at(point) == number
    (mark,) = cells.make_marks([twin], "field")
    assert cells.find_marks([mark]).tolist() == [twin]
    desk.label_edits.marks.change([mark], ())
    desk.quiet()
    corrected = {t.tile_id for t in desk.preview.tiles.tiles if t.label == "field"}
    assert corrected == {"s002_r00000_c00000"}
    desk.label_edits.marks.read()
    assert desk.label_edits.marks.values() == (mark,), "the project knows its image"


def test_what_is_shared_names_each_image(desk, group, scenes):
    from tilewright.ui.run import share_run

    pick(desk, "groups", "Harvest && more")
    words = share_run.as_command(desk.parameters()).split()
    assert [word for word in words if "SCENES=" in word] == [f"SCENES={p}" for p in scenes]
    assert repr(scenes) in share_run.as_python(desk.parameters())


def test_twenty_images_are_one_preview_and_the_window_waits_for_no_file(
    desk, make_raster, project, monkeypatch
):
    """Prints how long this thread works in one go."""
    import rasterio
    from qgis.core import QgsRasterLayer
    from qgis.PyQt.QtCore import QCoreApplication

    opened, real = [], rasterio.open

    def open_raster(*args, **kwargs):
        opened.append(threading.current_thread() is threading.main_thread())
        return real(*args, **kwargs)

    rng = np.random.default_rng(1)
    layers = []
    for k in range(20):
        path = make_raster(
            rng.integers(1, 255, (4, 256, 256)).astype("uint8"),
            name=f"s{k}_202006{k + 1:02d}.tif",
            crs=("EPSG:32631", "EPSG:32632")[k % 2],
            transform=(10, 0, 500000 + 2000 * k, 0, -10, 4600000),
        )
        layers.append(QgsRasterLayer(path, f"s{k}"))
        # What was just written may be written again, and is not believed.
        os.utime(path, (1_600_000_000, 1_600_000_000))
    project.addMapLayers(layers)
    monkeypatch.setattr(rasterio, "open", open_raster)
    spans = {}

    def act(name, do):
        longest = 0.0
        todo = [do]
        while todo or desk.preview.is_busy or rows_of(desk).looker.is_busy:
            start = time.thread_time()
            if todo:
                todo.pop()()
            else:
                QCoreApplication.processEvents()
            longest = max(longest, time.thread_time() - start)
            time.sleep(0.002)
        spans[name] = round(1000 * longest)

    act("add", lambda: rows_of(desk).extend([layer.id() for layer in layers]))
    assert len(desk.preview.tiles.tiles) == 20 * 256
    act("tick", lambda: tick(desk, 3, False))
    assert len(desk.preview.tiles.tiles) == 20 * 256 and len(drawn(desk)) == 19 * 256
    act("current", lambda: choose(desk, 5))
    act("size", lambda: desk.image.tile_size.setValue(32))
    assert len(desk.preview.tiles.tiles) == 20 * 64
    act("move", rows_of(desk).list.down.click)
    assert {tile.scene for tile in desk.preview.tiles.tiles} == set(range(20))
    print("longest, ms:", spans)
    assert len(opened) >= 20 and not any(opened)


def press(widget):
    """Click as a mouse does."""
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    place = QPoint(8, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def make(desk, wait):
    desk.quiet()
    assert desk.panel.run.isEnabled(), desk.panel.why_not.text()
    press(desk.panel.run)
    wait(lambda: not desk.runs.is_busy)
    folder = Path(desk.settings().output)
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_images_are_added_to_the_dataset_in_the_folder(desk, scenes, tmp_path, wait):
    page = desk.export
    add_folder(desk, scenes[0])
    rows_of(desk).add_paths([scenes[1]])
    desk.quiet()
    assert not page.has_row(page.folder_rows.append)
    assert len(make(desk, wait)) == 28
    desk.update_all()
    assert page.has_row(page.folder_rows.append)
    assert "The folder holds a dataset (tiles: 28). Add to it, replace it" in problem_of(page)
    press(page.folder_rows.overwrite)
    press(page.folder_rows.append)
    assert (page.folder_rows.append.isChecked(), page.folder_rows.overwrite.isChecked()) == (
        True,
        False,
    )
    assert problem_of(page) == ""
    rows_of(desk).remove()
    for place in range(2):
        choose(desk, 0)
        rows_of(desk).list.take.click()
        desk.quiet()
        assert len(desk.settings().scenes) == 1 - place
    add_folder(desk, scenes[2])
    rows = make(desk, wait)
    assert len(rows) == 40
    assert {row["scene"] for row in rows} == {Path(path).stem for path in scenes}
    assert not page.folder_rows.append.isChecked()
    # A dataset of one image that is called a raster is not added to.
    other = tmp_path / "other"
    other.mkdir()
    (other / "dataset.json").write_text('{"tile_count": 3}', encoding="utf-8")
    page.output.setFilePath(str(other))
    assert not page.has_row(page.folder_rows.append)


def test_one_scaling_for_each_image_is_asked_for(desk, scenes, tmp_path, wait):
    page = desk.export
    assert not page.has_row(page.scaling_rows.per)
    add_folder(desk, tmp_path / "in")
    # What is proposed for 8 bits is not fitted to anything.
    assert not page.has_row(page.scaling_rows.per)
    page.scaling.setCurrentIndex(page.scaling.findData("PERCENTILE"))
    assert page.has_row(page.scaling_rows.per)
    page.scaling.setCurrentIndex(page.scaling.findData("RANGE"))
    assert not page.has_row(page.scaling_rows.per)
    page.scaling.setCurrentIndex(page.scaling.findData("MINMAX"))
    page.scaling_rows.per.setCurrentIndex(page.scaling_rows.per.findData("SCENE"))
    assert len(make(desk, wait)) == 40
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))
    assert facts["scaling"]["per"] == "SCENE"
    assert all(len(row["scaling"]) == 3 for row in facts["scenes"])


def test_images_of_two_dates_become_pairs(desk, scenes, tmp_path, wait):
    rows, page = desk.export.layout_rows, desk.export
    add_folder(desk, tmp_path / "in")
    assert not page.has_row(rows.pairs)
    rows.layout.setCurrentIndex(rows.layout.findData("HUGGINGFACE"))
    assert page.has_row(rows.pairs)
    assert page.has_row(rows.raster2)
    rows.pairs.setCurrentIndex(rows.pairs.findData("CONSECUTIVE"))
    assert not page.has_row(rows.raster2)
    found = make(desk, wait)
    # The first two share the right half of the first.
    pair = Path(scenes[0]).stem, Path(scenes[1]).stem
    assert {(row["scene"], row["scene2"]) for row in found} == {pair}
    assert all((tmp_path / "out" / row["image2"]).is_file() for row in found)
    assert {row["col"] for row in found} == {"1", "2"}


@pytest.mark.parametrize("edge", ["DROP", "SHIFT"])
def test_an_image_smaller_than_a_tile_hides_no_other(desk, write, scenes, tmp_path, edge):
    box = desk.image.edge
    box.setCurrentIndex(box.findData(edge))
    add_folder(desk, tmp_path / "in")
    before = len(desk.preview.tiles.tiles)
    tiny = write("tiny", ("EPSG:32631", (502000, 4600000), 10, "2022-01-01"), (TILE, TILE - 1))
    rows_of(desk).add_paths([tiny])
    desk.quiet()
    assert [name for name, _ in shown(desk)][-1] == "tiny_20220101"
    kept = [tile for tile in desk.preview.tiles.tiles if tile.tile_id.startswith("s004")]
    assert len(desk.preview.tiles.tiles) - len(kept) == before > 20
    assert desk.preview.problem == ""
    assert desk.panel.run.isEnabled(), desk.panel.why_not.text()
