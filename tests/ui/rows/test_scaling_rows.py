"""The scaling that is proposed depends on the image, until the user chooses."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

from tilewright.ui.settings.dock_settings import DockSettings


@pytest.fixture
def look(qgis, make_raster):
    """What is known of an image of a type."""
    from tilewright.core.raster.source import FileRasterSource
    from tilewright.core.scenes.image_facts import look_at_image

    def make(dtype):
        path = make_raster(np.ones((3, 4, 4), dtype), name=f"{dtype}.tif")
        with closing(FileRasterSource(path)) as source:
            return look_at_image(source)

    return make


@pytest.fixture
def page(qgis):
    from tilewright.ui.pages.export_page import ExportPage

    page = ExportPage()
    page.load(DockSettings())
    yield page
    page.deleteLater()


def saved(page):
    settings = DockSettings()
    page.save(settings)
    return settings


def pick(page, value):
    """As a user takes an entry, be it the one that is shown."""
    place = page.scaling.findData(value)
    page.scaling.setCurrentIndex(place)
    page.scaling.activated.emit(place)


@pytest.mark.parametrize(
    ("dtype", "scaling"),
    [
        ("uint8", "NONE"),
        ("uint16", "PERCENTILE"),
        ("int16", "PERCENTILE"),
        ("float32", "PERCENTILE"),
    ],
)
def test_values_of_8_bits_are_kept(page, look, dtype, scaling):
    told = []
    page.changed.connect(lambda: told.append(1))
    page.offer_image(look(dtype), {})
    assert saved(page).scaling == scaling
    assert bool(told) == bool(page.scaling_rows.note.text()) == (scaling == "NONE")


def test_each_image_gets_its_own_proposal(page, look):
    for dtype, scaling in (("uint8", "NONE"), ("uint16", "PERCENTILE"), ("uint8", "NONE")):
        page.offer_image(look(dtype), {})
        assert saved(page).scaling == scaling
    assert saved(page).scaling_is_proposed


@pytest.mark.parametrize("choice", ["PERCENTILE", "NONE", "MINMAX"])
def test_what_the_user_chose_stays(page, look, choice):
    page.offer_image(look("uint8"), {})
    pick(page, choice)
    assert page.scaling_rows.note.text() == ""
    page.offer_image(look("uint16"), {})
    page.offer_image(look("uint8"), {})
    settings = saved(page)
    assert settings.scaling == choice and not settings.scaling_is_proposed
    # So it does when it comes back.
    page.load(DockSettings.from_json(settings.to_json()))
    page.offer_image(look("uint8"), {})
    assert saved(page).scaling == choice


def test_a_proposal_that_was_remembered_is_none_of_the_user(page, look):
    page.load(DockSettings(scaling="NONE"))
    page.offer_image(look("uint16"), {})
    assert saved(page).scaling == "PERCENTILE"
    # What earlier versions kept is one that was chosen.
    page.load(DockSettings(scaling="MINMAX"))
    page.offer_image(look("uint8"), {})
    assert saved(page).scaling == "MINMAX"


def test_a_project_keeps_its_scaling_with_its_image(page, look):
    page.load(DockSettings())
    page.keep(True)
    page.offer_image(look("uint8"), {})
    assert saved(page).scaling == "PERCENTILE"
    page.offer_image(look("uint16"), {})
    page.offer_image(look("uint8"), {})
    assert saved(page).scaling == "NONE"


def test_of_several_images_the_proposal_is_said_of_all(page, look):
    page.offer_image(look("uint8"), {})
    assert page.scaling_rows.note.text().startswith("The image has values from 0 to 255")
    page.offer_scenes(True)
    assert page.scaling_rows.note.text().startswith("The images have values from 0 to 255")
