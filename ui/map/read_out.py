"""The grid in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from ...algorithms.base.words import tr
from ...algorithms.grid.describe_grid import GridSummary
from ..cells.map_view import MapView


def describe(summaries: Sequence[GridSummary], view: MapView | None) -> str:
    """What the grids come to; empty without any.

    Args:
        summaries: of the grid over each image.
        view: what the map shows, where there are too many tiles to show them all.
    """
    if not summaries:
        return ""
    summary, count = summaries[0], sum(each.count for each in summaries)
    width, height = summary.tile_pixels
    lines = [tr("Tiles: {}, each of {} × {} pixels").format(count, width, height)]
    if summary.tile_metres:
        across, down = summary.tile_metres
        lines.append(tr("{:.5g} × {:.5g} m on the ground").format(across, down))
    if len(summaries) > 1:
        lines.insert(0, tr("Images: {}").format(len(summaries)))
    elif any(summary.left_over):
        lines.append(tr("Pixels left over: columns {}, rows {}").format(*summary.left_over))
    if view is None:
        return "\n".join(lines)
    if view.step > 1:
        text = tr("A dashed box on the map stands for {0} × {0} tiles; zoom in to see each.")
        lines.append(text.format(view.step))
    else:
        lines.append(tr("The map shows and counts the tiles in view ({}).").format(view.size))
    return "\n".join(lines)
