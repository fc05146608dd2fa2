"""Which files are meant, by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..errors import ParameterError

# What stands between the words of a name.
_BETWEEN = " _-."


@dataclass(frozen=True)
class NameMatch:
    """How a name is meant.

    Attributes:
        number: of the pattern, from 0.
        rest: what its stars stand for, without what joins it to the other words.
    """

    number: int
    rest: str


class NameFilter:
    """Patterns of file names, such as ``red,nir`` or ``*_B04.jp2``; without any, all are meant.

    A ``*`` stands for any letters and a ``?`` for one; case does not matter. A pattern meets a
    whole name, with or without its ending; one with a slash also the folders before it.

    Args:
        text: patterns, separated by commas.

    Attributes:
        patterns: in order.

    Raises:
        ParameterError: a pattern is empty.
    """

    def __init__(self, text: str = "") -> None:
        self.patterns = tuple(part.strip() for part in text.split(",")) if text.strip() else ()
        if "" in self.patterns:
            raise ParameterError(
                "{FILTER} is {text!r}, where nothing stands between two commas; write names such "
                "as red,nir.",
                text=text,
            )
        self._forms = [_expression(pattern) for pattern in self.patterns]

    def find(self, path: str) -> NameMatch | None:
        """The first pattern that a file meets; None when it is not meant.

        Args:
            path: below the folder that was named, with slashes.
        """
        if not self.patterns:
            return NameMatch(0, "")
        whole = PurePosixPath(path)
        for number, (pattern, form) in enumerate(zip(self.patterns, self._forms)):
            place = whole if "/" in pattern else PurePosixPath(whole.name)
            for text in (str(place.with_suffix("")), str(place)):
                found = form.fullmatch(text)
                if found:
                    words = (word.strip(_BETWEEN) for word in found.groups())
                    return NameMatch(number, "_".join(filter(None, words)))
        return None

    def keeps(self, path: str) -> bool:
        """Whether a file is meant; see ``find``."""
        return self.find(path) is not None

    @property
    def required(self) -> Sequence[int]:
        """The patterns that name something, rather than a kind of files as ``*.tif`` does."""
        return [k for k, text in enumerate(self.patterns) if not re.fullmatch(r"\**(\.\w+)?", text)]


def _expression(pattern: str) -> re.Pattern[str]:
    parts = {"*": "([^/]*)", "?": "[^/]"}
    text = "".join(parts.get(letter) or re.escape(letter) for letter in pattern.strip("/"))
    # Folders above those that are named do not matter.
    return re.compile(f"(?:[^/]+/)*{text}" if "/" in pattern else text, re.IGNORECASE)
