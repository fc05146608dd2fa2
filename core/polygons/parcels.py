"""Labelled polygons: their classes or measurements, and their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ..classes.colors import Color
from ..classes.numbers import LabelLegend, number_classes
from ..errors import LayerError
from ..tiles.words import class_name
from .store import PolygonStore

AUTO, CLASSES, MEASURED = "AUTO", "CLASSES", "MEASURED"
VALUE_KINDS = (AUTO, CLASSES, MEASURED)
GROUND_TRUTH, GEOMETRY, CRS, YEAR = "ground_truth", "geometry", "crs", "year"
GREATEST_ID = 2**32 - 1


@dataclass(frozen=True)
class Parcels:
    """Polygons in a store, with what is known of each.

    Attributes:
        store: outlines in pixels of a raster.
        values: class or measurement of each, as the layer has it.
        names: the layer's identifier of each, or None.
        left_out: polygons that are not in the store, by reason.
        splits: train, val or test of each, or None.
    """

    store: PolygonStore
    values: list[Any]
    names: list[Any] | None
    left_out: Counter[str]
    splits: list[Any] | None = None

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class ParcelValues:
    """What is written for each polygon.

    Attributes:
        values: (N,) class number, or measurement.
        legend: of classes; None for measurements.
        background: value where there is no polygon.
        dtype: of the raster.
        used: bool (N,): polygons whose class has a number.
    """

    values: np.ndarray
    legend: LabelLegend | None
    background: float
    dtype: str
    used: np.ndarray

    def select(self, chosen: slice) -> ParcelValues:
        """Those of some polygons, with the legend of all."""
        return replace(self, values=self.values[chosen], used=self.used[chosen])

    def with_colors(self, colors: Mapping[str, Color]) -> ParcelValues:
        """The same, with colours that classes bring along; measurements have none."""
        if self.legend is None:
            return self
        return replace(self, legend=replace(self.legend, own_colors=colors))


def has_value(value: object) -> bool:
    """Whether a polygon has a class or measurement."""
    return class_name(value) is not None


def read_numbers(values: Sequence[Any]) -> list[Any]:
    """Text that is numbers throughout as numbers: CSV files know no types."""
    if not any(isinstance(v, str) for v in values):
        return list(values)
    numbers = []
    for value in values:
        try:
            number = None if value is None or value == "" else float(value)
        except ValueError:
            return list(values)
        is_plain = number is None or np.isfinite(number)
        if not is_plain:
            return list(values)
        is_whole = number is not None and str(value).strip().lstrip("-").isdigit()
        numbers.append(int(value) if is_whole else number)
    return numbers


def choose_values(
    values: Sequence[Any],
    kind: str = AUTO,
    background: float = 0,
    class_map: Mapping[str, int] | None = None,
    order: Sequence[str] = (),
) -> ParcelValues:
    """Numbers for what a field holds.

    Args:
        values: of the polygons; none is NULL.
        kind: AUTO takes decimals for measurements, and all else for classes.
        background: value where there is no polygon; 0 means NaN among measurements.
        class_map: class name -> number.
        order: classes that are numbered first; see number_classes.

    Raises:
        LayerError: text where numbers are needed, or a background that a class has.
    """
    if kind == AUTO:
        decimals = any(isinstance(v, float) and not v.is_integer() for v in values)
        numbers = all(isinstance(v, (int, float)) for v in values)
        kind = MEASURED if decimals and numbers and class_map is None else CLASSES
    if kind == MEASURED:
        return _measured(values, background)
    if background != int(background):
        raise LayerError(
            "{BACKGROUND} is {background:g}, but class numbers are whole; give a whole number.",
            background=background,
        )
    names = [class_name(value) for value in values]
    legend = number_classes((n for n in names if n is not None), int(background), class_map, order)
    used = np.array([name in legend.ids for name in names], dtype=bool)
    numbers = [legend.ids.get(name or "", int(background)) for name in names]
    return ParcelValues(
        np.array(numbers, dtype=legend.dtype), legend, int(background), legend.dtype, used
    )


def _measured(values: Sequence[Any], background: float) -> ParcelValues:
    wrong = next((v for v in values if not isinstance(v, (int, float))), None)
    if wrong is not None:
        raise LayerError(
            "The field holds {wrong!r}, which is not a number; choose {LABEL_TYPE=CLASSES}, or a "
            "field of numbers.",
            wrong=wrong,
        )
    numbers = np.array(values, dtype="float32")
    background = background or float("nan")
    if abs(background) > np.finfo(np.float32).max:
        raise LayerError(
            "{BACKGROUND} is {background:.10g}, which does not fit 32 bits; give another.",
            background=background,
        )
    if (numbers == np.float32(background)).any():
        raise LayerError(
            "{BACKGROUND} is {background:g}, which a polygon has as its value too; choose "
            "another one, or 0 for NaN.",
            background=background,
        )
    return ParcelValues(numbers, None, background, "float32", np.ones(len(numbers), dtype=bool))


def number_parcels(names: Sequence[Any] | None, count: int) -> tuple[np.ndarray, bool]:
    """Numbers for parcels: their own where all are whole and above 0, else 1, 2, ...

    Those that share a name share a number; without names each has its own.

    Returns:
        uint32 (N,), and whether they are the parcels' own.
    """
    if names is None:
        return np.arange(1, count + 1, dtype=np.uint32), False
    texts = [class_name(name) for name in names]
    numbers = [int(text) for text in texts if text is not None and _is_number(text)]
    if len(numbers) == len(texts):
        return np.array(numbers, dtype=np.uint32), True
    known: dict[str | tuple[int], int] = {}
    # Parcels without a name are all different ones.
    keys = [(k,) if text is None else text for k, text in enumerate(texts)]
    for key in keys:
        known.setdefault(key, len(known) + 1)
    return np.array([known[key] for key in keys], dtype=np.uint32), False


def find_odd_identifier(names: Sequence[Any] | None) -> str | None:
    """The first identifier for which number_parcels drops the numbers of all.

    None when numbers are kept, and when identifiers are words: nobody takes those for numbers.
    """
    texts = [class_name(name) for name in names or ()]
    fits = [_is_number(text) for text in texts]
    if all(fits):
        return None
    odd = texts[fits.index(False)]
    is_whole = odd is not None and odd.lstrip("-").isdigit()
    return (odd or "NULL") if any(fits) or is_whole else None


def _is_number(text: str | None) -> bool:
    """Whether an identifier is a number that a raster of parcels can hold."""
    if text is None or not (text.isascii() and text.isdigit()):
        return False
    return 0 < int(text) <= GREATEST_ID
