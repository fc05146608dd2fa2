"""Which tiles are looked at: some of each class and split, the same for the same dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..cut.masks import MaskSource
from ..errors import CancelledError
from ..export.labels import tile_records
from ..export.request import ExportRequest
from ..export.some_tiles import take_tiles
from ..export.write_tiles import plan_batches
from ..hashing import hash_texts
from ..labels.mask_codes import BACKGROUND, IGNORE
from ..tiles.table import TILE_ID
from ..tiles.words import SPLITS

MOST_OF_GROUP = 4
# Of a class and split, those that come into question: few enough for chance to decide, and enough
# to find some far from each other.
_POOL = 16
# Where classes have to be looked for on the tiles, as many are looked at.
_MOST_WITH_OBJECTS, _MOST_WITH_MASKS = 2000, 200
# Places in two rasters are nowhere near each other.
_APART = 1e9


@dataclass(frozen=True)
class TileGroup:
    """Some tiles of a class and split.

    Attributes:
        label: the class; empty for tiles without one.
        split: train, val or test; empty without splits.
        count: how many tiles it has; of objects and masks, among those looked at.
        numbers: those that are shown, by their numbers in the plan.
    """

    label: str
    split: str
    count: int
    numbers: tuple[int, ...]


def choose_groups(
    ids: Sequence[str],
    classes: Mapping[int, Sequence[str]],
    splits: Sequence[str | None],
    centres: np.ndarray,
    most: int = MOST_OF_GROUP,
    names: Sequence[str] = (),
) -> list[TileGroup]:
    """Tiles of each class and split that lie apart from each other, in the order of both.

    Args:
        ids: of all tiles; with the same ids the same ones are chosen.
        classes: of the tiles that come into question, by their numbers; none stands for no class.
        splits: of all tiles.
        centres: float64 (tiles, 2), in one unit.
        most: so many of a group.
        names: the classes in the order of their numbers.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    numbers = np.array(list(classes), dtype=np.int64)
    order = np.argsort(hash_texts(0, (ids[k] for k in numbers.tolist())), kind="stable")
    for number in numbers[order].tolist():
        for label in classes[number] or ("",):
            groups.setdefault((label, splits[number] or ""), []).append(number)
    return [
        TileGroup(label, split, len(groups[label, split]), tuple(chosen))
        for label, split in sorted(groups, key=lambda group: _group_order(group, names))
        for chosen in [_spread(groups[label, split][:_POOL], centres, most)]
    ]


def _group_order(key: tuple[str, str], names: Sequence[str]) -> tuple[bool, int, str, int]:
    label, split = key
    number = names.index(label) if label in names else len(names)
    # Tiles without a class come last.
    return not label, number, label, SPLITS.index(split) if split in SPLITS else len(SPLITS)


def _spread(pool: Sequence[int], centres: np.ndarray, most: int) -> list[int]:
    """The first of some tiles, and those farthest from all that are chosen before."""
    chosen = [pool[0]]
    places = centres[list(pool)]
    while len(chosen) < min(most, len(pool)):
        gaps = places[:, None] - centres[chosen][None]
        nearest = (gaps**2).sum(axis=2).min(axis=1)
        nearest[np.isin(pool, chosen)] = -1
        chosen.append(pool[int(np.argmax(nearest))])
    return chosen


def choose_tiles(request: ExportRequest, is_cancelled: Callable[[], bool]) -> list[TileGroup]:
    """Some tiles of each class and split of what is to be exported.

    Classes are those of the tiles; where these have none, those of the objects or of the mask on
    them.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    plan = request.plan
    exact = plan.places.exact
    centres = (exact[:, :2] + exact[:, 2:]) / 2
    if plan.places.parts is not None:
        centres = centres + _APART * plan.places.parts[:, None]
    classes = find_classes(request, is_cancelled)
    ids, names = plan.tiles[TILE_ID.name].tolist(), plan.classes or plan.targets.names
    if not names:
        part = request.objects or request.masks
        names = () if part is None else [part.names[number] for number in sorted(part.names)]
    return choose_groups(ids, classes, plan.splits, centres, names=names)


def find_classes(
    request: ExportRequest, is_cancelled: Callable[[], bool]
) -> dict[int, tuple[str, ...]]:
    """Classes of tiles by number; of all, or of those that were looked at.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    plan = request.plan
    if plan.targets.sets is not None:
        return dict(enumerate(plan.targets.sets))
    if plan.classes:
        return {k: (label,) if label else () for k, label in enumerate(plan.labels)}
    if request.objects is not None:
        chosen = _some(plan.tiles[TILE_ID.name].tolist(), _MOST_WITH_OBJECTS)
        names = request.objects.names
        records = tile_records(take_tiles(request, chosen), [], {}, is_cancelled)
        return {
            number: tuple(sorted({names[found.class_id] for found in record.objects}))
            for number, record in zip(chosen.tolist(), records)
        }
    if request.masks is not None:
        chosen = _some(plan.tiles[TILE_ID.name].tolist(), _MOST_WITH_MASKS)
        found = dict(_classes_on_masks(take_tiles(request, chosen), request.masks, is_cancelled))
        return {number: found[k] for k, number in enumerate(chosen.tolist())}
    return dict.fromkeys(range(len(plan.tiles)), ())


def _some(ids: Sequence[str], most: int) -> np.ndarray:
    """The numbers of ``most`` tiles at random, the same for the same tiles, in their order."""
    return np.sort(np.argsort(hash_texts(0, ids), kind="stable")[:most])


def _classes_on_masks(
    request: ExportRequest, masks: MaskSource, is_cancelled: Callable[[], bool]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The classes on the mask of each tile, with its number."""
    names = masks.names
    for batch in plan_batches(request):
        own = masks.part(batch.part)
        for block in batch.blocks(request.source, is_cancelled):
            if is_cancelled():
                raise CancelledError
            codes = own.read(block)
            for number, box in zip(block.index.tolist(), block.boxes_inside.tolist()):
                left, top, width, height = box
                inside = codes[top : top + height, left : left + width]
                shown = np.setdiff1d(inside, (BACKGROUND, IGNORE)).tolist()
                yield number, tuple(sorted(names.get(code, str(code)) for code in shown))
