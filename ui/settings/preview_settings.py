"""Settings that can be previewed while others are still missing."""

from __future__ import annotations

from dataclasses import replace

from ...core.layouts import DEFAULT_LAYOUT, LAYOUTS
from ...core.layouts.coco import CocoLayout
from ...core.layouts.layout import Takes
from ...core.objects.tile_object import ORIENTED_BOX
from .dock_settings import DockSettings
from .plan_parameters import CLOUD_RASTER, NO_CLOUDS, NO_SPLIT


def previewable(settings: DockSettings) -> DockSettings:
    """The settings without what is still incomplete, and without what lies beside images.

    The grid then shows what is already settled, instead of nothing.
    """
    changes = {"layout": DEFAULT_LAYOUT, "objects": "", "mask": "", "raster2": ""}
    changes["append"] = False
    if _has_objects(settings) and not settings.multi:
        # One that takes every image, so that its objects can be counted.
        changes.update(layout=CocoLayout.name, objects=settings.objects)
        changes.update(object_shape="AUTO", blacken=False)
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


def _has_objects(settings: DockSettings) -> bool:
    """Whether objects and their class are chosen, and counted as the layout writes them."""
    takes = LAYOUTS[settings.layout].takes if settings.layout in LAYOUTS else Takes()
    shape = settings.object_shape
    is_rotated = ORIENTED_BOX in (takes.shapes[:1] if shape == "AUTO" else (shape,))
    has_class = bool(settings.object_field or settings.object_label.strip())
    return bool(settings.objects and takes.shapes and has_class and not is_rotated)


def for_part(settings: DockSettings) -> DockSettings:
    """The settings without what only all tiles together decide, for a preview of some of them."""
    changes = {"layout": DEFAULT_LAYOUT} if settings.objects else {}
    return replace(settings, split_method=NO_SPLIT, max_per_class=0, objects="", **changes)
