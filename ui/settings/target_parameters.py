"""Parameters of the images, and of what a model is to learn: classes, and what lies beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.balance.settings import SHARE
from ...core.layouts import LAYOUTS
from ...core.layouts.layout import Takes
from ...core.scenes.pairs import NO_PAIRS
from ...core.sentinel2.product import is_product
from ...core.services.patience import Manners

if TYPE_CHECKING:
    from .dock_settings import DockSettings


def image_parameters(settings: DockSettings) -> dict:
    """The image, or several: what is one raster alone is taken as one."""
    scenes = settings.scenes
    if settings.append:
        # Of a dataset of scenes one image is one more of them.
        return {"SCENES": list(scenes) or [settings.raster]}
    if not scenes:
        asked = {"METERS_PER_PIXEL": settings.meters_per_pixel}
        if settings.max_requests != Manners.most:
            asked["MAX_REQUESTS"] = settings.max_requests
        return {"RASTER": settings.raster, **asked}
    if len(scenes) == 1 and not is_product(scenes[0]):
        return {"RASTER": scenes[0]}
    return {"SCENES": list(scenes)}


def label_parameters(settings: DockSettings) -> dict:
    """Where the classes of tiles come from, and by which rule; empty without any."""
    if settings.label_raster:
        parameters = {
            "LABEL_RASTER": settings.label_raster,
            "LABEL_BAND": settings.label_band,
            "CLASS_MAP": settings.class_map.strip(),
        }
    elif settings.labels:
        parameters = {"LABELS": settings.labels}
        parameters.update(_class_of("LABEL", settings.label_field, settings.label, "LABEL"))
        if settings.label_field:
            parameters["CLASS_MAP"] = settings.class_map.strip()
    else:
        return {}
    if settings.multi:
        # The rule decides nothing then, and there is no one class to count.
        return {**parameters, "MULTI": True, "MIN_COVERAGE": settings.min_coverage}
    parameters["PREDICATE"] = settings.predicate
    if settings.predicate == "COVERAGE":
        parameters["MIN_COVERAGE"] = settings.min_coverage
    parameters["MAX_PER_CLASS"] = settings.max_per_class or None
    return parameters


def layout_parameters(settings: DockSettings) -> dict:
    """The layout, and those of objects, masks and second images that it has a place for."""
    parameters = {"LAYOUT": settings.layout}
    takes = LAYOUTS[settings.layout].takes if settings.layout in LAYOUTS else Takes()
    if settings.objects and takes.shapes:
        parameters.update(OBJECTS=settings.objects, EMPTY_TILES=settings.empty_tiles)
        if settings.object_shape in takes.shapes:
            parameters["SHAPE"] = settings.object_shape
        if settings.empty_tiles == SHARE:
            parameters["EMPTY_SHARE"] = settings.empty_share
        parameters.update(_class_of("OBJECT", settings.object_field, settings.object_label))
    if settings.mask and takes.has_masks:
        parameters.update(MASK=settings.mask)
        parameters.update(_class_of("MASK", settings.mask_field, settings.mask_label))
        parameters["MASK_CLASS_MAP"] = settings.mask_class_map.strip()
    if "OBJECTS" in parameters or "MASK" in parameters:
        parameters["BLACKEN"] = settings.blacken
    if takes.has_pairs and len(settings.scenes) > 1 and settings.pairs != NO_PAIRS:
        parameters["PAIRS"] = settings.pairs
    elif settings.raster2 and takes.has_pairs:
        parameters["RASTER2"] = settings.raster2
    return parameters


def _class_of(prefix: str, field_name: str, label: str, single: str = "") -> dict:
    """A field, or else one class for all."""
    if field_name:
        return {f"{prefix}_FIELD": field_name}
    return {single or f"{prefix}_LABEL": label.strip()}
