"""The ways from an empty dock to an image."""

from __future__ import annotations

import json
import re
import shlex

import numpy as np
import pytest

from tilewright.ui.image import ask_files, example


@pytest.fixture
def empty_dock(make_iface, project, settings_folder):
    """A dock on show in a project without layers."""
    from qgis.PyQt import sip
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.tile_dock import TileDock

    iface = make_iface()
    made = TileDock(iface)
    made.iface = iface
    iface.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, made)
    iface.window.show()
    yield made
    made.remove()
    sip.delete(iface.window)


@pytest.fixture
def answer(monkeypatch):
    """What dialogs for files answer: ``answer(files, save)``; returns the titles they had."""
    from qgis.PyQt.QtWidgets import QFileDialog

    def prepare(files, save=""):
        asked = []
        monkeypatch.setattr(
            QFileDialog, "getOpenFileNames", lambda *a: asked.append(a[1:3]) or (list(files), "")
        )
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *a: asked.append(a[1:3]) or (save, "")
        )
        return asked

    return prepare


@pytest.fixture
def band_files(make_raster, tmp_path):
    """Three files of a Landsat scene, each of one value, with a collar of zeros."""
    paths = []
    for number, value in ((4, 40), (2, 20), (3, 30)):
        values = np.full((64, 64), value, dtype="uint16")
        values[:16] = 0
        name = f"LC08_L1TP_224078_20200518_20200820_02_T1_B{number}.TIF"
        paths.append(make_raster(values, name=name))
    return paths


def press(dock, name):
    from qgis.PyQt.QtWidgets import QPushButton

    dock.findChild(QPushButton, f"{name}Button").click()


def message(dock):
    item = dock.iface.bar.currentItem()
    return item.text() if item is not None else ""


def test_without_an_image_there_are_ways_to_one_and_nothing_else(empty_dock):
    from qgis.PyQt.QtWidgets import QWidget

    page = empty_dock.sources.page
    assert page.isVisible()
    assert [button.text() for button in page.buttons] == [
        "Open Image…",
        "Stack Band Files…",
        "Load Sentinel-2 Product…",
        "Find Imagery…",
        "Try the Example",
    ]
    assert not any(each.isVisible() for each in empty_dock.pages)
    assert not empty_dock.findChild(QWidget, "tilewrightSamplePage").isVisible()


def test_a_button_without_room_for_its_icon_shows_all_of_its_words(empty_dock):
    button = empty_dock.sources.page.buttons[2]
    words = button.fontMetrics().horizontalAdvance(button.text())
    button.resize(words + 20, button.height())
    assert button.icon().isNull()
    assert words <= button.minimumSizeHint().width() <= words + 20
    button.resize(words + 80, button.height())
    assert not button.icon().isNull()


def test_a_layer_that_comes_by_any_way_is_the_image(empty_dock, add_raster, project, wait):
    layer = add_raster()
    assert empty_dock.image.raster.currentLayer() is layer
    assert not empty_dock.sources.page.isVisible()
    assert all(each.isVisible() for each in empty_dock.pages)
    project.removeMapLayer(layer.id())
    wait(empty_dock.sources.page.isVisible)
    assert not any(each.isVisible() for each in empty_dock.pages)


def test_the_same_ways_lead_to_another_image_later(empty_dock, add_raster):
    add_raster()
    sources = empty_dock.sources
    actions = empty_dock.image.scenes.other.menu().actions()
    assert actions == [*sources.actions, sources.stack_layers]


def test_layers_of_one_band_on_one_grid_are_stacked(
    empty_dock, band_files, make_raster, answer, project, tmp_path, wait
):
    import rasterio
    from qgis.core import QgsRasterLayer

    sources, menu = empty_dock.sources, empty_dock.image.scenes.other.menu()
    other = make_raster(np.ones((1, 32, 32), "uint16"), name="B1_of_another_grid.TIF")
    several = make_raster(np.ones((3, 64, 64), "uint16"), name="three_bands.TIF")
    for path in (other, several, band_files[0]):
        project.addMapLayer(QgsRasterLayer(path, "band"))
    menu.aboutToShow.emit()
    assert not sources.stack_layers.isVisible()
    for path in (band_files[1], band_files[2], band_files[2]):
        project.addMapLayer(QgsRasterLayer(path, "band"))
    menu.aboutToShow.emit()
    assert sources.stack_layers.isVisible()
    output = str(tmp_path / "made.tif")
    asked = answer([], output)
    sources.stack_layers.trigger()
    wait(lambda: not sources.stacker.is_busy)
    assert [title for title, _ in asked] == ["Save the Stack of 3 Files"]
    assert empty_dock.image.raster.currentLayer().source() == output
    with rasterio.open(output) as dataset:
        assert dataset.read(window=((20, 21), (0, 1))).ravel().tolist() == [20, 30, 40]


