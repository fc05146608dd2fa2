"""The bands that each scene is read with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from ...core.errors import RasterError
from ...core.imagery.deliveries import find_offset_difference
from ...core.message import Message, counted, list_names
from ...core.raster.info import RasterInfo
from ...core.scenes.bands import match_bands
from ...core.scenes.harmonize import called
from ...core.scenes.products import product_bands
from ..base.values import Values
from ..rasters.item_input import ItemInput
from .scene_input import ProductInput, SceneInput


def match_scenes(
    scenes: Sequence[SceneInput], wanted: str, values: Values, keep_alpha: bool = False
) -> list[str]:
    """What ``open`` of each scene takes as its bands, so that all have those of the first.

    A list that is not simply all bands of a scene is told in the log.

    Args:
        scenes: in order; a product stands for the bands of its finest pixels where it is the
            first, and for all of its bands where it is not.
        wanted: of BANDS: numbers of the bands of the first scene, or names; empty for all.
        values: for the log.
        keep_alpha: whether alpha bands count as bands; see FileRasterSource.

    Raises:
        RasterError: see match_bands.
    """
    _check_offsets(scenes)
    infos = called(
        (describe_scene(scene, keep_alpha) for scene in scenes), (scene.name for scene in scenes)
    )
    own = [_named_bands(scene, scene.bands) for scene in scenes]
    first = scenes[0].raster if scenes else None
    if isinstance(first, ProductInput) and not own[0]:
        own[0] = ",".join(product_bands(first.product, wanted))
    lists = match_bands(infos, wanted, own)
    for k, (scene, info) in enumerate(zip(scenes, infos)):
        if isinstance(scene.raster, ProductInput):
            lists[k] = ",".join(_named(info, lists[k]))
        if k and lists[k] != lists[0]:
            values.info(
                "{scene} is read with its bands {bands}.",
                scene=scene.name,
                bands=list_names(_named(info, lists[k]), 20),
            )
    return lists


def _named_bands(scene: SceneInput, bands: str) -> str:
    """A list of a product's bands by their names: its numbers are among some of them alone."""
    if not bands or not isinstance(scene.raster, ProductInput):
        return bands
    return ",".join(product_bands(scene.raster.product, bands))


def _check_offsets(scenes: Sequence[SceneInput]) -> None:
    """Refuse files of products whose numbers need offsets that they do not record.

    Items of catalogues record theirs.
    """
    difference = find_offset_difference(
        [scene.raster.path for scene in scenes if not isinstance(scene.raster, ItemInput)]
    )
    if difference:
        raise RasterError(
            "{difference}; give the products themselves (.SAFE folders or zip files), which are "
            "read with their offsets.",
            difference=difference,
        )


def describe_scene(scene: SceneInput, keep_alpha: bool = False) -> RasterInfo:
    """What a scene says of itself, with all of its bands: of products those of any resolution."""
    info = scene.info
    if info is not None and not (keep_alpha and len(info.bands) < info.band_count):
        return info
    bands = ""
    if isinstance(scene.raster, ProductInput):
        bands = ",".join(scene.raster.product.bands)
    with closing(scene.open(bands, keep_alpha=keep_alpha)) as source:
        return source.info


def _named(info: RasterInfo, numbers: str) -> list[str]:
    """Names of the bands of a list, or of all."""
    chosen = numbers.split(",") if numbers else info.bands
    names = dict(zip(map(str, info.bands), info.descriptions))
    return [names.get(str(number), str(number)) for number in chosen]


def check_systems(scenes: Sequence[SceneInput]) -> None:
    """Refuse scenes that nobody can lay beside the others.

    Raises:
        RasterError: names all that have no coordinate system, where others have one.
    """
    without = [scene.name for scene in scenes if not scene.raster.crs.isValid()]
    if without and len(without) < len(scenes):
        raise RasterError(
            counted(
                len(without),
                "{count} of {total} scenes has no coordinate system: {names}. Assign one (Raster > "
                "Projections > Assign Projection), or leave it out.",
                "{count} of {total} scenes have no coordinate system: {names}. Assign one (Raster "
                "> Projections > Assign Projection), or leave them out.",
                total=len(scenes),
                names=list_names(without),
            )
        )


def check_drawn_alike(
    scenes: Sequence[SceneInput], bands: Sequence[str], difference: Message | None
) -> None:
    """Refuse scenes that one style would draw as something else.

    Args:
        scenes: in order.
        bands: the list of bands of each.
        difference: what tell_difference says of them.

    Raises:
        RasterError: says how they differ.
    """
    if difference is not None:
        raise RasterError(
            "{difference} One style cannot draw them; choose another {SCALING}.",
            difference=difference,
        )
    for scene, own in zip(scenes, bands):
        if own != bands[0]:
            raise RasterError(
                "A style draws bands by their numbers, and {scene} has its bands in another "
                "order than {first}; choose another {SCALING}.",
                scene=scene.name,
                first=scenes[0].name,
            )
