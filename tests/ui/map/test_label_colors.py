"""Class colours in the dock: as the label layer has them, in the list, on the map and in layers."""

import pytest

RED, GREEN = (200, 20, 30), (20, 160, 40)


def categorize(layer, colors):
    from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

    categories = [
        QgsRendererCategory(name, QgsFillSymbol.createSimple({"color": "{},{},{}".format(*c)}), "")
        for name, c in colors.items()
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("class", categories))


def shown(desk):
    """Class -> colour in the list, which is that of the tiles on the map."""
    rows = {row.text: row.style.color for row in desk.preview.tiles.legend if row.kind == "class"}
    drawn = {style.color for _, style in desk.preview.tiles._groups if not style.sign}
    assert drawn == set(rows.values())
    return rows


@pytest.fixture
def labels(add_labels):
    return add_labels([(0, 0, 40, 80, "urban"), (40, 0, 80, 40, "water")])


def test_tiles_wear_the_colours_of_the_label_layer(desk, add_raster, labels):
    from tilewright.core.classes.colors import PALETTE

    categorize(labels, {"urban": RED, "water": GREEN})
    how = {"labels": labels.id(), "label_field": "class", "predicate": "LARGEST"}
    desk.show(add_raster(), **how, other_label="rest")
    assert shown(desk) == {"rest": PALETTE[0], "urban": RED, "water": GREEN}


def test_another_style_shows_at_once_and_nothing_is_computed_anew(desk, add_raster, labels, wait):
    from tilewright.core.classes.colors import PALETTE

    told = []
    desk.preview.recolored.connect(lambda: told.append(shown(desk)))
    desk.show(add_raster(), labels=labels.id(), label_field="class", predicate="LARGEST")
    assert shown(desk) == {"urban": PALETTE[0], "water": PALETTE[1]}
    runs = desk.runs
    categorize(labels, {"urban": GREEN, "water": RED})
    wait(lambda: told)
    assert told == [{"urban": GREEN, "water": RED}]
    assert desk.runs == runs


def test_corrections_wear_the_colour_of_their_class(desk, add_raster, labels):
    categorize(labels, {"urban": RED})
    desk.show(add_raster(), labels=labels.id(), label_field="class", predicate="LARGEST")
    desk.edits.marks.change(desk.preview.cells.make_marks([0], "urban"), ())
    ((_, style),) = desk.edits._item._groups
    assert style.color == RED


def test_a_layer_that_is_gone_or_has_no_such_field_has_no_colours(project, labels):
    from tilewright.ui.map.label_colors import label_colors

    categorize(labels, {"urban": RED})
    assert label_colors(labels.id(), "class", "") == {"urban": RED}
    assert label_colors("gone", "class", "") == {}
    assert label_colors(labels.id(), "other", "") == {}
    assert label_colors(labels.id(), "", " ") == {}


@pytest.fixture
def new_layer(project, tmp_path):
    """A label layer as New Label Layer makes it, in the project."""
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.ui.labels.new_label_layer import make_label_layer

    crs = QgsCoordinateReferenceSystem("EPSG:32631")
    layer = make_label_layer(str(tmp_path / "labels.gpkg"), crs, ["urban"])
    project.addMapLayer(layer)
    return layer


def draw(layer, name, wkt, color=None):
    from qgis.core import QgsFeature, QgsGeometry

    if not layer.isEditable():
        layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature["class"], feature["color"] = name, color
    feature.setGeometry(QgsGeometry.fromWkt(wkt))
    assert layer.addFeature(feature)


LEFT = "POLYGON((500000 4599200, 500400 4599200, 500400 4600000, 500000 4600000, 500000 4599200))"
RIGHT = "POLYGON((500400 4599200, 500800 4599200, 500800 4600000, 500400 4600000, 500400 4599200))"


def on_map(layer):
    """Colour of each category's fill."""
    categories = layer.renderer().categories()
    return {c.value(): c.symbol().color().getRgb()[:3] for c in categories}


