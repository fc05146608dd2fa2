"""What stands on the page, from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..card.loaders import write_loading
from ..classes.colors import PLAIN, SPLIT_COLORS, hex_color
from ..formats.pillow import has_pillow
from ..layouts.layout import TileRecord
from ..tiles.words import SPLITS
from .samples import MOST_BANDS, read_samples
from .sheet import DatasetSheet, Thumbnail
from .tile_map import draw_areas, map_height

_FENCE = "```"


@dataclass(frozen=True)
class PageContents:
    """What the page shows.

    Attributes:
        facts: of dataset.json.
        extension: of the images, without a dot.
        boxes: float64 (N, 4): left, top, right and bottom of each tile on the map.
        labels: class of each tile, or None.
        splits: train, val, test or None of each.
        raster_size: width and height of the map that the boxes lie on, in their units.
        samples: the tiles that are shown, with their objects.
        rejected: number of tiles by the reason for which they were left out.
    """

    facts: Mapping[str, Any]
    extension: str
    boxes: np.ndarray
    labels: Sequence[str | None]
    splits: Sequence[str | None]
    raster_size: tuple[float, float]
    samples: Sequence[TileRecord]
    rejected: Mapping[str, int]


def write_page(contents: PageContents, folder: Path, is_cancelled: Callable[[], bool]) -> bytes:
    """The page as one file of HTML without scripts, which loads nothing.

    Args:
        contents: what it shows.
        folder: of the dataset, where the images are.
        is_cancelled: asked before each picture.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError, ValueError: an image cannot be read.
    """
    facts = contents.facts
    sheet = DatasetSheet(f"Image tiles of {facts['sources']['raster']['name']}")
    count = facts["tile_count"]
    sheet.paragraph(
        f"{count} image tile{'s' if count != 1 else ''}, {facts['parameters']['FORMAT']} of "
        f"{facts['dtype']}, bands {', '.join(facts['bands'])}; coordinate system {facts['crs']}. "
        "README.md is the card to publish with them, and dataset.json says how they were made."
    )
    _add_map(sheet, contents)
    _add_scenes(sheet, facts)
    _add_classes(sheet, facts)
    if has_pillow():
        _add_samples(sheet, contents, folder, is_cancelled)
    else:
        sheet.paragraph("Pillow was not there to draw pictures of the tiles.")
    _add_statistics(sheet, facts)
    if contents.rejected:
        sheet.heading("Tiles that were left out")
        rows = sorted(contents.rejected.items(), key=lambda row: (-row[1], row[0]))
        sheet.table(["reason", "tiles"], rows)
    _add_loading(sheet, write_loading(dict(facts), contents.extension))
    return sheet.render()


def _add_map(sheet: DatasetSheet, contents: PageContents) -> None:
    sheet.heading("Where the tiles lie")
    classes = {row["name"]: row["color"] for row in contents.facts["classes"]}
    plain = hex_color(PLAIN)
    if classes:
        _add_areas(sheet, "Tiles by class", contents, contents.labels, {**classes, "": plain})
    if contents.facts["splits"]:
        colors = {split: hex_color(SPLIT_COLORS[split]) for split in SPLITS}
        _add_areas(sheet, "Tiles by split", contents, contents.splits, colors)
    elif not classes:
        _add_areas(sheet, "Tiles", contents, contents.labels, {"": plain})


def _add_areas(
    sheet: DatasetSheet,
    title: str,
    contents: PageContents,
    names: Sequence[str | None],
    colors: Mapping[str, str],
) -> None:
    counts = Counter(name or "" for name in names)
    size = contents.raster_size
    paths = draw_areas(contents.boxes, [name or "" for name in names], size)
    known = [name for name in colors if name in paths]
    words = {name: f"{name or 'tiles'}: {counts[name]}" for name in known}
    sheet.areas(
        title,
        map_height(*size),
        {words[name]: paths[name] for name in known},
        {words[name]: colors[name] for name in known},
    )


def _add_scenes(sheet: DatasetSheet, facts: Mapping[str, Any]) -> None:
    if facts.get("scenes"):
        sheet.heading("Scenes")
        sheet.table(
            ["scene", "date", "coordinate system", "tiles"],
            [[row["name"], row["date"], row["crs"], row["tile_count"]] for row in facts["scenes"]],
        )


def _add_classes(sheet: DatasetSheet, facts: Mapping[str, Any]) -> None:
    classes = facts["classes"]
    if classes:
        splits = list(classes[0].get("splits", {}))
        sheet.heading("Classes")
        sheet.table(
            ["index", "class", "tiles", *splits],
            [
                [r["index"], r["name"], r["tiles"], *(r["splits"][s] for s in splits)]
                for r in classes
            ],
        )
    for key, title, unit in (("objects", "Objects", "objects"), ("masks", "Masks", "pixels")):
        part = facts.get(key)
        if part:
            sheet.heading(title)
            rows = [[row["class_id"], row["class"], row[unit]] for row in part["classes"]]
            sheet.table(["number", "class", unit], rows)


def _add_samples(
    sheet: DatasetSheet, contents: PageContents, folder: Path, is_cancelled: Callable[[], bool]
) -> None:
    samples = read_samples(folder, contents.facts, contents.samples, is_cancelled)
    groups: dict[tuple[str, str], list[Thumbnail]] = {}
    for record, picture in zip(contents.samples, samples.pictures):
        if picture is not None:
            groups.setdefault((record.label or "", record.split or ""), []).append(picture)
    sheet.heading("Some of the tiles")
    order = {name: k for k, name in enumerate(("", *SPLITS))}
    numbers = {row["name"]: k for k, row in enumerate(contents.facts["classes"])}
    for label, split in sorted(groups, key=lambda g: (numbers.get(g[0], -1), g[0], order[g[1]])):
        words = [word for word in (label, split) if word]
        sheet.thumbnails(" / ".join(words) or "Tiles", groups[label, split])
    if samples.counts:
        count, bands = sum(map(len, groups.values())), len(contents.facts["bands"])
        whose = "the tile" if count == 1 else f"the {count} tiles"
        some = f"; the first {MOST_BANDS} of {bands} bands" if bands > MOST_BANDS else ""
        sheet.heading("Values")
        sheet.histogram(
            f"Pixels by value in {whose} shown above{some}",
            samples.counts,
            samples.first,
            samples.last,
        )


def _add_statistics(sheet: DatasetSheet, facts: Mapping[str, Any]) -> None:
    sheet.heading("Bands")
    rows = [[row["band"], row["mean"], row["std"]] for row in facts["statistics"]]
    of_train = ", of the train split" if facts["statistics_of"] == "train" else ""
    sheet.table(
        ["band", "mean", "standard deviation"],
        rows,
        f"Of all values in the files without invalid pixels{of_train}",
    )


def _add_loading(sheet: DatasetSheet, lines: Sequence[str]) -> None:
    """Markdown of the card: headings, blocks of code and sentences."""
    code: list[str] | None = None
    for line in lines:
        if line.startswith(_FENCE):
            if code is not None:
                sheet.code("\n".join(code))
            code = [] if code is None else None
        elif code is not None:
            code.append(line)
        elif line.startswith("#"):
            sheet.heading(line.lstrip("# "))
        elif line:
            sheet.prose(line)
