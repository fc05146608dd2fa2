"""The small picture of a dataset whose tiles lie on no one raster, drawn from their images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ..errors import CancelledError
from ..hashing import hash_texts
from ..scaling.picture import as_picture
from .pictures import read_tile

# Pixels along the longer side.
MAP_SIDE = 640
# Of more tiles some are drawn: a picture of 640 pixels has no room for more.
_MOST_TILES = 2000


def place_on_ground(
    bounds: np.ndarray, is_geographic: bool
) -> tuple[np.ndarray, tuple[float, float]]:
    """Tiles on a picture of the ground: rows grow downwards; and the size of the picture.

    Args:
        bounds: float64 (N, 4): least x, least y, greatest x, greatest y.
        is_geographic: whether they are in degrees.

    Returns:
        Float64 (N, 4): left, top, right and bottom of each; and width and height of all, of which
        the longer one is 1000.
    """
    bounds = bounds.astype(float)
    if is_geographic:
        # A degree of longitude is shorter than one of latitude.
        middle = np.radians((bounds[:, 1].min() + bounds[:, 3].max()) / 2)
        bounds = bounds * np.array([max(0.01, np.cos(middle)), 1.0] * 2)
    left, top = bounds[:, 0].min(), bounds[:, 3].max()
    boxes = np.stack(
        (bounds[:, 0] - left, top - bounds[:, 3], bounds[:, 2] - left, top - bounds[:, 1]), axis=1
    )
    longest = max(boxes[:, 2].max(), boxes[:, 3].max()) or 1.0
    boxes = boxes * (1000.0 / longest)
    return boxes, (float(boxes[:, 2].max()) or 1.0, float(boxes[:, 3].max()) or 1.0)


def draw_images(
    folder: Path,
    files: Sequence[str],
    ids: Sequence[str],
    boxes: np.ndarray,
    size: tuple[float, float],
    bands: Sequence[int],
    is_cancelled: Callable[[], bool],
) -> np.ndarray:
    """The images of tiles on the ground that they cover, uint8 (height, width, 3).

    Args:
        folder: of the dataset.
        files: image of each tile.
        ids: tile_id of each.
        boxes: where they lie, see ``place_on_ground``.
        size: of the ground.
        bands: those that are shown.
        is_cancelled: polled between images.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    factor = max(size) / MAP_SIDE
    width, height = (max(1, round(side / factor)) for side in size)
    chosen = np.arange(len(boxes))
    if len(boxes) > _MOST_TILES:
        chosen = np.sort(np.argsort(hash_texts(0, ids), kind="stable")[:_MOST_TILES])
    scale = np.array([width / size[0], height / size[1]] * 2)
    values, valid = np.zeros((0, height, width)), np.zeros((height, width), dtype=bool)
    for k in chosen.tolist():
        if is_cancelled():
            raise CancelledError
        try:
            tile = read_tile(folder / files[k])
        except (OSError, ValueError):
            # Formats may be added that only their own loader reads.
            continue
        tile = tile[list(bands)] if len(tile) > max(bands) else tile
        if not len(values):
            values = np.zeros((len(tile), height, width), dtype=tile.dtype)
        left, top, right, bottom = np.rint(boxes[k] * scale).astype(int).tolist()
        rows, columns = max(1, bottom - top), max(1, right - left)
        at_row = ((np.arange(rows) + 0.5) * tile.shape[1] / rows).astype(int)
        at_column = ((np.arange(columns) + 0.5) * tile.shape[2] / columns).astype(int)
        part = np.s_[top : top + rows, left : left + columns]
        here = valid[part].shape
        shown = tile[:, at_row[: here[0]]][:, :, at_column[: here[1]]]
        values[(slice(None), *part)] = shown
        valid[part] = np.isfinite(shown).all(axis=0)
    if not len(values):
        return np.zeros((height, width, 3), dtype=np.uint8)
    return as_picture(values, valid, None)
