"""Parameters of what leaves tiles out or deals them: clouds, and the split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...algorithms.split.split_parameters import NONE
from ...core.split.request import METHODS

if TYPE_CHECKING:
    from .dock_settings import DockSettings

NO_CLOUDS = "none"
MARKS = "marks"
CLOUD_LAYER = "layer"
CLOUD_RASTER = "raster"
CLOUD_SOURCES = (NO_CLOUDS, MARKS, CLOUD_LAYER, CLOUD_RASTER)
NO_SPLIT = NONE


def cloud_parameters(settings: DockSettings, marks: str) -> dict:
    """Where clouds are, ``marks`` being the layer of those made in the dock; empty without any."""
    if settings.cloud_source == CLOUD_RASTER and settings.cloud_mask:
        return {
            "CLOUD_MASK": settings.cloud_mask,
            "CLOUD_BAND": settings.cloud_band,
            "CLOUD_VALUES": settings.cloud_values.strip(),
            "CLOUD_BITS": settings.cloud_bits.strip(),
            "MAX_CLOUD": settings.max_cloud,
        }
    layer = {MARKS: marks, CLOUD_LAYER: settings.cloud_layer}.get(settings.cloud_source, "")
    return {"CLOUDS": layer, "CLOUD_BUFFER": settings.cloud_buffer} if layer else {}


def split_parameters(settings: DockSettings) -> dict:
    """The split with what its method takes; empty without one."""
    method = METHODS.get(settings.split_method)
    if method is None:
        return {}
    parameters = {
        "SPLIT_METHOD": settings.split_method,
        "TRAIN": settings.share_train,
        "VAL": settings.share_val,
        "TEST": settings.share_test,
        "SPLIT_BUFFER": settings.split_buffer,
        "SPLIT_BUFFER_AUTO": settings.split_buffer_auto,
        "SPLIT_STRATIFY": settings.split_stratify,
        "SPLIT_ALLOW_OVERLAP": settings.allow_overlap,
        "SPLIT_SEED": settings.split_seed,
    }
    of_methods = {
        "BAND_COUNT": settings.band_count,
        "ANGLE": settings.band_angle,
        "BLOCK_SIZE": settings.block_size or None,
    }
    parameters.update({f"SPLIT_{name}": of_methods[name] for name in method.parameters})
    if settings.split_groups:
        parameters.update(
            SPLIT_GROUPS=settings.split_groups, SPLIT_GROUP_FIELD=settings.group_field
        )
    return parameters
