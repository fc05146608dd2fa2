"""Messages keep their parts, and read as English where nobody words them anew."""

from __future__ import annotations

import json
import pickle

import pytest

from tilewright.core.errors import CancelledError, LayerError, SplitError
from tilewright.core.message import (
    Message,
    Parameter,
    Words,
    as_message,
    counted,
    list_names,
    sentences,
)

INNER = Message("choose a smaller {BUFFER}")
MESSAGE = Message(
    "{BAND_COUNT} is {value:g}: {METHOD=BANDS|BLOCKS} needs {names!r}; {inner}.",
    value=0.5,
    names="a",
    inner=INNER,
)
ENGLISH = "BAND_COUNT is 0.5: METHOD=BANDS or BLOCKS needs 'a'; choose a smaller BUFFER."


class Backwards(Words):
    """Other words for templates and for parameters."""

    def translate(self, template):
        return {"choose a smaller {BUFFER}": "{BUFFER} smaller choose"}.get(template, template)

    def name(self, parameter):
        return parameter.named(f"MY_{parameter.role}", "|")


def test_a_message_is_its_english_text():
    assert MESSAGE == ENGLISH
    assert json.loads(json.dumps([MESSAGE])) == [ENGLISH]
    assert f"{MESSAGE}" in {ENGLISH}


def test_it_is_put_into_other_words_with_what_it_holds():
    assert MESSAGE.render(Backwards()) == (
        "MY_BAND_COUNT is 0.5: MY_METHOD=BANDS|BLOCKS needs 'a'; MY_BUFFER smaller choose."
    )


def test_it_names_its_parameters_in_their_order():
    assert MESSAGE.parameters() == [
        Parameter("BAND_COUNT"),
        Parameter("METHOD", ("BANDS", "BLOCKS")),
        Parameter("BUFFER"),
    ]
    given = Message("{which} is wrong", which=Parameter("SEED"))
    assert given.parameters() == [Parameter("SEED")]
    assert given == "SEED is wrong"


def test_parameters_are_renamed_or_replaced_by_a_phrase():
    renamed = MESSAGE.renamed({"METHOD": "SPLIT_METHOD", "BUFFER": Message("{A} and {B}")})
    assert renamed == (
        "BAND_COUNT is 0.5: SPLIT_METHOD=BANDS or BLOCKS needs 'a'; choose a smaller A and B."
    )
    assert [p.role for p in renamed.parameters()] == ["BAND_COUNT", "SPLIT_METHOD", "A", "B"]
    assert MESSAGE == ENGLISH


def test_unknown_fields_are_a_mistake_of_the_programmer():
    with pytest.raises(KeyError):
        Message("{lost} is lost")


def test_what_others_said_stands_as_it_is():
    said = "{x} {0} {METHOD} %s {"
    assert as_message(said) == said
    assert as_message(said).parameters() == []
    assert as_message(MESSAGE) is MESSAGE


def test_errors_and_messages_travel_to_other_processes():
    error = SplitError("{BAND_COUNT} is {value}; it must be at least 1.", value=0)
    for copy in (error, pickle.loads(pickle.dumps(error))):
        assert type(copy) is SplitError
        assert str(copy) == "BAND_COUNT is 0; it must be at least 1."
        assert copy.message.parameters() == [Parameter("BAND_COUNT")]
    assert str(pickle.loads(pickle.dumps(CancelledError()))) == "Cancelled."
    assert pickle.loads(pickle.dumps(MESSAGE)).values == MESSAGE.values


def test_an_error_takes_a_message_as_it_is():
    assert SplitError(MESSAGE).message is MESSAGE


def test_counts_lists_and_sentences():
    assert counted(1, "{count} tile in {place}", "{count} tiles in {place}", place="x") == (
        "1 tile in x"
    )
    assert counted(0, "{count} tile", "{count} tiles") == "0 tiles"
    assert list_names(range(6)) == "0, 1, 2, 3, 4, 5"
    assert list_names(range(7)) == "0, 1, 2, 3, 4 and 2 more"
    assert sentences([INNER, INNER]) == f"{INNER} {INNER}"
    assert sentences([INNER]).parameters() == [Parameter("BUFFER")]


def test_values_that_fill_pages_are_cut():
    message = Message("{field!r} is {value} of {path}.", field="x" * 200_000, value="y", path="z")
    assert message == f"'{'x' * 78}… is y of z."
    assert Message("{names}", names=", ".join(["n" * 90, "m"])) == f"{'n' * 79}…, m"
    assert Message("{number:.0f}", number=1e300).endswith("…")
    nested = Message("Of {part}.", part=Message("{value}", value="x" * 81))
    assert nested.render(Words()) == f"Of {'x' * 79}…."
    assert pickle.loads(pickle.dumps(nested)) == nested


def test_paths_stay_whole_and_keep_their_end():
    path = "/home/" + "folder/" * 30 + "scene.tif"
    assert Message("{path} is damaged.", path=path) == f"{path} is damaged."
    cut = Message("{path}", path="/home/" + "folder/" * 300 + "scene.tif")
    assert len(cut) == 300
    assert cut.startswith("/home/folder/") and cut.endswith("/folder/scene.tif")


def test_errors_are_a_sentence_or_two():
    words = "word " * 1000
    error = LayerError("{a} and {b}, since {c}.", a=words, b=as_message(words), c="short")
    assert len(str(error)) <= 450
    assert "short" in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == error.message
    text = "word " * 80
    assert str(LayerError("{a}.", a=text)) == f"{text}."


def test_sentences_that_begin_with_a_phrase_begin_with_a_capital():
    layer = Message("the tile layer")
    sentence = Message("{layer} has no coordinate system.", layer=layer)
    assert sentence == sentence.render(Words()) == "The tile layer has no coordinate system."
    assert Message("{layer} and more", layer=layer) == "the tile layer and more"
    assert Message("{name} is {layer}.", name="scene.tif", layer=layer).startswith("scene.tif")
    named = Message("{name} is damaged.", name=as_message("scene.tif"))
    assert named == "scene.tif is damaged."
    assert Message("{a} {b}.", a=as_message("x"), b=layer) == "x the tile layer."
