"""All rules, one after the other."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import FileError
from ..faults.fault import EXPORT_AGAIN, RESTORE, Fault
from ..message import Message
from ..run.batches import heed, ignore_progress, never_cancelled, run_aside
from ..tiles.layout import DESCRIPTION, MANIFEST
from .classes import find_class_faults
from .files import find_changes, find_file_faults, find_row_faults
from .findings import Findings
from .opened import OpenedDataset, open_to_validate
from .pixels import find_pixel_faults

# How much of the time is spent on pixels.
_PIXELS = 0.8


def validate_dataset(
    folder: str,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> tuple[OpenedDataset, Findings]:
    """Find what is wrong with a dataset, by rules that need no library.

    Args:
        folder: the dataset's.
        progress: is told shares from 0 to 1.
        is_cancelled: asked several times a second.

    Raises:
        ExportError: the folder holds no dataset.
        CancelledError: ``is_cancelled`` said so.
    """
    findings = Findings()
    dataset = run_aside(lambda: open_to_validate(folder, findings), is_cancelled)

    if dataset.is_unfinished:
        # Whatever is missing is no fault of its own.
        progress(1.0)
        return dataset, findings

    def add_all(find: Callable[[OpenedDataset], Iterable[Fault]]) -> None:
        findings.add(run_aside(lambda: list(find(dataset)), is_cancelled))

    add_all(find_row_faults)
    add_all(find_changes)
    findings.add(find_file_faults(dataset, is_cancelled))
    findings.add(find_pixel_faults(dataset, lambda share: progress(_PIXELS * share), is_cancelled))
    add_all(find_class_faults)
    if not dataset.is_series:
        add_all(lambda found: _layout_faults(found, is_cancelled))
    heed(is_cancelled)
    progress(1.0)
    return dataset, findings


def _layout_faults(dataset: OpenedDataset, is_cancelled: Callable[[], bool]) -> Iterator[Fault]:
    """What the layout finds; records that lack what it needs are a fault as well."""
    layout, facts = dataset.layout, dataset.facts
    try:
        for fault in layout.find_faults(dataset.folder, facts, list(dataset.records())):
            heed(is_cancelled)
            yield fault
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        what = Message(
            "{description} or {manifest} lacks what its layout needs ({error!r}).",
            description=DESCRIPTION,
            manifest=MANIFEST,
            error=error,
        )
        yield Fault("damaged record", DESCRIPTION, what, EXPORT_AGAIN)
    except FileError as error:
        yield Fault("unreadable labels", _place_of(error, dataset), error.message, RESTORE)
    except OSError as error:
        what = Message("{error}.", error=error)
        yield Fault("unreadable file", str(error.filename or DESCRIPTION), what, RESTORE)


def _place_of(error: FileError, dataset: OpenedDataset) -> str:
    """The file that an error names, relative to the dataset."""
    for value in error.message.values.values():
        with contextlib.suppress(ValueError):
            return Path(str(value)).relative_to(dataset.folder).as_posix()
    return DESCRIPTION
