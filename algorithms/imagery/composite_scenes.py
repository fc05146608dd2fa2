"""The dates of a composite of scenes in a table: items of a catalogue, products, rasters."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from ...core.clouds.presets import SCL_CLOUDS
from ...core.clouds.rules import MaskRule
from ...core.errors import RasterError
from ...core.message import list_names
from ...core.raster.source import FileRasterSource, RasterSource
from ...core.sentinel2.names import SCL
from ..base.values import Values
from ..rasters.item_input import ItemInput
from ..rasters.source import RasterInput
from ..scenes.match_scenes import match_scenes
from ..scenes.scene_input import ProductInput, SceneInput
from .composite_inputs import DateInput, read_rule


def take_scenes(
    values: Values,
    scenes: Sequence[SceneInput],
    own_masks: Sequence[RasterInput | ProductInput | ItemInput | None],
    masks: Sequence[RasterInput],
) -> tuple[list[DateInput], MaskRule | None]:
    """Scenes with the bands of the first, their masks, and the rule that tells clouds.

    Args:
        values: of the algorithm.
        scenes: of the table.
        own_masks: what the table names for each.
        masks: of the parameters, which are for rasters alone.

    Raises:
        RasterError: see match_scenes; or masks are given beside the table.
    """
    if masks:
        raise RasterError(
            "{MASKS} and {SCENE_TABLE} are both given; name the mask of each image in the column "
            "cloud_mask of the table."
        )
    lists = match_scenes(scenes, values.text("BANDS"), values)
    nodata, dates, without = values.optional_double("NODATA"), [], []
    has_classes = False
    for scene, bands, mask in zip(scenes, lists, own_masks):
        make_mask = partial(mask.open, "1") if mask is not None else _classes_of(scene)
        has_classes = has_classes or (mask is None and make_mask is not None)
        if make_mask is None:
            without.append(scene.name)
        dates.append(
            DateInput(
                scene.name,
                (scene.raster.path,),
                datetime.date.fromisoformat(scene.date) if scene.date else None,
                partial(scene.open, bands, nodata),
                make_mask,
                max(1, len(bands.split(","))),
            )
        )
    if without:
        values.warn("Nothing tells the clouds of {names}: they stay.", names=list_names(without, 5))
    if len(without) == len(scenes):
        return dates, None
    return dates, read_rule(values, SCL_CLOUDS if has_classes else "")


def _classes_of(scene: SceneInput) -> Callable[[], RasterSource] | None:
    """The scene classification that comes with an image."""
    raster = scene.raster
    if isinstance(raster, ItemInput):
        mask = raster.mask()
        return None if mask is None else mask.open
    if isinstance(raster, ProductInput) and raster.product.resolutions(SCL):
        files, resolution = raster.product.files, raster.product.resolutions(SCL)[0]
        return partial(FileRasterSource, files[SCL, resolution], "1")
    return None
