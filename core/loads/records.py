"""The records of a dataset, against which what a library gives is held."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LONGEST = 200
Row = dict[str, str]
# How many samples there are, and names of classes in the order of their numbers.
Result = tuple[int, list[str]]


class WrongError(Exception):
    """What came out is not what the records say."""


class OtherLayoutError(Exception):
    """The library does not read such a layout."""


class Records:
    """What the records of a dataset say."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder).resolve()
        self.facts = json.loads((self.folder / "dataset.json").read_text(encoding="utf-8"))
        tables = [row["manifest"] for row in self.facts.get("shards") or ()] or ["tiles.csv"]
        self.rows: list[Row] = []
        for name in tables:
            if name != "tiles.csv" and not (name.startswith("tiles/") and name.count("/") == 1):
                raise WrongError(f"dataset.json names {name} as a table of tiles")
            with (self.folder / name).open(encoding="utf-8", newline="") as file:
                self.rows += csv.DictReader(file)
        self.layout = self.facts.get("layout", "IMAGEFOLDER")
        self.has_splits = bool(self.facts.get("splits"))

    def by_split(self, words: dict[str, str]) -> dict[str, list[Row]]:
        """Rows by what the layout calls their split; a dataset without splits is that of ""."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            word = words.get(row["split"] if self.has_splits else "", "")
            found.setdefault(word, []).append(row)
        return found

    def need(self, *layouts: str) -> None:
        """Refuse other layouts."""
        if self.layout not in layouts:
            raise OtherLayoutError

    def numbers(self) -> tuple[dict[str, int], dict[str, int]]:
        """Number of each class by its folder, and by its name."""
        rows = self.facts["classes"]
        if not rows:
            raise OtherLayoutError
        return {r["folder"]: r["index"] for r in rows}, {r["name"]: r["index"] for r in rows}

    def object_counts(self) -> dict[str, int]:
        """Objects by class, in the order of the numbers."""
        return {row["class"]: row["objects"] for row in self.facts["objects"]["classes"]}


# A dataset without splits is all for training, and one of image folders has no folder for that.
WORDS = {"": "train", "train": "train", "val": "val", "test": "test"}


def compare(what: str, found: object, expected: object) -> None:
    """Raise WrongError where two values differ."""
    if found != expected:
        raise WrongError(f"{what}: {found} instead of {expected}"[:LONGEST])


def three_of(items: Iterable[Any]) -> list[Any]:
    """The first, the middle and the last."""
    items = list(items)
    return [items[0], items[len(items) // 2], items[-1]] if items else []
