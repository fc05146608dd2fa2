"""What the benchmark measures: rows of routes that do the same."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Target:
    """How a row's own route must compare with another: ``at_least`` or ``at_most`` times as fast.

    ``at_most`` is a time: at most so many times that of the other.
    """

    against: str
    at_least: float | None = None
    at_most: float | None = None

    def text(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g} x faster than {self.against}"
        return f"<= {self.at_most:g} x the time of {self.against}"

    def is_met(self, ratio: float) -> bool:
        """``ratio``: how many times faster than the other."""
        return ratio >= self.at_least if self.at_least is not None else 1 / ratio <= self.at_most


@dataclass
class Row:
    """One line of the table.

    Attributes:
        name: what is done.
        routes: name -> a function that does it once and returns how many tiles it made; it may
            return (tiles, seconds) where it has measured the time itself.
        own: the route that is Tilewright's.
        targets: what it is held to.
        unit: what is counted.
    """

    name: str
    routes: dict[str, Callable[[], int | tuple[int, float]]]
    own: str = "tilewright"
    targets: list[Target] = field(default_factory=list)
    unit: str = "tiles"


@dataclass
class Check:
    """A row that is measured once, in its own way: returns its value, and whether that is well."""

    name: str
    measure: Callable[[], tuple[str, bool, dict]]
    target: str


def summarise(row: Row, rates: dict[str, list[float]]) -> dict:
    """Medians, ratios and what they are held to, for the table and the JSON file."""
    medians = {name: statistics.median(values) for name, values in rates.items()}
    own = medians[row.own]
    return {
        "row": row.name,
        "unit": f"{row.unit}/s",
        "rates": {name: [round(v, 2) for v in values] for name, values in rates.items()},
        "median": {name: round(value, 2) for name, value in medians.items()},
        "faster": {n: round(own / v, 3) for n, v in medians.items() if n != row.own},
        "targets": [
            {
                "target": target.text(),
                "ratio": round(own / medians[target.against], 3),
                "met": target.is_met(own / medians[target.against]),
            }
            for target in row.targets
            if target.against in medians
        ],
    }
