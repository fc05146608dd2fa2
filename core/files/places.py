"""Places where an output can be, and those where it would destroy something or never be found."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..errors import ExportError, ParameterError
from ..message import Parameter
from .paths import is_special, longest_path, name_not_for_windows, on_windows, path_of_url

# Bytes of a file's name: disks take 255, of which hidden names and SQLite's journals need some.
LONGEST_NAME = 230
# What hidden names beside a file, and SQLite's files beside those, add to its own.
_HIDDEN = 40
# A letter alone is a drive of Windows.
_ADDRESS = re.compile(r"(file|https?|ftp):|[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def check_place(name: str, path: str, is_folder: bool = False, may_be_link: bool = False) -> None:
    """Refuse a place where an output cannot be written, before anything is made.

    Args:
        name: of the parameter.
        path: a file or folder, there or not; missing folders above it are no fault.
        is_folder: whether the output is a folder.
        may_be_link: whether the output is written through a symbolic link, as folders always are,
            rather than put in its place.

    Raises:
        ParameterError: it is no path, or none that Windows takes where this is Windows, leads over
            something that is not a folder, is of another kind than the output, or nothing can be
            written there.
    """
    _check_text(Parameter(name), path)
    _check_windows(Parameter(name), path)
    place = Path(os.path.abspath(path))
    try:
        _check_kind(Parameter(name), place, is_folder, is_folder or may_be_link)
        _check_folder(Parameter(name), place)
    except OSError as error:
        raise ParameterError(
            "{output} is {path}, where nothing can be written: {reason}. Choose another place.",
            output=Parameter(name),
            path=path,
            reason=error.strerror or str(error),
        ) from None


def check_lengths(folder: Path, names: Iterable[str]) -> None:
    """Refuse a folder where Windows would take only a part of what is to be written.

    Args:
        folder: of a dataset.
        names: of all its files, relative to it.

    Raises:
        ExportError: a path would be too long.
    """
    most = longest_path()
    size = len(str(folder)) + max((len(name) for name in names), default=0) + _HIDDEN
    if most is not None and size > most:
        raise ExportError(
            "The files in {folder} would have paths that are too long for Windows; choose a folder "
            "whose path is shorter by {count} or more letters.",
            folder=folder,
            count=size - most,
        )


def _check_text(output: Parameter, path: str) -> None:
    if path.lower().startswith("file:"):
        raise ParameterError(
            "{output} is {path}; write it as a path, {whole}.",
            output=output,
            path=path,
            whole=path_of_url(path),
        )
    if _ADDRESS.match(path):
        raise ParameterError(
            "{output} is {path}, an address; choose a place on this computer or its drives.",
            output=output,
            path=path,
        )
    if path.replace("\\", "/").startswith("/vsi"):
        raise ParameterError(
            "{output} is {path}, which is a place of GDAL's own; choose one on a disk.",
            output=output,
            path=path,
        )
    if os.path.expanduser(path) != path:
        raise ParameterError(
            "{output} is {path}; write the folder that ~ stands for, as in {whole}.",
            output=output,
            path=path,
            whole=os.path.expanduser(path),
        )
    for part in path.replace("\\", "/").split("/"):
        size = len(part.encode("utf-8", "replace"))
        if size > LONGEST_NAME:
            raise ParameterError(
                "A name in {output} has {size} bytes, and {most} is the most: {start}...",
                output=output,
                size=size,
                most=LONGEST_NAME,
                start=part[:40],
            )


def _check_windows(output: Parameter, path: str) -> None:
    """Windows takes such names for devices or parts of files, and says so late or never."""
    part = name_not_for_windows(path) if on_windows() else ""
    if part:
        raise ParameterError(
            "{output} is {path}, and Windows takes no file or folder called {part}; choose another "
            "name.",
            output=output,
            path=path,
            part=part,
        )
    whole, most = Path(os.path.abspath(path)), longest_path()
    size = len(str(whole)) + len(whole.name) + _HIDDEN
    if most is not None and size > most:
        raise ParameterError(
            "{output} is {path}, whose path is too long for Windows; choose one that is shorter "
            "by {count} or more letters.",
            output=output,
            path=path,
            count=size - most,
        )


def _check_kind(output: Parameter, place: Path, is_folder: bool, may_be_link: bool) -> None:
    if place.is_symlink() and not (may_be_link and place.exists()):
        raise ParameterError(
            "{output} is {path}, a symbolic link to {target}; name that itself, or another place.",
            output=output,
            path=place,
            target=place.readlink(),
        )
    if is_special(str(place)):
        raise ParameterError(
            "{output} is {path}, which is a device or a pipe; choose another place.",
            output=output,
            path=place,
        )
    if is_folder and place.is_file():
        raise ParameterError("{output} {path} is a file; name a folder.", output=output, path=place)
    if place.is_dir() and not is_folder:
        raise ParameterError("{output} {path} is a folder; name a file.", output=output, path=place)


def _check_folder(output: Parameter, place: Path) -> None:
    above = next(folder for folder in (place, *place.parents) if os.path.lexists(folder))
    above = above if above.is_dir() or above != place else place.parent
    if not above.is_dir():
        raise ParameterError(
            "{output} is {path}, which cannot be read or written: {above} is not a folder. Choose "
            "another place.",
            output=output,
            path=place,
            above=above,
        )
    # Rights alone do not tell: there are disks and folders where not even root can write.
    tempfile.TemporaryFile(dir=above).close()
