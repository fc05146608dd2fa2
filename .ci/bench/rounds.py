"""Measuring a row: rounds of all its routes, more of those that spread, and the noise meanwhile."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from noise import Noise, noise_between, own_seconds, read_machine
from row import Check, Row, summarise

MOST_SPREAD = 0.15


@dataclass
class Runs:
    """What the runs of one route gave: per second, and microseconds of processors each."""

    rates: list[float] = field(default_factory=list)
    micros: list[float] = field(default_factory=list)


def spread(values: Sequence[float]) -> float:
    """From the least to the most, as a share of the median."""
    return (max(values) - min(values)) / statistics.median(values)


def closest(values: Sequence[float], count: int) -> list[float]:
    """The ``count`` values that spread least, ascending; of equals the greatest ones.

    What disturbs a run makes it slower, and hardly ever twice by as much.
    """
    ordered = sorted(values)
    starts = range(max(1, len(ordered) - count + 1))
    return min((ordered[k : k + count] for k in reversed(starts)), key=spread)


def measure_rounds(
    routes: dict[str, Callable[[], Runs | tuple[float, float]]], repeat: int, more: int
) -> dict[str, Runs]:
    """Run all routes in turn ``repeat`` times, then those that spread, ``more`` times at most.

    Args:
        routes: name -> a function that runs once and returns the rate and the microseconds.
    """
    found = {name: Runs() for name in routes}
    for k in range(repeat + more):
        for name, route in routes.items():
            runs = found[name]
            if k >= repeat and spread(closest(runs.rates, repeat)) <= MOST_SPREAD:
                continue
            rate, micros = route()
            runs.rates.append(rate)
            runs.micros.append(micros)
    return found


def measure(row: Row | Check, repeat: int) -> dict:
    """A row's figures, for the table and the JSON file."""
    load, before = os.getloadavg()[0], read_machine()
    result = _check(row) if isinstance(row, Check) else _row(row, repeat)
    after = read_machine()
    noise = noise_between(before, after) if before and after else Noise(0.0, 0.0)
    # Programs that this one started and did not wait for are its own; others wait for it as well.
    is_quiet = Noise(noise.others, noise.steal).is_quiet()
    facts = {"others": round(noise.others, 3), "steal": round(noise.steal, 3), "quiet": is_quiet}
    return {**result, "load": load, **facts}


def _check(row: Check) -> dict:
    start, processor = time.perf_counter(), own_seconds()
    value, is_met, facts = row.measure()
    targets = [{"target": row.target, "ratio": value, "met": is_met}]
    seconds = {
        "seconds": round(time.perf_counter() - start, 1),
        "processor_seconds": round(own_seconds() - processor, 1),
    }
    return {"row": row.name, "value": value, "targets": targets, **seconds, **facts}


def _row(row: Row, repeat: int) -> dict:
    runs = measure_rounds(
        {name: _timed(route) for name, route in row.routes.items()},
        repeat,
        # One run has no spread.
        repeat if repeat > 1 else 0,
    )
    kept = {name: closest(found.rates, repeat) for name, found in runs.items()}
    spreads = {name: round(spread(values), 3) for name, values in kept.items()}
    micros = {name: round(statistics.median(r.micros), 1) for name, r in runs.items()}
    own = micros[row.own]
    return {
        **summarise(row, kept),
        "own": row.own,
        "all_rates": {name: [round(v, 2) for v in r.rates] for name, r in runs.items()},
        "spread": spreads,
        # Time that processors worked, preparations included: others on the machine change it less.
        "processor_us": micros,
        "less_work": {n: round(v / own, 3) for n, v in micros.items() if n != row.own and own},
    }


def _timed(route: Callable[[], object]) -> Callable[[], tuple[float, float]]:
    def run() -> tuple[float, float]:
        start, processor = time.perf_counter(), own_seconds()
        made = route()
        passed, worked = time.perf_counter() - start, own_seconds() - processor
        count, seconds = made if isinstance(made, tuple) else (made, passed)
        return count / (seconds or passed), 1e6 * worked / count

    return run
