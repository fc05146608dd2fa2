"""README.md of a dataset, made to fit the shards that its files are packed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..dataset.manifest import find_layout_of
from .card import MASKS_ARE_NAMED, masks_in_folder
from .front_matter import CONFIGS, write_configs
from .shard_loaders import SERIES_FORMATS, UNSPLIT, mask_ending, write_shard_loading

_LOADING = "## Loading"


def can_fit_card(facts: dict[str, Any]) -> bool:
    """Whether dataset.json says what the card needs; those of others may not."""
    if "groups" not in facts:
        return all(facts.get(name) is not None for name in ("dtype", "bands", "classes"))
    fills = [group.get("fill") for group in facts["groups"] or ()]
    are_known = all(fill == "nan" or isinstance(fill, (int, float)) for fill in fills)
    return bool(fills) and are_known and facts.get("format") in SERIES_FORMATS


def fit_card_to_shards(
    card: str, facts: dict[str, Any], extension: str, folders: Sequence[str]
) -> str:
    """The card with a head that names the shards and Python that loads them.

    What people wrote into it stays: the lines to fill in, further sections, other keys of the head.

    Args:
        card: README.md of the dataset.
        facts: those of dataset.json.
        extension: of the image files, without a dot.
        folders: those that hold the shards.
    """
    head, body = _divide(card.splitlines())
    # Where all tiles are in one folder they are for training, as in a dataset without splits.
    splits = {("train" if list(folders) == [UNSPLIT] else name): name for name in folders}
    configs = write_configs({split: [f"{name}/*.tar"] for split, name in splits.items()})
    loading = write_shard_loading(facts, extension, list(folders))
    start, end = _find_section(body)
    before = body[:start]
    own = [CONFIGS, *find_layout_of(facts).describe_columns(facts)[:1]]
    body = [*before, *([""] if before[-1:] != [""] else []), *loading, *body[end:]]
    text = "\n".join(["---", *configs, *_without(own, head), "---", *body]).rstrip("\n") + "\n"
    masks = f"Each image has a mask, which ends in `{mask_ending(extension)}`: "
    return text.replace(masks_in_folder(facts), masks).replace(MASKS_ARE_NAMED, ".")


def _divide(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines of the YAML at the head, and of the rest."""
    if lines and lines[0] == "---" and "---" in lines[1:]:
        end = lines.index("---", 1)
        return lines[1:end], lines[end + 1 :]
    return [], ["", *lines]


def _without(keys: Sequence[str], head: list[str]) -> list[str]:
    """Lines of YAML without what stands below some keys."""
    kept, is_inside = [], False
    for line in head:
        if line and line[0] not in " -#":
            is_inside = line.rstrip() in keys
        if not is_inside:
            kept.append(line)
    return kept


def _find_section(body: list[str]) -> tuple[int, int]:
    """Where the section about loading begins and ends; where it would stand if there is none."""
    start, is_code = None, False
    for number, line in enumerate(body):
        if line.startswith("```"):
            is_code = not is_code
        elif is_code:
            continue
        elif start is None:
            start = number if line.rstrip() == _LOADING else None
        elif line.startswith(("# ", "## ")):
            return start, number
    return (len(body) if start is None else start), len(body)
