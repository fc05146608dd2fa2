"""The tiles of all datasets as one table, with the names of their new files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classes.folders import class_folders
from ..dataset.manifest import FIRST_FIELDS, row_companions, row_mask
from ..dataset.plan import DatasetPlan
from ..errors import ExportError
from ..files.names import plain_names
from ..layouts.layout import DatasetLayout, TilesToName
from ..layouts.naming import TILE_ID as TILE_ID_NAMING
from ..report.image_map import place_on_ground
from ..resampling.windows import PixelWindows
from ..tiles.layout import COMPANIONS, FILE, MASK
from ..tiles.table import DOUBLE, INT, TEXT, TILE_ID, Field, TileTable, make_column, merge_tables
from ..tiles.targets import LABELS, SEPARATOR, VALUE, TileTargets, read_values, split_names
from ..tiles.words import DATE, LABEL, SCENE, SCENE2, SPLIT, SPLITS
from .parents import Parent, TilesCrs, check_ids
from .scenes import Scenes

_BOUNDS = ("xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True)
class MergedTiles:
    """The tiles of all datasets in the order of their new tile_id.

    Attributes:
        plan: names, classes and splits of them, as an export has it; ``places`` are where they
            lie in ``size``.
        table: what tiles.csv is to hold.
        rejected: tiles that were left out.
        owners: int64 (N,): number of the dataset of each.
        rows: int64 (N,): its row there.
        masks: new file of each tile's mask; empty without masks.
        companions: new files of second images and targets, by kind.
        prefixes: what stands before the tile_id of each dataset.
        scenes: the images that they are of.
        size: width and height of the ground that they lie on.
    """

    plan: DatasetPlan
    table: TileTable
    rejected: TileTable
    owners: np.ndarray
    rows: np.ndarray
    masks: list[str]
    companions: dict[str, list[str]]
    prefixes: list[str]
    scenes: Scenes
    size: tuple[float, float]


def merge_tiles(parents: Sequence[Parent], prefixes: Sequence[str], crs: TilesCrs) -> MergedTiles:
    """Lay the tables of all datasets together.

    Args:
        parents: the datasets, which are alike.
        prefixes: see ``choose_prefixes``.
        crs: of the outlines.

    Raises:
        ExportError: tiles have no tile_id of their own, or a value is none.
    """
    layout, scenes = parents[0].layout, Scenes(parents)
    tables = [_prepare(p, k, prefixes[k], scenes) for k, p in enumerate(parents)]
    table = _concatenate(tables)
    ids = table[TILE_ID.name].tolist()
    check_ids(ids)
    order = np.argsort(np.array(ids, dtype=str), kind="stable")
    counts = [len(parent.rows) for parent in parents]
    owners = np.repeat(np.arange(len(parents)), counts)[order]
    rows = np.concatenate([np.arange(count) for count in counts])[order]
    table = table.select(order)
    if crs.is_new:
        for k, name in enumerate(_BOUNDS):
            table = table.with_column(Field(name, DOUBLE), table.geometries.bounds[:, k])
        table = table.with_column(Field("crs", TEXT), np.full(len(table), crs.name, dtype=object))
    facts = [parent.facts for parent in parents]
    labels = _words(table, LABEL.name, bool(facts[0].get("classes")))
    splits = _words(table, SPLIT.name, bool(parents[0].splits))
    classes = _classes(facts, layout)
    _check_known(labels, classes, bool(classes))
    _check_known(splits, SPLITS, bool(parents[0].splits))
    targets = _targets(table, facts)
    if targets.sets is not None:
        joined = make_column(TEXT, (SEPARATOR.join(names) or None for names in targets.sets))
        table = table.with_column(LABELS, joined)
    naming = str(facts[0]["parameters"].get("NAMING") or TILE_ID_NAMING)
    ids = table[TILE_ID.name].tolist()
    named = TilesToName(plain_names(ids), labels, splits, classes, naming)
    files = layout.name_images(named, parents[0].extension)
    table = table.with_column(FILE, make_column(TEXT, files.images))
    boxes, size = place_on_ground(table.geometries.bounds, crs.is_geographic)
    places = PixelWindows(np.rint(boxes).astype(np.int64), boxes, np.zeros(len(boxes)))
    rejected = _rejected(parents, prefixes)
    plan = DatasetPlan(
        table, places, rejected, labels, splits, classes, files.folders, layout, targets
    )
    masks, companions = _name_beside(plan, parents[0])
    if masks:
        table = table.with_column(MASK, make_column(TEXT, masks))
    for kind, names in companions.items():
        table = table.with_column(COMPANIONS[kind], make_column(TEXT, names))
    return MergedTiles(
        plan,
        _in_order(table),
        rejected,
        owners,
        rows,
        masks,
        companions,
        list(prefixes),
        scenes,
        size,
    )


def _prepare(parent: Parent, number: int, prefix: str, scenes: Scenes) -> TileTable:
    table = parent.tiles
    ids = [f"{prefix}{cell}" if cell else None for cell in parent.cells(TILE_ID.name)]
    table = table.with_column(TILE_ID, make_column(TEXT, ids))
    if scenes.rows:
        names, dates = zip(*scenes.of_tiles[number])
        table = table.with_column(SCENE, make_column(TEXT, names))
        table = table.with_column(DATE, make_column(TEXT, (date or None for date in dates)))
        if (parent.facts.get("pairs") or {}).get("scenes"):
            known = scenes.new_names[number]
            seconds = (known.get(str(cell)) for cell in parent.cells(SCENE2.name))
            table = table.with_column(SCENE2, make_column(TEXT, seconds))
    return table


def _concatenate(tables: Sequence[TileTable]) -> TileTable:
    """All rows with all columns; a column of several kinds becomes the wider one."""
    kinds: dict[str, Field] = {}
    for table in tables:
        for field in table.fields:
            known = kinds.setdefault(field.name.lower(), field)
            if known.kind != field.kind:
                wider = DOUBLE if {known.kind, field.kind} == {INT, DOUBLE} else TEXT
                kinds[field.name.lower()] = Field(known.name, wider)
    fields = list(kinds.values())
    return TileTable.concatenate([_as_kinds(table, fields) for table in tables], fields)


def _as_kinds(table: TileTable, fields: Sequence[Field]) -> TileTable:
    columns = {}
    for field in fields:
        found = table.find_field(field.name)
        if found is None:
            continue
        values = table[found.name]
        if found.kind != field.kind:
            cells = [None if v is None or v != v else v for v in values.tolist()]
            if field.kind == TEXT:
                cells = [None if v is None else str(v) for v in cells]
            values = make_column(field.kind, cells)
        columns[field.name] = values
    here = [field for field in fields if field.name in columns]
    return TileTable(here, columns, table.wkb)


def _words(table: TileTable, name: str, is_used: bool) -> list[str | None]:
    """A column of words where it deals the tiles; else a field of that name may say anything."""
    if not is_used:
        return [None] * len(table)
    found: list[str | None] = table[name].tolist()
    return found


def _check_known(words: Collection[str | None], known: Collection[str], is_used: bool) -> None:
    """Refuse classes and splits that dataset.json does not tell of, and tiles without one."""
    strange = [word or "" for word in dict.fromkeys(words) if word not in known]
    if is_used and strange:
        raise ExportError(
            "A row of tiles.csv has the class or split {name!r}, which the dataset.json beside it "
            "does not know; export that dataset again.",
            name=strange[0],
        )


def _classes(facts: Sequence[Mapping[str, Any]], layout: DatasetLayout) -> tuple[str, ...]:
    """Those of the first dataset keep their numbers, unless programs number their folders."""
    first = [row["name"] for row in facts[0]["classes"]]
    names = {row["name"] for told in facts for row in told["classes"]}
    return layout.order_classes(names, first)


def _targets(table: TileTable, facts: Sequence[Mapping[str, Any]]) -> TileTargets:
    values = read_values(table, VALUE.name) if facts[0].get("values") else None
    if values is not None and np.isnan(values).any():
        raise ExportError(
            "A tile has no number in the column {name} of tiles.csv; export that dataset again.",
            name=VALUE.name,
        )
    if not facts[0].get("labels"):
        return TileTargets(values)
    # Those of the first dataset keep their numbers.
    names = [row["name"] for row in facts[0]["labels"]]
    more = {row["name"] for told in facts[1:] for row in told["labels"]}.difference(names)
    order = {name: k for k, name in enumerate([*names, *class_folders(more)])}
    found = (split_names(cell) for cell in table[LABELS.name].tolist())
    sets = [tuple(sorted(several, key=lambda name: order.get(name, -1))) for several in found]
    _check_known({name for several in sets for name in several}, order, True)
    return TileTargets(values, sets, tuple(order))


def _name_beside(plan: DatasetPlan, parent: Parent) -> tuple[list[str], dict[str, list[str]]]:
    """New names of masks and companions, with the endings that they have."""
    masks: list[str] = []
    row = {name: parent.cells(name)[0] or "" for name in parent.rows.columns}
    if parent.facts.get("masks"):
        masks = plan.name_masks(row_mask(row).rpartition(".")[2])
    found = row_companions(row)
    kinds = {"image2": "pairs", "target": "targets"}
    return masks, {
        kind: plan.name_companions(kind, name.rpartition(".")[2])
        for kind, name in found.items()
        if parent.facts.get(kinds[kind])
    }


def _rejected(parents: Sequence[Parent], prefixes: Sequence[str]) -> TileTable:
    tables = []
    for parent, prefix in zip(parents, prefixes):
        table = parent.rejected
        if prefix and TILE_ID.name in table.columns:
            ids = [f"{prefix}{cell}" if cell else None for cell in table[TILE_ID.name].tolist()]
            table = table.with_column(TILE_ID, make_column(TEXT, ids))
        tables.append(table)
    fields = _concatenate(tables).fields
    return merge_tables([_as_kinds(table, fields) for table in tables])


def _in_order(table: TileTable) -> TileTable:
    """The manifest's own columns first, as exports have them; what lies beside last."""
    first = [field.name for field in FIRST_FIELDS if field.name not in (SCENE.name, DATE.name)]
    first += [SCENE.name, DATE.name]
    last = [MASK.name, *(field.name for field in COMPANIONS.values())]
    place = {name: k for k, name in enumerate(first)}
    place.update({name: len(first) + 1 + k for k, name in enumerate(last)})
    fields = sorted(table.fields, key=lambda field: place.get(field.name, len(first)))
    return TileTable(fields, table.columns, table.wkb)
