"""What is said of classes that training code will stumble over."""

from __future__ import annotations

from ...core.classes.shares import some_classes
from ...core.cut.masks import MaskSource
from ...core.dataset.class_counts import count_classes, missing_classes
from ...core.dataset.plan import DatasetPlan
from ...core.export.options import ExportOptions
from ...core.layouts.masks import BACKGROUND_NAME, DATA, MasksLayout
from ...core.scaling.scaling import NONE, STYLE
from ..base.values import Values


def warn_of_masks(plan: DatasetPlan, masks: MaskSource | None, values: Values) -> None:
    """Tell of masks in which two classes have one name, or that nothing validates."""
    if masks is None:
        return
    for name in masks.names.values():
        if name.casefold() == BACKGROUND_NAME:
            values.warn(
                "Class {name!r} is called background, as are the pixels of masks without a class; "
                "rename it, or leave its polygons out.",
                name=name,
            )
    if plan.layout.name == MasksLayout.name and "val" not in plan.used_splits:
        values.warn(
            "No tile is for validation, so {file} names the training images for it; split the "
            "tiles.",
            file=DATA,
        )


def warn_of_missing_classes(plan: DatasetPlan, values: Values) -> None:
    """Tell which splits lack a class, as many programs cannot load them or number others wrong."""
    for split, names in missing_classes(count_classes(plan)).items():
        values.warn(
            "The split {split} has no tile of {classes}: torchvision's ImageFolder, TorchGeo and "
            "TerraTorch refuse to load it, and timm numbers its classes differently. Split the "
            "tiles so that each class is in each split, or load it as README.md of the dataset "
            "shows.",
            split=split,
            classes=some_classes(names),
        )


def tell_of_values(
    options: ExportOptions, name: str, uses_default_style: bool, values: Values
) -> None:
    """Say where the images do not hold what their user may expect of the parameters.

    Args:
        options: of the export.
        name: of the raster.
        uses_default_style: whether its layer has no style of its own.
        values: for the log.
    """
    if uses_default_style:
        values.warn(
            "{name} has no style of its own, so QGIS's default one is drawn; give a "
            "{STYLE_FILE}, or choose another {SCALING}.",
            name=name,
        )
    if options.spec.holds_any and options.scaling not in (NONE, STYLE):
        values.info(
            "Values are scaled to 8 bits ({scaling}); choose {SCALING=NONE} to keep the "
            "raster's own.",
            scaling=options.scaling,
        )
