"""tiles.csv and dataset.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import FileError
from ..files.csv_file import read_records
from ..files.json_file import read_json
from ..files.text_file import MOST_TEXT
from ..layouts import DEFAULT_LAYOUT, LAYOUTS, find_layout
from ..layouts.layout import DatasetLayout
from ..tiles.layout import (
    COMPANIONS,
    DESCRIPTION,
    FILE,
    FILES,
    LABELS_TABLE,
    LAYERS,
    MANIFEST,
    MASK,
)
from ..tiles.shards import is_shard_file
from ..tiles.table import DOUBLE, INT, TEXT, TILE_ID, WINDOW_FIELDS, Field, TileTable
from ..tiles.words import LABEL, SPLIT
from .plan import DatasetPlan

VALID = Field("valid_pct", DOUBLE)
_BOUNDS = ("xmin", "ymin", "xmax", "ymax")
FIRST_FIELDS = (
    FILE,
    LABEL,
    SPLIT,
    TILE_ID,
    Field("row", INT),
    Field("col", INT),
    *(Field(name, INT) for name in WINDOW_FIELDS),
    *(Field(name, DOUBLE) for name in _BOUNDS),
    Field("crs", TEXT),
    VALID,
)
_OBJECTS = {
    "shape": str,
    "classes": [{"class_id": int, "class": str, "color?": str, "objects?": int}],
    "transform?": [float],
}
# What the note of an unfinished export holds; masks are told by what is there.
NOTE = {
    "fingerprint?": str,
    "files?": [str],
    "layout?": str,
    "splits?": object,
    "masks?": object,
    "objects?": _OBJECTS,
    "values?": object,
    "labels?": object,
    "targets?": object,
}
# What reading a dataset needs to rely on.
_DESCRIPTION = {
    "kind?": str,
    "layout?": str,
    "created?": str,
    "checksums?": dict,
    "fingerprint?": str,
    "values?": {"mean?": float, "std?": float},
    "labels?": [{"index": int, "name": str, "tiles?": int, "splits?": dict}],
    "tile_count?": int,
    "shards?": [{"manifest": str, "layers": str}],
    "bands?": [str],
    "dtype?": str,
    "format?": str,
    "groups?": [{"arrays": [str]}],
    "parameters?": dict,
    "crs_wkt?": str,
    "splits?": dict,
    "masks?": {"background": int, "ignore": int},
    "objects?": _OBJECTS,
    "classes?": [{"name": str, "index?": int, "folder?": str, "color?": str, "splits?": dict}],
}


def manifest_table(plan: DatasetPlan, valid_percent: np.ndarray, crs_name: str) -> TileTable:
    """The exported tiles with all columns of the manifest, its own first.

    Windows are those of the raster at hand; resampled tiles that have none get NULL. Bounds are in
    the tile layer's coordinate system, which ``crs_name`` names.
    """
    table = plan.tiles
    on_grid = plan.places.is_on_grid()
    windows = plan.places.windows
    if not on_grid.all():
        windows = windows.astype(object)
        windows[~on_grid] = None
    for k, name in enumerate(WINDOW_FIELDS):
        table = table.with_column(Field(name, INT), windows[:, k])
    for k, name in enumerate(_BOUNDS):
        table = table.with_column(Field(name, DOUBLE), table.geometries.bounds[:, k])
    table = table.with_column(Field("crs", TEXT), np.full(len(table), crs_name, dtype=object))
    table = table.with_column(VALID, valid_percent)
    fields = [found for f in FIRST_FIELDS if (found := table.find_field(f.name)) is not None]
    own = {f.name.lower() for f in FIRST_FIELDS}
    fields += [f for f in table.fields if f.name.lower() not in own]
    return table.arrange(fields)


def read_manifest(path: Path, needed: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """Rows of a manifest as text.

    Args:
        path: of tiles.csv.
        needed: columns that it must have.

    Raises:
        FileError: it is no table, or lacks one of these columns.
        OSError: it cannot be read.
    """
    return (row for _, row in read_records(path, needed, ",", is_ours=True))


def manifest_files(folder: Path) -> list[str]:
    """The files that together are tiles.csv, relative to the dataset, in the order of their rows.

    Raises:
        FileError: dataset.json names others than an export writes.
    """
    return [row["manifest"] for row in _told_shards(folder)] or [MANIFEST]


def layer_files(folder: Path) -> list[str]:
    """The files that together are tiles.gpkg, in the same order; they need not be there.

    Raises:
        FileError: dataset.json names others than an export writes.
    """
    return [row["layers"] for row in _told_shards(folder)] or [LAYERS]


def shard_files(folder: Path) -> list[str]:
    """Both of a dataset that has several; nothing of others.

    Raises:
        FileError: dataset.json names others than an export writes.
    """
    return [row[key] for row in _told_shards(folder) for key in ("manifest", "layers")]


def _told_shards(folder: Path) -> list[dict[str, str]]:
    facts: dict[str, Any] = {}
    if not (folder / MANIFEST).is_file():
        # What is wrong with it is told where it is read for itself.
        with suppress(FileError, OSError):
            facts = read_description(folder)
    shards = facts.get("shards") or []
    for row in shards:
        for name in (row["manifest"], row["layers"]):
            if not is_shard_file(name):
                raise FileError(
                    "{path} names {name!r} as a table of tiles, and no export writes such a file.",
                    path=folder / DESCRIPTION,
                    name=name,
                )
    return shards


def read_rows(folder: Path, needed: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """Rows of all tiles of a dataset as text, whether one file has them or several.

    Args:
        folder: of the dataset.
        needed: columns that there must be.

    Raises:
        FileError: a file is no table, or lacks one of these columns.
        OSError: a file cannot be read.
    """
    for name in manifest_files(folder):
        yield from read_manifest(folder / name, needed)


def read_description(folder: Path, most: int = MOST_TEXT) -> dict[str, Any]:
    """dataset.json of a dataset; what is there has the types that we write.

    Args:
        folder: of the dataset.
        most: bytes that the file may have.

    Raises:
        FileError: it is no JSON, or of another shape.
        OSError: it cannot be read.
    """
    return read_json(folder / DESCRIPTION, _DESCRIPTION, most)


def row_files(row: Mapping[str, str]) -> list[str]:
    """Files that a row names, relative to the dataset: its own, then those that belong to it.

    Tiles may have fields of the same names that say something else, and go into the manifest.
    """
    file = row.get(FILE.name) or ""
    # The images of a series lie in a folder that is called like its list of them.
    start = f"{file.rpartition('.')[0]}/"
    more = (row.get(FILES.name) or "").split("|")
    beside = [row_mask(row), *row_companions(row).values()]
    return [file, *filter(None, beside), *(n for n in more if n.startswith(start))]


def row_mask(row: Mapping[str, str]) -> str:
    """The file of a tile's mask, relative to the dataset; empty when the row names none."""
    name = row.get(MASK.name) or ""
    file, ending = row.get(FILE.name) or "", name.rpartition(".")[2]
    layouts = LAYOUTS.values() if name and file else ()
    names = (layout.name_mask(file, ending) for layout in layouts)
    return name if name in names else ""


