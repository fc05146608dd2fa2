"""The folder of each class, and with it the order of classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..files.names import make_safe_names
from ..tiles.layout import RESERVED_FOLDERS


def class_folders(names: Iterable[str], order: Sequence[str] = ()) -> dict[str, str]:
    """The folder of each class, in the one order in which classes are numbered everywhere.

    It is that of the sorted folder names, by which programs that read image folders number them
    (torchvision's ImageFolder, Keras, Hugging Face), and not that of the true names: ``>10 %``
    comes after ``0-10 %``, but its folder ``%3E10 %25`` comes first.

    Args:
        names: the classes.
        order: classes that come first, as the user orders them; those that are not among the names
            count for nothing. Empty where programs number the folders themselves.
    """
    folders = make_safe_names(names, RESERVED_FOLDERS)
    places = {name: place for place, name in enumerate(order)}
    last = len(places)
    return dict(sorted(folders.items(), key=lambda item: (places.get(item[0], last), item[1])))
