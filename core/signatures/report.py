"""Signatures as a page to read, as JSON and as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..files.csv_file import write_table
from ..files.whole import write_files
from ..message import Message
from ..report.files import check_numbers, numbers_path, numbers_text
from ..report.html import BAD, GOOD, Cell, HtmlReport
from ..report.plots import profiles, scatter
from .separability import HARDLY, WELL
from .signatures import Signatures, near_pairs, table_of

_KIND = "class signatures"
# More pairs in one sentence nobody reads.
_MOST = 8


def signature_files(page: Path) -> tuple[Path, Path]:
    """Where the numbers of a page and its table go."""
    return numbers_path(page), page.with_name(f"{page.stem}_table.csv")


def check_report(page: Path) -> None:
    """Refuse to put the numbers of a page in the place of another file; see check_numbers."""
    check_numbers(page, _KIND, Message("page of signatures"), "SIGNATURES")


def write_report(signatures: Signatures, facts: dict[str, Any], name: str, page: Path) -> None:
    """Write a page, and beside it the same as JSON and CSV; all or none.

    Args:
        signatures: what is told.
        facts: the same as numbers.
        name: of the raster.
        page: where the page goes.
    """
    report = HtmlReport(f"Signatures of {len(signatures.classes)} classes")
    count = int(signatures.counts.sum())
    report.paragraph(f"{count} pixels of {name} in the bands {', '.join(signatures.bands)}.")
    tell_signatures(report, signatures, facts)
    numbers, table = signature_files(page)
    write_files(
        {
            page: report.render(),
            numbers: numbers_text(_KIND, facts),
            table: write_table(*table_of(facts)),
        }
    )


def tell_signatures(report: HtmlReport, signatures: Signatures, facts: dict[str, Any]) -> None:
    """Means and spreads, distances and a scatter plot, as parts of a page."""
    colors = {c["name"]: c["color"] for c in facts["classes"]}
    report.heading("Signatures")
    profiles(
        report,
        "Mean of each class in each band, and a standard deviation up and down.",
        signatures.bands,
        {c["name"]: (c["mean"], c["standard_deviation"]) for c in facts["classes"]},
        colors,
    )
    _tell_means(report, facts)
    if len(signatures.classes) < 2:
        return
    _tell_distances(report, signatures, facts)
    i, j = signatures.telling_bands()
    scatter(
        report,
        "Some pixels of each class in the two bands that tell the classes apart best.",
        {
            c.name: (shown[:, i].tolist(), shown[:, j].tolist())
            for c, shown in zip(signatures.classes, signatures.shown)
        },
        (signatures.bands[i], signatures.bands[j]),
        colors,
    )


def _tell_means(report: HtmlReport, facts: dict[str, Any]) -> None:
    """A table that is longer than wide: bands below each other where they are more."""
    caption = "Mean and standard deviation, in the image's own units."
    bands, classes = facts["bands"], facts["classes"]
    cells = [
        [f"{m:.5g} \u00b1 {s:.3g}" for m, s in zip(c["mean"], c["standard_deviation"])]
        for c in classes
    ]
    if len(bands) > len(classes):
        rows = [["pixels", *(c["samples"] for c in classes)], *map(list, zip(bands, *cells))]
        report.table(("band", *(c["name"] for c in classes)), rows, caption)
        return
    report.colored_table(
        ("class", "pixels", *bands),
        [
            [Cell(c["name"], swatch=c["color"]), Cell(c["samples"]), *map(Cell, row)]
            for c, row in zip(classes, cells)
        ],
        caption,
    )


def _tell_distances(report: HtmlReport, signatures: Signatures, facts: dict[str, Any]) -> None:
    report.heading("How well classes can be told apart")
    hardly, not_well = near_pairs(facts)
    if hardly:
        report.verdict(
            f"Hardly to be told apart by these bands (below {HARDLY}): {_some(hardly)}. Join such "
            "classes, or add bands, dates or indices.",
            False,
        )
    if not_well:
        report.paragraph(f"Not well apart ({HARDLY} to {WELL}): {_some(not_well)}.")
    if not hardly and not not_well:
        report.verdict(f"All pairs of classes are well apart ({WELL} or more).", True)
    distances = signatures.distances()
    names = [c.name for c in signatures.classes]
    rows = []
    for k, c in enumerate(facts["classes"]):
        cells = [Cell(c["name"], swatch=c["color"])]
        for n in range(len(names)):
            if n == k:
                cells.append(Cell(None))
                continue
            value = float(distances[k, n])
            # As strong as they are near each other; those that are well apart have none.
            near = max(0.0, min(1.0, (2 - value) / (2 - HARDLY))) if value < WELL else 0.3
            cells.append(Cell(round(value, 3), shade=BAD if value < WELL else GOOD, strength=near))
        rows.append(cells)
    report.colored_table(
        ("", *names),
        rows,
        "Jeffries-Matusita distance of the normal distributions that the pixels suggest, from 0, "
        "the same, to 2, quite apart. A class of few pixels leans on the covariance of all.",
    )


def _some(pairs: list[str]) -> str:
    more = len(pairs) - _MOST
    return ", ".join(pairs[:_MOST]) + (f" and {more} more" if more > 0 else "")
