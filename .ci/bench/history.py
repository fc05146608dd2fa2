"""Earlier runs, a line of JSON for each row, and what is slower than in the last quiet ones."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from session import ROOT

# Runs that a new one is held against: the last ones of the same kind of machine.
_LAST = 5
# How much slower is a regression. Processor time of a busy machine is longer, too: processors
# share caches, and two threads of one core share that core.
SLOWER = 1.15
SLOWER_WHEN_BUSY = 1.3
# One run on a small scene takes a few ticks of the clock of processors.
SLOWER_WHEN_QUICK = 1.6
# Runs that go with the sources, for machines that have not measured yet.
KEPT = Path(__file__).with_name("history.jsonl")


def machine_kind() -> str:
    """Processor, how many of them, and the versions that decide how fast things are."""
    from osgeo import gdal
    from qgis.core import Qgis

    model = "unknown processor"
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
        model = next(x.partition(":")[2].strip() for x in lines if x.startswith("model name"))
    except (OSError, StopIteration):
        pass
    versions = (
        f"QGIS {Qgis.QGIS_VERSION.partition('-')[0]}, GDAL {gdal.VersionInfo('RELEASE_NAME')}"
    )
    return f"{os.cpu_count()} x {model}, {versions}"


def read_history(paths: Iterable[Path]) -> list[dict]:
    """All runs of all files, in their order; what is no line of JSON is left out."""
    found = []
    for path in paths:
        try:
            lines = path.read_text("utf-8").splitlines()
        except OSError:
            continue
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and "row" in entry:
                found.append(entry)
    return found


def make_entry(result: dict, own: str, machine: str, is_quick: bool) -> dict:
    """What is kept of a row's result."""
    return {
        "row": result["row"],
        "machine": machine,
        "quick": is_quick,
        "quiet": result["quiet"],
        "when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commit": _commit(),
        "rate": result.get("median", {}).get(own),
        "spread": result.get("spread", {}).get(own),
        "processor_us": result.get("processor_us", {}).get(own),
        "faster": result.get("faster"),
        "value": result.get("value"),
        "met": {t["target"]: t["met"] for t in result["targets"]},
    }


def _commit() -> str:
    done = subprocess.run(
        ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def find_regressions(entry: dict, history: Sequence[dict]) -> list[str]:
    """Sentences on what is slower than the median of the last quiet runs of this row, or missed.

    A busy machine is held to processor time alone.
    """
    same = ("row", "machine", "quick")
    earlier = [e for e in history if e.get("quiet") and all(e.get(k) == entry[k] for k in same)]
    earlier = earlier[-_LAST:]
    found = []
    slower = SLOWER_WHEN_QUICK if entry["quick"] else SLOWER
    bound = slower if entry["quiet"] else max(slower, SLOWER_WHEN_BUSY)
    work, now = _median(earlier, "processor_us"), entry["processor_us"]
    if work and now and now > bound * work:
        found.append(
            f"{now:.1f} us of processor each, {work:.1f} before ({now / work:.2f} x as much)"
        )
    rate, now = _median(earlier, "rate"), entry["rate"]
    if entry["quiet"] and rate and now and now * slower < rate:
        found.append(f"{now:.1f} a second, {rate:.1f} before ({rate / now:.2f} x the time)")
    if entry["quiet"]:
        for target, is_met in entry["met"].items():
            before = [e["met"][target] for e in earlier if target in (e.get("met") or {})]
            if before and all(before) and not is_met:
                found.append(f"missed, and met before: {target}")
    return found


def _median(entries: Sequence[dict], key: str) -> float | None:
    values = [e[key] for e in entries if e.get(key)]
    return statistics.median(values) if values else None


def append_entries(path: Path, entries: Iterable[dict]) -> None:
    """Add runs to a file of lines."""
    text = "".join(json.dumps(entry) + "\n" for entry in entries)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
