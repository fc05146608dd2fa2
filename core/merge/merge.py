"""The merge: check, link, and write all that tells of the tiles."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..dataset.edits import with_checksums
from ..dataset.manifest import write_description
from ..errors import CancelledError, ExportError
from ..files.places import check_lengths
from ..files.whole import write_whole
from ..layouts.label_folder import LabelFolder
from ..layouts.layout import LayoutFacts, TileRecord
from ..message import Message
from ..page.samples import choose_samples
from ..run.batches import ignore_progress, never_cancelled, run_aside
from ..tiles.csv_file import save_manifest
from ..tiles.layout import (
    DESCRIPTION,
    FILE,
    LABELS_TABLE,
)
from ..tiles.shards import save_tables
from ..tiles.table import TileTable
from .checks import check_alike
from .facts import describe_merged
from .files import HARDLINK, PutFiles, Sources, find_sources, put_files
from .folder import check_output, new_folder
from .labels import SplitsOfObjects, merged_records
from .numbers import ClassNumbers, merge_numbers
from .parents import NUMBER, Parent, TilesCrs, choose_prefixes
from .records import write_records
from .statistics import merge_statistics
from .tiles import MergedTiles, merge_tiles
from .twins import tell_of_names, warn_of_classes, warn_of_twins

_FILES_SHARE = 0.7
WriteLayers = Callable[[Path, TileTable, TileTable], None]
Revise = Callable[[dict[str, Any]], dict[str, Any]]
TellMore = Callable[
    [Path, MergedTiles, Mapping[str, Any], Callable[[], Iterator[TileRecord]]], None
]
Log = Callable[[Message], None]


@dataclass(frozen=True)
class MergeOptions:
    """The choices of a user.

    Attributes:
        link: HARDLINK or COPY.
        prefix: NUMBER or NAME, where a tile_id is in two datasets.
        overwrite: replace an earlier dataset, which may be the first of those that are merged.
        revise: what dataset.json is to say in place of what a merge says.
        tell_more: writes more records, given the folder, the tiles, what dataset.json says, and
            what tells of all tiles.
    """

    link: str = HARDLINK
    prefix: str = NUMBER
    overwrite: bool = False
    revise: Revise | None = None
    tell_more: TellMore | None = None


@dataclass(frozen=True)
class Merged:
    """What was written.

    Attributes:
        tile_count: tiles.
        files: how images and what lies beside them were put there.
    """

    tile_count: int
    files: PutFiles


def merge_datasets(
    parents: Sequence[Parent],
    output: str,
    options: MergeOptions,
    crs: TilesCrs,
    write_layers: WriteLayers,
    versions: Mapping[str, Any],
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    info: Log = print,
    warn: Log = print,
) -> Merged:
    """Write datasets as one into a new folder, whole or not at all.

    Args:
        parents: two or more; see ``find_folders``.
        output: a folder that is not there, or empty, or holds an earlier dataset to be replaced.
        options: the user's choices.
        crs: of the outlines of all tiles.
        write_layers: writes tiles.gpkg from a path, the tiles and the rejected ones.
        versions: of the programs above the engine.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: asked often.
        info: called with each note.
        warn: called with what may spoil the dataset.

    Raises:
        ExportError: the datasets are no one dataset, or one is damaged; nothing is written.
        CancelledError: ``is_cancelled`` said so; nothing is left.
        OSError: a file cannot be read or written.
    """
    check_output(output, options.overwrite)
    with _told_of_facts():
        nearly = check_alike(parents)
    for message in nearly:
        warn(message)
    merge = _Merge(parents, options, crs, write_layers, versions, is_cancelled, info, warn)
    sources = find_sources(parents, is_cancelled)
    merged = run_aside(merge.lay_together, is_cancelled)
    merge.check_layout(merged)
    tell_of_names(parents, merged, info)
    warn_of_classes(parents, merged, warn)
    warn_of_twins(parents, merged, sources, is_cancelled, warn)
    try:
        with new_folder(output, options.overwrite, merged) as folder:
            put = merge.write(folder, merged, sources, progress)
            if is_cancelled():
                raise CancelledError
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise ExportError(
                "The disk is full: {path} cannot be written, and nothing of the merged dataset is "
                "left. Free some space, or choose an {OUTPUT} on another disk.",
                path=error.filename,
            ) from error
        raise
    progress(1.0)
    return Merged(len(merged.plan.tiles), put)


@contextmanager
def _told_of_facts() -> Iterator[None]:
    """What a dataset.json of a stranger lacks is told in a sentence."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise ExportError(
            "A dataset.json lacks what a merge needs ({error!r}); export its dataset again.",
            error=error,
        ) from error


