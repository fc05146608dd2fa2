"""What a dataset's folder holds, to be looked at: counts, and pictures by class and split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.legend import Color, parse_color
from ..dataset.finished import check_finished
from ..dataset.manifest import (
    find_layout_of,
    layer_files,
    read_description,
    read_rows,
    row_mask,
)
from ..dataset.owned import is_inside
from ..dataset.read import damaged_dataset
from ..errors import CancelledError, ExportError, FileError, RasterError
from ..files.intact import check_whole
from ..formats.pillow import has_pillow
from ..geopackage.counts import count_values
from ..hashing import hash_texts
from ..layouts.layout import TileRecord
from ..network.stays_local import check_stays_local
from ..run.batches import never_cancelled
from ..tiles.layout import FILE, SERIES_KIND
from ..tiles.reasons import ReasonKind, read_reason
from ..tiles.table import TILE_ID
from ..tiles.words import LABEL, SPLIT, SPLITS
from .samples import read_samples

# Of each class and split; more are asked for one by one.
_MOST_OF_GROUP = 6
_MOST_IN_ALL = 240
_BOUNDS = ("xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True)
class ClassCount:
    """A class: its name, colour, and tiles (of objects: pieces) by split and in all."""

    name: str
    color: Color | None
    splits: Mapping[str, int]
    total: int


@dataclass(frozen=True)
class GalleryTile:
    """A tile and its picture.

    Attributes:
        tile_id: its name.
        file: its image, relative to the dataset.
        label: its class, empty without.
        split: train, val, test or empty.
        bounds: left, bottom, right, top in ``crs``; None where tiles.csv does not tell.
        crs: name of a coordinate system, or empty.
        jpeg: the picture; empty where the image cannot be read.
    """

    tile_id: str
    file: str
    label: str
    split: str
    bounds: tuple[float, ...] | None = None
    crs: str = ""
    jpeg: bytes = b""


@dataclass(frozen=True)
class TileGroup:
    """Some tiles of one class and split, out of ``count``."""

    label: str
    split: str
    count: int
    tiles: Sequence[GalleryTile]


@dataclass(frozen=True)
class Gallery:
    """A dataset at a glance.

    Attributes:
        folder: its path.
        facts: those of dataset.json.
        groups: tiles by class and split, in the order of the class table.
        classes: of tiles; of objects where tiles have none.
        counts_objects: whether ``classes`` are those of objects.
        splits: tiles by split, in their usual order; empty without splits.
        rejected: tiles left out by reason, the most first.
    """

    folder: Path
    facts: Mapping[str, Any]
    groups: Sequence[TileGroup]
    classes: Sequence[ClassCount]
    counts_objects: bool
    splits: Mapping[str, int]
    rejected: Mapping[ReasonKind, int] = field(default_factory=dict)

    @property
    def tile_count(self) -> int:
        """All tiles."""
        return sum(group.count for group in self.groups)


def read_gallery(
    folder: Path,
    seed: int = 0,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Gallery:
    """Read a dataset's tables, and draw some tiles of each class and split.

    Args:
        folder: of the dataset.
        seed: another one gives other tiles.
        is_cancelled: asked between tiles.

    Raises:
        ExportError: there is no dataset of tiles, or it is damaged.
        CancelledError: ``is_cancelled`` said so.
        OSError: a table cannot be read.
    """
    check_finished(folder)
    try:
        facts = read_description(folder)
        if facts.get("kind") == SERIES_KIND:
            raise ExportError(
                "The samples of {folder} are time series, which no single picture shows; choose a "
                "dataset that Export tiles or Build dataset wrote.",
                folder=folder,
            )
        groups = _read_groups(folder, seed, is_cancelled)
        groups = _draw(folder, facts, groups, is_cancelled)
        rejected = _count_rejected(folder)
    except FileError as error:
        raise damaged_dataset(folder, error) from None
    tiles = facts.get("classes") or facts.get("labels") or ()
    objects = [] if tiles else (facts.get("objects") or {}).get("classes") or []
    classes = [
        ClassCount(
            str(row.get("name", row.get("class"))),
            parse_color(row.get("color")),
            row.get("splits") or {},
            int(row.get("tiles", row.get("objects", 0)) or 0),
        )
        for row in tiles or objects
    ]
    told = facts.get("splits") or {}
    splits = {name: int(told[name]) for name in SPLITS if name in told}
    order = {row.name: number for number, row in enumerate(classes)}
    groups.sort(key=lambda group: (order.get(group.label, -1), *_split_order(group.split)))
    return Gallery(folder, facts, groups, classes, bool(objects), splits, rejected)


def _split_order(split: str) -> tuple[int, str]:
    return SPLITS.index(split) if split in SPLITS else len(SPLITS), split


def _read_groups(
    folder: Path, seed: int, is_cancelled: Callable[[], bool]
) -> list[tuple[TileGroup, list[Mapping[str, str]]]]:
    """Groups without pictures, and the rows of tiles.csv of their tiles."""
    files: dict[tuple[str, str], list[str]] = {}
    for row in _rows(folder, is_cancelled):
        key = (row.get(LABEL.name) or "", row.get(SPLIT.name) or "")
        files.setdefault(key, []).append(row[FILE.name])
    most = max(1, min(_MOST_OF_GROUP, _MOST_IN_ALL // max(1, len(files))))
    wanted = {name for names in files.values() for name in _choose(names, seed, most)}
    rows: dict[tuple[str, str], list[Mapping[str, str]]] = {key: [] for key in files}
    for row in _rows(folder, is_cancelled):
        if row[FILE.name] in wanted:
            rows[row.get(LABEL.name) or "", row.get(SPLIT.name) or ""].append(dict(row))
    # Where there are more groups than pictures, the first ones have some.
    shown = sorted(files)[:_MOST_IN_ALL]
    return [
        (TileGroup(*key, len(names), ()), rows[key] if key in shown else [])
        for key, names in files.items()
    ]


def _rows(folder: Path, is_cancelled: Callable[[], bool]) -> Any:
    for number, row in enumerate(read_rows(folder, (FILE.name,))):
        if number % 1000 == 0 and is_cancelled():
            raise CancelledError
        yield row


def _choose(names: Sequence[str], seed: int, most: int) -> list[str]:
    ranks = np.argsort(hash_texts(seed, names), kind="stable")
    return [names[k] for k in ranks[:most].tolist()]


def _draw(
    folder: Path,
    facts: Mapping[str, Any],
    groups: Sequence[tuple[TileGroup, list[Mapping[str, str]]]],
    is_cancelled: Callable[[], bool],
) -> list[TileGroup]:
    records = {row[FILE.name]: _record(folder, row) for _, rows in groups for row in rows}
    records = _with_objects(folder, facts, records) if has_pillow() else {}
    pictures = {
        name: _picture(folder, facts, record, is_cancelled) for name, record in records.items()
    }
    return [
        replace(group, tiles=[_tile(row, pictures.get(row[FILE.name], b"")) for row in rows])
        for group, rows in groups
    ]


def draw_tile(folder: Path, file: str, is_cancelled: Callable[[], bool] = never_cancelled) -> bytes:
    """The picture of one tile as JPEG; empty where its image cannot be read.

    Args:
        folder: of the dataset.
        file: the tile's, relative to it.
        is_cancelled: asked before the image is read.

    Raises:
        ExportError: the file is outside the dataset.
        CancelledError: ``is_cancelled`` said so.
        FileError: dataset.json is damaged.
        OSError: it cannot be read.
    """
    record = _record(folder, {FILE.name: file})
    if not has_pillow():
        return b""
    return _picture(folder, read_description(folder), record, is_cancelled)


def _picture(
    folder: Path,
    facts: Mapping[str, Any],
    record: TileRecord,
    is_cancelled: Callable[[], bool],
) -> bytes:
    """What cannot be read is empty: it is told of that tile alone."""
    path = str(folder / record.file)
    try:
        check_stays_local(path, is_found=True)
        check_whole(path)
        (picture,) = read_samples(folder, facts, [record], is_cancelled).pictures
    except (ExportError, FileError, RasterError, OSError, ValueError, LookupError):
        return b""
    return b"" if picture is None else picture.jpeg


def _record(folder: Path, row: Mapping[str, str]) -> TileRecord:
    name = row[FILE.name]
    if not is_inside(name):
        raise ExportError(
            "{folder} names a file outside the dataset ({name!r}).", folder=folder, name=name
        )
    split = row.get(SPLIT.name) or ""
    return TileRecord(
        row.get(TILE_ID.name) or Path(name).stem,
        name,
        split if split in SPLITS else None,
        row.get(LABEL.name) or None,
        _whole(row.get("width")),
        _whole(row.get("height")),
        row_mask(row),
    )


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and int(text) else 1


def _with_objects(
    folder: Path, facts: Mapping[str, Any], records: dict[str, TileRecord]
) -> dict[str, TileRecord]:
    """Tiles with what lies on them; a tile shows without where its files do not tell."""
    if not facts.get("objects"):
        return records
    try:
        found = find_layout_of(facts).read_objects(folder, facts, records.values())
        return {record.file: record for record in found}
    except (ExportError, FileError, OSError):
        return records


def _tile(row: Mapping[str, str], jpeg: bytes) -> GalleryTile:
    bounds = None
    try:
        bounds = tuple(float(row[name]) for name in _BOUNDS)
    except (KeyError, TypeError, ValueError):
        bounds = None
    name = row[FILE.name]
    return GalleryTile(
        row.get(TILE_ID.name) or Path(name).stem,
        name,
        row.get(LABEL.name) or "",
        row.get(SPLIT.name) or "",
        bounds,
        row.get("crs") or "",
        jpeg,
    )


def _count_rejected(folder: Path) -> dict[ReasonKind, int]:
    counts: Counter[ReasonKind] = Counter()
    for name in layer_files(folder):
        if (folder / name).is_file():
            for text, count in count_values(folder / name, "rejected", "reason").items():
                counts[read_reason(text).kind] += count
    return dict(counts.most_common())
