"""What is said of classes that training code will stumble over."""

from __future__ import annotations

from ...core.classes.shares import some_classes
from ...core.dataset.manifest import count_classes, missing_classes
from ...core.dataset.plan import DatasetPlan
from ..base.values import Values


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
