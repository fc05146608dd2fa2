"""Label files of ultralytics' YOLO: detect, segment and oriented boxes.

https://docs.ultralytics.com/datasets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    size = np.array((record.width, record.height))
    rows = (
        f"{numbers[found.class_id]} {row}"
        for found in record.objects
        for row in _rows_of(found, shape, size)
    )
    return list(dict.fromkeys(rows))


def _rows_of(found: TileObject, shape: str, size: np.ndarray) -> list[str]:
    if shape == BOX:
        return [_box_row(found.box, size)]
    if shape == ORIENTED_BOX:
        return [_points_row(_corners(found, size), size)]
    return [_points_row(join_holes(part), size) for part in found.parts]


def _box_row(box: Sequence[float], size: np.ndarray) -> str:
    """Middle and size as shares of the tile.

    Edges are rounded first, and the middle gets a decimal more: what is read back reaches from 0
    to 1 and never beyond.
    """
    texts = []
    for low, high, length in zip(box[:2], box[2:], size.tolist()):
        digits = _digits(length)
        first, last = (_share(v, length, digits) for v in (low, high))
        texts.append(
            (_decimal((first + last) * 5, digits + 1), _decimal(last - first, digits)),
        )
    (col, width), (row, height) = texts
    return f"{col} {row} {width} {height}"


def _points_row(points: np.ndarray, size: np.ndarray) -> str:
    digits = [_digits(length) for length in size.tolist()]
    return " ".join(
        _decimal(_share(v, length, places), places)
        for point in points.tolist()
        for v, length, places in zip(point, size.tolist(), digits)
    )


def _digits(length: int) -> int:
    """Decimals of shares of a length in pixels that are right to a ten thousandth pixel."""
    return len(str(length - 1)) + 4


def _share(value: float, length: int, digits: int) -> int:
    """A share of a length, from 0 to 1, in units of its last decimal."""
    unit: int = 10**digits
    return min(max(round(value / length * unit), 0), unit)


def _decimal(units: int, digits: int) -> str:
    """A number from 0 to 1 from whole units of its last decimal, without zeros at its end."""
    whole, rest = divmod(units, 10**digits)
    return f"{whole}.{rest:0{digits}d}".rstrip("0").rstrip(".")


def _corners(found: TileObject, size: np.ndarray) -> np.ndarray:
    """Corners of the whole object's rectangle; those beyond the tile lie on its edge."""
    if found.whole is not None:
        corners = np.clip(found.whole, 0, size)
        if ring_area(corners) >= _LEAST_AREA:
            return corners
    # All of its corners may be beyond.
    left, top, right, bottom = found.box
    return np.array(((left, top), (right, top), (right, bottom), (left, bottom)))
