"""Settings that can be previewed while others are still missing."""

from __future__ import annotations

from dataclasses import replace

from ...core.layouts import DEFAULT_LAYOUT, LAYOUTS
from .dock_settings import DockSettings
from .plan_parameters import CLOUD_RASTER, NO_CLOUDS, NO_SPLIT


def previewable(settings: DockSettings) -> DockSettings:
    """The settings without what is still incomplete, and without what lies beside images.

    The grid then shows what is already settled, instead of nothing.
    """
    changes = {"layout": DEFAULT_LAYOUT, "objects": "", "mask": "", "raster2": ""}
    changes["append"] = False
    if settings.layout != DEFAULT_LAYOUT or settings.mask:
        # What is to be said of it depends on the layout, and on all classes.
        changes["class_order"] = ""
    if settings.multi:
        # Several classes a tile have no place in other layouts.
        has_place = settings.layout in LAYOUTS and LAYOUTS[settings.layout].takes.has_label_sets
        changes.update({"layout": settings.layout} if has_place else {"multi": False})
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


def for_part(settings: DockSettings) -> DockSettings:
    """The settings without what only all tiles together decide, for a preview of some of them."""
    return replace(settings, split_method=NO_SPLIT, max_per_class=0)
