"""A folder a class, in a folder a split: what torchvision calls ImageFolder."""

from __future__ import annotations

from collections import Counter

from ..classes.folders import class_folders
from ..message import Message
from ..tiles.layout import IMAGES, MASKS
from ..tiles.words import SPLITS
from .layout import DatasetLayout, Takes, TileFiles, TilesToName
from .naming import SEQUENCE

# A class of more tiles than the first is dealt to sub-folders of as many as the second: file
# managers, network drives and backups choke on folders of a million files.
MOST_IN_A_FOLDER = 100_000
FILES_A_SHARD = 10_000


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
