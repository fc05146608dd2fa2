"""Whom a dataset names for its pixels, and on what terms they were given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .markdown import cell

_TERMS = ("attribution", "attribution_url", "rights", "licenses", "constraints")


def write_terms(facts: dict[str, Any]) -> list[str]:
    """Lines of the card; none where nothing is known. ``facts`` are those of dataset.json."""
    sources = facts["sources"]
    told: list[str] = []
    if sources.get("service"):
        told += _terms_of(sources["raster"]["name"], {"service": sources["service"]})
    for row in facts.get("scenes") or ():
        told += _terms_of(row["name"], row)
    for row in sources.get("services") or ():
        told += _terms_of(row["image"], {"service": row})
    if not told:
        return []
    return ["Whom to name for the pixels, and the terms of who provides them:", "", *told, ""]


def _terms_of(name: str, row: dict[str, Any]) -> Iterator[str]:
    """A line of a raster or scene that says something."""
    service = row.get("service") or {}
    found = [row.get("attribution"), *(service.get(term) for term in _TERMS)]
    texts = [
        str(text) for each in found if each for text in (each if isinstance(each, list) else [each])
    ]
    if texts:
        yield f"- {cell(name)}: {'; '.join(cell(text) for text in dict.fromkeys(texts))}"
