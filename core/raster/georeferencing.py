"""Rasters that do not say where their pixels lie, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import Message

if TYPE_CHECKING:
    from rasterio.io import DatasetReader


def georeferencing_problem(dataset: DatasetReader, name: str) -> Message | None:
    """Why pixels of an open rasterio dataset cannot be placed on the map, as a sentence.

    Args:
        dataset: open for reading.
        name: what users call it.

    Returns:
        None when the dataset has a pixel grid: a transform from pixels to coordinates (origin: the
        upper left corner of the upper left pixel), or a coordinate system whose units are pixels.
    """
    if not dataset.transform.is_identity:
        return None
    points, _ = dataset.gcps
    if points:
        what = Message("{count} ground control points", count=len(points))
    elif dataset.rpcs:
        what = Message("rational polynomial coefficients (RPC)")
    elif dataset.crs is None:
        return Message(
            "{name} has no georeferencing; give it one with Layer > Georeferencer first.", name=name
        )
    else:
        return None
    return Message(
        "{name} has {what} but no pixel grid on the ground; make one first with Raster > "
        "Projections > Warp (Reproject), or with gdalwarp.",
        name=name,
        what=what,
    )
