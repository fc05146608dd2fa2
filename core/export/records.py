"""What is written beside the tables: map and page for people, and the record for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..files.fingerprint import hash_file
from ..files.whole import write_whole
from ..geometry.outlines import place_pixels
from ..metadata.croissant import CroissantContents, write_croissant
from ..metadata.place import Ground, around, find_ground
from ..page.page import PageContents, write_page
from ..resampling.windows import each_part
from ..run.batches import ignore_progress, run_aside, run_aside_in_pieces
from ..scaling.scaling import Scaling
from ..tiles.layout import CROISSANT_FILE, FILE, MANIFEST, MAP, PAGE
from ..tiles.table import DOUBLE, INT, REASON, Field, TileTable
from .colors import tile_colors
from .labels import sample_records
from .map import MapPicture, MapPixels, TileMap, draw_map, empty_map, read_map
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
    tiles = TileMap.of_plan(request.plan, request.source.info)
    pixels: MapPixels | MapPicture
    if picture is not None:
        pixels = picture
    elif request.plan.places.parts is not None:
        pixels = empty_map(tiles, len(request.source.info.bands))
    else:
        # Styles are drawn by QGIS, whose objects have no place in threads that end at once.
        pixels = read_map(request.source)
    colors = tile_colors(request)
    drawn = run_aside(
        lambda: draw_map(request.plan, tiles, scaling, pixels, colors),
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
    plan = request.plan
    tiles = TileMap.of_plan(plan, request.source.info)
    contents = PageContents(
        facts,
        request.options.spec.extension,
        tiles.boxes,
        plan.labels,
        plan.splits,
        tiles.size,
        sample_records(request, masks, is_cancelled),
        Counter(text.partition(" (")[0] for text in skipped[REASON.name]),
    )
    page = run_aside_in_pieces(
        lambda _, is_stopped: write_page(contents, folder, is_stopped),
        ignore_progress,
        is_cancelled,
    )
    write_whole(folder / PAGE, page)


def write_croissant_of(
    request: ExportRequest,
    folder: Path,
    facts: dict[str, Any],
    table: TileTable,
    is_cancelled: Callable[[], bool],
) -> None:
    """Write croissant.json beside tiles.csv.

    Args:
        request: what was exported.
        folder: of the dataset.
        facts: those of dataset.json.
        table: what tiles.csv holds.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be read or written.
    """
    ground = _find_ground(request)
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
            )
        ),
        is_cancelled,
    )
    write_whole(folder / CROISSANT_FILE, written)


def as_written(field: Field, table: TileTable) -> Field:
    """Whole numbers of which some lack are read as decimals."""
    has_gaps = field.kind == INT and any(value is None for value in table[field.name].tolist())
    return Field(field.name, DOUBLE) if has_gaps else field


def _find_ground(request: ExportRequest) -> Ground | None:
    places = request.plan.places
    found = [
        _ground_of(request, number, index)
        for number, index in each_part(places.parts, len(places.windows))
    ]
    grounds = [ground for ground in found if ground is not None]
    return around(grounds) if len(grounds) == len(found) else None


def _ground_of(request: ExportRequest, number: int, index: np.ndarray) -> Ground | None:
    info, exact = request.source.part(number).info, request.plan.places.exact[index]
    (left, top), (right, bottom) = exact[:, :2].min(axis=0), exact[:, 2:].max(axis=0)
    columns, rows = np.array([left, right, right, left]), np.array([top, top, bottom, bottom])
    x, y = place_pixels(info.transform, columns, rows)
    bounds = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    grid, wkt = info.transform, info.crs_wkt
    if request.targets is not None:
        target = request.targets[int(index[0])]
        grid, wkt = target.transform, target.crs_wkt
    pixel = float(np.hypot(grid[0], grid[3]))
    return find_ground(info.crs_wkt, bounds, pixel, wkt)
