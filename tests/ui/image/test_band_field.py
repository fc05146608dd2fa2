"""The bands of tiles: proposed by their names, chosen from a list, in an order of their own."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

SENTINEL = ("B02", "B03", "B04", "B08")


@pytest.fixture
def facts(qgis, make_raster):
    """What is known of an image of one pixel with bands of these names."""
    from tilewright.core.raster.source import FileRasterSource
    from tilewright.core.scenes.image_facts import look_at_image

    def make(*names, name="image.tif"):
        values = np.ones((len(names), 1, 1), "uint8")
        path = make_raster(values, name=name, descriptions=names, photometric="MINISBLACK")
        with closing(FileRasterSource(path)) as source:
            return look_at_image(source)

    return make


@pytest.fixture
def field(qgis):
    from tilewright.ui.image.band_field import BandField

    field = BandField()
    field.resize(260, 300)
    field.show()
    told = []
    field.changed.connect(lambda: told.append(field.text()))
    field.told = told
    yield field
    field.hide()
    field.deleteLater()


def listed(field):
    return [field.list.item(k).text() for k in range(field.list.count())]


def choose(field, kind):
    """An entry of the list of choices, as a user takes it."""
    place = field.choice.findData(kind)
    field.choice.setCurrentIndex(place)
    field.choice.activated.emit(place)


def tick(field, row, on):
    from qgis.PyQt.QtCore import Qt

    field.list.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


@pytest.mark.parametrize(
    ("names", "expected", "told"),
    [
        (SENTINEL, "3,2,1", "red B04, green B03, blue B02"),
        (("nir", "red", "green", "blue"), "2,3,4", "red band 2, green band 3, blue band 4"),
        (("490 nm", "560 nm", "665 nm"), "3,2,1", "red 665 nm, green 560 nm, blue 490 nm"),
    ],
)
def test_pictures_get_the_natural_colours_that_names_tell(field, facts, names, expected, told):
    assert field.offer(facts(*names), is_picture=True)
    assert field.text() == expected
    assert field.choice.currentData() == "natural"
    assert field.note.text() == told
    assert not field.list.isVisible()


@pytest.mark.parametrize("names", [("red", "green", "blue"), ("a", "b", "c"), ("height",)])
def test_all_bands_stay_where_nothing_tells_or_all_is_the_same(field, facts, names):
    assert not field.offer(facts(*names), is_picture=True)
    assert (field.text(), field.choice.currentData(), field.note.text()) == ("", "all", "")


def test_natural_colours_cannot_be_chosen_where_no_band_has_one(field, facts):
    entry = field.choice.model().item(field.choice.findData("natural"))
    field.offer(facts("a", "b", "c", "d"), is_picture=True)
    assert not entry.isEnabled()
    field.offer(facts(*SENTINEL, name="other.tif"), is_picture=True)
    assert entry.isEnabled()


def test_files_that_keep_values_get_all_bands_until_pictures_are_asked_for(field, facts):
    field.offer(facts(*SENTINEL), is_picture=False)
    assert field.text() == ""
    field.propose(is_picture=True)
    assert field.text() == "3,2,1"
    field.propose(is_picture=False)
    assert field.text() == ""
    assert field.told == []


def test_what_the_user_chose_is_not_changed_by_the_format_or_another_image(field, facts):
    field.offer(facts(*SENTINEL), is_picture=True)
    choose(field, "all")
    assert field.told == [""]
    field.propose(is_picture=False)
    field.propose(is_picture=True)
    assert field.text() == "3,2,1"
    choose(field, "chosen")
    tick(field, 3, True)
    assert field.told[-1] == "3,2,1,4"
    field.propose(is_picture=False)
    field.offer(facts("red", "green", "blue", "nir", name="other.tif"), is_picture=True)
    assert field.text() == "3,2,1,4"


def test_the_list_has_chosen_bands_first_and_all_by_name(field, facts):
    field.offer(facts(*SENTINEL), is_picture=True)
    choose(field, "chosen")
    assert field.list.isVisible()
    assert listed(field) == ["3: B04", "2: B03", "1: B02", "4: B08"]
    tick(field, 0, False)
    assert field.text() == "2,1"
    for row in (1, 2):
        tick(field, row, False)
    assert field.is_empty
    choose(field, "natural")
    assert not field.is_empty


def test_bands_without_a_name_are_numbered(field, facts):
    field.offer(facts("", "", "", ""), is_picture=True)
    choose(field, "chosen")
    assert listed(field) == ["band 1", "band 2", "band 3", "band 4"]


def test_a_band_moves_by_the_arrows_and_no_farther_than_the_ends(field, facts):
    field.offer(facts(*SENTINEL), is_picture=False)
    choose(field, "chosen")
    assert field.text() == "1,2,3,4"
    field.list.setCurrentRow(3)
    assert field.up.isEnabled() and not field.down.isEnabled()
    field.up.click()
    assert listed(field) == ["1: B02", "2: B03", "4: B08", "3: B04"]
    assert field.text() == field.told[-1] == "1,2,4,3"
    field.up.click()
    field.up.click()
    assert field.text() == "4,1,2,3"
    assert not field.up.isEnabled() and field.down.isEnabled()


def test_a_band_is_dragged_into_another_place(field, facts):
    from qgis.PyQt.QtCore import QModelIndex

    field.offer(facts(*SENTINEL), is_picture=False)
    choose(field, "chosen")
    root = QModelIndex()
    assert field.list.model().moveRow(root, 3, root, 0)
    assert field.text() == field.told[-1] == "4,1,2,3"


def test_numbers_that_are_loaded_show_and_tell_nobody(field, facts):
    field.setText("4, 1")
    field.offer(facts(*SENTINEL), is_picture=True)
    assert (field.text(), field.choice.currentData()) == ("4, 1", "chosen")
    assert listed(field) == ["4: B08", "1: B02", "2: B03", "3: B04"]
    assert field.told == []


def test_all_bands_that_a_project_brings_stay_for_its_image_alone(field, facts):
    mine, other = facts(*SENTINEL), facts(*SENTINEL, name="other.tif")
    field.setText("")
    field.is_kept = True
    assert not field.offer(mine, is_picture=True)
    assert field.text() == ""
    assert field.offer(other, is_picture=True)
    assert field.text() == "3,2,1"


def test_a_choice_made_by_hand_outlives_the_project_and_its_image(field, facts):
    field.setText("")
    field.is_kept = True
    field.offer(facts(*SENTINEL), is_picture=True)
    choose(field, "natural")
    choose(field, "all")
    field.propose(is_picture=True)
    field.offer(facts(*SENTINEL, name="other.tif"), is_picture=True)
    assert field.text() == ""
