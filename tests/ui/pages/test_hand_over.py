"""Labels that become what a layout is made of, and come back."""

import numpy as np
import pytest

SQUARE = "POLYGON((500000 4600000,500090 4600000,500090 4599910,500000 4599910,500000 4600000))"


@pytest.fixture
def buildings(project, make_layer):
    layer = make_layer([(SQUARE, {"kind": "house"})], fields="kind:string", name="buildings")
    return project.addMapLayer(layer)


@pytest.fixture
def pages(buildings):
    """The pages of labels and of export with nothing chosen, and what the user is told."""
    from tilewright.ui.pages.export_page import ExportPage
    from tilewright.ui.pages.hand_over import HandOver
    from tilewright.ui.pages.label_page import LabelPage
    from tilewright.ui.settings.dock_settings import DockSettings

    labels, export, told = LabelPage(), ExportPage(), []
    for page in (labels, export):
        page.load(DockSettings(output="/tmp/nowhere/x"))
    HandOver(labels, export.layout_rows, export).told.connect(told.append)
    yield labels, export.layout_rows, told
    for page in (labels, export):
        page.deleteLater()


def choose(rows, name):
    """A layout, as a user takes it from the list."""
    place = rows.layout.findData(name)
    rows.layout.setCurrentIndex(place)
    rows.layout.activated.emit(place)


def test_the_labels_are_the_objects_of_a_layout_that_needs_some(pages, buildings):
    labels, rows, told = pages
    labels.take(buildings)
    assert labels.field.currentField() == "kind"
    choose(rows, "YOLO")
    assert rows.objects.layer.currentLayer() is buildings
    assert rows.objects.field.currentField() == "kind"
    assert labels.layer.currentLayer() is None
    assert told == ["buildings is now the objects of YOLO, and no longer under Labels."]


def test_with_another_layout_they_are_labels_again(pages, buildings):
    labels, rows, _ = pages
    labels.take(buildings, label="building")
    labels.field.setField("")
    choose(rows, "COCO")
    assert (rows.objects.label.text(), rows.objects.field.currentField()) == ("building", "")
    choose(rows, "IMAGEFOLDER")
    assert not rows.objects.is_given
    assert labels.layer.currentLayer() is buildings
    assert (labels.label.text(), labels.field.currentField()) == ("building", "")


def test_from_objects_to_masks_they_go_along(pages, buildings):
    labels, rows, told = pages
    labels.take(buildings)
    choose(rows, "YOLO")
    choose(rows, "MASKS")
    assert told[1] == ("buildings is now the masks of Masks, and no longer under Labels.")
    assert rows.mask.layer.currentLayer() is buildings
    assert rows.mask.field.currentField() == "kind"
    assert not rows.objects.is_given and labels.layer.currentLayer() is None


def test_a_class_raster_becomes_masks_and_no_objects(pages, project, make_raster):
    from qgis.core import QgsRasterLayer

    labels, rows, _ = pages
    codes = project.addMapLayer(QgsRasterLayer(make_raster(np.ones((8, 8), "uint8")), "codes"))
    labels.take(codes, names="1=tree")
    choose(rows, "YOLO")
    assert labels.layer.currentLayer() is codes and not rows.objects.is_given
    choose(rows, "MASKS")
    assert (rows.mask.layer.currentLayer(), rows.mask.class_names()) == (codes, "1=tree")
    choose(rows, "IMAGEFOLDER")
    assert (labels.layer.currentLayer(), labels.codes.names.text()) == (codes, "1=tree")


def test_without_labels_the_only_polygons_are_meant(pages, buildings, project, make_layer):
    labels, rows, told = pages
    choose(rows, "YOLO")
    assert rows.objects.layer.currentLayer() is buildings
    assert rows.objects.field.currentField() == "kind"
    assert told == []
    rows.objects.layer.setLayer(None)
    tiles = make_layer([(SQUARE, {"tile_id": "a"})], fields="tile_id:string", name="tiles")
    project.addMapLayer(tiles)
    choose(rows, "COCO")
    assert rows.objects.layer.currentLayer() is buildings
    rows.objects.layer.setLayer(None)
    project.addMapLayer(make_layer([(SQUARE, {})], name="fields"))
    choose(rows, "YOLO")
    assert not rows.objects.is_given


def test_what_is_chosen_stays(pages, buildings, project, make_layer):
    labels, rows, told = pages
    other = project.addMapLayer(make_layer([(SQUARE, {})], name="other"))
    labels.take(buildings)
    rows.objects.layer.setLayer(other)
    choose(rows, "YOLO")
    assert rows.objects.layer.currentLayer() is other
    assert labels.layer.currentLayer() is buildings
    choose(rows, "IMAGEFOLDER")
    assert labels.layer.currentLayer() is buildings
    assert told == []
