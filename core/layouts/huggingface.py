"""Folders of images with a table a split, as Hugging Face's datasets load them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..annotations.huggingface_rows import (
    object_columns,
    objects_of,
    read_row_objects,
    read_rows,
    take_objects,
)
from ..errors import FileError
from ..faults.agree import UniqueIds, count_faults, image_faults
from ..faults.fault import RESTORE, Fault
from ..faults.shapes import box_faults
from ..message import Message
from ..objects.tile_object import BOX
from .flat import FlatLayout, open_lists, split_lists
from .label_folder import LabelFolder, plain_json, yaml_text
from .layout import Takes, TileRecord

_FIRST_LINES = """from pathlib import Path

from datasets import {names}

# It takes no relative path for the folder that one is in.
folder = str(Path(".").resolve())
features = load_dataset_builder(folder).info.features"""
_INDENT = "  "
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class HuggingFaceLayout(FlatLayout):
    """A folder a split with a row a tile in ``metadata.jsonl``; masks lie below it."""

    name = "HUGGINGFACE"
    title = "Hugging Face"
    readers = Message("images with labels, masks and boxes in a table, for Hugging Face's datasets")
    takes = Takes(
        shapes=(BOX,),
        has_masks=True,
        formats=("JPEG", "PNG", "GTIFF"),
        has_pairs=True,
        has_label_sets=True,
        value_is_label=True,
        keeps_ids=True,
    )
    split_names: Mapping[str, str] = {"train": "train", "val": "validation", "test": "test"}
    image_folder = "{split}"
    # Names in the table may not lead out of its folder.
    mask_folder = "{split}/masks"
    companion_folders: Mapping[str, str] = {"image2": "{split}/images2"}
    table = "{split}/metadata.jsonl"

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        return tuple(split_lists(self, splits, self.table).values())

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        has_objects, number = bool(facts.get("objects")), 0
        labels = _labels([row["name"] for row in facts["classes"]])
        sets = [row["name"] for row in facts.get("labels") or ()]
        with open_lists(self, folder, list(facts["splits"]), self.table) as files:
            for image_id, record in enumerate(records, 1):
                row = self._row(record, image_id)
                if record.label is not None:
                    row["label"] = labels[record.label]
                row.update(_targets(record, sets))
                if has_objects:
                    row["objects"] = object_columns(record.objects, number)
                    number += len(record.objects)
                files[self.split_word(record.file)].write(plain_json(row) + "\n")

    def _row(self, record: TileRecord, image_id: int) -> dict[str, Any]:
        start = len(self.split_word(record.file)) + 1
        row: dict[str, Any] = {"file_name": record.file[start:]}
        if record.mask:
            row["mask_file_name"] = record.mask[start:]
        if record.beside.get("image2"):
            row["image2_file_name"] = record.beside["image2"][start:]
        return {**row, "image_id": image_id, "width": record.width, "height": record.height}

    def describe_columns(self, facts: Mapping[str, Any]) -> list[str]:
        """See DatasetLayout.describe_columns."""
        columns: list[Any] = [("image", "image")]
        if facts.get("masks"):
            columns.append(("mask", "image"))
        if facts.get("pairs"):
            columns.append(("image2", "image"))
        columns += [(name, "int64") for name in ("image_id", "width", "height")]
        if facts.get("values"):
            columns.append(("label", "float64"))
        elif facts["classes"]:
            columns.append(("label", [row["name"] for row in facts["classes"]]))
        lines = ["dataset_info:", "  features:"]
        for name, kind in columns:
            lines += _column(name, "dtype", kind, _INDENT)
        if facts.get("labels"):
            names = [row["name"] for row in facts["labels"]]
            lines += _column("labels", "list", names, _INDENT)
        if facts.get("objects"):
            names = [row["class"] for row in facts["objects"]["classes"]]
            lines += [f"{_INDENT}- name: objects", f"{_INDENT}  struct:"]
            for name, kind in (("id", "int64"), ("object_id", "string")):
                lines += _column(name, "list", kind, _INDENT * 2)
            lines += [f"{_INDENT * 2}- name: bbox", f"{_INDENT * 2}  list:"]
            lines += [f"{_INDENT * 4}list: float64"]
            lines += _column("area", "list", "float64", _INDENT * 2)
            lines += _column("category", "list", names, _INDENT * 2)
            for name, kind in (("visible", "float64"), ("truncated", "int64")):
                lines += _column(name, "list", kind, _INDENT * 2)
        return lines

    def splits_of_head(self, facts: Mapping[str, Any]) -> list[str]:
        """See FlatLayout.splits_of_head."""
        left_out = splits_without_objects(facts)
        return [split for split in facts["splits"] if split not in left_out]

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        yield from self.find_split_faults(records)
        names = [row["class"] for row in (facts.get("objects") or {}).get("classes", ())]
        labels = _labels([row["name"] for row in facts["classes"]])
        ids, found = UniqueIds(), Counter[str]()
        is_whole = True
        for word, name in split_lists(self, list(facts.get("splits") or ()), self.table).items():
            tiles = {
                r.file[len(word) + 1 :]: r for r in records if self.split_name(r.split) == word
            }
            images, keys = [], []
            try:
                for row in read_rows(folder, name):
                    size = (row["width"], row["height"])
                    images.append((row["file_name"], size))
                    keys.append(("image", row["image_id"]))
                    yield from _row_faults(name, row, tiles, labels)
                    for each in objects_of(row):
                        keys.append(("object", each[0]))
                        known = each[3] in range(len(names))
                        found[names[each[3]] if known else ""] += 1
                        yield from box_faults(name, each[0], each[1], each[2], size)
            except FileNotFoundError:
                is_whole = False
                continue
            except FileError as error:
                is_whole = False
                yield Fault("unreadable labels", name, error.message, RESTORE)
            sizes = {key: (tile.width, tile.height) for key, tile in tiles.items()}
            yield from image_faults(name, images, sizes)
            yield from ids.faults(name, keys)
        if is_whole and facts.get("objects"):
            counts = {row["class"]: row["objects"] for row in facts["objects"]["classes"]}
            yield from count_faults(found, counts)

    def read_objects(
        self, folder: Path, facts: Mapping[str, Any], tiles: Iterable[TileRecord]
    ) -> Iterator[TileRecord]:
        """See DatasetLayout.read_objects."""
        class_ids = [row["class_id"] for row in facts["objects"]["classes"]]
        found = {}
        for word, name in split_lists(self, list(facts.get("splits") or ()), self.table).items():
            for row in read_rows(folder, name):
                objects = read_row_objects(row, class_ids, name)
                found[f"{word}/{row['file_name']}"] = objects
        for tile in tiles:
            yield replace(tile, objects=take_objects(found, tile.file, self.table.split("/")[1]))

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        is_told = extension == "tif"
        names = f"{'Image, ' if is_told else ''}load_dataset, load_dataset_builder"
        call = "dataset = load_dataset(folder, features=features)"
        lines = [
            "The head of this file tells Hugging Face's `datasets` the types of all columns and "
            "the names of classes, in the order of their numbers:",
            "",
            "```python",
            *_FIRST_LINES.format(names=names).split("\n"),
            call,
            *(['dataset = dataset.cast_column("image", Image(decode=False))'] if is_told else []),
            "```",
            "",
        ]
        if is_told:
            lines += [
                'Its images are then the `"path"` of each file, for rasterio to open; Pillow, by '
                "which it opens images itself, does not read all GeoTIFFs.",
                "",
            ]
        if facts.get("objects"):
            lines += [
                "Boxes are column, row, width and height in pixels from the upper left corner, and "
                "categories are counted from 0.",
                "",
            ]
        for split in splits_without_objects(facts):
            word = self.split_name(split)
            lines += [
                f"No tile of {word} has an object, so that its columns would be of another type, "
                "which `datasets` refuses; the head leaves it out. By itself it loads:",
                "",
                "```python",
                "from datasets import load_dataset",
                "",
                f'files = ["{word}/*.{extension}", "{self.table.format(split=word)}"]',
                f'dataset = load_dataset("imagefolder", data_files={{"{word}": files}})',
                "```",
                "",
            ]
        return lines


def _targets(record: TileRecord, sets: Sequence[str]) -> dict[str, Any]:
    """The columns of a tile's number and of its several classes, which are numbers."""
    found: dict[str, Any] = {} if record.value is None else {"label": record.value}
    if sets:
        found["labels"] = [sets.index(name) for name in record.labels]
    return found


