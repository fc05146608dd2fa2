"""The layout on the Export page, and what it has a place for."""

import pytest

from tilewright.core.layouts import LAYOUTS


@pytest.fixture
def layers(qgis, make_layer, make_raster):
    import numpy as np
    from qgis.core import QgsProject, QgsRasterLayer

    square = "POLYGON((500000 4600000,500090 4600000,500090 4599910,500000 4599910,500000 4600000))"
    buildings = make_layer([(square, {"kind": "house"})], fields="kind:string", name="buildings")
    cover = make_layer([(square, {"class": "crop"})], name="cover")
    raster = QgsRasterLayer(make_raster(np.ones((8, 8), "uint8")), "codes")
    QgsProject.instance().addMapLayers([buildings, cover, raster])
    yield buildings, cover, raster
    QgsProject.instance().clear()


@pytest.fixture
def page(layers):
    from tilewright.ui.pages.export_page import ExportPage
    from tilewright.ui.settings.dock_settings import DockSettings

    page = ExportPage()
    page.load(DockSettings(output="/tmp/nowhere/x"))
    return page


def choose(page, name):
    box = page.layout_rows.layout
    box.setCurrentIndex(box.findData(name))


def saved(page):
    from tilewright.ui.settings.dock_settings import DockSettings

    settings = DockSettings()
    page.save(settings)
    return settings.to_parameters()


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_rows_are_those_of_the_layout(page, name):
    choose(page, name)
    rows, takes = page.layout_rows, LAYOUTS[name].takes
    assert page.has_row(rows.objects.layer) == bool(takes.shapes)
    assert page.has_row(rows.mask.layer) == takes.has_masks
    assert not page.has_row(rows.objects.label)
    shown = rows.readers.text().replace("\u200b", "")
    assert shown.lower() == f"{LAYOUTS[name].readers}.".lower()
    problem = page.find_problem()
    needs = takes.needs_objects or takes.needs_masks
    assert (
        problem is not None and problem.widget in (rows.objects.layer, rows.mask.layer)
    ) == needs


def test_objects_are_given_with_their_class(page, layers):
    buildings, *_ = layers
    choose(page, "COCO")
    rows = page.layout_rows
    rows.objects.layer.setLayer(buildings)
    assert page.find_problem().widget is rows.objects.label
    rows.objects.label.setText("building")
    page.tell()
    assert page.find_problem() is None
    found = saved(page)
    assert (found["LAYOUT"], found["OBJECTS"]) == ("COCO", buildings.id())
    assert found["OBJECT_LABEL"] == "building"
    assert "SHAPE" not in found
    rows.shape.setCurrentIndex(rows.shape.findData("BOX"))
    assert saved(page)["SHAPE"] == "BOX"
    rows.objects.field.setField("kind")
    found = saved(page)
    assert found["OBJECT_FIELD"] == "kind"
    assert "OBJECT_LABEL" not in found
    choose(page, "IMAGEFOLDER")
    assert "OBJECTS" not in saved(page)
    assert "LAYOUT" not in saved(page)


def test_masks_are_polygons_or_a_raster(page, layers):
    _, cover, raster = layers
    choose(page, "MASKS")
    rows = page.layout_rows
    rows.mask.layer.setLayer(cover)
    assert rows.mask.field.currentField() == "class"
    assert (saved(page)["MASK"], saved(page)["MASK_FIELD"]) == (cover.id(), "class")
    rows.mask.layer.setLayer(raster)
    assert not page.has_row(rows.mask.field)
    assert page.find_problem() is None
    found = saved(page)
    assert found["MASK"] == raster.id()
    assert "MASK_FIELD" not in found


def test_settings_come_back(page, layers):
    from tilewright.ui.settings.dock_settings import DockSettings

    buildings, cover, _ = layers
    given = DockSettings(
        layout="COCO", objects=buildings.id(), object_label="building", object_shape="BOX",
        mask=cover.id(), mask_field="class",
    )  # fmt: skip
    page.load(given)
    again = DockSettings()
    page.save(again)
    names = ("layout", "objects", "object_field", "object_label", "object_shape", "mask")
    for name in (*names, "mask_field"):
        assert getattr(again, name) == getattr(given, name), name
