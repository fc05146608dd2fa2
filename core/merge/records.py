"""What is written beside the tables: map and page for people, and the record for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..card.card import write_card
from ..classes.colors import Color
from ..classes.legend import parse_color
from ..dataset.edits import find_later_files
from ..dataset.thumbnails import image_size
from ..export.map import draw_tiles
from ..files.fingerprint import hash_file
from ..files.whole import write_whole
from ..formats.pillow import has_pillow
from ..layouts.layout import TileRecord
from ..metadata.choice import join_periods, told_period
from ..metadata.croissant import CroissantContents, as_written, write_croissant
from ..metadata.place import Ground, around, find_ground, read_ground
from ..page.page import PageContents, write_page
from ..report.image_map import draw_images
from ..report.pictures import picture_bands
from ..run.batches import ignore_progress, run_aside_in_pieces
from ..tiles.layout import CARD, CROISSANT_FILE, FILE, MAP, PAGE
from ..tiles.shards import told_manifests
from ..tiles.table import REASON, TileTable
from .parents import Parent, TilesCrs
from .tiles import MergedTiles


def draw_merged_map(
    folder: Path,
    merged: MergedTiles,
    facts: Mapping[str, Any],
    is_cancelled: Callable[[], bool],
) -> bytes:
    """The tiles on the ground that they cover, outlined by class, as PNG.

    Args:
        folder: of the dataset, where the images are.
        merged: the tiles.
        facts: of dataset.json.
        is_cancelled: polled between images.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    boxes, table = merged.plan.places.exact, merged.table
    ids, files = table["tile_id"].tolist(), table["file"].tolist()
    picture = draw_images(
        folder, files, ids, boxes, merged.size, picture_bands(facts), is_cancelled
    )
    colors: dict[str, Color] = {}
    for row in facts["classes"]:
        color = parse_color(row["color"])
        if color is not None:
            colors[row["name"]] = color
    return draw_tiles(picture, boxes, merged.plan.labels, merged.size, colors)


def write_records(
    folder: Path,
    parents: Sequence[Parent],
    merged: MergedTiles,
    facts: dict[str, Any],
    samples: Sequence[TileRecord],
    crs: TilesCrs,
    is_cancelled: Callable[[], bool],
) -> None:
    """Write map, card, page, and the record for catalogues where a dataset has one.

    Args:
        folder: of the merged dataset.
        parents: the datasets.
        merged: their tiles.
        facts: of dataset.json.
        samples: the tiles that the page shows.
        crs: of the outlines.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be read or written.
    """
    plan, extension = merged.plan, parents[0].extension
    if has_pillow():
        write_whole(folder / MAP, draw_merged_map(folder, merged, facts, is_cancelled))
    write_whole(folder / CARD, write_card(facts, extension))
    contents = PageContents(
        facts,
        extension,
        plan.places.exact,
        plan.labels,
        plan.splits,
        (round(merged.size[0]) or 1, round(merged.size[1]) or 1),
        samples,
        Counter(text.partition(" (")[0] for text in _reasons(merged.rejected)),
    )
    page = run_aside_in_pieces(
        lambda _, is_stopped: write_page(contents, folder, is_stopped),
        ignore_progress,
        is_cancelled,
    )
    write_whole(folder / PAGE, page)
    if any(CROISSANT_FILE in find_later_files(parent.folder) for parent in parents):
        record = _croissant(folder, extension, parents, merged, facts, crs)
        write_whole(folder / CROISSANT_FILE, record)


def _croissant(
    folder: Path,
    extension: str,
    parents: Sequence[Parent],
    merged: MergedTiles,
    facts: dict[str, Any],
    crs: TilesCrs,
) -> bytes:
    table = merged.table
    return write_croissant(
        CroissantContents(
            facts,
            extension,
            table[FILE.name].tolist(),
            merged.plan.splits,
            [as_written(field, table) for field in table.fields],
            [(name, hash_file(folder / name)) for name in told_manifests(facts)],
            _find_ground(folder, parents, table, crs),
            join_periods([told_period(parent.facts) for parent in parents]),
        )
    )


def _find_ground(
    folder: Path, parents: Sequence[Parent], table: TileTable, crs: TilesCrs
) -> Ground | None:
    """Where the tiles lie: of several scenes what each dataset tells, else by their outlines."""
    if all(parent.facts.get("scenes") for parent in parents):
        told = [read_ground(parent.folder / CROISSANT_FILE) for parent in parents]
        grounds = [ground for ground in told if ground is not None]
        if len(grounds) == len(told):
            return around(grounds)
    bounds = table.geometries.bounds
    left, bottom = bounds[:, :2].min(axis=0).tolist()
    right, top = bounds[:, 2:].max(axis=0).tolist()
    width, _ = image_size(str(folder / table[FILE.name][0]))
    pixel = float(bounds[0, 2] - bounds[0, 0]) / width
    return find_ground(crs.wkt, (left, bottom, right, top), pixel, crs.wkt)


def _reasons(rejected: TileTable) -> list[str]:
    if REASON.name not in rejected.columns:
        return []
    return [str(text) for text in rejected[REASON.name].tolist() if text]
