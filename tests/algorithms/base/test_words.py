"""Sentences on counts."""

import pytest


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 tiles in a"), (1, "1 tile in a"), (2, "2 tiles in a")]
)
def test_one_thing_is_no_plural(qgis, count, text):
    from tilewright.algorithms.base.words import count_text

    assert count_text(count, "{} tile in {}", "{} tiles in {}", "a") == text
