"""What is written beside the tables: map and page for people, and records for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np

from ..files.fingerprint import hash_file
from ..files.whole import write_whole
from ..layouts.label_folder import LabelFolder
from ..layouts.layout import TileRecord
from ..metadata.choice import CROISSANT, STAC, TDML, Period, parse_day
from ..metadata.croissant import CroissantContents, as_written, write_croissant
from ..metadata.outlines import draw_outline, to_degrees
from ..metadata.place import Ground
from ..metadata.stac import (
    ImageCrs,
    ItemPlace,
    StacContents,
    describe_item,
    join_items,
    write_collection,
)
from ..metadata.tdml import TdmlContents, write_tdml
from ..metadata.tile_places import place_grids, place_windows
from ..page.page import PageContents, write_page
from ..report.image_map import draw_images
from ..report.pictures import picture_bands
from ..resampling.grid import same_crs
from ..resampling.windows import each_part
from ..run.batches import (
    ignore_progress,
    run_aside,
    run_aside_in_pieces,
    start_aside,
    wait_for,
)
from ..scaling.scaling import Scaling
from ..tiles.layout import (
    CROISSANT_FILE,
    FILE,
    MAP,
    PAGE,
    STAC_FILE,
    STAC_ITEMS,
    TDML_FILE,
)
from ..tiles.shards import told_manifests
from ..tiles.table import REASON, TILE_ID, TileTable
from .colors import tile_colors
from .labels import sample_records, tile_records
from .map import MapPicture, TileMap, draw_map, draw_tiles, read_map
from .request import ExportRequest


def _tile_map(request: ExportRequest) -> TileMap:
    source = request.source
    return TileMap.of_plan(request.plan, source.info, request.is_geographic, _is_drawn(request))


def _is_drawn(request: ExportRequest) -> bool:
    """Whether the map is drawn from the tiles' images: a server is not asked for a picture."""
    is_asked = request.source.is_asked and request.targets is not None
    return is_asked or request.plan.places.parts is not None


def begin_map_of(
    request: ExportRequest, picture: MapPicture | None, scaling: Scaling | None
) -> Future[bytes] | None:
    """Begin to draw map.png in another thread, while tables and page are written.

    None where it is drawn from the tiles' images.

    Args:
        request: what was exported.
        picture: what the tiles left of it, or None where the raster is to be read again.
        scaling: as of the tiles.
    """
    if _is_drawn(request):
        return None
    # Styles are drawn by QGIS, whose objects have no place in threads that end at once.
    pixels = read_map(request.source) if picture is None else picture
    plan, tiles, colors = request.plan, _tile_map(request), tile_colors(request)
    return start_aside(lambda: draw_map(plan, tiles, scaling, pixels, colors))