def test_new_label_layer_preview_and_loaded_tiles_agree(desk, add_raster, new_layer, wait):
    from tilewright.core.classes.colors import GREY, PALETTE
    from tilewright.ui.labels.new_label_layer import add_new_classes
    from tilewright.ui.map.label_colors import label_colors

    assert on_map(new_layer) == {"urban": PALETTE[0], "": GREY}
    # Sorted by name the new class would come first.
    draw(new_layer, "forest", LEFT)
    draw(new_layer, "urban", RIGHT)
    results = desk.show(
        add_raster(), labels=new_layer.id(), label_field="class", predicate="LARGEST"
    )
    assert results is not None
    colors = shown(desk)
    assert colors == {"forest": PALETTE[1], "urban": PALETTE[0]}
    add_new_classes(new_layer, {**colors, "no polygon": RED})
    assert on_map(new_layer) == {**colors, "": GREY}
    wait(seconds=0.2)
    assert shown(desk) == colors
    assert label_colors(new_layer.id(), "class", "") == colors


def test_a_colour_in_the_field_is_what_the_outline_shows(new_layer):
    from tilewright.core.classes.colors import PALETTE
    from tilewright.ui.map.label_colors import label_colors

    draw(new_layer, "urban", LEFT, "#c8141e")
    assert label_colors(new_layer.id(), "class", "") == {"urban": RED}
    new_layer.rollBack()
    assert label_colors(new_layer.id(), "class", "") == {"urban": PALETTE[0]}


def test_styles_of_the_users_own_are_not_added_to(labels):
    from tilewright.ui.labels.new_label_layer import add_new_classes

    categorize(labels, {"urban": RED})
    add_new_classes(labels, {"water": GREEN})
    assert on_map(labels) == {"urban": RED}


def listed(layer):
    """The classes that the form of a polygon offers."""
    setup = layer.editorWidgetSetup(layer.fields().lookupField("class"))
    assert setup.type() == "ValueMap"
    return [next(iter(row)) for row in setup.config()["map"]]


def test_the_form_offers_the_classes_and_begins_with_the_last_one(new_layer):
    fields, form = new_layer.fields(), new_layer.editFormConfig()
    index = fields.lookupField("class")
    assert listed(new_layer) == ["urban"]
    assert new_layer.defaultValueDefinition(index).expression() == "'urban'"
    assert form.reuseLastValue(index)
    kinds = {field.name(): new_layer.editorWidgetSetup(k).type() for k, field in enumerate(fields)}
    assert kinds == {"fid": "Hidden", "class": "ValueMap", "color": "Color"}


def test_a_class_that_is_added_has_a_colour_of_its_own_and_is_drawn_next(new_layer):
    from tilewright.core.classes.colors import GREY, PALETTE
    from tilewright.ui.labels.new_label_layer import add_class, is_ours

    assert is_ours(new_layer)
    assert not is_ours(None)
    add_class(new_layer, "it's wet")
    assert on_map(new_layer) == {"urban": PALETTE[0], "it's wet": PALETTE[1], "": GREY}
    assert listed(new_layer) == ["urban", "it's wet"]
    index = new_layer.fields().lookupField("class")
    assert new_layer.defaultValueDefinition(index).expression() == "'it''s wet'"
    add_class(new_layer, "urban")
    assert listed(new_layer) == ["urban", "it's wet"]


def test_names_are_read_once_each():
    from tilewright.ui.labels.label_layer_dialog import read_names

    assert read_names(" urban, water,,urban , bare soil") == ["urban", "water", "bare soil"]
    assert read_names("") == []


def test_a_class_is_painted_in_the_layers_style(project, labels):
    from qgis.PyQt.QtGui import QColor

    from tilewright.ui.map.label_colors import label_colors, layer_classes, paint_class

    names = layer_classes(labels, "class")
    assert names
    paint_class(labels, "class", names[0], QColor(*RED))
    colors = label_colors(labels.id(), "class", "")
    assert set(colors) == set(names)
    assert colors[names[0]] == RED
    paint_class(labels, "class", names[0], QColor(0, 0, 250))
    assert label_colors(labels.id(), "class", "") == {**colors, names[0]: (0, 0, 250)}
