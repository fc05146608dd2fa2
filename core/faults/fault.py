"""What is wrong with a dataset, and what helps."""

from __future__ import annotations

from dataclasses import dataclass

from ..message import Message


@dataclass(frozen=True)
class Fault:
    """A finding.

    Attributes:
        kind: the same for all findings that want the same remedy; a few English words.
        file: that is wrong, relative to the dataset.
        what: a sentence that says what is wrong.
        remedy: a sentence that says what helps.
        is_note: whether it is worth knowing, but no fault.
    """

    kind: str
    file: str
    what: Message
    remedy: Message
    is_note: bool = False


EXPORT_AGAIN = Message("Export the dataset again.")
RESTORE = Message("Restore the file, or export the dataset again.")
