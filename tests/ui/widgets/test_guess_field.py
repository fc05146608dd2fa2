"""Which field names the class."""

import pytest


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("fid", "Class"), "Class"),
        (("name", "class"), "class"),
        (("osm_id", "code", "fclass", "name"), "fclass"),
        (("id", "LAND_COVER"), "LAND_COVER"),
        (("class_name", "label"), "label"),
        (("ref", "kind"), "kind"),
        (("Class-Name", "height"), "Class-Name"),
        (("ref", "height"), ""),
        ((), ""),
    ],
)
def test_the_surest_name_is_taken_however_it_is_written(qgis, names, expected):
    from qgis.core import QgsVectorLayer

    from tilewright.ui.widgets.guess_field import guess_class_field

    fields = "".join(f"&field={name}:string" for name in names)
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326{fields}", "labels", "memory")
    assert layer.fields().names() == list(names)
    assert guess_class_field(layer) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("field=id:integer&field=Essence:string&field=hauteur:double", "Essence"),
        ("field=Essence:string&field=commune:string", ""),
        ("field=code:integer", ""),
        ("field=Essence:string&field=type:integer", "type"),
    ],
)
def test_the_only_text_of_labels_that_were_chosen_is_their_class(qgis, fields, expected):
    from qgis.core import QgsVectorLayer

    from tilewright.ui.widgets.guess_field import guess_class_field

    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&{fields}", "labels", "memory")
    assert guess_class_field(layer, is_chosen=True) == expected
    assert guess_class_field(layer) == ("type" if "type" in expected else "")
