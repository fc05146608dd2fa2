"""Objects from XML that we wrote, as Pascal VOC and ArcGIS have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..errors import FileError
from ..faults.fault import RESTORE, Fault
from ..message import Message
from ..objects.tile_object import TileObject
from .box_part import box_part
from .xml_text import content_of, number_of

CORNERS = ("xmin", "ymin", "xmax", "ymax")
_END = "</annotation>"
# Least column, least row, greatest column, greatest row.
Box = tuple[float, float, float, float]


def corners_of(text: str) -> Box:
    """The corners of a box as they stand in an object, -1 for what is none."""
    left, top, right, bottom = (number_of(text, name) for name in CORNERS)
    return left, top, right, bottom


def read_xml_objects(
    text: str,
    find_class: Callable[[str], int | None],
    place: Callable[[Box], Box | None],
    where: str,
) -> list[TileObject]:
    """The boxes of a tile.

    Args:
        text: of the file.
        find_class: the number of a class by what stands for it, None for none.
        place: corners as they are in the file to pixels of the tile, None where they leave it.
        where: of the file, for people.

    Raises:
        FileError: it is none of ours, or a box has an unknown class or leaves the tile.
    """
    head, *objects = text.split("<object>")
    if "<annotation>" not in head or not text.rstrip().endswith(_END):
        raise FileError(
            "{where} is not an annotation of VOC, or is cut off; export the dataset again.",
            where=where,
        )
    found = []
    for number, each in enumerate(objects, 1):
        class_id, box = find_class(content_of(each, "name")), place(corners_of(each))
        if class_id is None or box is None:
            raise FileError(
                "Object {number} of {where} has an unknown class or no box; export the dataset "
                "again.",
                number=number,
                where=where,
            )
        left, top, right, bottom = box
        visible = number_of(each, "visible")
        found.append(
            TileObject(
                content_of(each, "object_id") or str(number),
                class_id,
                (box_part(box),),
                (right - left) * (bottom - top),
                visible if visible >= 0 else float("nan"),
                number_of(each, "truncated") == 1,
                number_of(each, "difficult") == 1,
            )
        )
    return found


def check_xml(file: str, text: str, image: str, objects: list[str]) -> Iterator[Fault]:
    """Whether a file is whole and of an image; its objects are added to ``objects``.

    Args:
        file: the XML.
        text: what it holds.
        image: name of the image.
        objects: gets the text of each object; of a file that is not whole none.
    """
    if not text.rstrip().endswith(_END):
        what = Message("{file} does not end as XML does.", file=file)
        yield Fault("unreadable labels", file, what, RESTORE)
        return
    head, *rest = text.split("<object>")
    objects += rest
    if content_of(head, "filename") != image:
        what = Message("{file} is not about {name}.", file=file, name=image)
        yield Fault("images of the labels disagree", file, what, RESTORE)
