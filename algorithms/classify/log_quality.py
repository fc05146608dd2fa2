"""What is known of a classifier's quality, for the log."""

from __future__ import annotations

from ...core.classify.report import tell_settings
from ...core.message import as_message, both, counted, name_in_list
from ..base.values import Values


def log_quality(quality: dict, values: Values) -> None:
    """How good it is, of which classes, and with which settings."""
    _log_search(quality, values)
    held_out = quality.get("held_out")
    if held_out and held_out["untested"]:
        _warn_of_untested(quality, held_out, values)
    elif held_out and held_out["accuracy"] is not None:
        values.info(
            "Accuracy on held-out polygons: {percent:.1f} %.",
            percent=100 * held_out["accuracy"],
        )
    if quality.get("out_of_bag") is not None:
        values.info(
            "Out-of-bag accuracy: {percent:.1f} %. It is too high where neighbouring pixels are "
            "alike.",
            percent=100 * quality["out_of_bag"],
        )
    count = quality.get("trained_on", quality["samples"])
    if count < quality["samples"]:
        values.info(
            "It learned from {count} of {all} samples, drawn at random from each class.",
            count=count,
            all=quality["samples"],
        )


def _warn_of_untested(quality: dict, held_out: dict, values: Values) -> None:
    """The figure is of some classes alone, and must not be read without them."""
    untested = held_out["untested"]
    if held_out["accuracy"] is None:
        values.warn(
            "The quality of {classes} is not measured: a class needs two polygons or more, so "
            "that one can be held out.",
            classes=", ".join(map(name_in_list, untested)),
        )
        return
    measured = [c["name"] for c in quality["classes"] if c["name"] not in untested]
    values.warn(
        counted(
            len(untested),
            "Accuracy on held-out polygons: {percent:.1f} % of {measured}; {classes} was not "
            "measured: a class needs two polygons or more, so that one can be held out.",
            "Accuracy on held-out polygons: {percent:.1f} % of {measured}; {classes} were not "
            "measured: a class needs two polygons or more, so that one can be held out.",
            percent=100 * held_out["accuracy"],
            measured=both(map(as_message, measured)),
            classes=both(map(as_message, untested)),
        )
    )


def _log_search(quality: dict, values: Values) -> None:
    rows = quality.get("search", [])
    for row in rows:
        if row["macro_f1"] is not None:
            mark = "*" if row["is_chosen"] else " "
            values.row(f"{mark} {tell_settings(row['settings']):<42} F1 {row['macro_f1']:.3f}")
    if rows:
        chosen = next(row for row in rows if row["is_chosen"])
        values.info(
            "Of {count} settings {settings} was the best on held-out polygons.",
            count=len(rows),
            settings=tell_settings(chosen["settings"]),
        )
