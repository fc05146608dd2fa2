"""The files that tell of labels, as the layout has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ExportError
from ..layouts.label_folder import LabelFolder
from ..layouts.layout import LayoutFacts, TileRecord
from ..metadata.choice import STAC, TDML
from ..objects.counts import ObjectCounts
from ..objects.cut_objects import ObjectSource
from ..objects.tile_object import TileObject
from ..page.samples import choose_samples
from ..resampling.grid import grid_of
from ..run.batches import heed, run_aside
from ..tiles.csv_file import save_manifest
from ..tiles.layout import LABELS_TABLE
from ..tiles.words import SPLITS
from .colors import object_colors
from .describe_labels import describe_objects
from .request import ExportRequest

# Tiles and objects that are cut together.
_AT_ONCE = 4000


def check_layout(request: ExportRequest, earlier_splits: Sequence[str] = ()) -> None:
    """Refuse what programs that read the layout would refuse.

    Args:
        request: what is exported.
        earlier_splits: those of a dataset that the tiles are added to.

    Raises:
        ExportError: says what, and what helps.
    """
    plan, profile, objects = request.plan, request.profile, request.objects
    if request.targets is not None:
        smallest = min(min(target.width, target.height) for target in request.targets)
    else:
        smallest = int(plan.places.windows[:, 2:].min())
    names = objects.names if objects else request.masks.names if request.masks else {}
    plan.layout.check(
        LayoutFacts(
            profile.dtype,
            len(profile.band_names),
            tuple(s for s in SPLITS if s in {*plan.used_splits, *earlier_splits}),
            smallest,
            tuple(names[number] for number in sorted(names)),
            objects.settings.shape if objects else "",
            request.masks is not None,
            has_labels=bool(plan.classes or plan.targets.names),
            label_names=tuple(plan.targets.names),
        )
    )


def check_records(request: ExportRequest) -> None:
    """Refuse records that have nothing to tell of.

    Raises:
        ExportError: says what lacks.
    """
    names, plan = request.metadata.names, request.plan
    if STAC in names and request.ground is None:
        raise ExportError(
            "{METADATA=STAC} tells where tiles lie, and nothing leads from the coordinate system "
            "of {name} to longitude and latitude; give the raster its true one, or leave STAC out.",
            name=request.source.info.name,
        )
    has_labels = plan.classes or plan.targets.values is not None or plan.targets.sets is not None
    has_files = request.masks is not None or request.objects is not None or request.companions
    if TDML in names and not has_labels and not has_files:
        raise ExportError(
            "{METADATA=TDML} tells of labels, and the tiles have none; label the tiles, or give "
            "{OBJECTS} or {MASK}."
        )


def write_labels(
    request: ExportRequest,
    folder: Path,
    facts: dict[str, Any],
    masks: Sequence[str],
    companions: Mapping[str, Sequence[str]],
    is_cancelled: Callable[[], bool],
) -> None:
    """Write sidecars and indexes; what became of objects is added to ``facts``.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    counts = ObjectCounts()
    if request.objects is not None:
        facts["objects"] = _describe(request, request.objects, counts)
    table = request.plan.targets.labels_table(request.plan.tiles["tile_id"].tolist())
    if table is not None:
        save_manifest(folder / LABELS_TABLE, table, is_cancelled)
    records = _records(request, masks, companions, counts, is_cancelled)
    request.plan.layout.write_labels(LabelFolder(folder), facts, records)
    if request.objects is not None:
        # A layout that asks for no records does not count their objects either.
        for _ in records:
            pass
        facts["objects"] = _describe(request, request.objects, counts)


def _describe(
    request: ExportRequest, objects: ObjectSource, counts: ObjectCounts
) -> dict[str, Any]:
    info, transform = request.source.info, None
    if request.plan.places.parts is None and (
        request.targets is None or request.targets[0].crs_wkt == info.crs_wkt
    ):
        transform = info.transform
    splits, colors = request.plan.used_splits, partial(object_colors, request)
    return describe_objects(objects, counts, splits, colors, transform)


