"""The live preview: the classes of Train Classifier and Classify Raster, as polygons are drawn."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import rasterio

WIDTH, HEIGHT = 200, 160
COLORS = {"dark": (0, 0, 255), "light": (255, 200, 0)}


def square(col, row, size=12):
    """A square of so many pixels of the image."""
    left, top = 500000 + 10 * col, 4600000 - 10 * row
    right, bottom = left + 10 * size, top - 10 * size
    return (
        f"POLYGON(({left} {top}, {right} {top}, {right} {bottom}, {left} {bottom}, {left} {top}))"
    )


@pytest.fixture
def image(project, make_raster):
    """Dark on the left, light on the right, with noise that hides the border."""
    from qgis.core import QgsRasterLayer
    from rasterio.transform import Affine

    rng = np.random.default_rng(3)
    values = rng.integers(1, 120, (3, HEIGHT, WIDTH)).astype("uint8")
    values[:, :, WIDTH // 2 :] += 80
    values[:, :6, :6] = 0
    path = make_raster(values, transform=Affine(10, 0, 500000, 0, -10, 4600000), crs="EPSG:32631")
    layer = QgsRasterLayer(path, "image")
    assert project.addMapLayer(layer)
    return layer


@pytest.fixture
def polygons(project):
    """Two polygons of two classes, the second of which is not saved yet."""
    from qgis.core import QgsVectorLayer
    from qgis.PyQt import sip

    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:32631&field=class:string&field=color:string", "polygons", "memory"
    )
    draw(layer, "dark", 10, 20)
    project.addMapLayer(layer)
    layer.startEditing()
    draw(layer, "light", 150, 20)
    yield layer
    if not sip.isdeleted(layer):
        layer.rollBack()


def draw(layer, name, col, row, size=12):
    """A polygon, in the edits of the layer if it is being edited."""
    from qgis.core import QgsFeature, QgsGeometry

    feature = QgsFeature(layer.fields())
    color = "#{:02x}{:02x}{:02x}".format(*COLORS[name]) if name in COLORS else None
    feature.setAttributes([name, color])
    feature.setGeometry(QgsGeometry.fromWkt(square(col, row, size)))
    if layer.isEditable():
        assert layer.addFeature(feature)
    else:
        assert layer.dataProvider().addFeatures([feature])[0]


@pytest.fixture
def iface(make_iface, image, polygons):
    from qgis.core import QgsRectangle
    from qgis.PyQt import sip

    class Window(make_iface):
        def addDockWidget(self, area, dock):
            self.window.addDockWidget(area, dock)

    made = Window()
    made.layer = image
    made.canvas.setDestinationCrs(image.crs())
    # A frame of a pixel is around it.
    made.canvas.setMinimumSize(WIDTH + 2, HEIGHT + 2)
    made.canvas.setMaximumSize(WIDTH + 2, HEIGHT + 2)
    made.window.setCentralWidget(made.canvas)
    made.window.show()
    # A pixel of the map is one of the image.
    made.canvas.setExtent(QgsRectangle(image.extent()))
    yield made
    sip.delete(made.window)


@pytest.fixture
def dock(iface):
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.classify.preview_dock import PreviewDock

    made = PreviewDock(iface)
    iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, made)
    made.form.nodata.setText("0")
    made.form.nodata.editingFinished.emit()
    made.show()
    made.previews = []
    made.live.shown.connect(made.previews.append)
    yield made
    made.remove()


@pytest.fixture
def settle(dock, wait):
    """Waits until nothing is computed any more."""
    return lambda: wait(lambda: not dock.live.is_busy)


def rows_of(dock):
    items = [dock.legend.topLevelItem(k) for k in range(dock.legend.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items}


def count_trainings(dock, monkeypatch):
    from tilewright.ui.classify import live_classes

    made = []

    class Counted(live_classes.PreviewTraining):
        def train(self, feedback):
            made.append(threading.get_ident())
            return super().train(feedback)

    monkeypatch.setattr(live_classes, "PreviewTraining", Counted)
    return made


def test_classes_are_those_of_train_classifier_and_classify_raster(
    dock, settle, run, iface, tmp_path
):
    dock.switch.setChecked(True)
    settle()
    (preview,) = dock.previews
    parameters = dock.form.parameters()
    assert parameters["TREES"] == 20
    model = str(tmp_path / "model.npz")
    made = run("trainclassifier", **parameters, FOLDS=0, OUTPUT=model)
    assert made["SAMPLE_COUNT"] == 2 * 144
    path = str(tmp_path / "classes.tif")
    run("classifyraster", RASTER=parameters["RASTER"][0], MODEL=model, NODATA=0, OUTPUT=path)
    with rasterio.open(path) as dataset:
        expected = dataset.read(1)
    settings = iface.canvas.mapSettings()
    assert (settings.outputSize().width(), settings.outputSize().height()) == (WIDTH, HEIGHT)
    assert preview.view.factor == 1
    assert np.array_equal(preview.view.classes, expected)
    assert set(np.unique(expected)) == {0, 1, 2}
    image = dock.item.image
    assert image.pixelColor(2, 2).alpha() == 0
    for col, row in ((20, 25), (160, 30), (100, 80), (60, 140)):
        color = COLORS[{1: "dark", 2: "light"}[expected[row, col]]]
        assert image.pixelColor(col, row).getRgb() == (*color, 255)
    shares = [100 * (expected == k).sum() / (expected > 0).sum() for k in (1, 2)]
    assert rows_of(dock) == {"dark": f"{shares[0]:.1f} %", "light": f"{shares[1]:.1f} %"}
    text = dock.note.text()
    assert text.startswith(
        "Preview, not assessed: Random forest, 20 trees, 288 training pixels, trained in "
    )


def test_an_edit_that_is_not_saved_changes_the_classes(dock, settle, polygons):
    dock.switch.setChecked(True)
    settle()
    assert list(rows_of(dock)) == ["dark", "light"]
    draw(polygons, "other", 80, 100, 20)
    settle()
    assert list(rows_of(dock)) == ["dark", "light", "other"]
    before = dock.previews[-1]
    feature = next(f for f in polygons.getFeatures() if f["class"] == "other")
    polygons.changeAttributeValue(feature.id(), 0, "light")
    settle()
    assert list(rows_of(dock)) == ["dark", "light"]
    assert dock.previews[-1].trained.samples == before.trained.samples == 288 + 400
    polygons.undoStack().undo()
    settle()
    assert list(rows_of(dock)) == ["dark", "light", "other"]
    polygons.deleteFeature(feature.id())
    settle()
    assert dock.previews[-1].trained.samples == 288


def test_nothing_is_measured_and_the_classifier_is_the_same(dock, settle, polygons, run, tmp_path):
    from tilewright.core.classify.file import read_model

    draw(polygons, "dark", 30, 80)
    draw(polygons, "light", 130, 100)
    dock.switch.setChecked(True)
    settle()
    trained = dock.previews[-1].trained
    assert trained.model.facts["options"]["folds"] == 0
    # With both polygons of a class held out in turn, as the dialog does.
    made = run("trainclassifier", **dock.form.parameters(), OUTPUT=str(tmp_path / "m.npz"))
    assert made["ACCURACY"] is not None
    kept = read_model(made["OUTPUT"])
    assert kept.facts["options"]["folds"] == 5
    assert np.array_equal(kept.trees.values, trained.model.trees.values)
    assert np.array_equal(kept.trees.thresholds, trained.model.trees.thresholds)


def test_many_quick_edits_train_once_and_beside_the_window(dock, settle, polygons, monkeypatch):
    threads = count_trainings(dock, monkeypatch)
    dock.switch.setChecked(True)
    settle()
    assert len(threads) == 1
    for k in range(10):
        draw(polygons, "light", 120 + 4 * k, 100, 3)
    settle()
    assert len(threads) == 2
    assert threading.get_ident() not in threads
    assert len(dock.previews) == 2


def test_an_edit_cancels_what_is_computed(dock, settle, polygons, wait, monkeypatch):
    from tilewright.ui.classify import live_classes

    begun, heard = [], []
    own = live_classes.PreviewTraining.train

    def slow(training, feedback):
        begun.append(feedback)
        if len(begun) == 1:
            while not feedback.isCanceled():
                threading.Event().wait(0.01)
            heard.append(feedback)
        return own(training, feedback)

    monkeypatch.setattr(live_classes.PreviewTraining, "train", slow)
    dock.switch.setChecked(True)
    wait(lambda: begun)
    draw(polygons, "light", 150, 100)
    settle()
    assert len(heard) == 1
    assert len(begun) == 2
    # Of the first nobody hears.
    assert [p.trained.samples for p in dock.previews] == [3 * 144]


def test_the_map_moves_without_training_anew(dock, settle, iface, monkeypatch):
    from qgis.core import QgsRectangle

    threads = count_trainings(dock, monkeypatch)
    dock.switch.setChecked(True)
    settle()
    iface.canvas.setExtent(QgsRectangle(500000, 4599600, 500500, 4600000))
    settle()
    assert len(threads) == 1
    assert len(dock.previews) == 2
    # A fine map of the dark half, though not of all of it.
    assert dock.previews[1].view.counts[1] > 0.6 * WIDTH * HEIGHT
    iface.canvas.zoomByFactor(40)
    settle()
    assert dock.previews[2].view.factor >= 9
    assert f"one of {dock.previews[2].view.factor} \u00d7" in dock.note.text()
    assert len(threads) == 1


def test_less_than_two_classes_say_what_to_draw(dock, settle, polygons):
    polygons.rollBack()
    dock.switch.setChecked(True)
    settle()
    assert dock.note.text() == (
        "So far all training pixels are of the class dark; draw a polygon of another class on the "
        "image."
    )
    assert dock.item.image is None
    assert rows_of(dock) == {}
    polygons.startEditing()
    # Beside the image.
    draw(polygons, "light", 1000, 20)
    settle()
    assert "of the class dark; draw a polygon of another class on the image." in dock.note.text()
    draw(polygons, "light", 150, 60)
    settle()
    assert list(rows_of(dock)) == ["dark", "light"]
    polygons.selectAll()
    polygons.deleteSelectedFeatures()
    settle()
    assert dock.note.text() == (
        "Draw polygons of two classes or more in polygons, and name the class of each in the field "
        "class."
    )


def test_polygons_without_a_class_are_told(dock, settle, polygons):
    draw(polygons, None, 100, 100)
    dock.switch.setChecked(True)
    settle()
    assert dock.note.text().endswith("\n1 label polygon has no class (NULL) and was skipped.")


@pytest.mark.parametrize("method", ["GRADIENT_BOOSTING", "SVM", "KNN"])
def test_other_classifiers(dock, settle, method):
    dock.form.method.setCurrentIndex(dock.form.method.findData(method))
    dock.form.trees.setValue(5)
    dock.switch.setChecked(True)
    settle()
    assert dock.previews[-1].trained.model.method == method
    assert ("TREES" in dock.form.parameters()) == (method == "GRADIENT_BOOSTING")
    assert (", 5 trees, " in dock.note.text()) == (method == "GRADIENT_BOOSTING")


def test_nothing_is_computed_while_it_is_off_or_hidden(dock, settle, polygons, monkeypatch):
    threads = count_trainings(dock, monkeypatch)
    draw(polygons, "light", 150, 60)
    settle()
    assert threads == []
    assert dock.note.text() == "Switch on Live, and draw polygons of two classes or more."
    dock.switch.setChecked(True)
    settle()
    assert len(threads) == 1
    dock.hide()
    assert dock.item.image is None
    draw(polygons, "light", 150, 100)
    settle()
    assert len(threads) == 1
    dock.show()
    settle()
    assert len(threads) == 2
    assert dock.item.image is not None
    dock.switch.setChecked(False)
    assert dock.item.image is None


def test_a_layer_that_is_removed_takes_its_classes_along(dock, settle, project, polygons):
    dock.switch.setChecked(True)
    settle()
    project.removeMapLayer(polygons.id())
    settle()
    assert dock.item.image is None
    assert dock.note.text().startswith("Choose an image, a layer of polygons,")
    assert not dock.steps.train.isEnabled()


def test_opacity_and_the_dialog_of_train_classifier(dock, monkeypatch, image, polygons):
    dock.opacity.setValue(35)
    assert dock.item.opacity() == pytest.approx(0.35)
    opened = []
    monkeypatch.setattr(dock._dialogs, "open", lambda *args: opened.append(args))
    dock.form.trees.setValue(50)
    dock.steps.train.click()
    assert opened == [
        (
            "tilewright:trainclassifier",
            {
                "RASTER": [image.id()],
                "LABELS": polygons.id(),
                "LABEL_FIELD": "class",
                "METHOD": "RANDOM_FOREST",
                "MAX_PER_CLASS": 1000,
                "TREES": 50,
                "NODATA": "0",
            },
        )
    ]


def test_bands_that_are_not_there_are_told_by_their_label(dock, settle):
    dock.form.bands.setText("1,9")
    dock.form.bands.editingFinished.emit()
    dock.switch.setChecked(True)
    settle()
    assert "9" in dock.note.text()
    assert dock.item.image is None


def test_the_menu_entry_makes_the_panel_unless_scikit_learn_is_missing(iface, wait, monkeypatch):
    from tilewright.ui.classify.preview_action import PreviewAction
    from tilewright.ui.tasks import panel_action

    action = PreviewAction(iface)
    assert not action.action.icon().isNull()
    with monkeypatch.context() as patch:
        patch.setattr(panel_action, "missing_packages", lambda names: [names[-1]])
        action.action.trigger()
        assert action.dock is None
        assert not action.action.isChecked()
        assert "scikit-learn" in iface.bar.currentItem().text()
    action.action.trigger()
    action.dock.switch.setChecked(True)
    wait(lambda: action.dock.item.image is not None)
    items = len(iface.canvas.scene().items())
    action.remove()
    assert action.dock is None
    assert len(iface.canvas.scene().items()) == items - 1


def say(field, text):
    field.setText(text)
    field.editingFinished.emit()


def test_indices_are_those_of_train_classifier_and_classify_raster(
    dock, settle, run, iface, tmp_path
):
    form = dock.form
    assert form.meanings.isHidden()
    say(form.indices, "NDVI,RED_SD3")
    assert not form.meanings.isHidden()
    dock.switch.setChecked(True)
    settle()
    assert "nothing tells which band of raster.tif" in dock.note.text()
    say(form.indices, "NGRDI,RED_SD3")
    say(form.meanings, "3=red,2=green")
    settle()
    (preview,) = dock.previews
    assert preview.trained.model.bands[3:] == ("NGRDI", "RED_SD3")
    parameters = form.parameters()
    assert (parameters["INDICES"], parameters["BAND_MEANINGS"]) == (
        "NGRDI,RED_SD3",
        "3=red,2=green",
    )
    model, path = str(tmp_path / "model.npz"), str(tmp_path / "classes.tif")
    run("trainclassifier", **parameters, FOLDS=0, OUTPUT=model)
    run("classifyraster", RASTER=parameters["RASTER"][0], MODEL=model, NODATA=0, OUTPUT=path)
    with rasterio.open(path) as dataset:
        expected = dataset.read(1)
    assert preview.view.factor == 1
    assert np.array_equal(preview.view.classes, expected)
    # Without textures as well as with them, farther away, each pixel is one of those.
    for indices in ("NGRDI,RED_SD3", "NGRDI"):
        say(form.indices, indices)
        iface.canvas.zoomByFactor(3)
        settle()
        view = dock.previews[-1].view
        assert view.factor >= 3
        assert set(view.counts) == {1, 2}


def test_the_project_remembers_the_fields(dock, iface, image, project, polygons, settle):
    from tilewright.ui.classify.preview_dock import PreviewDock

    say(dock.form.indices, "NGRDI")
    say(dock.form.meanings, "1=red,2=green")
    dock.form.method.setCurrentIndex(dock.form.method.findData("KNN"))
    dock.form.trees.setValue(33)
    dock.opacity.setValue(25)
    said = dock.form.state()
    assert (said["image"], said["labels"], said["NODATA"]) == (image.id(), polygons.id(), "0")
    iface.layer = None
    other = PreviewDock(iface)
    try:
        assert other.form.state() == said
        assert other.opacity.value() == 25
        # A new project has nothing to remember.
        project.cleared.emit()
        iface.newProjectCreated.emit()
        assert other.form.state()["INDICES"] == other.form.state()["NODATA"] == ""
        assert other.form.trees.value() == 20
        assert other.opacity.value() == 60
    finally:
        other.remove()


def test_classes_leave_the_map_when_points_on_it_are_interpreted(dock, settle, iface):
    dock.switch.setChecked(True)
    settle()
    assert dock.item.image is not None
    before = iface.canvas.mapUnitsPerPixel()
    dock.steps.points_drawn.emit()
    assert not dock.switch.isChecked()
    assert dock.item.image is None
    assert iface.canvas.mapUnitsPerPixel() == pytest.approx(before / 4, rel=0.02)


def test_a_project_that_is_opened_again_brings_its_fields(
    dock, image, project, tmp_path, make_layer, qgis
):
    from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

    path = str(tmp_path / "drawn.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    drawn = make_layer([(square(10, 20), {"kind": "dark"})], fields="kind:string,other:string")
    QgsVectorFileWriter.writeAsVectorFormatV3(drawn, path, project.transformContext(), options)
    # The last one of its kind, which no list would choose by itself.
    drawn = QgsVectorLayer(path, "zz drawn")
    project.addMapLayer(drawn)
    dock.form.labels.setLayer(drawn)
    dock.form.field.setField("other")
    say(dock.form.indices, "NGRDI")
    dock.opacity.setValue(25)
    said = dock.form.state()
    assert (said["labels"], said["field"]) == (drawn.id(), "other")
    file = str(tmp_path / "p.qgs")
    assert QgsProject.instance().write(file)
    dock.form.trees.setValue(77)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(file)
    assert dock.form.state() == said
    assert dock.opacity.value() == 25
