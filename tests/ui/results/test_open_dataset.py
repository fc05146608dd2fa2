"""A dataset's folder becomes the dock's state, is corrected and updated, all for real."""

from __future__ import annotations

import csv
import json
import shutil

import pytest


def rows_of(folder):
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return {row["tile_id"]: row for row in csv.DictReader(file)}


def plain(note) -> str:
    return note.text().replace("\u200b", "")


@pytest.fixture
def folder(dock, wait, tmp_path):
    """A dataset of the dock, with marks, a correction and splits."""
    dock.split.method.setCurrentIndex(dock.split.method.findData("BLOCKS"))
    wait(lambda: not dock.preview.is_busy)
    cells = dock.preview.cells
    made = cells.make_marks([cells.find_name("r00002_c00002")], "harbour")
    dock.label_edits.marks.change(made, ())
    clouds = dock.clouds.source
    clouds.setCurrentIndex(clouds.findData("marks"))
    marks = cells.make_marks([cells.find_name("r00004_c00004")], "")
    dock.cloud_marks.marks.change(marks, ())
    dock.export.output.setFilePath(str(tmp_path / "set"))
    wait(lambda: not dock.preview.is_busy)
    dock.run()
    wait(lambda: not dock.runs.is_busy and not dock.results.is_busy)
    rows = rows_of(tmp_path / "set")
    assert rows["r00002_c00002"]["label"] == "harbour" and "r00004_c00004" not in rows
    return tmp_path / "set"


def forget_all(dock, project, wait):
    """As in a new project."""
    project.removeAllMapLayers()
    dock.label_edits.marks.clear()
    dock.cloud_marks.marks.clear()
    for key in ("runs", "settings"):
        project.removeEntry("Tilewright", key)
    dock.results.read()
    dock.image.tile_size.setValue(200)
    dock.image.nodata.setText("")
    dock.labels.other.setText("")
    dock.split.method.setCurrentIndex(0)
    wait(seconds=0.1)


def open_it(dock, wait, folder):
    dock.results.open(str(folder))
    wait(lambda: not dock.results.is_busy)


def test_settings_image_marks_and_tiles_come_back(dock, folder, project, wait, layers):
    before, image = dock.settings(), layers[0].source()
    edits, clouds = dock.label_edits.marks.values(), dock.cloud_marks.marks.values()
    forget_all(dock, project, wait)
    open_it(dock, wait, folder)
    after = dock.settings()
    for name in ("tile_size", "nodata", "min_valid", "other_label", "split_method", "label_field"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.output == str(folder)
    assert project.mapLayer(after.raster).source() == image
    assert project.mapLayer(after.labels) is not None
    assert [(m.label, round(m.x), round(m.y)) for m in dock.label_edits.marks.values()] == [
        (m.label, round(m.x), round(m.y)) for m in edits
    ]
    assert len(dock.cloud_marks.marks) == len(clouds) == 1
    # The dock says what made the dataset, so a run makes the same.
    layer = dock.results.editing.layer
    rows = rows_of(folder)
    assert {f["tile_id"]: (f["label"], f["split"]) for f in layer.getFeatures()} == {
        name: (row["label"], row["split"]) for name, row in rows.items()
    }
    wait(lambda: not dock.preview.is_busy)
    kept = {t.tile_id: t.label for t in dock.preview.tiles.tiles if t.reason is None}
    assert kept == {name: row["label"] for name, row in rows.items()}
    # Opening it again adds nothing twice.
    count = len(project.mapLayers())
    open_it(dock, wait, folder)
    assert len(project.mapLayers()) == count + (dock.results.editing.layer is not layer)
    assert dock.results.page.runs.count() == 1


def test_indices_and_what_the_bands_are_come_back(dock, project, wait, tmp_path):
    dock.export.format.setCurrentIndex(dock.export.format.findData("GTIFF"))
    # Only the user knows that the file calls its near infrared red.
    wait(lambda: dock.image.facts.facts is not None)
    dock.export.indices.load("NDVI,GLI", "1=nir,2=red,3=blue", "")
    dock.update_all()
    assert "GLI needs a band that the image does not identify: green" in dock.panel.why_not.text()
    dock.export.indices.load("NDVI", "1=nir,2=red", "0.0001")
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("NONE"))
    dock.export.output.setFilePath(str(tmp_path / "set"))
    wait(lambda: not dock.preview.is_busy)
    dock.run()
    wait(lambda: not dock.runs.is_busy and not dock.results.is_busy)
    facts = json.loads((tmp_path / "set" / "dataset.json").read_text("utf-8"))
    assert facts["bands"] == ["red", "green", "blue", "NDVI"]
    forget_all(dock, project, wait)
    dock.export.indices.load("", "", "")
    open_it(dock, wait, tmp_path / "set")
    after = dock.settings()
    assert (after.indices, after.band_meanings) == ("NDVI", "1=nir,2=red")
    assert after.scaling == "NONE" and not after.scaling_is_proposed
    wait(lambda: not dock.preview.is_busy)
    assert dock.settings().band_meanings == "1=nir,2=red"


