"""Objects as pixels, in the run lengths of COCO."""

from __future__ import annotations

import numpy as np

from .tile_object import Part


def object_pixels(parts: tuple[Part, ...], width: int, height: int) -> np.ndarray:
    """Bool (height, width): pixels whose centre lies in a part."""
    from rasterio.features import rasterize

    shapes = [
        {"type": "Polygon", "coordinates": [np.concatenate((r, r[:1])).tolist() for r in part]}
        for part in parts
    ]
    found = rasterize(shapes, out_shape=(height, width), fill=0, default_value=1, dtype="uint8")
    return np.asarray(found, dtype=bool)


def run_lengths(pixels: np.ndarray) -> list[int]:
    """Lengths of runs of 0 and 1 in turn, down the columns; the first is of 0."""
    flat = pixels.astype(np.int8).reshape(-1, order="F")
    edges = np.flatnonzero(np.diff(flat, prepend=0)) if flat.size else np.empty(0, dtype=np.int64)
    return [int(n) for n in np.diff(np.concatenate(([0], edges, [flat.size])))]


def pixels_of_runs(counts: list[int], width: int, height: int) -> np.ndarray:
    """Bool (height, width): the pixels that run lengths stand for.

    Raises:
        ValueError: they are of another number of pixels.
    """
    runs = np.array(counts, dtype=np.int64)
    if (runs < 0).any() or runs.sum() != width * height:
        raise ValueError("run lengths of another size")
    flat = np.repeat(np.arange(len(runs)) % 2 == 1, runs)
    return flat.reshape((height, width), order="F")


def outline_pixels(pixels: np.ndarray) -> tuple[Part, ...]:
    """Polygons around the pixels of a bool array (height, width), along their edges."""
    from rasterio.features import shapes

    found = shapes(pixels.astype(np.uint8), mask=pixels)
    return tuple([np.array(r[:-1]) for r in shape["coordinates"]] for shape, _ in found)
