"""Settings that can be previewed while others are still missing."""

from __future__ import annotations

from dataclasses import replace

from ...core.layouts import DEFAULT_LAYOUT
from .dock_settings import CLOUD_RASTER, NO_CLOUDS, DockSettings


def previewable(settings: DockSettings) -> DockSettings:
    """The settings without what is still incomplete, and without what lies beside images.

    The grid then shows what is already settled, instead of nothing.
    """
    changes = {"layout": DEFAULT_LAYOUT, "objects": "", "mask": ""}
    if settings.labels and not (settings.label_field or settings.label.strip()):
        changes.update(labels="", label_field="", label="", other_label="")
    has_values, has_bits = bool(settings.cloud_values.strip()), bool(settings.cloud_bits.strip())
    if settings.cloud_source == CLOUD_RASTER and has_values == has_bits:
        changes.update(cloud_source=NO_CLOUDS)
    if settings.scaling == "RANGE" and not (
        settings.scale_min.strip() and settings.scale_max.strip()
    ):
        changes.update(scaling="PERCENTILE")
    return replace(settings, **changes)