def test_a_file_is_opened_shown_and_the_image(empty_dock, make_raster, answer):
    from qgis.core import QgsReferencedRectangle

    path = make_raster(np.ones((3, 20, 20), dtype="uint8"), name="photo.tif")
    answer([path])
    press(empty_dock, "openImage")
    layer = empty_dock.image.raster.currentLayer()
    assert (layer.source(), layer.name()) == (path, "photo")
    canvas = empty_dock.iface.canvas
    shown = QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())
    extent = canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
    assert shown.contains(extent)


def test_several_files_are_the_images_of_one_dataset(empty_dock, make_raster, answer, project):
    paths = [make_raster(np.ones((3, 20, 20), dtype="uint8"), name=f"d{k}.tif") for k in (2, 10)]
    answer(reversed(paths))
    press(empty_dock, "openImage")
    texts = empty_dock.image.scenes.texts()
    assert [project.mapLayer(text).source() for text in texts] == paths


def test_another_file_takes_the_place_of_the_image(empty_dock, add_raster, make_raster, answer):
    add_raster("first.tif")
    answer([make_raster(np.ones((3, 20, 20), dtype="uint8"), name="second.tif")])
    empty_dock.sources.actions[0].trigger()
    assert empty_dock.image.raster.currentLayer().name() == "second"
    assert empty_dock.image.scenes.texts() == []


def test_a_file_that_is_no_image_is_told_and_none_is_added(empty_dock, tmp_path, answer, project):
    (tmp_path / "a.txt").write_text("words")
    answer([str(tmp_path / "a.txt")])
    press(empty_dock, "openImage")
    assert message(empty_dock) == (
        f"{tmp_path / 'a.txt'} cannot be opened as an image; choose another file."
    )
    assert project.count() == 0


def test_band_files_become_the_image_in_natural_colours(
    empty_dock, band_files, answer, tmp_path, wait
):
    import rasterio

    output = str(tmp_path / "made.tif")
    asked = answer(band_files, output)
    press(empty_dock, "stackBands")
    assert empty_dock.sources.page.progress.isVisible()
    wait(lambda: not empty_dock.sources.stacker.is_busy)
    assert asked[1] == (
        "Save the Stack of 3 Files",
        str(tmp_path / "LC08 224078 2020-05-18 stack.tif"),
    )
    layer = empty_dock.image.raster.currentLayer()
    assert layer.source() == output
    with rasterio.open(output) as dataset:
        assert dataset.read(window=((20, 21), (0, 1))).ravel().tolist() == [20, 30, 40]
    renderer = layer.renderer()
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (3, 2, 1)
    wait(lambda: not empty_dock.image.facts.looker.is_busy)
    assert empty_dock.settings().bands == "3,2,1"
    assert empty_dock.export.bands.note.text() == "red B4, green B3, blue B2"
    assert "25 % of the pixels are 0" in empty_dock.image.facts.note.text()
    assert not empty_dock.sources.page.isVisible()


def test_what_gdal_puts_beside_files_is_not_stacked(empty_dock, band_files, answer, tmp_path, wait):
    import rasterio

    beside = [f"{path}{ending}" for path in band_files for ending in (".aux.xml", ".OVR")]
    answer([*beside, *band_files], str(tmp_path / "made.tif"))
    press(empty_dock, "stackBands")
    wait(lambda: not empty_dock.sources.stacker.is_busy)
    with rasterio.open(tmp_path / "made.tif") as dataset:
        assert dataset.count == 3


def test_one_band_file_is_not_enough(empty_dock, band_files, answer):
    answer(band_files[:1])
    press(empty_dock, "stackBands")
    assert message(empty_dock) == (
        "Only LC08_L1TP_224078_20200518_20200820_02_T1_B4.TIF was chosen; choose the files of all "
        "bands together."
    )
    assert not empty_dock.sources.stacker.is_busy


def test_files_that_cannot_be_stacked_are_told_and_nothing_is_written(
    empty_dock, band_files, make_raster, answer, tmp_path, wait
):
    far = make_raster(
        np.ones((8, 8), dtype="uint16"), name="far.tif", transform=(10, 0, 0, 0, -10, 0)
    )
    answer([*band_files, far], str(tmp_path / "made.tif"))
    press(empty_dock, "stackBands")
    wait(lambda: not empty_dock.sources.stacker.is_busy)
    assert "do not overlap; choose rasters of the same place" in message(empty_dock)
    assert not (tmp_path / "made.tif").exists()
    assert empty_dock.sources.page.buttons[0].isVisible()
    assert not empty_dock.sources.page.progress.isVisible()


def test_a_cancelled_stack_leaves_nothing(empty_dock, band_files, answer, tmp_path, wait):
    answer(band_files, str(tmp_path / "made.tif"))
    press(empty_dock, "stackBands")
    empty_dock.sources.page.cancel.click()
    wait(lambda: not empty_dock.sources.stacker.is_busy)
    assert not (tmp_path / "made.tif").exists()
    assert message(empty_dock) == ""
    assert empty_dock.image.is_empty


