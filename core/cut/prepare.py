"""From pixels that were read to those that are written and measured."""

from __future__ import annotations

import numpy as np

from ..formats.writer import ImageProfile
from ..raster.info import RasterInfo
from ..scaling.scaling import Scaling
from .cut import PixelBlock


def prepare_pixels(
    values: np.ndarray,
    valid: np.ndarray,
    scaling: Scaling | None,
    profile: ImageProfile,
    fill: int,
    bands_last: bool = False,
) -> np.ndarray:
    """The values that are written, (bands, height, width).

    ``bands_last`` puts the bands of a pixel side by side in memory, as pictures have them.
    """
    is_filled = profile.is_picture and not valid.all()
    if scaling is None and not is_filled and not bands_last:
        return values
    dtype = np.uint8 if scaling is not None else values.dtype
    if bands_last:
        prepared = np.empty((*values.shape[1:], len(values)), dtype=dtype).transpose(2, 0, 1)
    else:
        prepared = np.empty(values.shape, dtype=dtype)
    if scaling is not None:
        return scaling.apply(values, valid, fill, prepared)
    for band, old in zip(prepared, values):
        band[...] = old
    if is_filled:
        prepared[:, ~valid] = fill
    return prepared


def measured_pixels(block: PixelBlock, info: RasterInfo) -> np.ndarray:
    """Bool (height, width) or (bands, height, width): where each band has a value of its own."""
    masks = [info.has_values(k, band) for k, band in enumerate(block.values)]
    if all(mask is None for mask in masks):
        return block.valid
    return np.stack([block.valid if mask is None else block.valid & mask for mask in masks])
