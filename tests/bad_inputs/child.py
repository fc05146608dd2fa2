"""Runs one call in a process of its own, and tells what became of it.

The process is forked, so that a thousand calls need one start of QGIS.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

# A call that takes longer hangs.
SECONDS = 60


@dataclass
class Outcome:
    """What became of a call.

    Attributes:
        end: "works", "refused", "crashed", "hangs" or "killed".
        text: what the user reads: the error, and all of the log.
        error: the error alone.
        logged: lines of the log.
        seconds: how long it took.
        opened: paths of files that stayed open.
    """

    end: str = "crashed"
    error: str = ""
    logged: list[str] = field(default_factory=list)
    seconds: float = 0.0
    opened: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join([self.error, *self.logged])


def run_in_child(
    work, seconds: float = SECONDS, kill_after: float | None = None, **limits: int
) -> Outcome:
    """Call ``work(outcome)`` in a forked process, which fills the outcome in.

    Args:
        work: the call.
        seconds: after so many it hangs, and is killed.
        kill_after: when the process is killed, in seconds; None to let it end.
        limits: of the process; see set_limits.
    """
    ours, theirs = os.pipe()
    begin = time.monotonic()
    # What there is already is not the call's garbage; looking it through would copy all of it.
    gc.freeze()
    pid = os.fork()
    if pid == 0:
        _be_child(work, theirs, limits)
    gc.unfreeze()
    os.close(theirs)
    outcome = _wait(pid, ours, begin + (seconds if kill_after is None else kill_after))
    if kill_after is not None and outcome.end == "hangs":
        outcome.end = "killed"
    outcome.seconds = time.monotonic() - begin
    return outcome


def set_limits(
    memory: int | None = None, files: int | None = None, file_size: int | None = None
) -> None:
    """Limit what this process may have.

    Args:
        memory: bytes that it may take.
        files: how many it may have open besides those that are open already.
        file_size: bytes that a file may get.
    """
    if memory is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if files is not None:
        taken = {int(link.name) for link in Path("/proc/self/fd").iterdir()}
        # New ones take the lowest numbers that are free, which must be below the limit.
        most = [number for number in range(65536) if number not in taken][files]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if file_size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))


def _be_child(work, pipe: int, limits: dict[str, int]) -> None:
    outcome = Outcome()
    try:
        be_silent()
        set_limits(**limits)
        work(outcome)
        told = json.dumps(plain_values(outcome))
    except BaseException:
        told = json.dumps({"end": "crashed", "error": traceback.format_exc()})
    try:
        with os.fdopen(pipe, "w") as out:
            out.write(told)
    finally:
        # Without the farewells of QGIS, pytest and its plugins.
        os._exit(0)


def be_silent() -> None:
    """Make this process one that leads a group, and prints nothing."""
    with contextlib.suppress(PermissionError):
        os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)


def plain_values(outcome: Outcome) -> dict:
    """What is in an outcome, as JSON holds it."""
    return {name: _plain(value) for name, value in vars(outcome).items()}


def _plain(value):
    """Without the classes of strings that the plugin makes."""
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return str(value) if isinstance(value, str) else value


def _wait(pid: int, pipe: int, end: float) -> Outcome:
    import select

    pieces = []
    os.set_blocking(pipe, False)
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, min(0.5, end - time.monotonic())))
        data = os.read(pipe, 65536) if ready else b""
        if data:
            pieces.append(data)
        elif ready or time.monotonic() > end:
            break
    is_late = time.monotonic() > end and not pieces
    if is_late:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    os.close(pipe)
    _, status = os.waitpid(pid, 0)
    if is_late:
        return Outcome(end="hangs")
    if not pieces:
        return Outcome(end="crashed", error=f"status {status}")
    return Outcome(**json.loads(b"".join(pieces)))


def run_algorithm(name: str, parameters: dict, **how) -> Outcome:
    """Run one of the plugin's algorithms in a process of its own; see run_in_child for ``how``."""
    return run_in_child(lambda outcome: call_algorithm(name, parameters, outcome), **how)


def open_files() -> set[str]:
    """Paths of the files that this process has open."""
    found = set()
    for link in list(Path("/proc/self/fd").iterdir()):
        try:
            path = str(link.readlink())
        except OSError:
            continue
        if path.startswith("/") and not path.startswith(("/dev/", "/proc/")):
            found.add(path)
    return found


def call_algorithm(name: str, parameters: dict, outcome: Outcome) -> None:
    """Run one of the plugin's algorithms as scripts do, and note what became of it."""
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self) -> None:
            super().__init__(False)

        def pushInfo(self, text: str) -> None:
            outcome.logged.append(text)

        def pushWarning(self, text: str) -> None:
            outcome.logged.append(text)

        def reportError(self, text: str, fatalError: bool = False) -> None:
            outcome.logged.append(text)

    before = open_files()
    try:
        results = processing.run(f"tilewright:{name}", parameters, feedback=Log())
        outcome.end = "works"
        del results
    except QgsProcessingException as error:
        outcome.end, outcome.error = "refused", str(error)
    gc.collect()
    outcome.opened = sorted(open_files() - before)


def tree(folder: Path) -> dict[str, tuple]:
    """What lies in a folder: kind and size of each path; links are not followed."""
    found, left = {}, [("", str(folder))]
    while left:
        above, path = left.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                name, stat = above + entry.name, entry.stat(follow_symlinks=False)
                is_folder = entry.is_dir(follow_symlinks=False)
                found[name] = (stat.st_mode, 0 if is_folder else stat.st_size)
                if is_folder:
                    left.append((f"{name}/", entry.path))
    return found
