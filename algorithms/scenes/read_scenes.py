"""The scenes that an algorithm was called with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ...core.errors import RasterError, UnreadableError
from ...core.files.paths import path_key
from ...core.message import Message, Parameter, list_names
from ...core.scenes.names import unique_names
from ...core.scenes.table import SceneRow, SceneTable
from ..base.values import Values
from ..rasters.item_input import ItemInput, ItemTaker, look_at_items
from ..rasters.source import RasterInput
from ..services.service_layer import ServiceLayer
from .ask_services import ask_services
from .find_rasters import FoundRaster, find_rasters, flatten
from .left_out import LeftOutScenes
from .read_table import read_table
from .scene_input import Earlier, ProductInput, SceneInput
from .scene_parameters import SCENE_TABLE, SCENES


@dataclass(frozen=True)
class _Entry:
    found: FoundRaster
    row: SceneRow | None = None

    @property
    def path(self) -> str:
        return self.found.raster.path

    @property
    def name(self) -> str:
        return (self.row.scene if self.row else "") or self.found.name

    @property
    def date(self) -> str:
        day = self.found.date
        return (self.row.date if self.row else "") or (day.isoformat() if day else "")


def read_scenes(
    values: Values,
    raster: str = "RASTER",
    earlier: Earlier | None = None,
    left_out: LeftOutScenes | None = None,
    asks: bool = True,
) -> list[SceneInput]:
    """The scenes of SCENES and SCENE_TABLE, in order; none where there is one raster instead.

    Only in the main thread; each file is opened once, to see what it is.

    Args:
        values: of the algorithm.
        raster: name of the parameter for one raster.
        earlier: a dataset that scenes are added to, which decides their names and numbers.
        left_out: gathers those that cannot be read.
        asks: whether layers of services become what is asked for the pixels of tiles.

    Raises:
        RasterError: one raster and several are given, or neither; or a scene cannot be read.
    """
    items = list(flatten(values.raw(SCENES), values))
    has_table = values.is_given(SCENE_TABLE)
    several = Parameter(SCENES if items else SCENE_TABLE)
    if values.is_given(raster):
        if items or has_table:
            raise RasterError(
                "{raster} and {scenes} are both given; give one of them.",
                raster=Parameter(raster),
                scenes=several,
            )
        return []
    if not items and not has_table:
        raise RasterError(
            "There is no raster; give {raster}, or several with {SCENES}.",
            raster=Parameter(raster),
        )
    looks = left_out is not None
    left_out = LeftOutScenes(values) if left_out is None else left_out
    table = read_table(values) if has_table else None
    found: list[FoundRaster] = []
    for item in items:
        values.check_cancelled()
        found += find_rasters(item, SCENES, values, left_out)
    if table and not items:
        entries = _of_rows(table, values, left_out)
        if looks:
            entries = _look_at_items(entries, left_out, earlier)
    else:
        entries = _join(found, table, values) if table else [_Entry(each) for each in found]
    left_out.settle(values, len(entries) + len(left_out.found))
    _refuse_twins(entries, several)
    own = unique_names([e.name for e in entries], [e.date for e in entries])
    called = list(enumerate(own, 1))
    if earlier is not None:
        kept, called = _call_after(entries, earlier, values)
        entries, own = [entries[k] for k in kept], [own[k] for k in kept]
    scenes = [
        SceneInput(
            number,
            name,
            entry.found.raster,
            entry.date,
            entry.row.labels if entry.row else "",
            _cloud_mask_of(entry, values),
            entry.row.nodata if entry.row else None,
            entry.row.bands if entry.row else "",
            own_name,
            entry.row.attribution if entry.row else "",
            entry.found.info,
        )
        for (number, name), own_name, entry in zip(called, own, entries)
    ]
    return ask_services(scenes, values, left_out) if asks else scenes


def _cloud_mask_of(entry: _Entry, values: Values) -> str:
    """The scene's own; of an item its classes, where the run tells which are cloudy."""
    if entry.row is None or entry.row.cloud_mask:
        return entry.row.cloud_mask if entry.row else ""
    raster, clouds = entry.found.raster, values.prefixed("CLOUD_")
    is_asked = clouds.is_given("VALUES") or clouds.is_given("BITS")
    if not isinstance(raster, ItemInput) or not is_asked or clouds.is_given("MASK"):
        return ""
    return raster.item.mask.href if raster.item.mask else ""


def cloud_raster(
    scene: SceneInput, values: Values
) -> RasterInput | ProductInput | ItemInput | None:
    """What opens a scene's own cloud mask; None without one. Only in the main thread.

    QGIS, which would keep each of many open, is not asked.

    Raises:
        RasterError: it is no raster, or holds several.
    """
    if not scene.cloud_mask:
        return None
    own = scene.raster.mask() if isinstance(scene.raster, ItemInput) else None
    if own is not None and own.path == scene.cloud_mask:
        return own
    found = find_rasters(scene.cloud_mask, SCENE_TABLE, values)
    for each in found:
        if isinstance(each.raster, ServiceLayer):
            # Says what it is.
            each.raster.open()
    if len(found) != 1:
        raise RasterError(
            "{SCENE_TABLE} names the cloud mask {path} for {scene}, which holds {count} rasters; "
            "name one.",
            path=scene.cloud_mask,
            scene=scene.name,
            count=len(found),
        )
    return found[0].raster


