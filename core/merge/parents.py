"""The datasets that become one."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..dataset.edits import CHECKSUMS, find_edited
from ..dataset.finished import check_finished
from ..dataset.manifest import find_layout_of
from ..errors import ExportError
from ..files.names import make_safe_names
from ..layouts.layout import DatasetLayout
from ..message import counted
from ..tiles.layout import DESCRIPTION, MANIFEST
from ..tiles.table import TILE_ID, TileTable
from ..tiles.words import SPLITS

NUMBER, NAME = "NUMBER", "NAME"
PREFIXES = (NUMBER, NAME)


@dataclass(frozen=True)
class Parent:
    """A dataset of those that become one.

    Attributes:
        name: of its folder; each has its own.
        folder: where it is.
        facts: what its dataset.json says.
        rows: its tiles as tiles.csv has them: text columns.
        tiles: the same with columns of their kinds; outlines are in the coordinate system that
            the tiles of all datasets share.
        rejected: tiles that were left out of it, with outlines in the same.
    """

    name: str
    folder: Path
    facts: dict[str, Any]
    rows: TileTable
    tiles: TileTable
    rejected: TileTable

    @property
    def layout(self) -> DatasetLayout:
        """How it is arranged."""
        return find_layout_of(self.facts)

    @property
    def splits(self) -> list[str]:
        """Splits that have tiles, in the order train, val, test; empty without splits."""
        return [split for split in SPLITS if split in (self.facts.get("splits") or {})]

    @property
    def extension(self) -> str:
        """Of its images, without a dot."""
        return str(self.rows["file"][0]).rpartition(".")[2]

    def cells(self, name: str) -> list[str | None]:
        """A column of tiles.csv; all None where it has none."""
        if name not in self.rows.columns:
            return [None] * len(self.rows)
        found: list[str | None] = self.rows[name].tolist()
        return found

    @property
    def digest(self) -> str:
        """What stands for all that dataset.json says, but for the time."""
        return str((self.facts.get(CHECKSUMS) or {}).get(DESCRIPTION, ""))


def find_folders(paths: Sequence[str], output: str) -> list[Path]:
    """The folders of the datasets that are named, by themselves or by their dataset.json.

    Args:
        paths: as the user gave them.
        output: the folder of the new dataset.

    Raises:
        ExportError: there are fewer than two, one is named twice or is no finished dataset, or
            the new one would lie in one of them.
        OSError: a dataset.json cannot be read.
    """
    folders = [Path(os.path.abspath(path)) for path in paths]
    folders = [path.parent if path.name == DESCRIPTION else path for path in folders]
    if len(folders) < 2:
        raise ExportError(
            "A merge takes two datasets or more, and {DATASETS} names {count}; name the others "
            "too.",
            count=len(folders),
        )
    real = [os.path.realpath(folder) for folder in folders]
    twice = [folder for folder, times in Counter(real).items() if times > 1]
    if twice:
        raise ExportError(
            "{DATASETS} names {folder} more than once; name each dataset once.", folder=twice[0]
        )
    target = Path(os.path.realpath(output))
    for folder, place in zip(folders, real):
        if not folder.is_dir():
            raise ExportError(
                "{DATASETS} names {folder}, which is not a folder; name the folders of datasets.",
                folder=folder,
            )
        if Path(place) == target or Path(place) in target.parents:
            raise ExportError(
                "{OUTPUT} {output} lies in the dataset {folder}; choose a folder outside of it.",
                output=output,
                folder=folder,
            )
        check_finished(folder)
    return folders


def check_is_of_tiles(folder: Path, facts: dict[str, Any], count: int) -> None:
    """Refuse what cannot be merged whatever the others are.

    Args:
        folder: the dataset's.
        facts: of its dataset.json.
        count: of the rows of its tiles.csv.

    Raises:
        ExportError: it is of time series or empty, or its tiles.csv was changed.
        OSError: a file cannot be read.
    """
    if facts.get("kind"):
        raise ExportError(
            "The dataset in {folder} holds {kind}, which are not merged; name datasets of tiles.",
            folder=folder,
            kind=facts["kind"],
        )
    if not count:
        raise ExportError("The dataset in {folder} has no tiles.", folder=folder)
    lacking = [k for k in ("bands", "dtype", "parameters", "scaling") if not facts.get(k)]
    lacking += [k for k in ("classes", "splits") if k not in facts]
    if lacking:
        raise ExportError(
            "{path} does not tell {name}, without which datasets cannot be compared; export the "
            "dataset again.",
            path=folder / DESCRIPTION,
            name=lacking[0],
        )
    # Its counts and statistics would be told of other tiles.
    if MANIFEST in find_edited(folder):
        raise ExportError(
            "{path} was changed after the dataset was written; export the dataset again from what "
            "Load Dataset makes of it.",
            path=folder / MANIFEST,
        )


def unique_names(folders: Sequence[Path]) -> list[str]:
    """What each dataset is called: its folder, with the one above it where names repeat."""
    names = [folder.name for folder in folders]
    times = Counter(name.casefold() for name in names)
    names = [
        name if times[name.casefold()] == 1 else f"{folder.parent.name}/{name}"
        for folder, name in zip(folders, names)
    ]
    if len({name.casefold() for name in names}) < len(names):
        return [str(folder) for folder in folders]
    return names


@dataclass(frozen=True)
class TilesCrs:
    """The coordinate system that the outlines of all tiles are in.

    Attributes:
        name: for people.
        wkt: empty when there is none.
        is_geographic: whether it is in degrees.
        is_new: whether outlines were brought to it, as datasets were in several.
    """

    name: str
    wkt: str
    is_geographic: bool
    is_new: bool


def choose_prefixes(parents: Sequence[Parent], choice: str) -> list[str]:
    """What comes before the tile_id of each dataset: nothing where none is in two of them.

    Args:
        parents: the datasets.
        choice: NUMBER, for d1_, d2_ and so on, or NAME.
    """
    seen: set[str] = set()
    is_unique = True
    for parent in parents:
        # Files of names that differ in case alone are one on some systems.
        own = {str(cell).casefold() for cell in parent.cells(TILE_ID.name)}
        is_unique = is_unique and seen.isdisjoint(own)
        seen |= own
    if is_unique:
        return [""] * len(parents)
    if choice == NAME:
        safe = make_safe_names(parent.name.replace("/", "_") for parent in parents)
        return [f"{safe[parent.name.replace('/', '_')]}_" for parent in parents]
    digits = len(str(len(parents)))
    return [f"d{k:0{digits}d}_" for k in range(1, len(parents) + 1)]


def check_ids(ids: Sequence[str | None]) -> None:
    """Refuse tiles without a tile_id.

    Raises:
        ExportError: tells how many there are.
    """
    missing = sum(not name for name in ids)
    if missing:
        raise ExportError(
            counted(
                missing,
                "{count} row of tiles.csv has no tile_id; export that dataset again.",
                "{count} rows of tiles.csv have no tile_id; export that dataset again.",
            )
        )
