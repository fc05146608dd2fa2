"""Making a raster of each of many images, and telling how each went."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...core.batch.run import FAILED, WHOLE, BatchImage, BatchOutcome, run_batch
from ...core.errors import ExportError
from ...core.message import Message, counted, list_names
from ..base.values import Values
from ..base.words import put_into_words
from .batch_parameters import OUTPUT_FOLDER, OVERWRITE, RASTERS

# Of the images that fail, as many are named again at the end.
_MOST_NAMED = 10


def target_of(name: str, values: Values, folder: str = OUTPUT_FOLDER, ending: str = "") -> str:
    """Where the raster of an image of this name goes: in the folder that a parameter names."""
    return f"{Path(values.output_file(folder), *name.split('/'))}{ending}.tif"


def run_images(
    images: Sequence[BatchImage], how: Mapping[str, Any], values: Values
) -> dict[str, object]:
    """Make each image that is not there, and tell how it went.

    Args:
        images: with targets as target_of tells.
        how: all else that a raster depends on, as plain values.
        values: of the algorithm.

    Returns:
        The results of the algorithm that are about this.

    Raises:
        ExportError: all of them failed.
        CancelledError: the user stopped it.
    """
    count = len(images)

    def told(number: int, state: str, why: Message | None) -> None:
        name, place = images[number].name, f"{number + 1}/{count}"
        if state == FAILED:
            values.error(Message("{place}: {name} failed: {why}", place=place, name=name, why=why))
        elif state == WHOLE:
            values.info("{place}: {name} is there already and whole.", place=place, name=name)
        else:
            values.info("{place}: {name} is done.", place=place, name=name)

    outcome = run_batch(
        images,
        how,
        values.flag(OVERWRITE),
        told,
        lambda fraction: values.feedback.setProgress(100 * fraction),
        values.feedback.isCanceled,
    )
    _tell(outcome, count, values)
    return {
        OUTPUT_FOLDER: values.output_file(OUTPUT_FOLDER),
        RASTERS: [image.target for image in images if image.name not in outcome.failed],
        "DONE_COUNT": len(outcome.done),
        "WHOLE_COUNT": len(outcome.whole),
        "FAILED_COUNT": len(outcome.failed),
        "FAILED": json.dumps(
            {n: put_into_words(w, values.alg.NAMES) for n, w in outcome.failed.items()},
            ensure_ascii=False,
        ),
    }


def _tell(outcome: BatchOutcome, count: int, values: Values) -> None:
    failed = outcome.failed
    if len(failed) == count:
        first, why = next(iter(failed.items()))
        raise ExportError(
            counted(
                count,
                "{first} failed: {why}",
                "All {count} images failed; of the first, {first}: {why}",
                first=first,
                why=why,
            )
        )
    values.info(
        "Of {all} images {done} were made now, {whole} were there already and {failed} failed.",
        all=count,
        done=len(outcome.done),
        whole=len(outcome.whole),
        failed=len(failed),
    )
    if failed:
        values.warn(
            counted(
                len(failed),
                "{count} of {all} images failed: {names}. Mend it and run again; what is there is "
                "kept.",
                "{count} of {all} images failed: {names}. Mend them and run again; what is there "
                "is kept.",
                all=count,
                names=list_names(failed, _MOST_NAMED),
            )
        )
