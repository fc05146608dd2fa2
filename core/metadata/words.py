"""What all records say of a dataset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
UNKNOWN_TYPE = "application/octet-stream"
_TEXTS = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
    "txt": "text/plain",
    "xml": "application/xml",
    "yaml": "application/yaml",
}


def dataset_name(facts: Mapping[str, Any]) -> str:
    """A title; ``facts`` are those of dataset.json."""
    return f"Image tiles of {facts['sources']['raster']['name']}"


def dataset_id(facts: Mapping[str, Any]) -> str:
    """The same as one word of small letters, digits and hyphens where the raster's name has any."""
    name = str(facts["sources"]["raster"]["name"]).rpartition("/")[2]
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in name).lower().split()
    return "-".join([*words, "tiles"])


def dataset_description(facts: Mapping[str, Any]) -> str:
    """A sentence on what it holds, and where more is told."""
    count = facts["tile_count"]
    return (
        f"{count} image tile{'s' if count != 1 else ''} of {facts['sources']['raster']['name']}, "
        f"{facts['dtype']}, bands {', '.join(facts['bands'])}. "
        "README.md and dataset.json say more."
    )


def media_type(name: str) -> str:
    """Of a file, by its name."""
    ending = name.rpartition(".")[2].lower()
    return MEDIA_TYPES.get(ending) or _TEXTS.get(ending, UNKNOWN_TYPE)


def class_names(facts: Mapping[str, Any]) -> list[str]:
    """The classes of labels in the order of their numbers: of objects, else masks, else tiles."""
    for key in ("objects", "masks"):
        if facts.get(key):
            return [row["class"] for row in facts[key]["classes"]]
    return [row["name"] for row in facts.get("labels") or facts.get("classes") or ()]


def object_names(facts: Mapping[str, Any]) -> dict[int, str]:
    """The classes of objects by their numbers."""
    return {
        row["class_id"]: row["class"] for row in (facts.get("objects") or {}).get("classes", ())
    }
