"""How many tiles there are of each class and split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..classes.folders import class_folders
from ..tiles.words import SPLITS
from .plan import DatasetPlan


def count_classes(plan: DatasetPlan) -> list[dict[str, Any]]:
    """One row a class: index, true name, folder, tiles in all and by split.

    In the order of the plan's classes, which also is that of the indices.
    """
    folders = class_folders(plan.classes)
    pairs = Counter(zip(plan.labels, plan.splits))
    used = [s for s in SPLITS if any(split == s for _, split in pairs)]
    rows = []
    for index, name in enumerate(plan.classes):
        row = {"index": index, "name": name}
        if plan.layout.has_class_folders:
            row["folder"] = folders[name]
        row["tiles"] = sum(n for (label, _), n in pairs.items() if label == name)
        if used:
            row["splits"] = {s: pairs.get((name, s), 0) for s in used}
        rows.append(row)
    return rows


def missing_classes(classes: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Classes that have no tile in a split, by split.

    Args:
        classes: rows of count_classes.
    """
    missing: dict[str, list[str]] = {}
    for row in classes:
        for split, count in row.get("splits", {}).items():
            if not count:
                missing.setdefault(split, []).append(row["name"])
    return missing