def write_map_of(
    request: ExportRequest,
    folder: Path,
    begun: Future[bytes] | None,
    facts: Mapping[str, Any],
    is_cancelled: Callable[[], bool],
) -> None:
    """Write map.png.

    Args:
        request: what was exported.
        folder: of the dataset.
        begun: of begin_map_of; without, the map is drawn from the tiles' files.
        facts: those of dataset.json.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: the file cannot be written.
    """
    if begun is None:
        plan, tiles = request.plan, _tile_map(request)
        files, ids = plan.tiles[FILE.name].tolist(), plan.tiles[TILE_ID.name].tolist()
        shown = draw_images(
            folder, files, ids, tiles.boxes, tiles.size, picture_bands(facts), is_cancelled
        )
        drawn = draw_tiles(shown, tiles.boxes, plan.labels, tiles.size, tile_colors(request))
    else:
        drawn = wait_for(begun, is_cancelled)
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
    tiles = _tile_map(request)
    width, height = (round(side) or 1 for side in tiles.size)
    contents = PageContents(
        facts,
        request.options.spec.extension,
        tiles.boxes,
        plan.labels,
        plan.splits,
        (width, height),
        sample_records(request, masks, is_cancelled),
        Counter(text.partition(" (")[0] for text in skipped[REASON.name]),
    )
    page = run_aside_in_pieces(
        lambda _, is_stopped: write_page(contents, folder, is_stopped),
        ignore_progress,
        is_cancelled,
    )
    write_whole(folder / PAGE, page)


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
    ground = request.ground if names else None

    def records() -> Iterator[TileRecord]:
        return tile_records(request, masks, companions, is_cancelled)

    if CROISSANT in names:
        _write_croissant(request, folder, facts, table, ground, is_cancelled)
    period = request.metadata.period
    if STAC in names and ground is not None and period is not None:
        indexes = request.plan.layout.indexes(request.plan.used_splits)
        parts = each_part(request.plan.places.parts, len(request.plan.tiles))
        systems = [_crs_of(request, number, index) for number, index in parts]
        contents = StacContents(facts, period, ground, systems, indexes)
        _write_stac(request, folder, contents, records)
    if TDML in names:
        sizes = frozenset(_sizes(request))
        whole = TdmlContents(facts, ground, sizes)
        parts = request.plan.places.parts
        numbers = [0] * len(request.plan.tiles) if parts is None else parts.tolist()
        periods = {number: _period_of(request, number) for number in set(numbers)}
        told = ((record, periods[numbers[k]]) for k, record in enumerate(records()))
        _write_pieces(folder, TDML_FILE, write_tdml(whole, told))


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
                [(name, hash_file(folder / name)) for name in told_manifests(facts)],
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
    write_whole(folder / STAC_FILE, write_collection(contents))
    if contents.has_items:
        places = _place_tiles(request)
        items = (describe_item(contents, record, places[k]) for k, record in enumerate(records()))
        _write_pieces(folder, STAC_ITEMS, join_items(items))


def _place_tiles(request: ExportRequest) -> dict[int, ItemPlace]:
    """Where each image lies and when it was taken, by its number in the plan."""
    files = request.plan.tiles[FILE.name].tolist()
    name_labels, places = request.plan.layout.name_sidecar, request.plan.places
    found = {}
    for number, index in each_part(places.parts, len(places.windows)):
        crs, period = _crs_of(request, number, index), _period_of(request, number)
        if request.targets is not None:
            corners, transforms = place_grids([request.targets[k] for k in index.tolist()])
        else:
            info = request.source.part(number).info
            corners, transforms = place_windows(places.windows[index], info.transform)
        degrees = to_degrees(crs.wkt, corners)
        for row, k in enumerate(index.tolist()):
            outline, labels = draw_outline(degrees[row]), name_labels(files[k])
            found[k] = ItemPlace(outline, transforms[row], crs, period, labels)
    return found


def _crs_of(request: ExportRequest, number: int, index: np.ndarray) -> ImageCrs:
    """The coordinate system of the images of a raster; ``index`` says which they are."""
    own = request.source.part(number).info.crs_wkt
    wkt = own if request.targets is None else request.targets[int(index[0])].crs_wkt
    name = request.scenes[number].crs_name if request.scenes else request.raster_crs_name
    is_own = request.targets is None or (request.scenes and same_crs(wkt, own))
    return ImageCrs(name if is_own else request.crs_name, wkt)


def _period_of(request: ExportRequest, number: int) -> Period | None:
    """When a raster was taken: a scene knows better than who names a day for all."""
    own = parse_day(request.scenes[number].date) if request.scenes else None
    return own or request.metadata.period


def _sizes(request: ExportRequest) -> list[tuple[int, int]]:
    """Width and height of each image in pixels."""
    if request.targets is not None:
        return [(grid.width, grid.height) for grid in request.targets]
    return [(width, height) for width, height in request.plan.places.windows[:, 2:].tolist()]


def _write_pieces(folder: Path, name: str, pieces: Iterable[str]) -> None:
    with LabelFolder(folder).open(name) as file:
        file.writelines(pieces)
