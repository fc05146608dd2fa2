"""Layouts with one folder of images a split, and names that say nothing of the class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from posixpath import splitext
from typing import Any, TextIO

from ..faults.fault import EXPORT_AGAIN, RESTORE, Fault
from ..files.text_file import read_text
from ..message import Message
from ..tiles.words import SPLITS
from .label_folder import LabelFolder
from .layout import TRAIN, DatasetLayout, TileFiles, TileRecord, TilesToName
from .naming import SEQUENCE

# Tiles and objects that are written together.
_AT_ONCE = 4000


def in_batches(records: Iterable[TileRecord]) -> Iterator[list[TileRecord]]:
    """Some tiles at a time, which have some thousand objects: what is written at once."""
    batch: list[TileRecord] = []
    count = 0
    for record in records:
        batch.append(record)
        count += 1 + len(record.objects)
        if count >= _AT_ONCE:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


class FlatLayout(DatasetLayout):
    """A folder a split; the name of a file is the tile_id, whatever the class.

    Attributes:
        image_folder: with ``{split}`` for what the layout calls the split, unless all splits lie
            together.
        mask_folder: the same of masks.
        companion_folders: the same of second images and of targets, by image2 and target.
        table: the same of a table of the tiles for Hugging Face's loader; empty without.
    """

    image_folder = "images/{split}"
    mask_folder = "masks/{split}"
    companion_folders: Mapping[str, str] = {}
    table = ""

    def name_images(self, tiles: TilesToName, extension: str) -> TileFiles:
        """See DatasetLayout.name_images."""
        stems = _stems(tiles)
        used = sorted(set(tiles.splits), key=_split_order)
        folders = {split: self.folder_of(split) for split in used}
        images = [f"{folders[s]}/{stem}.{extension}" for s, stem in zip(tiles.splits, stems)]
        return TileFiles(images, tuple(folders.values()))

    def folder_of(self, split: str | None) -> str:
        """The folder of a split's images."""
        return self.image_folder.format(split=self.split_name(split))

    def name_mask(self, image: str, extension: str) -> str:
        """See DatasetLayout.name_mask."""
        return self.beside(image, self.mask_folder, extension)

    def mask_folders(self, splits: Sequence[str]) -> list[str]:
        """See DatasetLayout.mask_folders."""
        if self.mask_folder.startswith("{split}"):
            return [self.mask_folder.format(split=word) for word in self.used_words(splits)]
        return [self.mask_folder.partition("/")[0]]

    def image_globs(self, facts: Mapping[str, Any], extension: str) -> dict[str, list[str]]:
        """See DatasetLayout.image_globs."""
        splits: Sequence[str | None] = self.splits_of_head(facts)
        if splits and "{split}" not in self.image_folder:
            # No pattern tells the splits of one folder.
            return {"tiles": [f"{self.image_folder}/*.{extension}"]}
        return {
            split or TRAIN: [
                f"{self.folder_of(split)}/*.{extension}",
                *filter(None, [self.table.format(split=self.split_name(split))]),
            ]
            for split in splits or [None]
        }

    def name_companion(self, kind: str, image: str, extension: str) -> str:
        """See DatasetLayout.name_companion."""
        folder = self.companion_folders.get(kind, "")
        return self.beside(image, folder, extension) if folder else ""

    def beside(self, image: str, folder: str, extension: str) -> str:
        """A file of an image in another folder with ``{split}`` in it, by the same name."""
        if image.count("/") < self.image_folder.count("/"):
            return ""
        stem = splitext(image.rpartition("/")[2])[0]
        return f"{folder.format(split=self.split_word(image))}/{stem}.{extension}"

    def split_word(self, image: str) -> str:
        """What the layout calls the split of an image; empty where one folder holds all."""
        if "{split}" not in self.image_folder:
            return ""
        place = self.image_folder.split("/").index("{split}")
        return image.split("/")[place]

    def find_split_faults(self, records: Iterable[TileRecord]) -> Iterator[Fault]:
        """Images that are not in the folder of their split."""
        for record in records:
            folder = record.file.rpartition("/")[0]
            if folder != self.folder_of(record.split):
                what = Message(
                    "{file} is not in {folder}, the folder of its split.",
                    file=record.file,
                    folder=self.folder_of(record.split),
                )
                yield Fault("image in another split", record.file, what, EXPORT_AGAIN)

    def splits_of_head(self, facts: Mapping[str, Any]) -> list[str]:
        """Splits that the head of the card tells of; empty without splits."""
        return list(facts["splits"])

    def used_words(self, splits: Sequence[str]) -> list[str]:
        """What the layout calls the splits of a dataset, which may have none."""
        return [self.split_name(split) for split in splits or (None,)]


def _stems(tiles: TilesToName) -> Sequence[str]:
    if tiles.naming != SEQUENCE:
        return tiles.ids
    digits = len(str(len(tiles.ids)))
    return [f"tile_{k:0{digits}d}" for k in range(1, len(tiles.ids) + 1)]


def _split_order(split: str | None) -> int:
    return -1 if split is None else SPLITS.index(split)


def split_lists(layout: FlatLayout, splits: Sequence[str], pattern: str) -> Mapping[str, str]:
    """A file a split, by what the layout calls it; ``pattern`` has ``{split}``."""
    return {word: pattern.format(split=word) for word in layout.used_words(splits)}


@contextmanager
def open_lists(
    layout: FlatLayout, folder: LabelFolder, splits: Sequence[str], pattern: str
) -> Iterator[dict[str, TextIO]]:
    """The files of ``split_lists``, open to be written."""
    with ExitStack() as opened:
        yield {
            word: opened.enter_context(folder.open(name))
            for word, name in split_lists(layout, splits, pattern).items()
        }


def find_list_faults(
    layout: FlatLayout,
    folder: Path,
    facts: Mapping[str, Any],
    pattern: str,
    records: Sequence[TileRecord],
) -> Iterator[Fault]:
    """Lists of names that do not have the images of their split, or share some.

    Args:
        layout: whose lists they are.
        folder: of the dataset.
        facts: of dataset.json.
        pattern: of the lists' names, with ``{split}``; a list that is not there is told by others.
        records: the tiles.

    Raises:
        FileError: a list is no text.
        OSError: it cannot be read.
    """
    first: dict[str, str] = {}
    for word, name in split_lists(layout, list(facts.get("splits") or ()), pattern).items():
        stems = {PurePosixPath(r.file).stem for r in records if layout.split_name(r.split) == word}
        if (folder / name).is_file():
            lines = read_text(folder / name).split("\n")
            yield from _list_faults(name, [x.strip() for x in lines if x.strip()], stems, first)


def _list_faults(
    file: str, listed: Sequence[str], stems: Collection[str], first: dict[str, str]
) -> Iterator[Fault]:
    """Whether a list names the images of its split; ``first`` is where each name was first seen."""
    for name in listed:
        other = first.setdefault(name, file)
        if other != file:
            what = Message("{name} stands in {other} as well.", name=name, other=other)
            yield Fault("tile in two splits", file, what, RESTORE)
    for name in sorted(set(listed).symmetric_difference(stems)):
        if first.get(name, file) == file:
            what = Message(
                "{name} is in this list or in its folder of images, but not in both.", name=name
            )
            yield Fault("split list disagrees", file, what, RESTORE)
