"""How busy a machine is with the work of others, as Linux tells it; elsewhere nobody knows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
# Of all processors together: what QGIS and a kernel do by the way stays below.
MOST_OTHERS = 0.05
MOST_STEAL = 0.02
MOST_PRESSURE = 0.05
_LOOK_SECONDS = 2.0
_STEP_SECONDS = 5.0


@dataclass(frozen=True)
class Reading:
    """Counters at one moment, in seconds since the machine was started.

    Attributes:
        busy: of all processors, whoever they worked for.
        idle: of all processors, waiting for disks included.
        steal: that other virtual machines took from all processors.
        own: processor time of this program and all that it started.
        stalled: wall time in which something waited for a processor.
        wall: seconds of a clock.
    """

    busy: float
    idle: float
    steal: float
    own: float
    stalled: float
    wall: float


@dataclass(frozen=True)
class Noise:
    """What others did between two readings: shares of all processors, 0 to 1.

    ``pressure`` is the share of time in which something waited for a processor; it means others
    only while this program does nothing.
    """

    others: float
    steal: float
    pressure: float = 0.0

    def is_quiet(self) -> bool:
        return (
            self.others <= MOST_OTHERS
            and self.steal <= MOST_STEAL
            and self.pressure <= MOST_PRESSURE
        )

    def text(self) -> str:
        return f"others {self.others:.0%}, steal {self.steal:.0%}"


def parse_ticks(stat: str) -> tuple[int, int, int]:
    """Busy, idle and stolen ticks of all processors, from the text of /proc/stat.

    Guests are counted in user and nice already.
    """
    line = next(line for line in stat.splitlines() if line.startswith("cpu "))
    user, nice, system, idle, iowait, irq, softirq, steal = map(int, line.split()[1:9])
    return user + nice + system + irq + softirq, idle + iowait, steal


def parse_process(stat: str) -> tuple[int, int]:
    """Parent, and ticks of a process and the children it waited for, from its /proc/PID/stat."""
    # The name is in parentheses and may hold any of them.
    fields = stat.rpartition(")")[2].split()
    return int(fields[1]), sum(map(int, fields[11:15]))


def noise_between(before: Reading, after: Reading) -> Noise:
    """What others did meanwhile."""
    busy = after.busy - before.busy
    steal = after.steal - before.steal
    total = busy + steal + after.idle - before.idle
    if total <= 0:
        return Noise(0.0, 0.0)
    wall = after.wall - before.wall
    return Noise(
        max(0.0, busy - (after.own - before.own)) / total,
        steal / total,
        min(1.0, (after.stalled - before.stalled) / wall) if wall > 0 else 0.0,
    )


def tree_seconds(pid: int, proc: Path = PROC) -> float:
    """Processor time of a program, of those it waited for, and of those it started that still run.

    Raises:
        ProcessLookupError: there is no such program, or nobody can tell.
    """
    parents, ticks = {}, {}
    for folder in proc.iterdir() if proc.is_dir() else ():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text("utf-8", "replace")
            except OSError:
                # It has ended meanwhile.
                continue
            number = int(folder.name)
            parents[number], ticks[number] = parse_process(stat)
    if pid not in parents:
        raise ProcessLookupError(pid)
    family, found = {pid}, {pid}
    while found:
        found = {child for child, parent in parents.items() if parent in found} - family
        family |= found
    return sum(ticks[member] for member in family) / os.sysconf("SC_CLK_TCK")


def own_seconds(proc: Path = PROC) -> float:
    """tree_seconds of this program, without children that still run where nobody can tell."""
    try:
        return tree_seconds(os.getpid(), proc)
    except ProcessLookupError:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system


def read_machine(proc: Path = PROC) -> Reading | None:
    """The counters now, or None where the system has none."""
    try:
        busy, idle, steal = parse_ticks((proc / "stat").read_text("ascii"))
    except (OSError, StopIteration, ValueError):
        return None
    a_second = os.sysconf("SC_CLK_TCK")
    return Reading(
        busy / a_second,
        idle / a_second,
        steal / a_second,
        own_seconds(proc),
        _stalled(proc),
        time.perf_counter(),
    )


def _stalled(proc: Path) -> float:
    try:
        line = (proc / "pressure" / "cpu").read_text("ascii").splitlines()[0]
        return int(line.rpartition("total=")[2]) / 1e6
    except (OSError, IndexError, ValueError):
        return 0.0


def look(seconds: float = _LOOK_SECONDS) -> Noise:
    """What others do while this program does nothing; silence where nobody can tell."""
    before = read_machine()
    time.sleep(seconds)
    after = read_machine()
    return noise_between(before, after) if before and after else Noise(0.0, 0.0)


def wait_for_quiet(
    bound: float,
    look: Callable[[], Noise] = look,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Noise, float]:
    """The last look, which is quiet or past ``bound`` seconds, and how many seconds were waited."""
    start = clock()
    while not (noise := look()).is_quiet() and clock() - start < bound:
        sleep(_STEP_SECONDS)
    return noise, clock() - start
