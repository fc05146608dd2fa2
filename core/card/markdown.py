"""Pieces of Markdown."""

from __future__ import annotations


def cell(text: str) -> str:
    """A text fit for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
