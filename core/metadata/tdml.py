"""tdml.json: a dataset in the Training Data Markup Language for AI of the OGC (23-008)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import numpy as np

from ..layouts.layout import TileRecord
from ..objects.tile_object import BOX, ORIENTED_BOX, TileObject
from ..tiles.words import SPLITS
from .choice import Period
from .place import Ground
from .words import (
    class_names,
    dataset_description,
    dataset_id,
    dataset_name,
    media_type,
    object_names,
)

_TYPES = dict(zip(SPLITS, ("training", "validation", "test")))
_TASKS = {
    "objects": "Object Detection",
    "masks": "Semantic Segmentation",
    "classes": "Scene Classification",
    "labels": "Scene Classification",
    "values": "Regression",
    "targets": "Regression",
}
_BOXES = {BOX: "Horizontal BBox", ORIENTED_BOX: "Rotated BBox"}


@dataclass(frozen=True)
class TdmlContents:
    """What it tells of.

    Attributes:
        facts: of dataset.json.
        ground: where the tiles lie, or None.
        sizes: width and height of the images in pixels, each once.
    """

    facts: Mapping[str, Any]
    ground: Ground | None
    sizes: frozenset[tuple[int, int]]


def write_tdml(
    contents: TdmlContents, records: Iterable[tuple[TileRecord, Period | None]]
) -> Iterable[str]:
    """Pieces of the file, a line a tile: the same for the same dataset.

    Args:
        contents: what all tiles have in common.
        records: the tiles, and when each was taken, where that is known.
    """
    facts = contents.facts
    classes = class_names(facts)
    named = dataset_id(facts)
    described: dict[str, Any] = {
        "type": "AI_EOTrainingDataset",
        "id": named,
        "name": dataset_name(facts),
        "description": dataset_description(facts)
        + (" Objects are outlined in pixels of their tile." if facts.get("objects") else ""),
        # Nobody has told, and the standard wants a word.
        "license": "not stated",
        "tasks": [
            {"type": "AI_EOTask", "id": f"{named}-task-{k}", "datasetId": named, "taskType": task}
            for k, task in enumerate(_tasks(facts), 1)
        ],
        "amountOfTrainingData": facts["tile_count"],
        "classes": [{"key": name, "value": number} for number, name in _numbered(facts)],
        "numberOfClasses": len(classes),
        "dataSources": [{"title": facts["sources"]["raster"]["name"]}],
        "bands": [_band(row, facts["dtype"]) for row in facts["statistics"]],
    }
    if len(contents.sizes) == 1:
        ((width, height),) = contents.sizes
        described["imageSize"] = f"{width}x{height}"
    if contents.ground is not None:
        described["extent"] = list(contents.ground.box)
    yield json.dumps(described, indent=2, ensure_ascii=False, allow_nan=False)[:-2]
    yield ',\n  "data": ['
    start = "\n"
    for record, period in records:
        described = _describe_tile(contents, record, period)
        yield start + json.dumps(described, ensure_ascii=False, allow_nan=False)
        start = ",\n"
    yield "\n  ]\n}\n"


def _tasks(facts: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(task for key, task in _TASKS.items() if facts.get(key)))


def _numbered(facts: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Classes with the numbers that the dataset's own files have for them."""
    for key in ("objects", "masks"):
        if facts.get(key):
            return [(row["class_id"], row["class"]) for row in facts[key]["classes"]]
    return list(enumerate(class_names(facts)))


def _band(row: Mapping[str, Any], dtype: str) -> dict[str, Any]:
    told = {
        "name": [{"code": str(row["band"])}],
        "bitsPerValue": np.dtype(dtype).itemsize * 8,
        "meanValue": row["mean"],
        "standardDeviation": row["std"],
        "minValue": row.get("min"),
        "maxValue": row.get("max"),
    }
    return {key: value for key, value in told.items() if value is not None}


def _describe_tile(
    contents: TdmlContents, record: TileRecord, period: Period | None
) -> dict[str, Any]:
    labels = list(_labels(contents.facts, record))
    beside = record.beside.get("image2")
    found: dict[str, Any] = {
        "type": "AI_EOTrainingData",
        "id": record.tile_id,
        "datasetId": dataset_id(contents.facts),
        "dataURL": [quote(name) for name in (record.file, beside) if name],
    }
    if record.split is not None:
        found["trainingType"] = _TYPES[record.split]
    if period is not None:
        found["dataTime"] = period.text.split("/")
    # A tile without any of what is looked for is an example as well.
    none = {"type": "AI_AbstractLabel", "isNegative": True}
    return {**found, "numberOfLabels": len(labels), "labels": labels or [none]}


def _labels(facts: Mapping[str, Any], record: TileRecord) -> Iterable[dict[str, Any]]:
    for name in record.labels or ([record.label] if record.label is not None else []):
        yield {"type": "AI_SceneLabel", "class": name}
    if record.value is not None:
        yield {"type": "AI_AbstractLabel", "value": record.value}
    for name in (record.mask, record.beside.get("target")):
        if name:
            yield {
                "type": "AI_PixelLabel",
                "imageURL": [quote(name)],
                "imageFormat": [media_type(name)],
            }
    names = object_names(facts)
    for found in record.objects:
        shape = facts["objects"]["shape"]
        yield {
            "type": "AI_ObjectLabel",
            "class": names[found.class_id],
            **({"bboxType": _BOXES[shape]} if shape in _BOXES else {}),
            "object": {
                "type": "Feature",
                "id": found.object_id,
                "properties": {"area": round(found.area, 3), "iscrowd": int(found.is_small)},
                "geometry": _geometry(found, shape, record),
            },
        }


def _geometry(found: TileObject, shape: str, record: TileRecord) -> dict[str, Any]:
    """GeoJSON in pixels of the tile."""
    left, top, right, bottom = found.box
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    if shape == ORIENTED_BOX and found.whole is not None:
        # As in other files of labels, corners beyond the tile lie on its edge.
        box = np.round(np.clip(found.whole, 0, (record.width, record.height)), 3)
    if shape in _BOXES:
        return {"type": "Polygon", "coordinates": [_ring(box)]}
    parts = [[_ring(ring) for ring in part] for part in found.parts]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def _ring(points: np.ndarray) -> list[list[float]]:
    found: list[list[float]] = points.tolist()
    return [*found, found[0]]
