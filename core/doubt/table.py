"""Reviewed tiles as a table, the worst first."""

from __future__ import annotations

import numpy as np

from ..tiles.layout import FILE
from ..tiles.table import DOUBLE, INT, TEXT, TILE_ID, Field, TileTable, make_column
from ..tiles.words import SCENE, SPLIT
from .review import NOBODY, LabelReview

RANK = Field("rank", INT)
DOUBT = Field("doubt", DOUBLE)
GIVEN = Field("given", TEXT)
LIKELY = Field("likely", TEXT)
DOUBTFUL = Field("doubtful", INT)
DUPLICATE_OF = Field("duplicate_of", TEXT)
FIELDS = (RANK, TILE_ID, GIVEN, LIKELY, DOUBT, DOUBTFUL, DUPLICATE_OF, SPLIT, SCENE, FILE)
_DIGITS = 6


def tile_names(table: TileTable, review: LabelReview) -> list[str]:
    """The id of each reviewed tile, its file where it has none."""
    if table.find_field(TILE_ID.name) is None:
        return list(review.tiles.files)
    ids = table[TILE_ID.name][review.tiles.rows].tolist()
    return [str(name or file) for name, file in zip(ids, review.tiles.files)]


def review_table(table: TileTable, review: LabelReview) -> TileTable:
    """The reviewed tiles with FIELDS: judged ones by rank, then the others.

    Args:
        table: of the dataset that was reviewed.
    """
    rest = np.flatnonzero(~review.is_judged)
    order = np.concatenate((review.order, rest))
    rows = review.tiles.rows[order]
    names, classes = tile_names(table, review), review.tiles.names
    given = [classes[k] for k in review.tiles.labels[order].tolist()]
    judged = review.is_judged[order].tolist()
    columns: dict[str, list[object]] = {
        RANK.name: [rank or None for rank in review.ranks[order].tolist()],
        TILE_ID.name: [names[k] for k in order.tolist()],
        GIVEN.name: list(given),
        LIKELY.name: [
            classes[k] if is_judged else None
            for k, is_judged in zip(review.likely[order].tolist(), judged)
        ],
        DOUBT.name: [round(d, _DIGITS) if d == d else None for d in review.doubt[order].tolist()],
        DOUBTFUL.name: [
            int(d) if is_judged else None
            for d, is_judged in zip(review.is_doubtful[order].tolist(), judged)
        ],
        DUPLICATE_OF.name: [
            None if k == NOBODY else names[k] for k in review.duplicates[order].tolist()
        ],
        FILE.name: [review.tiles.files[k] for k in order.tolist()],
    }
    for field in (SPLIT, SCENE):
        has_it = table.find_field(field.name) is not None
        columns[field.name] = table[field.name][rows].tolist() if has_it else [None] * len(rows)
    wkb = [table.wkb[k] for k in rows.tolist()]
    made = {field.name: make_column(field.kind, columns[field.name]) for field in FIELDS}
    return TileTable(FIELDS, made, wkb)