@pytest.mark.parametrize(
    "names, expected",
    [
        (["LC08_L1TP_224078_20200518_20200820_02_T1_B4.TIF"] * 2, "LC08 224078 2020-05-18"),
        (["l8_B2.tif", "l8_B3.tif"], "l8"),
        (["red.tif", "green.tif"], "red"),
    ],
)
def test_a_stack_is_called_after_what_its_files_share(names, expected):
    assert ask_files.name_together(names) == expected


def demo_parameters(root):
    """What run_demo.sh gives to builddataset."""
    text = (root / ".ci" / "run_demo.sh").read_text("utf-8")
    call = text.partition("tilewright:builddataset --")[2].partition("show_demo")[0]
    words = shlex.split(call.replace("\\\n", " "))
    pairs = (word.partition("=")[::2] for word in words if re.match(r"[A-Z_]+=", word))
    return {name: value.rpartition("/")[2] for name, value in pairs}


def test_the_example_is_ready_to_run_as_the_demo_does(empty_dock, root, project, tmp_path, wait):
    press(empty_dock, "tryExample")
    wait(lambda: not empty_dock.preview.is_busy)
    assert empty_dock.panel.why_not.text() == "Choose a folder for the dataset."
    empty_dock.export.output.setFilePath(str(tmp_path / "made"))
    assert empty_dock.panel.run.isEnabled()
    found = empty_dock.parameters()
    for name in ("RASTER", "LABELS", "CLOUDS"):
        found[name] = project.mapLayer(found[name]).source().rpartition("/")[2]
    wanted = demo_parameters(root)
    assert wanted.pop("OVERWRITE") == "true"
    del wanted["OUTPUT"], found["OUTPUT"]
    from tilewright.ui.settings.dock_settings import builddataset_defaults

    full = {**{k: builddataset_defaults()[k] for k in wanted}, **found}
    assert {k: str(v) for k, v in full.items()} == {
        k: str(type(full[k])(v)) for k, v in wanted.items()
    }
    kept = json.loads(project.readEntry("Tilewright", "settings", "")[0])
    assert kept["other_label"] == "non_urban"


def test_the_example_is_the_users_own_and_its_edits_stay(empty_dock, settings_folder, project):
    press(empty_dock, "tryExample")
    folder = settings_folder / "tilewright" / "example"
    assert sorted(path.name for path in folder.iterdir()) == sorted(example._FILES)
    for path in folder.iterdir():
        assert path.read_bytes() == (example.SHIPPED / path.name).read_bytes()
    layers = set(project.mapLayers())
    (folder / "urban.geojson").write_text(
        (folder / "urban.geojson").read_text("utf-8").replace("urban", "town"), "utf-8"
    )
    empty_dock.sources.actions[-1].trigger()
    assert "town" in (folder / "urban.geojson").read_text("utf-8")
    assert set(project.mapLayers()) == layers


def test_a_folder_that_cannot_be_written_is_told(empty_dock, settings_folder, project):
    settings_folder.mkdir(parents=True, exist_ok=True)
    (settings_folder / "tilewright").write_text("a file in its place")
    press(empty_dock, "tryExample")
    assert "tilewright" in message(empty_dock)
    assert project.count() == 0


def test_what_the_example_needs_is_in_the_zip(root):
    import importlib.util
    import sys

    sys.path.insert(0, str(root / ".ci"))
    try:
        spec = importlib.util.spec_from_file_location("pack", root / ".ci" / "package_plugin.py")
        pack = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(pack)
    finally:
        sys.path.pop(0)
    shipped = {path.as_posix() for path in pack.shipped_files(root)}
    assert {f"examples/foz/{name}" for name in example._FILES} <= shipped


def add_polygons(project, name, field="class"):
    from qgis.core import QgsVectorLayer

    uri = f"Polygon?crs=EPSG:32631&field={field}:string"
    layer = QgsVectorLayer(uri, name, "memory")
    project.addMapLayer(layer)
    return layer


def test_polygons_with_a_class_that_come_later_are_proposed_as_labels(
    empty_dock, add_raster, project
):
    add_raster()
    labels = empty_dock.labels
    add_polygons(project, "roads", "width")
    assert labels.layer.currentLayer() is None
    first = add_polygons(project, "first")
    assert labels.layer.currentLayer() is first
    assert labels.field.currentField() == "class"
    add_polygons(project, "second")
    assert labels.layer.currentLayer() is first


def test_nothing_is_proposed_to_who_said_that_there_are_no_labels(empty_dock, add_raster, project):
    add_raster()
    labels = empty_dock.labels
    labels.layer.setLayer(None)
    labels.layer.activated.emit(0)
    add_polygons(project, "first")
    assert labels.layer.currentLayer() is None


def test_a_layout_of_objects_gets_no_labels(empty_dock, add_raster, project):
    add_raster()
    rows = empty_dock.export.layout_rows
    place = rows.layout.findData("YOLO")
    rows.layout.setCurrentIndex(place)
    assert rows.shape.itemText(0) == "as usual: boxes"
    add_polygons(project, "first")
    assert empty_dock.labels.layer.currentLayer() is None
