"""The dock without the rest of QGIS's window."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import rasterio


@pytest.fixture
def previewed(dock):
    """The dock when its preview is there."""
    wait_for(lambda: not dock.preview.is_busy)
    return dock


def wait_for(condition, seconds: float = 30) -> None:
    from qgis.PyQt.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        if threading.current_thread() is threading.main_thread():
            QApplication.processEvents()
        time.sleep(0.005)


def run(dock) -> None:
    dock.run()
    wait_for(lambda: not dock.runs.is_busy)


def message(dock) -> str:
    item = dock.iface.bar.currentItem()
    return item.text() if item is not None else ""


def press(dock, name: str) -> None:
    """Press a button of the message on top."""
    from qgis.PyQt.QtWidgets import QPushButton

    dock.iface.bar.currentItem().findChild(QPushButton, name).click()


def shown_problem(page) -> str:
    return page._problem.text().replace("\u200b", "")


def test_an_empty_folder_is_no_mistake_but_something_to_do(dock):
    assert dock.panel.why_not.text() == "Choose a folder for the dataset."
    assert not dock.panel.run.isEnabled()


def test_a_chosen_layer_that_is_removed_is_not_replaced(previewed, project, examples, layers):
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    dock = previewed
    assert dock.export.summary.text()
    raster, labels = layers
    others = [
        QgsVectorLayer(labels.source(), "other labels"),
        QgsRasterLayer(raster.source(), "other image"),
    ]
    project.addMapLayers(others)
    project.removeMapLayers([labels.id()])
    assert dock.labels.layer.currentLayer() is None
    expected = "⚠ The layer labels was removed; choose another, or the empty entry."
    assert shown_problem(dock.labels) == expected
    assert dock.panel.why_not.text() == expected
    # Choosing the empty entry says that there shall be no labels.
    dock.labels.layer.activated.emit(0)
    assert shown_problem(dock.labels) == ""
    project.removeMapLayers([raster.id()])
    assert dock.image.raster.currentLayer() is None
    assert shown_problem(dock.image) == "⚠ The layer image was removed; choose another."
    assert dock.image.read_out.text() == dock.export.summary.text() == ""
    assert dock.sample._page.tools.isHidden()
    assert dock.settings().raster == ""
    dock.image.raster.setLayer(others[1])
    assert shown_problem(dock.image) == ""


def test_the_first_image_of_an_empty_project_is_taken(dock, project, layers):
    from qgis.core import QgsRasterLayer

    source = layers[0].source()
    project.removeAllMapLayers()
    wait_for(lambda: dock.panel.why_not.text() == "⚠ The layer image was removed; choose another.")
    layer = QgsRasterLayer(source, "again")
    project.addMapLayer(layer)
    assert dock.image.raster.currentLayer() is layer


def test_a_layer_that_the_project_lost_is_not_replaced(dock, project, layers):
    settings = dock.settings()
    settings.raster = settings.aoi = "gone"
    dock.apply(settings)
    assert dock.image.raster.currentLayer() is None
    assert "not in this project" in shown_problem(dock.image)


def test_a_layer_without_source_is_named(dock, project):
    from qgis.core import QgsRasterLayer

    broken = QgsRasterLayer("/nowhere.tif", "broken")
    project.addMapLayer(broken)
    dock.image.raster.setLayer(broken)
    assert "broken cannot be opened" in shown_problem(dock.image)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda f: f.write_text("x"), "is a file; choose a folder."),
        (lambda f: (f.mkdir(), (f / "a").write_text("x")), "holds other files"),
    ],
)
def test_the_folder_is_looked_at_while_it_is_typed(dock, tmp_path, make, expected):
    make(tmp_path / "there")
    dock.export.output.setFilePath(str(tmp_path / "ther"))
    assert dock.panel.run.isEnabled()
    dock.export.output.setFilePath(str(tmp_path / "there"))
    assert expected in shown_problem(dock.export)
    assert not dock.panel.run.isEnabled()


def test_what_was_typed_becomes_a_path(dock, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    for text in (f' "{tmp_path}/set" ', "~/set", f"file://{tmp_path}/set"):
        dock.export.output.lineEdit().setText(text)
        assert dock.settings().output == f"{tmp_path}/set"
        dock.export.output.lineEdit().editingFinished.emit()
        assert dock.export.output.filePath() == f"{tmp_path}/set"


def test_a_dataset_is_replaced_only_when_that_is_said(dock, tmp_path, dataset_files):
    folder = tmp_path / "set"
    dock.export.output.setFilePath(str(folder))
    run(dock)
    assert "Tiles made: 72, left out: " in message(dock)
    assert "holds a dataset (tiles: 72)" in shown_problem(dock.export)
    assert not dock.panel.run.isEnabled()
    assert dock.export.form.indexOf(dock.export.folder_rows.resume) < 0
    dock.export.folder_rows.overwrite.setChecked(True)
    assert dock.panel.run.isEnabled()
    dock.image.tile_size.setValue(256)
    run(dock)
    assert "Tiles: 72" not in message(dock)
    assert not dock.export.folder_rows.overwrite.isChecked()
    # A folder that is free needs no leave, and the next one that is not needs it again.
    dock.export.folder_rows.overwrite.setChecked(True)
    dock.export.output.setFilePath(str(tmp_path / "new"))
    assert "OVERWRITE" not in dock.parameters()


@pytest.fixture
def make_unfinished(dock, monkeypatch):
    """Cancels a run when it has written some tiles."""
    from tilewright.core.export import encode as encode_tiles

    write, written = encode_tiles.write_through, []

    def write_slowly(path, save):
        if len(written) > 20:
            wait_for(lambda: dock.runs._run is None or dock.runs._run.is_cancelled)
        written.append(path)
        return write(path, save)

    def make(folder) -> None:
        dock.image.tile_size.setValue(64)
        dock.export.output.setFilePath(str(folder))
        with monkeypatch.context() as patch:
            patch.setattr(encode_tiles, "write_through", write_slowly)
            dock.run()
            wait_for(lambda: len(written) > 20)
            dock.runs.cancel()
            wait_for(lambda: not dock.runs.is_busy)

    return make


def test_a_cancelled_run_goes_on_where_it_was(dock, make_unfinished, tmp_path, dataset_files):
    folder = tmp_path / "set"
    make_unfinished(folder)
    assert "Cancelled. The tiles made so far are kept." in message(dock)
    assert "unfinished dataset" in shown_problem(dock.export)
    assert not dock.panel.run.isEnabled()
    kept = {p: p.stat().st_mtime_ns for p in folder.rglob("*.jpg")}
    # What is chosen later is not what that run was about.
    dock.image.tile_size.setValue(128)
    dock.export.output.setFilePath(str(tmp_path / "elsewhere"))
    press(dock, "continueRun")
    wait_for(lambda: not dock.runs.is_busy)
    assert "Tiles made: " in message(dock)
    assert not (tmp_path / "elsewhere").exists()
    assert all(p.stat().st_mtime_ns == time for p, time in kept.items())
    dock.image.tile_size.setValue(64)
    dock.export.output.setFilePath(str(tmp_path / "whole"))
    run(dock)
    assert dataset_files(folder) == dataset_files(tmp_path / "whole")


def test_an_unfinished_dataset_is_continued_from_its_folder(dock, make_unfinished, tmp_path):
    folder = tmp_path / "set"
    make_unfinished(folder)
    dock.export.folder_rows.overwrite.setChecked(True)
    dock.export.folder_rows.resume.setChecked(True)
    assert not dock.export.folder_rows.overwrite.isChecked()
    parameters = dock.parameters()
    assert parameters["RESUME"] is True
    assert "OVERWRITE" not in parameters
    dock.image.tile_size.setValue(32)
    run(dock)
    # It was begun with other settings: the folder stays as it is, and the field says so.
    assert "begun with other inputs" in message(dock)
    assert "“Replace it”" in message(dock)
    dock.image.tile_size.setValue(64)
    dock.export.folder_rows.resume.setChecked(True)
    run(dock)
    assert "Tiles made: " in message(dock)
    assert not dock.export.folder_rows.resume.isChecked()


def test_a_cancelled_run_starts_anew(dock, make_unfinished, tmp_path):
    folder = tmp_path / "set"
    make_unfinished(folder)
    press(dock, "startAnew")
    wait_for(lambda: not dock.runs.is_busy)
    assert "Tiles made: " in message(dock)


def test_a_cancelled_replacement_leaves_the_earlier_dataset(dock, tmp_path, dataset_files):
    folder = tmp_path / "set"
    dock.export.output.setFilePath(str(folder))
    run(dock)
    before = dataset_files(folder)
    dock.image.tile_size.setValue(16)
    dock.export.folder_rows.overwrite.setChecked(True)
    dock.run()
    wait_for(lambda: dock.panel.progress.value() > 25)
    dock.runs.cancel()
    wait_for(lambda: not dock.runs.is_busy)
    assert "The earlier dataset is as it was." in message(dock)
    assert dataset_files(folder) == before
    assert list(tmp_path.glob(".set*")) == []


def test_a_run_that_wrote_nothing_says_so(dock, tmp_path):
    dock.export.output.setFilePath(str(tmp_path / "set"))
    dock.run()
    dock.runs.cancel()
    wait_for(lambda: not dock.runs.is_busy)
    assert "Cancelled. Nothing was written." in message(dock)
    assert not (tmp_path / "set").exists()


def test_errors_are_said_once_in_the_docks_words_beside_their_field(dock, tmp_path):
    dock.export.output.setFilePath(str(tmp_path / "set"))
    (tmp_path / "set").write_text("mine")
    run(dock)
    log = dock.panel.log.toPlainText()
    assert log.count("is a file") == 1
    assert "“Folder”" in log
    dock.export.bands.setText("9")
    dock.export.output.setFilePath(str(tmp_path / "other"))
    run(dock)
    assert "9" in shown_problem(dock.export)
    assert dock.panel.log.toPlainText().count("band 9") == 1
    assert not (tmp_path / "other").exists()


def test_the_log_has_letters_of_one_width(dock):
    from qgis.PyQt.QtGui import QFontDatabase

    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    assert dock.panel.log.font().family() == fixed.family()


def test_messages_open_the_folder_of_their_own_run(dock, tmp_path, project, monkeypatch):
    from qgis.PyQt.QtWidgets import QPushButton

    from tilewright.ui.run import dataset_runs

    opened = []
    monkeypatch.setattr(dataset_runs, "open_file", opened.append)
    items = []
    for name in ("first", "second"):
        dock.export.output.setFilePath(str(tmp_path / name))
        run(dock)
        items.append(dock.iface.bar.currentItem())
    items[0].findChild(QPushButton, "openFolder").click()
    assert opened == [str(tmp_path / "first")]
    items[0].findChild(QPushButton, "addToProject").click()
    names = {x.name() for x in project.mapLayers().values()}
    assert {"first: tiles", "first: rejected tiles"} <= names
    assert not any("second" in name for name in names)


def test_a_dataset_is_inspected_from_its_message(dock, tmp_path, monkeypatch):
    from qgis.PyQt.QtWidgets import QPushButton

    from tilewright.ui.run import dataset_looks

    opened = []
    monkeypatch.setattr(dataset_looks, "open_file", opened.append)
    dock.export.output.setFilePath(str(tmp_path / "set"))
    run(dock)
    menu = dock.iface.bar.currentItem().findChild(QPushButton, "inspect").menu()
    entries = {action.objectName(): action for action in menu.actions()}
    assert {"contactSheet", "checkFiles", "card"} <= set(entries)
    for name, ending, start in (
        ("contactSheet", ".png", b"\x89PNG"),
        ("checkFiles", ".html", b"<!DOCTYPE html>"),
        ("card", "README.md", b"---"),
    ):
        entries[name].trigger()
        wait_for(lambda: opened)
        path = Path(opened.pop())
        assert path.name.endswith(ending)
        assert path.read_bytes().startswith(start)
    (tmp_path / "set" / "tiles.csv").unlink()
    before = dock.iface.bar.currentItem()
    entries["contactSheet"].trigger()
    wait_for(lambda: dock.iface.bar.currentItem() is not before)
    assert opened == []


def test_tiles_that_are_added_to_the_project_look_as_their_labels_do(
    dock, layers, tmp_path, project
):
    from tilewright.core.classes.colors import PALETTE, hex_color

    # The layer has a style of one symbol, and a field color, which most polygons have alike.
    color = "#e6550d"
    dock.export.output.setFilePath(str(tmp_path / "set"))
    run(dock)
    press(dock, "addToProject")
    wait_for(lambda: not dock.preview.is_busy)
    (tiles,) = project.mapLayersByName("set: tiles")
    found = {
        c.value(): c.symbol().symbolLayer(0).strokeColor().name()
        for c in tiles.renderer().categories()
    }
    rows = {r.text: r.style.color for r in dock.preview.tiles.legend if r.kind == "class"}
    assert found == {name: hex_color(c) for name, c in rows.items()}
    assert found["urban"] == color
    assert rows["rest"] in PALETTE


def test_sharing_needs_settings_that_are_complete(dock, tmp_path):
    from qgis.PyQt.QtWidgets import QApplication

    copy = next(a for a in dock.panel.menu.actions() if a.objectName() == "copyPython")
    QApplication.clipboard().setText("before")
    copy.trigger()
    assert "Choose a folder" in message(dock)
    assert QApplication.clipboard().text() == "before"
    dock.export.output.setFilePath(str(tmp_path / "set"))
    run(dock)
    # The folder holds the dataset now; its settings can be taken along all the same.
    copy.trigger()
    assert "processing.run" in QApplication.clipboard().text()


def test_the_style_on_the_map_goes_into_the_run(dock, layers, tmp_path, settings_folder):
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("STYLE"))
    first = dock.parameters()["STYLE_FILE"]
    assert first.startswith(str(settings_folder))
    layers[0].brightnessFilter().setBrightness(40)
    assert dock.parameters()["STYLE_FILE"] != first


def test_files_that_cannot_be_written_give_a_sentence(dock, monkeypatch, tmp_path):
    from tilewright.ui import tile_dock

    def refuse(layer):
        raise PermissionError(13, "Permission denied", "/locked")

    monkeypatch.setattr(tile_dock, "save_style", refuse)
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("STYLE"))
    dock.run()
    assert "/locked" in message(dock)


def test_the_summary_tells_why_tiles_are_left_out(previewed):
    text = previewed.export.summary.text()
    assert text.startswith("Tiles: 72, about ")
    rejected = [t.reason for t in previewed.preview.tiles.tiles if t.reason is not None]
    assert f"Left out: {len(rejected)}" in text
    assert "cut by the raster's edge" in text
    assert "(" not in text


def test_one_class_alone_is_remarked(previewed):
    assert previewed.export.warning.text() == ""
    previewed.labels.other.setText("")
    previewed.labels.other.editingFinished.emit()
    wait_for(lambda: not previewed.preview.is_busy)
    assert "All tiles are of one class: urban. Name a class" in previewed.export.warning.text()


def test_a_complaint_goes_when_the_preview_after_it_has_none(previewed):
    split = previewed.split
    for method, is_right in (("GROUP", False), ("RANDOM", True)):
        split.method.setCurrentIndex(split.method.findData(method))
        wait_for(lambda: not previewed.preview.is_busy)
        assert (shown_problem(split) == "") == is_right
    assert split.table.topLevelItemCount() == 3


def shown_above_run(dock) -> str:
    return dock.panel.why_not.text().replace("\u200b", "")


def test_what_the_preview_finds_stands_above_run_which_is_off(
    previewed, project, make_raster, tmp_path
):
    import numpy as np
    from qgis.core import QgsRasterLayer

    dock = previewed
    dock.export.output.setFilePath(str(tmp_path / "set"))
    wait_for(lambda: not dock.preview.is_busy)
    assert dock.panel.run.isEnabled()
    assert shown_above_run(dock) == ""
    values = np.random.default_rng(0).integers(1, 255, (4, 256, 256), dtype="uint16")
    dock.labels.layer.setLayer(None)
    layer = QgsRasterLayer(make_raster(values, name="four.tif"), "four")
    project.addMapLayer(layer)
    dock.image.raster.setLayer(layer)
    wait_for(lambda: not dock.preview.is_busy)
    assert "JPEG holds 1 or 3 bands and 4 are exported" in shown_above_run(dock)
    assert shown_above_run(dock).startswith("⚠ ")
    assert not dock.panel.run.isEnabled()
    # Beside its field as well, and nowhere a third time.
    assert "4" in shown_problem(dock.export)
    assert dock.export.warning.text() == ""
    dock.export.format.setCurrentIndex(dock.export.format.findData("GTIFF"))
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("NONE"))
    wait_for(lambda: not dock.preview.is_busy)
    assert shown_above_run(dock) == shown_problem(dock.export) == ""
    assert dock.panel.run.isEnabled()


def test_a_complaint_that_names_no_field_stands_above_run(previewed, project, make_raster):
    import numpy as np
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

    dock = previewed
    layer = QgsRasterLayer(make_raster(np.ones((256, 256), "uint8"), crs=None), "bare")
    layer.setCrs(QgsCoordinateReferenceSystem())
    project.addMapLayer(layer)
    dock.image.raster.setLayer(layer)
    wait_for(lambda: not dock.preview.is_busy)
    # A folder is still to be chosen, but what is wrong comes first.
    assert "has no coordinate system" in shown_above_run(dock)
    assert not dock.panel.run.isEnabled()
    assert dock.export.warning.text() == ""
    dock.labels.layer.setLayer(None)
    wait_for(lambda: not dock.preview.is_busy)
    assert shown_above_run(dock) == "Choose a folder for the dataset."


@pytest.fixture
def quality_band(project, make_raster, layers):
    """A quality band from before Collections on the image's ground, in which nothing is cloudy."""
    import numpy as np
    import rasterio
    from qgis.core import QgsRasterLayer

    with rasterio.open(layers[0].source()) as image:
        place = {"transform": tuple(image.transform)[:6], "crs": image.crs}
        values = np.full(image.shape, 2720, "uint16")
    layer = QgsRasterLayer(make_raster(values, name="BQA.tif", **place), "BQA")
    project.addMapLayer(layer)
    return layer


