"""The head of README.md that tells Hugging Face's loader which files are images of which split."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..dataset.manifest import find_layout_of
from ..layouts.imagefolder import is_dealt_to_folders

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
    configs = write_configs(layout.image_globs(facts, extension), option)
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


def _is_dealt(row: dict[str, Any]) -> bool:
    return any(map(is_dealt_to_folders, row.get("splits", {"": row["tiles"]}).values()))
