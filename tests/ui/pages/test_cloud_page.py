"""The Clouds page: kinds of masks by name, and own values and bits."""

import pytest


@pytest.fixture
def page(project):
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.settings.dock_settings import DockSettings

    page = CloudPage()
    page.load(DockSettings(cloud_source="raster"))
    return page


@pytest.fixture
def mask(page, add_raster):
    layer = add_raster("mask.tif")
    page.mask.setLayer(layer)
    return layer


def settings_of(page):
    from tilewright.ui.settings.dock_settings import DockSettings

    settings = DockSettings()
    page.save(settings)
    return settings


def rows(page):
    return [w.objectName() for w in (page.preset, page.values, page.bits) if page.has_row(w)]


def choose(page, text):
    page.preset.setCurrentIndex(page.preset.findText(text))


def test_masks_are_offered_by_name(page):
    assert [page.preset.itemText(k) for k in range(page.preset.count())] == [
        "choose…",
        "Sentinel-2 SCL",
        "Landsat Collection 2",
        "Landsat pre-Collection",
        "Sentinel-2 QA60",
        "own values",
        "own bits",
    ]
    assert rows(page) == ["cloudPreset"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sentinel-2 SCL", "SENTINEL2_SCL"),
        ("Landsat Collection 2", "LANDSAT_C2"),
        ("Landsat pre-Collection", "LANDSAT_PRE_COLLECTION"),
        ("Sentinel-2 QA60", "SENTINEL2_QA60"),
    ],
)
def test_a_kind_of_mask_is_what_the_run_is_told(page, mask, text, name):
    assert page.check().text.startswith("Choose the kind of mask")
    choose(page, text)
    assert page.check() is None
    assert rows(page) == ["cloudPreset"]
    parameters = settings_of(page).to_parameters()
    assert parameters["CLOUD_VALUES"] == name
    assert "CLOUD_BITS" not in parameters


def test_own_values_and_bits_have_a_field_each(page, mask):
    choose(page, "own values")
    assert rows(page) == ["cloudPreset", "cloudValues"]
    assert page.check().widget is page.values
    page.values.setText("2-4")
    assert page.check() is None
    choose(page, "own bits")
    assert rows(page) == ["cloudPreset", "cloudBits"]
    assert page.check().widget is page.bits
    page.bits.setText("8-9=3")
    assert page.check() is None
    # What was typed before does not count.
    settings = settings_of(page)
    assert (settings.cloud_values, settings.cloud_bits) == ("", "8-9=3")


@pytest.mark.parametrize(
    ("values", "bits", "entry"),
    [
        ("LANDSAT_C2", "", "Landsat Collection 2"),
        ("3,8-10", "", "own values"),
        ("CLOUDS", "", "own values"),
        ("", "14-15=3", "own bits"),
        ("", "", "choose…"),
    ],
)
def test_settings_come_back_as_they_were(page, mask, values, bits, entry):
    from tilewright.ui.settings.dock_settings import DockSettings

    page.load(DockSettings(cloud_source="raster", cloud_values=values, cloud_bits=bits))
    assert page.preset.currentText() == entry
    settings = settings_of(page)
    assert (settings.cloud_values, settings.cloud_bits) == (values, bits)


def test_a_complaint_of_the_values_stands_beside_the_field_on_show(page, mask):
    from tilewright.core.message import Message
    from tilewright.ui.pages.dock_words import DockWords

    words = DockWords([page])
    choose(page, "Sentinel-2 SCL")
    assert words.find_field(Message("{CLOUD_VALUES} never occur.")) == (page, page.preset)
    assert words.say(Message("{CLOUD_VALUES} never occur.")) == "“Kind of mask” never occur."
    choose(page, "own values")
    assert words.find_field(Message("{CLOUD_VALUES} never occur.")) == (page, page.values)
