"""Scenes that are layers of services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...core.errors import NothingNearError, RasterError
from ...core.raster.source import RasterSource
from ...core.scenes.left_out import ELSEWHERE
from ..base.values import Values
from ..services.service_layer import ServiceLayer
from ..services.together import Together
from .left_out import LeftOutScenes
from .scene_input import SceneInput


def ask_services(
    scenes: Sequence[SceneInput], values: Values, left_out: LeftOutScenes
) -> list[SceneInput]:
    """Scenes whose layers of services can be asked for pixels; only in the main thread.

    Args:
        scenes: with their names.
        values: of the algorithm.
        left_out: hears of those that have nothing where tiles or the area lie.

    Raises:
        RasterError: a service sends pixels that nobody can use, or has many sizes of them and none
            is wanted.
        NothingNearError: no scene has anything there.
    """
    if not any(isinstance(scene.raster, ServiceLayer) for scene in scenes):
        return list(scenes)
    together = Together.of_run(values)
    asked, away = [], None
    for scene in scenes:
        if not isinstance(scene.raster, ServiceLayer):
            asked.append(scene)
            continue
        try:
            raster = scene.raster.ask(values, scene.name, together)
        except NothingNearError as error:
            away = away or error
            left_out.add(scene.name, scene.raster.path, error, reason=ELSEWHERE)
            continue
        asked.append(replace(scene, raster=raster, info=raster.describe()))
    if away is not None and not asked:
        raise away
    left_out.settle(values, len(scenes))
    return asked


def settle_pictures(sources: Sequence[RasterSource], names: Sequence[str], is_raw: bool) -> None:
    """Have pictures of services beside values count as values, too, where none are scaled.

    Args:
        sources: of the scenes.
        names: of the same.
        is_raw: whether no value is scaled.

    Raises:
        RasterError: values are scaled, which changes colours.
    """
    pictures = [k for k, each in enumerate(sources) if each.is_asked and each.is_palette]
    others = [k for k, each in enumerate(sources) if k not in pictures]
    if not pictures or not others:
        return
    if not is_raw:
        raise RasterError(
            "{name} is a map service, which sends colours, and {other} holds values, which "
            "{SCALING} would change; choose {SCALING=NONE}, or make a dataset of each.",
            name=names[pictures[0]],
            other=names[others[0]],
        )
    for k in pictures:
        sources[k].is_palette = False
