"""What is known of a classifier's quality, as a page to read and as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..classes.colors import hex_color
from ..errors import ExportError, FileError
from ..files.json_file import read_json
from ..files.whole import whole_file
from ..indices.record import FACT
from ..report.html import HtmlReport
from ..signatures.report import tell_signatures
from ..signatures.signatures import Signatures, facts_of
from .methods import METHODS
from .model import ClassifierModel

# What the numbers of each report have.
_NUMBERS = {"samples": int, "sources": [str], "options": dict, "versions": dict}


def report_paths(page: str | Path) -> tuple[Path, Path]:
    """Where a report and its numbers go: a page has a page's ending, whatever was asked for."""
    page = Path(page)
    if page.suffix.lower() not in (".html", ".htm"):
        page = page.with_name(f"{page.name}.html")
    return page, page.with_suffix(".json")


def check_report(page: str | Path) -> None:
    """Refuse to put the numbers of a report in the place of another file.

    Raises:
        ExportError: something else than the numbers of an earlier report is there.
    """
    _, path = report_paths(page)
    if not os.path.lexists(path):
        return
    try:
        read_json(path, _NUMBERS)
    except (OSError, FileError):
        raise ExportError(
            "{path} is there already and does not hold the numbers of a classifier; choose another "
            "name for {REPORT}.",
            path=path,
        ) from None


