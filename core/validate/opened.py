"""The records of a dataset that is to be validated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..dataset.earlier import UNFINISHED
from ..dataset.manifest import (
    find_layout_of,
    manifest_files,
    read_description,
    read_manifest,
    row_companions,
    row_mask,
)
from ..dataset.owned import is_inside
from ..dataset.swap import SWAP
from ..errors import ExportError, FileError
from ..faults.fault import EXPORT_AGAIN, RESTORE, Fault
from ..layouts import DEFAULT_LAYOUT, find_layout
from ..layouts.layout import DatasetLayout, TileRecord
from ..message import Message
from ..tiles.layout import DESCRIPTION, FILE, MANIFEST, SERIES_KIND
from ..tiles.words import SPLITS
from .findings import Findings


@dataclass
class OpenedDataset:
    """A dataset's folder and what its records say.

    Attributes:
        folder: the dataset's.
        facts: of dataset.json.
        rows: of tiles.csv that name a file inside the folder.
        layout: of the files.
        sizes: width and height in pixels of each image that could be read, by its name.
    """

    folder: Path
    facts: dict[str, Any]
    rows: list[dict[str, str]]
    layout: DatasetLayout
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def is_series(self) -> bool:
        """Whether samples are time series, whose files are not one image each."""
        return self.facts.get("kind") == SERIES_KIND

    @property
    def has_splits(self) -> bool:
        """Whether tiles were exported by split; else a column of that name may say anything."""
        return bool(self.facts.get("splits"))

    @property
    def has_classes(self) -> bool:
        """Whether tiles were exported by class."""
        return bool(self.facts.get("classes"))

    @property
    def is_unfinished(self) -> bool:
        """Whether the export was interrupted, and left the note of what it was to write."""
        return (self.folder / UNFINISHED).is_file()

    def split_of(self, row: Mapping[str, str]) -> str | None:
        """The split of a tile, None without splits."""
        return (row.get("split") or None) if self.has_splits else None

    def _value_of(self, row: Mapping[str, str]) -> float | None:
        """The number of a tile; None where tiles have none, or it is spoilt."""
        try:
            return float(row.get("value") or "") if self.facts.get("values") else None
        except ValueError:
            return None

    def records(self) -> Iterator[TileRecord]:
        """The tiles as layouts know them; sizes are those of the images."""
        for row in self.rows:
            width, height = self.sizes.get(row[FILE.name], (0, 0))
            yield TileRecord(
                row.get("tile_id") or "",
                row[FILE.name],
                self.split_of(row),
                (row.get("label") or None) if self.has_classes else None,
                width,
                height,
                row_mask(row),
                value=self._value_of(row),
                beside=row_companions(row),
            )


def open_to_validate(folder: str, findings: Findings) -> OpenedDataset:
    """Read the records of a dataset; what is wrong with them goes to ``findings``.

    Raises:
        ExportError: the folder holds no dataset.
    """
    path = Path(folder)
    if not any((path / name).is_file() for name in (MANIFEST, DESCRIPTION, UNFINISHED)):
        raise ExportError(
            "{INPUT} {folder} is no dataset: it has neither {manifest} nor {description}. Name the "
            "folder that Export Tiles, Build Dataset or Export Time Series wrote.",
            folder=folder,
            manifest=MANIFEST,
            description=DESCRIPTION,
        )
    for name in (UNFINISHED, SWAP):
        if (path / name).is_file():
            findings.add([_unfinished(name)])
    facts = _read_facts(path, findings)
    rows = [row for row in _read_rows(path, findings) if _names_a_file(row, findings)]
    try:
        layout = find_layout_of(facts)
    except ExportError as error:
        findings.add([Fault("unknown layout", DESCRIPTION, error.message, EXPORT_AGAIN)])
        layout = find_layout(DEFAULT_LAYOUT)
    return OpenedDataset(path, facts, rows, layout)


def _unfinished(name: str) -> Fault:
    return Fault(
        "unfinished export",
        name,
        Message("The export into this folder was interrupted."),
        Message("Run the export again with the same parameters and {RESUME}."),
    )


def _read_facts(folder: Path, findings: Findings) -> dict[str, Any]:
    try:
        facts = read_description(folder)
    except FileNotFoundError:
        findings.add([_missing_record(DESCRIPTION)])
    except (OSError, FileError) as error:
        findings.add([_damaged_record(DESCRIPTION, error)])
    else:
        counts = facts.get("splits") or {}
        strange = sorted(set(counts).difference(SPLITS))
        findings.add(unknown_split(DESCRIPTION, word) for word in strange)
        return {**facts, "splits": {name: counts[name] for name in SPLITS if name in counts}}
    return {}


def unknown_split(file: str, word: str) -> Fault:
    """A record names a split that there is none of."""
    return Fault(
        "unknown split",
        file,
        Message("It names a split {word!r}.", word=word),
        Message("Splits are train, val and test; export the dataset again."),
    )


def _read_rows(folder: Path, findings: Findings) -> list[dict[str, str]]:
    try:
        names = manifest_files(folder)
    except FileError as error:
        findings.add([_damaged_record(DESCRIPTION, error)])
        return []
    rows: list[dict[str, str]] = []
    for name in names:
        try:
            rows += read_manifest(folder / name, (FILE.name, "tile_id"))
        except FileNotFoundError:
            findings.add([_missing_record(name)])
        except (OSError, FileError) as error:
            findings.add([_damaged_record(name, error)])
    return rows


def _missing_record(name: str) -> Fault:
    return Fault("missing record", name, Message("{name} is not there.", name=name), RESTORE)


def _damaged_record(name: str, error: Exception) -> Fault:
    what = error.message if isinstance(error, FileError) else Message("{error}.", error=error)
    return Fault("damaged record", name, what, RESTORE)


def _names_a_file(row: Mapping[str, str], findings: Findings) -> bool:
    name = row.get(FILE.name) or ""
    if is_inside(name):
        return True
    what = Message("It names {name!r}, which is no file of the dataset.", name=name)
    findings.add([Fault("file outside the dataset", MANIFEST, what, EXPORT_AGAIN)])
    return False
