"""The folder of the merged dataset: whole, or as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..dataset.earlier import is_empty_folder
from ..dataset.folder import OutputFolder
from ..errors import ExportError
from ..files.whole import whole_folder
from ..tiles.layout import FILE
from .tiles import MergedTiles


def check_output(output: str, overwrite: bool = False) -> None:
    """Refuse a folder that holds something, unless it is a dataset that is to be replaced.

    Raises:
        ExportError: it does, or is a file.
    """
    path = Path(output)
    if path.exists() and not path.is_dir():
        raise ExportError("{OUTPUT} {folder} is a file; name a folder.", folder=output)
    if overwrite:
        OutputFolder(output, overwrite=True)
    elif not is_empty_folder(path):
        raise ExportError(
            "The folder {folder} is not empty; choose another one, or set {OVERWRITE} to replace "
            "an earlier dataset.",
            folder=output,
        )


@contextmanager
def new_folder(output: str, overwrite: bool, merged: MergedTiles) -> Iterator[Path]:
    """A hidden folder beside ``output`` that takes its place when the block ends well.

    Args:
        output: of the user.
        overwrite: replace an earlier dataset, which is whole until then.
        merged: the tiles that are written.

    Raises:
        ExportError: something else is at the place.
        OSError: the place cannot be written.
    """
    if not is_empty_folder(Path(output)):
        files = [*merged.table[FILE.name].tolist(), *merged.masks]
        files += [name for names in merged.companions.values() for name in names]
        earlier = OutputFolder(output, overwrite=overwrite)
        earlier.start("", files)
        try:
            yield earlier.path
            earlier.finish()
        except BaseException:
            earlier.abandon()
            raise
        return
    place = Path(os.path.realpath(output))
    with whole_folder(place) as part:
        yield part
        # Somebody may have put files there meanwhile.
        check_output(output)
        if place.is_dir():
            for entry in place.iterdir():
                entry.unlink()
            place.rmdir()
