"""A dataset that was written to its end: what its folder holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ExportError, FileError
from ..tiles.layout import DESCRIPTION
from ..tiles.table import DOUBLE, INT, TEXT, Field, TileTable, make_column
from .earlier import UNFINISHED
from .manifest import FIRST_FIELDS, manifest_files, read_description
from .read import damaged_dataset, read_dataset_tiles
from .swap import SWAP


@dataclass(frozen=True)
class FinishedDataset:
    """A dataset.

    Attributes:
        folder: where it is.
        facts: what dataset.json says.
        tiles: of tiles.csv as text columns, with their bounds as outlines.
    """

    folder: Path
    facts: dict[str, Any]
    tiles: TileTable


def read_finished(folder: Path) -> FinishedDataset:
    """Read a dataset's tables.

    Raises:
        ExportError: there is none, it was never finished, or it is damaged.
        OSError: a file cannot be read.
    """
    check_finished(folder)
    try:
        return FinishedDataset(folder, read_description(folder), read_dataset_tiles(folder))
    except FileError as error:
        raise damaged_dataset(folder, error) from None


def check_finished(folder: Path) -> None:
    """Refuse what is no dataset, or was never finished.

    Raises:
        ExportError: says what is missing.
    """
    if not folder.is_dir():
        raise ExportError(
            "{INPUT} {folder} is not a folder; name the folder of a dataset.", folder=folder
        )
    if any((folder / name).exists() for name in (UNFINISHED, SWAP)):
        raise ExportError(
            "The export into {folder} was interrupted; finish it with {RESUME} first.",
            folder=folder,
        )
    try:
        names = [DESCRIPTION, *manifest_files(folder)]
    except FileError as error:
        raise damaged_dataset(folder, error) from None
    for name in names:
        if not (folder / name).is_file():
            raise ExportError(
                "{folder} has no {name}, so it is not a Tilewright dataset; name another folder.",
                folder=folder,
                name=name,
            )


def with_kinds(tiles: TileTable, known: list[Field]) -> TileTable:
    """Text columns as what they are.

    Args:
        tiles: of tiles.csv.
        known: fields whose kinds are known; the manifest's own always are. A column that does not
            hold what its kind says stays text.
    """
    kinds = {field.name: field.kind for field in (*FIRST_FIELDS, *known)}
    fields, columns = [], {}
    for field in tiles.fields:
        kind, column = kinds.get(field.name, TEXT), tiles[field.name]
        try:
            column = make_column(kind, [_value(kind, text) for text in column.tolist()])
        except ValueError:
            kind = TEXT
        fields.append(Field(field.name, kind))
        columns[field.name] = column
    return TileTable(fields, columns, tiles.wkb)


def _value(kind: str, text: str | None) -> str | int | float | None:
    if text is None:
        return None
    return {TEXT: str, INT: int, DOUBLE: float}[kind](text)
