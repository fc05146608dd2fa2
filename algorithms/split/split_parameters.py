"""The split parameters, shared by Split Tiles and Build Dataset."""

from __future__ import annotations

import json
from dataclasses import dataclass

from qgis.core import QgsProcessingOutputString, QgsProcessingParameterBoolean

from ...core.split.request import BANDS, METHODS, SplitRequest
from ...core.split.result import SplitResult
from ...core.tiles.words import SPLITS
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
    optional_double,
)
from ..base.words import tr

NONE = "NONE"
SPLIT_COUNTS = "SPLIT_COUNTS"
SPLIT_REPORT = "SPLIT_REPORT"
_METHOD_HELP = (
    "BANDS: parallel bands, dealt in turn. BLOCKS: square blocks, dealt by chance. GROUP: groups "
    "of tiles, dealt by chance. RANDOM: single tiles, dealt by chance; neighbours then come into "
    "different splits. Tiles that overlap never do."
)


@dataclass(frozen=True)
class SplitNames:
    """Parameter names, which differ between algorithms."""

    prefix: str = ""

    def __getattr__(self, name: str) -> str:
        return self.prefix + name.upper()


def add_split_method(alg: TilewrightAlgorithm, names: SplitNames, optional: bool) -> None:
    """How tiles are dealt, and how many to each split."""
    methods = (NONE, *METHODS) if optional else METHODS
    text = f"NONE: no split. {_METHOD_HELP}" if optional else _METHOD_HELP
    alg.add(
        enum_parameter(names.method, "Split by", methods, NONE if optional else BANDS),
        choices_help(text, methods),
    )
    for split, share in zip(SPLITS, (70, 15, 15)):
        alg.add(
            double_parameter(split.upper(), f"Share of {split} (%)", share, 0, 100),
            f"How many of the tiles {split} should get, in percent. The log says how many it got.",
        )


def add_split_details(alg: TilewrightAlgorithm, names: SplitNames, optional: bool) -> None:
    """Bands, blocks, distances, seed."""
    alg.add(
        integer_parameter(names.band_count, "Number of bands, for BANDS", 8, 1, 1000),
        "Bands of equal width. More of them meet the shares better and have more edges.",
        advanced=optional,
    )
    alg.add(
        double_parameter(names.angle, "Direction of the bands (degrees), for BANDS", 45),
        "Counter-clockwise from east: 0 are bands from west to east, 90 from south to north.",
        advanced=optional,
    )
    alg.add(
        double_parameter(names.block_size, "Side of a block (m), for BLOCKS", None, 0),
        "Metres on the ground. Empty: a size that gives some twenty to sixty blocks, which the log "
        "tells. A "
        "block should be larger than the distance over which the ground looks alike.",
        advanced=optional,
    )
    alg.add(
        double_parameter(names.buffer, "Least distance between splits (m)", 0, 0),
        "Tiles nearer than this to a tile of another split are rejected. The split with the larger "
        "share gives way: train to val and test, in most cases.",
        advanced=optional,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            names.buffer_auto, tr("Take the distance from the labels"), False
        ),
        "Measures how far apart tiles still tend to have the same class (the range of the "
        "variogram), and keeps splits that far apart, or farther when a distance is given. The log "
        "explains it.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            names.allow_overlap, tr("Let overlapping tiles be in different splits"), False
        ),
        "Then the same pixels can be in train and in test, and the scores are too good.",
        advanced=True,
    )
    alg.add(
        integer_parameter(names.seed, "Seed", 0),
        "Another number gives another split, the same number the same split, on any computer.",
        advanced=optional,
    )


def add_split_outputs(alg: TilewrightAlgorithm) -> None:
    """Counts and the whole report, as JSON."""
    alg.addOutput(QgsProcessingOutputString(SPLIT_COUNTS, tr("Tiles by split, as JSON")))
    alg.addOutput(QgsProcessingOutputString(SPLIT_REPORT, tr("Asked and achieved shares, as JSON")))


def read_split_request(alg, parameters, context, names: SplitNames) -> SplitRequest:
    """The wishes; see SplitRequest for what is refused."""

    def number(name):
        return alg.parameterAsDouble(parameters, name, context)

    def truth(name):
        return alg.parameterAsBool(parameters, name, context)

    return SplitRequest(
        method=alg.parameterAsEnumString(parameters, names.method, context),
        shares=tuple(number(split.upper()) for split in SPLITS),
        band_count=alg.parameterAsInt(parameters, names.band_count, context),
        angle=number(names.angle),
        block_size=optional_double(alg, parameters, names.block_size, context),
        buffer=number(names.buffer),
        buffer_auto=truth(names.buffer_auto),
        allow_overlap=truth(names.allow_overlap),
        seed=alg.parameterAsInt(parameters, names.seed, context),
    )


def report_split(result: SplitResult, feedback) -> dict:
    """Tell the log what came out; returns the outputs."""
    for note in result.notes:
        feedback.pushInfo(note)
    for line in _table(result.facts):
        # The dialog's log is HTML, which would fold plain spaces into one.
        feedback.pushInfo(line.replace(" ", "\u00a0"))
    for warning in result.warnings:
        feedback.pushWarning(warning)
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
