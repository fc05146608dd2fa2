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
