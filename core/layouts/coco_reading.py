"""Objects from the JSON of COCO."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from ..annotations.box_part import box_part
from ..errors import ExportError, FileError
from ..files.json_file import read_json
from ..files.text_file import MOST_TABLE
from ..objects.keyhole import split_holes
from ..objects.run_lengths import outline_pixels, pixels_of_runs
from ..objects.tile_object import Part, TileObject
from .layout import TileRecord

IMAGES = [{"id": int, "file_name": str, "width": int, "height": int}]
_SHAPE = {
    "images": IMAGES,
    "annotations": [
        {
            "id": int,
            "image_id": int,
            "category_id": int,
            "bbox": [float],
            "area": float,
            "segmentation?": object,
            "iscrowd?": int,
            "object_id?": str,
            "visible?": float,
            "truncated?": int,
        }
    ],
}


@dataclass(frozen=True)
class Instances:
    """A file of images with their objects.

    Attributes:
        path: of the file.
        images: by the name of their file.
        annotations: by the number of their image, in the order of the file.
    """

    path: Path
    images: Mapping[str, Mapping[str, Any]]
    annotations: Mapping[int, list[Mapping[str, Any]]]

    def with_objects(self, tile: TileRecord) -> TileRecord:
        """A tile with its objects, and with the size that the file tells.

        Raises:
            ExportError: the file does not know the tile.
            FileError: an object is damaged.
        """
        image = self.images.get(PurePosixPath(tile.file).name)
        if image is None:
            raise ExportError(
                "{path} does not know {file}, which is a tile of the dataset; export it again.",
                path=self.path,
                file=tile.file,
            )
        size = image["width"], image["height"]
        found = self.annotations.get(image["id"], ())
        return replace(
            tile,
            width=size[0],
            height=size[1],
            objects=tuple(self._object(each, *size) for each in found),
        )

    def _object(self, found: Mapping[str, Any], width: int, height: int) -> TileObject:
        try:
            parts = _parts(found, width, height)
        except (ValueError, TypeError, KeyError):
            parts = ()
        if not parts:
            raise FileError(
                "Annotation {number} of {path} has no outline that can be read; export the "
                "dataset again.",
                number=found["id"],
                path=self.path,
            )
        return TileObject(
            found.get("object_id") or str(found["id"]),
            found["category_id"],
            parts,
            float(found["area"]),
            float(1 if found.get("visible") is None else found["visible"]),
            bool(found.get("truncated")),
            bool(found.get("iscrowd")),
            told_box=_corners(found) if isinstance(found.get("segmentation"), dict) else None,
        )


def read_instances(path: Path, numbers: Collection[int]) -> Instances:
    """A file that CocoLayout wrote; ``numbers`` are those of the classes.

    Raises:
        FileError: it is no JSON, of another shape, or has a class that is not known.
        OSError: it cannot be read.
    """
    facts = read_json(path, _SHAPE, MOST_TABLE)
    annotations = defaultdict(list)
    for found in facts["annotations"]:
        if found["category_id"] not in numbers:
            raise FileError(
                "Annotation {number} of {path} has the class {class_id}, which dataset.json does "
                "not know; export the dataset again.",
                number=found["id"],
                path=path,
                class_id=found["category_id"],
            )
        annotations[found["image_id"]].append(found)
    images = {image["file_name"]: image for image in facts["images"]}
    return Instances(path, images, annotations)


def _parts(found: Mapping[str, Any], width: int, height: int) -> tuple[Part, ...]:
    outlines = found.get("segmentation")
    if isinstance(outlines, dict):
        parts = outline_pixels(pixels_of_runs(outlines["counts"], width, height))
        if parts:
            return parts
    elif outlines:
        rings = [np.array(ring, dtype=float).reshape(-1, 2) for ring in outlines]
        return tuple(part for ring in rings for part in split_holes(ring))
    return (box_part(_corners(found)),)


def _corners(found: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Least column, least row, greatest column and greatest row of the box that is told."""
    left, top, across, down = (float(v) for v in found["bbox"])
    return left, top, round(left + across, 3), round(top + down, 3)
