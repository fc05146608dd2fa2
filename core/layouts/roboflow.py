"""The JSON of COCO as Roboflow exports it: beside the images of each split."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..message import Message
from .coco import CocoLayout
from .layout import LayoutFacts, Takes
from .pictures import (
    PICTURE_FORMATS,
    TRAIN_AND_VAL,
    refuse_more_than_pictures,
    refuse_unused_splits,
)


class RoboflowLayout(CocoLayout):
    """A folder a split with its images and the JSON that tells of them."""

    name = "ROBOFLOW"
    title = "Roboflow"
    readers = Message("boxes and outlines for RF-DETR, Roboflow and supervision")
    takes = Takes(
        shapes=CocoLayout.takes.shapes,
        keeps_ids=True,
        needs_objects=True,
        keeps_small=True,
        formats=PICTURE_FORMATS,
        needed_splits=TRAIN_AND_VAL,
    )
    split_names: Mapping[str, str] = {"train": "train", "val": "valid", "test": "test"}
    index = "{split}/_annotations.coco.json"

    def check(self, facts: LayoutFacts) -> None:
        """See DatasetLayout.check."""
        refuse_more_than_pictures(self.name, facts)
        refuse_unused_splits(self, facts)

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        word = self.used_words(facts["splits"])[0]
        train = 'RFDETRBase().train(dataset_dir="."'
        if "test" not in facts["splits"]:
            train += ", run_test=False"
        return [
            "RF-DETR trains on this folder, and `supervision` reads a split:",
            "",
            "```python",
            "import supervision",
            "from rfdetr import RFDETRBase",
            "",
            "dataset = supervision.DetectionDataset.from_coco(",
            f'    images_directory_path="{word}",',
            f'    annotations_path="{self.index.format(split=word)}",',
            ")",
            f"{train}, epochs=50)",
            "```",
            "",
            "Category numbers begin at 1 and are the same in all splits.",
            "",
        ]
