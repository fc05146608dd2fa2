"""Reasons are texts in layers, and kinds and details everywhere else."""

import pickle

import pytest

from tilewright.core.message import Message, Words, as_message
from tilewright.core.tiles.reasons import CLOUD_MARK, REASON_KINDS, Reason, read_reason


@pytest.mark.parametrize("kind", REASON_KINDS, ids=lambda kind: str(kind.title))
@pytest.mark.parametrize("detail", [None, "12.5 %, at most 10 %", "a (b) 3.0 %, at least 50 %"])
def test_a_kind_is_read_back_from_the_text_of_a_layer(kind, detail):
    reason = Reason(kind, detail and as_message(detail))
    for found in (read_reason(str(reason)), pickle.loads(pickle.dumps(reason))):
        assert found == reason and str(found) == str(reason)
        assert (found.kind, found.detail) == (kind, detail)


def test_every_kind_has_a_title_of_its_own():
    titles = {str(kind.title) for kind in REASON_KINDS}
    assert len(titles) == len(REASON_KINDS)
    assert not any(" (" in title for title in titles)


def test_reasons_of_other_layers_are_kinds_too():
    first, second = read_reason("too far (3 m)"), read_reason("too far (4 m)")
    assert first.kind == second.kind and first.kind.title == "too far"
    assert first.kind not in REASON_KINDS


def test_kind_and_detail_are_translated():
    words = {"cloud mark": "marca de nube", "of {name}": "de {name}"}

    class Spanish(Words):
        def translate(self, template):
            return words.get(template, template)

    reason = Reason(CLOUD_MARK, Message("of {name}", name="b"))
    assert reason.render(Spanish()) == "marca de nube (de b)"
