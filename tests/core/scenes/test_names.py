"""What scenes are called."""

import random

from tilewright.core.scenes.names import unique_names


def test_the_first_keeps_its_name_and_others_get_date_or_number():
    names = ["B4", "b4", "B4", "B4", "other", "B4"]
    dates = ["2020-01-01", "2021-01-01", "", "2021-01-01", "", "2022-01-01"]
    assert unique_names(names, dates) == [
        "B4",
        "b4_2021-01-01",
        "B4_2",
        "B4_2021-01-01_2",
        "other",
        "B4_2022-01-01",
    ]


def test_spaces_become_single_and_what_has_no_name_gets_one():
    assert unique_names([" a \n b", "a b", "", " "], ["", "", "", ""]) == [
        "a b",
        "a b_2",
        "scene",
        "scene_2",
    ]


def test_names_are_unique_and_stay_when_scenes_are_added():
    rng = random.Random(3)
    for _ in range(200):
        count = rng.randint(1, 12)
        names = [rng.choice(["a", "A", "a_2", "a_2020-01-01", "b", ""]) for _ in range(count)]
        dates = [rng.choice(["", "2020-01-01", "2021-05-05"]) for _ in range(count)]
        found = unique_names(names, dates)
        assert len({name.casefold() for name in found}) == count
        part = rng.randint(0, count)
        assert unique_names(names[:part], dates[:part]) == found[:part]
