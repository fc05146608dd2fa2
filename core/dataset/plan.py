"""Deciding which tiles are exported, from where, and under which names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ..classes.folders import class_folders
from ..errors import ExportError
from ..files.names import plain_names
from ..layouts import DEFAULT_LAYOUT, LAYOUTS
from ..layouts.layout import DatasetLayout, TilesToName
from ..layouts.naming import TILE_ID as TILE_ID_NAMING
from ..message import Message, counted, listed
from ..raster.info import RasterInfo
from ..resampling.windows import PixelWindows
from ..tiles.field_names import check_tile_fields
from ..tiles.layout import FILE
from ..tiles.reasons import NO_LABEL, NO_SPLIT, NO_VALUE, OUTSIDE_RASTER, Reason
from ..tiles.table import REASON, TEXT, TILE_ID, Field, TileTable, make_column
from ..tiles.targets import LABELS, SEPARATOR, VALUE, TileTargets, read_sets, read_values
from ..tiles.words import LABEL, SPLIT, SPLITS, class_name, split_word
from .places import check_on_grid, check_windows, find_repeated, some_names


def fit_tiles(plan: DatasetPlan) -> np.ndarray:
    """Bool (N,): tiles that scaling and statistics are fitted to: the train split, or all.

    Tiles that are added to a dataset may have none, as it has some.

    Raises:
        ExportError: there are splits, but no tile to train with.
    """
    if not plan.is_split:
        return np.ones(len(plan.tiles), dtype=bool)
    is_train = np.array([split == "train" for split in plan.splits], dtype=bool)
    if not is_train.any() and not plan.is_added:
        raise ExportError(
            "No exported tile is of the train split, which scaling and statistics are fitted to; "
            "check the split field."
        )
    return is_train


@dataclass(frozen=True)
class DatasetPlan:
    """What an export will write.

    Attributes:
        tiles: exported tiles in the order of tile_id; label, split and file are columns.
        places: where each lies in the raster.
        skipped: tiles left out, with the reason.
        labels: class of each tile; all None without labels.
        splits: split of each tile; all None without splits.
        classes: true class names in the order of their numbers; empty without labels.
        folders: that are made even when no image lies in them, relative to the dataset.
        layout: names what lies beside the images.
        targets: what is told of the tiles besides one class.
        is_added: whether the tiles are added to a dataset that is there.
    """

    tiles: TileTable
    places: PixelWindows
    skipped: TileTable
    labels: list[str | None]
    splits: list[str | None]
    classes: tuple[str, ...]
    folders: tuple[str, ...]
    layout: DatasetLayout = LAYOUTS[DEFAULT_LAYOUT]
    targets: TileTargets = TileTargets()
    is_added: bool = False

    def name_masks(self, extension: str) -> list[str]:
        """Files of the tiles' masks."""
        return [self.layout.name_mask(name, extension) for name in self.tiles[FILE.name].tolist()]

    def name_companions(self, kind: str, extension: str) -> list[str]:
        """Files of the tiles' second images or targets; see core/cut/companions.py."""
        images = self.tiles[FILE.name].tolist()
        return [self.layout.name_companion(kind, name, extension) for name in images]

    @property
    def used_splits(self) -> list[str]:
        """Those that have tiles, in the order train, val, test."""
        found = set(self.splits)
        return [split for split in SPLITS if split in found]

    @property
    def is_split(self) -> bool:
        """Whether tiles are dealt to splits."""
        return any(split is not None for split in self.splits)


