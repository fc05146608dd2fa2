"""What goes into the package of a dataset, and whether it may."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from ..classes.shares import PREFIX, PROPORTIONS
from ..dataset.edits import find_later_files
from ..dataset.finished import check_finished
from ..dataset.manifest import (
    label_files,
    layer_files,
    manifest_files,
    possible_files,
    read_description,
    read_rows,
    row_files,
    row_mask,
)
from ..dataset.owned import find_inside, is_inside
from ..dataset.read import damaged_dataset
from ..errors import CancelledError, ExportError, FileError
from ..files.csv_file import write_table
from ..files.fingerprint import hash_file
from ..formats.cut_off import is_cut_off, npy_has_objects
from ..message import counted
from ..run.batches import never_cancelled
from ..tiles.layout import CARD, DESCRIPTION, MANIFEST, MAP, MASKS, SERIES_KIND
from ..tiles.words import SPLITS
from .member import DatasetTile, FileMember, Member, TextMember

SPLIT_TABLE = "splits.csv"
LABEL_TABLE = "labels.csv"
PROPORTION_TABLE = "proportions.csv"
OWN_CARD = "dataset_card.md"
CHECKSUMS = "SHA256SUMS"
FILE_MODE = 0o644
# Formats whose reading may run code.
_UNSAFE_SUFFIXES = {".pkl", ".pickle", ".joblib", ".pt", ".pth", ".dill"}
_README_SUFFIXES = {".md", ".txt", ".rst", ""}


@dataclass(frozen=True)
class DatasetFolder:
    """A finished dataset.

    Attributes:
        folder: where it is.
        facts: what dataset.json says.
        tiles: one a line of the manifest, in its order.
    """

    folder: Path
    facts: dict[str, Any]
    tiles: list[DatasetTile]

    @cached_property
    def _class_ids(self) -> dict[str, int]:
        rows = self.facts.get("classes") or ()
        return {row["name"]: row.get("index", k) for k, row in enumerate(rows)}

    def class_number(self, tile: DatasetTile) -> int | None:
        """Index of a tile's class, as dataset.json has it; None when it has no class."""
        return self._class_ids.get(tile.row.get("label", ""))

    @property
    def empty_folders(self) -> list[str]:
        """Folders of classes that have no tile in a split, with a slash at the end.

        Programs that number classes by their folders need the same folders in every split.
        """
        filled = {str(p) for t in self.tiles for p in PurePosixPath(t.image.name).parents}
        wanted = [
            f"{split}/{row['folder']}" if split else row["folder"]
            for row in self.facts.get("classes") or ()
            if "folder" in row
            for split in (row.get("splits") or ("",))
        ]
        return sorted(f"{w}/" for w in wanted if w not in filled and is_inside(w))

    @property
    def digits(self) -> str:
        """12 hexadecimal digits that stand for the tiles and parameters of the dataset."""
        found = str(self.facts.get("fingerprint", ""))
        if len(found) < 12 or not found.isalnum():
            names = manifest_files(self.folder)
            found = hash_file(self.folder / names[0])
        return found[:12]


def open_dataset(folder: str) -> DatasetFolder:
    """Read a dataset's manifest and find its files.

    Raises:
        ExportError: it is not a finished dataset, or names files that are missing, outside of it or
            unsafe to load.
    """
    path = Path(folder)
    check_finished(path)
    try:
        facts = read_description(path)
        rows = list(read_rows(path))
    except FileError as error:
        raise damaged_dataset(path, error) from None
    if not rows:
        raise ExportError("The dataset in {folder} has no tiles.", folder=folder)
    has_splits = _has_splits(facts, rows)
    _check_words(path, facts, rows, has_splits)
    # Masks that somebody laid beside the images are in no manifest.
    masks = {} if any(map(row_mask, rows)) else _find_masks(path)
    tiles = []
    for row in rows:
        image, *more = (_member(path, name) for name in row_files(row))
        mask = row_mask(row) or masks.get(str(PurePosixPath(image.name).with_suffix("")))
        parts = tuple(member for member in more if member.name != mask)
        split = (row.get("split") or "") if has_splits else ""
        tiles.append(DatasetTile(row, image, _member(path, mask) if mask else None, parts, split))
    names = Counter(m.name.casefold() for tile in tiles for m in tile.files)
    twice = [name for name, times in names.items() if times > 1]
    if twice:
        raise ExportError(
            "{path} names {twice} more than once; export it again.",
            path=path / MANIFEST,
            twice=twice[0],
        )
    return DatasetFolder(path, facts, tiles)


def _has_splits(facts: dict[str, Any], rows: list[dict[str, str]]) -> bool:
    """Whether a column called split deals the tiles; where no split was exported it may be any."""
    is_any = facts.get("splits") == {} or facts.get("kind") == SERIES_KIND
    return not is_any or {row.get("split") or SPLITS[0] for row in rows} <= set(SPLITS)