def row_companions(row: Mapping[str, str]) -> dict[str, str]:
    """The files of a tile's second image and target, relative to the dataset, where there are."""
    found, file = {}, row.get(FILE.name) or ""
    for kind, column in COMPANIONS.items():
        name = row.get(column.name) or ""
        ending = name.rpartition(".")[2]
        layouts = LAYOUTS.values() if name and file else ()
        if name in {layout.name_companion(kind, file, ending) for layout in layouts}:
            found[kind] = name
    return found


def find_layout_of(facts: Mapping[str, Any]) -> DatasetLayout:
    """The layout that dataset.json names.

    Raises:
        ExportError: there is none of that name.
    """
    return find_layout(facts.get("layout", DEFAULT_LAYOUT))


def label_files(facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
    """Files that tell of labels: beside the images, then those of many tiles.

    Args:
        facts: of dataset.json.
        images: relative to the dataset.

    Raises:
        ExportError: the layout is not known.
    """
    table = [LABELS_TABLE] if facts.get("values") or facts.get("labels") else []
    return [*find_layout_of(facts).label_files(facts, images), *table]


def possible_files(facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
    """The same of files that need not be there.

    Raises:
        ExportError: the layout is not known.
    """
    return find_layout_of(facts).possible_files(facts, images)


def write_description(facts: dict[str, Any]) -> bytes:
    """dataset.json; the time of day stands in ``created`` and nowhere else."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    text = json.dumps({"created": now, **facts}, indent=2, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8")
