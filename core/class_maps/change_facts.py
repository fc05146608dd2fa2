"""A comparison of two class maps in plain numbers, for JSON and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..assess.facts import HECTARE, area_unit
from ..classes.colors import hex_color
from ..classes.legend import Color
from .change import ChangeClasses, ChangeCounts, change_color, change_name


@dataclass(frozen=True)
class ComparedMaps:
    """Two maps and what became of the classes of the first.

    Attributes:
        classes: of both.
        colors: by class.
        counts: of their pixels.
        in_metres: whether ground is square metres.
        before_name: of the first map.
        after_name: of the second map.
        alignment: how the second map came onto the first one's pixels, as a sentence.
    """

    classes: ChangeClasses
    colors: Sequence[Color]
    counts: ChangeCounts
    in_metres: bool
    before_name: str
    after_name: str
    alignment: str

    @property
    def unit(self) -> str:
        """What areas are told in."""
        return area_unit(self.in_metres)


def facts_of(compared: ComparedMaps) -> dict[str, Any]:
    """All of it as plain numbers: shares from 0 to 1, areas in hectares (or pixels)."""
    pixels = compared.counts.pixels
    ground = compared.counts.ground / (HECTARE if compared.in_metres else 1)
    whole, same = float(ground.sum()), float(np.trace(ground))
    pixel_count, same_count = int(pixels.sum()), int(np.trace(pixels))
    return {
        "before": compared.before_name,
        "after": compared.after_name,
        "alignment": compared.alignment,
        "area_unit": compared.unit,
        "pixels": pixel_count,
        "area": whole,
        "unchanged": {"pixels": same_count, "area": same, "share": same / whole},
        "changed": {
            "pixels": pixel_count - same_count,
            "area": whole - same,
            "share": (whole - same) / whole,
        },
        "without_class": {
            "in_the_second_map": compared.counts.only_before,
            "in_the_first_map": compared.counts.only_after,
        },
        "only_before": list(compared.classes.only_before),
        "only_after": list(compared.classes.only_after),
        "classes": [_class_facts(compared, ground, k) for k in range(len(pixels))],
        "changes": _changes(compared, ground),
        "matrix": {"pixels": pixels.tolist(), "areas": ground.tolist()},
    }


def _class_facts(compared: ComparedMaps, ground: np.ndarray, k: int) -> dict[str, Any]:
    pixels, whole = compared.counts.pixels, float(ground.sum())
    before, after, kept = float(ground[k].sum()), float(ground[:, k].sum()), float(ground[k, k])
    return {
        "name": compared.classes.names[k],
        "number": compared.classes.numbers[k],
        "color": hex_color(compared.colors[k]),
        "before": {"pixels": int(pixels[k].sum()), "area": before, "share": before / whole},
        "after": {"pixels": int(pixels[:, k].sum()), "area": after, "share": after / whole},
        "unchanged": kept,
        "gain": after - kept,
        "loss": before - kept,
        "net": after - before,
        # Of nothing, no share is gained.
        "net_share": (after - before) / before if before else None,
    }


def _changes(compared: ComparedMaps, ground: np.ndarray) -> list[dict[str, Any]]:
    """A row for each pair of classes that occurs, the largest changes first, then what is kept."""
    pixels, classes = compared.counts.pixels, compared.classes
    whole, codes = float(ground.sum()), classes.codes
    pairs = np.argwhere(pixels).tolist()
    pairs.sort(key=lambda pair: (pair[0] == pair[1], -ground[tuple(pair)], pair))
    return [
        {
            "code": int(codes[i, j]),
            "from": classes.names[i],
            "to": classes.names[j],
            "name": change_name(i, j, classes.names),
            "color": hex_color(change_color(i, j, compared.colors)),
            "pixels": int(pixels[i, j]),
            "area": float(ground[i, j]),
            "share": float(ground[i, j]) / whole,
            "share_of_from": float(ground[i, j]) / float(ground[i].sum()),
        }
        for i, j in pairs
    ]


def table_of(facts: dict[str, Any]) -> tuple[list[str], list[dict[str, object]]]:
    """Columns and a row for each pair of classes that occurs."""
    columns = ["code", "from", "to", "pixels", "area", "area_unit", "share", "share_of_from"]
    rows = [{**row, "area_unit": facts["area_unit"]} for row in facts["changes"]]
    return [*columns, "color"], rows
