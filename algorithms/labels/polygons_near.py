"""How many label polygons lie near the tiles, and what is said of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...core.labels.by_polygons import LabelPolygons
from ...core.message import Message, counted, list_names
from ...core.run.batches import run_aside
from ..base.values import Values
from ..inputs.place import TilesPlace


@dataclass(frozen=True)
class PolygonsNear:
    """The polygons of a label layer over one raster.

    Attributes:
        layer: its name.
        count: polygons that have a class.
        inside: those near the tiles.
    """

    layer: str
    count: int
    inside: int

    @property
    def trouble(self) -> Message | None:
        """Why none is of use; None where some are."""
        if not self.count:
            return Message("The label layer {name} has no polygon with a class.", name=self.layer)
        if not self.inside:
            return Message(
                "No polygon of the label layer {name} lies near the tiles; check its coordinate "
                "system.",
                name=self.layer,
            )
        return None


def count_near(
    labels: LabelPolygons, layer: str, place: TilesPlace, values: Values
) -> PolygonsNear:
    """Count the polygons that lie near tiles."""
    extent = place.extent
    box = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
    near = run_aside(lambda: labels.near(box), values.feedback.isCanceled)
    return PolygonsNear(layer, len(labels.polygons) + labels.far, int(near.sum()))


def tell_of_polygons(near: Sequence[tuple[str, PolygonsNear]], values: Values) -> None:
    """Say how many polygons are of use over rasters, of several once for all.

    Args:
        near: name of each raster, and what lies near its tiles.
        values: for the log.
    """
    for layer in dict.fromkeys(found.layer for _, found in near):
        own = [(name, found) for name, found in near if found.layer == layer]
        empty = [(name, found) for name, found in own if found.trouble is not None]
        if len(empty) == len(own):
            values.warn(empty[0][1].trouble)
        elif empty:
            values.info(
                "No polygon of the label layer {layer} lies near {count} of {total} scenes: "
                "{names}.",
                layer=layer,
                count=len(empty),
                total=len(own),
                names=list_names(name for name, _ in empty),
            )
        _tell_of_far([found for _, found in own if found.trouble is None], values)


def _tell_of_far(found: Sequence[PolygonsNear], values: Values) -> None:
    """A polygon that lies in several scenes is counted for each."""
    total = max((each.count for each in found), default=0)
    far = total - sum(each.inside for each in found)
    if far <= 0:
        return
    values.info(
        counted(
            far,
            "{count} of {total} label polygons lies away from the tiles.",
            "{count} of {total} label polygons lie away from the tiles.",
            total=total,
        )
    )
