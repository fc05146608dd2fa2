"""With little memory a run ends in its whole output, or in one sentence with nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from child import Outcome, call_algorithm, run_algorithm, run_in_child, set_limits
from contents import RESUMED, contents, hidden
from world import good_calls

# One of each family; what the others do is the same.
ALGORITHMS = (
    "auditsplit",
    "classifyraster",
    "composite",
    "contactsheet",
    "createtilegrid",
    "exporttiles",
    "exporttimeseries",
    "joinlabels",
    "rasterizelabels",
    "samplepixels",
    "trainclassifier",
)
# MB besides what the process has when it begins.
ROOM = (16, 32, 100)


def taken() -> int:
    """Bytes of addresses that this process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * 4096


@pytest.mark.parametrize("name", ALGORITHMS)
def test_address_space_ends(name, world, case_folder):
    call = good_calls(world, case_folder / "first")[name]
    assert run_algorithm(name, call).end == "works"
    whole = contents(case_folder / "first")
    for room in ROOM:
        out = case_folder / f"out{room}"
        limited_call = good_calls(world, out)[name]

        def work(outcome: Outcome, room=room, limited_call=limited_call) -> None:
            set_limits(memory=taken() + room * 1024**2)
            call_algorithm(name, limited_call, outcome)

        end = run_in_child(work)
        assert end.end in ("works", "refused"), (room, end.error)
        assert "unexpectedly" not in end.text and "Traceback" not in end.text, (room, end)
        if end.end == "works":
            assert contents(out) == whole, room
        elif name not in RESUMED:
            assert not out.exists() or (contents(out), hidden(out)) == ({}, []), room
