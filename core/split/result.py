"""What a split came out as, against what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..classes.folders import class_folders
from ..classes.shares import ClassShares
from ..message import Message, as_message
from ..tiles.reasons import NEAR_OTHER_SPLIT, OVERLAPS_OTHER_SPLIT, Reason
from ..tiles.words import SPLITS
from .request import SplitRequest
from .separate import Assignment


@dataclass(frozen=True)
class SplitResult(Assignment):
    """Where each tile goes, and how that was found.

    Attributes:
        facts: how it was done, as plain values.
        notes: sentences for the log.
        warnings: sentences about what could not be had.
    """

    facts: dict[str, Any]
    notes: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)

    def splits(self) -> np.ndarray:
        """Object (N,): the split's name of each tile; None for rejected ones."""
        names = np.array([*SPLITS, None], dtype=object)
        return names[np.where(self.kept, self.codes, len(SPLITS))]

    def reasons(self) -> np.ndarray:
        """Object (N,): why tiles are rejected; None for those that stay."""
        found = np.empty((2, len(SPLITS) + 1), dtype=object)
        buffer = self.facts["buffer"]
        for k, name in enumerate(SPLITS):
            near = Message("less than {buffer:g} m from {split}", buffer=buffer, split=name)
            found[0, k] = Reason(NEAR_OTHER_SPLIT, near)
            found[1, k] = Reason(OVERLAPS_OTHER_SPLIT, as_message(name))
        return found[self.overlaps.astype(int), self.conflicts]

    def counts(self) -> dict[str, int]:
        """Kept tiles by split."""
        return dict(zip(SPLITS, self.kept_counts()))


def describe_shares(
    request: SplitRequest, codes: np.ndarray, kept: np.ndarray, classes: ClassShares | None
) -> dict[str, Any]:
    """Asked and achieved shares in percent, of the tiles and of each class.

    Returns:
        ``splits``: split -> tiles, rejected, asked, achieved; ``classes``: class -> tiles,
        rejected, and split -> tiles, achieved, in the order of the classes' numbers. With
        proportions "tiles" are sums of shares of tiles.
    """
    of_kept = np.where(kept, codes, -1)
    counts = np.bincount(codes[kept], minlength=len(SPLITS))
    dropped = np.bincount(codes[~kept], minlength=len(SPLITS))
    total = max(1, int(counts.sum()))
    described: dict[str, dict[str, Any]] = {"splits": {}, "classes": {}}
    for k, name in enumerate(SPLITS):
        described["splits"][name] = {
            "tiles": int(counts[k]),
            "rejected": int(dropped[k]),
            "asked": round(request.asked_percent(k), 2),
            "achieved": round(100 * int(counts[k]) / total, 2),
        }
    if classes is None:
        return described
    sums = classes.sums(of_kept, len(SPLITS)).tolist()
    lost = classes.sums(np.where(kept, -1, 0), 1)[0].tolist()
    places = {name: c for c, name in enumerate(classes.names)}
    # Proportions are in the order of their fields.
    for name in class_folders(places) if classes.unit == 1 else places:
        c = places[name]
        whole = sum(row[c] for row in sums)
        described["classes"][name] = {
            "tiles": _tiles(whole, classes.unit),
            "rejected": _tiles(lost[c], classes.unit),
            "splits": {
                split: {
                    "tiles": _tiles(row[c], classes.unit),
                    "achieved": round(100 * row[c] / whole, 2) if whole else None,
                }
                for split, row in zip(SPLITS, sums)
            },
        }
    return described


def _tiles(count: int, unit: int) -> float:
    return count if unit == 1 else round(count / unit, 2)
