"""A comparison of two class maps as a page to read, as JSON and as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..files.csv_file import write_table
from ..files.whole import write_files
from ..formats.png_by_gdal import png_by_gdal
from ..message import Message
from ..report.files import check_numbers, numbers_path, numbers_text
from ..report.html import BAD, GOOD, Cell, HtmlReport
from .change import change_color
from .change_facts import ComparedMaps, table_of

_KIND = "map comparison"
_MOST_ROWS = 25


def check_report(page: Path) -> None:
    """Refuse to put the numbers of a page in the place of another file; see check_numbers."""
    check_numbers(page, _KIND, Message("comparison of maps"))


def write_report(
    compared: ComparedMaps, facts: dict[str, Any], page: Path | None, table: Path | None
) -> None:
    """Write a page and, beside it, the same as JSON, and a table of the changes; or nothing.

    Args:
        compared: what is told.
        facts: the same as numbers.
        page: where the page goes; None for neither page nor JSON.
        table: where the table goes; None for none.
    """
    files: dict[Path, bytes] = {}
    if page is not None:
        files[page] = render_report(compared, facts)
        files[numbers_path(page)] = numbers_text(_KIND, facts)
    if table is not None:
        files[table] = write_table(*table_of(facts))
    write_files(files)


def render_report(compared: ComparedMaps, facts: dict[str, Any]) -> bytes:
    """One HTML file."""
    report = HtmlReport(f"Changes from {compared.before_name} to {compared.after_name}")
    changed, unit = facts["changed"], compared.unit
    report.paragraph(
        f"{100 * changed['share']:.1f} % of {_amount(facts['area'])} {unit} changed: "
        f"{_amount(changed['area'])} {unit}, {changed['pixels']} of {facts['pixels']} pixels."
    )
    report.points(_remarks(facts))
    report.image(
        draw_changes(compared),
        "What changed, in the colour of the new class; what did not is pale.",
        {c["name"]: c["color"] for c in facts["classes"]},
    )
    _tell_classes(report, facts, unit)
    _tell_matrix(report, compared, facts)
    _tell_changes(report, facts, unit)
    report.paragraph(
        "Areas are those of the maps' pixels, and every error of either map looks like a change. "
        "Assess the raster of changes like any class map, with points of its own, to know how much "
        "really changed."
    )
    return report.render()


def _remarks(facts: dict[str, Any]) -> list[str]:
    texts = [facts["alignment"]] if facts["alignment"] else []
    for key, which in (("only_before", "first"), ("only_after", "second")):
        if facts[key]:
            texts.append(f"Only the {which} map has {', '.join(facts[key])}.")
    without = facts["without_class"]
    for key, which in (("in_the_second_map", "second"), ("in_the_first_map", "first")):
        if without[key]:
            texts.append(
                f"{without[key]} pixels were left out, because the {which} map has no class there."
            )
    return texts


def _tell_classes(report: HtmlReport, facts: dict[str, Any], unit: str) -> None:
    report.heading("Gains and losses")
    rows = []
    for c in facts["classes"]:
        numbers = [c["before"]["area"], c["after"]["area"], c["unchanged"], c["gain"], c["loss"]]
        cells = [Cell(c["name"], swatch=c["color"]), *(Cell(_amount(v)) for v in numbers)]
        net, share = c["net"], c["net_share"]
        shade = GOOD if net > 0 else BAD
        strength = min(1.0, abs(share)) if share is not None else float(net > 0)
        cells.append(Cell(_amount(net), shade=shade, strength=strength))
        cells.append(Cell(None if share is None else round(100 * share, 1)))
        rows.append(cells)
    report.colored_table(
        ("class", f"before ({unit})", "after", "kept", "gained", "lost", "net", "net (%)"),
        rows,
        "Net: what there is more or less than before, and as a share of what was there.",
    )
    report.bars(
        "Gained and lost by class",
        [c["name"] for c in facts["classes"]],
        {key: [_amount(c[word]) for c in facts["classes"]] for key, word in _BARS},
        f" {unit}",
        {"gained": GOOD, "lost": BAD},
    )


_BARS = (("gained", "gain"), ("lost", "loss"))


def _tell_matrix(report: HtmlReport, compared: ComparedMaps, facts: dict[str, Any]) -> None:
    report.heading("From class to class")
    areas = np.array(facts["matrix"]["areas"])
    rows = []
    for k, c in enumerate(facts["classes"]):
        total = float(areas[k].sum())
        cells = [Cell(c["name"], swatch=c["color"])]
        for j, area in enumerate(areas[k].tolist()):
            color = GOOD if j == k else BAD
            cells.append(Cell(_amount(area), shade=color, strength=area / total if total else 0.0))
        rows.append([*cells, Cell(_amount(total))])
    sums = [Cell(_amount(v)) for v in areas.sum(axis=0).tolist()]
    rows.append([Cell("all"), *sums, Cell(_amount(facts["area"]))])
    report.colored_table(
        ("was", *(f"is {name}" for name in compared.classes.names), "all"),
        rows,
        f"Areas ({compared.unit}) of the class of the row that became that of the column. The "
        "stronger the colour, the greater the share of the row.",
    )


def _tell_changes(report: HtmlReport, facts: dict[str, Any], unit: str) -> None:
    changes = [row for row in facts["changes"] if row["from"] != row["to"]]
    if not changes:
        return
    report.heading("Changes by size")
    rows = [
        [
            Cell(row["name"], swatch=row["color"]),
            Cell(row["code"]),
            Cell(_amount(row["area"])),
            Cell(row["pixels"]),
            Cell(round(100 * row["share"], 2)),
            Cell(round(100 * row["share_of_from"], 2)),
        ]
        for row in changes[:_MOST_ROWS]
    ]
    more = len(changes) - len(rows)
    report.colored_table(
        ("change", "code", unit, "pixels", "% of all", "% of what it was"),
        rows,
        "Code: the number of the change in the raster of changes."
        + (f" {more} smaller ones are left out here." if more else ""),
    )


def draw_changes(compared: ComparedMaps) -> bytes:
    """A PNG of the changes, transparent where a map has no class."""
    before, after = compared.counts.picture
    count = len(compared.classes.names)
    colors = np.array(
        [[change_color(i, j, compared.colors) for j in range(count)] for i in range(count)],
        dtype=np.uint8,
    )
    picture = np.zeros((4, *before.shape), dtype=np.uint8)
    # What shows where a program knows no transparency.
    picture[:3] = 255
    shown = (before >= 0) & (after >= 0)
    picture[:3, shown] = colors[before[shown], after[shown]].T
    picture[3, shown] = 255
    return png_by_gdal(picture)


def _amount(value: float) -> float:
    """An area with as many decimals as say something."""
    return round(value) if abs(value) >= 100 else round(value, 2)
