"""Pieces of Markdown."""

from __future__ import annotations


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