def test_a_wrong_kind_of_cloud_mask_is_told_before_the_run(
    previewed, quality_band, make_raster, tmp_path
):
    dock = previewed
    dock.export.output.setFilePath(str(tmp_path / "set"))
    clouds = dock.clouds
    clouds.source.setCurrentIndex(clouds.source.findData("raster"))
    clouds.mask.setLayer(quality_band)
    clouds.preset.setCurrentIndex(clouds.preset.findData("SENTINEL2_SCL"))
    wait_for(lambda: not dock.preview.is_busy)
    told = shown_problem(clouds)
    assert told == shown_above_run(dock)
    assert told == (
        "⚠ No pixel of BQA.tif is cloudy by SENTINEL2_SCL (values 3, 8-10); its values are 2720 "
        "(100 %). Check that “Kind of mask” and “Band” are those of this kind of mask, or go "
        "on if there are no clouds."
    )
    # There may be no clouds.
    assert dock.panel.run.isEnabled()
    assert clouds._frame.field is clouds.preset
    run(dock)
    assert "warnings: 1." in message(dock)
    wait_for(lambda: not dock.results.is_busy)
    note = dock.results.page.note.text().replace("\u200b", "")
    assert "\u26a0 No pixel of BQA.tif is cloudy" in note
    from qgis.core import Qgis

    assert dock.iface.bar.currentItem().level() == Qgis.MessageLevel.Warning
    assert "No pixel of BQA.tif is cloudy" in dock.panel.log.toPlainText()
    clouds.preset.setCurrentIndex(clouds.preset.findData("values"))
    clouds.values.setText("2720")
    clouds.values.editingFinished.emit()
    wait_for(lambda: not dock.preview.is_busy)
    assert "is cloudy by" not in shown_problem(clouds) + shown_above_run(dock)
    clouds.source.setCurrentIndex(clouds.source.findData("none"))
    wait_for(lambda: not dock.preview.is_busy)
    assert shown_problem(clouds) == ""


