"""A table of scenes: a row each, with its file and what is its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import RasterError
from ..files.dates import read_date
from ..files.paths import clean_path
from ..message import Message, list_names

# Each column, and what other tables call it: that of Select Products has path and name.
_COLUMNS = {
    "file": ("file", "path"),
    "scene": ("scene", "name"),
    "date": ("date",),
    "labels": ("labels",),
    "cloud_mask": ("cloud_mask",),
    "nodata": ("nodata",),
    "bands": ("bands",),
    "selected": ("selected",),
    "assets": ("assets",),
    "collection": ("collection",),
    "attribution": ("attribution",),
}
# What GDAL opens besides files: virtual file systems, and subdatasets such as NETCDF:"a.nc":b.
_NO_FILE = re.compile(r"/vsi|\w{2,}:")


@dataclass(frozen=True)
class SceneRow:
    """A row of a table of scenes; empty where it says nothing.

    Attributes:
        row: its number in the table, from 1.
        file: absolute path, or what else names a raster.
        scene: name of the scene.
        date: as ISO has it.
        labels: the scene's own label layer, as an absolute path or a layer's name.
        cloud_mask: its own cloud mask, in the same way.
        nodata: its own nodata value.
        bands: its own bands: numbers or names, separated by commas.
        assets: the files of an item of a catalogue, see write_assets of core/catalog.
        collection: that the item is of.
        attribution: whom to name for the image, and its licence.
    """

    row: int
    file: str
    scene: str = ""
    date: str = ""
    labels: str = ""
    cloud_mask: str = ""
    nodata: float | None = None
    bands: str = ""
    assets: str = ""
    collection: str = ""
    attribution: str = ""

    @property
    def title(self) -> str:
        """What the row is called in messages."""
        return self.scene or Path(self.file).name or str(self.row)


@dataclass(frozen=True)
class SceneTable:
    """A table of scenes.

    Attributes:
        name: of the table.
        rows: of scenes, in order.
        unused: columns that say nothing of scenes.
        left_out: how many rows are not selected.
    """

    name: str
    rows: tuple[SceneRow, ...]
    unused: tuple[str, ...]
    left_out: int


def read_scene_table(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], folder: str
) -> SceneTable:
    """Read a table whose columns are file (or path), scene (or name), date, labels and more.

    Args:
        name: of the table, for messages.
        columns: their names, in any case.
        rows: a text for each column, empty for NULL.
        folder: where relative paths begin.

    Raises:
        RasterError: it has no column of files, no rows, or a row that cannot be understood.
    """
    places = _find_columns(columns)
    if "file" not in places:
        raise RasterError(
            "{SCENE_TABLE} {table} has no column file (or path), which names the rasters; it has "
            "{names}.",
            table=name,
            names=list_names(columns) if columns else Message("none"),
        )
    found, count = [], 0
    for number, values in enumerate(rows, 1):
        cells = {key: values[place].strip() for key, place in places.items()}
        if not any(cells.values()):
            continue
        count += 1
        if cells.get("selected", "1").lower() not in ("0", "0.0", "false"):
            found.append(_read_row(name, number, cells, folder))
    if not found:
        raise RasterError(
            "{SCENE_TABLE} {table} has no row of a scene that is selected; add some.", table=name
        )
    unused = [text for k, text in enumerate(columns) if k not in places.values()]
    # Databases number their rows.
    unused = [text for text in unused if text.lower() != "fid"]
    return SceneTable(name, tuple(found), tuple(unused), count - len(found))


def _find_columns(columns: Sequence[str]) -> dict[str, int]:
    plain = [text.strip().lower() for text in columns]
    found = {}
    for key, names in _COLUMNS.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None:
            found[key] = place
    return found


def _read_row(table: str, number: int, cells: Mapping[str, str], folder: str) -> SceneRow:
    if not cells["file"]:
        raise RasterError(
            "Row {row} of {SCENE_TABLE} {table} names no file; fill it in, or delete the row.",
            row=number,
            table=table,
        )
    day, text = None, cells.get("date", "")
    if text:
        day = read_date(text)
        if day is None:
            raise RasterError(
                "Row {row} of {SCENE_TABLE} {table} has the date {text!r}, which cannot be read; "
                "write dates like 2021-09-08.",
                row=number,
                table=table,
                text=text,
            )
    return SceneRow(
        number,
        resolve(cells["file"], folder),
        cells.get("scene", ""),
        day.isoformat() if day else "",
        resolve(cells.get("labels", ""), folder),
        resolve(cells.get("cloud_mask", ""), folder),
        _read_number(table, number, cells.get("nodata", "")),
        cells.get("bands", ""),
        cells.get("assets", ""),
        cells.get("collection", ""),
        cells.get("attribution", ""),
    )


def _read_number(table: str, number: int, text: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise RasterError(
            "Row {row} of {SCENE_TABLE} {table} has the nodata value {text!r}, which is not a "
            "number; write one, or nothing.",
            row=number,
            table=table,
            text=text,
        ) from None


def is_opened_by_gdal(text: str) -> bool:
    """Whether a text is none of a file's path, but names what GDAL opens besides."""
    return bool(_NO_FILE.match(text))


def resolve(text: str, folder: str) -> str:
    """The absolute path that a cell means, if there is such a file; else the cell's own text.

    What QGIS adds to a path behind a bar, such as the name of a layer in the file, stays.
    """
    path, bar, rest = text.partition("|")
    found = "" if is_opened_by_gdal(path) else clean_path(path, folder)
    is_path = found and (os.path.exists(found) or "/" in path or "\\" in path or Path(path).suffix)
    return found + bar + rest if is_path else text
