"""What became of a dataset that was made again, to read or for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..message import Message, counted
from ..tiles.layout import TOOL
from .compare import Difference

KIND = "rebuilt dataset"
_SHOWN = 20


@dataclass(frozen=True)
class RebuildReport:
    """What was found.

    Attributes:
        folder: the dataset's.
        missing: inputs that were not found, so that nothing could be made.
        reasons: what explains differences: inputs and programs that are not the same.
        differences: by file.
        notes: what else is to be known.
    """

    folder: str
    missing: Sequence[str] = ()
    reasons: Sequence[Message] = ()
    differences: Sequence[Difference] = ()
    notes: Sequence[Message] = ()

    @property
    def is_identical(self) -> bool:
        """Whether every file came out the same."""
        return not self.missing and not self.differences

    def lines(self) -> list[Message]:
        """All that is to be said, a sentence a line; of many files the first."""
        if self.missing:
            return [
                *self.notes,
                *(Message("Missing input: {name}.", name=name) for name in self.missing),
            ]
        if self.is_identical:
            return [*self.notes, Message("Identical: every file came out the same.")]
        shown = [
            Message("{file}: {text}.", file=found.file, text=found.text)
            for found in self.differences[:_SHOWN]
        ]
        more = len(self.differences) - len(shown)
        if more:
            shown.append(counted(more, "1 more file differs.", "{count} more files differ."))
        return [*self.notes, *self.reasons, *shown]

    def write_text(self, words: Callable[[Message], str]) -> bytes:
        """The lines as a text file."""
        return "".join(f"{words(line)}\n" for line in self.lines()).encode("utf-8", "replace")

    def write_json(self) -> bytes:
        """All of it as JSON, in English."""
        facts = {
            "tool": TOOL,
            "kind": KIND,
            "dataset": self.folder,
            "identical": self.is_identical,
            "missing": list(self.missing),
            "reasons": [str(reason) for reason in self.reasons],
            "notes": [str(note) for note in self.notes],
            "differences": [
                {
                    "file": found.file,
                    "difference": str(found.text),
                    "largest": _plain(found.largest),
                }
                for found in self.differences
            ],
        }
        text = json.dumps(facts, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        return text.encode("utf-8", "replace")


def _plain(number: float | None) -> float | str | None:
    return "inf" if number == float("inf") else number
