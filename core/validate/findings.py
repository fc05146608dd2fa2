"""What was found, not more of each kind than anybody reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..faults.fault import Fault

MOST_A_KIND = 20


@dataclass
class Findings:
    """Faults and notes of a dataset.

    Attributes:
        shown: the first of each kind.
        counts: all of each kind that is a fault.
        notes: all of each kind that is none.
    """

    shown: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def add(self, faults: Iterable[Fault]) -> None:
        """Count faults, and keep the first of each kind."""
        for fault in faults:
            counts = self.notes if fault.is_note else self.counts
            counts[fault.kind] += 1
            if counts[fault.kind] <= MOST_A_KIND:
                self.shown.append(fault)

    @property
    def problem_count(self) -> int:
        """How many faults there are, shown or not."""
        return sum(self.counts.values())

    @property
    def passed(self) -> bool:
        """Whether there is no fault."""
        return not self.counts
