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
    page.resize(300, 900)
    page.show()
    yield page
    page.hide()
    page.deleteLater()


def choose(page, name):
    box = page.layout_rows.layout
    box.setCurrentIndex(box.findData(name))


def click(box):
    """Click into a check box as a mouse does."""
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    place = QPoint(8, box.height() // 2)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


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
    assert rows.objects.field.currentField() == "kind"
    rows.objects.field.setField("")
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


def test_a_class_raster_has_names_and_polygons_have_a_class(page, layers):
    from qgis.PyQt.QtTest import QTest

    _, cover, raster = layers
    choose(page, "MASKS")
    mask = page.layout_rows.mask
    mask.layer.setLayer(cover)
    mask.field.setField("")
    QTest.keyClicks(mask.label, "crop")
    page.tell()
    assert not page.has_row(mask.codes.names)
    assert saved(page)["MASK_LABEL"] == "crop"
    mask.layer.setLayer(raster)
    assert page.has_row(mask.codes.names)
    QTest.keyClicks(mask.codes.names, "1=tree,2=shrub")
    found = saved(page)
    assert found["MASK_CLASS_MAP"] == "1=tree,2=shrub"
    assert "MASK_LABEL" not in found
    mask.layer.setLayer(cover)
    assert "MASK_CLASS_MAP" not in saved(page)


def test_empty_tiles_are_asked_of_where_there_are_objects(page, layers):
    buildings, *_ = layers
    choose(page, "COCO")
    rows = page.layout_rows
    assert not page.has_row(rows.empty)
    rows.objects.layer.setLayer(buildings)
    rows.objects.field.setField("kind")
    assert page.has_row(rows.empty) and not page.has_row(rows.share)
    assert not {"EMPTY_TILES", "EMPTY_SHARE"} & saved(page).keys()
    rows.empty.setCurrentIndex(rows.empty.findData("DROP"))
    assert saved(page)["EMPTY_TILES"] == "DROP"
    assert not page.has_row(rows.share)
    rows.empty.setCurrentIndex(rows.empty.findData("SHARE"))
    assert page.has_row(rows.share)
    rows.share.setValue(25)
    found = saved(page)
    assert (found["EMPTY_TILES"], found["EMPTY_SHARE"]) == ("SHARE", 25)
    choose(page, "MASKS")
    assert not page.has_row(rows.empty) and not page.has_row(rows.share)
    assert not {"EMPTY_TILES", "EMPTY_SHARE"} & saved(page).keys()


@pytest.mark.parametrize(("layout", "part"), [("COCO", "objects"), ("MASKS", "mask")])
def test_the_rest_is_blackened_with_a_click(page, layers, layout, part):
    buildings, *_ = layers
    choose(page, layout)
    rows = page.layout_rows
    assert not page.has_row(rows.blacken)
    getattr(rows, part).layer.setLayer(buildings)
    assert page.has_row(rows.blacken)
    click(rows.blacken)
    assert saved(page)["BLACKEN"] is True
    getattr(rows, part).layer.setLayer(None)
    assert not page.has_row(rows.blacken)
    assert "BLACKEN" not in saved(page)


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_a_second_image_has_a_row_where_it_has_a_place(page, layers, name):
    *_, raster = layers
    choose(page, name)
    rows = page.layout_rows
    assert page.has_row(rows.raster2) == LAYOUTS[name].takes.has_pairs
    rows.raster2.setLayer(raster)
    found = saved(page)
    assert found.get("RASTER2") == (raster.id() if LAYOUTS[name].takes.has_pairs else None)


def test_a_second_image_is_not_drawn_as_on_the_map(page, layers):
    *_, raster = layers
    choose(page, "MASKS")
    page.layout_rows.mask.layer.setLayer(raster)
    page.layout_rows.raster2.setLayer(raster)
    assert page.find_problem() is None
    page.scaling.setCurrentIndex(page.scaling.findData("STYLE"))
    assert page.find_problem().widget is page.scaling
    choose(page, "IMAGEFOLDER")
    assert page.find_problem() is None


@pytest.mark.parametrize("name", [n for n, layout in LAYOUTS.items() if layout.takes.has_masks])
def test_objects_and_masks_at_once_are_told_of_before_a_run(page, layers, name):
    buildings, _, raster = layers
    choose(page, name)
    rows, takes = page.layout_rows, LAYOUTS[name].takes
    rows.objects.layer.setLayer(buildings)
    rows.objects.field.setField("kind")
    rows.mask.layer.setLayer(raster)
    problem = page.check()
    if not takes.one_kind:
        assert problem is None
        return
    assert problem.widget is rows.mask.layer
    assert LAYOUTS[name].title in problem.text and "not both" in problem.text
    rows.mask.layer.setLayer(None)
    assert page.check() is None
    rows.mask.layer.setLayer(raster)
    rows.objects.layer.setLayer(None)
    assert page.check() is None


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_several_classes_a_tile_ask_for_a_layout_that_has_a_place(page, layers, name):
    buildings, _, raster = layers
    choose(page, name)
    rows = page.layout_rows
    rows.objects.layer.setLayer(buildings)
    rows.objects.field.setField("kind")
    rows.mask.layer.setLayer(None if LAYOUTS[name].takes.one_kind else raster)
    assert page.find_problem() is None
    rows.has_label_sets = True
    problem = page.find_problem()
    if LAYOUTS[name].takes.has_label_sets:
        assert problem is None
    else:
        assert problem.widget is rows.layout and "Hugging Face" in problem.text


def test_settings_come_back(page, layers):
    from tilewright.ui.settings.dock_settings import DockSettings

    buildings, cover, raster = layers
    given = DockSettings(
        layout="COCO", objects=buildings.id(), object_label="building", object_shape="BOX",
        mask=cover.id(), mask_field="class", empty_tiles="SHARE", empty_share=30.0, blacken=True,
        raster2=raster.id(),
    )  # fmt: skip
    page.load(given)
    again = DockSettings()
    page.save(again)
    names = ("layout", "objects", "object_field", "object_label", "object_shape", "mask")
    for name in (*names, "mask_field", "empty_tiles", "empty_share", "blacken", "raster2"):
        assert getattr(again, name) == getattr(given, name), name
    given = DockSettings(layout="MASKS", mask=raster.id(), mask_class_map="1=tree")
    page.load(given)
    page.save(again)
    assert (again.mask, again.mask_class_map) == (raster.id(), "1=tree")


def test_a_second_image_that_was_removed_is_named(page, layers):
    *_, raster = layers
    choose(page, "MASKS")
    page.layout_rows.mask.layer.setLayer(layers[1])
    page.layout_rows.raster2.setLayer(raster)
    page.let_go([raster.id()])
    problem = page.check()
    assert problem.widget is page.layout_rows.raster2 and "codes" in problem.text
