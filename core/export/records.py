"""What is written beside the tables: map and page for people, and records for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ExportError
from ..files.fingerprint import hash_file
from ..files.whole import write_whole
from ..geometry.outlines import corners_of_windows, move_origin, place_pixels
from ..layouts.label_folder import LabelFolder
from ..layouts.layout import TileRecord
from ..metadata.choice import CROISSANT, STAC, TDML
from ..metadata.croissant import CroissantContents, write_croissant
from ..metadata.outlines import draw_outline, to_degrees
from ..metadata.place import Ground, find_ground
from ..metadata.stac import ItemPlace, StacContents, describe_item, join_items, write_collection
from ..metadata.tdml import TdmlContents, write_tdml
from ..page.page import PageContents, write_page
from ..run.batches import ignore_progress, run_aside, run_aside_in_pieces
from ..scaling.scaling import Scaling
from ..tiles.layout import (
    CROISSANT_FILE,
    FILE,
    MANIFEST,
    MAP,
    PAGE,
    STAC_FILE,
    STAC_ITEMS,
    TDML_FILE,
)
from ..tiles.table import DOUBLE, INT, REASON, Field, TileTable
from .colors import tile_colors
from .labels import sample_records, tile_records
from .map import MapPicture, draw_map, read_map
from .request import ExportRequest


def write_map_of(
    request: ExportRequest,
    folder: Path,
    picture: MapPicture | None,
    scaling: Scaling | None,
    is_cancelled: Callable[[], bool],
) -> None:
    """Write map.png.

    Args:
        request: what was exported.
        folder: of the dataset.
        picture: what the tiles left of it, or None where the raster is to be read again.
        scaling: as of the tiles.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: the file cannot be written.
    """
    # Styles are drawn by QGIS, whose objects have no place in threads that end at once.
    pixels = read_map(request.source) if picture is None else picture
    colors = tile_colors(request)
    drawn = run_aside(
        lambda: draw_map(request.plan, request.source.info, scaling, pixels, colors),
        is_cancelled,
    )
    write_whole(folder / MAP, drawn)


def write_page_of(
    request: ExportRequest,
    folder: Path,
    facts: dict[str, Any],
    masks: Sequence[str],
    skipped: TileTable,
    is_cancelled: Callable[[], bool],
) -> None:
    """Write index.html.

    Args:
        request: what was exported.
        folder: of the dataset.
        facts: those of dataset.json.
        masks: file of each tile's mask, or none.
        skipped: tiles that were left out.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be read or written.
    """
    plan, info = request.plan, request.source.info
    contents = PageContents(
        facts,
        request.options.spec.extension,
        plan.places.exact,
        plan.labels,
        plan.splits,
        (info.width, info.height),
        sample_records(request, masks, is_cancelled),
        Counter(text.partition(" (")[0] for text in skipped[REASON.name]),
    )
    page = run_aside_in_pieces(
        lambda _, is_stopped: write_page(contents, folder, is_stopped),
        ignore_progress,
        is_cancelled,
    )
    write_whole(folder / PAGE, page)


def check_records(request: ExportRequest) -> None:
    """Refuse records that have nothing to tell of.

    Raises:
        ExportError: says what lacks.
    """
    names, plan = request.metadata.names, request.plan
    if STAC in names and _find_ground(request) is None:
        raise ExportError(
            "{METADATA=STAC} tells where tiles lie, and nothing leads from the coordinate system "
            "of {name} to longitude and latitude; give the raster its true one, or leave STAC out.",
            name=request.source.info.name,
        )
    has_labels = plan.classes or plan.targets.values is not None or plan.targets.sets is not None
    has_files = request.masks is not None or request.objects is not None or request.companions
    if TDML in names and not has_labels and not has_files:
        raise ExportError(
            "{METADATA=TDML} tells of labels, and the tiles have none; label the tiles, or give "
            "{OBJECTS} or {MASK}."
        )


def write_records_of(
    request: ExportRequest,
    folder: Path,
    facts: dict[str, Any],
    table: TileTable,
    masks: Sequence[str],
    companions: Mapping[str, Sequence[str]],
    is_cancelled: Callable[[], bool],
) -> None:
    """Write the records for catalogues that were asked for, when all other files are there.

    Args:
        request: what was exported.
        folder: of the dataset.
        facts: those of dataset.json.
        table: what tiles.csv holds.
        masks: file of each tile's mask, or none.
        companions: files of each tile by kind.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be read or written.
    """
    names = request.metadata.names
    ground = _find_ground(request) if names else None

    def records() -> Iterator[TileRecord]:
        return tile_records(request, masks, companions, is_cancelled)

    if CROISSANT in names:
        _write_croissant(request, folder, facts, table, ground, is_cancelled)
    period = request.metadata.period
    if STAC in names and ground is not None and period is not None:
        indexes = request.plan.layout.indexes(request.plan.used_splits)
        contents = StacContents(facts, period, ground, request.profile.crs_wkt, indexes)
        _write_stac(request, folder, contents, records)
    if TDML in names:
        sizes = frozenset(_sizes(request))
        whole = TdmlContents(facts, period, ground, sizes)
        _write_pieces(folder, TDML_FILE, write_tdml(whole, records()))


def _write_croissant(
    request: ExportRequest,
    folder: Path,
    facts: dict[str, Any],
    table: TileTable,
    ground: Ground | None,
    is_cancelled: Callable[[], bool],
) -> None:
    written = run_aside(
        lambda: write_croissant(
            CroissantContents(
                facts,
                request.options.spec.extension,
                table[FILE.name].tolist(),
                request.plan.splits,
                [as_written(field, table) for field in table.fields],
                hash_file(folder / MANIFEST),
                ground,
                request.metadata.period,
            )
        ),
        is_cancelled,
    )
    write_whole(folder / CROISSANT_FILE, written)


def _write_stac(
    request: ExportRequest,
    folder: Path,
    contents: StacContents,
    records: Callable[[], Iterator[TileRecord]],
) -> None:
    name_labels = request.plan.layout.name_sidecar
    write_whole(folder / STAC_FILE, write_collection(contents))
    if contents.has_items:
        corners, transforms = _place_tiles(request)
        degrees = to_degrees(request.profile.crs_wkt, corners)
        items = (
            describe_item(
                contents,
                record,
                ItemPlace(draw_outline(degrees[k]), transforms[k], name_labels(record.file)),
            )
            for k, record in enumerate(records())
        )
        _write_pieces(folder, STAC_ITEMS, join_items(items))


def _place_tiles(request: ExportRequest) -> tuple[np.ndarray, list[Sequence[float]]]:
    """Corners (N, 4, 2) of the images and their transforms, in their coordinate system."""
    if request.targets is not None:
        whole = [np.array([[0, 0, grid.width, grid.height]]) for grid in request.targets]
        corners = [
            corners_of_windows(window, grid.transform)
            for window, grid in zip(whole, request.targets)
        ]
        transforms: list[Sequence[float]] = [grid.transform for grid in request.targets]
        return np.concatenate(corners)[:, :4], transforms
    windows, own = request.plan.places.windows, request.source.info.transform
    moved = [move_origin(own, column, row) for column, row in windows[:, :2].tolist()]
    return corners_of_windows(windows, own)[:, :4], list(moved)


def _sizes(request: ExportRequest) -> list[tuple[int, int]]:
    """Width and height of each image in pixels."""
    if request.targets is not None:
        return [(grid.width, grid.height) for grid in request.targets]
    return [(width, height) for width, height in request.plan.places.windows[:, 2:].tolist()]


def _write_pieces(folder: Path, name: str, pieces: Iterable[str]) -> None:
    with LabelFolder(folder).open(name) as file:
        file.writelines(pieces)


def as_written(field: Field, table: TileTable) -> Field:
    """Whole numbers of which some lack are read as decimals."""
    has_gaps = field.kind == INT and any(value is None for value in table[field.name].tolist())
    return Field(field.name, DOUBLE) if has_gaps else field


def _find_ground(request: ExportRequest) -> Ground | None:
    info, exact = request.source.info, request.plan.places.exact
    (left, top), (right, bottom) = exact[:, :2].min(axis=0), exact[:, 2:].max(axis=0)
    columns, rows = np.array([left, right, right, left]), np.array([top, top, bottom, bottom])
    x, y = place_pixels(info.transform, columns, rows)
    bounds = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    grid = info.transform if request.targets is None else request.targets[0].transform
    pixel = float(np.hypot(grid[0], grid[3]))
    return find_ground(info.crs_wkt, bounds, pixel, request.profile.crs_wkt)
