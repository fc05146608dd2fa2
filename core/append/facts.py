"""What dataset.json says of a dataset to which scenes were added."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from ..classes.order import CLASS_ORDER, format_class_order, parse_class_order
from ..dataset.manifest import find_layout_of
from ..files.fingerprint import fingerprint_values
from ..scaling.scaling import FITTED
from ..scenes.names import tell_names
from ..tiles.layout import BLOCK_SIZE, MERGED_FROM
from ..update.scaling import of_first_run

RUNS = "runs"


def describe_appended(
    earlier: Mapping[str, Any], added: Mapping[str, Any], merged: Mapping[str, Any]
) -> dict[str, Any]:
    """All facts, as one run over all scenes tells them, and what each run was.

    Args:
        earlier: dataset.json of the dataset.
        added: the same of the new tiles alone.
        merged: the same of both, as a merge tells them.
    """
    facts: dict[str, Any] = {}
    for key, value in merged.items():
        if key == MERGED_FROM:
            continue
        facts[key] = value
        if key == "sources":
            facts[RUNS] = _runs(earlier, added)
    facts["parameters"] = _parameters(earlier, added, merged)
    facts["sources"] = _sources(earlier, added, str(merged["sources"]["raster"]["name"]))
    names = [name for told in (earlier, added) for name in str(told.get("crs") or "").split(", ")]
    facts["crs"] = ", ".join(dict.fromkeys(names))
    facts["crs_wkt"] = earlier.get("crs_wkt")
    scaling = dict(earlier["scaling"])
    # Where each scene has a scaling of its own, it is as one run over all would fit it.
    if scaling.get("method") in FITTED and "per" not in scaling:
        scaling["fitted_to"] = of_first_run(str(scaling.get("fitted_to") or ""))
    facts["scaling"] = scaling
    size = earlier.get(BLOCK_SIZE) or added.get(BLOCK_SIZE)
    if size:
        facts[BLOCK_SIZE] = size
    return facts


def _runs(earlier: Mapping[str, Any], added: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The runs before, or the first one, and the new one."""
    before = list(earlier.get(RUNS) or [_describe_run(earlier)])
    return [*before, _describe_run(added)]


def _describe_run(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "created": facts.get("created"),
        "fingerprint": facts.get("fingerprint"),
        "parameters": facts["parameters"],
        "sources": facts.get("sources"),
        "scenes": [row["name"] for row in facts["scenes"]],
        "tile_count": facts["tile_count"],
        "rejected_count": facts.get("rejected_count"),
    }


def _parameters(
    earlier: Mapping[str, Any], added: Mapping[str, Any], merged: Mapping[str, Any]
) -> dict[str, Any]:
    """Those of the first run, with the scenes and the classes of all."""
    found = dict(earlier["parameters"])
    lists = [told["parameters"].get("SCENES") for told in (earlier, added)]
    if all(isinstance(names, list) for names in lists):
        found["SCENES"] = list(dict.fromkeys(name for names in lists for name in names))
    classes = tuple(row["name"] for row in merged["classes"])
    order = parse_class_order(found.get(CLASS_ORDER))
    if find_layout_of(merged).order_classes(classes, order) != classes:
        # Classes that came later have the last numbers, which one run would not give them.
        found[CLASS_ORDER] = format_class_order(classes)
    return found


def _sources(earlier: Mapping[str, Any], added: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What all tiles came from; what differs is known by both together."""
    before, now = (dict(told.get("sources") or {}) for told in (earlier, added))
    joined = {
        key: before[key]
        if before.get(key) == now.get(key)
        else {"sha256": fingerprint_values({"runs": [before.get(key), now.get(key)]})}
        for key in dict.fromkeys([*before, *now])
    }
    return {**joined, "raster": {"name": _name_rasters(earlier, added, name)}}


def _name_rasters(earlier: Mapping[str, Any], added: Mapping[str, Any], otherwise: str) -> str:
    """What the rasters of all scenes are called, for people."""
    names: list[str] = []
    for facts in (earlier, added):
        files = [str((row.get("file") or {}).get("path", "")) for row in facts["scenes"]]
        own = [PurePath(file.replace("\\", "/")).name for file in files]
        if tell_names(own) != ((facts.get("sources") or {}).get("raster") or {}).get("name"):
            return otherwise
        names += own
    return tell_names(names)