def plan_dataset(
    tiles: TileTable,
    places: PixelWindows,
    info: RasterInfo,
    extension: str,
    label_field: str | None = None,
    split_field: str | None = None,
    naming: str = TILE_ID_NAMING,
    *,
    layout: DatasetLayout = LAYOUTS[DEFAULT_LAYOUT],
    is_resampled: bool = False,
    value_field: str | None = None,
    labels_field: str | None = None,
    left_out: Mapping[str, Reason] = MappingProxyType({}),
    is_added: bool = False,
    class_order: Sequence[str] = (),
    remedy: str = "Make the grid from this raster, or choose RESAMPLING.",
) -> DatasetPlan:
    """Check tiles against the raster and name their files.

    Args:
        tiles: all tiles of the layer.
        places: their windows in the raster, in the same order.
        info: the raster.
        extension: of the image files, without a dot.
        label_field: column with the class, or None.
        split_field: column with train, val or test, or None.
        naming: TILE_ID or SEQUENCE.
        layout: names the files.
        is_resampled: whether tiles off the pixel grid are welcome.
        value_field: column with a number a tile, or None.
        labels_field: column with several classes a tile, or None.
        is_added: see DatasetPlan.
        class_order: classes that come first, unless programs number the layout's folders.
        left_out: why tiles that could be exported are not, by tile_id.
        remedy: what to do about them when they are not, as a sentence.

    Raises:
        ExportError: duplicate names, stale windows, tiles off the grid, or no tile left.
    """
    tiles, labels, splits = _read_labels(tiles, label_field, split_field)
    tiles, targets = _read_targets(tiles, value_field, labels_field, class_order)
    asked = labels if label_field else None, splits if split_field else None
    reasons = _find_reasons(tiles, places, info, *asked, targets, left_out)
    chosen = _is_none(reasons)
    check_windows(tiles, places, chosen)
    if not is_resampled:
        check_on_grid(tiles, places, chosen, info, remedy)
    order = np.argsort(tiles["tile_id"].astype(str), kind="stable")
    kept, dropped = order[chosen[order]], order[~chosen[order]]
    exported = tiles.select(kept)
    labels, splits = labels[kept].tolist(), splits[kept].tolist()
    classes = layout.order_classes(labels, class_order) if label_field else ()
    ids = plain_names(exported["tile_id"].tolist())
    files = layout.name_images(TilesToName(ids, labels, splits, classes, naming), extension)
    exported = exported.with_column(FILE, make_column(TEXT, files.images))
    skipped = tiles.select(dropped).with_column(REASON, reasons[dropped])
    places, targets = places.select(kept), targets.select(kept)
    return DatasetPlan(
        exported, places, skipped, labels, splits, classes, files.folders, layout, targets, is_added
    )


def _read_labels(
    tiles: TileTable, label_field: str | None, split_field: str | None
) -> tuple[TileTable, np.ndarray, np.ndarray]:
    """The tiles with the manifest's own columns, and what their classes and splits are."""
    if not len(tiles):
        raise ExportError("The tile layer has no tiles, so there is nothing to export.")
    check_tile_fields(tiles.fields)
    tiles = _with_tile_ids(tiles)
    labels = _read_words(tiles, label_field)
    splits = _canonical_splits(_read_words(tiles, split_field))
    tiles = _replace_column(tiles, LABEL, label_field, labels)
    return _replace_column(tiles, SPLIT, split_field, splits), labels, splits


def _find_reasons(
    tiles: TileTable,
    places: PixelWindows,
    info: RasterInfo,
    labels: np.ndarray | None,
    splits: np.ndarray | None,
    targets: TileTargets,
    left_out: Mapping[str, Reason],
) -> np.ndarray:
    """Why tiles are not exported, object (N,); None for those that are, of which there are some."""
    reasons = np.full(len(tiles), None, dtype=object)
    if targets.values is not None:
        reasons[np.isnan(targets.values)] = Reason(NO_VALUE)
    if targets.sets is not None:
        reasons[np.array([not found for found in targets.sets])] = Reason(NO_LABEL)
    if splits is not None:
        reasons[_is_none(splits)] = Reason(NO_SPLIT)
    if labels is not None:
        reasons[_is_none(labels)] = Reason(NO_LABEL)
    reasons[~places.overlap_raster(*places.limits(info))] = Reason(OUTSIDE_RASTER)
    if left_out:
        for k, tile_id in enumerate(tiles["tile_id"].tolist()):
            reasons[k] = reasons[k] or left_out.get(tile_id)
    if not _is_none(reasons).any():
        counts = Counter(reasons.tolist()).most_common()
        why = [Message("{count} {reason}", count=n, reason=reason) for reason, n in counts]
        raise ExportError(
            "None of {count} tiles can be exported: {why}.", count=len(tiles), why=listed(why)
        )
    return reasons


