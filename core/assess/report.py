"""An assessment as a page to read, as JSON and as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..classes.colors import hex_color
from ..files.csv_file import write_table
from ..files.whole import write_files
from ..message import Message
from ..report.files import check_numbers, numbers_path, numbers_text
from ..report.html import BAD, GOOD, Cell, HtmlReport
from .facts import MATCHING, AssessedMap, table_of

_KIND = "map assessment"


def check_report(page: Path) -> None:
    """Refuse to put the numbers of a page in the place of another file; see check_numbers."""
    check_numbers(page, _KIND, Message("assessment"))


def write_report(
    assessed: AssessedMap,
    facts: dict[str, Any],
    picture: bytes | None,
    page: Path | None,
    table: Path | None,
) -> None:
    """Write a page and, beside it, the same as JSON, and a table of the classes; or nothing.

    Args:
        assessed: what is told.
        facts: the same as numbers.
        picture: of the map, as PNG.
        page: where the page goes; None for neither page nor JSON.
        table: where the table goes; None for none.
    """
    files: dict[Path, bytes] = {}
    if page is not None:
        files[page] = render_report(assessed, facts, picture)
        files[numbers_path(page)] = numbers_text(_KIND, facts)
    if table is not None:
        files[table] = write_table(*table_of(facts))
    write_files(files)


def render_report(assessed: AssessedMap, facts: dict[str, Any], picture: bytes | None) -> bytes:
    """One HTML file."""
    report = HtmlReport(f"Accuracy and areas of {assessed.map_name}")
    _tell_whole(report, assessed, facts)
    keys = {c["name"]: c["color"] for c in facts["classes"]}
    if picture is not None:
        caption = "The map."
        if assessed.units == "points":
            caption = (
                "The map, and the points: white where it is right, larger and magenta where it is "
                "wrong."
            )
        report.image(picture, caption, keys)
    _tell_matrix(report, assessed)
    _tell_accuracies(report, assessed, facts)
    _tell_areas(report, assessed, facts)
    _tell_design(report, assessed, facts)
    return report.render()


def _tell_whole(report: HtmlReport, assessed: AssessedMap, facts: dict[str, Any]) -> None:
    report.paragraph(
        f"{facts['points']} {assessed.units} of {assessed.reference_name} were compared with "
        f"{assessed.map_name}, of {_amount(facts['area'])} {assessed.unit}."
    )
    overall = facts["overall_accuracy"]
    report.paragraph(
        f"Overall accuracy: {_percent(overall['value'])} % \u00b1 "
        f"{_percent(_half(overall, assessed))} % ({assessed.plus_minus} confidence): the share of "
        "the ground that the map has right."
    )
    if "kappa" in facts:
        kappa = facts["kappa"]
        report.paragraph(
            f"Kappa: {'not defined' if kappa is None else f'{kappa:.3f}'}. It says nothing that "
            "overall accuracy does not, and depends on how common the classes are."
        )


def _tell_matrix(report: HtmlReport, assessed: AssessedMap) -> None:
    report.heading("Error matrix")
    counts = assessed.result.counts
    rows = []
    for k, name in enumerate(assessed.names):
        total = int(counts[k].sum())
        cells = [Cell(name, swatch=hex_color(assessed.colors[k]))]
        for j, count in enumerate(counts[k].tolist()):
            color = GOOD if j == k else BAD
            cells.append(Cell(count, shade=color, strength=count / total if total else 0.0))
        rows.append([*cells, Cell(total)])
    sums = counts.sum(axis=0).tolist()
    rows.append([Cell("all"), *map(Cell, sums), Cell(int(counts.sum()))])
    report.colored_table(
        ("shown as", *(f"is {name}" for name in assessed.names), "all"),
        rows,
        f"{assessed.units.capitalize()} that the map shows as the class of the row and that are "
        "the class of the column. The stronger the colour, the greater its share of the row.",
    )
    rows = []
    for k, name in enumerate(assessed.names):
        shares = assessed.result.shares[k].tolist()
        cells = [Cell(name, swatch=hex_color(assessed.colors[k]))]
        cells += [Cell(f"{100 * share:.2f}") for share in shares]
        rows.append([*cells, Cell(f"{100 * sum(shares):.2f}")])
    report.colored_table(
        ("shown as", *(f"is {name}" for name in assessed.names), "all"),
        rows,
        "The same as percentages of the ground.",
    )


def _tell_accuracies(report: HtmlReport, assessed: AssessedMap, facts: dict[str, Any]) -> None:
    report.heading("Accuracy of each class")
    rows = []
    for c in facts["classes"]:
        cells = [Cell(c["name"], swatch=c["color"])]
        for key in ("users_accuracy", "producers_accuracy"):
            cells += [Cell(_number(c[key]["value"], 100)), Cell(_number(c[key]["low"], 100))]
            cells.append(Cell(_number(c[key]["high"], 100)))
        value, error = c["f1"]["value"], c["f1"]["standard_error"]
        rows.append([*cells, Cell(_number(value, 1, 3)), Cell(_number(error, 1, 3))])
    report.colored_table(
        ("class", "user's (%)", "from", "to", "producer's (%)", "from", "to", "F1", "its error"),
        rows,
        "User's accuracy: which share of what the map shows as the class is the class. Producer's "
        "accuracy: which share of what is the class the map shows as it. F1: their harmonic mean, "
        f"with its standard error. From and to: {assessed.plus_minus} confidence intervals.",
    )
    certain = [c["name"] for c in facts["classes"] if c["users_accuracy"]["standard_error"] == 0]
    if certain and assessed.units == "points":
        report.paragraph(
            f"All points agree that are shown as {', '.join(certain)}, so that their interval has "
            "no width. That is not certainty: with n such points, up to 3 / n of what is shown as "
            "the class may still be something else (95 % confidence)."
        )
    names = list(assessed.names)
    series = {
        title: [_number(c[key]["value"], 100) for c in facts["classes"]]
        for title, key in (("user's", "users_accuracy"), ("producer's", "producers_accuracy"))
    }
    report.bars("Accuracy by class", names, series, " %")


def _tell_areas(report: HtmlReport, assessed: AssessedMap, facts: dict[str, Any]) -> None:
    unit = assessed.unit
    report.heading("Area of each class")
    rows = []
    for c in facts["classes"]:
        mapped = c["mapped_share"]["value"]
        area = c["area"]
        numbers = (area["value"], area["standard_error"], _half(area, assessed))
        rows.append(
            [
                Cell(c["name"], swatch=c["color"]),
                Cell(_amount(None if mapped is None else mapped * assessed.whole)),
                *(Cell(_amount(number)) for number in numbers),
                Cell(_number(c["share"]["value"], 100, 2)),
            ]
        )
    report.colored_table(
        ("class", f"on the map ({unit})", f"estimated ({unit})", "standard error", "\u00b1", "%"),
        rows,
        "What the map shows, and what there is as far as the reference tells, without the bias of "
        f"the map's errors. \u00b1: half of the {assessed.plus_minus} confidence interval.",
    )


def _tell_design(report: HtmlReport, assessed: AssessedMap, facts: dict[str, Any]) -> None:
    report.heading("How it was estimated")
    if facts["strata_are"] == MATCHING:
        text = (
            "The map's classes are the strata (Olofsson et al., Good practices for estimating area "
            "and assessing accuracy of land change, 2014)."
        )
    else:
        text = (
            "The strata are others than the map's classes (Stehman, Estimating area and map "
            "accuracy for stratified random sampling when the strata are different from the map "
            "classes, 2014)."
        )
    report.paragraph(text)
    if assessed.units != "points":
        report.paragraph(
            "The reference are pixels side by side, which are more alike than points far apart: "
            "standard errors are too small, unless the reference covers all of the map."
        )
    report.table(
        ("stratum", assessed.units, f"area ({assessed.unit})"),
        [(s["name"], s["points"], round(s["area"], 2)) for s in facts["strata"]],
    )


def _half(figure: dict[str, float | None], assessed: AssessedMap) -> float | None:
    """Half of a confidence interval, which at its ends may be cut."""
    from statistics import NormalDist

    error = figure["standard_error"]
    return None if error is None else error * NormalDist().inv_cdf(0.5 + assessed.confidence / 2)


def _number(value: float | None, times: float, digits: int = 1) -> float | None:
    return None if value is None else round(value * times, digits)


def _percent(value: float | None) -> str:
    return "\u2013" if value is None else f"{100 * value:.1f}"


def _amount(value: float | None) -> object:
    """An area with as many decimals as say something."""
    if value is None:
        return None
    return round(value) if abs(value) >= 100 else round(value, 2)
