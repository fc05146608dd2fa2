"""Whether what is asked for fits into memory, before it is tried."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path

from ..errors import RasterError
from ..message import Message

# Where the system does not tell what is free: enough to stop what hardly a computer holds.
_USUAL = 16 * 1024**3
# Asking the system costs more than so little can harm.
_TRIFLE = 64 * 1024**2
_KILO = 1024
_MEMINFO = "/proc/meminfo"
_STATUS = "/proc/self/status"


def free_memory() -> int:
    """Bytes that this process may still take without others being pushed out.

    Of Linux's own count, within the limit that is set for the process; elsewhere a guess.
    """
    free = _USUAL
    if sys.platform.startswith("linux"):
        with suppress(OSError, ValueError, KeyError):
            free = _read_kilobytes(_MEMINFO, "MemAvailable") * _KILO
        with suppress(OSError, ValueError, KeyError):
            import resource

            limit, _ = resource.getrlimit(resource.RLIMIT_AS)
            if limit != resource.RLIM_INFINITY:
                free = min(free, limit - _read_kilobytes(_STATUS, "VmSize") * _KILO)
    return max(0, free)


def _read_kilobytes(path: str, name: str) -> int:
    with Path(path).open(encoding="ascii", errors="replace") as file:
        facts = dict(line.partition(":")[::2] for line in file)
    return int(facts[name].split()[0])


def give_back_memory() -> None:
    """Give back to the system what this process has freed.

    The C library of Linux keeps it: a third of what reading and planning a million tiles takes.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def is_trifle(needed: float) -> bool:
    """Whether so few bytes always fit: where much is asked, sentences are made in vain."""
    return needed < _TRIFLE


def check_fits(needed: float, what: str, remedy: str) -> None:
    """Refuse what would take more memory than there is.

    Args:
        needed: bytes.
        what: subject of the sentence, such as a file's name or a Message.
        remedy: what can be done, as a Message that ends the sentence without a full stop.

    Raises:
        RasterError: it does not fit.
    """
    if is_trifle(needed):
        return
    free = free_memory()
    if needed > free:
        raise RasterError(
            "{what} would take {needed} of memory, and {free} are free; {remedy}.",
            what=what,
            needed=_describe_bytes(needed),
            free=_describe_bytes(free),
            remedy=remedy,
        )


def _describe_bytes(count: float) -> Message:
    if count >= 1e9:
        return Message("{count:.1f} GB", count=count / 1e9)
    return Message("{count:.0f} MB", count=count / 1e6)
