"""A disk that takes no more: one sentence, the earlier output untouched, nothing left."""

from __future__ import annotations

from pathlib import Path

import pytest
from child import run_algorithm
from contents import REPLACED, RESUMED, contents, hidden, run_well
from world import good_calls

ALGORITHMS = sorted(good_calls(Path(), Path()))


@pytest.mark.parametrize("name", ALGORITHMS)
def test_files_that_cannot_grow(name, world, case_folder):
    """Files end at a size, as on a full disk; where they fit, the output is the whole one."""
    out = case_folder / "out"
    call = good_calls(world, out)[name]
    assert run_well(name, call).end == "works"
    whole = contents(out)
    sizes = sorted({p.stat().st_size for p in out.rglob("*") if p.is_file()})
    largest = sizes[-1]
    again = {**call, "OVERWRITE": True} if name in RESUMED | REPLACED else call
    for most in sorted({0, 1000, largest // 3, largest * 2 // 3, largest - 1}):
        limited = run_algorithm(name, again, file_size=most)
        # What SQLite writes may take less room than the file it was asked for at first.
        allowed = ("refused",) if most <= 1000 else ("refused", "works")
        assert limited.end in allowed, (most, limited)
        assert "failed unexpectedly" not in limited.text, limited.text
        if name not in RESUMED or limited.end == "works":
            assert contents(out) == whole, most
            assert hidden(out) == [], most
    assert run_well(name, again).end == "works"
    assert contents(out) == whole
    assert hidden(out) == []