def _check_words(
    folder: Path, facts: dict[str, Any], rows: list[dict[str, str]], has_splits: bool
) -> None:
    """Splits name folders of a package, and classes have numbers in it."""
    splits = {row.get("split") or SPLITS[0] for row in rows if has_splits}.difference(SPLITS)
    classes = {row["name"] for row in facts.get("classes") or ()}
    # Where nothing was exported by class, a field called label is one like any other.
    labels = {row["label"] for row in rows if classes and row.get("label")}.difference(classes)
    for column, strange in (("split", splits), ("class", labels)):
        if strange:
            raise ExportError(
                "{folder} has the {column} {strange!r}, which {description} does not know; "
                "export the dataset again.",
                folder=folder / MANIFEST,
                column=column,
                strange=min(strange),
                description=DESCRIPTION,
            )


def _find_masks(folder: Path) -> dict[str, str]:
    """Masks by the name of their image without its ending."""
    base = folder / MASKS
    found = {}
    for path in base.rglob("*"):
        if (
            os.path.isfile(path)
            and not path.name.startswith(".")
            and not path.name.endswith(".aux.xml")
        ):
            stem = path.relative_to(base).with_suffix("").as_posix()
            found[stem] = path.relative_to(folder).as_posix()
    return found


def _member(folder: Path, name: str) -> FileMember:
    """A file of the dataset, once it is known to be safe."""
    path = find_inside(folder, name)
    if path.suffix.lower() in _UNSAFE_SUFFIXES or _holds_objects(path):
        raise ExportError(
            "{path} holds Python objects, which can run code when they are loaded; a package "
            "holds plain images and arrays only.",
            path=path,
        )
    return FileMember(name, path)


def _holds_objects(path: Path) -> bool:
    """Whether a NumPy file needs pickle to be loaded."""
    return path.suffix.lower() == ".npy" and npy_has_objects(path)


def check_whole_files(
    dataset: DatasetFolder, is_cancelled: Callable[[], bool] = never_cancelled
) -> None:
    """Refuse a dataset with files that end in the middle, as full disks and torn copies leave them.

    Raises:
        ExportError: names the first, and tells how many there are.
        CancelledError: the user stopped it.
    """
    torn = []
    for tile in dataset.tiles:
        if is_cancelled():
            raise CancelledError
        torn += [member.path for member in tile.files if is_cut_off(member.path)]
    if torn:
        raise ExportError(
            "{path} ends in the middle{more}, so nothing is packaged; remove what is cut off, and "
            "finish the dataset with {RESUME}.",
            path=torn[0],
            more=counted(
                len(torn) - 1, ", as does {count} other file", ", as do {count} other files"
            )
            if len(torn) > 1
            else "",
        )


def common_members(dataset: DatasetFolder, readme: str | None) -> list[Member]:
    """The tables and texts that go into a package beside the images.

    Raises:
        ExportError: the README is not a text file.
    """
    folder = dataset.folder
    tables = manifest_files(folder)
    members: list[Member] = [FileMember(n, folder / n) for n in (*tables, DESCRIPTION)]
    beside = (*layer_files(folder), MAP)
    members += [FileMember(n, folder / n) for n in beside if os.path.isfile(folder / n)]
    later = find_later_files(folder)
    members += [_member(folder, name) for name in later if os.path.isfile(folder / name)]
    images = [tile.image.name for tile in dataset.tiles]
    possible = (n for n in possible_files(dataset.facts, images) if os.path.isfile(folder / n))
    members += [_member(folder, n) for n in (*label_files(dataset.facts, images), *possible)]
    has_card = os.path.isfile(folder / CARD)
    if readme:
        path = Path(readme)
        if not os.path.isfile(path) or path.suffix.lower() not in _README_SUFFIXES:
            raise ExportError(
                "{README_FILE} {readme} is not a text file; name one that ends in .md, .rst "
                "or .txt.",
                readme=readme,
            )
        members.append(FileMember(f"README{path.suffix.lower()}", path))
        if has_card:
            members.append(FileMember(OWN_CARD, folder / CARD))
    elif has_card:
        members.append(FileMember(CARD, folder / CARD))
    rows = [tile.row for tile in dataset.tiles]
    columns = list(rows[0])
    split = "split" if any(tile.split for tile in dataset.tiles) else ""
    shares = [c for c in columns if c.startswith(PREFIX) or c == PROPORTIONS.name]
    for name, needed, shown in (
        (LABEL_TABLE, "label", ["label", "label_pct", "second_label", "second_pct"]),
        (SPLIT_TABLE, split, ["split", "label"]),
        (PROPORTION_TABLE, shares[0] if shares else "", shares),
    ):
        if needed and any(row.get(needed) for row in rows):
            listed = ["tile_id", "file", *(c for c in shown if c in columns)]
            members.append(TextMember(name, write_table(listed, rows)))
    return members
