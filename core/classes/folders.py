"""The folder of each class, and with it the order of classes."""

from __future__ import annotations

from collections.abc import Iterable

from ..files.names import make_safe_names
from ..tiles.layout import RESERVED_FOLDERS


def class_folders(names: Iterable[str]) -> dict[str, str]:
    """The folder of each class, in the one order in which classes are numbered everywhere.

    It is that of the sorted folder names, by which programs that read image folders number them
    (torchvision's ImageFolder, Keras, Hugging Face), and not that of the true names: ``>10 %``
    comes after ``0-10 %``, but its folder ``%3E10 %25`` comes first.
    """
    folders = make_safe_names(names, RESERVED_FOLDERS)
    return dict(sorted(folders.items(), key=lambda item: item[1]))
