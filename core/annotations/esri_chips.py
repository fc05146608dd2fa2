"""Labels and objects of image chips for ArcGIS."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from ..objects.run_lengths import outline_pixels
from ..objects.tile_object import TileObject
from .esri_instances import read_instances
from .xml_objects import CORNERS, Box, read_xml_objects
from .xml_text import Element, write_xml

_SLACK = 0.01


def chip_xml(
    name: str,
    size: tuple[int, int],
    objects: Sequence[TileObject],
    labels: Sequence[int | str],
) -> str:
    """Boxes with the number of their class.

    Args:
        name: of the image.
        size: its width and height in pixels.
        objects: on it.
        labels: of the whole image, numbers of classes or names that commas join; it gets a box for
            each when there is no object.
    """
    elements: list[Element] = [
        ("filename", name),
        ("size", [("width", size[0]), ("height", size[1])]),
    ]
    for found in objects:
        own: list[Element] = [
            ("name", found.class_id),
            ("bndbox", list(zip(CORNERS, found.box))),
            # Ours; readers pass over what they do not know.
            ("object_id", found.object_id),
            ("visible", round(found.visible, 4)),
            ("truncated", int(found.is_cut)),
        ]
        elements.append(("object", own))
    if not objects:
        box = list(zip(CORNERS, (0.0, 0.0, float(size[0]), float(size[1]))))
        elements += [("object", [("name", label), ("bndbox", box)]) for label in labels]
    return write_xml(("annotation", elements))


def read_chip_objects(
    text: str, numbers: Collection[int], size: tuple[int, int], where: str
) -> list[TileObject]:
    """The boxes of a chip; see read_xml_objects.

    Args:
        text: of its XML.
        numbers: of the classes.
        size: width and height of the chip in pixels.
        where: of the file, for people.

    Raises:
        FileError: it is none of ours, or a box has an unknown class or leaves the chip.
    """
    classes = {str(number): number for number in numbers}

    def place(box: Box) -> Box | None:
        left, top, right, bottom = box
        width, height = size[0] + _SLACK, size[1] + _SLACK
        is_inside = 0 <= left < right <= width and 0 <= top < bottom <= height
        return box if is_inside else None

    return read_xml_objects(text, classes.get, place, where)


def read_instance_objects(
    path: Path, class_id: int, size: tuple[int, int], where: str
) -> list[TileObject]:
    """The objects of a class on a chip, as outlines along the edges of their pixels.

    What pixels do not tell of them is not known: the object that it was, and how much is visible.

    Args:
        path: of the image with their numbers.
        class_id: of the class.
        size: width and height of the chip in pixels.
        where: of the file, for people.

    Raises:
        FileError: it cannot be read, or is of another size.
    """
    pixels = read_instances(path, size, where)
    found = []
    for number in np.unique(pixels[pixels > 0]).tolist():
        inside = pixels == number
        parts = outline_pixels(inside)
        area = float(np.count_nonzero(inside))
        found.append(TileObject(str(number), class_id, parts, area, float("nan"), False))
    return found
