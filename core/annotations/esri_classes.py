"""Which classes a folder of image chips for ArcGIS tells of, and what its labels are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..classes.colors import class_colors
from ..files.names import make_safe_names
from ..objects.tile_object import POLYGON
from .esri_definition import INSTANCES, LABEL_SETS, LABELS, PIXELS, RECTANGLES, EsriClass

# Files stand in a map with what Python calls white space between them.
SPACE = re.compile(r"\s")
_IGNORED = "ignored"


def chip_mode(facts: Mapping[str, Any]) -> str:
    """What ArcGIS calls such labels; ``facts`` are those of dataset.json."""
    if facts.get("objects"):
        return INSTANCES if facts["objects"]["shape"] == POLYGON else RECTANGLES
    if facts.get("masks"):
        return PIXELS
    return LABEL_SETS if facts.get("labels") else LABELS


def class_folders_of(facts: Mapping[str, Any]) -> dict[int, str]:
    """The folder of each class of objects by its number; arcgis.learn takes the name for it."""
    rows = (facts.get("objects") or {"classes": ()})["classes"]
    names = {row["class_id"]: SPACE.sub("_", row["class"]) for row in rows}
    if len(set(names.values())) < len(rows):
        names = {row["class_id"]: quote_space(row["class"]) for row in rows}
    safe = make_safe_names(names.values())
    return {number: safe[name] for number, name in names.items()}


def class_names_of(facts: Mapping[str, Any]) -> dict[int, str]:
    """Names of the classes as ArcGIS knows them, by their number."""
    mode = chip_mode(facts)
    if mode in (LABELS, LABEL_SETS):
        return {row["index"] + 1: row["name"] for row in label_rows(facts)}
    if mode == INSTANCES:
        return class_folders_of(facts)
    rows = facts["masks" if mode == PIXELS else "objects"]["classes"]
    names = {row["class_id"]: row["class"] for row in rows}
    if mode == PIXELS and facts["masks"]["ignored_pixels"]:
        # A number that is not told stops the training.
        names[facts["masks"]["ignore"]] = _IGNORED
    return names


def label_rows(facts: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The classes of whole tiles, of which each has one or several."""
    rows: Sequence[Mapping[str, Any]] = facts["labels" if facts.get("labels") else "classes"]
    return rows


def classes_of(facts: Mapping[str, Any]) -> list[EsriClass]:
    """The classes with their colours."""
    mode = chip_mode(facts)
    if mode == LABEL_SETS:
        own = class_colors(row["name"] for row in facts["labels"])
        colors = {row["index"] + 1: own[row["name"]] for row in facts["labels"]}
    elif mode == LABELS:
        colors = {row["index"] + 1: _rgb(row["color"]) for row in facts["classes"]}
    else:
        rows = facts["masks" if mode == PIXELS else "objects"]["classes"]
        colors = {row["class_id"]: _rgb(row["color"]) for row in rows}
    return [
        EsriClass(number, name, colors.get(number, (0, 0, 0)))
        for number, name in class_names_of(facts).items()
    ]


def quote_space(name: str) -> str:
    """A name of its own for each name, without white space."""
    return re.sub(r"[%\s]", lambda found: quote(found[0]), name)


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.lstrip("#"))
    return red, green, blue
