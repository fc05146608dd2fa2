"""The indices that a classifier was trained with, as its file keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import ModelError
from .meanings import MEANINGS
from .neighbourhood import find_index, index_of
from .source import IndexSource

FACT = "indices"
# No number of a scale is so great.
_MOST = 1e12


@dataclass(frozen=True)
class IndexRecord:
    """Indices among a model's bands: the last ones.

    Attributes:
        names: of the indices.
        places: of the model's other bands by meaning, 0-based, as far as they are known.
        scale: what made reflectances of the numbers, where that was told; see IndexRequest.
    """

    names: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    scale: tuple[float, float] | None = None

    def describe(self) -> dict[str, Any]:
        """The record as plain values, with the formulas."""
        return {
            "formulas": {name: index_of(name).formula for name in self.names},
            "places": dict(self.places),
            "scale": None if self.scale is None else list(self.scale),
        }


def record_of_source(source: IndexSource) -> IndexRecord:
    """What a source computes."""
    return IndexRecord(source.names, source.shown_places, source.scale)


def record_of_table(bands: Sequence[str]) -> IndexRecord:
    """The indices among the last columns of a table, which are called so."""
    count = len(bands)
    while count > 1 and find_index(bands[count - 1]) is not None:
        count -= 1
    return IndexRecord(tuple(bands[count:]))


def read_record(facts: Mapping[str, Any], bands: Sequence[str]) -> IndexRecord:
    """The record in a model's facts; one without names where it has none.

    Args:
        facts: of the model, which a stranger may have written.
        bands: names of its bands.

    Raises:
        ModelError: what is wrong, as the end of a sentence that begins with the file's name.
    """
    told = facts.get(FACT)
    if told is None:
        return IndexRecord()
    formulas = told.get("formulas") if isinstance(told, dict) else None
    places = told.get("places") if isinstance(told, dict) else None
    if not isinstance(formulas, dict) or not formulas or not isinstance(places, dict):
        raise ModelError("what it says of its indices is not what it should be")
    for name, formula in formulas.items():
        index = find_index(name)
        if index is None or formula != index.formula:
            raise ModelError(
                "it was trained with {name} as {formula}, which this Tilewright does not compute",
                name=name,
                formula=formula,
            )
    others = len(bands) - len(formulas)
    if others < 1 or tuple(bands[others:]) != tuple(formulas):
        raise ModelError("its indices are not the last of its bands")
    if not all(m in MEANINGS and _is_place(k, others) for m, k in places.items()):
        raise ModelError("what it says of its indices is not what it should be")
    return IndexRecord(tuple(formulas), places, _scale(told.get("scale")))


def _is_place(value: object, count: int) -> bool:
    return type(value) is int and 0 <= value < count


def _scale(told: object) -> tuple[float, float] | None:
    if told is None:
        return None
    numbers = told if isinstance(told, list) else []
    if len(numbers) != 2 or not all(
        isinstance(v, (int, float)) and abs(v) < _MOST for v in numbers
    ):
        raise ModelError("what it says of its indices is not what it should be")
    return float(numbers[0]), float(numbers[1])
