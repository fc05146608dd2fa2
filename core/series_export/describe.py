"""dataset.json and README.md of a dataset of time series."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from typing import Any

from ..card.markdown import cell
from ..card.series_loaders import series_code
from ..card.terms import write_terms
from ..formats.versions import library_versions
from ..resampling.windows import count_padded
from ..scaling.moments import BandStatistics
from ..scenes.left_out import LEFT_OUT
from ..series.band_groups import STACKED, BandGroup
from ..tiles.layout import SERIES_KIND, TOOL
from ..tiles.table import TileTable
from ..tiles.words import SPLITS
from .request import SeriesRequest
from .sample import (
    BANDS,
    CLOUD,
    CONFLICTS,
    DATES,
    DISTANCES,
    DOY,
    FLAG,
    IDS,
    IMAGES,
    LABELS,
    MASKS,
    RATIOS,
    USABLE,
    VALID,
    YEAR,
    array_name,
)
from .writers import GTIFF

_MEANINGS = {
    BANDS: "names of the bands, in the order of `images`",
    DATES: "day of each date",
    DOY: "day of the year, from 1",
    YEAR: "year",
    VALID: "share of each date's pixels where a band of the finest pixels holds something",
    CLOUD: "share of the pixels of known state that are cloudy; NaN where none is known",
    USABLE: "dates with few enough clouds and enough pixels",
    MASKS: "dates, height, width: 0 clear or unknown, 1 cloudy, 2 nothing there",
    LABELS: "height, width: class numbers, or measurements",
    IDS: "height, width: numbers of the polygons, 0 for none",
    RATIOS: "height, width: share of the pixel that its polygon covers, 0 to 1",
    DISTANCES: "height, width: pixels from the pixel's middle to the edge of its polygon; below 0 "
    "outside, NaN without polygon",
    CONFLICTS: "height, width: pixels that several classes claim: 1 in part, 2 as a whole",
}


def describe_series(
    request: SeriesRequest,
    fingerprint: str,
    table: TileTable,
    skipped: TileTable,
    statistics: Sequence[BandStatistics],
) -> dict[str, Any]:
    """All facts of dataset.json but the time."""
    series = request.series
    a, b, _, d, e, _ = series.grid.transform
    padded = count_padded(request.plan.places, series.grid.width, series.grid.height)
    splits = [] if "split" not in table.columns else table["split"].tolist()
    used = [s for s in SPLITS if s in splits]
    return {
        "tool": TOOL,
        "kind": SERIES_KIND,
        "fingerprint": fingerprint,
        "parameters": request.record.parameters,
        "sources": {
            "images": [
                {"name": i.name, "date": i.date.isoformat(), "bands": list(i.bands)}
                for i in request.images
            ],
            "files": request.files,
            **request.record.sources,
        },
        **({LEFT_OUT: list(request.record.left_out)} if request.record.left_out else {}),
        "alignment": list(series.notes),
        "crs": request.record.raster_crs_name,
        "tiles_crs": request.record.crs_name,
        "crs_wkt": series.grid.crs_wkt,
        "pixel": [abs(a) if not b else (a * a + d * d) ** 0.5, abs(e) if not d else abs(e)],
        "bands": list(series.bands),
        "groups": [_describe_group(group, request.options.layout) for group in series.groups],
        **({"indices": series.indices.describe()} if series.indices is not None else {}),
        **({"padding": {"tiles": padded}} if padded else {}),
        "arrays": _more_arrays(request),
        "dates": [
            {"date": step.date.isoformat(), "images": list(step.names)} for step in series.steps
        ],
        "format": request.format,
        "statistics_of": "train" if used else "all samples",
        "statistics": [
            {"band": name, "pixels": count, "mean": mean, "std": std}
            for group, part in zip(series.groups, statistics)
            for name, (count, mean, std) in zip(group.bands, part.results())
        ],
        "sample_count": len(table),
        "skipped_count": len(skipped),
        "legend": list(request.record.legend),
        "splits": {s: splits.count(s) for s in used},
        "versions": {
            "python": platform.python_version(),
            **library_versions(),
            **request.record.versions,
        },
    }


def _describe_group(group: BandGroup, layout: str) -> dict[str, Any]:
    names = [array_name(name) for name in group.bands]
    return {
        "bands": list(group.bands),
        "arrays": [IMAGES] if layout == STACKED else names,
        "pixel_factor": group.factor,
        "dtype": group.dtype,
        "fill": "nan" if group.fill != group.fill else group.fill,
        **({"scales": list(group.scales), "offsets": list(group.offsets)} if group.scales else {}),
    }


def _more_arrays(request: SeriesRequest) -> list[str]:
    """Names of the arrays of a sample besides its images."""
    options = request.options
    return [
        *([BANDS] if options.layout == STACKED else []),
        *(DATES, DOY, YEAR, VALID, CLOUD),
        *([USABLE] if options.unusable == FLAG else []),
        *([MASKS] if options.with_masks else []),
        *(() if request.labels is None else request.labels.arrays),
    ]


def write_series_card(facts: dict[str, Any]) -> bytes:
    """The dataset card: what is inside, and how to load it. ``facts`` are those of dataset.json."""
    lines = [
        *_head_lines(facts),
        *_array_lines(facts),
        *(_class_lines(facts["legend"]) if facts["legend"] else ()),
        *_band_lines(facts),
        *_padding_lines(facts),
        *write_terms(facts),
        "## Loading",
        "",
        "Run in this folder:",
        "",
        "```python",
        series_code(facts).rstrip(),
        "```",
        "",
        "`tiles.csv` has a line for each sample"
        + (", whose file lists its images" if facts["format"] == GTIFF else "")
        + ", `tiles.gpkg` the same as map layers, and `dataset.json` says how everything was made.",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _head_lines(facts: dict[str, Any]) -> list[str]:
    days = [row["date"] for row in facts["dates"]]
    return [
        "# Image time series",
        "",
        f"{facts['sample_count']} samples of {len(days)} dates from {min(days)} to {max(days)}, "
        "made with Tilewright.",
        "",
        "| | |",
        "|---|---|",
        "| Source | *who made the imagery: fill in* |",
        "| Labels | *who drew them and by which rule: fill in* |",
        "| Licence | *of the imagery and of the labels: fill in* |",
        f"| Coordinate system | {facts['crs']} |",
        f"| Bands | {', '.join(facts['bands'])} |",
        f"| Format | {facts['format']} |",
        "",
    ]


def _array_lines(facts: dict[str, Any]) -> list[str]:
    lines = ["## Arrays", "", "| array | axes |", "|---|---|"]
    for group in facts["groups"]:
        factor = group["pixel_factor"]
        size = "" if factor == 1 else f" (pixels {factor} x as wide)"
        for name in group["arrays"]:
            axes = "dates, bands, height, width" if name == "images" else "dates, height, width"
            lines.append(f"| `{name}` ({group['dtype']}) | {axes}{size} |")
    return lines + [f"| `{name}` | {_MEANINGS[name]} |" for name in facts["arrays"]]


def _class_lines(legend: Sequence[dict[str, Any]]) -> list[str]:
    return [
        "",
        "## Classes",
        "",
        "| number | class |",
        "|---|---|",
        *(f"| {row['class_id']} | {cell(row['class'])} |" for row in legend),
    ]


def _band_lines(facts: dict[str, Any]) -> list[str]:
    lines = ["", "## Bands", "", "| band | mean | standard deviation |", "|---|---|---|"]
    for row in facts["statistics"]:
        if row["mean"] is None:
            lines.append(f"| {cell(row['band'])} | - | - |")
        else:
            lines.append(f"| {cell(row['band'])} | {row['mean']:.6g} | {row['std']:.6g} |")
    scaled = [
        f"{cell(name)}: {scale:.6g} x number {offset:+.6g}"
        for group in facts["groups"]
        if "scales" in group
        for name, scale, offset in zip(group["bands"], group["scales"], group["offsets"])
    ]
    return [
        *lines,
        "",
        *(["Numbers stand for reflectances: " + "; ".join(scaled) + ".", ""] if scaled else []),
        "Mean and standard deviation are without invalid and cloudy pixels"
        + (", of the train split." if facts["statistics_of"] == "train" else "."),
        "",
    ]


def _padding_lines(facts: dict[str, Any]) -> list[str]:
    count = facts.get("padding", {}).get("tiles", 0)
    if not count:
        return []
    start = "1 sample reaches" if count == 1 else f"{count} samples reach"
    return [f"{start} beyond the images, where nothing is known.", ""]
