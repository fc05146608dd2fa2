"""The arithmetic of the benchmark: noise, spread, history."""

from __future__ import annotations

import importlib
import json
import os
import sys

import pytest

STAT = """cpu  700 40 200 5000 100 20 40 300 60 5
cpu0 350 20 100 2500 50 10 20 150 30 2
intr 1
"""


@pytest.fixture(scope="module")
def bench(root):
    """``bench("noise")``: a module of the benchmark."""
    folder = str(root / ".ci" / "bench")
    sys.path.insert(0, folder)
    yield importlib.import_module
    sys.path.remove(folder)


def test_ticks_are_busy_idle_and_stolen(bench):
    # Time of guests is in that of users already.
    assert bench("noise").parse_ticks(STAT) == (700 + 40 + 200 + 20 + 40, 5000 + 100, 300)


def test_a_process_has_its_ticks_and_those_of_children_it_waited_for(bench):
    stat = "42 (a) (b) c) S 7 1 1 0 -1 4194560 9 9 9 9 100 20 3 4 20 0 5 0 99"
    assert bench("noise").parse_process(stat) == (7, 127)


def test_a_program_is_all_that_it_started(bench, tmp_path):
    noise = bench("noise")
    for pid, parent, ticks in ((10, 1, 100), (11, 10, 30), (12, 11, 5), (13, 1, 1000)):
        (tmp_path / str(pid)).mkdir()
        text = f"{pid} (x) S {parent} 1 1 0 -1 0 0 0 0 0 {ticks} 1 0 0 20 0"
        (tmp_path / str(pid) / "stat").write_text(text)
    a_second = os.sysconf("SC_CLK_TCK")
    assert noise.tree_seconds(10, tmp_path) == (101 + 31 + 6) / a_second
    with pytest.raises(ProcessLookupError):
        noise.tree_seconds(14, tmp_path)


def test_others_and_steal_are_shares_of_all_processors(bench):
    noise = bench("noise")
    # Two processors, ten seconds: 20 to share.
    before = noise.Reading(100.0, 500.0, 2.0, 50.0, 1.0, 1000.0)
    after = noise.Reading(113.0, 506.0, 3.0, 60.0, 3.0, 1010.0)
    found = noise.noise_between(before, after)
    assert found == noise.Noise(others=3 / 20, steal=1 / 20, pressure=2 / 10)
    assert not found.is_quiet()
    assert noise.noise_between(before, before) == noise.Noise(0.0, 0.0)
    # Ticks are counted by halves: own time may be ahead of that of the machine.
    ahead = noise.Reading(109.9, 510.1, 2.0, 60.0, 1.0, 1010.0)
    assert noise.noise_between(before, ahead) == noise.Noise(0.0, 0.0)


@pytest.mark.parametrize(
    ("shares", "is_quiet"),
    [
        ((0.05, 0.02, 0.05), True),
        ((0.06, 0.0, 0.0), False),
        ((0.0, 0.03, 0.0), False),
        ((0.0, 0.0, 0.06), False),
    ],
)
def test_quiet_is_little_of_all_three(bench, shares, is_quiet):
    assert bench("noise").Noise(*shares).is_quiet() is is_quiet


def test_a_row_waits_for_quiet_and_not_for_ever(bench):
    noise = bench("noise")
    now = [0.0]

    def wait(looks, bound):
        now[0] = 0.0
        return noise.wait_for_quiet(
            bound,
            lambda: next(looks),
            lambda: now[0],
            lambda seconds: now.__setitem__(0, now[0] + seconds),
        )

    loud, quiet = noise.Noise(0.5, 0.0), noise.Noise(0.0, 0.0)
    assert wait(iter([loud, loud, quiet]), 60) == (quiet, 10.0)
    assert wait(iter([loud] * 9), 12) == (loud, 15.0)
    assert wait(iter([quiet]), 0) == (quiet, 0.0)
    assert wait(iter([loud]), 0) == (loud, 0.0)


def test_a_busy_machine_is_refused_unless_nobody_asks(bench, monkeypatch, capsys):
    run, noise = bench("run_bench"), bench("noise")
    loud, quiet, bounds = noise.Noise(0.5, 0.04), noise.Noise(0.0, 0.0), []
    answers = iter([(quiet, 40.0), (loud, 65.0), (loud, 2.0)])
    monkeypatch.setattr(run, "wait_for_quiet", lambda bound: bounds.append(bound) or next(answers))
    patience = run.Patience(100.0)
    assert [patience.waits() for _ in range(3)] == [True, False, False]
    # One budget for all rows.
    assert bounds == [100.0, 60.0, 0.0]
    assert "busy (others 50%, steal 4%)" in capsys.readouterr().out
    assert run.Patience(None).waits()


