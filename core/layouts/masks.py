"""Images and masks in flat folders of the same names, for semantic segmentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from ..faults.agree import class_faults, read_names
from ..faults.fault import EXPORT_AGAIN, Fault
from ..files.text_file import read_text
from ..message import Message
from ..tiles.words import SPLITS
from .flat import FlatLayout, find_list_faults, open_lists, split_lists
from .label_folder import LabelFolder, plain_json, yaml_text
from .layout import Takes, TileRecord
from .pictures import channel_lines

_LISTS = "splits/{split}.txt"
DATA = "data.yaml"
# What pixels without a class are called.
BACKGROUND_NAME = "background"


class MasksLayout(FlatLayout):
    """``images/<split>`` and ``masks/<split>``, with lists of the names a split.

    The same tree is what ultralytics reads as its semantic task.
    """

    name = "MASKS"
    title = "Masks"
    readers = Message(
        "images and masks of the same names, for TerraTorch, segmentation models and YOLO"
    )
    takes = Takes(has_masks=True, needs_masks=True, has_pairs=True, has_targets=True)
    companion_folders: Mapping[str, str] = {
        "image2": "images2/{split}",
        "target": "targets/{split}",
    }

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        return (*split_lists(self, splits, _LISTS).values(), DATA)

    def label_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """See DatasetLayout.label_files."""
        names = super().label_files(facts, images)
        has_masks = facts.get("masks") or not facts.get("targets")
        return names if has_masks else [name for name in names if name != DATA]

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        splits = list(facts["splits"])
        with open_lists(self, folder, splits, _LISTS) as files:
            for record in records:
                files[self.split_word(record.file)].write(f"{PurePosixPath(record.file).stem}\n")
        if facts.get("masks"):
            folder.write(DATA, _data_yaml(self.used_words(splits), facts))

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        yield from find_list_faults(self, folder, facts, _LISTS, records)
        yield from self.find_split_faults(records)
        for record in records:
            if not record.mask and facts.get("masks"):
                what = Message(
                    "{file} has no mask, which pairs all others wrongly.", file=record.file
                )
                yield Fault("image without a mask", record.file, what, EXPORT_AGAIN)
        if (folder / DATA).is_file():
            names = read_text(folder / DATA).partition("label_mapping:")[0]
            expected = {k: name for k, (_, name) in enumerate(_numbers(facts))}
            yield from class_faults(DATA, read_names(names), expected)

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        words = self.used_words(list(facts["splits"]))
        masks = facts.get("masks")
        task, folder = ("Segmentation", "masks") if masks else ("PixelwiseRegression", "targets")
        lines = [
            f"TerraTorch's `GenericNonGeo{task}DataModule` pairs images and {folder} by name:",
            "",
            "```yaml",
            f"class_path: GenericNonGeo{task}DataModule",
            "init_args:",
            "  batch_size: 8",
            "  num_workers: 2",
        ]
        for split in SPLITS:
            word = split if split in words else words[0]
            lines += [
                f"  {split}_data_root: images/{word}",
                f"  {split}_label_data_root: {folder}/{word}",
            ]
        means = [row["mean"] for row in facts["statistics"]]
        stds = [row["std"] for row in facts["statistics"]]
        labels = (masks or facts["targets"]).get("extension", "png")
        lines += [
            f'  img_grep: "*.{extension}"',
            f'  label_grep: "*.{labels}"',
            f"  means: {plain_json(means)}",
            f"  stds: {plain_json(stds)}",
        ]
        if not masks:
            return [
                *lines,
                "```",
                "",
                "Pixels without a target are NaN: give no `no_label_replace`, and leave them out "
                "of the loss. `splits/` lists the names of the tiles of each split.",
                "",
            ]
        count = max([row["class_id"] for row in masks["classes"]], default=0) + 1
        return [
            *lines,
            f"  num_classes: {count}",
            f"  ignore_index: {masks['ignore']}",
            "```",
            "",
            "`splits/` lists the names of the tiles of each split, and `data.yaml` is for "
            "ultralytics' semantic task, which reads masks that are PNG.",
            "",
        ]


def _data_yaml(words: Sequence[str], facts: Mapping[str, Any]) -> str:
    """For ultralytics, which wants both splits, and classes that are numbered without gaps."""
    numbers = _numbers(facts)
    used = list(dict.fromkeys(("train", "val", *words)))
    lines = [f"{word}: images/{word if word in words else words[0]}" for word in used]
    lines += [*channel_lines(facts), "masks_dir: masks", "names:"]
    lines += [f"  {k}: {yaml_text(name)}" for k, (_, name) in enumerate(numbers)]
    if any(number != k for k, (number, _) in enumerate(numbers)):
        lines.append("label_mapping:")
        lines += [f"  {number}: {k}" for k, (number, _) in enumerate(numbers)]
    return "\n".join(lines) + "\n"


def _numbers(facts: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Numbers in masks and names of classes, in their order."""
    masks = facts["masks"]
    names = {masks["background"]: BACKGROUND_NAME}
    names.update((row["class_id"], row["class"]) for row in masks["classes"])
    return sorted(names.items())