def test_corrected_tiles_are_updated_and_images_kept(dock, folder, project, wait, layers):
    edit, editing = dock.results.page.edit, dock.results.editing
    edit.correct.click()
    wait(lambda: not dock.results.is_busy)
    layer, before = editing.layer, rows_of(folder)
    images = {p.stat().st_ino for p in folder.rglob("*.jpg")}
    assert [edit.class_name.itemText(k) for k in range(3)] == ["harbour", "rest", "urban"]

    moved = [name for name, row in before.items() if row["split"] == "test"][:2]
    layer.selectByExpression("tile_id in ('" + "','".join(moved) + "')")
    assert "Tiles selected: 2" in plain(edit.note)
    edit.split.setCurrentText("train")
    edit.give_split.click()
    renamed = next(name for name, row in before.items() if row["label"] == "rest")
    layer.selectByExpression(f"tile_id = '{renamed}'")
    edit.class_name.setEditText("harbour")
    edit.give_class.click()
    gone = next(n for n, r in before.items() if n not in (*moved, renamed, "r00002_c00002"))
    layer.selectByExpression(f"tile_id = '{gone}'")
    edit.leave.click()
    assert "left out: 1" in plain(edit.note)
    # Corrections on the dock's grid count as well.
    cells = dock.preview.cells
    other = next(
        n
        for n, r in before.items()
        if r["label"] == "urban" and n not in (*moved, renamed, gone, "r00002_c00002")
    )
    marks = cells.make_marks([cells.find_name(other)], "rest")
    dock.label_edits.marks.change(marks, ())

    edit.update_dataset.click()
    wait(lambda: not dock.results.is_busy)
    said = dock.iface.bar.currentItem().text()
    assert said == "The dataset is updated. Tiles corrected: 4, left out: 1."
    after = rows_of(folder)
    assert after.keys() == before.keys() - {gone}
    changed = {
        name: (row["label"], row["split"])
        for name, row in after.items()
        if (row["label"], row["split"]) != (before[name]["label"], before[name]["split"])
    }
    assert changed == {
        **{name: (before[name]["label"], "train") for name in moved},
        renamed: ("harbour", before[renamed]["split"]),
        other: ("rest", before[other]["split"]),
    }
    # They are the same files, wherever they lie now.
    assert {p.stat().st_ino for p in folder.rglob("*.jpg")} < images
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert facts["tile_count"] == len(after) and facts["rejected_count"] > 0
    table = dock.results.page.table
    assert table.topLevelItem(table.topLevelItemCount() - 1).text(4) == str(len(after))
    assert "Problems found" not in plain(dock.results.page.files.note)

    # It tells how it was made at first, after a second update too.
    dock.results.page.edit.correct.click()
    wait(lambda: not dock.results.is_busy)
    dock.results.page.edit.update_dataset.click()
    wait(lambda: not dock.results.is_busy)
    size = dock.image.tile_size.value()
    assert f"tiles of {size:g} pixels" in plain(dock.results.page.note)
    forget_all(dock, project, wait)
    open_it(dock, wait, folder)
    assert dock.image.tile_size.value() == size != 200
    assert dock.settings().split_method == "BLOCKS"
    assert project.mapLayer(dock.settings().labels) is not None
    assert "This dataset was corrected since" in plain(dock.results.page.note)


def test_a_grid_of_another_size_corrects_no_tile(dock, folder, wait):
    edit, editing = dock.results.page.edit, dock.results.editing
    edit.correct.click()
    wait(lambda: not dock.results.is_busy)
    dock.label_edits.marks.clear()
    dock.image.tile_size.setValue(64)
    wait(lambda: not dock.preview.is_busy)
    cells = dock.preview.cells
    dock.label_edits.marks.change(
        cells.make_marks([cells.find_name("r00006_c00006")], "harbour"), ()
    )
    before = rows_of(folder)
    editing.update()
    wait(lambda: not dock.results.is_busy)
    assert {n: r["label"] for n, r in rows_of(folder).items()} == {
        n: r["label"] for n, r in before.items()
    }


def test_a_dataset_that_does_not_tell_its_settings_says_so(dock, run, folder, tmp_path, wait):
    run(
        "exporttiles",
        RASTER=dock.image.raster.currentLayer().source(),
        TILES=f"{folder / 'tiles.gpkg'}|layername=tiles",
        LABEL_FIELD="label",
        NODATA=0,
        OUTPUT=str(tmp_path / "other"),
    )
    before = dock.settings()
    open_it(dock, wait, tmp_path / "other")
    said = plain(dock.results.page.note)
    assert "This dataset does not record its settings; the dock keeps its own." in said
    assert dock.settings() == before
    # Its tiles can be corrected all the same.
    assert dock.results.editing.layer.featureCount() == len(rows_of(folder))


