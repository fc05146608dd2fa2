"""Labels and objects of image chips for ArcGIS."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from ..errors import FileError
from ..objects.run_lengths import outline_pixels
from ..objects.tile_object import TileObject
from .box_part import box_part
from .esri_instances import read_instances
from .xml_text import Element, content_of, number_of, write_xml

_SLACK = 0.01
_CORNERS = ("xmin", "ymin", "xmax", "ymax")


def chip_xml(
    name: str, size: tuple[int, int], objects: Sequence[TileObject], values: Sequence[int]
) -> str:
    """Boxes with the number of their class.

    Args:
        name: of the image.
        size: its width and height in pixels.
        objects: on it.
        values: class numbers of the whole image, which gets a box each when there is no object.
    """
    elements: list[Element] = [
        ("filename", name),
        ("size", [("width", size[0]), ("height", size[1])]),
    ]
    for found in objects:
        own: list[Element] = [
            ("name", found.class_id),
            ("bndbox", list(zip(_CORNERS, found.box))),
            # Ours; readers pass over what they do not know.
            ("object_id", found.object_id),
            ("visible", round(found.visible, 4)),
            ("truncated", int(found.is_cut)),
        ]
        elements.append(("object", own))
    if not objects:
        box = list(zip(_CORNERS, (0.0, 0.0, float(size[0]), float(size[1]))))
        elements += [("object", [("name", value), ("bndbox", box)]) for value in values]
    return write_xml(("annotation", elements))


def read_chip_objects(
    text: str, numbers: Collection[int], size: tuple[int, int], where: str
) -> list[TileObject]:
    """The boxes of a chip.

    Args:
        text: of its XML.
        numbers: of the classes.
        size: width and height of the chip in pixels.
        where: of the file, for people.

    Raises:
        FileError: it is none of ours, or a box has an unknown class or leaves the chip.
    """
    head, *objects = text.split("<object>")
    if "<annotation>" not in head or not text.rstrip().endswith("</annotation>"):
        raise FileError(
            "{where} is not an annotation of VOC, or is cut off; export the dataset again.",
            where=where,
        )
    found = []
    for number, each in enumerate(objects, 1):
        class_id = number_of(each, "name")
        left, top, right, bottom = (number_of(each, n) for n in _CORNERS)
        width, height = size[0] + _SLACK, size[1] + _SLACK
        is_inside = 0 <= left < right <= width and 0 <= top < bottom <= height
        if class_id not in numbers or not is_inside:
            raise FileError(
                "Object {number} of {where} has an unknown class or no box; export the dataset "
                "again.",
                number=number,
                where=where,
            )
        visible = number_of(each, "visible")
        found.append(
            TileObject(
                content_of(each, "object_id") or str(number),
                int(class_id),
                (box_part((left, top, right, bottom)),),
                (right - left) * (bottom - top),
                visible if visible >= 0 else float("nan"),
                number_of(each, "truncated") == 1,
            )
        )
    return found


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
