"""croissant.json: what a dataset holds, in the vocabulary that data catalogues and loaders read.

Croissant 1.1 of MLCommons, with the terms of its extension for places.
"""

from __future__ import annotations

import glob
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..tiles.layout import MANIFEST
from ..tiles.shards import FOLDER
from ..tiles.table import DOUBLE, INT, Field, TileTable
from ..tiles.words import SPLIT, SPLITS
from .choice import Period
from .place import Ground
from .vocabulary import CONFORMS_TO, CONTEXT
from .words import MEDIA_TYPES, UNKNOWN_TYPE, dataset_description, dataset_name

_KINDS = dict(zip(SPLITS, ("cr:TrainingSplit", "cr:ValidationSplit", "cr:TestSplit")))


@dataclass(frozen=True)
class CroissantContents:
    """What it tells of.

    Attributes:
        facts: of dataset.json.
        extension: of the images, without a dot.
        images: relative to the dataset.
        splits: train, val, test or None of each.
        fields: columns of tiles.csv; an INT has a number in every line.
        manifests: tiles.csv, or the files that together are it: names and SHA-256.
        ground: where the tiles lie, or None.
        period: when the raster was taken, where that is known.
    """

    facts: Mapping[str, Any]
    extension: str
    images: Sequence[str]
    splits: Sequence[str | None]
    fields: Sequence[Field]
    manifests: Sequence[tuple[str, str]]
    ground: Ground | None
    period: Period | None = None


def write_croissant(contents: CroissantContents) -> bytes:
    """The file: the same bytes for the same dataset."""
    facts = contents.facts
    splits = list(facts["splits"])
    records = [_splits_set(splits)] if splits else []
    described = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "name": dataset_name(facts),
        "description": dataset_description(facts),
        "conformsTo": CONFORMS_TO,
        "distribution": [
            *_manifests(contents.manifests),
            *_file_sets(contents),
        ],
        "recordSet": [*records, _tiles_set(contents, bool(splits))],
        **_describe_ground(contents),
    }
    return (json.dumps(described, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _manifests(manifests: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """The table of tiles; where it is in several files, each and a set of all."""
    files = [
        {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": name,
            "encodingFormat": "text/csv",
            "sha256": digest,
        }
        for name, digest in manifests
    ]
    if len(files) == 1:
        return files
    several = {
        "@type": "cr:FileSet",
        "@id": MANIFEST,
        "name": MANIFEST,
        "encodingFormat": "text/csv",
        "includes": f"{FOLDER}/*.csv",
    }
    return [*files, several]


def _file_sets(contents: CroissantContents) -> list[dict[str, Any]]:
    """The images of each split, or of all where several splits lie in one folder."""
    folders: dict[str, set[str]] = {}
    for image, split in zip(contents.images, contents.splits):
        folders.setdefault(split or "", set()).add(image.rpartition("/")[0])
    if sum(map(len, folders.values())) > len(set().union(*folders.values())):
        folders = {"": set().union(*folders.values())}
    kind = MEDIA_TYPES.get(contents.extension, UNKNOWN_TYPE)
    return [
        {
            "@type": "cr:FileSet",
            "@id": f"images-{split}" if split else "images",
            "name": f"images-{split}" if split else "images",
            "encodingFormat": kind,
            "includes": [
                f"{glob.escape(folder)}/*.{contents.extension}" for folder in sorted(found)
            ],
        }
        for split, found in ((s, folders[s]) for s in ("", *SPLITS) if s in folders)
    ]


def _splits_set(splits: Sequence[str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [
            {"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"},
            {"@type": "cr:Field", "@id": "splits/url", "name": "url", "dataType": "sc:URL"},
        ],
        "data": [{"splits/name": split, "splits/url": _KINDS[split]} for split in splits],
    }


def _tiles_set(contents: CroissantContents, has_splits: bool) -> dict[str, Any]:
    found = []
    table = "fileObject" if len(contents.manifests) == 1 else "fileSet"
    for field in contents.fields:
        types = {INT: "sc:Integer", DOUBLE: "sc:Float"}
        row: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"tiles/{field.name}",
            "name": field.name,
            "dataType": types.get(field.kind, "sc:Text"),
            "source": {table: {"@id": MANIFEST}, "extract": {"column": field.name}},
        }
        if field.name == SPLIT.name and has_splits:
            row["references"] = {"field": {"@id": "splits/name"}}
        found.append(row)
    return {"@type": "cr:RecordSet", "@id": "tiles", "name": "tiles", "field": found}


def _describe_ground(contents: CroissantContents) -> dict[str, Any]:
    facts, ground = contents.facts, contents.ground
    bands = facts["bands"]
    found: dict[str, Any] = {
        "geocr:coordinateReferenceSystem": facts["crs"],
        "geocr:bandConfiguration": {
            "@type": "geocr:BandConfiguration",
            "geocr:totalBands": len(bands),
            "geocr:bandNameList": list(bands),
        },
        "geocr:samplingStrategy": _sampling(facts["splits"], len(facts.get("scenes", ()))),
    }
    if contents.period is not None:
        found["temporalCoverage"] = contents.period.text
    if ground is not None:
        west, south, east, north = (f"{value:.10g}" for value in ground.box)
        found["spatialCoverage"] = {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        }
        found["geocr:spatialResolution"] = {
            "@type": "QuantitativeValue",
            "value": ground.pixel,
            "unitText": ground.unit,
        }
    return found


def _sampling(splits: Mapping[str, int], scene_count: int) -> str:
    """From what is in the dataset alone, so that it is the same when that is made again."""
    rasters = f"{scene_count} rasters" if scene_count > 1 else "one raster"
    text = f"Tiles of {rasters}, cut by the outlines in tiles.gpkg"
    counts = [f"{splits[split]} for {split}" for split in SPLITS if split in splits]
    return f"{text}: {', '.join(counts)}" if counts else text


def as_written(field: Field, table: TileTable) -> Field:
    """Whole numbers of which some lack are read as decimals."""
    has_gaps = field.kind == INT and any(value is None for value in table[field.name].tolist())
    return Field(field.name, DOUBLE) if has_gaps else field