def _row_faults(
    file: str,
    row: Mapping[str, Any],
    tiles: Mapping[str, TileRecord],
    labels: Mapping[str, str | int],
) -> Iterator[Fault]:
    """Whether a row has the mask and the class of its tile."""
    tile = tiles.get(row["file_name"])
    if tile is None:
        return
    start = len(tile.file) - len(row["file_name"])
    if (row.get("mask_file_name") or "") != tile.mask[start:]:
        what = Message("It names another mask of {name} than tiles.csv.", name=row["file_name"])
        yield Fault("mask of another image", file, what, RESTORE)
    expected: object = None if tile.label is None else labels.get(tile.label)
    if tile.value is not None:
        expected = tile.value
    if row.get("label") != expected:
        what = Message(
            "It says that {name} is {told!r}, and it is {found!r}.",
            name=row["file_name"],
            told=row.get("label"),
            found=expected,
        )
        yield Fault("class of another tile", file, what, RESTORE)


def splits_without_objects(facts: Mapping[str, Any]) -> list[str]:
    """Splits in which no tile has an object, while others have."""
    counts: Mapping[str, int] = (facts.get("objects") or {}).get("splits", {})
    return [split for split, count in counts.items() if not count and any(counts.values())]


def _labels(names: Sequence[str]) -> Mapping[str, str | int]:
    """What stands for each class: its name, or all are numbers where one looks like a date.

    Those would be read as moments, of which no class has a number.
    """
    if any(map(_DATE.match, names)):
        return {name: number for number, name in enumerate(names)}
    return {name: name for name in names}


def _column(name: str, key: str, kind: str | Sequence[str], indent: str) -> list[str]:
    """A column of a type, or of classes of these names."""
    start = f"{indent}- name: {name}"
    if isinstance(kind, str):
        return [start, f"{indent}  {key}: {kind}"]
    return [
        start,
        f"{indent}  {key}:",
        f"{indent}    class_label:",
        f"{indent}      names:",
        *(f"{indent}        '{number}': {yaml_text(text)}" for number, text in enumerate(kind)),
    ]
