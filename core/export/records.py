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
from ..metadata.place import Ground, find_ground
from ..page.page import PageContents, write_page
from ..run.batches import ignore_progress, run_aside, run_aside_in_pieces
from ..scaling.scaling import Scaling
from ..tiles.layout import CROISSANT_FILE, FILE, MANIFEST, MAP, PAGE
from ..tiles.table import DOUBLE, INT, REASON, Field, TileTable
from .colors import tile_colors
from .labels import sample_records
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
    info, exact = request.source.info, request.plan.places.exact
    (left, top), (right, bottom) = exact[:, :2].min(axis=0), exact[:, 2:].max(axis=0)
    columns, rows = np.array([left, right, right, left]), np.array([top, top, bottom, bottom])
    x, y = place_pixels(info.transform, columns, rows)
    bounds = float(x.min()), float(y.min()), float(x.max()), float(y.max())
    grid = info.transform if request.targets is None else request.targets[0].transform
    pixel = float(np.hypot(grid[0], grid[3]))
    return find_ground(info.crs_wkt, bounds, pixel, request.profile.crs_wkt)
