"""What can be wrong with the files of a folder of image chips for ArcGIS."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import FileError
from ..faults.agree import class_faults, image_faults
from ..faults.fault import RESTORE, Fault
from ..faults.shapes import box_faults
from ..files.text_file import read_text
from ..message import Message
from .xml_objects import check_xml, corners_of
from .xml_text import content_of

DEFINITION_SHAPE = {"MetaDataMode": str, "Classes": [{"Value": int, "Name": str}]}
STATISTICS_SHAPE = {"MetaDataMode": str, "NumTiles": int, "NumClasses": int}


def definition_faults(
    file: str, told: Mapping[str, Any], mode: str, classes: Mapping[int, str]
) -> Iterator[Fault]:
    """Whether a definition is of the labels and classes that dataset.json tells of.

    Args:
        file: that tells it.
        told: what it says, of DEFINITION_SHAPE.
        mode: what the labels are.
        classes: names by number.
    """
    yield from _mode_faults(file, told["MetaDataMode"], mode)
    yield from class_faults(file, {row["Value"]: row["Name"] for row in told["Classes"]}, classes)


def statistics_faults(
    file: str, told: Mapping[str, Any], mode: str, numbers: Mapping[str, int]
) -> Iterator[Fault]:
    """Whether statistics count the tiles and classes that are there.

    Args:
        file: that tells it.
        told: what it says, of STATISTICS_SHAPE.
        mode: what the labels are.
        numbers: what is to be told, by key.
    """
    yield from _mode_faults(file, told["MetaDataMode"], mode)
    for key, expected in numbers.items():
        if told[key] != expected:
            what = Message(
                "{file} says {key} is {told}, and it is {expected}.",
                file=file,
                key=key,
                told=told[key],
                expected=expected,
            )
            yield Fault("statistics of chips disagree", file, what, RESTORE)


def _mode_faults(file: str, told: str, mode: str) -> Iterator[Fault]:
    if told != mode:
        what = Message(
            "{file} says that labels are {told}, and they are {expected}.",
            file=file,
            told=told,
            expected=mode,
        )
        yield Fault("kind of chips disagrees", file, what, RESTORE)


def chip_faults(
    file: str,
    text: str,
    image: tuple[str, tuple[int, int]],
    classes: Mapping[int, str],
    found: Counter[str],
    has_names: bool = False,
) -> Iterator[Fault]:
    """What is wrong with the XML of a chip; its objects by class are added to ``found``.

    Args:
        file: the XML.
        text: what it holds.
        image: name of the chip, and its width and height, which are 0 where it cannot be read.
        classes: names by number.
        found: gets the names of what is there.
        has_names: whether names of several classes with commas stand where else a number does.
    """
    name, size = image
    numbers = {str(number): own for number, own in classes.items()}
    known = dict(zip(classes.values(), classes.values())) if has_names else numbers
    objects: list[str] = []
    yield from check_xml(file, text, name, objects)
    for number, each in enumerate(objects, 1):
        value = content_of(each, "name")
        for told in value.split(",") if has_names else [value]:
            class_name = known.get(told)
            found[class_name or ""] += 1
            if class_name is None:
                what = Message(
                    "Object {name} has the unknown class {number}.", name=number, number=told
                )
                yield Fault("annotation of an unknown class", file, what, RESTORE)
        left, top, right, bottom = corners_of(each)
        width, height = right - left, bottom - top
        if all(size):
            box = (left, top, width, height)
            yield from box_faults(file, number, box, width * height, size)


def map_faults(folder: Path, word: str, name: str, images: Sequence[str]) -> Iterator[Fault]:
    """Whether the map of a split names its images, each once, and labels that are there.

    Args:
        folder: of the dataset.
        word: the folder of the split in it.
        name: of the map; one that is not there is told by others.
        images: of the split, relative to its folder.
    """
    try:
        lines = [line.replace("\\", "/").split() for line in read_text(folder / name).split("\n")]
    except FileNotFoundError:
        return
    except FileError as error:
        yield Fault("unreadable labels", name, error.message, RESTORE)
        return
    told = [(line[0], (0, 0)) for line in lines if line]
    yield from image_faults(name, told, dict.fromkeys(images, (0, 0)))
    for label in (label for line in lines for label in line[1:]):
        if not os.path.isfile(folder / word / label):
            what = Message("{file} names {label}, which is not there.", file=name, label=label)
            yield Fault("labels are missing", name, what, RESTORE)