def _read_targets(
    tiles: TileTable, value_field: str | None, labels_field: str | None, order: Sequence[str]
) -> tuple[TileTable, TileTargets]:
    """The tiles with the manifest's own columns of numbers and of classes, and what they say."""
    values = sets = None
    names: tuple[str, ...] = ()
    if value_field:
        values = read_values(tiles, value_field)
        tiles = _own_column(tiles, VALUE, value_field, values)
    if labels_field:
        found = read_sets(tiles, labels_field)
        names = tuple(class_folders({name for several in found for name in several}, order))
        sets = [tuple(name for name in names if name in several) for several in found]
        joined = make_column(TEXT, (SEPARATOR.join(several) or None for several in sets))
        tiles = _own_column(tiles, LABELS, labels_field, joined)
    return tiles, TileTargets(values, sets, names)


def _own_column(tiles: TileTable, field: Field, source: str, values: np.ndarray) -> TileTable:
    found = tiles.find_field(source)
    if found is not None and found.name != field.name and found.name.lower() == field.name:
        tiles = tiles.without(found.name)
    return tiles.with_column(field, values)


def _is_none(column: np.ndarray) -> np.ndarray:
    return np.array([value is None for value in column.tolist()], dtype=bool)


def _with_tile_ids(tiles: TileTable) -> TileTable:
    found = tiles.find_field(TILE_ID.name)
    if found is None:
        digits = max(6, len(str(len(tiles))))
        names = [f"t{i:0{digits}d}" for i in range(1, len(tiles) + 1)]
        return tiles.with_column(TILE_ID, make_column(TEXT, names))
    names = ["" if v is None else str(v) for v in tiles[found.name].tolist()]
    repeated = find_repeated(names)
    if "" in names:
        raise ExportError(
            counted(
                names.count(""),
                "{count} tile has no tile_id; fill the field in, or remove it to have the tiles "
                "numbered.",
                "{count} tiles have no tile_id; fill the field in, or remove it to have the tiles "
                "numbered.",
            )
        )
    if repeated:
        raise ExportError(
            "{count} values of tile_id occur more than once: {repeated}; each tile needs its own.",
            count=len(repeated),
            repeated=some_names(sorted(repeated)),
        )
    return tiles.with_column(TILE_ID, make_column(TEXT, names))


def _read_words(tiles: TileTable, field: str | None) -> np.ndarray:
    """A column as class names; all None without a field."""
    if not field:
        return np.full(len(tiles), None, dtype=object)
    found = tiles.find_field(field)
    if found is None:
        names = ", ".join(f.name for f in tiles.fields)
        raise ExportError(
            "The tile layer has no field {field!r}; it has {names}.", field=field, names=names
        )
    return make_column(TEXT, (class_name(value) for value in tiles[found.name].tolist()))


def _replace_column(
    tiles: TileTable, field: Field, source: str | None, values: np.ndarray
) -> TileTable:
    """The manifest's column instead of the one it was read from; nothing chosen, nothing lost."""
    if not source:
        return tiles if tiles.find_field(field.name) else tiles.with_column(field, values)
    found = tiles.find_field(source)
    kept = (LABEL.name, SPLIT.name, TILE_ID.name)
    if found is not None and found.name.lower() not in kept:
        tiles = tiles.without(found.name)
    return tiles.with_column(field, values)


def _canonical_splits(values: np.ndarray) -> np.ndarray:
    """train, val and test for what people call them."""
    words = [split_word(v) for v in values.tolist()]
    strange = sorted({v for v, w in zip(values.tolist(), words) if w and w not in SPLITS})
    if strange:
        raise ExportError(
            "The split field holds {strange}; it may hold {splits}.",
            strange=some_names(strange),
            splits=", ".join(SPLITS),
        )
    return make_column(TEXT, words)