def write_report(
    page: Path,
    model: ClassifierModel,
    quality: dict[str, Any],
    signatures: Signatures | None = None,
) -> tuple[str, str]:
    """Write the page and, beside it, the same as JSON, or neither; returns both paths.

    Args:
        page: where it goes.
        model: the classifier.
        quality: what is known of it; gets what the signatures say in numbers.
        signatures: of the training pixels; None where they have no classes.
    """
    page, numbers = report_paths(page)
    if signatures is not None:
        quality = {**quality, "signatures": facts_of(signatures)}
    text = json.dumps(quality, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    with whole_file(page) as page_part, whole_file(numbers) as numbers_part:
        page_part.write_bytes(render_report(model, quality, signatures))
        numbers_part.write_bytes(text.encode("utf-8"))
    return str(page), str(numbers)


def render_report(
    model: ClassifierModel, quality: dict[str, Any], signatures: Signatures | None = None
) -> bytes:
    """One HTML file."""
    word = METHODS[model.method].title
    report = HtmlReport(f"{word} of {len(model.legend)} classes")
    report.paragraph(
        f"{word}, trained on {quality['samples']} pixels of {', '.join(quality['sources']) or '?'} "
        f"in the bands {', '.join(model.bands)}."
    )
    if METHODS[model.method].needs_labels:
        _tell_headline(report, model, quality.get("held_out"))
        _tell_classes(report, model, quality)
        _tell_held_out(report, model, quality.get("held_out"))
        _tell_search(report, quality)
        _tell_importance(report, model, quality)
        if signatures is not None:
            tell_signatures(report, signatures, quality["signatures"])
    else:
        _tell_clusters(report, model, quality)
    report.heading("How it was made")
    if FACT in quality:
        formulas = quality[FACT]["formulas"]
        report.table(("index", "formula"), list(formulas.items()), "Bands that are computed.")
    options = quality["options"]
    report.table(("option", "value"), [(k, str(v)) for k, v in options.items()])
    versions = quality["versions"]
    report.paragraph(", ".join(f"{name} {number}" for name, number in versions.items()))
    return report.render()


def _tell_headline(
    report: HtmlReport, model: ClassifierModel, held_out: dict[str, Any] | None
) -> None:
    """How good it is in a line, and of which classes nobody knows."""
    if held_out is None or held_out["accuracy"] is None:
        report.verdict("How good it is was not measured.", False)
        return
    untested = held_out["untested"]
    names = [c.name for c in model.legend if c.name not in untested]
    text = f"{100 * held_out['accuracy']:.1f} % of {_and(names)}"
    if not untested:
        report.paragraph(f"Accuracy on held-out polygons: {text}.")
        return
    were = "was" if len(untested) == 1 else "were"
    report.verdict(f"{text}; {_and(untested)} {were} not measured.", False)


def _and(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def tell_settings(settings: Mapping[str, Any]) -> str:
    """Settings in a line, such as ``trees 100, max depth none``."""
    words = {"penalty": "C", None: "none"}
    return ", ".join(
        f"{words.get(name, name.replace('_', ' '))} {words.get(value, value)}"
        for name, value in settings.items()
    )


def _tell_search(report: HtmlReport, quality: dict[str, Any]) -> None:
    rows = quality.get("search", [])
    if not rows:
        return
    report.heading("Settings that were tried")
    report.table(
        ("settings", "accuracy", "mean F1", "chosen"),
        [
            (
                tell_settings(row["settings"]),
                _rounded(row["accuracy"]),
                _rounded(row["macro_f1"]),
                "yes" if row["is_chosen"] else "",
            )
            for row in rows
        ],
        "On the same held-out polygons as above. The best of several figures is a little too high, "
        "as chance has chosen with it: what differs by a percent or two is the same.",
    )


def _tell_classes(report: HtmlReport, model: ClassifierModel, quality: dict[str, Any]) -> None:
    report.heading("Classes")
    counts = model.facts["class_samples"]
    report.table(
        ("number", "class", "colour", "samples"),
        [(c.id, c.name, hex_color(c.color), counts[c.name]) for c in model.legend],
    )
    if quality.get("out_of_bag") is not None:
        report.paragraph(
            f"Out-of-bag accuracy: {100 * quality['out_of_bag']:.1f} %. Each tree is tested on "
            "pixels that it has not seen, but their neighbours in the same polygon it has: the "
            "figure on held-out polygons is nearer to what to expect elsewhere."
        )


def _tell_held_out(
    report: HtmlReport, model: ClassifierModel, held_out: dict[str, Any] | None
) -> None:
    report.heading("Quality on polygons that were held out")
    if held_out is None or held_out["accuracy"] is None:
        report.paragraph("It was not measured.")
        return
    report.paragraph(
        f"Polygons were dealt to {held_out['folds']} parts, none of them cut; each part was "
        "classified by a classifier trained on the others."
    )
    kappa = held_out["kappa"]
    report.paragraph(
        f"Accuracy {100 * held_out['accuracy']:.1f} %, mean F1 {held_out['macro_f1']:.3f}"
        + (f", kappa {kappa:.3f}." if kappa is not None else ".")
    )
    if held_out["untested"]:
        report.verdict(
            f"Not measured: {_and(held_out['untested'])}. A class needs two polygons or more, "
            "so that one can be held out.",
            False,
        )
    names = [c.name for c in model.legend]
    report.table(
        ("true class", *(f"found as {name}" for name in names)),
        list(zip(names, *zip(*held_out["confusion"]))),
        "Confusion matrix: pixels of the class of the row that were given that of the column.",
    )
    rows = held_out["classes"]
    report.table(
        ("class", "polygons", "pixels", "precision", "recall", "F1"),
        [
            (name, polygons, c["samples"], *(_rounded(c[k]) for k in ("precision", "recall", "f1")))
            for name, polygons, c in zip(names, held_out["polygons"], rows)
        ],
        "Precision (user's accuracy): which share of what was found is right. Recall (producer's "
        "accuracy): which share of what is there was found. F1: their harmonic mean.",
    )
    report.bars("F1 by class", names, {"F1": [_rounded(c["f1"]) for c in rows]})


def _tell_importance(report: HtmlReport, model: ClassifierModel, quality: dict[str, Any]) -> None:
    series = {}
    impurity = quality.get("impurity_importance")
    permutation = (quality.get("held_out") or {}).get("permutation_importance")
    if permutation:
        # Less than nothing is chance.
        series["accuracy lost when shuffled"] = [round(max(0.0, v), 4) for v in permutation]
    if impurity:
        series["share of impurity removed"] = [round(v, 4) for v in impurity]
    if not series:
        return
    report.heading("Importance of the bands")
    for title, values in series.items():
        report.bars(title.capitalize(), model.bands, {title: values})
    report.paragraph(
        "Accuracy lost: on held-out pixels whose values of this band were shuffled. Bands that say "
        "the same share their importance, so that each looks less important than it is."
    )


def _tell_clusters(report: HtmlReport, model: ClassifierModel, quality: dict[str, Any]) -> None:
    report.heading("Clusters")
    report.paragraph("Clusters are numbered by ascending brightness, the mean of their bands.")
    report.table(
        ("number", "colour", "samples", *model.bands),
        [
            (c.id, hex_color(c.color), n, *centre)
            for c, n, centre in zip(model.legend, quality["cluster_samples"], quality["centres"])
        ],
        "Centres in the image's own units.",
    )
    tried = quality["tried"]
    if not tried:
        return
    report.heading("How many clusters?")
    report.lines(
        "Inertia: the sum of squared distances to the centres. Beyond a bend, more clusters tell "
        "little.",
        {"inertia": (tried, quality["tried_inertia"])},
        "clusters",
        "inertia",
    )
    known = [(n, s) for n, s in zip(tried, quality["silhouette"]) if s is not None]
    report.lines(
        "Silhouette: how far clusters are apart for their size, at most 1. Peaks are good numbers.",
        {"silhouette": ([n for n, _ in known], [max(0.0, s) for _, s in known])},
        "clusters",
        "silhouette",
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
