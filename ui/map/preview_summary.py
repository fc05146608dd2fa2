"""What a run will make, in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qgis.core import QgsRasterLayer

from ...algorithms.base.words import put_into_words, tr
from ...algorithms.grid.describe_grid import GridSummary, describe_grid, describe_grid_over
from ...algorithms.outputs.report import size_text
from ...core.errors import TooSmallError
from ...core.tiles.reasons import ReasonKind
from ..settings.dock_settings import DockSettings
from ..tasks.scene_looks import SceneChoice

# More reasons than this differ in details that nobody reads here.
_MANY_REASONS = 6


def summarize(tile_count: int, size: int, kinds: Iterable[ReasonKind]) -> str:
    """Tiles, bytes on disk, and why tiles are left out.

    Args:
        tile_count: tiles that are kept.
        size: bytes of their images.
        kinds: of the reasons, one a tile that is left out.
    """
    counts = Counter(kinds)
    lines = [tr("Tiles: {}, about {}").format(tile_count, size_text(size))]
    if counts:
        lines.append(tr("Left out: {}").format(sum(counts.values())))
        common = counts.most_common()
        most = common[:_MANY_REASONS]
        lines += [f"    {count}: {put_into_words(kind.title, {})}" for kind, count in most]
        rest = sum(count for _, count in common[_MANY_REASONS:])
        if rest:
            lines.append(tr("    {}: other reasons").format(rest))
    return "\n".join(lines)


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


def summarise(
    image: QgsRasterLayer | SceneChoice, settings: DockSettings
) -> dict[int, GridSummary]:
    """The grid over each image by its place in the list; those that cannot be used have none.

    Raises:
        TilewrightError: there can be no grid over one image, or over any of several.
    """
    wanted = settings.grid_settings()
    if not isinstance(image, SceneChoice):
        return {0: describe_grid(image, wanted)}
    found, trouble = {}, None
    for place, look in enumerate(image.looks):
        if look.problem is not None or look.info is None:
            continue
        try:
            found[place] = describe_grid_over(look.info, look.crs, wanted)
        except TooSmallError as error:
            # A run leaves it out, too.
            trouble = trouble or error
    if trouble is not None and not found:
        raise trouble
    return found
