"""An assessment in plain numbers, for JSON and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classes.colors import hex_color
from ..classes.legend import Color
from .estimate import Assessment, Figure

HECTARE = 10_000.0
MATCHING, DIFFERENT = "the map's classes", "others than the map's classes"


def area_unit(in_metres: bool) -> str:
    """What areas are told in: hectares, or pixels where nobody knows metres."""
    return "ha" if in_metres else "pixels"


@dataclass(frozen=True)
class AssessedMap:
    """An assessment and what it is of.

    Attributes:
        result: the estimates.
        names: of the classes.
        colors: by class.
        strata: names of the strata.
        points: int64 (strata,) units of each.
        ground: float64 (strata,) square metres of each; pixels where nobody knows metres.
        in_metres: whether they are square metres.
        are_classes: whether strata are the map's classes.
        confidence: of the intervals, 0 to 1.
        map_name: of the map.
        reference_name: of the reference.
        units: what was counted: points or pixels.
        with_kappa: whether kappa was asked for.
    """

    result: Assessment
    names: Sequence[str]
    colors: Sequence[Color]
    strata: Sequence[str]
    points: np.ndarray
    ground: np.ndarray
    in_metres: bool
    are_classes: bool
    confidence: float
    map_name: str
    reference_name: str
    units: str
    with_kappa: bool

    @property
    def unit(self) -> str:
        """What areas are told in."""
        return area_unit(self.in_metres)

    @property
    def whole(self) -> float:
        """All ground, in that unit."""
        total = float(self.ground.sum())
        return total / HECTARE if self.in_metres else total

    @property
    def plus_minus(self) -> str:
        """What stands behind a figure's error: ``95 %``."""
        return f"{100 * self.confidence:g} %"


def facts_of(assessed: AssessedMap) -> dict[str, Any]:
    """All of it as plain numbers: shares from 0 to 1, areas in hectares (or pixels)."""
    result, whole = assessed.result, assessed.whole
    classes = [
        {
            "name": name,
            "color": hex_color(assessed.colors[k]),
            "mapped_points": int(result.counts[k].sum()),
            "reference_points": int(result.counts[:, k].sum()),
            "users_accuracy": _plain(result.users[k]),
            "producers_accuracy": _plain(result.producers[k]),
            "f1": _plain(result.f1[k]),
            "mapped_share": _plain(result.mapped[k]),
            "share": _plain(result.areas[k]),
            "area": _plain(result.areas[k].times(whole)),
        }
        for k, name in enumerate(assessed.names)
    ]
    facts: dict[str, Any] = {
        "map": assessed.map_name,
        "reference": assessed.reference_name,
        "units": assessed.units,
        "points": int(result.counts.sum()),
        "confidence": assessed.confidence,
        "strata_are": MATCHING if assessed.are_classes else DIFFERENT,
        "strata": [
            {
                "name": name,
                "points": int(assessed.points[h]),
                "area": float(assessed.ground[h]) / (HECTARE if assessed.in_metres else 1),
            }
            for h, name in enumerate(assessed.strata)
        ],
        "area_unit": assessed.unit,
        "area": whole,
        "overall_accuracy": _plain(result.overall),
        "classes": classes,
        "matrix": {"points": result.counts.tolist(), "shares": result.shares.tolist()},
    }
    if assessed.with_kappa:
        facts["kappa"] = result.kappa
    return facts


def _plain(figure: Figure) -> dict[str, float | None]:
    return {
        "value": figure.value,
        "standard_error": figure.error,
        "low": figure.low,
        "high": figure.high,
    }


_COLUMNS = (
    ("users_accuracy", "users_accuracy"),
    ("producers_accuracy", "producers_accuracy"),
    ("f1", "f1"),
    ("share", "share"),
    ("area", "area"),
)
_ENDINGS = (
    ("value", ""),
    ("standard_error", "_standard_error"),
    ("low", "_low"),
    ("high", "_high"),
)


def table_of(facts: dict[str, Any]) -> tuple[list[str], list[dict[str, object]]]:
    """Columns and a row a class, then one of the whole map.

    A column ``as_<class>`` counts the points of the map's class of the row that are of that class.
    """
    matrix = [f"as_{c['name']}" for c in facts["classes"]]
    columns = ["class", "color", "mapped_points", "reference_points", *matrix]
    columns += [name + ending for name, _ in _COLUMNS for _, ending in _ENDINGS]
    columns.append("area_unit")
    rows: list[dict[str, object]] = []
    for c, counts in zip(facts["classes"], facts["matrix"]["points"]):
        row: dict[str, object] = {"class": c["name"], "color": c["color"]}
        row["mapped_points"], row["reference_points"] = c["mapped_points"], c["reference_points"]
        row.update(zip(matrix, counts))
        for name, key in _COLUMNS:
            row.update(_cells(name, c[key]))
        row["area_unit"] = facts["area_unit"]
        rows.append(row)
    whole: dict[str, object] = {"class": "overall_accuracy", "mapped_points": facts["points"]}
    # Of the map as a whole both accuracies are one.
    whole.update(_cells("users_accuracy", facts["overall_accuracy"]))
    whole["area"], whole["area_unit"] = facts["area"], facts["area_unit"]
    return columns, [*rows, whole]


def _cells(name: str, figure: dict[str, float | None]) -> dict[str, object]:
    return {name + ending: figure[key] for key, ending in _ENDINGS}