def test_what_is_gone_is_named(dock, folder, project, tmp_path, wait, layers):
    described = json.loads((folder / "dataset.json").read_text("utf-8"))
    gone = str(tmp_path / "gone.tif")
    described["parameters"]["RASTER"] = described["sources"]["raster"]["path"] = gone
    (folder / "dataset.json").write_text(json.dumps(described), "utf-8")
    project.removeEntry("Tilewright", "runs")
    dock.results.read()
    open_it(dock, wait, folder)
    assert "no longer exist: " + gone in plain(dock.results.page.note)
    before = rows_of(folder)
    dock.results.editing.update()
    wait(lambda: not dock.results.is_busy)
    text = dock.iface.bar.currentItem().text()
    assert f"The image {gone} of the dataset in {folder} is not there any more" in text
    assert rows_of(folder) == before


def test_other_folders_give_a_sentence(dock, wait, tmp_path):
    (tmp_path / "empty").mkdir()
    open_it(dock, wait, tmp_path / "empty")
    assert "is not a Tilewright dataset" in plain(dock.results.page.note)
    assert dock.results.history.records == ()


def test_a_moved_dataset_is_opened_where_it_is(dock, folder, tmp_path, wait):
    shutil.copytree(folder, tmp_path / "copy")
    open_it(dock, wait, tmp_path / "copy")
    assert dock.settings().output == str(tmp_path / "copy")
    assert dock.results.page.runs.count() == 2


def test_splits_and_objects_of_a_dataset_of_objects_are_updated(
    dock, run, examples, project, tmp_path, wait
):
    from qgis.core import QgsVectorLayer

    source = tmp_path / "buildings.geojson"
    shutil.copy(examples / "village" / "buildings.geojson", source)
    folder = tmp_path / "coco"
    run(
        "builddataset",
        RASTER=str(examples / "village" / "village.tif"),
        TILE_SIZE=128,
        OBJECTS=str(source),
        OBJECT_FIELD="kind",
        LAYOUT="COCO",
        FORMAT="PNG",
        SPLIT_METHOD="BLOCKS",
        OUTPUT=str(folder),
    )
    project.removeAllMapLayers()
    wait(seconds=0.1)
    open_it(dock, wait, folder)
    assert dock.settings().layout == "COCO" and dock.settings().tile_size == 128
    # In an empty project the map goes where the dataset is.
    editing, canvas = dock.results.editing, dock.iface.canvas
    assert canvas.extent().contains(editing.layer.extent())
    objects = project.mapLayer(dock.settings().objects)
    assert objects.source() == str(source)

    before = rows_of(folder)
    moved = next(name for name, row in before.items() if row["split"] != "train")
    editing.layer.selectByExpression(f"tile_id = '{moved}'")
    dock.results.page.edit.split.setCurrentText("train")
    dock.results.page.edit.give_split.click()
    # A class that no tile has: the dataset has none.
    dock.results.page.edit.class_name.setEditText("x")
    dock.results.page.edit.give_class.click()
    assert "no classes" in dock.iface.bar.currentItem().text()
    # Unsaved edits of the objects count.
    objects.startEditing()
    feature = next(objects.getFeatures())
    index = objects.fields().lookupField("kind")
    objects.changeAttributeValue(feature.id(), index, "silo")
    editing.update()
    wait(lambda: not dock.results.is_busy)
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert "silo" in {row["class"] for row in facts["objects"]["classes"]}
    assert {n: r["split"] for n, r in rows_of(folder).items()} == {
        n: "train" if n == moved else r["split"] for n, r in before.items()
    }
    table = dock.results.page.table
    names = {table.topLevelItem(k).text(0) for k in range(table.topLevelItemCount())}
    assert "silo" in names
    assert isinstance(objects, QgsVectorLayer) and objects.isModified()
    objects.rollBack()


def test_datasets_of_late_are_offered_in_every_project(dock, folder, project, wait):
    recent = dock.results.page.recent
    assert recent.isEnabled()
    gone = folder.with_name("gone & lost")
    recent.remember(str(gone))
    forget_all(dock, project, wait)
    recent.list.aboutToShow.emit()
    (entry,) = recent.list.actions()
    assert entry.text().startswith("set in ") and entry.toolTip() == str(folder)
    entry.trigger()
    wait(lambda: not dock.results.is_busy)
    assert dock.settings().output == str(folder)
    assert dock.results.page.runs.count() == 1
    shutil.rmtree(folder)
    recent.list.aboutToShow.emit()
    (entry,) = recent.list.actions()
    assert not entry.isEnabled()


def test_no_more_than_the_last_eight_datasets_are_remembered(settings_folder, tmp_path):
    from qgis.PyQt.QtWidgets import QToolButton

    from tilewright.ui.results.recent_datasets import RecentDatasets

    button = RecentDatasets()
    assert isinstance(button, QToolButton) and not button.isEnabled()
    folders = [tmp_path / f"a & b {k}" for k in range(10)]
    for place in folders:
        place.mkdir()
        (place / "dataset.json").write_text("{}", encoding="utf-8")
        button.remember(str(place))
    button.remember(str(folders[5]))
    button.list.aboutToShow.emit()
    tips = [entry.toolTip() for entry in button.list.actions()]
    wanted = (5, 9, 8, 7, 6, 4, 3, 2)
    assert tips == [str(folders[k]) for k in wanted]
    assert button.list.actions()[0].text().startswith("a && b 5 in ")
    assert RecentDatasets().isEnabled()
