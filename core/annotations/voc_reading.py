"""Objects from the XML of Pascal VOC."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import FileError
from ..objects.tile_object import TileObject
from .box_part import box_part
from .xml_text import content_of, number_of


def read_xml_objects(
    text: str, class_ids: Mapping[str, int], size: tuple[int, int], where: str
) -> list[TileObject]:
    """The boxes of a tile, in whole pixels as VOC has them.

    Args:
        text: of the file.
        class_ids: by name.
        size: width and height of the tile in pixels.
        where: of the file, for people.

    Raises:
        FileError: it is none of ours, or a box has an unknown class or leaves the tile.
    """
    head, *objects = text.split("<object>")
    if "<annotation>" not in head or not text.rstrip().endswith("</annotation>"):
        raise FileError(
            "{where} is not an annotation of VOC, or is cut off; export the dataset again.",
            where=where,
        )
    found = []
    for number, each in enumerate(objects, 1):
        class_id = class_ids.get(content_of(each, "name"))
        left, top, right, bottom = (number_of(each, n) for n in ("xmin", "ymin", "xmax", "ymax"))
        is_inside = 1 <= left <= right <= size[0] and 1 <= top <= bottom <= size[1]
        if class_id is None or not is_inside:
            raise FileError(
                "Object {number} of {where} has an unknown class or no box; export the dataset "
                "again.",
                number=number,
                where=where,
            )
        # The first pixel is 1, and the last column and row belong to the box.
        part = box_part((left - 1, top - 1, right, bottom))
        visible = number_of(each, "visible")
        found.append(
            TileObject(
                content_of(each, "object_id") or str(number),
                class_id,
                (part,),
                (right - left + 1) * (bottom - top + 1),
                visible if visible >= 0 else float("nan"),
                number_of(each, "truncated") == 1,
                number_of(each, "difficult") == 1,
            )
        )
    return found