def _call_after(
    entries: Sequence[_Entry], earlier: Earlier, values: Values
) -> tuple[list[int], list[tuple[int, str]]]:
    """Which scenes are used beside a dataset, and their numbers and names in it.

    Those that it has are left out, or keep what they are called there.
    """
    scenes, twins = earlier.scenes, []
    for entry in entries:
        values.check_cancelled()
        twins.append(scenes.find_twin(entry.path, entry.name, entry.date))
        if twins[-1] is not None and not earlier.keeps:
            values.info(scenes.tell_left_out(entry.path, twins[-1]))
    new = [k for k, twin in enumerate(twins) if twin is None]
    kept = [k for k, twin in enumerate(twins) if twin is None or earlier.keeps]
    if not kept:
        raise RasterError(
            "The dataset in {folder} has all of the {SCENES} already; there is nothing to add.",
            folder=scenes.folder,
        )
    names = scenes.name_new([entries[k].name for k in new], [entries[k].date for k in new])
    called = dict(zip(new, enumerate(names, 1 + scenes.last)))
    for k, twin in enumerate(twins):
        if twin is not None:
            called[k] = twin + 1, str(scenes.rows[twin]["name"])
    return kept, [called[k] for k in kept]


def _join(found: Sequence[FoundRaster], table: SceneTable, values: Values) -> list[_Entry]:
    """Rasters with their rows."""
    by_path = {path_key(row.file): row for row in table.rows}
    by_name = {Path(row.file).name.casefold(): row for row in table.rows}
    by_name |= {Path(row.file).stem.casefold(): row for row in table.rows}
    entries = []
    for each in found:
        row = by_path.get(path_key(each.raster.path)) or by_name.get(each.name.casefold())
        entries.append(_Entry(each, row))
    used = {entry.row.row for entry in entries if entry.row}
    idle = [row.title for row in table.rows if row.row not in used]
    if idle:
        values.warn(
            "{SCENE_TABLE} {table} tells of scenes that are not among {SCENES}: {names}.",
            table=table.name,
            names=list_names(idle),
        )
    return entries


def _of_rows(table: SceneTable, values: Values, left_out: LeftOutScenes) -> list[_Entry]:
    """The rasters that the rows of a table name."""
    entries, taker = [], ItemTaker(values)
    for row in table.rows:
        values.check_cancelled()
        if row.assets:
            try:
                raster, day = taker.take(row)
            except UnreadableError as error:
                left_out.add(row.title, row.file, error)
                continue
            entries.append(_Entry(FoundRaster(raster, raster.name, day), row))
            continue
        before = len(left_out.found)
        found = find_rasters(row.file, SCENE_TABLE, values, left_out)
        if len(left_out.found) == before:
            entries.append(_entry_of(row, table, found))
        elif row.scene:
            left_out.rename_last(row.scene)
    return entries


def _look_at_items(
    entries: Sequence[_Entry], left_out: LeftOutScenes, earlier: Earlier | None
) -> list[_Entry]:
    """Entries with what those of a catalogue say of themselves, but for those that are silent."""
    items = [
        entry
        for entry in entries
        if isinstance(entry.found.raster, ItemInput)
        and (
            earlier is None
            or earlier.keeps
            or earlier.scenes.find_twin(entry.path, entry.name, entry.date) is None
        )
    ]
    said = dict(zip(map(id, items), look_at_items([entry.found.raster for entry in items])))
    kept = []
    for entry in entries:
        info = said.get(id(entry))
        if isinstance(info, UnreadableError):
            left_out.add(entry.name, entry.path, info)
        else:
            kept.append(replace(entry, found=replace(entry.found, info=info or entry.found.info)))
    return kept


def _entry_of(row: SceneRow, table: SceneTable, found: Sequence[FoundRaster]) -> _Entry:
    if len(found) != 1:
        raise RasterError(
            "Row {row} of {SCENE_TABLE} {table} names {path}, which holds {count} rasters; give "
            "each a row.",
            row=row.row,
            table=table.name,
            path=row.file,
            count=len(found),
        )
    return _Entry(found[0], row)


def _refuse_twins(entries: Sequence[_Entry], several: Parameter) -> None:
    seen = set()
    for entry in entries:
        key = raster_key(entry.path)
        if key in seen:
            raise RasterError(twin_message(several, entry.path))
        seen.add(key)


def raster_key(path: str) -> str:
    """Equal for two ways to name one file."""
    return path_key(os.path.realpath(path)) if os.path.exists(path) else path


def twin_message(several: Parameter, path: str) -> Message:
    """What is said of a raster that a list names twice."""
    return Message(
        "{scenes} names {path} twice, which would make each tile twice; name it once.",
        scenes=several,
        path=path,
    )
