"""The tiles of a dataset whose labels can be judged, and what their images look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.folders import class_folders
from ..dataset.finished import FinishedDataset
from ..dataset.owned import is_inside
from ..dataset.thumbnails import (
    SIDE,
    Pictures,
    hash_differences,
    shows_something,
    shrink,
    without_warnings,
)
from ..errors import ExportError
from ..files.intact import check_whole
from ..message import Message, counted
from ..network.stays_local import check_stays_local
from ..report.pictures import read_tile
from ..run.batches import (
    default_workers,
    ignore_progress,
    never_cancelled,
    run_in_order,
    thread_pool,
)
from ..tiles.layout import FILE, MANIFEST, SERIES_KIND
from ..tiles.table import TileTable
from ..tiles.targets import LABELS
from ..tiles.words import LABEL, SPLIT, class_name, split_word

TEST = "test"
# Of larger images each second pixel, or fewer, says as much.
_MOST_SIDE = 512
Describe = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class LabelledTiles:
    """N tiles with a class each.

    Attributes:
        rows: int64 (N,): their places in the dataset's table.
        files: relative to the dataset.
        names: of the classes, in the order of their numbers.
        labels: int64 (N,): number of the class.
        notes: what was left out, for the log.
        warnings: what users should know of what was not.
    """

    rows: np.ndarray
    files: Sequence[str]
    names: tuple[str, ...]
    labels: np.ndarray
    notes: tuple[Message, ...]
    warnings: tuple[Message, ...] = ()


def choose_tiles(dataset: FinishedDataset, has_test: bool) -> LabelledTiles:
    """The tiles of a dataset that have a class, those of test only when they are asked for.

    Raises:
        ExportError: the dataset has no single class a tile, fewer than two classes, or is damaged.
    """
    table, folder = dataset.tiles, dataset.folder
    _check_kind(folder, dataset.facts, table)
    labels = [class_name(value) for value in table[LABEL.name].tolist()]
    splits = _words(table, SPLIT.name)
    notes: list[Message] = []
    warnings: list[Message] = []
    kept = []
    is_test = [split_word(split) == TEST for split in splits]
    for k, label in enumerate(labels):
        if label is not None and (has_test or not is_test[k]):
            kept.append(k)
    without = labels.count(None)
    if without:
        notes.append(
            counted(
                without,
                "{count} tile has no class and is left out.",
                "{count} tiles have no class and are left out.",
            )
        )
    if any(is_test):
        told = warnings if has_test else notes
        told.append(_tell_test(sum(is_test), has_test))
    counts = Counter(labels[k] for k in kept)
    if len(counts) < 2:
        raise ExportError(
            "The tiles of {folder} that can be judged are all of one class ({name}); doubtful "
            "labels need two classes or more to be mistaken for each other."
            if counts
            else "{folder} has no tiles with a class that can be judged.",
            folder=folder,
            name=next(iter(counts), ""),
        )
    numbered = [str(row["name"]) for row in dataset.facts.get("classes") or ()]
    names = tuple(class_folders((str(name) for name in counts), numbered))
    numbers = {name: k for k, name in enumerate(names)}
    files = [_file_of(folder, table, k) for k in kept]
    return LabelledTiles(
        np.array(kept, dtype=np.int64),
        files,
        names,
        np.array([numbers[str(labels[k])] for k in kept], dtype=np.int64),
        tuple(notes),
        tuple(warnings),
    )


def _tell_test(count: int, has_test: bool) -> Message:
    if has_test:
        return counted(
            count,
            "{count} tile of test is judged as well, as {INCLUDE_TEST} says. Labels of test that "
            "are changed change what scores mean: earlier ones can no longer be compared.",
            "{count} tiles of test are judged as well, as {INCLUDE_TEST} says. Labels of test "
            "that are changed change what scores mean: earlier ones can no longer be compared.",
        )
    return counted(
        count,
        "{count} tile of test is left out; {INCLUDE_TEST} judges it as well.",
        "{count} tiles of test are left out; {INCLUDE_TEST} judges them as well.",
    )


def _check_kind(folder: Path, facts: Mapping[str, Any], table: TileTable) -> None:
    if facts.get("kind") == SERIES_KIND:
        raise ExportError(
            "The samples of {folder} are time series, whose labels are not judged; choose a "
            "dataset that Export Tiles or Build Dataset wrote.",
            folder=folder,
        )
    if facts.get("labels") or table.find_field(LABELS.name) is not None:
        raise ExportError(
            "The tiles of {folder} have several classes each, and only labels of one class a tile "
            "are judged; export it without {MULTI}.",
            folder=folder,
        )
    if table.find_field(LABEL.name) is not None and any(
        class_name(value) is not None for value in table[LABEL.name].tolist()
    ):
        return
    if facts.get("masks"):
        what = Message("masks")
    elif facts.get("objects"):
        what = Message("objects")
    elif facts.get("values"):
        what = Message("numbers")
    else:
        raise ExportError(
            "The tiles of {folder} have no classes; give {LABELS} or a field label when they are "
            "exported.",
            folder=folder,
        )
    raise ExportError(
        "The labels of {folder} are {what}, and only labels of one class a tile are judged; give "
        "the tiles classes, for example with Join Labels, and export them again.",
        folder=folder,
        what=what,
    )


def _words(table: TileTable, name: str) -> list[str | None]:
    field = table.find_field(name)
    return [None] * len(table) if field is None else table[field.name].tolist()


def _file_of(folder: Path, table: TileTable, row: int) -> str:
    name = table[FILE.name][row] if table.find_field(FILE.name) is not None else None
    if name is None or not is_inside(name):
        raise ExportError(
            "{folder} names a file outside the dataset ({name!r}).",
            folder=folder / MANIFEST,
            name=name,
        )
    return str(name)


def look_at_tiles(
    dataset: FinishedDataset,
    files: Sequence[str],
    describe: Describe,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> tuple[np.ndarray, Pictures]:
    """Read each image once: what ``describe`` makes of it, and what near-duplicates are found by.

    Args:
        dataset: with the images.
        files: relative to it.
        describe: float64 (F,) of values (bands, height, width) and bool (height, width).

    Raises:
        ExportError: a file is missing or no image, or images differ in their bands.
        CancelledError: ``is_cancelled`` said so.
    """
    count, nodata = len(files), dataset.facts.get("nodata")
    thumbnails = np.zeros((count, SIDE, SIDE + 1), dtype=np.float32)
    hashes = np.zeros((count, SIDE * SIDE // 8), dtype=np.uint8)
    usable = np.zeros(count, dtype=bool)
    rows: list[np.ndarray] = []

    def look(name: str) -> tuple[np.ndarray, np.ndarray]:
        values, valid = read_values(dataset.folder / name, nodata)
        step = max(1, min(values.shape[1:]) // _MOST_SIDE)
        values, valid = values[:, ::step, ::step], valid[::step, ::step]
        grey = np.where(valid, values.mean(axis=0, dtype=np.float64), np.nan)
        return describe(values, valid), shrink(grey)

    workers = default_workers()
    with without_warnings(), thread_pool(workers) as pool:
        found = run_in_order(pool, look, files, workers, is_cancelled)
        for k, (row, thumbnail) in enumerate(found):
            if rows and len(row) != len(rows[0]):
                raise ExportError(
                    "{file} has other bands than {first}; the images of a dataset are to have the "
                    "same.",
                    file=dataset.folder / files[k],
                    first=files[0],
                )
            rows.append(row)
            thumbnails[k] = thumbnail
            hashes[k] = hash_differences(thumbnail)
            usable[k] = shows_something(thumbnail)
            if k % 64 == 0:
                progress(k / count)
    return np.stack(rows), Pictures(thumbnails, hashes, usable)


def read_values(path: Path, nodata: object) -> tuple[np.ndarray, np.ndarray]:
    """An image (bands, height, width), and which of its pixels are valid.

    Raises:
        ExportError: the file is missing or no image.
    """
    check_stays_local(str(path), is_found=True)
    check_whole(str(path))
    try:
        values = np.asarray(read_tile(path))
    except (OSError, ValueError) as error:
        raise ExportError(
            "The tile {path} cannot be read: {error}.", path=path, error=error
        ) from error
    valid = np.isfinite(values).all(axis=0)
    if isinstance(nodata, (int, float)):
        valid &= (values != nodata).any(axis=0)
    return values, valid
