"""XML as people read it.

The writers of the standard library come with parsers, which trust strangers too much.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Union

# A name, and a text or number, or elements.
Element = tuple[str, Union[str, float, Sequence["Element"]]]
# What no XML may hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")


def write_xml(root: Element) -> str:
    """A document, a line each element.

    Question marks stand in texts for what no XML may hold.
    """
    return "\n".join(_lines(root, "")) + "\n"


def content_of(text: str, name: str) -> str:
    """The text of the first element of a name in a document of ours, or empty.

    By its letters alone, so that whatever a stranger has put there does no harm.
    """
    found = re.search(f"<{name}>([^<]*)</{name}>", text)
    return html.unescape(found[1]) if found else ""


def number_of(text: str, name: str) -> float:
    """The same as a number that is not negative, or -1 for what is none."""
    content = content_of(text, name)
    return float(content) if _NUMBER.fullmatch(content) else -1.0


def _lines(element: Element, space: str) -> Iterator[str]:
    name, content = element
    if isinstance(content, (str, int, float)):
        # Parsers make a line feed of the other ends of lines unless they are written so.
        text = html.escape(_FORBIDDEN.sub("?", str(content)), quote=False).replace("\r", "&#13;")
        yield f"{space}<{name}>{text}</{name}>"
        return
    yield f"{space}<{name}>"
    for child in content:
        yield from _lines(child, space + "  ")
    yield f"{space}</{name}>"
