"""The colour of each class of a dataset: one wherever the class is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..classes.colors import Color, class_colors, hex_color
from .request import ExportRequest


def tile_colors(request: ExportRequest) -> dict[str, Color]:
    """The colours of the tiles' classes, as in the preview and in the layers of the dataset."""
    return class_colors(request.plan.classes, request.colors)


def mask_colors(request: ExportRequest, names: Iterable[str]) -> dict[str, Color]:
    """The colours of classes of masks: those of the tiles, else those of their layer."""
    return _mask_colors(names, tile_colors(request), request.mask_colors)


def object_colors(request: ExportRequest, names: Iterable[str]) -> dict[str, Color]:
    """The colours of classes of objects: those of the tiles, else those of their layer."""
    return _mask_colors(names, tile_colors(request), request.object_colors)


def describe_own_colors(request: ExportRequest) -> dict[str, dict[str, str]]:
    """The colours that are not the palette's; nothing where none is.

    They shape the dataset, and are part of what two exports of the same bytes have in common.
    """
    plain = class_colors(request.plan.classes)
    found = {"tiles": (tile_colors(request), plain)}
    if request.masks is not None:
        names = {*request.masks.names.values(), *request.mask_colors}
        own = mask_colors(request, names)
        found["masks"] = (own, _mask_colors(names, plain, {}))
    if request.objects is not None:
        names = set(request.objects.names.values())
        own = object_colors(request, names)
        found["objects"] = (own, _mask_colors(names, plain, {}))
    return {
        what: {name: hex_color(color) for name, color in sorted(colors.items())}
        for what, (colors, usual) in found.items()
        if colors != usual
    }


def _mask_colors(
    names: Iterable[str], of_tiles: Mapping[str, Color], own: Mapping[str, Color]
) -> dict[str, Color]:
    chosen, known = set(names), {**own, **of_tiles}
    return class_colors(chosen, {name: known[name] for name in chosen if name in known})
