"""XML against the parser of the standard library."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.annotations.xml_text import write_xml


@given(st.text(max_size=30), st.lists(st.text(max_size=8), max_size=4))
def test_texts_come_back(text, more):
    root = ElementTree.fromstring(
        write_xml(("a", [("b", text), ("c", [("d", word) for word in more])])).encode()
    )
    pattern = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    expected = [re.sub(pattern, "?", each) for each in (text, *more)]
    found = [root.findtext("b"), *(each.text or "" for each in root.iter("d"))]
    assert found == expected


def test_hostile_texts_are_texts():
    hostile = ']]></name><object>&lol;<!DOCTYPE x [<!ENTITY lol "l">]>'
    root = ElementTree.fromstring(write_xml(("annotation", [("name", hostile), ("n", 3)])))
    assert [(each.tag, each.text) for each in root] == [("name", hostile), ("n", "3")]


def test_each_element_has_a_line():
    text = write_xml(("a", [("b", "x\ry"), ("c", [("d", 1.5)]), ("e", [])]))
    assert text == "<a>\n  <b>x&#13;y</b>\n  <c>\n    <d>1.5</d>\n  </c>\n  <e>\n  </e>\n</a>\n"
