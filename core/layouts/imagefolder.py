"""A folder a class, in a folder a split: what torchvision calls ImageFolder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..classes.folders import class_folders
from ..faults.fault import Fault
from ..message import Message
from ..tiles.layout import IMAGES, MASKS
from ..tiles.shards import FOLDER
from ..tiles.words import SPLITS
from .label_folder import plain_json
from .layout import TRAIN, DatasetLayout, Takes, TileFiles, TileRecord, TilesToName
from .naming import SEQUENCE

# A class of more tiles than the first is dealt to sub-folders of as many as the second: file
# managers, network drives and backups choke on folders of a million files.
MOST_IN_A_FOLDER = 100_000
FILES_A_SHARD = 10_000
_MOVE = Message("Move it there, or export the dataset again.")
_AWAY = Message("Move the folder out of the dataset.")
_MAKE = Message("Make an empty folder of that name.")


def is_dealt_to_folders(size: int) -> bool:
    """Whether so many tiles of one class and split stand in sub-folders."""
    return size > MOST_IN_A_FOLDER


class ImageFolderLayout(DatasetLayout):
    """Images by split and class; masks are the same tree below a folder of their own."""

    name = "IMAGEFOLDER"
    title = "ImageFolder"
    readers = Message("a folder a class, for torchvision, timm, TorchGeo, fastai and Keras")
    takes = Takes(has_masks=True)
    has_class_folders = True

    def name_images(self, tiles: TilesToName, extension: str) -> TileFiles:
        """See DatasetLayout.name_images."""
        safe = class_folders(tiles.classes)
        numbers: Counter[str | None] = Counter()
        placed: Counter[tuple[str | None, str | None]] = Counter()
        sizes = Counter(zip(tiles.splits, tiles.labels))
        # Lists of tiles are searched by parts of names, where urban_1 is in urban_10 as well.
        digits = {label: len(str(count)) for label, count in Counter(tiles.labels).items()}
        sharded = {key for key, size in sizes.items() if is_dealt_to_folders(size)}
        names, shards = [], set()
        for label, split, tile_id in zip(tiles.labels, tiles.splits, tiles.ids):
            folder, stem = (IMAGES, "tile") if label is None else (safe[label], safe[label])
            if tiles.naming == SEQUENCE:
                numbers[label] += 1
                name = f"{stem}_{numbers[label]:0{digits[label]}d}"
            else:
                name = f"{stem}_{tile_id}" if tiles.classes else tile_id
            parts: tuple[str, ...] = (folder,) if split is None else (split, folder)
            if sharded and (split, label) in sharded:
                shard = placed[split, label] // FILES_A_SHARD
                placed[split, label] += 1
                parts = (*parts, f"{shard:04d}")
                shards.add("/".join(parts))
            names.append("/".join((*parts, f"{name}.{extension}")))
        bottom = list(safe.values()) or [IMAGES]
        used = [s for s in SPLITS if s in set(tiles.splits)]
        folders = [f"{s}/{b}" for s in used for b in bottom] or bottom
        return TileFiles(names, (*folders, *sorted(shards)))

    def name_mask(self, image: str, extension: str) -> str:
        """See DatasetLayout.name_mask."""
        return f"{MASKS}/{image.rpartition('.')[0]}.{extension}"

    def image_globs(self, facts: Mapping[str, Any], extension: str) -> dict[str, list[str]]:
        """See DatasetLayout.image_globs: one a folder where classes have sub-folders."""
        globs = {}
        for split in facts["splits"] or ("",):
            base = f"{split}/" if split else ""
            folders = {
                row["folder"]: row["splits"][split] if split else row["tiles"]
                for row in facts["classes"]
            } or {IMAGES: facts["splits"][split] if split else facts["tile_count"]}
            # Folders that begin so are passed over unless they are named.
            is_plain = not any(name.startswith("__") for name in folders)
            if (
                facts["classes"]
                and is_plain
                and not any(map(is_dealt_to_folders, folders.values()))
            ):
                globs[split or TRAIN] = [f"{base}*/*.{extension}"]
            else:
                globs[split or TRAIN] = [
                    f"{base}{name}/{'*/' if is_dealt_to_folders(count) else ''}*.{extension}"
                    for name, count in folders.items()
                    if count
                ]
        return globs

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        folders = [row["folder"] for row in facts["classes"]]
        if sorted(folders, key=_timm_order) == folders:
            return []
        numbers = {name: number for number, name in enumerate(folders)}
        return [
            "timm sorts names with numbers in its own way, and numbers these classes otherwise "
            "than all others, unless it is told:",
            "",
            "```python",
            "from timm.data import create_dataset",
            "",
            f"class_map = {plain_json(numbers)}",
            'dataset = create_dataset("folder", root=".", split="train", class_map=class_map)',
            "```",
            "",
        ]

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        classes = facts.get("classes") or ()
        folders = {row["name"]: row["folder"] for row in classes}
        for record in records:
            own = folders.get(record.label or "", IMAGES)
            parts = (own,) if record.split is None else (record.split, own)
            if record.file.split("/")[: len(parts)] != list(parts):
                what = Message(
                    "{file} is not in {folder}, the folder of its class and split.",
                    file=record.file,
                    folder="/".join(parts),
                )
                yield Fault("image in another class", record.file, what, _MOVE)
        if not folders:
            return
        for split in facts.get("splits") or ("",):
            there = {p.name for p in (folder / split).glob("*") if p.is_dir() and p.name[0] != "."}
            # The dataset's own card tells programs which folders are classes.
            there -= set() if split else {MASKS, *([FOLDER] if facts.get("shards") else [])}
            for name in sorted(there.symmetric_difference(folders.values())):
                place = f"{split}/{name}".strip("/")
                if name in there:
                    what = Message("Programs take the folder {place} for a class.", place=place)
                    yield Fault("folder that is no class", place, what, _AWAY)
                else:
                    what = Message(
                        "The folder {place} is missing, which shifts the numbers of classes.",
                        place=place,
                    )
                    yield Fault("missing class folder", place, what, _MAKE)


def _timm_order(name: str) -> list[str | int]:
    return [int(s) if s.isdecimal() else s for s in re.split("([0-9]+)", name.lower())]
