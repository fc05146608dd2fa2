"""Page 4 of the dock: what it says, shows and refuses."""

import json

import pytest


@pytest.fixture
def page(qgis):
    from tilewright.ui.pages.split_page import SplitPage
    from tilewright.ui.settings.dock_settings import DockSettings

    page = SplitPage()
    page.load(DockSettings())
    return page


def _saved(page):
    from tilewright.ui.settings.dock_settings import DockSettings

    settings = DockSettings()
    page.save(settings)
    return settings


def test_what_is_loaded_is_saved(page):
    from tilewright.ui.settings.dock_settings import DockSettings

    given = DockSettings(
        split_method="BANDS",
        share_train=50.0,
        share_val=30.0,
        share_test=20.0,
        band_count=5,
        band_angle=-30.0,
        block_size=1200.0,
        split_buffer=90.0,
        split_buffer_auto=True,
        split_stratify=False,
        allow_overlap=True,
        split_seed=7,
    )
    page.load(given)
    assert _saved(page) == given


@pytest.mark.parametrize(
    ("method", "shown"),
    [
        ("NONE", set()),
        ("BANDS", {"band_count", "angle"}),
        ("BLOCKS", {"block_size"}),
        ("GROUP", set()),
        ("RANDOM", set()),
    ],
)
def test_only_the_fields_of_the_method_are_shown(page, method, shown):
    page.method.setCurrentIndex(page.method.findData(method))
    of_methods = ("band_count", "angle", "block_size")
    assert {name for name in of_methods if page.has_row(getattr(page, name))} == shown
    assert page.has_row(page.buffer) == (method != "NONE")
    assert not page.has_row(page.group_field)


def test_shares_must_add_up_to_a_hundred(page):
    page.method.setCurrentIndex(page.method.findData("RANDOM"))
    assert page.check() is None
    page.shares["test"].setValue(20)
    assert page.check().text == "The shares add up to 105 %; make it 100."


def test_groups_need_a_layer(page):
    page.method.setCurrentIndex(page.method.findData("GROUP"))
    assert page.check().text == "Choose the layer with the groups."


def test_asked_and_achieved_shares_are_listed_with_their_classes(page):
    page.method.setCurrentIndex(page.method.findData("BLOCKS"))

    def of_class(counts):
        total = sum(counts)
        splits = zip(("train", "val", "test"), counts)
        shares = {name: {"tiles": n, "achieved": 100 * n / total} for name, n in splits}
        return {"tiles": total, "splits": shares}

    facts = {
        "splits": {
            name: {"tiles": tiles, "rejected": 0, "asked": asked, "achieved": got}
            for name, tiles, asked, got in (
                ("train", 1400, 70, 70.0),
                ("val", 280, 15, 14.0),
                ("test", 320, 15, 16.0),
            )
        },
        "classes": {"b": of_class((3, 1, 0)), "a": of_class((7, 2, 1))},
        "buffer": 90,
    }
    page.show_report({"SPLIT_REPORT": json.dumps(facts)})
    table = page.table
    rows = [[table.topLevelItem(k).text(c) for c in range(4)] for k in range(3)]
    assert rows == [
        ["train", "1,400", "70.0 %", "70.0 %"],
        ["val", "280", "15.0 %", "14.0 %"],
        ["test", "320", "15.0 %", "16.0 %"],
    ]
    classes = table.topLevelItem(2)
    assert [[classes.child(k).text(c) for c in range(4)] for k in range(2)] == [
        ["a", "1", "15.0 %", "10.0 %"],
        ["b", "0", "15.0 %", "0.0 %"],
    ]
    assert page.note.text() == "Minimum distance between splits: 90 m"
    assert not table.isHidden()
    page.show_report(None)
    assert table.isHidden()
    assert page.note.isHidden()
