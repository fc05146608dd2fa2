"""What dataset.json says of the datasets together."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..dataset.class_counts import count_classes
from ..export.describe import describe_layout
from ..export.describe_labels import describe_targets, weights_of
from ..files.fingerprint import fingerprint_values
from ..formats.versions import library_versions
from ..labels.mask_codes import BACKGROUND, IGNORE
from ..scenes.left_out import LEFT_OUT
from ..tiles.layout import ALL_TILES, MERGED_FROM, TOOL
from .numbers import ClassNumbers, merge_colors
from .parents import Parent, TilesCrs
from .scenes import name_rasters, raster_of
from .tiles import MergedTiles

ALGORITHM = "tilewright:mergedatasets"
# Of the parameters: what is told although the datasets differ in it.
_FIRST_OF = ("FILL", "NAMING", "SCALING")


def describe_merged(
    parents: Sequence[Parent],
    merged: MergedTiles,
    statistics: list[dict[str, Any]],
    objects: ClassNumbers | None,
    masks: ClassNumbers | None,
    crs: TilesCrs,
    versions: Mapping[str, Any],
) -> dict[str, Any]:
    """All that dataset.json says but the time, and the splits that objects reach.

    Args:
        parents: the datasets.
        merged: their tiles.
        statistics: of the bands.
        objects: numbers of the classes of objects, or None without objects.
        masks: the same of masks.
        crs: of the outlines.
        versions: of the programs above the engine.
    """
    plan, told = merged.plan, [parent.facts for parent in parents]
    first = told[0]
    counts = count_classes(plan)
    colors = merge_colors([facts["classes"] for facts in told], "name", plan.classes)
    has_weights = any("class_weights" in facts for facts in told)
    return {
        "tool": TOOL,
        "fingerprint": _fingerprint(parents, merged),
        **describe_layout(plan.layout),
        "parameters": _parameters(parents),
        "sources": _sources(parents),
        MERGED_FROM: [_describe_parent(p, merged.prefixes[k]) for k, p in enumerate(parents)],
        **({"scenes": merged.scenes.rows} if merged.scenes.rows else {}),
        **_left_out(told, merged),
        **_describe_crs(told, crs),
        "bands": first["bands"],
        **_if_same(told, "band_numbers"),
        "dtype": first["dtype"],
        "nodata": first.get("nodata"),
        **_if_same(told, "stored_numbers"),
        **_padding(told),
        "scaling": first["scaling"],
        "statistics_of": "train" if plan.is_split else ALL_TILES,
        "statistics": statistics,
        "tile_count": len(plan.tiles),
        "skipped_count": sum(int(facts.get("skipped_count") or 0) for facts in told),
        "classes": [{**row, "color": colors[row["name"]]} for row in counts],
        **(weights_of(plan) if has_weights else {}),
        **describe_targets(plan),
        **_describe_companions(told, merged),
        "splits": {split: plan.splits.count(split) for split in plan.used_splits},
        "versions": {"python": platform.python_version(), **library_versions(), **versions},
        "rejected_count": len(merged.rejected),
        **({} if masks is None else {"masks": _describe_masks(told, masks, plan.used_splits)}),
        **({} if objects is None else {"objects": _describe_objects(told, objects, crs)}),
    }


def _left_out(told: Sequence[Mapping[str, Any]], merged: MergedTiles) -> dict[str, Any]:
    """Scenes that none of the datasets has tiles of."""
    there = {
        str((row.get("file") or {}).get("path")) for row in merged.scenes.rows if row["tile_count"]
    }
    rows = [row for facts in told for row in facts.get(LEFT_OUT) or ()]
    left = [row for k, row in enumerate(rows) if row not in rows[:k] and row["file"] not in there]
    return {LEFT_OUT: left} if left else {}


def _describe_companions(told: Sequence[Mapping[str, Any]], merged: MergedTiles) -> dict[str, Any]:
    """Those of the first; pairs of scenes are those of all."""
    found = {key: dict(told[0][key]) for key in ("pairs", "targets") if told[0].get(key)}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for number, facts in enumerate(told):
        for row in (facts.get("pairs") or {}).get("scenes") or ():
            names = merged.scenes.new_names[number]
            first, second = (names[str(row[key])] for key in ("scene", "scene2"))
            pair = rows.setdefault(
                (first, second), {**row, "scene": first, "scene2": second, "tile_count": 0}
            )
            pair["tile_count"] += int(row["tile_count"])
    if rows and "pairs" in found:
        found["pairs"]["scenes"] = list(rows.values())
    return found


def _fingerprint(parents: Sequence[Parent], merged: MergedTiles) -> str:
    return fingerprint_values(
        {
            MERGED_FROM: [[p.facts.get("fingerprint"), p.digest, p.name] for p in parents],
            "prefixes": merged.prefixes,
        }
    )


def _describe_parent(parent: Parent, prefix: str) -> dict[str, Any]:
    facts = parent.facts
    return {
        "name": parent.name,
        "sha256": parent.digest,
        "fingerprint": facts.get("fingerprint"),
        "tile_count": len(parent.rows),
        "splits": {split: facts["splits"][split] for split in parent.splits},
        "classes": {row["name"]: row.get("tiles") for row in facts["classes"]},
        **({"tile_id_prefix": prefix} if prefix else {}),
    }


def _parameters(parents: Sequence[Parent]) -> dict[str, Any]:
    """What all were exported with, and where they are."""
    told = [parent.facts["parameters"] for parent in parents]
    found = {
        name: value
        for name, value in told[0].items()
        if name in _FIRST_OF or all(name in own and own[name] == value for own in told)
    }
    # Of some, images have the size of their windows, and of others not.
    resampled = [own["RESAMPLING"] for own in told if own.get("RESAMPLING", "NONE") != "NONE"]
    if resampled:
        found["RESAMPLING"] = resampled[0]
    folders = [str(parent.folder) for parent in parents]
    return {**found, "ALGORITHM": ALGORITHM, "DATASETS": folders}


def _sources(parents: Sequence[Parent]) -> dict[str, Any]:
    """What all were made of, where it is the same."""
    told = [parent.facts.get("sources") or {} for parent in parents]
    same = {k: v for k, v in told[0].items() if all(own.get(k) == v for own in told)}
    rasters = [raster_of(parent.facts) for parent in parents]
    raster = rasters[0] if all(own == rasters[0] for own in rasters) else {}
    return {**same, "raster": {**raster, "name": name_rasters(parents)}}


def _describe_crs(told: Sequence[Mapping[str, Any]], crs: TilesCrs) -> dict[str, Any]:
    names = list(dict.fromkeys(str(facts.get("crs") or "") for facts in told))
    same = len({facts.get("crs_wkt") for facts in told}) == 1
    # By it objects find back to the ground: through the raster's pixels, or the outlines.
    has_objects = bool(told[0].get("objects"))
    keeps = same and (not has_objects or _common_transform(told) is not None or names == [crs.name])
    return {
        "crs": ", ".join(names),
        "tiles_crs": crs.name,
        "crs_wkt": told[0].get("crs_wkt") if keeps else crs.wkt,
    }


def _if_same(told: Sequence[Mapping[str, Any]], key: str) -> dict[str, Any]:
    is_same = key in told[0] and all(facts.get(key) == told[0][key] for facts in told)
    return {key: told[0][key]} if is_same else {}


def _padding(told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    found = [facts["padding"] for facts in told if facts.get("padding")]
    if not found:
        return {}
    return {"padding": {**found[0], "tiles": sum(int(row["tiles"]) for row in found)}}


def _describe_masks(
    told: Sequence[Mapping[str, Any]], numbers: ClassNumbers, used: Sequence[str]
) -> dict[str, Any]:
    """Pixels of the masks of all datasets."""
    masks = [facts["masks"] for facts in told]
    pixels: Counter[int] = Counter()
    for own, found in zip(numbers.of_parents, masks):
        for row in found["classes"]:
            pixels[own[row["class_id"]]] += int(row.get("pixels") or 0)
    described = {
        "background": BACKGROUND,
        "ignore": IGNORE,
        "background_pixels": sum(int(found["background_pixels"]) for found in masks),
        "ignored_pixels": sum(int(found["ignored_pixels"]) for found in masks),
        "classes": [
            {
                "class_id": number,
                "class": name,
                "color": numbers.colors[name],
                "pixels": pixels[number],
            }
            for number, name in numbers.names.items()
        ],
    }
    if all("splits" in found for found in masks):
        described["splits"] = _masks_of_splits(masks, numbers, used or [ALL_TILES])
    return described


def _masks_of_splits(
    masks: Sequence[Mapping[str, Any]], numbers: ClassNumbers, splits: Sequence[str]
) -> dict[str, list[dict[str, int]]]:
    counts: dict[str, Counter[tuple[int, str]]] = {split: Counter() for split in splits}
    for own, found in zip(numbers.of_parents, masks):
        for split, rows in found["splits"].items():
            for row in rows:
                number = own.get(row["class_id"], row["class_id"])
                for unit in ("pixels", "tiles"):
                    counts[split][number, unit] += int(row[unit])
    return {
        split: [
            {
                "class_id": number,
                "pixels": found[number, "pixels"],
                "tiles": found[number, "tiles"],
            }
            for number in (*numbers.names, IGNORE)
        ]
        for split, found in counts.items()
    }


def _describe_objects(
    told: Sequence[Mapping[str, Any]], numbers: ClassNumbers, crs: TilesCrs
) -> dict[str, Any]:
    """Pieces of objects in all datasets, and what became of the others."""
    parts = [facts["objects"] for facts in told]
    pieces: Counter[int] = Counter()
    splits: Counter[str] = Counter()
    for own, found in zip(numbers.of_parents, parts):
        for row in found["classes"]:
            pieces[own[row["class_id"]]] += int(row.get("objects") or 0)
        splits.update({s: int(count) for s, count in (found.get("splits") or {}).items()})
    transform = _common_transform(told)
    # Whatever is counted of them.
    sums = dict.fromkeys(key for part in parts for key, count in part.items() if type(count) is int)
    return {
        "shape": parts[0]["shape"],
        "classes": [
            {
                "class_id": number,
                "class": name,
                "color": numbers.colors[name],
                "objects": pieces[number],
            }
            for number, name in numbers.names.items()
        ],
        "splits": {split: splits[split] for split in ("train", "val", "test") if split in splits},
        **{key: sum(int(found.get(key) or 0) for found in parts) for key in sums},
        **({} if transform is None else {"transform": transform}),
    }


def _common_transform(told: Sequence[Mapping[str, Any]]) -> list[float] | None:
    """What places pixels of the raster, where all tiles are windows of one grid of pixels."""
    found = [(facts.get("objects") or {}).get("transform") for facts in told]
    is_same = all(own == found[0] for own in found)
    is_same = is_same and len({facts.get("crs_wkt") for facts in told}) == 1
    return list(found[0]) if is_same and found[0] else None
