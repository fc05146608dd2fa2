"""Numbers, names and colours of classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.classes.colors import PALETTE
from tilewright.core.classes.legend import format_legend, make_legend, parse_color
from tilewright.core.errors import LayerError


def pairs(legend):
    return [(c.id, c.name) for c in legend]


def test_classes_are_numbered_by_sorted_names_whatever_their_order():
    for names in (["WATER", "FOREST", "FARM"], ["FARM", "WATER", "FOREST", "WATER"]):
        assert pairs(make_legend(names)) == [(1, "FARM"), (2, "FOREST"), (3, "WATER")]


def test_a_legend_given_decides_and_may_hold_more():
    legend = make_legend(["b", "a"], "7=a, 2 = b,300=not here")
    assert pairs(legend) == [(2, "b"), (7, "a"), (300, "not here")]
    assert pairs(make_legend(["a=b"], "1=a=b")) == [(1, "a=b")]


def test_colours_are_the_classes_own_or_of_the_palette_and_never_shared():
    legend = make_legend(["a", "b", "c", "d"], "", {"b": PALETTE[0], "d": (1, 2, 3)})
    colors = [c.color for c in legend]
    assert colors == [PALETTE[1], PALETTE[0], PALETTE[2], (1, 2, 3)]
    many = [c.color for c in make_legend(f"class {k:03}" for k in range(60))]
    assert len(set(many)) == 60


@given(
    st.dictionaries(
        st.text(min_size=1).filter(str.strip), st.integers(1, 65535), min_size=1, max_size=20
    )
)
def test_what_is_returned_can_be_given(ids):
    if len(set(ids.values())) < len(ids):
        return
    import json

    text = json.dumps([{"id": n, "name": name, "color": "#0a0b0c"} for name, n in ids.items()])
    legend = make_legend(ids, text)
    assert make_legend([], format_legend(legend)) == legend
    assert {c.name: c.id for c in legend} == ids


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("1=a", "LEGEND has no number for 'b'; it has a"),
        ("0=a,1=b", "gives 'a' the number 0; numbers run from 1"),
        ("65536=a,1=b", "gives 'a' the number 65536"),
        ("1=a,1=b", "LEGEND has both 1=a and 1=b"),
        ("1=a,2=a,3=b", "LEGEND has both 1=a and 2=a"),
        ("a=1,b=2", "LEGEND has 'a=1', which cannot be understood"),
        ("[1, 2]", "not a list of classes"),
        ("[" * 100000, "not a list of classes"),
    ],
)
def test_legends_that_cannot_be_used_say_why(given, text):
    with pytest.raises(LayerError, match=text.replace("[", r"\[")):
        make_legend(["a", "b"], given)


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#0094FF", (0, 148, 255)),
        ("#0094ff80", (0, 148, 255)),
        ("0,148,255", (0, 148, 255)),
        ("0, 148, 255, 128", (0, 148, 255)),
        ("0,148,256", None),
        ("blue", None),
        (None, None),
        ("", None),
    ],
)
def test_colours_are_read_as_qgis_writes_them(text, color):
    assert parse_color(text) == color
