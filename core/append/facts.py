"""What dataset.json says of a dataset to which scenes were added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..files.fingerprint import fingerprint_values
from ..scaling.scaling import FITTED
from ..scenes.source import MOST_NAMED
from ..update.scaling import EARLIER

RUNS = "runs"
_MERGED_FROM = "merged_from"


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
        if key == _MERGED_FROM:
            continue
        facts[key] = value
        if key == "sources":
            facts[RUNS] = _runs(earlier, added)
    facts["parameters"] = _parameters(earlier, added)
    facts["sources"] = _sources(earlier, added, len(facts["scenes"]))
    names = [name for told in (earlier, added) for name in str(told.get("crs") or "").split(", ")]
    facts["crs"] = ", ".join(dict.fromkeys(names))
    facts["crs_wkt"] = earlier.get("crs_wkt")
    scaling = dict(earlier["scaling"])
    # Where each scene has a scaling of its own, it is as one run over all would fit it.
    if scaling.get("method") in FITTED and "per" not in scaling:
        scaling["fitted_to"] = EARLIER
    facts["scaling"] = scaling
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


def _parameters(earlier: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the first run, with the scenes of all."""
    found = dict(earlier["parameters"])
    lists = [told["parameters"].get("SCENES") for told in (earlier, added)]
    if all(isinstance(names, list) for names in lists):
        found["SCENES"] = [name for names in lists for name in names]
    return found


def _sources(
    earlier: Mapping[str, Any], added: Mapping[str, Any], scene_count: int
) -> dict[str, Any]:
    """What all tiles came from; what differs is known by both together."""
    before, now = (dict(told.get("sources") or {}) for told in (earlier, added))
    names = [str((found.get("raster") or {}).get("name", "")) for found in (before, now)]
    told = ", ".join(names) if scene_count <= MOST_NAMED else f"{scene_count} scenes"
    joined = {
        key: before[key]
        if before.get(key) == now.get(key)
        else {"sha256": fingerprint_values({"runs": [before.get(key), now.get(key)]})}
        for key in dict.fromkeys([*before, *now])
    }
    return {**joined, "raster": {"name": told}}
