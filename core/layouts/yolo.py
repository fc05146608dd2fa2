"""Label files of ultralytics' YOLO: detect, segment and oriented boxes.

https://docs.ultralytics.com/datasets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from ..errors import ExportError
from ..objects.cut_objects import ring_area
from ..objects.keyhole import join_holes
from ..objects.tile_object import BOX, ORIENTED_BOX, POLYGON, TileObject
from .flat import FlatLayout
from .label_folder import LabelFolder, yaml_text
from .layout import LayoutFacts, Takes, TileRecord
from .pictures import (
    PICTURE_BANDS,
    PICTURE_FORMATS,
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
# Of square pixels; less is a line.
_LEAST_AREA = 1e-3
_TASKS = {BOX: "detect", POLYGON: "segment", ORIENTED_BOX: "obb"}
_MODELS = {BOX: "yolo11n.pt", POLYGON: "yolo11n-seg.pt", ORIENTED_BOX: "yolo11n-obb.pt"}


class YoloLayout(FlatLayout):
    """``images/<split>`` and ``labels/<split>``: a text file an image, also for those of nothing.

    All rows of a dataset are of one shape: readers refuse mixed ones.
    """

    name = "YOLO"
    readers = "boxes, outlines and rotated boxes for ultralytics' YOLO"
    takes = Takes(
        shapes=(BOX, POLYGON, ORIENTED_BOX),
        needs_objects=True,
        formats=PICTURE_FORMATS,
        dtypes=("uint8",),
    )

    def choose_format(self, form: str, band_count: int) -> str:
        """See DatasetLayout.choose_format."""
        return _PAGES if form == "GTIFF" and band_count not in PICTURE_BANDS else form

    def check(self, facts: LayoutFacts) -> None:
        """See DatasetLayout.check."""
        refuse_other_types(self.name, facts)
        refuse_unused_splits(self.name, facts)
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
        for record in records:
            rows = label_rows(record, objects["shape"], numbers)
            folder.write(self.name_sidecar(record.file), "".join(f"{row}\n" for row in rows))
        folder.write(_DATA, self._data_yaml(facts))

    def _data_yaml(self, facts: Mapping[str, Any]) -> str:
        # A path would be looked for below the folder that a program happens to run in; without
        # one, folders are looked for beside this file.
        lines = [f"{word}: images/{word}" for word in self.used_words(facts["splits"])]
        if len(facts["bands"]) not in PICTURE_BANDS:
            lines.append(f"channels: {len(facts['bands'])}")
        lines.append("names:")
        lines += [
            f"  {k}: {yaml_text(row['class'])}" for k, row in enumerate(facts["objects"]["classes"])
        ]
        return "\n".join(lines) + "\n"

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        shape = facts["objects"]["shape"]
        place = ["OpenCV warns of the place in each GeoTIFF, which does no harm.", ""]
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
            *(place if extension == "tif" else ()),
        ]


def label_rows(record: TileRecord, shape: str, numbers: Mapping[int, int]) -> list[str]:
    """Rows of a tile's label file, each once, as readers drop repeated ones.

    Args:
        record: the tile.
        shape: BOX, POLYGON or ORIENTED_BOX.
        numbers: from 0, by class_id.
    """
    outlines = [
        (numbers[found.class_id], points)
        for found in record.objects
        for points in _outlines_of(found, shape, record.width, record.height)
    ]
    if not outlines:
        return []
    digits = _digits(record.width), _digits(record.height)
    # All at once, as each call of numpy costs more than a point does.
    shares = iter(
        _shares(
            np.concatenate([points for _, points in outlines]),
            (record.width, record.height),
            digits,
        )
    )
    write = _box_row if shape == BOX else _points_row
    rows = (
        f"{number} {write(list(islice(shares, len(points))), *digits)}"
        for number, points in outlines
    )
    return list(dict.fromkeys(rows))


def _outlines_of(found: TileObject, shape: str, width: int, height: int) -> list[np.ndarray]:
    """Points of each row of an object; of a box those of its upper left and lower right corner."""
    if shape == BOX:
        return [np.array(found.box).reshape(2, 2)]
    if shape == ORIENTED_BOX:
        return [_corners(found, width, height)]
    return [join_holes(part) for part in found.parts]


def _box_row(corners: list[list[int]], across: int, down: int) -> str:
    """Middle and size.

    The corners are rounded and the middle gets a decimal more: what is read back reaches from 0
    to 1 and never beyond.
    """
    (left, top), (right, bottom) = corners
    return " ".join(
        (
            _decimal((left + right) * 5, across + 1),
            _decimal((top + bottom) * 5, down + 1),
            _decimal(right - left, across),
            _decimal(bottom - top, down),
        )
    )


def _points_row(points: list[list[int]], across: int, down: int) -> str:
    return " ".join(f"{_decimal(col, across)} {_decimal(row, down)}" for col, row in points)


def _digits(length: int) -> int:
    """Decimals of shares of a length in pixels that are right to a ten thousandth pixel."""
    return len(str(length - 1)) + 4


def _shares(points: np.ndarray, size: tuple[int, int], digits: tuple[int, int]) -> list[list[int]]:
    """Points as shares of the tile, from 0 to 1, in units of the last decimal of each axis."""
    units = 10.0 ** np.array(digits)
    whole = np.rint(points / size * units).clip(0, units).astype(np.int64)
    found: list[list[int]] = whole.tolist()
    return found


def _decimal(units: int, digits: int) -> str:
    """A number from 0 to 1 from whole units of its last decimal, without zeros at its end."""
    if units >= 10**digits:
        return "1"
    return f"0.{units:0{digits}d}".rstrip("0").rstrip(".")


def _corners(found: TileObject, width: int, height: int) -> np.ndarray:
    """Corners of the whole object's rectangle; those beyond the tile lie on its edge."""
    if found.whole is not None:
        corners = np.clip(found.whole, 0, (width, height))
        if ring_area(corners) >= _LEAST_AREA:
            return corners
    # All of its corners may be beyond.
    left, top, right, bottom = found.box
    return np.array(((left, top), (right, top), (right, bottom), (left, bottom)))