@dataclass(frozen=True)
class _Merge:
    """The steps of a merge; see ``merge_datasets``."""

    parents: Sequence[Parent]
    options: MergeOptions
    crs: TilesCrs
    write_layers: WriteLayers
    versions: Mapping[str, Any]
    is_cancelled: Callable[[], bool]
    info: Log
    warn: Log

    def lay_together(self) -> MergedTiles:
        prefixes = choose_prefixes(self.parents, self.options.prefix)
        return merge_tiles(self.parents, prefixes, self.crs)

    def numbers(self, key: str) -> ClassNumbers | None:
        """Classes of masks or objects of all datasets."""
        if not self.parents[0].facts.get(key):
            return None
        with _told_of_facts():
            rows = [parent.facts[key]["classes"] for parent in self.parents]
            return merge_numbers(rows, has_limit=key == "masks")

    def check_layout(self, merged: MergedTiles) -> None:
        """Refuse what programs that read the layout would refuse."""
        facts = self.parents[0].facts
        named = self.numbers("objects") or self.numbers("masks")
        sizes = [int(cell) for p in self.parents for n in ("width", "height") for cell in p.cells(n)
                 if cell]  # fmt: skip
        merged.plan.layout.check(
            LayoutFacts(
                facts["dtype"],
                len(facts["bands"]),
                tuple(merged.plan.used_splits),
                min(sizes, default=1 << 30),
                tuple(named.names.values()) if named else (),
                (facts.get("objects") or {}).get("shape", ""),
                bool(facts.get("masks")),
                has_labels=bool(merged.plan.classes),
            )
        )

    def write(
        self,
        folder: Path,
        merged: MergedTiles,
        sources: Sources,
        progress: Callable[[float], None],
    ) -> PutFiles:
        """Write all files into a folder that nobody else knows yet."""
        parents, is_cancelled = self.parents, self.is_cancelled
        objects, masks = self.numbers("objects"), self.numbers("masks")
        statistics = merge_statistics(parents, is_cancelled, self.info)
        check_lengths(folder, merged.table[FILE.name].tolist())
        folder.mkdir(exist_ok=True)
        put = put_files(
            parents,
            merged,
            sources,
            masks,
            folder,
            self.options.link,
            lambda fraction: progress(_FILES_SHARE * fraction),
            is_cancelled,
        )
        shards = save_tables(folder, merged.table, merged.rejected, self.write_layers, is_cancelled)
        with _told_of_facts():
            facts = describe_merged(
                parents, merged, statistics, objects, masks, self.crs, self.versions
            )
        facts.update(shards)
        if self.options.revise is not None:
            facts = self.options.revise(facts)
        samples = self._write_labels(folder, merged, facts, objects)
        progress(0.9)
        write_records(folder, parents, merged, facts, samples, self.crs, is_cancelled)
        if self.options.tell_more is not None:
            self.options.tell_more(
                folder, merged, facts, lambda: self._records(merged, objects, SplitsOfObjects())
            )
        facts = with_checksums(facts, folder)
        write_whole(folder / DESCRIPTION, write_description(facts))
        return put

    def _records(
        self, merged: MergedTiles, objects: ClassNumbers | None, reached: SplitsOfObjects
    ) -> Iterator[TileRecord]:
        return merged_records(self.parents, merged, objects, reached, self.is_cancelled)

    def _write_labels(
        self,
        folder: Path,
        merged: MergedTiles,
        facts: dict[str, Any],
        objects: ClassNumbers | None,
    ) -> list[TileRecord]:
        """Write sidecars and indexes; returns the tiles that the page shows."""
        plan = merged.plan
        ids = merged.table["tile_id"].tolist()
        table = plan.targets.labels_table(ids)
        if table is not None:
            save_manifest(folder / LABELS_TABLE, table, self.is_cancelled)
        reached = SplitsOfObjects()
        chosen = set(choose_samples(ids, plan.labels, plan.splits))
        samples: list[TileRecord] = []

        def records() -> Iterator[TileRecord]:
            for k, record in enumerate(self._records(merged, objects, reached)):
                if k in chosen:
                    samples.append(record)
                yield record

        told = records()
        plan.layout.write_labels(LabelFolder(folder), facts, told)
        # Layouts that write none have asked for none.
        for _ in told:
            pass
        if objects is not None and plan.layout.takes.keeps_ids:
            facts["objects"]["in_several_splits"] = reached.in_several
        return samples