def test_a_run_without_warnings_ends_in_green(dock, tmp_path):
    from qgis.core import Qgis

    dock.export.output.setFilePath(str(tmp_path / "set"))
    run(dock)
    assert dock.iface.bar.currentItem().level() == Qgis.MessageLevel.Success
    assert message(dock).startswith("Tiles made: 72, left out: ")
    assert "warning" not in message(dock)


def test_a_run_that_failed_can_be_tried_again(dock, tmp_path, monkeypatch):
    from tilewright.core.message import Message

    dock.export.output.setFilePath(str(tmp_path / "set"))
    wait_for(lambda: not dock.preview.is_busy)
    dock.runs.failed.emit(Message("{QUALITY} is odd today."))
    assert shown_problem(dock.export) == "⚠ “JPEG quality” is odd today."
    wait_for(lambda: not dock.preview.is_busy)
    assert dock.panel.run.isEnabled()


def test_geotiffs_without_compression_are_asked_for_by_a_tick(dock, tmp_path):
    page = dock.export
    assert not page.compress.isVisibleTo(page) and page.quality.isVisibleTo(page)
    page.format.setCurrentIndex(page.format.findData("GTIFF"))
    assert page.compress.isVisibleTo(page) and page.compress.isChecked()
    assert not page.quality.isVisibleTo(page)
    page.compress.click()
    page.output.setFilePath(str(tmp_path / "set"))
    run(dock)
    (first, *others) = sorted((tmp_path / "set").rglob("*.tif"))
    assert len(others) == 71
    with rasterio.open(first) as image:
        assert image.profile.get("compress") is None


