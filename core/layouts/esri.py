"""Folders of image chips as ArcGIS exports them and arcgis.learn reads them."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, TextIO

from ..annotations.esri_chips import chip_xml, read_chip_objects, read_instance_objects
from ..annotations.esri_classes import (
    SPACE,
    chip_mode,
    class_folders_of,
    class_names_of,
    classes_of,
    label_rows,
    quote_space,
)
from ..annotations.esri_definition import (
    INSTANCES,
    LABEL_SETS,
    LABELS,
    PIXELS,
    RECTANGLES,
    EsriCounts,
    accumulated_stats,
    model_definition,
)
from ..annotations.esri_faults import (
    DEFINITION_SHAPE,
    STATISTICS_SHAPE,
    chip_faults,
    definition_faults,
    map_faults,
    statistics_faults,
)
from ..annotations.esri_instances import instance_numbers, write_instances
from ..errors import ExportError, FileError
from ..faults.agree import count_faults
from ..faults.fault import RESTORE, Fault
from ..files.json_file import read_json
from ..files.text_file import read_text
from ..message import Message
from ..objects.tile_object import BOX, POLYGON, TileObject
from ..tiles.layout import ALL_TILES
from .flat import FlatLayout, open_lists
from .label_folder import LabelFolder
from .layout import LayoutFacts, Takes, TileFiles, TileRecord, TilesToName

_MAP = "{split}/map.txt"
_DEFINITION = "{split}/esri_model_definition.emd"
_STATISTICS = "{split}/esri_accumulated_stats.json"


class EsriLayout(FlatLayout):
    """A folder a split with images, labels, and what they are.

    What is given decides: objects as boxes or numbered pixels, a mask, or labels of each tile.
    """

    name = "ESRI"
    title = "ArcGIS"
    readers = Message("labels, masks, boxes or outlines for ArcGIS Pro and arcgis.learn")
    takes = Takes(
        shapes=(BOX, POLYGON),
        has_masks=True,
        one_kind=True,
        wants_statistics=True,
        has_pairs=True,
        has_label_sets=True,
        formats=("JPEG", "PNG", "GTIFF"),
    )
    image_folder = "{split}/images"
    mask_folder = "{split}/labels"
    companion_folders: Mapping[str, str] = {"image2": "{split}/images2"}

    def check(self, facts: LayoutFacts) -> None:
        """See DatasetLayout.check."""
        if not facts.has_labels and not facts.shape and not facts.has_masks:
            raise ExportError(
                "{LAYOUT} {layout} needs labels, objects or masks; label the tiles, or give "
                "{OBJECTS} or {MASK}.",
                layout=self.name,
            )
        joined = next((name for name in facts.label_names if "," in name), None)
        if joined is not None and not facts.shape and not facts.has_masks:
            raise ExportError(
                "{LAYOUT} {layout} writes the classes of a tile with commas between them, and "
                "{name!r} has one itself; rename that class.",
                layout=self.name,
                name=joined,
            )

    def name_images(self, tiles: TilesToName, extension: str) -> TileFiles:
        """See DatasetLayout.name_images."""
        ids = tiles.ids
        if any(map(SPACE.search, ids)):
            ids = [quote_space(name) for name in ids]
        return super().name_images(replace(tiles, ids=ids), extension)

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        patterns = (_MAP, _DEFINITION, _STATISTICS)
        return tuple(p.format(split=word) for word in self.used_words(splits) for p in patterns)

    def label_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """See DatasetLayout.label_files."""
        names = list(self.indexes(list(facts.get("splits") or ())))
        if chip_mode(facts) in _IN_XML:
            names += [self.beside(image, self.mask_folder, "xml") for image in images]
        return names

    def possible_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """See DatasetLayout.possible_files."""
        if chip_mode(facts) != INSTANCES:
            return []
        folders = class_folders_of(facts).values()
        return [self._instances(image, folder) for image in images for folder in folders]

    def _instances(self, image: str, folder: str) -> str:
        return self.beside(image, f"{self.mask_folder}/{folder}", "png")

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        mode, splits = chip_mode(facts), list(facts["splits"])
        counts = {word: EsriCounts() for word in self.used_words(splits)}
        folders = class_folders_of(facts)
        with open_lists(self, folder, splits, _MAP) as maps:
            values = {row["name"]: row["index"] + 1 for row in label_rows(facts)}
            for record in records:
                word = self.split_word(record.file)
                found = [each.class_id for each in record.objects]
                if mode == LABELS and record.label is not None:
                    found = [values[record.label]]
                elif mode == LABEL_SETS:
                    found = [values[name] for name in record.labels]
                counts[word].add_tile((record.width, record.height), found)
                names = list(self._write_tile(folder, mode, folders, record, found))
                _add_line(maps[word], [record.file, *names], word)
        if mode == PIXELS:
            _count_pixels(counts, facts["masks"]["splits"], self.split_names)
        classes = classes_of(facts)
        bands = facts["statistics"]
        for word, count in counts.items():
            definition = model_definition(mode, classes, count, bands, facts["dtype"])
            folder.write_json(_DEFINITION.format(split=word), definition)
            stats = accumulated_stats(mode, classes, count, bands)
            folder.write_json(_STATISTICS.format(split=word), stats)

    def _write_tile(
        self,
        folder: LabelFolder,
        mode: str,
        folders: Mapping[int, str],
        record: TileRecord,
        values: Sequence[int],
    ) -> Iterator[str]:
        """Write the labels of a tile; yields their files."""
        if mode == PIXELS:
            yield record.mask
        elif mode == INSTANCES:
            of_class: dict[int, list[TileObject]] = defaultdict(list)
            for found in record.objects:
                of_class[found.class_id].append(found)
            for value, objects in of_class.items():
                name = self._instances(record.file, folders[value])
                numbers = instance_numbers(objects, record.width, record.height)
                folder.write_bytes(name, write_instances(numbers))
                yield name
        else:
            name = self.beside(record.file, self.mask_folder, "xml")
            image, size = PurePosixPath(record.file).name, (record.width, record.height)
            joined = [",".join(record.labels)] if mode == LABEL_SETS else values
            folder.write(name, chip_xml(image, size, record.objects, joined))
            yield name

    def find_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        """See DatasetLayout.find_faults."""
        mode, names = chip_mode(facts), class_names_of(facts)
        yield from self.find_split_faults(records)
        for word in self.used_words(list(facts.get("splits") or ())):
            here = [r for r in records if self.split_name(r.split) == word]
            images = [r.file[len(word) + 1 :] for r in here]
            yield from map_faults(folder, word, _MAP.format(split=word), images)
            numbers = {"NumTiles": len(here), "NumClasses": len(names)}
            for name, shape in (
                (_DEFINITION.format(split=word), DEFINITION_SHAPE),
                (_STATISTICS.format(split=word), STATISTICS_SHAPE),
            ):
                try:
                    told = read_json(folder / name, shape)
                except FileNotFoundError:
                    continue
                except FileError as error:
                    yield Fault("unreadable labels", name, error.message, RESTORE)
                    continue
                if shape is DEFINITION_SHAPE:
                    yield from definition_faults(name, told, mode, names)
                else:
                    yield from statistics_faults(name, told, mode, numbers)
        if mode in _IN_XML:
            yield from self._label_faults(folder, facts, records)

    def _label_faults(
        self, folder: Path, facts: Mapping[str, Any], records: Sequence[TileRecord]
    ) -> Iterator[Fault]:
        names, found, is_whole = class_names_of(facts), Counter[str](), True
        mode = chip_mode(facts)
        for record in records:
            file = self.beside(record.file, self.mask_folder, "xml")
            if not os.path.isfile(folder / file):
                is_whole = False
                continue
            image = PurePosixPath(record.file).name, (record.width, record.height)
            text = read_text(folder / file)
            yield from chip_faults(file, text, image, names, found, mode == LABEL_SETS)
        if is_whole and mode in (LABELS, LABEL_SETS):
            expected = {row["name"]: row["tiles"] for row in label_rows(facts)}
            yield from count_faults(found, expected)
        elif is_whole:
            rows = facts["objects"]["classes"]
            yield from count_faults(found, {r["class"]: r["objects"] for r in rows})

    def read_objects(
        self, folder: Path, facts: Mapping[str, Any], tiles: Iterable[TileRecord]
    ) -> Iterator[TileRecord]:
        """See DatasetLayout.read_objects."""
        folders = class_folders_of(facts)
        is_boxes = chip_mode(facts) == RECTANGLES
        for tile in tiles:
            size, objects = (tile.width, tile.height), []
            if is_boxes:
                name = self.beside(tile.file, self.mask_folder, "xml")
                objects = read_chip_objects(read_text(folder / name), folders, size, name)
            else:
                for class_id, own in folders.items():
                    name = self._instances(tile.file, own)
                    if os.path.isfile(folder / name):
                        objects += read_instance_objects(folder / name, class_id, size, name)
            yield replace(tile, objects=objects)

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        words = self.used_words(list(facts["splits"]))
        more = [f', {key}="{word}"' for word, key in _PATHS.items() if word in words]
        lines = [
            f"It is what ArcGIS calls {chip_mode(facts)}, one folder a split:",
            "",
            "```python",
            "from arcgis.learn import prepare_data",
            "",
            f'data = prepare_data("{words[0]}"{"".join(more)})',
            "```",
            "",
            "ArcGIS Pro trains on one of these folders, and takes its own validation tiles from "
            "it. The statistics of bands are those of "
            f"{'the train split' if facts['splits'] else 'all tiles'} in each.",
            "",
        ]
        if chip_mode(facts) == PIXELS and facts["masks"]["ignored_pixels"]:
            lines += [
                f"Models that take `ignore_classes=[{facts['masks']['ignore']}]` leave the pixels "
                "out that are to be ignored, where there are two classes or more besides.",
                "",
            ]
        return lines


# What stands in an XML beside each image.
_IN_XML = (LABELS, LABEL_SETS, RECTANGLES)
# Parameters of prepare_data by what the layout calls the split.
_PATHS = {"val": "valid_path", "test": "test_path"}


def _add_line(file: TextIO, names: Sequence[str], word: str) -> None:
    """Write the files of a tile, relative to the folder of the split."""
    parts = (name[len(word) + 1 :].replace("/", "\\") for name in names)
    file.write(" ".join(parts) + "\n")


def _count_pixels(
    counts: Mapping[str, EsriCounts],
    splits: Mapping[str, Sequence[Mapping[str, int]]],
    words: Mapping[str, str],
) -> None:
    for split, rows in splits.items():
        count = counts[words["train" if split == ALL_TILES else split]]
        for row in rows:
            count.images[row["class_id"]] = row["tiles"]
            count.features[row["class_id"]] = row["pixels"]
