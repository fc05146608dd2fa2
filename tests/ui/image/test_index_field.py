"""Indices: found by words, ticked, computed of bands that the image or the user tells."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

from tilewright.core.indices.meanings import find_meanings
from tilewright.core.indices.table import INDICES


@pytest.fixture
def look(qgis, make_raster):
    """What is known of an image of one pixel with bands of these names."""
    from tilewright.core.raster.source import FileRasterSource
    from tilewright.core.scenes.image_facts import look_at_image

    def make(*names, name="image.tif"):
        values = np.ones((len(names), 1, 1), "uint16")
        path = make_raster(values, name=name, descriptions=names, photometric="MINISBLACK")
        with closing(FileRasterSource(path)) as source:
            return look_at_image(source), find_meanings(source.info, {})

    return make


@pytest.fixture
def field(qgis):
    from tilewright.ui.image.index_field import IndexField

    field = IndexField()
    field.resize(260, 500)
    field.show()
    told = []
    field.changed.connect(lambda: told.append(field.text()))
    field.told = told
    yield field
    field.hide()
    field.deleteLater()


def choose(box, value):
    """An entry of a list, as a user takes it."""
    place = box.findData(value)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)


def items(field):
    """Name -> item of what is listed."""
    return {item.text(0).partition(":")[0]: item for item in field._items()}


def heads(field):
    return [field.list.topLevelItem(k).text(0) for k in range(field.list.topLevelItemCount())]


def tick(field, name, is_on=True):
    from qgis.PyQt.QtCore import Qt

    state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
    items(field)[name].setCheckState(0, state)


def test_none_at_first_and_all_of_them_in_the_list(field):
    assert field.text() == "" and not field.list.isVisible()
    choose(field.choice, "chosen")
    assert sorted(items(field)) == sorted(INDICES)
    assert items(field)["NDVI"].text(0) == "NDVI: normalized difference vegetation index"
    assert field.find_problem()[0] is field.choice


def test_ticks_are_kept_in_the_order_they_came(field, look):
    field.offer(*look("B02", "B03", "B04", "B08"))
    choose(field.choice, "chosen")
    for name in ("NDWI", "NDVI"):
        tick(field, name)
    assert field.told == ["", "NDWI", "NDWI,NDVI"]
    assert field.note.text() == "Chosen: NDWI, NDVI"
    tick(field, "NDWI", False)
    assert field.text() == "NDVI" and field.find_problem() is None
    choose(field.choice, "none")
    assert field.text() == "" and not field.bands.isVisible()
    choose(field.choice, "chosen")
    assert field.text() == "NDVI"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("snow", {"NDSI"}),
        ("burn", {"NBR", "NBR2", "BAI"}),
        ("WATER shadow", {"AWEISH"}),
        ("vegetation blue", {"EVI", "ARVI", "VARI", "GLI", "EXG"}),
        ("ndvi", {"NDVI", "GNDVI"}),
        ("no such thing", set()),
        ("ndvi_sd5", {"NDVI_SD5"}),
        ("nir_mean4", set()),
    ],
)
def test_search_finds_words_names_and_bands(field, words, found):
    choose(field.choice, "chosen")
    field.search.setText(words)
    assert set(items(field)) == found


def test_a_texture_that_is_ticked_stays_listed(field):
    choose(field.choice, "chosen")
    field.search.setText("ndvi_sd5")
    tick(field, "NDVI_SD5")
    field.search.clear()
    assert heads(field)[-1] == "Texture"
    assert field.text() == "NDVI_SD5" and len(items(field)) == len(INDICES) + 1


def test_a_band_that_nothing_tells_is_asked_for(field, look):
    facts, known = look("B02", "B03", "B04", "extra")
    assert set(known) == {"blue", "green", "red"}
    field.offer(facts, known)
    choose(field.choice, "chosen")
    assert "near infrared" in items(field)["NDVI"].toolTip(0).splitlines()[-1]
    tick(field, "NDVI")
    widget, text = field.find_problem()
    assert widget is field.bands.boxes["nir"] and widget.isVisible()
    assert text == (
        "NDVI needs a band that the image does not identify: near infrared. Choose that band below "
        "the list of indices."
    )
    assert field.bands.boxes["red"].currentText() == "3: B04 (found)"
    assert not field.bands.boxes["swir1"].isVisible()
    choose(widget, 4)
    assert field.find_problem() is None and field.meanings_text() == "4=nir"
    # A band is one thing.
    choose(field.bands.boxes["red"], 4)
    assert field.meanings_text() == "4=red" and field.find_problem()[0] is widget


def test_what_was_said_of_one_image_is_not_said_of_another(field, look):
    field.load("NDVI", "1=nir,2=red", "")
    field.offer(*look("a", "b", "c"))
    assert (field.text(), field.meanings_text()) == ("NDVI", "1=nir,2=red")
    field.offer(*look("B04", "B08", name="other.tif"))
    assert (field.text(), field.meanings_text()) == ("NDVI", "")
    assert field.find_problem() is None


def test_the_scale_is_asked_for_where_an_index_needs_it(field):
    field.load("NDVI", "", "")
    assert not field.bands.reflectance.isVisible() and field.told == []
    field.load("NDVI,EVI", "", "0.0001")
    assert field.bands.reflectance.isVisible()
    assert (field.text(), field.reflectance_text()) == ("NDVI,EVI", "0.0001")
    choose(field.choice, "none")
    assert field.reflectance_text() == ""


def test_of_several_images_the_bands_are_said_to_be_those_of_the_first(field, look):
    field.offer(*look("red", "nir"))
    field.tell_scenes(True)
    assert field.of_first.text() == ""
    field.load("NDVI", "", "")
    assert field.of_first.text().startswith("These are bands of the first image.")
    field.tell_scenes(False)
    assert field.of_first.text() == ""