def test_hidden_rows_leave_no_gap(dock):
    form = dock.export.form
    fields = [dock.export.scaling_rows.least, dock.export.scaling_rows.greatest]
    count = form.rowCount()
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("RANGE"))
    rows = [form.getWidgetPosition(w)[0] for w in (dock.export.scaling, *fields)]
    # The sentence that asks for the values stands below the second.
    assert rows == list(range(rows[0], rows[0] + 3))
    assert all(form.labelForField(w).isVisible() for w in fields)
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("NONE"))
    assert form.rowCount() == count
    assert all(form.indexOf(w) < 0 and not w.isVisible() for w in fields)


def test_rows_come_back_in_their_order(dock):
    page = dock.clouds
    names = []
    for source in ("layer", "raster", "none", "raster", "layer"):
        page.source.setCurrentIndex(page.source.findData(source))
        form = page.form
        rows = [w for _, w in page._rows if form.indexOf(w) >= 0]
        assert [form.getWidgetPosition(w)[0] for w in rows] == sorted(
            form.getWidgetPosition(w)[0] for w in rows
        )
        names.append([w.objectName() for w in rows])
    assert names[0] == names[4] == ["cloudSource", "cloudLayer", "cloudBuffer"]
    assert names[2] == ["cloudSource"]
    mask = ["cloudMask", "cloudBand", "cloudPreset", "maxCloud", "cloudLooks"]
    assert names[1] == names[3] == ["cloudSource", *mask]