def sample_records(
    request: ExportRequest, masks: Sequence[str], is_cancelled: Callable[[], bool]
) -> list[TileRecord]:
    """The tiles that the dataset's page shows, with their objects.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    plan = request.plan
    ids = plan.tiles["tile_id"].tolist()
    chosen = run_aside(lambda: choose_samples(ids, plan.labels, plan.splits), is_cancelled)
    return list(_records(request, masks, {}, ObjectCounts(), is_cancelled, chosen))


def _records(
    request: ExportRequest,
    masks: Sequence[str],
    companions: Mapping[str, Sequence[str]],
    counts: ObjectCounts,
    is_cancelled: Callable[[], bool],
    indices: Iterable[int] | None = None,
) -> Iterator[TileRecord]:
    plan = request.plan
    ids, files = plan.tiles["tile_id"].tolist(), plan.tiles["file"].tolist()
    chosen = range(len(ids)) if indices is None else list(indices)
    for some, tiles in _objects_of(request, chosen, counts, is_cancelled):
        counts.add(tiles, [plan.splits[k] for k in some])
        # A million windows as numbers of Python's would take more memory than all else.
        sizes = plan.places.windows[list(some), 2:].tolist()
        for k, objects, size in zip(some, tiles, sizes):
            heed(is_cancelled)
            target = request.targets[k] if request.targets is not None else None
            width, height = size if target is None else (target.width, target.height)
            yield TileRecord(
                ids[k],
                files[k],
                plan.splits[k],
                plan.labels[k],
                int(width),
                int(height),
                masks[k] if masks else "",
                objects,
                None if plan.targets.values is None else float(plan.targets.values[k]),
                plan.targets.sets[k] if plan.targets.sets is not None else (),
                {kind: names[k] for kind, names in companions.items()},
            )


def tile_records(
    request: ExportRequest,
    masks: Sequence[str],
    companions: Mapping[str, Sequence[str]],
    is_cancelled: Callable[[], bool],
) -> Iterator[TileRecord]:
    """All tiles with their labels and objects, in the order of tile_id.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    return _records(request, masks, companions, ObjectCounts(), is_cancelled)


def find_empty(request: ExportRequest, is_cancelled: Callable[[], bool]) -> np.ndarray:
    """Bool (N,): tiles of the plan that no object lies on.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    count = len(request.plan.tiles)
    portions = _objects_of(request, range(count), ObjectCounts(), is_cancelled)
    return np.array([not objects for _, tiles in portions for objects in tiles], dtype=bool)


def count_objects(request: ExportRequest, is_cancelled: Callable[[], bool]) -> int:
    """How many objects lie on the tiles of the plan; one on several tiles counts on each.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    every = range(len(request.plan.tiles))
    portions = _objects_of(request, every, ObjectCounts(), is_cancelled)
    return sum(len(objects) for _, tiles in portions for objects in tiles)


def _objects_of(
    request: ExportRequest,
    indices: Sequence[int],
    counts: ObjectCounts,
    is_cancelled: Callable[[], bool],
) -> Iterator[tuple[Sequence[int], list[list[TileObject]]]]:
    """Some tiles of the plan at a time, all over one raster, with the objects of each."""
    plan, targets = request.plan, request.targets
    windows, parts = plan.places.windows[list(indices)], plan.places.parts
    numbers = np.zeros(len(indices), dtype=np.int64) if parts is None else parts[list(indices)]
    ends = [*(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(indices)]
    place, step = 0, 1
    for end in ends:
        number = int(numbers[place]) if place < end else 0
        info = request.source.part(number).info
        source = None if request.objects is None else request.objects.part(number)
        while place < end:
            heed(is_cancelled)
            at_once = _AT_ONCE if source is None else step if targets is None else 1
            stop = min(end, place + at_once)
            some = indices[place:stop]
            if source is None:
                found: list[list[TileObject]] = [[] for _ in some]
            elif targets is not None:
                grid, window = grid_of(info), windows[place].tolist()
                found = [source.of_grid(targets[some[0]], grid, window, counts)]
            else:
                size = info.width, info.height
                found = source.of_windows(windows[place:stop], size, counts)
                # As many tiles at once as have some thousand objects.
                work = len(found) + sum(map(len, found))
                step = max(1, min(2 * step, _AT_ONCE * len(found) // work))
            place = stop
            yield some, found
