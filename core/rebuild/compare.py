"""Two datasets, file by file."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path
from typing import Any

import numpy as np

from ..card.card import without_left_out
from ..dataset.earlier import OWN_FILES, UNFINISHED, find_earlier_files
from ..dataset.manifest import read_description
from ..errors import CancelledError, ExportError
from ..files.fingerprint import without_place
from ..message import Message
from ..run.batches import never_cancelled
from ..scenes.left_out import LEFT_OUT
from ..tiles.layout import BLOCK_SIZE, CARD, DESCRIPTION, LAYERS, MADE_WITH
from ..tiles.shards import is_shard_file
from .pixels import read_pixels
from .tables import same_tables

# What tells how and when a dataset was made, and not what it holds: tiles that were left out once
# are no tiles of the dataset.
_MAKING = (
    "created",
    "checksums",
    "fingerprint",
    "parameters",
    "sources",
    "runs",
    "skipped_count",
    LEFT_OUT,
    MADE_WITH,
    BLOCK_SIZE,
)
_VERSIONS = "versions"
_IMAGES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".npy")


@dataclass(frozen=True)
class Difference:
    """What is not the same.

    Attributes:
        file: relative to the dataset; with a colon and the key for what dataset.json says.
        text: how it differs.
        largest: greatest difference of two pixels; 0 for other bytes of the same pixels, None
            where there are no pixels to compare.
    """

    file: str
    text: Message
    largest: float | None = None


def compare_datasets(
    folder: Path,
    rebuilt: Path,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> list[Difference]:
    """What two datasets differ in, by all their files.

    Args:
        folder: of the dataset.
        rebuilt: of the one that was made again.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: a dataset is damaged.
        OSError: a file cannot be read.
    """
    names = {
        name
        for each in (folder, rebuilt)
        for name in find_earlier_files(each)
        if name not in (UNFINISHED, DESCRIPTION)
    }
    found = list(_compare_facts(read_description(folder), read_description(rebuilt)))
    for k, name in enumerate(sorted(names, key=lambda n: (n not in OWN_FILES, n))):
        if is_cancelled():
            raise CancelledError
        difference = _compare_files(name, folder / name, rebuilt / name)
        if difference is not None:
            found.append(difference)
        progress((k + 1) / len(names))
    return found


def other_versions(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Message]:
    """Programs whose version is another one, of two descriptions."""
    old, new = before.get(_VERSIONS) or {}, now.get(_VERSIONS) or {}
    return [
        Message("{program} {old} is {new} here", program=name, old=old[name], new=new[name])
        for name in sorted(old.keys() & new.keys())
        if old[name] != new[name]
    ]


def other_sources(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Names of the sources that hold something else, of those that both descriptions tell of."""
    old, new = before.get("sources") or {}, now.get("sources") or {}
    shared = sorted(old.keys() & new.keys())
    return [name for name in shared if without_place(old[name]) != without_place(new[name])]


def _compare_facts(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    keys = [key for key in {**before, **now} if key not in (*_MAKING, _VERSIONS)]
    return [
        Difference(f"{DESCRIPTION}: {key}", Message("it says something else"))
        for key in keys
        if _said(before, key) != _said(now, key)
    ]


def _said(facts: Mapping[str, Any], key: str) -> Any:
    """What is said of a thing.

    Of a scaling the numbers alone, whoever chose them; of scenes all but where their files lie.
    """
    if key == "scaling":
        return (facts.get(key) or {}).get("bands")
    if key == "scenes":
        rows = facts.get(key) or ()
        return [{**row, "file": without_place(row.get("file") or {})} for row in rows]
    return facts.get(key)


def _are_layers(name: str) -> bool:
    return name == LAYERS or (is_shard_file(name) and name.endswith(Path(LAYERS).suffix))


def _compare_files(name: str, one: Path, other: Path) -> Difference | None:
    there = [os.path.isfile(path) for path in (one, other)]
    if not any(there):
        return None
    if there[0] != there[1]:
        text = Message("it is missing") if there[1] else Message("it is not made again")
        return Difference(name, text)
    if cmp(one, other, shallow=False) or (_are_layers(name) and same_tables(one, other)):
        return None
    if name == CARD and len({without_left_out(path.read_bytes()) for path in (one, other)}) == 1:
        return None
    if name.lower().endswith(_IMAGES):
        return _compare_images(name, one, other)
    return Difference(name, Message("its bytes differ"))


def _compare_images(name: str, one: Path, other: Path) -> Difference:
    try:
        first, second = (read_pixels(str(path)) for path in (one, other))
    except ExportError as error:
        return Difference(name, error.message)
    if first.shape != second.shape or first.dtype != second.dtype:
        return Difference(name, Message("its size, bands or type differ"))
    largest = _largest(first, second)
    if not largest:
        return Difference(name, Message("its pixels are equal, and its bytes differ"), 0.0)
    return Difference(
        name, Message("its pixels differ by at most {largest:.6g}", largest=largest), largest
    )


def _largest(first: np.ndarray, second: np.ndarray) -> float:
    one, other = first.astype(np.float64), second.astype(np.float64)
    is_same = (one == other) | (np.isnan(one) & np.isnan(other))
    with np.errstate(invalid="ignore"):
        apart = np.where(is_same, 0.0, np.abs(one - other))
    return float(np.nan_to_num(apart, nan=np.inf).max(initial=0.0))
