"""Pixels as a picture of 8 bits, for people."""

from __future__ import annotations

import numpy as np

from .scaling import Scaling


def as_picture(values: np.ndarray, valid: np.ndarray, scaling: Scaling | None) -> np.ndarray:
    """Uint8 (height, width, 3) of (bands, height, width): the first three bands, or one as grey."""
    bands = [0, 1, 2] if len(values) >= 3 else [0, 0, 0]
    if scaling is not None:
        return scaling.apply(values, valid)[bands].transpose(1, 2, 0).copy()
    if values.dtype == np.uint8:
        return np.where(valid, values, 0)[bands].transpose(1, 2, 0).copy()
    picture = np.zeros((*valid.shape, 3), dtype=np.uint8)
    for k, band in enumerate(bands):
        used = values[band][valid & np.isfinite(values[band])]
        if used.size:
            least, greatest = np.percentile(used.astype(float), (2, 98))
            stretched = (values[band].astype(float) - least) / max(greatest - least, 1e-12) * 255
            stretched = np.nan_to_num(stretched)
            picture[..., k] = np.where(valid, np.clip(stretched, 0, 255), 0).astype(np.uint8)
    return picture
