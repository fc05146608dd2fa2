"""The split parameters, shared by Split Tiles and Build Dataset."""

from __future__ import annotations

import json

from qgis.core import QgsProcessingOutputString, QgsProcessingParameterBoolean

from ...core.split.request import METHODS, SplitRequest
from ...core.split.result import SplitResult
from ...core.tiles.words import SPLITS
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr

NONE = "NONE"
SPLIT_COUNTS = "SPLIT_COUNTS"
SPLIT_REPORT = "SPLIT_REPORT"
# The roles of these parameters that go by other names where SPLIT_ stands before each.
SPLIT_ROLES = {
    name: f"SPLIT_{name}"
    for name in ("METHOD", "BAND_COUNT", "ANGLE", "BLOCK_SIZE", "BUFFER_AUTO", "ALLOW_OVERLAP")
}


def add_split_method(alg: TilewrightAlgorithm, prefix: str = "", optional: bool = False) -> None:
    """How tiles are assigned, and how many to each split."""
    methods = (NONE, *METHODS) if optional else tuple(METHODS)
    sentences = [method.help for method in METHODS.values()]
    if optional:
        sentences.insert(0, "NONE: no split.")
    sentences.append("Tiles that overlap never do.")
    alg.add(
        enum_parameter(
            f"{prefix}METHOD",
            "Split by",
            methods,
            NONE if optional else SplitRequest.method,
            titles={name: method.title for name, method in METHODS.items()},
        ),
        choices_help(" ".join(sentences), methods),
    )
    for split, share in zip(SPLITS, SplitRequest.shares):
        alg.add(
            double_parameter(split.upper(), f"Share of {split} (%)", share, 0, 100),
            f"How many of the tiles {split} should get, in percent. The log says how many it got.",
        )


def add_split_details(alg: TilewrightAlgorithm, prefix: str = "", optional: bool = False) -> None:
    """Bands, blocks, distances, seed."""
    alg.add(
        integer_parameter(
            f"{prefix}BAND_COUNT", "Number of bands, for BANDS", SplitRequest.band_count, 1, 1000
        ),
        "Bands of equal width. More of them meet the shares better and have more edges.",
        advanced=optional,
    )
    alg.add(
        double_parameter(
            f"{prefix}ANGLE", "Direction of the bands (degrees), for BANDS", SplitRequest.angle
        ),
        "Counter-clockwise from east: 0 are bands from west to east, 90 from south to north.",
        advanced=optional,
    )
    alg.add(
        double_parameter(
            f"{prefix}BLOCK_SIZE", "Side of a block (m), for BLOCKS", SplitRequest.block_size, 0
        ),
        "Metres on the ground. Empty: a size that gives some twenty to sixty blocks, which the log "
        "tells. A "
        "block should be larger than the distance over which the ground looks alike.",
        advanced=optional,
    )
    alg.add(
        double_parameter(
            f"{prefix}BUFFER", "Minimum distance between splits (m)", SplitRequest.buffer, 0
        ),
        "Tiles nearer than this to a tile of another split are rejected. The split with the larger "
        "share gives way: train to val and test, in most cases.",
        advanced=optional,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            f"{prefix}BUFFER_AUTO",
            tr("Take the distance from the labels"),
            SplitRequest.buffer_auto,
        ),
        "Measures how far apart tiles still tend to have the same class (the range of the "
        "variogram), and keeps splits that far apart, or farther when a distance is given. The log "
        "explains it.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            f"{prefix}ALLOW_OVERLAP",
            tr("Let overlapping tiles be in different splits"),
            SplitRequest.allow_overlap,
        ),
        "Then the same pixels can be in train and in test, and the scores are too good. With SCENE "
        "each scene is dealt by itself, as by date, whatever ground it shows.",
        advanced=True,
    )
    alg.add(
        integer_parameter(f"{prefix}SEED", "Seed", SplitRequest.seed),
        "Another number gives another split, the same number the same split, on any computer.",
        advanced=optional,
    )


def add_split_outputs(alg: TilewrightAlgorithm) -> None:
    """Counts and the whole report, as JSON."""
    alg.addOutput(QgsProcessingOutputString(SPLIT_COUNTS, tr("Tiles by split, as JSON")))
    alg.addOutput(QgsProcessingOutputString(SPLIT_REPORT, tr("Asked and achieved shares, as JSON")))


def read_split_request(values: Values) -> SplitRequest:
    """What is asked for; see SplitRequest for what is refused."""
    train, val, test = (values.prefixed("").double(split.upper()) for split in SPLITS)
    return SplitRequest(
        method=values.choice("METHOD"),
        shares=(train, val, test),
        band_count=values.integer("BAND_COUNT"),
        angle=values.double("ANGLE"),
        block_size=values.optional_double("BLOCK_SIZE"),
        buffer=values.double("BUFFER"),
        buffer_auto=values.flag("BUFFER_AUTO"),
        allow_overlap=values.flag("ALLOW_OVERLAP"),
        seed=values.integer("SEED"),
    )


def report_split(result: SplitResult, values: Values) -> dict:
    """Tell the log what came out; returns the outputs."""
    for note in result.notes:
        values.info(note)
    for line in _table(result.facts):
        values.row(line)
    for warning in result.warnings:
        values.warn(warning)
    return {
        SPLIT_COUNTS: json.dumps(result.counts()),
        SPLIT_REPORT: json.dumps(result.facts, ensure_ascii=False),
    }


def _table(facts: dict) -> list[str]:
    """Asked and achieved shares, those of classes below."""
    head = (tr("split"), tr("tiles"), tr("rejected"), tr("asked"), tr("achieved"))
    rows = [
        (
            name,
            f"{row['tiles']}",
            f"{row['rejected']}",
            f"{row['asked']:.1f} %",
            f"{row['achieved']:.1f} %",
        )
        for name, row in facts["splits"].items()
    ]
    lines = _columns([head, *rows])
    if facts["classes"]:
        rows = [
            (
                name,
                f"{row['tiles']:g}",
                *(
                    "-" if split["achieved"] is None else f"{split['achieved']:.1f} %"
                    for split in row["splits"].values()
                ),
            )
            for name, row in facts["classes"].items()
        ]
        lines += _columns([(tr("class"), tr("tiles"), *SPLITS), *rows])
    return lines


def _columns(rows: list[tuple]) -> list[str]:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    return [
        "  ".join(
            f"{cell:<{width}}" if k == 0 else f"{cell:>{width}}"
            for k, (cell, width) in enumerate(zip(row, widths))
        )
        for row in rows
    ]
