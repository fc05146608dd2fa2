"""Trying libraries of a user's Python on a dataset, each in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import ParameterError
from ..loads import check
from ..run.batches import heed

_PROGRAM = str(Path(check.__file__).with_name("__main__.py"))
LOADERS = tuple(check.LOADERS)
SECONDS = 60.0
_POLL_SECONDS = 0.2
_MOST_OUTPUT = 1_000_000
# What a Python and its libraries need of the system; nothing that tells of the user's accounts.
_KEPT = (
    "PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL",
    "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HOME", "USERPROFILE", "APPDATA",
)  # fmt: skip
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "YOLO_OFFLINE": "true",
    "WANDB_MODE": "offline",
    "NO_ALBUMENTATIONS_UPDATE": "1",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUTF8": "1",
    # Whoever asks for the network all the same finds nobody there.
    **dict.fromkeys(
        ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"
    ),
}
# Where libraries would write into the user's home.
_CACHES = ("HF_HOME", "TORCH_HOME", "YOLO_CONFIG_DIR", "MPLCONFIGDIR", "XDG_CACHE_HOME")


def try_loaders(
    python: str,
    folder: Path,
    is_cancelled: Callable[[], bool],
    seconds: float = SECONDS,
) -> Iterator[tuple[str, str]]:
    """What becomes of a dataset in each library: its name and a text.

    ``loads (48 samples, classes a, b)``, ``wrong: ...``, ``refuses: ...``, ``not installed`` or
    ``not for this layout``.

    Args:
        python: the program.
        folder: the dataset's.
        is_cancelled: asked several times a second.
        seconds: that each library may take.

    Raises:
        ParameterError: it is no Python that runs.
        CancelledError: ``is_cancelled`` said so.
    """
    with tempfile.TemporaryDirectory(prefix="tilewright-loads-") as scratch:
        for loader in LOADERS:
            heed(is_cancelled)
            command = [python, "-I", "-B", _PROGRAM, loader, str(folder)]
            output, is_late = asyncio.run(_run(command, scratch, is_cancelled, seconds))
            heed(is_cancelled)
            yield loader, _words(output, is_late, seconds, python)


def _words(output: str, is_late: bool, seconds: float, python: str) -> str:
    for line in reversed(output.split("\n")):
        start, mark, rest = line.partition(check.MARK)
        if mark and not start:
            with contextlib.suppress(ValueError, TypeError):
                word, detail = json.loads(rest)
                if word == check.LOADS:
                    return f"{word} ({detail})"
                return f"{word}: {detail}" if detail else str(word)
    if is_late:
        return f"{check.REFUSES}: it takes more than {seconds:g} s"
    last = [line.strip() for line in output.split("\n") if line.strip()][-1:]
    if last and ("SyntaxError" in last[0] or "unknown option" in last[0].lower()):
        raise ParameterError(
            "{PYTHON} {python} cannot be used: {reason}. Name a Python 3.9 or later.",
            python=python,
            reason=last[0][:200].rstrip("."),
        )
    return f"{check.REFUSES}: {(last or ['it ended without a word'])[0][:200]}"


async def _run(
    command: list[str], scratch: str, is_cancelled: Callable[[], bool], seconds: float
) -> tuple[str, bool]:
    """What a program says until it ends, and whether it had to be ended; it sees no shell."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment.update(_OFFLINE, **dict.fromkeys(_CACHES, scratch))
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=scratch,
            env=environment,
        )
    except (OSError, ValueError) as error:
        raise ParameterError(
            "{PYTHON} {python} cannot be run: {error}. Name the program of a Python, such as "
            "bin/python of an environment.",
            python=command[0],
            error=str(error).rstrip("."),
        ) from None
    end = time.monotonic() + seconds
    heard = asyncio.ensure_future(_hear(process))
    try:
        while time.monotonic() < end and not is_cancelled():
            done, _ = await asyncio.wait({heard}, timeout=_POLL_SECONDS)
            if done:
                return heard.result(), False
        return "", True
    finally:
        _end(process)
        heard.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await heard
        await process.wait()


async def _hear(process: asyncio.subprocess.Process) -> str:
    """The last part of what a program says."""
    kept = b""
    stream = process.stdout
    while stream is not None and (piece := await stream.read(65536)):
        kept = (kept + piece)[-_MOST_OUTPUT:]
    await process.wait()
    return kept.decode("utf-8", errors="replace")


def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        process.kill()
