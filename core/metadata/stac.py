"""collection.json and items.json: a dataset as a static catalogue, searched by place and day.

STAC 1.1 with the extensions for labels, for training data, and for projections.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..layouts.layout import TileRecord
from ..tiles.layout import CARD, DESCRIPTION, LAYERS, MANIFEST, STAC_FILE, STAC_ITEMS
from ..tiles.words import SPLITS
from .choice import Period
from .outlines import Outline
from .place import Ground
from .words import (
    class_names,
    dataset_description,
    dataset_id,
    dataset_name,
    media_type,
    object_names,
)

MOST_ITEMS = 10_000
_VERSION = "1.1.0"
_LABEL = "https://stac-extensions.github.io/label/v1.0.1/schema.json"
_ML_AOI = "https://stac-extensions.github.io/ml-aoi/v0.2.0/schema.json"
_PROJECTION = "https://stac-extensions.github.io/projection/v2.0.0/schema.json"
_SPLITS = dict(zip(SPLITS, ("train", "validate", "test")))
_CODE = re.compile(r"(EPSG|ESRI|IGNF|OGC|IAU_\d{4}):\w+")
_WKT2 = re.compile(r"(PROJ|GEOG|GEOD|BOUND|COMPOUND|ENG)(CRS|RAPHICCRS|ETICCRS)\[")


@dataclass(frozen=True)
class ImageCrs:
    """A coordinate system of images: its name for people, which may be a code, and its text."""

    name: str
    wkt: str

    def describe(self) -> dict[str, Any]:
        """As the extension for projections has it."""
        if _CODE.fullmatch(self.name):
            return {"proj:code": self.name}
        wkt = {"proj:wkt2": self.wkt} if _WKT2.match(self.wkt) else {}
        return {"proj:code": None, **wkt}


@dataclass(frozen=True)
class StacContents:
    """What the catalogue tells of.

    Attributes:
        facts: of dataset.json.
        period: when the raster was taken, or all of several were.
        ground: where the tiles lie.
        systems: coordinate systems of the images.
        indexes: files with the labels of many tiles, relative to the dataset.
    """

    facts: Mapping[str, Any]
    period: Period
    ground: Ground
    systems: Sequence[ImageCrs]
    indexes: Sequence[str] = ()

    @property
    def has_items(self) -> bool:
        """Whether each tile has an item; of more, a file would be too large to be read at once."""
        return int(self.facts["tile_count"]) <= MOST_ITEMS


@dataclass(frozen=True)
class ItemPlace:
    """Where a tile lies, and which pixels its image has.

    Attributes:
        outline: on the globe.
        transform: six affine coefficients of the image.
        crs: its coordinate system.
        period: when it was taken, where that is known better than of the whole dataset.
        labels: its file of labels, relative to the dataset, or empty.
    """

    outline: Outline
    transform: Sequence[float]
    crs: ImageCrs
    period: Period | None = None
    labels: str = ""


def write_collection(contents: StacContents) -> bytes:
    """collection.json: the same bytes for the same dataset."""
    facts, period = contents.facts, contents.period
    links = [_link("root", STAC_FILE)]
    if contents.has_items:
        links.append(_link("items", STAC_ITEMS, "application/geo+json"))
    summaries: dict[str, Any] = {"bands": _bands(facts)}
    if facts["splits"]:
        summaries["ml-aoi:split"] = [_SPLITS[split] for split in facts["splits"]]
    codes = sorted({code for crs in contents.systems if (code := crs.describe()["proj:code"])})
    if codes:
        summaries["proj:code"] = codes
    described = {
        "type": "Collection",
        "stac_version": _VERSION,
        "stac_extensions": [*_extensions(facts), *([_PROJECTION] if codes else [])],
        "id": dataset_id(facts),
        "title": dataset_name(facts),
        "description": dataset_description(facts),
        # Nobody has told, and the standard wants a word.
        "license": "other",
        "extent": {
            "spatial": {"bbox": [list(contents.ground.box)]},
            "temporal": {"interval": [[period.start, period.end]]},
        },
        "summaries": summaries,
        "links": links,
        "assets": {
            **_table_assets(facts),
            DESCRIPTION: {**_asset(DESCRIPTION, "metadata"), "title": "How the dataset was made"},
            CARD: {**_asset(CARD, "metadata"), "title": "Description for people"},
            **{name: _label_asset(name) for name in contents.indexes},
        },
    }
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _table_assets(facts: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    tables = facts.get("shards") or [{"layers": LAYERS, "manifest": MANIFEST}]
    assets = {}
    for row in tables:
        layers, manifest = row["layers"], row["manifest"]
        assets[layers] = {**_asset(layers, "data"), "title": "Outlines of the tiles"}
        assets[manifest] = {**_asset(manifest, "metadata"), "title": "Table of the tiles"}
    return assets


def describe_item(contents: StacContents, record: TileRecord, place: ItemPlace) -> dict[str, Any]:
    """The item of a tile, for the list of items.json."""
    facts, box = contents.facts, place.outline.box
    period = place.period or contents.period
    days: dict[str, Any] = {"datetime": period.start}
    if period.first != period.last:
        days = {"datetime": None, "start_datetime": period.start, "end_datetime": period.end}
    pixels = {
        "proj:shape": [record.height, record.width],
        "proj:transform": [float(value) for value in place.transform],
    }
    properties = {
        **days,
        **_truth(record),
        **describe_labels(facts, record),
        **({"ml-aoi:split": _SPLITS[record.split]} if record.split else {}),
        **place.crs.describe(),
        **pixels,
    }
    return {
        "type": "Feature",
        "stac_version": _VERSION,
        "stac_extensions": [*_extensions(facts), _PROJECTION],
        "id": record.tile_id,
        "geometry": place.outline.geometry,
        **({"bbox": box} if box is not None else {}),
        "properties": properties,
        "links": [_link(rel, STAC_FILE) for rel in ("root", "parent", "collection")],
        "assets": _assets(facts, record, place.labels),
        "collection": dataset_id(facts),
    }


def describe_labels(facts: Mapping[str, Any], record: TileRecord) -> dict[str, Any]:
    """What the extension for labels says of a tile; nothing where tiles have no labels."""
    tasks = label_tasks(facts)
    if not tasks:
        return {}
    names, is_raster = class_names(facts), bool(facts.get("masks") or facts.get("targets"))
    # Objects stand in files of their own, whatever rasters there are besides.
    is_raster = is_raster and not facts.get("objects")
    if is_raster and not facts.get("masks"):
        names = []
    key = None if is_raster else "class" if names else "value"
    found: dict[str, Any] = {
        "label:type": "raster" if is_raster else "vector",
        "label:properties": None if key is None else [key],
        "label:description": _describe_truth(tasks, names),
        "label:tasks": tasks,
    }
    if names:
        found["label:classes"] = [{"name": key, "classes": names}]
    counts = _count(facts, record)
    if key == "class" and counts:
        rows = [{"name": name, "count": count} for name, count in counts.items()]
        found["label:overviews"] = [{"property_key": key, "counts": rows}]
    return found


def label_tasks(facts: Mapping[str, Any]) -> list[str]:
    """What a dataset trains for, in the words of the extension for labels."""
    found = []
    if facts.get("objects"):
        found.append("detection")
    if facts.get("masks"):
        found.append("segmentation")
    if facts.get("labels") or facts.get("classes"):
        found.append("classification")
    if facts.get("values") or facts.get("targets"):
        found.append("regression")
    return found


def join_items(items: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Pieces of items.json, a line an item."""
    yield '{"type": "FeatureCollection", "features": ['
    start = "\n"
    for item in items:
        yield start + json.dumps(item, ensure_ascii=False, allow_nan=False)
        start = ",\n"
    yield "\n]}\n"


