"""Folders of image chips as ArcGIS exports them and arcgis.learn reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TextIO
from urllib.parse import quote

from ..annotations.esri_definition import (
    INSTANCES,
    LABELS,
    PIXELS,
    RECTANGLES,
    EsriClass,
    EsriCounts,
    accumulated_stats,
    model_definition,
)
from ..annotations.esri_instances import instance_numbers, write_instances
from ..annotations.xml_text import Element, write_xml
from ..errors import ExportError
from ..files.names import make_safe_names
from ..message import Message
from ..objects.tile_object import BOX, POLYGON, TileObject
from ..tiles.layout import ALL_TILES
from .flat import FlatLayout
from .label_folder import LabelFolder
from .layout import LayoutFacts, Takes, TileFiles, TileRecord, TilesToName

_MAP = "{word}/map.txt"
_DEFINITION = "{word}/esri_model_definition.emd"
_STATISTICS = "{word}/esri_accumulated_stats.json"
_IGNORED = "ignored"
# Files stand in a map with what Python calls white space between them.
_SPACE = re.compile(r"\s")


class EsriLayout(FlatLayout):
    """A folder a split with images, labels, and what they are.

    What is given decides: objects as boxes or numbered pixels, a mask, or the label of each tile.
    """

    name = "ESRI"
    title = "ArcGIS"
    readers = Message("labels, masks, boxes or outlines for ArcGIS Pro and arcgis.learn")
    takes = Takes(
        shapes=(BOX, POLYGON),
        has_masks=True,
        one_kind=True,
        wants_statistics=True,
        formats=("JPEG", "PNG", "GTIFF"),
    )
    image_folder = "{split}/images"
    mask_folder = "{split}/labels"

    def check(self, facts: LayoutFacts) -> None:
        """See DatasetLayout.check."""
        if not facts.has_labels and not facts.shape and not facts.has_masks:
            raise ExportError(
                "{LAYOUT} {layout} needs labels, objects or masks; label the tiles, or give "
                "{OBJECTS} or {MASK}.",
                layout=self.name,
            )

    def name_images(self, tiles: TilesToName, extension: str) -> TileFiles:
        """See DatasetLayout.name_images."""
        ids = tiles.ids
        if any(map(_SPACE.search, ids)):
            ids = [_quote_space(name) for name in ids]
        return super().name_images(replace(tiles, ids=ids), extension)

    def indexes(self, splits: Sequence[str]) -> tuple[str, ...]:
        """See DatasetLayout.indexes."""
        patterns = (_MAP, _DEFINITION, _STATISTICS)
        return tuple(p.format(word=word) for word in self.used_words(splits) for p in patterns)

    def label_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """See DatasetLayout.label_files."""
        names = list(self.indexes(list(facts.get("splits") or ())))
        if _mode(facts) in (LABELS, RECTANGLES):
            names += [self.beside(image, self.mask_folder, "xml") for image in images]
        return names

    def possible_files(self, facts: Mapping[str, Any], images: Iterable[str]) -> list[str]:
        """See DatasetLayout.possible_files."""
        if _mode(facts) != INSTANCES:
            return []
        folders = _class_folders(facts).values()
        return [self._instances(image, folder) for image in images for folder in folders]

    def _instances(self, image: str, folder: str) -> str:
        return self.beside(image, f"{self.mask_folder}/{folder}", "png")

    def write_labels(
        self, folder: LabelFolder, facts: Mapping[str, Any], records: Iterable[TileRecord]
    ) -> None:
        """See DatasetLayout.write_labels."""
        mode, splits = _mode(facts), list(facts["splits"])
        counts = {word: EsriCounts() for word in self.used_words(splits)}
        folders = _class_folders(facts)
        with ExitStack() as opened:
            maps = {
                word: opened.enter_context(folder.open(_MAP.format(word=word))) for word in counts
            }
            values = {row["name"]: row["index"] + 1 for row in facts["classes"]}
            for record in records:
                word = self.split_word(record.file)
                found = [each.class_id for each in record.objects]
                if mode == LABELS and record.label is not None:
                    found = [values[record.label]]
                counts[word].add_tile((record.width, record.height), found)
                names = list(self._write_tile(folder, mode, folders, record, found))
                _add_line(maps[word], [record.file, *names], word)
        if mode == PIXELS:
            _count_pixels(counts, facts["masks"]["splits"], self.split_names)
        classes = _classes(facts, mode)
        bands = facts["statistics"]
        for word, count in counts.items():
            definition = model_definition(mode, classes, count, bands, facts["dtype"])
            folder.write_json(_DEFINITION.format(word=word), definition)
            stats = accumulated_stats(mode, classes, count, bands)
            folder.write_json(_STATISTICS.format(word=word), stats)

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
            folder.write(name, write_xml(_annotation(record, values)))
            yield name

    def write_loading(self, facts: Mapping[str, Any], extension: str) -> list[str]:
        """See DatasetLayout.write_loading."""
        words = self.used_words(list(facts["splits"]))
        more = [f', {key}="{word}"' for word, key in _PATHS.items() if word in words]
        lines = [
            f"It is what ArcGIS calls {_mode(facts)}, one folder a split:",
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
        if _mode(facts) == PIXELS and facts["masks"]["ignored_pixels"]:
            lines += [
                f"Models that take `ignore_classes=[{facts['masks']['ignore']}]` leave the pixels "
                "out that are to be ignored, where there are two classes or more besides.",
                "",
            ]
        return lines


# Parameters of prepare_data by what the layout calls the split.
_PATHS = {"val": "valid_path", "test": "test_path"}


def _quote_space(name: str) -> str:
    """A name of its own for each name, without white space."""
    return re.sub(r"[%\s]", lambda found: quote(found[0]), name)


def _mode(facts: Mapping[str, Any]) -> str:
    if facts.get("objects"):
        return INSTANCES if facts["objects"]["shape"] == POLYGON else RECTANGLES
    return PIXELS if facts.get("masks") else LABELS


def _class_folders(facts: Mapping[str, Any]) -> dict[int, str]:
    """The folder of each class of objects by its number; arcgis.learn takes the name for it."""
    rows = (facts.get("objects") or {"classes": ()})["classes"]
    names = {row["class_id"]: _SPACE.sub("_", row["class"]) for row in rows}
    if len(set(names.values())) < len(rows):
        names = {row["class_id"]: _quote_space(row["class"]) for row in rows}
    safe = make_safe_names(names.values())
    return {number: safe[name] for number, name in names.items()}


def _classes(facts: Mapping[str, Any], mode: str) -> list[EsriClass]:
    if mode == LABELS:
        return [
            EsriClass(row["index"] + 1, row["name"], _rgb(row["color"])) for row in facts["classes"]
        ]
    rows = facts["masks" if mode == PIXELS else "objects"]["classes"]
    names = {row["class_id"]: row["class"] for row in rows}
    if mode == INSTANCES:
        names = _class_folders(facts)
    classes = [
        EsriClass(row["class_id"], names[row["class_id"]], _rgb(row["color"])) for row in rows
    ]
    if mode == PIXELS and facts["masks"]["ignored_pixels"]:
        # A number that is not told stops the training.
        classes.append(EsriClass(facts["masks"]["ignore"], _IGNORED, (0, 0, 0)))
    return classes


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.lstrip("#"))
    return red, green, blue


def _annotation(record: TileRecord, values: Sequence[int]) -> Element:
    """Boxes with the number of their class; a label is a box of the whole tile."""
    boxes = [found.box for found in record.objects]
    boxes = boxes or [(0.0, 0.0, float(record.width), float(record.height))] * len(values)
    size = [("width", record.width), ("height", record.height)]
    elements: list[Element] = [
        ("filename", PurePosixPath(record.file).name),
        ("size", size),
    ]
    for value, box in zip(values, boxes):
        corners = list(zip(("xmin", "ymin", "xmax", "ymax"), box))
        elements.append(("object", [("name", value), ("bndbox", corners)]))
    return "annotation", elements


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
