"""Rows of Hugging Face's metadata.jsonl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ExportError, FileError
from ..files.json_file import parse_json
from ..files.text_file import MOST_TABLE, open_text
from ..objects.tile_object import TileObject
from .box_part import box_part

COLUMNS = {"id": [int], "bbox": [[float]], "area": [float], "category": [int]}
_MORE = {"object_id?": [str], "visible?": [float], "truncated?": [int]}
_ROW = {
    "file_name": str,
    "width": int,
    "height": int,
    "image_id": int,
    "mask_file_name?": str,
    "image2_file_name?": str,
    "labels?": [int],
    "objects?": {**COLUMNS, **_MORE},
}


def object_columns(objects: Sequence[TileObject], before: int) -> dict[str, list[Any]]:
    """A list a column of the objects of a tile.

    Args:
        objects: on the tile.
        before: how many there are on the tiles before; they are counted through.
    """
    boxes = [found.box for found in objects]
    sizes = [(right - left, bottom - top) for left, top, right, bottom in boxes]
    return {
        "id": [before + k for k in range(1, len(objects) + 1)],
        "object_id": [found.object_id for found in objects],
        "bbox": [
            [left, top, round(width, 3), round(height, 3)]
            for (left, top, _, _), (width, height) in zip(boxes, sizes)
        ],
        "area": [round(width * height, 3) for width, height in sizes],
        "category": [found.class_id - 1 for found in objects],
        "visible": [round(float(found.visible), 4) for found in objects],
        "truncated": [int(found.is_cut) for found in objects],
    }


def read_rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Rows of a table; raises FileError for one that is none, and OSError."""
    with open_text(folder / name, MOST_TABLE) as file:
        for number, line in enumerate(file, 1):
            row = parse_json(line, f"{name}, row {number},", _ROW)
            objects = row.get("objects") or {}
            if len({len(objects[key]) for key in COLUMNS if objects}) > 1:
                raise FileError(
                    "{where} has columns of objects that are not of one length; get it again.",
                    where=f"{name}, row {number},",
                )
            yield row


def objects_of(row: Mapping[str, Any]) -> Iterator[tuple[int, list[float], float, int]]:
    """Id, box, area and category of each object of a row."""
    objects = row.get("objects") or {}
    return zip(*(objects.get(key, ()) for key in COLUMNS))


def read_row_objects(row: Mapping[str, Any], class_ids: list[int], where: str) -> list[TileObject]:
    """The objects of a row.

    Args:
        row: of ``read_rows``.
        class_ids: by category.
        where: of the file, for people.

    Raises:
        FileError: an object has no box, or a class that is not known.
    """
    columns = row.get("objects") or {}
    found = []
    for k, (number, box, area, category) in enumerate(objects_of(row)):
        if not 0 <= category < len(class_ids) or len(box) != 4:
            raise FileError(
                "Object {number} of {where} has an unknown class or no box; export the dataset "
                "again.",
                number=number,
                where=where,
            )
        corners = np.array((box[0], box[1], box[0] + box[2], box[1] + box[3]), dtype=float)
        found.append(
            TileObject(
                str(_cell(columns, "object_id", k, number)),
                class_ids[category],
                (box_part(corners),),
                float(area),
                float(_cell(columns, "visible", k, np.nan)),
                bool(_cell(columns, "truncated", k, 0)),
            )
        )
    return found


def take_objects(found: Mapping[str, list[TileObject]], file: str, table: str) -> list[TileObject]:
    """The objects of a tile, by its image; raises ExportError when no table knows it."""
    if file not in found:
        raise ExportError(
            "{path} does not know {file}, which is a tile of the dataset; export it again.",
            path=table,
            file=file,
        )
    return found[file]


def _cell(columns: Mapping[str, Any], name: str, k: int, other: Any) -> Any:
    column = columns.get(name) or ()
    return column[k] if k < len(column) else other
