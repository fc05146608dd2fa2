"""Which image each tile is of, where the datasets are of several."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from ..errors import ExportError
from ..files.fingerprint import without_place
from ..scenes.names import tell_names
from ..tiles.words import DATE, SCENE
from .parents import Parent


def raster_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What dataset.json tells of the raster."""
    return dict((facts.get("sources") or {}).get("raster") or {})


def name_rasters(parents: Sequence[Parent]) -> str:
    """What the rasters of all datasets are called, for people."""
    found = (str(raster_of(parent.facts).get("name") or parent.name) for parent in parents)
    return tell_names(found)


class Scenes:
    """The images that tiles are of.

    Attributes:
        rows: of ``scenes`` in dataset.json; empty where all tiles are of one raster that nobody
            called a scene.
        of_tiles: name and day of the scene of each tile, a list a dataset; empty likewise.
        new_names: what the scenes of each dataset are called here, by their names there.
    """

    def __init__(self, parents: Sequence[Parent]) -> None:
        self.rows: list[dict[str, Any]] = []
        self.of_tiles: list[list[tuple[str | None, str | None]]] = []
        self.new_names: list[dict[str, str]] = []
        self._names: dict[str, dict[str, Any]] = {}
        rasters = {_contents(raster_of(parent.facts)) for parent in parents}
        if len(rasters) == 1 and not any(parent.facts.get("scenes") for parent in parents):
            return
        for parent in parents:
            nodata = {"stored_nodata": parent.facts.get("nodata")}
            known = {str(row["name"]): self._add({**nodata, **row}) for row in _scenes_of(parent)}
            self.new_names.append({name: str(row["name"]) for name, row in known.items()})
            told = parent.cells(SCENE.name) if parent.facts.get("scenes") else []
            cells = told or [next(iter(known))] * len(parent.rows)
            found = [known.get(str(cell)) for cell in cells]
            self.of_tiles.append(
                [(None, None) if row is None else (row["name"], row["date"]) for row in found]
            )
        self.rows = list(self._names.values())
        if len({str(row["stored_nodata"]) for row in self.rows}) == 1:
            # What dataset.json tells of all says as much.
            for row in self.rows:
                del row["stored_nodata"]

    def _add(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The scene among those of all datasets; the same image at the same day is one scene."""
        file, date = dict(row.get("file") or {}), str(row.get("date") or "")
        name, number = str(row["name"]), 1
        while name in self._names:
            there = self._names[name]
            if (_contents(there["file"]), there["date"]) == (_contents(file), date):
                _check_scaling(there, row)
                there["tile_count"] += int(row.get("tile_count") or 0)
                return there
            number += 1
            name = f"{row['name']}_{number}"
        self._names[name] = {**row, "name": name, "date": date, "file": file}
        self._names[name]["tile_count"] = int(row.get("tile_count") or 0)
        return self._names[name]


def _scenes_of(parent: Parent) -> list[dict[str, Any]]:
    facts = parent.facts
    if facts.get("scenes"):
        return list(facts["scenes"])
    raster = raster_of(facts)
    name = PurePath(str(raster.get("name") or parent.name)).stem
    dates = {cell for cell in parent.cells(DATE.name) if cell}
    return [
        {
            "name": name,
            "date": dates.pop() if len(dates) == 1 else "",
            "file": {key: value for key, value in raster.items() if key != "name"},
            "crs": facts.get("crs") or "",
            "tile_count": len(parent.rows),
        }
    ]


def _check_scaling(there: dict[str, Any], row: Mapping[str, Any]) -> None:
    """Whether a scene of two datasets is scaled alike; one without tiles has no scaling."""
    own = row.get("scaling")
    if own and there.get("scaling") and own != there["scaling"]:
        raise ExportError(
            "{scene} is a scene of several datasets and is scaled otherwise in each, so that the "
            "same value means something else; leave it to one of them, or export them again with "
            "{SCALING_PER=DATASET}.",
            scene=there["name"],
        )
    if own:
        there["scaling"] = own


def _contents(source: Mapping[str, Any]) -> str:
    # What has no contents of its own, such as a service, goes by its place.
    return json.dumps(without_place(source) or dict(source), sort_keys=True)
