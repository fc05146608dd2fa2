"""The algorithms' messages in the dock's words."""

import pytest

from tilewright.core.message import Message, Parameter


@pytest.fixture(scope="module")
def pages(qgis):
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.pages.export_page import ExportPage
    from tilewright.ui.pages.image_page import ImagePage
    from tilewright.ui.pages.label_page import LabelPage
    from tilewright.ui.pages.split_page import SplitPage

    return ImagePage(), CloudPage(), LabelPage(), SplitPage(), ExportPage()


@pytest.fixture(scope="module")
def words(pages):
    from tilewright.ui.pages.dock_words import DockWords
    from tilewright.ui.settings.dock_settings import DockSettings

    for page in pages:
        page.load(DockSettings())
    return DockWords(pages)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{OUTPUT} /a/b is a file; name a folder.", "“Folder” /a/b is a file; name a folder."),
        ("For metres, set {UNITS=METERS}.", "For metres, set “metres” in “Unit of the tile size”."),
        ("{LABEL_FIELD} (x) and {LABEL} (y)", "“Class field” (x) and “Class name” (y)"),
        ("set {OVERWRITE}, or {RESUME} to", "set “Replace it”, or “Continue it” to"),
        ("{QUALITY=90}.", "90 in “JPEG quality”."),
        ("{SCALING=SOMETHING}", "SOMETHING in “Scaling”"),
        (
            "JPEG holds 1 or 3 bands; choose some, for example {BANDS=3,2,1}, or choose "
            "{FORMAT=GTIFF|NPY}.",
            "JPEG holds 1 or 3 bands; choose some, for example 3,2,1 in “Bands”, or choose "
            "“GeoTIFF” or “NumPy” in “Format”.",
        ),
        ("{EDGE=KEEP} or {OVERWRITE}", "“keep, smaller” in “Edge tiles” or “Replace it”"),
        ("choose {RESAMPLING=NEAREST}", "choose “nearest pixel” in “Resampling”"),
        ("Nothing of it.", "Nothing of it."),
    ],
)
def test_parameters_are_called_as_their_fields_are(words, template, expected):
    assert words.say(Message(template)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The file /data/OUTPUT/LABEL.tif",
        "C:\\RASTER\\x, MY_LABEL, LABEL.gpkg",
        "Incorrect parameter value for RASTER",
    ],
)
def test_texts_of_qgis_are_shown_as_they_are(words, text):
    assert words.say(text) == text
    assert words.find_field(text) is None


def test_parameters_and_messages_may_be_values(words, pages):
    image, *_ = pages
    inner = Message("{name} is odd", name=Parameter("RASTER"))
    message = Message("First: {reason}.", reason=inner)
    assert words.say(message) == "First: “Image” is odd."
    assert words.find_field(message) == (image, image.raster)


def test_roles_are_looked_up_by_the_names_of_the_algorithm(words, monkeypatch):
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm

    monkeypatch.setitem(BuildDatasetAlgorithm.NAMES, "BUFFER", "SPLIT_BUFFER")
    field = words.say(Message("{SPLIT_BUFFER}"))
    assert field.startswith("“")
    assert words.say(Message("{BUFFER}")) == field


def test_every_field_is_found_and_every_parameter_is_one_of_the_algorithm(words, qgis):
    from tilewright.ui.pages.dock_words import _FIELDS

    algorithm = qgis.processingRegistry().algorithmById("tilewright:builddataset")
    known = {p.name() for p in algorithm.parameterDefinitions()}
    for name in _FIELDS:
        assert name in known
        assert words.say(Message(f"{{{name}}}.")) not in (f"{name}.", "“”.")


def test_every_parameter_that_the_dock_sets_has_a_field():
    from tilewright.ui.pages.dock_words import _FIELDS
    from tilewright.ui.settings.dock_settings import DockSettings

    texts = dict.fromkeys(("raster", "aoi", "labels", "output", "bands", "other_label"), "x")
    numbers = {"overlap": 1, "min_valid": 1.0, "nodata": 0.0, "quality": 1, "cloud_buffer": 1.0}
    words = {"units": "METERS", "edge": "KEEP", "naming": "SEQUENCE", "scaling": "RANGE"}
    words |= {"scale_min": "1", "scale_max": "2", "predicate": "COVERAGE"}
    flags = {"resume": True, "overwrite": True}
    set_by_dock = set()
    for more in (
        {"cloud_source": "layer", "cloud_layer": "x", "label_field": "x"},
        {"cloud_source": "raster", "cloud_mask": "x", "cloud_values": "1", "cloud_bits": "1"},
        {"label": "x", "format": "PNG", "cloud_source": "raster", "cloud_mask": "x"},
        {"format": "GTIFF", "compress": False},
        {"cloud_band": 2, "cloud_source": "raster", "cloud_mask": "x"},
        {"split_method": "BANDS", "band_count": 3, "band_angle": 1.0, "split_seed": 1},
        {"split_method": "BLOCKS", "block_size": 5.0, "split_buffer": 1.0, "allow_overlap": True},
        {"split_method": "GROUP", "split_groups": "x", "group_field": "x"},
        {"split_method": "RANDOM", "split_stratify": False, "split_buffer_auto": True},
        {"layout": "COCO", "objects": "x", "object_field": "x", "object_shape": "BOX"},
        {"layout": "COCO", "objects": "x", "object_label": "x"},
        {"layout": "MASKS", "mask": "x", "mask_field": "x"},
        {"mask": "x", "mask_label": "x"},
        {"label_raster": "x", "label_band": 2, "class_map": "x", "class_order": "x"},
        {"label": "x", "max_per_class": 5},
        {"label": "x", "multi": True},
        {"meters_per_pixel": 2.0, "max_requests": 9},
        {"layout": "COCO", "objects": "x", "empty_tiles": "SHARE", "blacken": True},
        {"scenes": ["x", "y"], "layout": "MASKS", "pairs": "FIRST_LAST", "append": True},
        {"scenes": ["x", "y"], "scaling": "MINMAX", "scaling_per": "SCENE"},
        {"indices": "x", "band_meanings": "x", "reflectance": "x"},
        {"layout": "MASKS", "mask": "x", "mask_class_map": "x", "raster2": "x"},
        {"split_method": "RANDOM", "share_train": 50.0, "share_val": 30.0, "share_test": 20.0},
    ):
        settings = DockSettings(**{**texts, **numbers, **words, **flags, **more})
        set_by_dock |= settings.to_parameters("marks", "edits").keys()
    assert set_by_dock == _FIELDS.keys()


def test_the_first_field_on_show_is_found(words, pages):
    image, *_, export = pages
    assert words.find_field(Message("{TILE_SIZE} is 0.")) == (image, image.tile_size)
    # Without a label layer its field is out of sight.
    assert words.find_field(Message("{LABEL_FIELD} and {OUTPUT}")) == (export, export.output)
    assert words.find_field(Message("{LABEL_FIELD}")) is None
    assert words.find_field(Message("{RESAMPLING}")) is None
