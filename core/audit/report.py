"""The audit of a split as a page to read."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..geodesy.antimeridian import unwrap_tiles
from ..geodesy.tiles import TileGround
from ..geometry.outlines import TileGeometries
from ..report.html import BAD, COLORS, HtmlReport
from ..report.tile_map import draw_tiles
from .result import AuditInput, AuditResult

_LEAKING = "part of a leak"
_MOST_ROWS = 200


def split_colors(names: tuple[str, ...]) -> dict[str, str]:
    """A colour for each split; train, val and test have those of the map layers."""
    usable = [color for color in COLORS if color != BAD]
    return {name: usable[k % len(usable)] for k, name in enumerate(names)}


def write_audit_report(title: str, tiles: AuditInput, result: AuditResult) -> bytes:
    """One HTML file."""
    report = HtmlReport(title)
    facts, names = result.facts, result.split_names
    colors = split_colors(names)
    if result.passed:
        report.verdict("No leak was found between the splits.", True)
    else:
        report.verdict(f"The splits leak: {_count(len(result.leaks), 'finding')}.", False)
        report.points(result.leaks)
    if result.warnings:
        report.heading("Worth a look")
        report.points(result.warnings[:_MOST_ROWS])
    report.heading("Where the tiles are")
    _draw_map(report, tiles, result, colors)
    total = sum(facts["splits"].values())
    report.table(
        ("split", "tiles", "share (%)"),
        [(name, n, round(100 * n / total, 2)) for name, n in facts["splits"].items()],
    )
    report.heading("Shared ground")
    if facts["shared_ground"]:
        report.table(
            ("splits", "pairs of tiles", "pixels", "square metres", "for example"),
            [
                (
                    " and ".join(row["splits"]),
                    row["pairs"],
                    row["pixels"],
                    row["square_metres"],
                    " and ".join(row["examples"][0]),
                )
                for row in facts["shared_ground"]
            ],
            "Pixels that several pairs share are counted for each pair.",
        )
        _tell_scenes(report, facts)
    else:
        report.paragraph("No two tiles in different splits share a pixel.")
    places = facts["places"]
    report.paragraph(
        f"{places['count']} places have tiles; {places['repeated']} of them have more than one, as "
        f"at several dates, and {places['in_several_splits']} are in several splits."
    )
    _tell_distances(report, facts)
    _tell_duplicates(report, facts["duplicates"], tiles.are_series)
    _tell_classes(report, facts, names, colors)
    return report.render()


def _tell_scenes(report: HtmlReport, facts: dict[str, Any]) -> None:
    """Which scenes share ground across splits, where there are several."""
    rows = [
        (" and ".join(row["splits"]), one, other, count)
        for row in facts["shared_ground"]
        for one, other, count in row.get("scenes", {}).get("examples", ())
    ]
    if rows:
        report.table(
            ("splits", "scene", "scene of the other split", "pairs of tiles"),
            rows[:_MOST_ROWS],
            "Different scenes that show the same ground, as at several dates.",
        )


def _draw_map(
    report: HtmlReport, tiles: AuditInput, result: AuditResult, colors: dict[str, str]
) -> None:
    used = np.flatnonzero(result.codes >= 0)
    # What leaks is drawn last.
    used = used[np.argsort(result.leaking[used], kind="stable")]
    whole = unwrap_tiles(tiles.geometries, tiles.crs_wkt)
    geometries = TileGeometries([whole.wkb[i] for i in used.tolist()])
    palette = np.array([_rgb(c) for c in (*colors.values(), BAD)], dtype=np.uint8)
    codes = np.where(result.leaking[used], len(colors), result.codes[used])
    stretch = 1.0
    if tiles.crs_wkt:
        scale = TileGround(geometries, tiles.crs_wkt).centre_scale
        stretch = scale.y / scale.x
    keys = dict(colors)
    if result.leaking.any():
        keys[_LEAKING] = BAD
    report.image(draw_tiles(geometries, palette[codes], stretch), "Tiles by split.", keys)


def _tell_distances(report: HtmlReport, facts: dict[str, Any]) -> None:
    report.heading("Distance between splits")
    asked = facts["asked_distance"]
    if facts["distances"]:
        report.table(
            ("splits", "least distance (m)", "between"),
            [
                (" and ".join(row["splits"]), row["metres"], " and ".join(row["tiles"]))
                for row in facts["distances"]
            ],
        )
        report.paragraph(
            f"At least {asked:.10g} m were asked for."
            if asked
            else "0 m means that tiles of both splits touch. No distance was asked for."
        )
    else:
        report.paragraph("Not measured: the tiles have no coordinate system.")


def _tell_duplicates(
    report: HtmlReport, duplicates: dict[str, Any] | None, are_series: bool
) -> None:
    report.heading("Images that look the same")
    if duplicates is None and are_series:
        report.paragraph("Not looked for: the samples are time series.")
        return
    if duplicates is None:
        report.paragraph("Not looked for: there are no images. Give a dataset folder to compare.")
        return
    report.paragraph(
        f"{_count(duplicates['compared'], 'image')} compared by difference hashes of 256 bits "
        "(Krawetz, 2013) and by their thumbnails; those that show nothing but one tone are left "
        f"out. {_count(duplicates['pairs'], 'pair')} in different splits look the same."
    )
    if not duplicates["pairs"]:
        return
    names, ids = duplicates["examples"], duplicates.get("tile_ids")
    if ids is None:
        report.table(("image", "looks like"), names, "The first of them.")
        return
    rows = [(*pair, *tiles) for pair, tiles in zip(names, ids)]
    report.table(("image", "looks like", "tile", "like tile"), rows, "The first of them.")


def _tell_classes(
    report: HtmlReport, facts: dict[str, Any], names: tuple[str, ...], colors: dict[str, str]
) -> None:
    if not facts["classes"]:
        return
    report.heading("Classes")
    rows = list(facts["classes"].items())
    report.bars(
        "Share of each class in each split.",
        [name for name, _ in rows],
        {split: [row[split]["percent"] for _, row in rows] for split in names},
        " %",
        colors,
    )
    report.table(
        ("class", *(f"{split}: tiles" for split in names), *(f"{split}: %" for split in names)),
        [
            (
                name,
                *(row[split]["tiles"] for split in names),
                *(row[split]["percent"] for split in names),
            )
            for name, row in rows[:_MOST_ROWS]
        ],
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue
