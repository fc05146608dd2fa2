"""Going through many images: what is whole is kept, and one that fails does not stop the others."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import CancelledError, ExportError, RasterError, TilewrightError
from ..files.fingerprint import fingerprint_file, fingerprint_values, without_place
from ..message import Message, as_message
from ..raster.source import FileRasterSource
from ..run.batches import heed, ignore_progress, never_cancelled

# The tag of a raster that says what it was made of.
MARK_TAG = "TILEWRIGHT_MADE_OF"
DONE, WHOLE, FAILED = "DONE", "WHOLE", "FAILED"


@dataclass(frozen=True)
class BatchImage:
    """One of many images.

    Attributes:
        name: for people, and in results.
        inputs: the files that it is made of.
        target: the raster that is made.
        make: makes it, given the tags that the raster is to have, and a function that takes the
            fraction done.
        beside: further rasters that are made with it, and have these tags too.
    """

    name: str
    inputs: Sequence[str]
    target: str
    make: Callable[[Mapping[str, str], Callable[[float], None]], None]
    beside: Sequence[str] = ()

    @property
    def targets(self) -> list[str]:
        """All rasters that are made."""
        return [self.target, *self.beside]


@dataclass
class BatchOutcome:
    """How the images went, each by its name, in order.

    Attributes:
        done: those that were made.
        whole: those that were there, made of the same files in the same way.
        failed: what was wrong with the others.
    """

    done: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    failed: dict[str, Message] = field(default_factory=dict)


def run_batch(
    images: Sequence[BatchImage],
    how: Mapping[str, Any],
    overwrite: bool = False,
    told: Callable[[int, str, Message | None], None] = lambda number, state, why: None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> BatchOutcome:
    """Make each image, unless it is there already; errors of one do not stop the others.

    Args:
        images: with names and targets of their own.
        how: all else that a raster depends on, as plain values.
        overwrite: whether rasters are made anew and in the place of other files.
        told: hears the number of each image, from 0, how it went (DONE, WHOLE or FAILED), and why.
        progress: called with the fraction done of all.
        is_cancelled: polled at each image.

    Raises:
        CancelledError: ``is_cancelled`` said so; what was made stays.
        OSError: the disk is full, which all that follow would only say again.
    """
    outcome, count = BatchOutcome(), max(1, len(images))
    for number, image in enumerate(images):
        heed(is_cancelled)
        progress(number / count)
        try:
            state = _make(image, how, overwrite, _part_of(progress, number, count))
        except CancelledError:
            raise
        except TilewrightError as error:
            state, why = FAILED, error.message
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise
            state, why = FAILED, _of_system(error)
        else:
            why = None
        heed(is_cancelled)
        if why is not None:
            outcome.failed[image.name] = why
        else:
            (outcome.done if state == DONE else outcome.whole).append(image.name)
        told(number, state, why)
    progress(1.0)
    return outcome


def _part_of(progress: Callable[[float], None], number: int, count: int) -> Callable[[float], None]:
    return lambda fraction: progress((number + fraction) / count)


def _make(
    image: BatchImage,
    how: Mapping[str, Any],
    overwrite: bool,
    progress: Callable[[float], None],
) -> str:
    for target in image.targets:
        if any(os.path.exists(p) and _is_same(target, p) for p in image.inputs):
            raise ExportError(
                "{target} is read for it; choose another {OUTPUT_FOLDER}.", target=target
            )
    mark = fingerprint_values(
        {**how, "inputs": [without_place(fingerprint_file(path)) for path in image.inputs]}
    )
    there = [] if overwrite else [path for path in image.targets if os.path.lexists(path)]
    for path in there:
        if read_mark(path) != mark:
            raise ExportError(
                "{target} is there already and was made otherwise; choose another {OUTPUT_FOLDER}, "
                "or replace it with {OVERWRITE}.",
                target=path,
            )
    if len(there) == len(image.targets):
        return WHOLE
    image.make({MARK_TAG: mark}, progress)
    return DONE


def _is_same(path: str, other: str) -> bool:
    return os.path.exists(path) and Path(path).samefile(other)


def read_mark(path: str) -> str:
    """What a raster says that it was made of; empty for any other file."""
    try:
        with closing(FileRasterSource(path)) as source:
            return source.info.tags.get(MARK_TAG, "")
    except (RasterError, OSError):
        return ""


def _of_system(error: OSError) -> Message:
    return Message(
        "{path} cannot be read or written: {reason}.",
        path=error.filename or as_message("?"),
        reason=error.strerror or str(error),
    )
