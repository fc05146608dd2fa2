"""Writing the files that tell of labels."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from ..files.whole import whole_file, write_whole

# Made once: there may be a million annotations.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def plain_json(value: object) -> str:
    """JSON in one line, which is YAML too."""
    return _ENCODER.encode(value)


def yaml_text(text: str) -> str:
    """A text in quotes as YAML reads it, whatever it holds.

    YAML ends lines at characters that JSON keeps, and refuses others.
    """
    quoted = plain_json(text)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in quoted)


@dataclass(frozen=True)
class LabelFolder:
    """A dataset's folder, in which each file is whole or not there."""

    path: Path
    _made: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def write(self, name: str, text: str) -> None:
        """Write a file, relative to the dataset."""
        self.write_bytes(name, text.encode("utf-8"))

    def write_bytes(self, name: str, data: bytes) -> None:
        """The same with bytes."""
        folder = name.rpartition("/")[0]
        if folder not in self._made:
            (self.path / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        write_whole(self.path / name, data)

    def write_json(self, name: str, value: Any) -> None:
        """Write a file of JSON that people can read."""
        self.write(name, json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n")

    @contextmanager
    def open(self, name: str) -> Iterator[TextIO]:
        """A file to be written piece by piece; lines end with LF on all systems."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            yield file

    @contextmanager
    def open_aside(self) -> Iterator[TextIO]:
        """A file without a name that is gone after the block.

        On the disk of the dataset: that of the system may be small.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8", dir=self.path) as file:
            yield file
