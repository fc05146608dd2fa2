"""The grid, and what a run will make of it, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...algorithms.base.words import put_into_words, tr
from ...algorithms.grid.describe_grid import GridSummary
from ...algorithms.outputs.report import size_text
from ...core.tiles.reasons import ReasonKind
from ..cells.map_view import MapView

# More reasons than this differ in details that nobody reads here.
_MANY_REASONS = 6


def summarize(
    tile_count: int,
    size: int,
    kinds: Iterable[ReasonKind],
    requests: int = 0,
    objects: int | None = None,
) -> str:
    """Tiles, bytes on disk, and why tiles are left out.

    Args:
        tile_count: tiles that are kept.
        size: bytes of their images.
        kinds: of the reasons, one a tile that is left out.
        requests: that a run makes to a service.
        objects: on the tiles; None where nobody has counted them.
    """
    lines = [tr("Tiles: {}, about {}").format(tile_count, size_text(size))]
    if objects is not None:
        lines.append(tr("Objects on them: {}").format(objects))
    if requests:
        lines.append(tr("Requests to the service: {}").format(requests))
    return "\n".join([*lines, *say_left_out(Counter(kinds))])


def say_left_out(counts: Mapping[ReasonKind, int]) -> list[str]:
    """Lines that tell how many tiles are left out, and why; none where there are none."""
    if not counts:
        return []
    common = Counter(counts).most_common()
    lines = [tr("Left out: {}").format(sum(counts.values()))]
    lines += [
        f"    {count}: {put_into_words(kind.title, {})}" for kind, count in common[:_MANY_REASONS]
    ]
    rest = sum(count for _, count in common[_MANY_REASONS:])
    if rest:
        lines.append(tr("    {}: other reasons").format(rest))
    return lines


def warn_of_classes(counts: dict[str, int], other_label: str) -> str:
    """What is odd about the classes; empty when nothing is.

    Args:
        counts: tiles by class, empty for a dataset without labels.
        other_label: the class of tiles that belong to none, empty when they are left out.
    """
    if len(counts) != 1:
        return ""
    (name,) = counts
    text = tr("All tiles are of one class: {}.").format(name)
    if not other_label:
        text += " " + tr("Name a class for all other tiles, or use labels of more classes.")
    return text


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
