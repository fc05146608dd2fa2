"""Every index and every meaning has a name in words."""

from tilewright.core.indices.meanings import MEANINGS
from tilewright.core.indices.table import INDICES
from tilewright.core.indices.titles import GROUPS, MEANING_TITLES


def test_each_index_is_in_one_group_and_each_meaning_has_a_title():
    named = [name for group in GROUPS for name in group.titles]
    assert sorted(named) == sorted(INDICES)
    assert tuple(MEANING_TITLES) == MEANINGS


def test_titles_tell_indices_apart():
    titles = [title for group in GROUPS for title in group.titles.values()]
    assert len(set(titles)) == len(titles)
