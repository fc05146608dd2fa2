"""The folders of Pascal VOC: an XML with the boxes of each image, lists of names, and masks.

M. Everingham et al., "The Pascal Visual Object Classes (VOC) challenge", 2010;
http://host.robots.ox.ac.uk/pascal/VOC.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from ..annotations.xml_objects import CORNERS, Box, check_xml, corners_of, read_xml_objects
from ..annotations.xml_text import Element, content_of, number_of, write_xml
from ..errors import ExportError
from ..faults.agree import count_faults
from ..faults.fault import RESTORE, Fault
from ..files.text_file import read_text
from ..message import Message
from ..objects.tile_object import BOX, TileObject
from .flat import FlatLayout, find_list_faults, split_lists
from .label_folder import LabelFolder
from .layout import LayoutFacts, Takes, TileRecord

_MAIN = "ImageSets/Main/{split}.txt"
_SEGMENTATION = "ImageSets/Segmentation/{split}.txt"
_ANNOTATION = "Annotations/{stem}.xml"


class VocLayout(FlatLayout):
    """All images in one folder; lists of names tell the splits."""

    name = "VOC"
    title = "Pascal VOC"
    readers = Message(
        "boxes in XML, and masks, for torchvision, MMDetection, Detectron2 and supervision"
    )
    takes = Takes(
        shapes=(BOX,),
        has_masks=True,
        keeps_small=True,
        formats=("JPEG", "PNG", "GTIFF"),
        keeps_ids=True,
    )
    image_folder = "JPEGImages"
    mask_folder = "SegmentationClass"

    def check(self, facts: LayoutFacts) -> None:
        """See DatasetLayout.check."""
        if not facts.shape and not facts.has_masks:
            raise ExportError(
                "{LAYOUT} {layout} needs objects or masks; give {OBJECTS} or {MASK}.",
                layout=self.name,
            )

    def name_sidecar(self, image: str) -> str:
        """See DatasetLayout.name_sidecar."""
        return _ANNOTATION.format(stem=PurePosixPath(image).stem)

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        return tuple(split_lists(self, splits, _MAIN).values())

    def label_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """See DatasetLayout.label_files."""
        names = super().label_files(facts, images)
        if facts.get("masks"):
            names += split_lists(self, list(facts.get("splits") or ()), _SEGMENTATION).values()
        return names

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        patterns = (_MAIN, _SEGMENTATION) if facts.get("masks") else (_MAIN,)
        about = str(facts["sources"]["raster"]["name"])
        names = {row["class_id"]: row["class"] for row in _object_classes(facts)}
        with ExitStack() as opened:
            lists = {
                word: [opened.enter_context(folder.open(p.format(split=word))) for p in patterns]
                for word in self.used_words(list(facts["splits"]))
            }
            for record in records:
                for file in lists[self.split_name(record.split)]:
                    file.write(f"{PurePosixPath(record.file).stem}\n")
                elements = image_elements(record, about, len(facts["bands"]))
                for found in record.objects:
                    name = names[found.class_id]
                    elements.append(object_element(found, name, record.width, record.height))
                folder.write(self.name_sidecar(record.file), write_xml(("annotation", elements)))

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        yield from self.find_split_faults(records)
        patterns = (_MAIN, _SEGMENTATION) if facts.get("masks") else (_MAIN,)
        for pattern in patterns:
            yield from find_list_faults(self, folder, facts, pattern, records)
        counts = {row["class"]: row["objects"] for row in _object_classes(facts)}
        found: Counter[str] = Counter()
        for record in records:
            name = self.name_sidecar(record.file)
            if (folder / name).is_file():
                yield from _xml_faults(name, read_text(folder / name), record, counts, found)
        yield from count_faults(found, counts)

    def read_objects(
        self, folder: Path, facts: Mapping[str, Any], tiles: Iterable[TileRecord]
    ) -> Iterator[TileRecord]:
        """See DatasetLayout.read_objects."""
        class_ids = {row["class"]: row["class_id"] for row in _object_classes(facts)}
        for tile in tiles:
            name = self.name_sidecar(tile.file)
            place = partial(_place, size=(tile.width, tile.height))
            objects = read_xml_objects(read_text(folder / name), class_ids.get, place, name)
            yield replace(tile, objects=objects)

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        lines: list[str] = []
        if _object_classes(facts):
            lines += [
                "Roboflow's `supervision` reads the boxes of all splits:",
                "",
                "```python",
                "import supervision",
                "",
                "dataset = supervision.DetectionDataset.from_pascal_voc(",
                f'    images_directory_path="{self.image_folder}",',
                '    annotations_directory_path="Annotations",',
                ")",
                "```",
                "",
                "It numbers classes as it meets them: `dataset.classes` tells which is which. "
                "Boxes are whole pixels, counted from 1; the last column and row belong to them.",
                "",
            ]
        lines += [
            "`ImageSets` lists the names of the tiles of each split. torchvision's `VOCDetection` "
            "and `VOCSegmentation` look for this folder as `VOCdevkit/VOC2007` in their `root`, "
            'with `year="2007"`, the only one for which they know the split test.',
            "",
        ]
        if extension != "jpg":
            lines += [
                "They, MMDetection and Detectron2 look for files that end in `.jpg`, and these "
                f"end in `.{extension}`.",
                "",
            ]
        return lines


def image_elements(record: TileRecord, about: str, bands: int) -> list[Element]:
    """What VOC says of an image, without its objects.

    Args:
        record: the tile.
        about: where the images come from.
        bands: of the image.
    """
    path = PurePosixPath(record.file)
    return [
        ("folder", path.parent.name),
        ("filename", path.name),
        ("source", [("database", about)]),
        ("size", [("width", record.width), ("height", record.height), ("depth", bands)]),
        ("segmented", int(bool(record.mask))),
    ]


def object_element(found: TileObject, name: str, width: int, height: int) -> Element:
    """What VOC says of an object of a class on an image of so many columns and rows."""
    return (
        "object",
        [
            ("name", name),
            ("pose", "Unspecified"),
            ("truncated", int(found.is_cut)),
            ("difficult", int(found.is_small)),
            ("bndbox", list(zip(CORNERS, pixel_box(found, width, height)))),
            # Ours; readers pass over what they do not know.
            ("object_id", found.object_id),
            ("visible", round(found.visible, 4)),
        ],
    )


def pixel_box(found: TileObject, width: int, height: int) -> tuple[int, int, int, int]:
    """The box in whole pixels that are counted from 1, the last column and row in it.

    Pixels count of which half or more lies inside, so that the box is half a pixel off at most;
    what is narrower gets the one that holds its middle.
    """
    left, top, right, bottom = found.box
    first_column, last_column = _pixels(left, right, width)
    first_row, last_row = _pixels(top, bottom, height)
    return first_column, first_row, last_column, last_row


def _pixels(start: float, stop: float, size: int) -> tuple[int, int]:
    first, after = math.ceil(start - 0.5), math.floor(stop + 0.5)
    if after <= first:
        first = min(int((start + stop) / 2), size - 1)
        after = first + 1
    return first + 1, after


def _place(box: Box, size: tuple[float, float]) -> Box | None:
    """Pixels from 0 for pixels that are counted from 1, of which the last is in the box."""
    left, top, right, bottom = box
    if 1 <= left <= right <= size[0] and 1 <= top <= bottom <= size[1]:
        return left - 1, top - 1, right, bottom
    return None


def _object_classes(facts: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rows: Sequence[Mapping[str, Any]] = (facts.get("objects") or {}).get("classes", ())
    return rows


def _xml_faults(
    file: str,
    text: str,
    record: TileRecord,
    classes: Mapping[str, int],
    found: Counter[str],
) -> Iterator[Fault]:
    """What is wrong with the XML of a tile; objects by class are added to ``found``."""
    objects: list[str] = []
    yield from check_xml(file, text, PurePosixPath(record.file).name, objects)
    size = (number_of(text, "width"), number_of(text, "height"))
    if record.width and size != (record.width, record.height):
        what = Message(
            "{file} says that its image has {told} pixels, and it has {found}.",
            file=file,
            told=f"{size[0]:g} x {size[1]:g}",
            found=f"{record.width} x {record.height}",
        )
        yield Fault("image size in the labels", file, what, RESTORE)
    for number, each in enumerate(objects, 1):
        class_name = content_of(each, "name")
        found[class_name] += 1
        if class_name not in classes:
            what = Message(
                "Object {name} has the unknown class {number}.", name=number, number=class_name
            )
            yield Fault("annotation of an unknown class", file, what, RESTORE)
        left, top, right, bottom = box = corners_of(each)
        if _place(box, size) is None:
            what = Message(
                "The box {box} of object {name} is not within 1, 1, {width}, {height}.",
                box=f"{left:g}, {top:g}, {right:g}, {bottom:g}",
                name=number,
                width=size[0],
                height=size[1],
            )
            yield Fault("box outside the image", file, what, RESTORE)
