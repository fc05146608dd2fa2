"""The scaling of an earlier dataset, which an update keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..dataset.finished import FinishedDataset
from ..scaling.scaling import FITTED, Scaling
from ..tiles.table import TileTable
from ..tiles.words import SPLIT
from .images import TilePlace, is_same_place, rows_by_id

# What dataset.json says of a scaling that was fitted to tiles as they were before an update.
EARLIER = "an earlier version"
# Behind what it was fitted to, where scenes were added later.
_OF_FIRST_RUN = " of the first run"


def of_first_run(fitted_to: str) -> str:
    """What dataset.json says of a scaling once scenes are added to what it was fitted to."""
    is_told = fitted_to == EARLIER or fitted_to.endswith(_OF_FIRST_RUN)
    return fitted_to if is_told else fitted_to + _OF_FIRST_RUN


def is_of_earlier_tiles(scaling: Mapping[str, Any] | None) -> bool:
    """Whether a scaling, as dataset.json tells of it, was fitted to other tiles than all there."""
    fitted_to = str((scaling or {}).get("fitted_to") or "")
    return fitted_to == EARLIER or fitted_to.endswith(_OF_FIRST_RUN)


@dataclass(frozen=True)
class KeptScaling:
    """A scaling, and whether a fit to the tiles at hand would be another.

    Attributes:
        scaling: as it was fitted.
        is_earlier: whether it was fitted to other tiles.
    """

    scaling: Scaling
    is_earlier: bool


def read_kept_scaling(
    earlier: FinishedDataset, fitted: Mapping[str, TilePlace], is_split: bool
) -> KeptScaling | None:
    """The scaling of a dataset; None where none was fitted.

    Args:
        earlier: the dataset.
        fitted: what decides the pixels of each tile that a fit would look at, by tile_id.
        is_split: whether tiles are dealt to splits.
    """
    facts = earlier.facts.get("scaling") or {}
    rows = facts.get("bands") or ()
    if facts.get("method") not in FITTED or not rows:
        return None
    scaling = Scaling(
        facts["method"],
        tuple(float(row["min"]) for row in rows),
        tuple(float(row["max"]) for row in rows),
    )
    was_split = facts.get("fitted_to") == "train"
    is_same = was_split == is_split and _are_same(earlier.tiles, fitted, was_split)
    return KeptScaling(scaling, is_of_earlier_tiles(facts) or not is_same)


def _are_same(tiles: TileTable, fitted: Mapping[str, TilePlace], was_split: bool) -> bool:
    """Whether the scaling of a dataset was fitted to these tiles."""
    rows = rows_by_id(tiles)
    if was_split and SPLIT.name in tiles.columns:
        splits = tiles[SPLIT.name].tolist()
        rows = {tile_id: k for tile_id, k in rows.items() if splits[k] == "train"}
    return rows.keys() == fitted.keys() and all(
        is_same_place(tiles, k, fitted[tile_id]) for tile_id, k in rows.items()
    )
