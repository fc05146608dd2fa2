"""What outputs hold, told so that two runs can be compared."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from child import Outcome, call_algorithm
from kept_child import KeptChild

# Where QGIS, GDAL and SQLite keep things of their own.
_ASIDE = (".aux.xml", "-journal", "-wal", "-shm")
_TIMES = ("created",)
# What these have written stays for RESUME when they fail half-way.
RESUMED = {"builddataset", "exporttiles", "exporttimeseries"}
# These replace what is there when they are told to.
REPLACED = {"mergedatasets", "packagedataset"}


def layer_rows(path: Path) -> list[tuple]:
    """The features of all layers of a file: fields and outline."""
    from osgeo import gdal

    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    assert source is not None, f"{path.name} cannot be opened"
    rows = []
    for k in range(source.GetLayerCount()):
        layer = source.GetLayer(k)
        for feature in layer:
            shape = feature.GetGeometryRef()
            fields = json.dumps(feature.items(), sort_keys=True, default=str)
            rows.append((layer.GetName(), fields, bytes(shape.ExportToWkb()) if shape else b""))
    return rows


def _without_times(note: dict) -> dict:
    return {name: value for name, value in note.items() if name not in _TIMES}


def contents(folder: Path) -> dict[str, object]:
    """By path: the rows of layers, the hashes of other files; hidden ones are left out."""
    found = {}
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(here, name)
            if name.endswith(_ASIDE) or name.startswith("."):
                continue
            key = path.relative_to(folder).as_posix()
            if name.endswith(".gpkg"):
                found[key] = layer_rows(path)
            elif name == "dataset.json":
                found[key] = _without_times(json.loads(path.read_text("utf-8")))
            else:
                found[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def hidden(folder: Path) -> list[str]:
    """What lies there under names that users do not see."""
    paths = (path.relative_to(folder) for path in folder.rglob("*"))
    return sorted(str(p) for p in paths if any(part.startswith(".") for part in p.parts))


def _carry_out(outcome: Outcome, name: str, parameters: dict) -> None:
    call_algorithm(name, parameters, outcome)


CHILD = KeptChild(_carry_out, lambda path: "/out/" in path)


def run_well(name: str, parameters: dict) -> Outcome:
    """Run an algorithm as nothing disturbs it, in a process that does so again and again."""
    return CHILD.call({"name": name, "parameters": parameters})