def _describe_truth(tasks: Sequence[str], names: Sequence[str]) -> str:
    text = f"Labels for {' and '.join(tasks)}"
    return f"{text}: {', '.join(names)}" if names else text


def _truth(record: TileRecord) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if record.label is not None:
        found["class"] = record.label
    elif record.labels:
        found["class"] = list(record.labels)
    if record.value is not None:
        found["value"] = record.value
    return found


def _count(facts: Mapping[str, Any], record: TileRecord) -> dict[str, int]:
    names = object_names(facts)
    if names:
        counts = Counter(names[found.class_id] for found in record.objects)
        return {name: counts[name] for name in names.values() if counts[name]}
    labels = record.labels or ([record.label] if record.label is not None else [])
    return dict.fromkeys(labels, 1)


def _assets(facts: Mapping[str, Any], record: TileRecord, labels: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "image": {
            **_asset(record.file, "data"),
            "bands": _bands(facts),
            "ml-aoi:role": "feature",
            "ml-aoi:reference-grid": True,
        }
    }
    beside = dict(record.beside)
    second, target = beside.get("image2", ""), beside.get("target", "")
    if second:
        found["image2"] = {**_asset(second, "data"), "ml-aoi:role": "feature"}
    for key, name in (("mask", record.mask), ("target", target), ("labels", labels)):
        if name:
            found[key] = _label_asset(name)
            if key != "labels":
                found[key]["roles"] = ["labels", "labels-raster"]
    return found


def _asset(name: str, role: str) -> dict[str, Any]:
    return {"href": _href(name), "type": media_type(name), "roles": [role]}


def _label_asset(name: str) -> dict[str, Any]:
    return {**_asset(name, "labels"), "ml-aoi:role": "label"}


def _link(rel: str, name: str, kind: str = "application/json") -> dict[str, str]:
    return {"rel": rel, "href": _href(name), "type": kind}


def _href(name: str) -> str:
    return f"./{quote(name)}"


def _extensions(facts: Mapping[str, Any]) -> list[str]:
    return [*([_LABEL] if label_tasks(facts) else []), _ML_AOI]


def _bands(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"name": str(name), "data_type": facts["dtype"]} for name in facts["bands"]]
