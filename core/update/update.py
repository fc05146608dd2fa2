"""An export that takes the place of an earlier dataset and keeps what it can of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..dataset.finished import FinishedDataset
from ..dataset.plan import DatasetPlan, fit_tiles
from ..message import Message, counted
from ..resampling.grid import TargetGrid
from ..tiles.layout import FILE, MADE_WITH
from ..tiles.table import TILE_ID
from .images import find_kept, link_files, tile_places
from .pixels import check_same_options, why_not_kept
from .scaling import KeptScaling, read_kept_scaling

# The id of the algorithm among the parameters that dataset.json tells.
_ALGORITHM = "ALGORITHM"


@dataclass(frozen=True)
class Update:
    """What an export takes over.

    Attributes:
        earlier: the dataset that is replaced.
        refit: whether the scaling is fitted again.
    """

    earlier: FinishedDataset
    refit: bool = False

    def check(self, wanted: Mapping[str, Any]) -> None:
        """Refuse other rasters and options; ``wanted`` is what dataset.json would say.

        Raises:
            ExportError: names the difference.
        """
        check_same_options(self.earlier.facts, wanted)

    def keep_scaling(
        self, plan: DatasetPlan, targets: Sequence[TargetGrid] | None
    ) -> KeptScaling | None:
        """The scaling to keep; None where one is to be fitted, or none is needed."""
        if self.refit:
            return None
        chosen = zip(plan.tiles[TILE_ID.name].tolist(), tile_places(plan, targets), fit_tiles(plan))
        fitted = {tile_id: place for tile_id, place, is_fitted in chosen if is_fitted}
        return read_kept_scaling(self.earlier, fitted, plan.is_split)

    def find_first_parameters(self, wanted: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """What first made the dataset, where that was another algorithm than now; else None.

        Args:
            wanted: the parameters of this export.
        """
        facts = self.earlier.facts
        before = facts.get(MADE_WITH) or facts.get("parameters") or {}
        is_other = before.get(_ALGORITHM) != wanted.get(_ALGORITHM)
        return before if before.get(_ALGORITHM) and is_other else None

    def keep_images(
        self,
        plan: DatasetPlan,
        targets: Sequence[TargetGrid] | None,
        wanted: Mapping[str, Any],
        folder: Path,
        is_cancelled: Callable[[], bool],
        log: Callable[[str], None],
    ) -> set[str]:
        """Put the images that stay the same into a new folder; returns their names there.

        Args:
            plan: of the export.
            targets: pixel grid of each tile when resampled, else None.
            wanted: what dataset.json would say, with the scaling that is used.
            folder: the new one.
            is_cancelled: polled between files.
            log: hears how many there are, and why there are none.

        Raises:
            CancelledError: ``is_cancelled`` said so.
            OSError: a file cannot be copied.
        """
        earlier = self.earlier.facts
        why = why_not_kept(earlier, wanted)
        if why is None and _bands(earlier) != _bands(wanted):
            why = Message("All images are written anew: their scaling is another one.")
        if why is not None:
            log(why)
            return set()
        ids, files = (plan.tiles[name].tolist() for name in (TILE_ID.name, FILE.name))
        kept = find_kept(self.earlier, ids, files, tile_places(plan, targets), is_cancelled)
        link_files(kept, folder, is_cancelled)
        log(
            counted(
                len(kept),
                "{count} image of {total} is kept as it was.",
                "{count} images of {total} are kept as they were.",
                total=len(files),
            )
        )
        return set(kept)


def _bands(facts: Mapping[str, Any]) -> list[Any]:
    return list((facts.get("scaling") or {}).get("bands") or ())
