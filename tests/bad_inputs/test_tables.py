"""The tables of bad inputs are in order, large enough, and use all that there is."""

from __future__ import annotations

import pytest
from cases import MAKERS, read_table
from checks import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_table_is_sorted_and_complete(kind):
    cases = read_table(kind)
    ids = [case.id for case in cases]
    assert ids == sorted(set(ids))
    assert {case.kind for case in cases} == {kind.rstrip("s")}
    assert {case.end for case in cases} <= {"works", "refused"}
    assert all(case.says for case in cases if case.end == "refused")


def test_every_bad_thing_is_tried_in_every_algorithm_or_more(algorithm_ids):
    cases = [case for kind in KINDS for case in read_table(kind)]
    assert len(cases) >= 500
    assert {case.algorithm for case in cases} == set(algorithm_ids)
    tried = {(case.kind, case.name) for case in cases}
    for kind, makers in MAKERS.items():
        assert {(kind, name) for name in makers} <= tried
