"""What a server says in words where it gives no pixels."""

from __future__ import annotations

import html
import json
import re
from typing import Any

# Of a document, in characters: errors are short, and pages of help are not.
_MOST_READ = 20_000
_MOST = 160
# What nobody reads of a page.
_UNSEEN = re.compile(
    r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<!\[CDATA\[|\]\]>|<\?.*?\?>|<!DOCTYPE[^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_MARK = re.compile(r"<[^>]*>")
# Requests that are said again have the keys that they were made with.
_ADDRESS = re.compile(r"\S*://\S*")
_KEYS = ("description", "detail", "message", "error", "title")
_TEXTS = ("text/", "json", "xml", "vnd.ogc")


def spoken_words(body: bytes, kind: str) -> str:
    """A short plain text of an answer, without markup and addresses; empty where it has none.

    Args:
        body: of the answer.
        kind: of its content, such as ``text/xml; charset=utf-8``; empty where it does not say.
    """
    is_text = any(part in kind.lower() for part in _TEXTS) if kind else b"\0" not in body
    if not body or not is_text:
        return ""
    text = body[:_MOST_READ].decode("utf-8", "replace")
    if "json" in kind.lower() or text.lstrip().startswith("{"):
        try:
            text = _find_text(json.loads(text))
        except ValueError:
            text = ""
    text = html.unescape(_MARK.sub(" ", _UNSEEN.sub(" ", text)))
    text = _ADDRESS.sub("", text)
    words = "".join(c if c.isprintable() else " " for c in text).split()
    said = " ".join(words).rstrip(".: ")
    return said if len(said) <= _MOST else said[: _MOST - 3].rstrip() + "..."


def _find_text(value: Any) -> str:
    """The first text under a name that errors use."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return next(filter(None, map(_find_text, value)), "")
    if isinstance(value, dict):
        return next(filter(None, (_find_text(value.get(key)) for key in _KEYS)), "")
    return ""
