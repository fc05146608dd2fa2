"""The help panel of a dialog: the algorithm, then each parameter below its heading."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from pathlib import Path

from qgis.core import QgsProcessingParameterDefinition

from .definitions import choice_words, section_of

# Parameters that a picture explains, by name, and the files in the folder of icons.
_PICTURES = {
    "EDGE": "help_edge.svg",
    "PREDICATE": "help_predicate.svg",
    "SPLIT_METHOD": "help_split.svg",
}
_METHOD, _SPLIT_CODE = "METHOD", "BLOCKS"
# What the panel has room for as QGIS opens it.
_PICTURE_WIDTH = 210


def make_panel(
    text: str, definitions: Iterable[QgsProcessingParameterDefinition], folder: Path
) -> str:
    """HTML of the help panel; one line, as QGIS makes a paragraph of each.

    Args:
        text: about the algorithm, plain.
        definitions: of its parameters, in order.
        folder: where the pictures are.
    """
    parts = [f"<p>{html.escape(text, quote=False)}</p>"]
    last = ""
    for definition in definitions:
        section = section_of(definition)
        if section and section != last:
            parts.append(f"<h3>{html.escape(section, quote=False)}</h3>")
        last = section or last
        parts.append(_describe(definition, folder))
    return "".join(parts).replace("\n", " ")


def find_picture(definition: QgsProcessingParameterDefinition) -> str:
    """The name of the picture that explains a parameter, empty where there is none."""
    name = definition.name()
    if name == _METHOD and _SPLIT_CODE in choice_words(definition):
        name = "SPLIT_METHOD"
    return _PICTURES.get(name, "")


def _describe(definition: QgsProcessingParameterDefinition, folder: Path) -> str:
    words = choice_words(definition)
    text = definition.help()
    if words:
        # The list of codes at its end, which stand beside their words below.
        codes = re.escape(", ".join(definition.options()))
        text = re.sub(rf"\s[^.\s]+ ?: {codes}\.$", "", text)
    said = (
        f'<p><span style="font-weight:600">'
        f"{html.escape(definition.description(), quote=False)}</span> "
        f"<small>{definition.name()}</small><br>{html.escape(text, quote=False)}</p>"
    )
    picture = find_picture(definition)
    if picture:
        address = (folder / picture).as_uri()
        said += f'<p><img src="{address}" width="{_PICTURE_WIDTH}"></p>'
    if words:
        rows = (
            f"<li>{html.escape(words[code], quote=False)} <small>{code}</small></li>"
            for code in definition.options()
        )
        said += f"<ul>{''.join(rows)}</ul>"
    return said
