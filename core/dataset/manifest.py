"""tiles.csv and dataset.json."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.folders import class_folders
from ..tiles.layout import FILE, MORE_FILES
from ..tiles.table import DOUBLE, INT, TEXT, TILE_ID, WINDOW_FIELDS, Field, TileTable, make_column
from ..tiles.words import LABEL, SPLIT, SPLITS
from .plan import DatasetPlan

VALID = Field("valid_pct", DOUBLE)
_BOUNDS = ("xmin", "ymin", "xmax", "ymax")
_FIRST = (
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


def manifest_table(plan: DatasetPlan, valid_percent: np.ndarray, crs_name: str) -> TileTable:
    """The exported tiles with all columns of the manifest, its own first.

    Windows are those of the raster at hand; resampled tiles that have none get NULL. Bounds are in
    the tile layer's coordinate system, which ``crs_name`` names.
    """
    table = plan.tiles
    on_grid = plan.places.is_on_grid()
    windows = plan.places.windows.astype(object)
    windows[~on_grid] = None
    for k, name in enumerate(WINDOW_FIELDS):
        table = table.with_column(Field(name, INT), make_column(INT, windows[:, k].tolist()))
    for k, name in enumerate(_BOUNDS):
        table = table.with_column(Field(name, DOUBLE), table.geometries.bounds[:, k])
    table = table.with_column(Field("crs", TEXT), np.full(len(table), crs_name, dtype=object))
    table = table.with_column(VALID, valid_percent)
    fields = [found for f in _FIRST if (found := table.find_field(f.name)) is not None]
    own = {f.name.lower() for f in _FIRST}
    fields += [f for f in table.fields if f.name.lower() not in own]
    return TileTable(fields, table.columns, table.wkb)


def read_manifest(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a manifest as text."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def row_files(row: Mapping[str, str]) -> list[str]:
    """Files that a row names, relative to the dataset: its own, then those that belong to it."""
    more = [name for field in MORE_FILES for name in (row.get(field.name) or "").split("|")]
    return [row.get(FILE.name) or "", *filter(None, more)]


def count_classes(plan: DatasetPlan) -> list[dict[str, Any]]:
    """One row a class: index, true name, folder, tiles in all and by split.

    In the order of class_folders, which also is that of the indices.
    """
    folders = class_folders(plan.classes)
    pairs = Counter(zip(plan.labels, plan.splits))
    used = [s for s in SPLITS if any(split == s for _, split in pairs)]
    rows = []
    for index, name in enumerate(folders):
        row = {"index": index, "name": name, "folder": folders[name]}
        row["tiles"] = sum(n for (label, _), n in pairs.items() if label == name)
        if used:
            row["splits"] = {s: pairs.get((name, s), 0) for s in used}
        rows.append(row)
    return rows


def class_counts(plan: DatasetPlan) -> dict[str, int]:
    """Tiles by class, in the order of class_folders."""
    return {row["name"]: row["tiles"] for row in count_classes(plan)}


def missing_classes(classes: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Classes that have no tile in a split, by split.

    Args:
        classes: rows of count_classes.
    """
    missing: dict[str, list[str]] = {}
    for row in classes:
        for split, count in row.get("splits", {}).items():
            if not count:
                missing.setdefault(split, []).append(row["name"])
    return missing


def write_description(facts: dict[str, Any]) -> bytes:
    """dataset.json; the time of day stands in ``created`` and nowhere else."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    text = json.dumps({"created": now, **facts}, indent=2, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8")
