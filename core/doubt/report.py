"""Doubtful labels as a page to read, and how classes are mistaken for each other as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import numpy as np

from ..dataset.finished import FinishedDataset
from ..dataset.thumbnails import without_warnings
from ..errors import CancelledError
from ..report.contact_sheet import Picture, SheetRow, draw_sheet
from ..report.html import HtmlReport
from ..report.pictures import picture_bands
from ..run.batches import never_cancelled
from ..scaling.picture import as_picture
from .review import NOBODY, LabelReview
from .table import tile_names
from .tiles import read_values

_COLUMNS = 5
_CELL = 150
_MOST_PICTURES = 60
_MOST_PAIRS = 15
_MOST_ROWS = 300


def write_confusion(review: LabelReview) -> bytes:
    """CSV: judged tiles by given (rows) and likely class (columns)."""
    told = review.confusion()
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(["given", *told["classes"]])
    table.writerows([name, *row] for name, row in zip(told["classes"], told["given_by_likely"]))
    return buffer.getvalue().encode("utf-8")


def write_review_report(
    title: str,
    dataset: FinishedDataset,
    review: LabelReview,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> bytes:
    """One HTML file: notes, how classes are mistaken, pictures of the worst, look-alikes.

    Raises:
        ExportError: an image cannot be read.
        CancelledError: ``is_cancelled`` said so.
    """
    page = HtmlReport(title)
    names, order = review.tiles.names, review.order.tolist()
    page.points([str(note) for note in (*review.warnings, *review.notes)])
    page.heading("Classes mistaken for each other")
    told = review.confusion()
    page.table(
        ("given", *(f"likely {name}" for name in names), "threshold"),
        [
            (name, *row, told["thresholds"][name])
            for name, row in zip(names, told["given_by_likely"])
        ],
        "Judged tiles by the class that they have and the one that models trained on other places "
        "give them. A tile is confidently of a class from its threshold on.",
    )
    page.heading("The worst first")
    worst = [k for k in order if review.is_doubtful[k]] or order[:_COLUMNS]
    worst = worst[:_MOST_PICTURES]
    captions = [
        f"{review.ranks[k]}. {names[review.tiles.labels[k]]} > {names[review.likely[k]]}"
        for k in worst
    ]
    _add_pictures(page, dataset, review, worst, captions, is_cancelled)
    pairs = review.duplicate_pairs[:_MOST_PAIRS].tolist()
    if pairs:
        page.heading("Images that look the same and have different classes")
        both = [k for pair in pairs for k in pair]
        told_classes = [names[review.tiles.labels[k]] for k in both]
        _add_pictures(page, dataset, review, both, told_classes, is_cancelled, 2)
    page.heading("Doubtful labels")
    rows = [k for k in order if review.is_doubtful[k]][:_MOST_ROWS]
    ids = tile_names(dataset.tiles, review)
    page.table(
        ("rank", "tile", "given", "likely", "doubt", "looks like"),
        [
            (
                int(review.ranks[k]),
                ids[k],
                names[review.tiles.labels[k]],
                names[review.likely[k]],
                round(float(review.doubt[k]), 3),
                ids[review.duplicates[k]] if review.duplicates[k] != NOBODY else None,
            )
            for k in rows
        ],
        "Doubt goes from 0, the class is sure, to 1, another one is.",
    )
    return page.render()


def _add_pictures(
    page: HtmlReport,
    dataset: FinishedDataset,
    review: LabelReview,
    tiles: Sequence[int],
    captions: Sequence[str],
    is_cancelled: Callable[[], bool],
    columns: int = _COLUMNS,
) -> None:
    bands, found = picture_bands(dataset.facts), []
    with without_warnings():
        for k in tiles:
            if is_cancelled():
                raise CancelledError
            values, valid = read_values(
                dataset.folder / review.tiles.files[k], dataset.facts.get("nodata")
            )
            step = max(1, min(valid.shape) // (2 * _CELL))
            shown = values[bands] if len(values) > max(bands) else values
            found.append((np.array(shown[:, ::step, ::step]), valid[::step, ::step]))
    pictures = [
        Picture(caption, pixels, valid)
        for caption, pixels, (_, valid) in zip(captions, _as_pictures(found), found)
    ]
    rows = [
        SheetRow("", pictures[start : start + columns])
        for start in range(0, len(pictures), columns)
    ]
    caption = "Rank, the class that the tile has, and the likely one."
    if columns != _COLUMNS:
        caption = "Each line holds two images that look the same."
    page.image(draw_sheet(rows, _CELL), caption)


def _as_pictures(found: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[np.ndarray]:
    """Uint8 (height, width, 3) of each image, all stretched alike, so that they compare."""
    values = np.concatenate([v.reshape(len(v), 1, -1) for v, _ in found], axis=2)
    valid = np.concatenate([v.reshape(1, -1) for _, v in found], axis=1)
    whole = as_picture(values, valid, None)[0]
    ends = np.cumsum([valid.size for _, valid in found])[:-1]
    return [part.reshape(*valid.shape, 3) for part, (_, valid) in zip(np.split(whole, ends), found)]
