"""What is told on the way."""

from __future__ import annotations

import pytest

from tilewright.core.run.progress import ProgressReport, duration_text, tells_time_left


def test_the_first_lines_come_soon_and_later_ones_every_ten_seconds():
    now, lines = [0.0], []
    report = ProgressReport(1000, lambda fraction: None, lines.append, lambda: now[0])
    told = []
    for tick in range(1, 400):
        now[0] = tick / 10
        report.add(2)
        told += [now[0]] * (len(lines) - len(told))
    assert told == [1, 2, 4, 8, 16, 26, 36]
    assert lines[0] == "20 of 1000 tiles, 20 per second, about 49 s left."
    assert lines[2] == "80 of 1000 tiles, 20 per second, about 46 s left."


def test_shares_are_of_tiles_and_lines_tell_what_is_left():
    now, shares, lines = [0.0], [], []
    report = ProgressReport(100, shares.append, lines.append, lambda: now[0])
    for second in (4, 8, 12, 16, 20, 24, 28, 32):
        now[0] = float(second)
        report.add(10)
    now[0] = 40.0
    report.add(20)
    report.finish()
    assert shares == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0])
    assert lines == [
        "10 of 100 tiles, 2.5 per second, about 36 s left.",
        "20 of 100 tiles, 2.5 per second, about 32 s left.",
        "40 of 100 tiles, 2.5 per second, about 24 s left.",
        "70 of 100 tiles, 2.5 per second, about 12 s left.",
        "100 tiles cut in 40 s (2.5 per second).",
    ]


@pytest.mark.parametrize(
    ("count", "seconds", "text"),
    [(139_456, 1, "139456"), (9996, 10, "1000"), (9994, 10, "999"), (1234, 100, "12.3")],
)
def test_rates_are_plain_figures(count, seconds, text):
    now, lines = [0.0], []
    report = ProgressReport(count, lambda fraction: None, lines.append, lambda: now[0])
    report.done, now[0] = count, float(seconds)
    report.finish()
    assert lines[0].endswith(f" ({text} per second).")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (9.96, "10.0 s"), (59, "59 s"), (90, "2 min"), (7000, "117 min")]
    + [(9000, "2.5 h")],
)
def test_durations_are_short(seconds, text):
    assert duration_text(seconds) == text


@pytest.mark.parametrize(
    ("there", "failed", "lines"),
    [
        (0, 3, ["7 tiles cut in 2.0 s (3.5 per second)."]),
        (0, 10, []),
        (4, 0, ["4 of 10 tiles were there already.", "6 tiles cut in 2.0 s (3 per second)."]),
        (10, 0, ["10 of 10 tiles were there already."]),
    ],
)
def test_only_tiles_that_are_cut_are_told_as_cut(there, failed, lines):
    now, told = [0.0], []
    report = ProgressReport(10, lambda fraction: None, told.append, lambda: now[0])
    now[0] = 2.0
    report.add(10)
    report.finish(there, failed)
    assert told == lines


def test_a_line_that_tells_the_time_left_is_known():
    now, lines = [0.0], []
    report = ProgressReport(100, lambda fraction: None, lines.append, lambda: now[0])
    now[0] = 2.0
    report.add(10)
    report.finish()
    assert [tells_time_left(line) for line in (*lines, "10 of 20")] == [True, False, False]
