"""New tiles, exported beside a dataset and joined to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qgis.core import Qgis

from ...core.append.append import folder_beside
from ...core.append.facts import describe_appended
from ...core.append.records import AppendedRecords
from ...core.errors import ExportError
from ...core.merge.merge import MergeOptions, merge_datasets
from ...core.message import Message, counted
from ...core.tiles.layout import MANIFEST
from ..base.values import Values
from ..datasets.merge_parents import read_parents
from ..outputs.dataset_layers import write_dataset_layers
from .earlier_dataset import EarlierDataset
from .part_of_progress import PartOfProgress

# Of the progress of all, in percent.
_EXPORTED = 85


def append_tiles(
    values: Values, earlier: EarlierDataset, export: Callable[[Values, str], dict]
) -> dict:
    """Export new tiles and join them to the dataset, which is the old one or the new one.

    Args:
        values: of the algorithm.
        earlier: the dataset.
        export: writes the new tiles into a folder and returns what the algorithms return.

    Raises:
        ExportError: they are no one dataset; the old one is as it was.
        CancelledError: the user asked to stop; likewise.
    """
    output, is_cancelled = str(earlier.folder), values.feedback.isCanceled
    with folder_beside(output) as folder:
        part = values.replaced(feedback=PartOfProgress(values.feedback, 0, _EXPORTED))
        done = export(part, str(folder))
        values.check_cancelled()
        found = read_parents(values, [earlier.folder, folder])
        before, new = found.parents
        # What it is called is seen where it cannot be joined.
        new = replace(new, name=Message("the new tiles"))
        if before.digest != earlier.digest:
            raise ExportError(
                "The dataset in {folder} was replaced meanwhile; run again.", folder=output
            )
        merged = merge_datasets(
            [before, new],
            output,
            MergeOptions(
                overwrite=True,
                revise=lambda facts: describe_appended(before.facts, new.facts, facts),
                tell_more=AppendedRecords.of(found.parents).write,
            ),
            found.crs,
            lambda path, kept, dropped: write_dataset_layers(
                path, kept, dropped, found.layer_crs, is_cancelled
            ),
            {"qgis": Qgis.QGIS_VERSION},
            progress=lambda fraction: values.feedback.setProgress(
                _EXPORTED + (100 - _EXPORTED) * fraction
            ),
            is_cancelled=is_cancelled,
            info=lambda line: values.info("{line}", line=line),
            warn=lambda line: values.warn("{line}", line=line),
        )
    values.info(
        counted(
            done["TILE_COUNT"],
            "{count} tile was added to {folder}, which has {total} now.",
            "{count} tiles were added to {folder}, which has {total} now.",
            folder=output,
            total=merged.tile_count,
        )
    )
    return {**done, "OUTPUT": output, "MANIFEST": str(Path(output) / MANIFEST)}
