"""Samples as a CSV table: a column a band, then label, class_id and where the pixel lies."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.colors import hex_color
from ..classes.legend import Color, LegendClass, make_legend, parse_color
from ..errors import LayerError
from ..files.csv_file import harmless_cell, read_rows, table_writer
from ..files.whole import whole_file
from ..message import Message
from ..tiles.words import class_name
from .samples import PixelSamples

LABEL, CLASS_ID, POLYGON, COLOR = "label", "class_id", "polygon", "color"
_OWN = (LABEL, CLASS_ID, POLYGON, "x", "y", COLOR)
# Whole numbers of more digits are not kept as they are written.
_LARGEST = 10**15 - 1
SEPARATORS = {"COMMA": ",", "SEMICOLON": ";"}


@dataclass(frozen=True)
class SampleTable:
    """A table of samples that was read.

    Attributes:
        bands: names of the columns with values.
        values: float64 (N, bands).
        labels: N class names.
        class_ids: number by name, where the table has numbers.
        colors: colour by name, where the table has colours.
        polygons: int64 (N,): which polygon each lies in; -1 where the table does not say.
    """

    bands: tuple[str, ...]
    values: np.ndarray
    labels: list[str]
    class_ids: dict[str, int]
    colors: dict[str, Color]
    polygons: np.ndarray

    def groups(self) -> np.ndarray:
        """The polygon of each sample; where nobody knows, each is a group of its own."""
        groups = self.polygons.copy()
        unknown = np.flatnonzero(groups < 0)
        groups[unknown] = groups.max(initial=0) + 1 + np.arange(len(unknown))
        return groups


def legend_of_tables(
    names: set[str], given: str, ids: Mapping[str, int], colors: Mapping[str, Color]
) -> tuple[LegendClass, ...]:
    """The legend given, or the numbers in the tables where these agree, or sorted names."""
    if not given.strip() and set(ids) >= names and len({ids[n] for n in names}) == len(names):
        ordered = sorted(names, key=lambda name: ids[name])
        given = json.dumps([{"id": ids[name], "name": name} for name in ordered])
    return make_legend(names, given, colors)


def column_names(descriptions: Sequence[str]) -> list[str]:
    """Band names as columns: none empty, none twice, none that the table itself uses."""
    taken, names = {name.lower() for name in _OWN}, []
    for number, text in enumerate(descriptions, 1):
        name = base = text.strip() or f"band {number}"
        again = 2
        while name.lower() in taken:
            name, again = f"{base}_{again}", again + 1
        taken.add(name.lower())
        names.append(name)
    return names


def write_samples(
    path: str,
    batches: Iterable[PixelSamples],
    bands: Sequence[str],
    legend: Sequence[LegendClass],
    transform: Sequence[float],
    separator: str = ",",
) -> int:
    """Write a CSV in UTF-8 as samples come, whole or not at all; returns how many.

    Float32 values are written with as many digits as tell them apart, so that 0.007 is 0.007.
    """
    ends = {c.id: (harmless_cell(c.name), str(c.id)) for c in legend}
    colors = {c.id: hex_color(c.color) for c in legend}
    count = 0
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        writer = table_writer(file, separator)
        writer.writerow([*map(harmless_cell, bands), *_OWN])
        for batch in batches:
            texts = batch.values.astype(str).tolist()
            places = batch.places(transform).tolist()
            ids, polygons = batch.class_ids.tolist(), batch.polygons.tolist()
            writer.writerows(
                [*values, *ends[k], polygon, *place, colors[k]]
                for values, k, polygon, place in zip(texts, ids, polygons, places)
            )
            count += len(batch)
    return count


def read_samples(path: str) -> SampleTable:
    """Read a table that write_samples wrote, or any CSV with a column ``label`` or ``class_id``.

    The columns before these are the bands.

    Raises:
        FileError: it is no table of text.
        LayerError: no such column, no bands before it, a value that is not a number, or no rows.
    """
    rows = read_rows(path)
    _, header = next(rows, (0, []))
    return _read_rows(Path(path).name, [text.strip() for text in header], rows)


def _read_rows(name: str, header: list[str], rows: Iterable[tuple[int, list[str]]]) -> SampleTable:
    places = {text.lower(): k for k, text in reversed(list(enumerate(header)))}
    label = places.get(LABEL, places.get(CLASS_ID, places.get("feature_id")))
    if label is None:
        raise LayerError(
            "{name} has no column label or class_id; it has {columns}.",
            name=name,
            columns=", ".join(header[:12]) or Message("none"),
        )
    numbers = [k for k in range(label) if header[k].lower() not in _OWN]
    if not numbers:
        raise LayerError(
            "{name} has no columns of band values before {header!r}.",
            name=name,
            header=header[label],
        )
    values, labels, polygons = [], [], []
    ids: dict[str, int] = {}
    colors: dict[str, Color] = {}
    for line, row in rows:
        text = class_name(row[label]) if len(row) > label else None
        if text is None:
            continue
        try:
            values.append([float(row[k]) for k in numbers])
        except ValueError:
            raise LayerError(
                "Line {line} of {name} holds a value that is not a number: {row}.",
                line=line,
                name=name,
                row=", ".join(row[:20]),
            ) from None
        labels.append(text)
        where = {"line": line, "name": name}
        polygons.append(_whole_number(row, places, POLYGON, -1, where))
        ids.setdefault(text, _whole_number(row, places, CLASS_ID, 0, where))
        color = places.get(COLOR)
        if color is not None and len(row) > color and (known := parse_color(row[color])):
            colors.setdefault(text, known)
    if not labels:
        raise LayerError("{name} has no rows with a class.", name=name)
    matrix = np.array(values, dtype=np.float64)
    if not np.isfinite(matrix).all():
        raise LayerError(
            "{name} holds values that are not finite (nan or inf); remove those rows.", name=name
        )
    known_ids = ids if len({*ids.values(), 0}) == len(ids) + 1 else {}
    bands = tuple(header[k] for k in numbers)
    return SampleTable(bands, matrix, labels, known_ids, colors, np.array(polygons, np.int64))


def _whole_number(
    row: list[str], places: Mapping[str, int], column: str, default: int, where: dict[str, Any]
) -> int:
    k = places.get(column)
    if k is None or k >= len(row) or not row[k].strip():
        return default
    try:
        number = float(row[k])
    except ValueError:
        number = math.nan
    if not number.is_integer() or abs(number) > _LARGEST:
        raise LayerError(
            "Line {line} of {name} has {text!r} as its {column}; give a whole number of at most 15 "
            "digits.",
            text=row[k],
            column=column,
            **where,
        )
    return int(number)
