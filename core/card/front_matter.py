"""The head of README.md that tells Hugging Face's loader which files are images of which split."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..dataset.manifest import find_layout_of
from ..layouts.flat import FlatLayout
from ..layouts.imagefolder import is_dealt_to_folders
from ..tiles.layout import IMAGES

CONFIGS = "configs:"
# Its word for a split, where it differs from ours.
_SPLIT_NAMES = {"val": "validation"}


def write_front_matter(facts: dict[str, Any], extension: str) -> str:
    """YAML between two lines of dashes, for ``datasets.load_dataset(folder)``.

    Without it the loader takes masks and the map for images, and then finds no labels.

    Args:
        facts: those of dataset.json.
        extension: of the image files, without a dot.
    """
    rows, layout = facts["classes"], find_layout_of(facts)
    # The loader takes the innermost folder for the label.
    has_labels = layout.has_class_folders and bool(rows)
    has_labels = has_labels and not any(_is_dealt(row) for row in rows)
    option = f"  drop_labels: {json.dumps(not has_labels)}"
    columns = layout.describe_columns(facts)
    configs = write_configs(data_globs(facts, extension), option)
    return "\n".join(["---", *configs, *columns, "---", ""])


def write_configs(files: Mapping[str, Sequence[str]], *options: str) -> list[str]:
    """Lines of YAML that tell which files are of which split.

    Args:
        files: patterns by split.
        options: further lines, indented by two.
    """
    lines = [CONFIGS, "- config_name: default", *options, "  data_files:"]
    for split, globs in files.items():
        lines.append(f"  - split: {_SPLIT_NAMES.get(split, split)}")
        # JSON is YAML, and its texts need no thought about quotes.
        found = globs[0] if len(globs) == 1 else globs
        lines.append(f"    path: {json.dumps(found, ensure_ascii=False)}")
    return lines


def data_globs(facts: dict[str, Any], extension: str) -> dict[str, list[str]]:
    """Patterns, relative to the dataset, that match the images of each split and nothing else.

    One a split; a list of one a folder where classes have sub-folders, which masks have too.
    Datasets without splits are all ``train``.
    """
    globs: dict[str, list[str]] = {}
    layout = find_layout_of(facts)
    if isinstance(layout, FlatLayout):
        splits: Sequence[str | None] = layout.splits_of_head(facts)
        if splits and layout.folder_of(splits[0]) == layout.folder_of(None) == layout.image_folder:
            # No pattern tells the splits of one folder.
            return {"tiles": [f"{layout.image_folder}/*.{extension}"]}
        return {
            split or "train": [
                f"{layout.folder_of(split)}/*.{extension}",
                *filter(None, [layout.table.format(split=layout.split_name(split))]),
            ]
            for split in splits or [None]
        }
    for split in facts["splits"] or ("",):
        base = f"{split}/" if split else ""
        folders = {
            row["folder"]: row["splits"][split] if split else row["tiles"]
            for row in facts["classes"]
        } or {IMAGES: facts["splits"][split] if split else facts["tile_count"]}
        # Folders that begin so are passed over unless they are named.
        is_plain = not any(name.startswith("__") for name in folders)
        if facts["classes"] and is_plain and not any(map(is_dealt_to_folders, folders.values())):
            globs[split or "train"] = [f"{base}*/*.{extension}"]
        else:
            globs[split or "train"] = [
                f"{base}{name}/{'*/' if is_dealt_to_folders(count) else ''}*.{extension}"
                for name, count in folders.items()
                if count
            ]
    return globs


def _is_dealt(row: dict[str, Any]) -> bool:
    return any(map(is_dealt_to_folders, row.get("splits", {"": row["tiles"]}).values()))