def test_metres_have_decimals_and_pixels_none(dock):
    page = dock.image
    page.units.setCurrentIndex(page.units.findData("METERS"))
    page.tile_size.setValue(1234.56)
    assert dock.settings().tile_size == 1234.56
    settings = dock.settings()
    page.units.setCurrentIndex(page.units.findData("PIXELS"))
    assert dock.settings().tile_size == 1235
    dock.apply(settings)
    assert dock.settings().tile_size == 1234.56


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (64.0, "C", "64 m"),
        (1234.5, "C", "1234.5 m"),
        (100.0, "es", "100 m"),
        (0.25, "es", "0,25 m"),
        (0.0, "C", "0 m"),
    ],
)
def test_idle_zeros_are_not_shown(qgis, value, language, expected):
    from qgis.PyQt.QtCore import QLocale

    from tilewright.ui.widgets.plain_spin_box import PlainSpinBox

    box = PlainSpinBox()
    box.setLocale(QLocale(language))
    box.setRange(0, 100_000)
    box.setSuffix(" m")
    box.setValue(value)
    assert box.text() == expected
    assert box.value() == value


def test_every_field_has_a_name_and_no_two_buttons_the_same(dock):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

    names = []
    for widget in dock.widget().findChildren(QWidget):
        is_field = isinstance(widget, (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox))
        is_part = isinstance(widget.parent(), (QComboBox, QAbstractSpinBox, QLineEdit))
        can_be_used = not widget.isHidden() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if is_field and not is_part and can_be_used:
            name = widget.accessibleName() or getattr(widget, "text", str)()
            if name:
                names.append((type(widget).__name__, name))
            else:
                # The arrows of groups that fold, and of scroll bars, are QGIS's and Qt's.
                assert "ollaps" in type(widget).__name__ + widget.objectName(), widget
    assert len(names) > 25
    assert "Clear" not in {name for _, name in names}
    assert ("QgsFilterLineEdit", "Folder") in names
    assert [n for n in names if names.count(n) > 1] == []


