"""The tiles of all datasets with their objects, for the files that tell of labels."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..dataset.objects import are_windows, first_aside, tile_record
from ..errors import CancelledError
from ..files.fingerprint import without_place
from ..layouts.layout import TileRecord
from .numbers import ClassNumbers
from .parents import Parent
from .tiles import MergedTiles


@dataclass
class SplitsOfObjects:
    """Which splits each object reaches.

    Attributes:
        found: splits by object.
    """

    found: dict[tuple[object, str], set[str]] = field(default_factory=dict)

    def add(self, record: TileRecord, source: object) -> None:
        """Count the objects of a tile; those of one source with one id are one object."""
        for each in record.objects:
            if record.split is not None:
                self.found.setdefault((source, each.object_id), set()).add(record.split)

    @property
    def in_several(self) -> int:
        """Objects that reach tiles of more than one split."""
        return sum(len(splits) > 1 for splits in self.found.values())


def merged_records(
    parents: Sequence[Parent],
    merged: MergedTiles,
    objects: ClassNumbers | None,
    reached: SplitsOfObjects,
    is_cancelled: Callable[[], bool],
) -> Iterator[TileRecord]:
    """All tiles in their order, with the new names and numbers.

    Args:
        parents: the datasets.
        merged: their tiles.
        objects: numbers of the classes of their objects, or None without objects.
        reached: is told of all objects.
        is_cancelled: polled between tiles.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError, FileError: files of labels do not fit the tiles, or are damaged.
        OSError: a file cannot be read.
    """
    streams = [
        _records_of(parent, merged.rows[merged.owners == k].tolist(), is_cancelled)
        for k, parent in enumerate(parents)
    ]
    sources = [_source_of_objects(parent.facts, k) for k, parent in enumerate(parents)]
    plan, files = merged.plan, merged.table["file"].tolist()
    ids = merged.table["tile_id"].tolist()
    for k, owner in enumerate(merged.owners.tolist()):
        if is_cancelled():
            raise CancelledError
        found = next(streams[owner])
        numbers = objects.of_parents[owner] if objects is not None else {}
        record = replace(
            found,
            tile_id=ids[k],
            file=files[k],
            split=plan.splits[k],
            label=plan.labels[k],
            mask=merged.masks[k] if merged.masks else "",
            objects=[each._replace(class_id=numbers[each.class_id]) for each in found.objects],
            value=None if plan.targets.values is None else float(plan.targets.values[k]),
            labels=plan.targets.sets[k] if plan.targets.sets is not None else (),
            beside={kind: names[k] for kind, names in merged.companions.items()},
        )
        reached.add(record, sources[owner])
        yield record


def _records_of(
    parent: Parent, rows: Sequence[int], is_cancelled: Callable[[], bool]
) -> Iterator[TileRecord]:
    """Tiles of a dataset as its own files tell of them."""
    sizes_are_windows = are_windows(parent.facts)
    tiles = (tile_record(parent.folder, parent.rows, k, sizes_are_windows) for k in rows)
    if not parent.facts.get("objects"):
        return tiles
    found = parent.layout.read_objects(parent.folder, parent.facts, tiles)
    return first_aside(found, is_cancelled)


def _source_of_objects(facts: Mapping[str, Any], number: int) -> object:
    """What stands for the layer that objects came from: the same one has the same ids."""
    source = (facts.get("sources") or {}).get("objects")
    contents = without_place(source) if isinstance(source, dict) else source
    return json.dumps(contents, sort_keys=True) if contents else number
