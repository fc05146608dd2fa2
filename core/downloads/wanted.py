"""Which products are wanted: their names, or their ids in a catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import LayerError, ParameterError
from ..message import list_names
from ..sentinel2.names import read_product_name

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ENDING = re.compile(r"(?:\.SAFE|\.zip)+$", re.IGNORECASE)
_NAME = re.compile(r"\w{20,200}", re.ASCII)
# Where tables of products have their names and ids, the first that holds one counts.
_COLUMNS = ("product", "name", "scene", "id", "item", "title", "file", "path", "assets")
# Within addresses of files of products.
_INSIDE = re.compile(r"S2[A-Z]_MSIL(?:1C|2A)_\w{30,120}(?=\.SAFE)", re.ASCII | re.IGNORECASE)
_SELECTED = "selected"
_NOT_SELECTED = ("0", "false", "no", "")


@dataclass(frozen=True)
class WantedProduct:
    """A product by its name, else by its id; the other is empty."""

    name: str = ""
    id: str = ""

    @property
    def key(self) -> str:
        """What a user knows it by."""
        return self.name or self.id


def product_name(text: str) -> str:
    """The name of a Sentinel-2 product that a text is, without .SAFE or .zip; empty for others.

    It is a plain file name, whoever wrote it.
    """
    name = _ENDING.sub("", text.strip())
    is_name = _NAME.fullmatch(name) is not None and bool(read_product_name(name).level)
    return name if is_name else ""


def read_wanted(text: str) -> list[WantedProduct]:
    """The products that a user lists, between commas, blanks or on lines of their own.

    Raises:
        ParameterError: one of them is neither a name nor an id.
    """
    found = []
    for word in re.split(r"[\s,;]+", text.strip()):
        if not word:
            continue
        wanted = _read(word)
        if wanted is None:
            raise ParameterError(
                "{NAMES} names {word}, which is neither a Sentinel-2 product, such as "
                "S2A_MSIL2A_20220413T105631_N0400_R094_T31TCJ_20220413T170958, nor the id of one.",
                word=word,
            )
        found.append(wanted)
    return _once(found)


def read_wanted_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[str]]
) -> tuple[list[WantedProduct], int]:
    """The products of a table of a catalogue's items or of products.

    Args:
        table: its name, for messages.
        columns: their names.
        rows: a text for each column, empty where there is none.

    Returns:
        The products, and how many rows are not selected: where there is a column ``selected``,
        only rows where it is not 0 are wanted.

    Raises:
        LayerError: no column has products, or a row has none.
    """
    lower = [column.lower() for column in columns]
    places = [lower.index(name) for name in _COLUMNS if name in lower]
    if not places:
        raise LayerError(
            "{INPUT} {table} has no column with names of products (one of {names}); it has "
            "{columns}.",
            table=table,
            names=", ".join(_COLUMNS),
            columns=list_names(columns),
        )
    selected = lower.index(_SELECTED) if _SELECTED in lower else None
    found, left_out = [], 0
    for number, row in enumerate(rows, 1):
        if selected is not None and row[selected].strip().lower() in _NOT_SELECTED:
            left_out += 1
            continue
        texts = [row[place] for place in places]
        wanted = next(filter(None, map(_read_cell, texts)), None)
        if wanted is None:
            raise LayerError(
                "Row {row} of {INPUT} {table} names no Sentinel-2 product as the service calls it "
                "({texts}); search the catalogue of the Copernicus Data Space.",
                row=number,
                table=table,
                texts=list_names(filter(None, texts)),
            )
        found.append(wanted)
    return _once(found), left_out


def _read(text: str) -> WantedProduct | None:
    if _ID.fullmatch(text.strip()):
        return WantedProduct(id=text.strip().lower())
    name = product_name(text)
    return WantedProduct(name) if name else None


def _read_cell(text: str) -> WantedProduct | None:
    found = _read(re.split(r"[/\\]", text.rstrip("/\\"))[-1])
    inside = _INSIDE.search(text) if found is None else None
    return WantedProduct(product_name(inside[0])) if inside and product_name(inside[0]) else found


def _once(found: Iterable[WantedProduct]) -> list[WantedProduct]:
    return list(dict.fromkeys(found))
