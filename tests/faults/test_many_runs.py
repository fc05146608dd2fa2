"""Many runs in one process hold no files, and no more memory than ten do; two at once agree."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from child import Outcome, call_algorithm, open_files, run_algorithm, run_in_child
from contents import REPLACED, RESUMED, contents, hidden, run_well
from world import good_calls

ALGORITHMS = sorted(good_calls(Path(), Path()))
RUNS = 50
# A file that one run leaves open is found after a few.
FAILING_RUNS = 15
# For all of them, on a machine that has more to do.
_SECONDS = 600
# What makes these fail after their rasters were opened.
FAILURES = {
    "builddataset": {"BANDS": "9"},
    "classifyraster": {"BANDS": "1,2"},
    "composite": {"BANDS": "9"},
    "contactsheet": {"BANDS": "9"},
    "createtilegrid": {"TILE_SIZE": 1000},
    "exporttiles": {"BANDS": "9"},
    "exporttimeseries": {"BANDS": "9"},
    "samplepixels": {"BANDS": "9"},
    "stackbands": {"BANDS": "9"},
}


def resident() -> int:
    """Bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096


@pytest.mark.parametrize("name", sorted(FAILURES))
def test_failing_runs_leave_no_files_open(name, world, case_folder):
    call = {**good_calls(world, case_folder / "out")[name], **FAILURES[name]}

    def work(outcome: Outcome) -> None:
        before = open_files()
        for _ in range(FAILING_RUNS):
            single = Outcome()
            call_algorithm(name, call, single)
            assert single.end == "refused", single
        outcome.end = "works"
        outcome.opened = sorted(p for p in open_files() - before if p.endswith(".tif"))

    outcome = run_in_child(work, seconds=_SECONDS)
    assert (outcome.end, outcome.opened) == ("works", []), outcome


@pytest.mark.parametrize("name", ["createtilegrid", "classifyraster", "composite"])
def test_memory_does_not_grow_with_runs(name, world, case_folder):
    call = good_calls(world, case_folder / "out")[name]

    def work(outcome: Outcome) -> None:
        sizes = []
        for k in range(RUNS):
            call_algorithm(name, call, Outcome())
            if k in (9, RUNS - 1):
                sizes.append(resident())
        outcome.end, outcome.error = "works", str(sizes[1] - sizes[0])

    outcome = run_in_child(work, seconds=_SECONDS)
    assert outcome.end == "works", outcome
    # Forty runs that held on to the scene alone would hold 2 MB, to a raster of QGIS's far more.
    assert int(outcome.error) < 20e6, outcome


@pytest.mark.parametrize("name", ALGORITHMS)
def test_two_runs_at_once_on_one_output(name, world, case_folder):
    """Each ends well or with a sentence, and what is there at the end is whole."""
    out = case_folder / "out"
    call = good_calls(world, out)[name]

    def run_one() -> Outcome:
        return run_algorithm(name, call)

    assert run_well(name, call).end == "works"
    whole = contents(out)
    if name in RESUMED | REPLACED:
        call["OVERWRITE"] = True
    ends = []
    # Processes are forked from one thread at a time; what they do is at once.
    threads = [threading.Thread(target=lambda: ends.append(run_one())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {end.end for end in ends} <= {"works", "refused"}, ends
    assert "works" in {end.end for end in ends}, ends
    assert all("failed unexpectedly" not in end.text for end in ends), ends
    assert contents(out) == whole
    # One that was refused half-way leaves what RESUME goes on with, until the next run.
    assert run_well(name, call).end == "works"
    assert contents(out) == whole
    assert hidden(out) == []
