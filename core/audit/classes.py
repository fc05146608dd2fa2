"""Classes that a split lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..classes.folders import class_folders
from ..classes.shares import MANY_CLASSES, ClassShares, some_classes
from ..message import Message
from .result import AuditResult


def compare_classes(result: AuditResult, labels: Sequence[str | None] | None) -> dict[str, Any]:
    """Tiles and percent of each class in each split; what a split lacks is added to warnings."""
    rows: dict[str, Any] = {}
    if labels is None:
        return rows
    count = len(set(labels) - {None})
    if count > MANY_CLASSES:
        result.warnings.append(
            Message(
                "Classes are not compared, because the tiles have {count} different ones; name "
                "the right field with {LABEL_FIELD}.",
                count=count,
            )
        )
        return rows
    classes = ClassShares.from_labels(labels)
    sums = classes.sums(result.codes, len(result.split_names))
    totals = sums.sum(axis=1)
    places = {name: c for c, name in enumerate(classes.names)}
    for name in class_folders(places):
        c = places[name]
        rows[name] = {
            split: {
                "tiles": int(sums[k, c]),
                "percent": round(100 * int(sums[k, c]) / max(1, int(totals[k])), 2),
            }
            for k, split in enumerate(result.split_names)
        }
    for split in result.split_names:
        missing = [name for name, row in rows.items() if not row[split]["tiles"]]
        if missing:
            result.warnings.append(
                Message(
                    "No tile of {classes} is in {split}.",
                    classes=some_classes(missing),
                    split=split,
                )
            )
    return rows
