"""New tiles, exported beside a dataset, joined to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..dataset.earlier import UNFINISHED
from ..dataset.folder import OutputFolder
from ..dataset.swap import remove_dead_folders
from ..files.runs import running


@contextmanager
def folder_beside(output: str) -> Iterator[Path]:
    """The name of a hidden folder beside a dataset, on its disk, that is gone after the block.

    What a killed run has left there is taken away by the next one that replaces the dataset.

    Args:
        output: the dataset's folder.
    """
    place = Path(os.path.realpath(output))
    with running() as mark:
        folder = place.with_name(f".{place.name}-{mark}")
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def finish_killed(output: str) -> None:
    """What a killed run has begun to put in the place of a dataset is the dataset; the rest goes.

    Raises:
        ExportError: the folder is none of ours, or another run writes into it.
        OSError: a file cannot be moved.
    """
    OutputFolder(output, overwrite=True).finish_killed_swap()
    remove_dead_folders(Path(os.path.realpath(output)), UNFINISHED)