def test_nothing_answers_to_alt_and_a_letter(dock):
    from qgis.PyQt.QtWidgets import QAbstractButton, QLabel

    texts = [w.text() for w in dock.widget().findChildren((QLabel, QAbstractButton))]
    assert not any("&" in text for text in texts)


@pytest.mark.parametrize("change", ["removeAllMapLayers", "clear"])
def test_a_run_outlives_its_layers_and_its_project(dock, project, tmp_path, dataset_files, change):
    for name in ("whole", "alone"):
        dock.export.output.setFilePath(str(tmp_path / name))
        dock.run()
        if name == "alone":
            getattr(project, change)()
        wait_for(lambda: not dock.runs.is_busy)
        assert "Tiles made: 72" in message(dock)
    assert dataset_files(tmp_path / "alone") == dataset_files(tmp_path / "whole")


def test_a_new_project_begins_with_the_defaults(dock, layers):
    from qgis.core import QgsProject, QgsRasterLayer

    from tilewright.ui.settings.dock_settings import DockSettings

    rows, split = dock.export.layout_rows, dock.split
    rows.layout.setCurrentIndex(rows.layout.findData("COCO"))
    split.method.setCurrentIndex(split.method.findData("BLOCKS"))
    dock.image.tile_size.setValue(64)
    source = layers[0].source()
    QgsProject.instance().clear()
    dock.iface.newProjectCreated.emit()
    assert dock.settings() == DockSettings()
    # Nor do they come back with the next image.
    QgsProject.instance().addMapLayer(QgsRasterLayer(source, "again"))
    dock.update_all()
    settings = dock.settings()
    assert (settings.layout, settings.split_method) == ("IMAGEFOLDER", "NONE")
    assert settings.tile_size == 256