def test_spread_is_a_share_of_the_median(bench):
    rounds = bench("rounds")
    assert rounds.spread([90.0, 100.0, 120.0]) == pytest.approx(0.3)
    assert rounds.spread([7.0]) == 0


def test_the_closest_runs_count_and_of_equals_the_fastest(bench):
    closest = bench("rounds").closest
    assert closest([50.0, 100.0, 70.0, 98.0, 101.0], 3) == [98.0, 100.0, 101.0]
    assert closest([10.0, 10.0, 20.0, 20.0], 2) == [20.0, 20.0]
    assert closest([3.0, 1.0], 3) == [1.0, 3.0]


def test_only_what_spreads_is_run_again(bench):
    rates = {"steady": iter([10.0, 11.0, 10.0]), "loud": iter([10.0, 5.0, 10.5, 10.2, 1.0])}
    routes = {name: lambda values=values: (next(values), 1.0) for name, values in rates.items()}
    found = bench("rounds").measure_rounds(routes, 3, 3)
    assert found["steady"].rates == [10.0, 11.0, 10.0]
    # After the fourth three of them are within 15 %.
    assert found["loud"].rates == [10.0, 5.0, 10.5, 10.2]


def test_what_goes_on_spreading_is_run_so_often_and_no_more(bench):
    values = iter([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0])
    found = bench("rounds").measure_rounds({"wild": lambda: (next(values), 1.0)}, 3, 3)
    assert found["wild"].rates == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]


def test_a_row_has_processor_time_beside_wall_time(bench):
    row = bench("row").Row("r", {"own": lambda: (4, 2.0), "other": lambda: (4, 4.0)}, own="own")
    result = bench("rounds").measure(row, 1)
    assert result["median"] == {"own": 2.0, "other": 1.0}
    assert result["faster"] == {"other": 2.0}
    assert set(result["processor_us"]) == {"own", "other"}
    assert result["spread"] == {"own": 0, "other": 0}


def entry(**changes):
    made = {"row": "JPEG", "machine": "m", "quick": False, "quiet": True, "value": None}
    return {**made, "rate": 100.0, "processor_us": 50.0, "met": {"twice": True}, **changes}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, []),
        ({"rate": 87.0, "processor_us": 57.0}, []),
        ({"rate": 80.0}, ["80.0 a second, 100.0 before (1.25 x the time)"]),
        ({"processor_us": 60.0}, ["60.0 us of processor each, 50.0 before (1.20 x as much)"]),
        ({"met": {"twice": False}}, ["missed, and met before: twice"]),
        # Others make it slow, and processors a little slower.
        ({"quiet": False, "rate": 20.0, "processor_us": 64.0, "met": {"twice": False}}, []),
        (
            {"quiet": False, "rate": 20.0, "processor_us": 70.0},
            ["70.0 us of processor each, 50.0 before (1.40 x as much)"],
        ),
        # Nothing to hold it against.
        ({"machine": "other", "rate": 1.0}, []),
        ({"row": "other", "rate": 1.0}, []),
        ({"quick": True, "rate": 1.0}, []),
    ],
)
def test_regressions_are_told_from_the_last_quiet_runs(bench, changes, words):
    history = [
        *(entry(rate=1000.0) for _ in range(3)),
        *(entry(rate=rate) for rate in (90.0, 100.0, 100.0, 100.0, 110.0)),
        entry(rate=5000.0, processor_us=1.0, quiet=False),
    ]
    assert bench("history").find_regressions(entry(**changes), history) == words


def test_quick_runs_are_held_to_less(bench):
    history = [entry(quick=True)]
    find = bench("history").find_regressions
    assert find(entry(quick=True, rate=65.0, processor_us=79.0), history) == []
    assert len(find(entry(quick=True, rate=60.0, processor_us=81.0), history)) == 2


def test_history_is_lines_and_bad_ones_are_left_out(bench, tmp_path):
    history = bench("history")
    path = tmp_path / "history.jsonl"
    assert history.read_history([path]) == []
    history.append_entries(path, [entry(), entry(rate=3.0)])
    with path.open("a") as file:
        file.write('{"row": "cut o\n[1]\n{"no": "row"}\n')
    history.append_entries(path, [entry(rate=4.0)])
    assert [e["rate"] for e in history.read_history([path, path])] == [100.0, 3.0, 4.0] * 2
    assert json.loads(path.read_text().splitlines()[0]) == entry()
