"""The order of the test files: those that take longest first, so that no process ends late.

``tests/seconds.csv`` says what the files take. Where TILEWRIGHT_SECONDS is set, a run of all tests
writes it anew.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

PATH = Path(__file__).with_name("seconds.csv")
# A fork takes the longer the more a process holds, and these fork some two thousand times.
_FIRST = ("tests/bad_inputs/", "tests/faults/", "tests/processes/")
# QGIS 3.22 may lose coordinate systems that it met first in a thread that has ended, and these
# start threads by the hundred.
_LAST = ("tests/ui/",)
# Files that take less are dealt to whoever is free.
_LEAST = 3


def read_seconds() -> dict[str, int]:
    """Seconds of the files that take long."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return {row["file"]: int(row["seconds"]) for row in csv.DictReader(file)}


def _file_of(name: str) -> str:
    return name.partition("::")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Newer pytest-xdist would put files with many tests first."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What forks comes first, the dock last, and of each what takes longest before the others."""
    seconds = read_seconds()

    def place(item: pytest.Item) -> tuple[int, int]:
        file = _file_of(item.nodeid)
        stage = 0 if file.startswith(_FIRST) else 2 if file.startswith(_LAST) else 1
        return stage, -seconds.get(file, 0)

    items.sort(key=place)


def pytest_terminal_summary(terminalreporter) -> None:
    """Note what the files took."""
    if not os.environ.get("TILEWRIGHT_SECONDS"):
        return
    taken: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                taken[_file_of(report.nodeid)] += report.duration
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "seconds"])
        writer.writerows((f, round(s)) for f, s in taken.most_common() if s >= _LEAST)
