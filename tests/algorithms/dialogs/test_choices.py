"""Dialogs show words where scripts write codes."""

from __future__ import annotations

import pytest

# Called by their names in every language.
NAMES = {"JPEG", "PNG", "COCO", "YOLO", "STAC"}


@pytest.fixture(scope="module")
def choices(qgis):
    """Each choice of each algorithm, once."""
    from qgis.core import QgsProcessingParameterEnum

    from tilewright.algorithms.provider import algorithm_classes

    kept = []
    for make in algorithm_classes():
        algorithm = make()
        algorithm.initAlgorithm()
        kept.append(algorithm)
    return kept, [
        (algorithm.name(), definition)
        for algorithm in kept
        for definition in algorithm.parameterDefinitions()
        if isinstance(definition, QgsProcessingParameterEnum)
    ]


def test_every_code_has_words_of_its_own(choices):
    from tilewright.algorithms.dialogs.definitions import choice_words

    _, found = choices
    assert len(found) > 50
    for name, definition in found:
        words = choice_words(definition)
        assert set(words) == set(definition.options()), (name, definition.name())
        assert len(set(words.values())) == len(words), (name, definition.name(), words)
        plain = {code for code, word in words.items() if word == code}
        assert plain <= NAMES, (name, definition.name())


def test_scripts_keep_the_codes(choices):
    _, found = choices
    (edge,) = (d for name, d in found if (name, d.name()) == ("builddataset", "EDGE"))
    assert edge.options() == ["DROP", "KEEP", "SHIFT"]
    assert edge.defaultValue() == "DROP"


def test_titles_of_the_engine_come_before_the_table():
    from tilewright.algorithms.dialogs.choices import words_of_choices

    words = words_of_choices("SPLIT_METHOD", ("NONE", "BANDS", "NEW"), {"BANDS": "stripes"})
    assert words == {"NONE": "no split", "BANDS": "stripes", "NEW": "NEW"}
