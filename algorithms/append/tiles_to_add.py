"""The tiles of a layer that are added to a dataset."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...core.append.splits import SplitTiles, find_torn
from ...core.errors import ExportError
from ...core.geometry.outlines import TileGeometries
from ...core.message import counted, list_names
from ...core.scenes.tiles import scene_number, scene_prefix
from ...core.tiles.table import TEXT, TILE_ID, TileTable, make_column
from ...core.tiles.words import SCENE, split_word
from ..base.values import Values
from ..inputs.layer_transform import crs_text
from ..scenes.scene_input import SceneInput
from ..scenes.taken import TakenRasters
from .earlier_dataset import EarlierDataset

# Outlines that were carried to another coordinate system and back are as near as this, in parts of
# a tile.
_SAME_PLACE = 0.01


def choose_tiles_to_add(
    tiles: TileTable,
    crs: QgsCoordinateReferenceSystem,
    rasters: TakenRasters,
    earlier: EarlierDataset,
    split_field: str | None,
    values: Values,
) -> TileTable:
    """The tiles that a dataset has not yet, with the names and numbers of its scenes.

    Args:
        tiles: of a layer, which call the scenes as a list of them alone does, or as the dataset.
        crs: of their outlines.
        rasters: the scenes of the run.
        earlier: the dataset.
        split_field: names their splits, if anything does.
        values: for the log.

    Raises:
        ExportError: tiles have no ids or scenes, all are there already, or one has the id of
            another tile of the dataset, or pixels of another size.
        CancelledError: the user asked to stop.
    """
    for field in (TILE_ID, SCENE):
        if tiles.find_field(field.name) is None:
            raise ExportError(
                "{APPEND} needs to know which tile is which, and {TILES} have no field {field}; "
                "make them with Create Tile Grid from the same {SCENES}.",
                field=field.name,
            )
    tiles = _call_as_dataset(tiles, rasters.scenes)
    known = {row["name"] for row in earlier.scenes.scenes.rows}
    if not known.union(scene.name for scene in rasters.scenes).issuperset(tiles[SCENE.name]):
        # It says which they are.
        rasters.scene_numbers(tiles)
    there = earlier.split_tiles(crs, values)
    is_new = _find_new(tiles, there, earlier, values)
    kept = tiles.select(np.flatnonzero(is_new))
    if not len(kept):
        raise ExportError(
            "The dataset in {folder} has all of these tiles already; there is nothing to add.",
            folder=earlier.folder,
        )
    if len(kept) < len(tiles):
        values.info(
            counted(
                len(tiles) - len(kept),
                "{count} tile is left out, which the dataset has already.",
                "{count} tiles are left out, which the dataset has already.",
            )
        )
    earlier.check_pixels(kept, crs)
    if split_field:
        splits = [split_word(value) for value in kept[split_field].tolist()]
        new = SplitTiles(kept.wkb, kept[SCENE.name].tolist(), splits=splits)
        torn = find_torn(there, new, crs_text(crs), values.feedback.isCanceled)
        if torn is not None:
            values.warn(torn)
    return kept


def _call_as_dataset(tiles: TileTable, scenes: Sequence[SceneInput]) -> TileTable:
    """The tiles with the scenes' names and numbers in the dataset."""
    own = {scene.own_name: (k, scene) for k, scene in enumerate(scenes, 1)}
    names, ids = [], []
    for name, tile_id in zip(tiles[SCENE.name].tolist(), tiles[TILE_ID.name].tolist()):
        place, scene = own.get(name, (0, None))
        names.append(name if scene is None else scene.name)
        # A grid over the same list has numbered them by their places in it.
        is_numbered = scene is not None and scene_number(str(tile_id)) == place
        start = scene_prefix(place)
        ids.append(
            scene_prefix(scene.number) + str(tile_id)[len(start) :] if is_numbered else tile_id
        )
    tiles = tiles.with_column(SCENE, make_column(TEXT, names))
    return tiles.with_column(TILE_ID, make_column(TEXT, ids))


def _find_new(
    tiles: TileTable, there: SplitTiles, earlier: EarlierDataset, values: Values
) -> np.ndarray:
    """Bool (N,): tiles that the dataset has not."""
    known = {name: k for k, name in enumerate(earlier.layers.tiles[TILE_ID.name].tolist())}
    found = [known.get(name, -1) for name in tiles[TILE_ID.name].tolist()]
    twins = np.flatnonzero(np.array(found) >= 0)
    if not len(twins):
        return np.ones(len(tiles), dtype=bool)
    values.check_cancelled()
    before = TileGeometries([there.wkb[found[k]] for k in twins.tolist()]).bounds
    now = tiles.geometries.bounds[twins]
    size = (now[:, 2:] - now[:, :2]).max(axis=1, keepdims=True)
    is_same = (np.abs(now - before) <= _SAME_PLACE * size).all(axis=1)
    scenes = zip(tiles[SCENE.name][twins].tolist(), (there.scenes[found[k]] for k in twins))
    is_same &= np.array([one == other for one, other in scenes], dtype=bool)
    others = tiles[TILE_ID.name][twins[~is_same]].tolist()
    if others:
        raise ExportError(
            counted(
                len(others),
                "The dataset in {folder} has another tile with the tile_id {names} already; give "
                "the new one another tile_id.",
                "The dataset in {folder} has other tiles with {count} of the tile_ids already "
                "({names}); give the new ones other tile_ids.",
                folder=earlier.folder,
                names=list_names(others),
            )
        )
    is_new = np.ones(len(tiles), dtype=bool)
    is_new[twins] = False
    return is_new