def test_tiles_give_way_to_classes_while_the_dock_is_a_tab_behind(dock):
    import numpy as np
    from qgis.core import QgsRectangle
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtGui import QImage, QPainter
    from qgis.PyQt.QtWidgets import QDockWidget

    from tilewright.ui.classify.classes_on_map import ClassesOnMap

    def draws_tiles() -> bool:
        """Whether the preview puts anything on a picture of the map."""
        picture = QImage(canvas.size(), QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        dock.preview.tiles.paint(painter, None, None)
        painter.end()
        bits = picture.constBits()
        bits.setsize(picture.sizeInBytes())
        return bool(np.frombuffer(bits, np.uint8).any())

    canvas, window = dock.iface.canvas, dock.iface.window
    canvas.resize(400, 400)
    canvas.setExtent(QgsRectangle(dock.image.raster.currentLayer().extent()))
    wait_for(lambda: not dock.preview.is_busy)
    wait_for(draws_tiles)
    classes, other = ClassesOnMap(canvas), QDockWidget("classes")
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, other)
    window.tabifyDockWidget(dock, other)
    other.show()
    other.raise_()
    wait_for(lambda: not dock.isUserVisible())
    assert draws_tiles(), "there is nothing to give way to"
    classes.image = QImage(4, 4, QImage.Format.Format_ARGB32)
    assert not draws_tiles()
    dock.raise_()
    wait_for(dock.isUserVisible)
    assert draws_tiles()
    other.raise_()
    wait_for(lambda: not draws_tiles())
    classes.clear()
    assert draws_tiles()
    classes.remove()
