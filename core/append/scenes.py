"""The scenes that a dataset has, and what new ones are called and numbered beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ExportError
from ..files.fingerprint import fingerprint_file, without_place
from ..message import Message
from ..scenes.left_out import UNREADABLE, left_out_names
from ..scenes.names import unique_names

# What tile_ids of scenes begin with, behind what a merge puts in front.
_NUMBER = re.compile(r"(?:^|_)s(\d{3,})_")


@dataclass(frozen=True)
class EarlierScenes:
    """The scenes of a dataset.

    Attributes:
        folder: of the dataset.
        rows: of ``scenes`` in dataset.json.
        last: the greatest number that a scene has in it.
        damaged: names of those that could not be read, and may be added once they can.
    """

    folder: Path
    rows: Sequence[Mapping[str, Any]]
    last: int
    damaged: frozenset[str] = frozenset()

    @classmethod
    def of_dataset(
        cls, folder: Path, facts: Mapping[str, Any], ids: Sequence[str | None]
    ) -> EarlierScenes:
        """The scenes that dataset.json tells of.

        Args:
            folder: of the dataset.
            facts: of its dataset.json.
            ids: tile_id of each of its tiles.

        Raises:
            ExportError: it is of one raster that nobody called a scene.
        """
        rows = facts.get("scenes") or ()
        if not rows:
            raise ExportError(
                "The dataset in {folder} is of one {RASTER}, and {APPEND} adds to datasets of "
                "{SCENES}; build it with {SCENES}, or join another dataset to it with Merge "
                "Datasets.",
                folder=folder,
            )
        found = (_NUMBER.match(str(name)) or _NUMBER.search(str(name)) for name in ids)
        numbers = [int(match[1]) for match in found if match]
        damaged = frozenset(left_out_names(facts, UNREADABLE))
        return cls(folder, rows, max([len(rows), *numbers]), damaged)

    def name_new(self, names: Sequence[str], dates: Sequence[str]) -> list[str]:
        """A name for each new scene, as one run over all scenes would give it."""
        known = [str(row["name"]) for row in self.rows]
        days = [str(row.get("date") or "") for row in self.rows]
        return unique_names([*known, *names], [*days, *dates])[len(known) :]

    def find_twin(self, path: str, name: str, date: str) -> int | None:
        """The place among the rows of a scene that is in the dataset already; None of others.

        Args:
            path: of its file or folder.
            name: that it would have if it were the only one.
            date: as ISO has it; empty where nobody knows.

        Raises:
            ExportError: another image has the same name and date.
            OSError: the file cannot be read.
        """
        twin = self._find_contents(path)
        if twin is not None:
            return twin
        plain = " ".join(name.split()).casefold()
        for row in self._read if date else ():
            if str(row["name"]).casefold() == plain and row.get("date") == date:
                raise ExportError(
                    "The dataset in {folder} has a scene {scene} of {date} already, and {path} is "
                    "another file; give it another name in {SCENE_TABLE}, or leave it out.",
                    folder=self.folder,
                    scene=row["name"],
                    date=date,
                    path=path,
                )
        return None

    def tell_left_out(self, path: str, twin: int) -> Message:
        """What is said of a scene that is there already."""
        return Message(
            "{path} is left out: the dataset has it already, as the scene {scene}.",
            path=path,
            scene=self.rows[twin]["name"],
        )

    @property
    def _read(self) -> list[Mapping[str, Any]]:
        """The scenes that were read."""
        return [row for row in self.rows if str(row["name"]) not in self.damaged]

    def _find_contents(self, path: str) -> int | None:
        """The scene with the same bytes; of large files few are read, of others none."""
        if not os.path.exists(path):
            return self._find_row(lambda file: file.get("path") == path)
        is_file = os.path.isfile(path)
        sizes = {_file(row).get("size") for row in self._read}
        if is_file and Path(path).stat().st_size not in sizes:
            return None
        contents = without_place(fingerprint_file(path))
        return self._find_row(lambda file: contents.items() <= file.items())

    def _find_row(self, is_it: Callable[[Mapping[str, Any]], bool]) -> int | None:
        rows = enumerate(self.rows)
        found = (k for k, row in rows if row["name"] not in self.damaged and is_it(_file(row)))
        return next(found, None)


def _file(row: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = row.get("file") or {}
    return found
