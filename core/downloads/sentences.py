"""What users read of downloads."""

from __future__ import annotations

import errno

from ..errors import ExportError
from ..message import Message, as_message
from .queue import Entry
from .transfer import OK, PARTIAL, Transfer

_TEXT = 200


def describe_start(entry: Entry, have: int) -> Message:
    """That a product is asked for, of which so many bytes are here."""
    if not entry.size:
        return Message("{name}: of unknown size.", name=entry.name)
    if have:
        return Message(
            "{name}: going on at {share:.0f} % of {size:.0f} MB.",
            name=entry.name,
            share=100 * have / entry.size,
            size=entry.size / 1e6,
        )
    return Message("{name}: {size:.0f} MB.", name=entry.name, size=entry.size / 1e6)


def reason_of(transfer: Transfer) -> Message:
    """Why a transfer brought no file."""
    if transfer.is_stalled:
        return Message("nothing comes any more")
    if transfer.status in (OK, PARTIAL) or not transfer.status:
        if transfer.error:
            return as_message(transfer.error.rstrip("."))
        return Message("the connection broke off")
    text = on_one_line(transfer.text)
    if text:
        return Message("it answers {status} ({text})", status=transfer.status, text=text)
    return Message("it answers {status}", status=transfer.status)


def on_one_line(text: str) -> str:
    """What a service says, on one line."""
    return " ".join(text.split())[:_TEXT].rstrip(".")


def describe_disk(error: OSError, path: str) -> Exception:
    """What is raised where a file cannot be written."""
    if error.errno != errno.ENOSPC:
        return error
    return ExportError(
        "The disk is full: {path} cannot be written. Free some space, then run again; what is here "
        "stays.",
        path=path,
    )
