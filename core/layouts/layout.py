"""What a layout decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..classes.folders import class_folders
from ..faults.fault import Fault
from ..message import Message
from ..objects.tile_object import ORIENTED_BOX, TileObject
from ..tiles.layout import MASKS
from .label_folder import LabelFolder

TRAIN = "train"


@dataclass(frozen=True)
class Takes:
    """What a layout has a place for.

    Attributes:
        shapes: of objects, values of SHAPE; the first is the usual one. Empty: no objects.
        has_masks: whether masks have a place.
        needs_masks: whether there is nothing to train on without masks.
        needs_objects: the same of objects.
        keeps_small: whether small pieces of objects can be marked rather than dropped.
        one_kind: whether masks and objects exclude each other.
        wants_statistics: whether ``facts`` are to hold the range of each band, and the pixels of
            masks by split.
        formats: names of the image formats; empty for all.
        has_pairs: whether a second image of the same ground has a place.
        has_targets: whether a raster of decimals to be predicted has one.
        has_label_sets: whether a tile may have several classes.
        value_is_label: whether a tile's number stands where its class would.
        keeps_ids: whether files tell which pieces are of one object.
        needed_splits: those without whose tiles programs refuse the dataset.
    """

    shapes: tuple[str, ...] = ()
    has_masks: bool = False
    needs_masks: bool = False
    needs_objects: bool = False
    keeps_small: bool = False
    one_kind: bool = False
    wants_statistics: bool = False
    formats: tuple[str, ...] = ()
    has_pairs: bool = False
    has_targets: bool = False
    has_label_sets: bool = False
    value_is_label: bool = False
    keeps_ids: bool = False
    needed_splits: tuple[str, ...] = ()


@dataclass(frozen=True)
class TilesToName:
    """Tiles whose files want names, column by column and in the order of tile_id.

    Attributes:
        ids: plain and safe as names of files, each once.
        labels: class of each tile, or None.
        splits: train, val, test or None of each tile.
        classes: all class names, in the order of their numbers; empty without labels.
        naming: TILE_ID or SEQUENCE.
    """

    ids: Sequence[str]
    labels: Sequence[str | None]
    splits: Sequence[str | None]
    classes: tuple[str, ...]
    naming: str


@dataclass(frozen=True)
class TileFiles:
    """Names of files.

    Attributes:
        images: of each tile, relative to the dataset, with slashes.
        folders: that are made even when no image lies in them.
    """

    images: list[str]
    folders: tuple[str, ...]


@dataclass(frozen=True)
class LayoutFacts:
    """What a layout may refuse, known before any work.

    Attributes:
        dtype: numpy name of the pixels' type.
        band_count: of the images.
        splits: those that have tiles, in the order train, val, test; empty without splits.
        smallest: least width or height of a tile in pixels.
        classes: of objects or masks; names in the order of their numbers.
        shape: SHAPE of the objects; empty without objects.
        has_masks: whether masks are written.
        has_labels: whether tiles have classes.
        label_names: the classes of tiles that have several each.
    """

    dtype: str
    band_count: int
    splits: tuple[str, ...]
    smallest: int
    classes: tuple[str, ...] = ()
    shape: str = ""
    has_masks: bool = False
    has_labels: bool = False
    label_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class TileRecord:
    """A tile that is written, for the files that tell of labels.

    Attributes:
        tile_id: of the tile.
        file: its image, relative to the dataset.
        split: train, val, test or None.
        label: its class, or None.
        width: of the image in pixels.
        height: the same.
        mask: its mask, relative to the dataset, or empty.
        objects: on it, in the order of class, object and part.
        value: its number, or None.
        labels: several classes of it, in the order of their numbers.
        beside: its second image and target, relative to the dataset, by image2 and target.
    """

    tile_id: str
    file: str
    split: str | None
    label: str | None
    width: int
    height: int
    mask: str = ""
    objects: Sequence[TileObject] = field(default_factory=tuple)
    value: float | None = None
    labels: Sequence[str] = ()
    beside: Mapping[str, str] = field(default_factory=dict)


class DatasetLayout(Protocol):
    """How a dataset is arranged for those who read it.

    All methods that name files are pure: a dataset that is resumed, or written by a cluster, gets
    the same names.

    Attributes:
        name: value of the parameter LAYOUT.
        title: what people call it.
        readers: who reads it, as half a sentence.
        takes: what it has a place for.
        split_names: what it calls train, val and test.
        has_class_folders: whether images lie in folders of their class.
    """

    name: str
    title: str
    readers: Message
    takes: Takes = Takes()
    split_names: Mapping[str, str] = {"train": "train", "val": "val", "test": "test"}

    has_class_folders: bool = False

    def order_classes(self, names: Iterable[str], order: Sequence[str] = ()) -> tuple[str, ...]:
        """The classes of tiles in the order of their numbers; see class_folders.

        Programs number folders of classes by themselves, so that no order has a place there.
        """
        return tuple(class_folders(names, () if self.has_class_folders else order))

    def split_name(self, split: str | None) -> str:
        """What a split is called; a dataset without splits is all for training."""
        return self.split_names[split or TRAIN]

    def least_visible(self, shape: str) -> float:
        """The share in percent below which programs leave objects of a shape out themselves."""
        return 70.0 if shape == ORIENTED_BOX else 0.0

    def choose_format(self, form: str, band_count: int) -> str:
        """The image format that is written where ``form`` is asked for, of those it takes."""
        return form

    def check(self, facts: LayoutFacts) -> None:
        """Refuse before any work what programs that read the layout would refuse.

        Raises:
            ExportError: says what, and what helps.
        """
        return

    def name_images(self, tiles: TilesToName, extension: str) -> TileFiles:
        """Names of the images, and folders; ``extension`` has no dot."""
        ...

    def name_mask(self, image: str, extension: str) -> str:
        """The mask of an image."""
        ...

    def mask_folders(self, splits: Sequence[str]) -> list[str]:
        """Folders of the dataset that hold all masks; ``splits`` are those that have tiles."""
        return [MASKS]

    def image_globs(self, facts: Mapping[str, Any], extension: str) -> dict[str, list[str]]:
        """Patterns, relative to the dataset, of the images of each split and of nothing else.

        A dataset without splits is all ``train``. With the images comes the table of them that
        Hugging Face's loader reads, where the layout has one.

        Args:
            facts: of dataset.json.
            extension: of the images, without a dot.
        """
        ...

    def name_companion(self, kind: str, image: str, extension: str) -> str:
        """The second image (image2) or target of an image, or empty where it has no place."""
        return ""

    def name_sidecar(self, image: str) -> str:
        """The file with the labels of an image, or empty."""
        return ""

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """Files that tell of many tiles; ``splits`` is empty for a dataset without splits."""
        return ()

    def possible_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """Further files that ``write_labels`` writes where an image gives reason to."""
        return []

    def label_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """All files that ``write_labels`` writes: beside the images, then those of many tiles.

        Args:
            facts: of dataset.json, or what is known of them before the export: ``splits``, and
                ``masks`` and ``objects`` where there are any.
            images: relative to the dataset.
        """
        beside = (self.name_sidecar(image) for image in images)
        return [*filter(None, beside), *self.indexes(list(facts.get("splits") or ()))]

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """Write sidecars and indexes, in one go over the tiles in the order of tile_id.

        Args:
            folder: writes files that are whole or not there.
            facts: those of dataset.json that are known by then.
            records: the tiles.
        """
        return

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterable[Fault]:
        """What is wrong with files that tell of labels, and with how images are arranged.

        Args:
            folder: of the dataset.
            facts: of dataset.json, as users may have left it: what lacks may raise a KeyError.
            records: the tiles without their objects; sizes are those of the images, and 0 where
                an image cannot be read.

        Raises:
            OSError: a file cannot be read; one that is not there is told by others.
        """
        return ()

    def read_objects(
        self, folder: Path, facts: Mapping[str, Any], tiles: Iterable[TileRecord]
    ) -> Iterator[TileRecord]:
        """The tiles of a dataset with the objects that its files tell of.

        Args:
            folder: the dataset's.
            facts: those of dataset.json.
            tiles: without objects, whose files are known to be inside the folder.

        Raises:
            ExportError: the files do not fit the tiles.
            FileError: a file is damaged.
            OSError: a file cannot be read.
        """
        yield from tiles

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """Lines of Markdown that show how programs load the dataset."""
        return []

    def describe_columns(self, facts: Mapping[str, Any]) -> list[str]:
        """Lines of YAML for the head of the card: what the table of the tiles holds.

        All are below the key in the first one. Empty where files alone tell it.
        """
        return []
