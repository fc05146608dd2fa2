"""Hearing of changes in layers."""

import pytest


@pytest.fixture
def watch(qgis, wait):
    from tilewright.ui.tasks.watch_layers import LayerWatch

    watch = LayerWatch()
    watch.heard = []
    watch.changed.connect(lambda: watch.heard.append(watch.revision))
    yield watch
    watch.remove()


@pytest.fixture
def labels(add_labels):
    return add_labels([(0, 0, 40, 80, "a"), (40, 0, 80, 80, "b")])


def edit(layer):
    layer.startEditing()
    layer.deleteFeature(1)


def edit_and_undo(layer):
    edit(layer)
    layer.undoStack().undo()


def edit_and_give_up(layer):
    edit(layer)
    layer.rollBack()


def edit_and_save(layer):
    edit(layer)
    assert layer.commitChanges()


def filter_features(layer):
    assert layer.setSubsetString("\"class\" = 'a'")


def change_crs(layer):
    from qgis.core import QgsCoordinateReferenceSystem

    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))


def reload_data(layer):
    layer.reload()


@pytest.mark.parametrize(
    "change",
    [
        edit,
        edit_and_undo,
        edit_and_give_up,
        edit_and_save,
        filter_features,
        change_crs,
        reload_data,
    ],
)
def test_every_change_of_a_layer_is_told_once(watch, labels, wait, change):
    watch.follow([labels])
    change(labels)
    assert watch.heard == []
    wait(lambda: watch.heard, 0.15)
    assert watch.heard == [watch.revision] and watch.revision > 0


def test_what_is_no_change_is_not_told(watch, labels, add_raster, wait):
    raster = add_raster()
    watch.follow([labels, raster, labels], raster)
    labels.startEditing()
    labels.triggerRepaint()
    labels.setName("other")
    raster.triggerRepaint()
    wait(seconds=0.15)
    assert (watch.heard, watch.revision) == ([], 0)


def test_a_style_counts_for_the_layer_that_is_drawn_by_its_style(watch, add_raster, wait):
    drawn, other = add_raster("a.tif"), add_raster("b.tif")
    watch.follow([drawn, other], drawn)
    for layer in (other, drawn):
        layer.brightnessFilter().setBrightness(40)
        layer.triggerRepaint()
        layer.renderer().setOpacity(0.5)
        layer.emitStyleChanged()
        assert watch.revision == (2 if layer is drawn else 0)
    watch.follow([drawn, other])
    drawn.setOpacity(0.3)
    assert watch.revision == 2


def test_layers_are_let_go(watch, labels, add_raster, project):
    raster = add_raster()

    def receivers():
        return [
            layer.receivers(signal)
            for layer in (labels, raster)
            for signal in (
                layer.crsChanged,
                layer.dataChanged,
                layer.dataSourceChanged,
                layer.styleChanged,
                layer.repaintRequested,
            )
        ] + [labels.receivers(labels.layerModified)]

    before = receivers()
    watch.follow([labels, raster], raster)
    assert receivers() != before
    watch.follow([raster], raster)
    watch.follow([labels, raster])
    watch.remove()
    assert receivers() == before
    watch.follow([labels, raster], raster)
    project.removeMapLayers([labels.id(), raster.id()])
    watch.follow([])


def test_a_thousand_edits_are_told_as_one(watch, labels, wait):
    from qgis.core import QgsFeature

    watch.follow([labels])
    labels.startEditing()
    for _ in range(1000):
        labels.addFeature(QgsFeature(labels.fields()))
    wait(lambda: watch.heard, 0.15)
    assert len(watch.heard) == 1


def test_layers_with_unsaved_edits_are_named(labels, add_labels, add_raster):
    from tilewright.ui.tasks.watch_layers import unsaved_layers

    other, raster = add_labels([(0, 0, 9, 9, "a")], name="other"), add_raster()
    parameters = {"LABELS": labels.id(), "AOI": other.id(), "RASTER": raster.id(), "TILE_SIZE": 9}
    other.startEditing()
    assert unsaved_layers(parameters) == []
    other.deleteFeature(1)
    assert unsaved_layers(parameters) == ["other"]
    other.rollBack()
    assert unsaved_layers(parameters) == []
