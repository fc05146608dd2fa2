"""The JSON of COCO: images, categories, and objects as boxes and polygons.

T.-Y. Lin et al., "Microsoft COCO: Common objects in context", 2014; https://cocodataset.org.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from ..annotations.coco_rows import annotation_rows
from ..errors import FileError
from ..faults.agree import UniqueIds, class_faults, count_faults, image_faults
from ..faults.fault import RESTORE, Fault
from ..faults.shapes import agreement_faults, box_faults, ring_faults
from ..files.json_file import read_json
from ..files.text_file import MOST_TABLE
from ..message import Message
from ..objects.tile_object import BOX, POLYGON
from .coco_reading import IMAGES, read_instances
from .flat import FlatLayout, in_batches, split_lists
from .label_folder import LabelFolder, plain_json
from .layout import Takes, TileRecord

_SHAPE = {
    "images": IMAGES,
    "categories": [{"id": int, "name": str}],
    "annotations": [
        {
            "id": int,
            "image_id": int,
            "category_id": int,
            "bbox": [float],
            "area": float,
            "segmentation": object,
            "iscrowd": int,
        }
    ],
}


class CocoLayout(FlatLayout):
    """A folder of images a split, and one JSON a split beside them.

    Attributes:
        index: file with the annotations of a split.
    """

    name = "COCO"
    title = "COCO"
    readers = Message("boxes and outlines for Detectron2, MMDetection, torchvision and pycocotools")
    takes = Takes(shapes=(POLYGON, BOX), needs_objects=True, keeps_small=True, keeps_ids=True)
    image_folder = "{split}"
    index = "annotations/instances_{split}.json"

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        return tuple(split_lists(self, splits, self.index).values())

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        has_outlines = facts["objects"]["shape"] == POLYGON
        with ExitStack() as opened:
            files = {
                word: opened.enter_context(_instances(folder, name, facts))
                for word, name in split_lists(self, facts["splits"], self.index).items()
            }
            image_id = number = 1
            for batch in in_batches(records):
                tiles = [record.objects for record in batch]
                sizes = [(record.width, record.height) for record in batch]
                rows = annotation_rows(tiles, sizes, image_id, number, has_outlines)
                written = iter(rows)
                for k, record in enumerate(batch, image_id):
                    file = files[self.split_word(record.file)]
                    file.add_image(record, k)
                    file.add_annotations(list(islice(written, len(record.objects))))
                image_id, number = image_id + len(batch), number + len(rows)

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        expected = {row["class_id"]: row["class"] for row in facts["objects"]["classes"]}
        ids, found = UniqueIds(), Counter[str]()
        is_whole = True
        yield from self.find_split_faults(records)
        for word, name in split_lists(self, list(facts.get("splits") or ()), self.index).items():
            try:
                told = read_json(folder / name, _SHAPE, MOST_TABLE)
            except FileNotFoundError:
                is_whole = False
                continue
            except FileError as error:
                is_whole = False
                yield Fault("unreadable labels", name, error.message, RESTORE)
                continue
            tiles = {
                PurePosixPath(r.file).name: (r.width, r.height)
                for r in records
                if self.split_name(r.split) == word
            }
            yield from class_faults(
                name, {row["id"]: row["name"] for row in told["categories"]}, expected
            )
            images = [(i["file_name"], (i["width"], i["height"])) for i in told["images"]]
            yield from image_faults(name, images, tiles)
            yield from _annotation_faults(name, told, expected)
            keys = [("image", row["id"]) for row in told["images"]]
            keys += [("annotation", row["id"]) for row in told["annotations"]]
            yield from ids.faults(name, keys)
            found.update(expected.get(row["category_id"], "") for row in told["annotations"])
        if is_whole:
            counts = {row["class"]: row["objects"] for row in facts["objects"]["classes"]}
            yield from count_faults(found, counts)

    def read_objects(
        self, folder: Path, facts: Mapping[str, Any], tiles: Iterable[TileRecord]
    ) -> Iterator[TileRecord]:
        """See DatasetLayout.read_objects."""
        numbers = {row["class_id"] for row in facts["objects"]["classes"]}
        lists = split_lists(self, list(facts.get("splits") or ()), self.index)
        files = {word: read_instances(folder / name, numbers) for word, name in lists.items()}
        for tile in tiles:
            # A tile of a split that nobody knows is in none of the files.
            word = self.split_word(tile.file)
            yield files.get(word, next(iter(files.values()))).with_objects(tile)

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        word = self.used_words(facts["splits"])[0]
        return [
            "`pycocotools` and all that is built on it read the annotations:",
            "",
            "```python",
            "from pycocotools.coco import COCO",
            "",
            f'coco = COCO("{self.index.format(split=word)}")',
            "for image in coco.loadImgs(coco.getImgIds()):",
            f'    path = "{word}/" + image["file_name"]',
            '    objects = coco.loadAnns(coco.getAnnIds(image["id"]))',
            "```",
            "",
            "Boxes are column, row, width and height in pixels from the upper left corner. Holes "
            "are joined to their outline by slits. Category numbers begin at 1.",
            "",
        ]


def _annotation_faults(
    file: str, told: Mapping[str, Any], classes: Mapping[int, str]
) -> Iterator[Fault]:
    sizes = {row["id"]: (row["width"], row["height"]) for row in told["images"]}
    for row in told["annotations"]:
        number, size = row["id"], sizes.get(row["image_id"])
        if row["category_id"] not in classes:
            what = Message(
                "Annotation {name} has the unknown class {number}.",
                name=number,
                number=row["category_id"],
            )
            yield Fault("annotation of an unknown class", file, what, RESTORE)
        if size is None:
            what = Message(
                "Annotation {name} is on the unknown image {number}.",
                name=number,
                number=row["image_id"],
            )
            yield Fault("annotation of no image", file, what, RESTORE)
            continue
        yield from box_faults(file, number, row["bbox"], row["area"], size)
        yield from _outline_faults(file, row, size)


def _outline_faults(file: str, row: Mapping[str, Any], size: tuple[int, int]) -> Iterator[Fault]:
    outline, number = row["segmentation"], row["id"]
    if row["iscrowd"] and isinstance(outline, dict):
        counts = outline.get("counts")
        if outline.get("size") != [size[1], size[0]] or sum(counts or ()) != size[0] * size[1]:
            what = Message(
                "The run lengths of annotation {name} do not fill its image.", name=number
            )
            yield Fault("run lengths of another size", file, what, RESTORE)
        return
    if row["iscrowd"] or not isinstance(outline, list):
        what = Message(
            "Annotation {name} is marked iscrowd={crowd}, which needs run lengths when "
            "it is 1 and rings when it is 0.",
            name=number,
            crowd=row["iscrowd"],
        )
        yield Fault("outline of the wrong kind", file, what, RESTORE)
        return
    for ring in outline:
        yield from ring_faults(file, number, ring, size)
    yield from agreement_faults(file, number, row["bbox"], outline)


class _Instances:
    """A file of images, and of annotations that are kept aside until all images are written."""

    def __init__(self, file: TextIO, aside: TextIO) -> None:
        self._file, self._aside = file, aside
        self._images = self._annotations = 0

    def add_image(self, record: TileRecord, image_id: int) -> None:
        name = record.file.rpartition("/")[2]
        label = "" if record.label is None else f', "label": {plain_json(record.label)}'
        self._file.write(
            ("" if not self._images else ",\n")
            + f'{{"id": {image_id}, "file_name": {plain_json(name)}, "width": {record.width}, '
            f'"height": {record.height}, "tile_id": {plain_json(record.tile_id)}{label}}}'
        )
        self._images += 1

    def add_annotations(self, rows: Sequence[str]) -> None:
        if rows:
            self._aside.write(("" if not self._annotations else ",\n") + ",\n".join(rows))
            self._annotations += len(rows)


@contextmanager
def _instances(folder: LabelFolder, name: str, facts: Mapping[str, Any]) -> Iterator[_Instances]:
    categories = [
        {"id": row["class_id"], "name": row["class"], "supercategory": ""}
        for row in facts["objects"]["classes"]
    ]
    about = {"description": f"Image tiles of {facts['sources']['raster']['name']}"}
    with folder.open(name) as file, folder.open_aside() as aside:
        file.write(f'{{"info": {json.dumps(about, ensure_ascii=False)},\n')
        file.write(f'"categories": {json.dumps(categories, ensure_ascii=False)},\n"images": [\n')
        yield _Instances(file, aside)
        file.write('\n],\n"annotations": [\n')
        aside.seek(0)
        shutil.copyfileobj(aside, file)
        file.write("\n]}\n")
