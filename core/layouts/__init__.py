"""Layouts: how the files of a dataset are named and arranged, and which labels lie beside images.

Another layout is another module here, listed below, and its test.

May import: core/annotations, core/classes, core/faults, core/files, core/objects, core/tiles.
"""

from __future__ import annotations

from collections.abc import Callable

from ..errors import ExportError
from .coco import CocoLayout
from .esri import EsriLayout
from .huggingface import HuggingFaceLayout
from .imagefolder import ImageFolderLayout
from .layout import DatasetLayout, Takes
from .masks import MasksLayout
from .roboflow import RoboflowLayout
from .voc import VocLayout
from .yolo import YoloLayout

LAYOUTS: dict[str, DatasetLayout] = {
    layout.name: layout
    for layout in (
        ImageFolderLayout(),
        MasksLayout(),
        CocoLayout(),
        VocLayout(),
        HuggingFaceLayout(),
        EsriLayout(),
        RoboflowLayout(),
        YoloLayout(),
    )
}
DEFAULT_LAYOUT = ImageFolderLayout.name


def find_layout(name: str) -> DatasetLayout:
    """The layout of a name.

    Raises:
        ExportError: there is no such layout.
    """
    try:
        return LAYOUTS[name]
    except KeyError:
        raise ExportError(
            "{LAYOUT} is {name!r}; choose one of {layouts}.", name=name, layouts=", ".join(LAYOUTS)
        ) from None


def layouts_that(take: Callable[[Takes], object]) -> str:
    """Names of the layouts of whose Takes this is true, for sentences."""
    return ", ".join(name for name, layout in LAYOUTS.items() if take(layout.takes))
