"""A run that is killed leaves its outputs whole or not there; the next leaves nothing hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from child import run_algorithm
from contents import REPLACED, RESUMED, contents, hidden, run_well
from world import good_calls

from tilewright.core.dataset.swap import SWAP

# Shares of the time that the run takes.
MOMENTS = (0.15, 0.4, 0.6, 0.75, 0.85, 0.92, 0.97)
ALGORITHMS = sorted(good_calls(Path(), Path()))


@pytest.mark.parametrize("name", ALGORITHMS)
def test_killed_at_many_moments(name, world, case_folder):
    out = case_folder / "out"
    call = good_calls(world, out)[name]
    first = run_algorithm(name, call)
    assert first.end == "works", first
    whole = contents(out)
    assert whole, "the call writes nothing"
    again = {**call, "OVERWRITE": True} if name in RESUMED | REPLACED else call
    for share in MOMENTS:
        killed = run_algorithm(name, again, kill_after=share * first.seconds)
        assert killed.end in ("killed", "works"), killed
        # One that is killed while it puts files in the place of others says so; the next goes on.
        is_swapping = name in REPLACED and any(out.rglob(SWAP))
        if name not in RESUMED and not is_swapping:
            assert contents(out) == whole, share
            # What several killed runs leave is more than what one leaves.
            if share != MOMENTS[-1]:
                continue
        ended = run_well(name, again)
        assert ended.end == "works", (share, ended)
        assert contents(out) == whole, share
        assert hidden(out) == [], share
