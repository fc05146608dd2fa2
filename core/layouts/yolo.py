"""Label files of ultralytics' YOLO: detect, segment and oriented boxes.

https://docs.ultralytics.com/datasets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from ..annotations.yolo_faults import row_faults
from ..annotations.yolo_reading import read_label_rows
from ..annotations.yolo_rows import label_rows
from ..errors import ExportError
from ..faults.agree import class_faults, read_names
from ..faults.fault import EXPORT_AGAIN, Fault
from ..files.text_file import read_text
from ..message import Message
from ..objects.tile_object import BOX, ORIENTED_BOX, POLYGON
from .flat import FlatLayout, in_batches
from .label_folder import LabelFolder, yaml_text
from .layout import LayoutFacts, Takes, TileRecord
from .pictures import (
    PICTURE_BANDS,
    PICTURE_FORMATS,
    TRAIN_AND_VAL,
    channel_lines,
    refuse_other_types,
    refuse_unused_splits,
)

_DATA = "data.yaml"
# The format of images that are no pictures: of GeoTIFF, readers take one or three bands alone.
_PAGES = "TIFF_PAGES"
_LABELS = "labels/{split}"
_SMALLEST = 10
# Where the first name begins so, ultralytics looks all of them up in ImageNet.
_IMAGENET = "n0"
_TASKS = {BOX: "detect", POLYGON: "segment", ORIENTED_BOX: "obb"}
_MODELS = {BOX: "yolo11n.pt", POLYGON: "yolo11n-seg.pt", ORIENTED_BOX: "yolo11n-obb.pt"}


class YoloLayout(FlatLayout):
    """``images/<split>`` and ``labels/<split>``: a text file an image, also for those of nothing.

    All rows of a dataset are of one shape: readers refuse mixed ones.
    """

    name = "YOLO"
    title = "YOLO"
    readers = Message("boxes, outlines and rotated boxes for ultralytics' YOLO")
    takes = Takes(
        shapes=(BOX, POLYGON, ORIENTED_BOX),
        needs_objects=True,
        formats=PICTURE_FORMATS,
        needed_splits=TRAIN_AND_VAL,
    )

    def choose_format(self, form: str, band_count: int) -> str:
        """See DatasetLayout.choose_format."""
        return _PAGES if form == "GTIFF" and band_count not in PICTURE_BANDS else form

    def check(self, facts: LayoutFacts) -> None:
        """See DatasetLayout.check."""
        refuse_other_types(self.name, facts)
        refuse_unused_splits(self, facts)
        if facts.smallest < _SMALLEST:
            raise ExportError(
                "{LAYOUT} {layout} takes tiles of at least {least} pixels and the smallest has "
                "{smallest}; make larger tiles, or choose {EDGE=DROP}.",
                layout=self.name,
                least=_SMALLEST,
                smallest=facts.smallest,
            )
        if facts.classes and facts.classes[0].startswith(_IMAGENET):
            raise ExportError(
                "{LAYOUT} {layout} cannot keep the class name {name}: ultralytics takes names "
                "that begin with n0 for codes of ImageNet and shows others; rename the class.",
                layout=self.name,
                name=facts.classes[0],
            )

    def name_sidecar(self, image: str) -> str:
        """See DatasetLayout.name_sidecar."""
        return self.beside(image, _LABELS, "txt")

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        return (_DATA,)

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        objects = facts["objects"]
        numbers = {row["class_id"]: k for k, row in enumerate(objects["classes"])}
        for batch in in_batches(records):
            for size, tiles in groupby(batch, lambda record: (record.width, record.height)):
                same = list(tiles)
                found = [record.objects for record in same]
                for record, rows in zip(same, label_rows(found, objects["shape"], numbers, size)):
                    text = "".join([f"{row}\n" for row in rows])
                    folder.write(self.name_sidecar(record.file), text)
        folder.write(_DATA, self._data_yaml(facts))

    def _data_yaml(self, facts: Mapping[str, Any]) -> str:
        # A path would be looked for below the folder that a program happens to run in; without
        # one, folders are looked for beside this file.
        lines = [f"{word}: images/{word}" for word in self.used_words(facts["splits"])]
        lines += channel_lines(facts)
        lines.append("names:")
        lines += [
            f"  {k}: {yaml_text(row['class'])}" for k, row in enumerate(facts["objects"]["classes"])
        ]
        return "\n".join(lines) + "\n"

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        yield from self.find_split_faults(records)
        rows = facts["objects"]["classes"]
        found: Counter[int] = Counter()
        empty = 0
        for record in records:
            name = self.name_sidecar(record.file)
            if (folder / name).is_file():
                lines = read_text(folder / name).splitlines()
                empty += not lines
                yield from row_faults(name, lines, facts["objects"]["shape"], len(rows), found)
        if empty > facts["objects"]["tiles_without"]:
            what = Message(
                "{count} of its files are empty, and {told} tiles have no object.",
                count=empty,
                told=facts["objects"]["tiles_without"],
            )
            yield Fault("objects without rows", "labels", what, EXPORT_AGAIN)
        for number, row in enumerate(rows):
            if found[number] < row["objects"]:
                what = Message(
                    "Class {name!r} has {objects} objects and {rows} rows; rows that are the same "
                    "are written once.",
                    name=row["class"],
                    objects=row["objects"],
                    rows=found[number],
                )
                is_note = found[number] > 0
                yield Fault("objects without rows", "labels", what, EXPORT_AGAIN, is_note)
        if (folder / _DATA).is_file():
            text = read_text(folder / _DATA)
            expected = {k: row["class"] for k, row in enumerate(rows)}
            yield from class_faults(_DATA, read_names(text), expected)
            if re.search(r"(?m)^path: *[\"']?(?![/\"']|[A-Za-z]:)", text):
                what = Message("Its path is looked for in the folder that a program runs in.")
                yield Fault("relative path", _DATA, what, Message("Remove the line of the path."))

    def read_objects(
        self, folder: Path, facts: Mapping[str, Any], tiles: Iterable[TileRecord]
    ) -> Iterator[TileRecord]:
        """See DatasetLayout.read_objects."""
        shape = facts["objects"]["shape"]
        class_ids = [row["class_id"] for row in facts["objects"]["classes"]]
        for tile in tiles:
            name = self.name_sidecar(tile.file)
            lines = read_text(folder / name).splitlines()
            size = (tile.width, tile.height)
            yield replace(tile, objects=read_label_rows(lines, shape, class_ids, size, name))

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        shape = facts["objects"]["shape"]
        more = []
        if len(facts["bands"]) not in PICTURE_BANDS:
            more += [f"`channels` of `{_DATA}` is the number of bands.", ""]
        if more and extension == "png":
            more[0] += " OpenCV gives those of PNG in the order 3, 2, 1, 4."
        if extension == "tif":
            more += ["OpenCV warns of the place in each GeoTIFF, which does no harm.", ""]
        return [
            f"ultralytics trains on `{_DATA}` (task {_TASKS[shape]}):",
            "",
            "```python",
            "from ultralytics import YOLO",
            "",
            f'YOLO("{_MODELS[shape]}").train(data="{_DATA}", epochs=50)',
            "```",
            "",
            "Class numbers begin at 0. Objects of several parts are several rows, and holes are "
            "joined to their outline by slits."
            if shape == POLYGON
            else "Class numbers begin at 0.",
            "",
            *more,
        ]
