"""Whether datasets are alike enough to be one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..dataset.objects import are_windows
from ..dataset.thumbnails import image_size
from ..errors import ExportError
from ..message import Message
from ..tiles.layout import FILE
from .parents import Parent

# What dataset.json tells only of datasets that have it.
_KINDS = {
    "classes": Message("classes of tiles"),
    "masks": Message("masks"),
    "objects": Message("objects"),
    "values": Message("numbers of tiles"),
    "labels": Message("several classes a tile"),
    "pairs": Message("second images"),
    "targets": Message("target rasters"),
}
# Of the range: images of 8 bits round by as much.
_HALF_A_STEP = 0.5 / 255
_SAME_COMPANION = ("bands", "dtype", "nodata", "extension")


def check_alike(parents: Sequence[Parent]) -> list[Message]:
    """Refuse datasets that no program could read as one.

    Each is compared with the first.

    Returns:
        What the user should hear of datasets that are nearly alike.

    Raises:
        ExportError: names what differs, both values, and what helps.
        OSError: an image cannot be read.
    """
    first, told = parents[0], []
    for other in parents[1:]:
        _check_arrangement(first, other)
        _check_values(first, other)
        told += _check_scaling(first, other)
        _check_kinds(first, other)
        _check_sizes(first, other)
    return told


def _check_arrangement(first: Parent, other: Parent) -> None:
    if first.layout.name != other.layout.name:
        raise ExportError(
            "The layout of {first} is {one} and that of {other} is {two}; merge datasets of one "
            "{LAYOUT}.",
            **_pair(first, other, first.layout.name, other.layout.name),
        )
    forms = [parent.facts["parameters"].get("FORMAT") for parent in (first, other)]
    if forms[0] != forms[1] or first.extension != other.extension:
        if forms[0] == forms[1]:
            forms = [first.extension, other.extension]
        raise ExportError(
            "The images of {first} are {one} and those of {other} are {two}; merge datasets of one "
            "{FORMAT}.",
            **_pair(first, other, *forms),
        )
    if bool(first.splits) != bool(other.splits):
        with_splits, without = (first, other) if first.splits else (other, first)
        raise ExportError(
            "The dataset {first} has splits ({one}) and {other} has none; split the tiles of both, "
            "or of neither.",
            first=with_splits.name,
            other=without.name,
            one=", ".join(with_splits.splits),
        )


def _check_values(first: Parent, other: Parent) -> None:
    one, two = first.facts, other.facts
    if one["bands"] != two["bands"]:
        raise ExportError(
            "The bands of {first} are {one} and those of {other} are {two}; merge datasets with "
            "the same bands in the same order.",
            **_pair(first, other, ", ".join(one["bands"]), ", ".join(two["bands"])),
        )
    if one["dtype"] != two["dtype"]:
        raise ExportError(
            "The values of {first} are {one} and those of {other} are {two}; merge datasets of one "
            "type.",
            **_pair(first, other, one["dtype"], two["dtype"]),
        )
    # Tiles of scenes may each have that of their scene.
    are_of_scenes = bool(one.get("scenes") and two.get("scenes"))
    if one.get("nodata") != two.get("nodata") and not are_of_scenes:
        raise ExportError(
            "Pixels without a value hold {one} in {first} and {two} in {other}; export one of them "
            "again with the {NODATA} of the other.",
            **_pair(first, other, _number(one.get("nodata")), _number(two.get("nodata"))),
        )
    stored = [_stored(parent.facts) for parent in (first, other)]
    for band, told, others in zip(one["bands"], *stored):
        if told != others:
            raise ExportError(
                "The true value of {band} is number * {scale:.10g} + {offset:.10g} in "
                "{first} and number * {other_scale:.10g} + {other_offset:.10g} in {other}; bring "
                "the rasters to one scale first.",
                band=band,
                first=first.name,
                other=other.name,
                scale=told[0],
                offset=told[1],
                other_scale=others[0],
                other_offset=others[1],
            )
    beyond = [(parent.facts.get("padding") or {}).get("value") for parent in (first, other)]
    if None not in beyond and beyond[0] != beyond[1]:
        raise ExportError(
            "Tiles of {first} hold {one} beyond the raster and those of {other} hold {two}; export "
            "one of them again with the {FILL} of the other.",
            **_pair(first, other, *beyond),
        )


def _stored(facts: Mapping[str, Any]) -> list[tuple[float, float]]:
    rows = facts.get("stored_numbers")
    if not rows:
        return [(1.0, 0.0)] * len(facts["bands"])
    return [(float(row["scale"]), float(row["offset"])) for row in rows]


def _check_scaling(first: Parent, other: Parent) -> list[Message]:
    """Whether a value of one raster became the same value in both; what to say if nearly so."""
    scalings = [parent.facts["scaling"] for parent in (first, other)]
    rows = [scaling.get("bands") or [] for scaling in scalings]
    if bool(rows[0]) != bool(rows[1]) or (
        not rows[0] and _scaling_name(scalings[0]) != _scaling_name(scalings[1])
    ):
        raise ExportError(
            "The scaling of {first} is {one} and that of {other} is {two}, so that the same value "
            "means something else in each; export one of them again with the {SCALING} of the "
            "other.",
            **_pair(first, other, *map(_scaling_name, scalings)),
        )
    worst, where = 0.0, None
    for one, two in zip(*rows):
        width = abs(float(one["max"]) - float(one["min"])) or 1.0
        apart = max(abs(float(one[end]) - float(two[end])) for end in ("min", "max")) / width
        if apart > worst:
            worst, where = apart, (one, two)
    if where is None:
        return []
    one, two = where
    difference = Message(
        "In {first} {band} is scaled from {least:.10g} to {greatest:.10g} and in {other} from "
        "{other_least:.10g} to {other_greatest:.10g}, which differs by {share:.3g} % of the range",
        band=one["band"],
        first=first.name,
        other=other.name,
        least=one["min"],
        greatest=one["max"],
        other_least=two["min"],
        other_greatest=two["max"],
        share=100 * worst,
    )
    if worst > _HALF_A_STEP:
        raise ExportError(
            "{difference}; export one of them again with {SCALING=RANGE} and the numbers of the "
            "other.",
            difference=difference,
        )
    return [
        Message(
            "{difference}: less than half a step of the 255 that images hold, so that a value "
            "becomes the same number in both or the one beside it. The record tells the range of "
            "{first}.",
            difference=difference,
            first=first.name,
        )
    ]


def _scaling_name(scaling: Mapping[str, Any]) -> str:
    per = scaling.get("per")
    return str(scaling.get("method")) + (f" (SCALING_PER={per})" if per else "")


def _check_kinds(first: Parent, other: Parent) -> None:
    for key, kind in _KINDS.items():
        found = [parent.facts.get(key) for parent in (first, other)]
        if bool(found[0]) != bool(found[1]):
            having, lacking = (first, other) if found[0] else (other, first)
            raise ExportError(
                "The dataset {first} has {kind} and {other} has none; merge datasets of one kind.",
                first=having.name,
                other=lacking.name,
                kind=kind,
            )
    shapes = [(parent.facts.get("objects") or {}).get("shape") for parent in (first, other)]
    if shapes[0] != shapes[1]:
        raise ExportError(
            "The objects of {first} are {one} and those of {other} are {two}; merge datasets of "
            "one {SHAPE}.",
            **_pair(first, other, *shapes),
        )
    for key in ("pairs", "targets"):
        told = [parent.facts.get(key) or {} for parent in (first, other)]
        for what in _SAME_COMPANION:
            if told[0].get(what) != told[1].get(what):
                raise ExportError(
                    "The {kind} of {first} and {other} differ in {what}: {one} and {two}; merge "
                    "datasets in which they are alike.",
                    kind=_KINDS[key],
                    what=what,
                    **_pair(first, other, str(told[0].get(what)), str(told[1].get(what))),
                )


def _check_sizes(first: Parent, other: Parent) -> None:
    sizes = [_largest_size(parent) for parent in (first, other)]
    if sizes[0] != sizes[1]:
        one, two = (f"{width} x {height}" for width, height in sizes)
        raise ExportError(
            "The tiles of {first} have {one} pixels and those of {other} have {two}; merge "
            "datasets of one tile size.",
            **_pair(first, other, one, two),
        )


def _largest_size(parent: Parent) -> tuple[int, int]:
    """Width and height of the tiles; those that an edge has cut are smaller."""
    sizes = [parent.cells(name) for name in ("width", "height")]
    if are_windows(parent.facts) and all(cell for column in sizes for cell in column):
        return (max(map(int, filter(None, sizes[0]))), max(map(int, filter(None, sizes[1]))))
    # Resampled tiles are all of one size, or of one size of pixels.
    found = [image_size(str(parent.folder / str(name))) for name in parent.rows[FILE.name][:50]]
    return max(width for width, _ in found), max(height for _, height in found)


def _pair(first: Parent, other: Parent, one: object, two: object) -> dict[str, object]:
    return {"first": first.name, "other": other.name, "one": one, "two": two}


def _number(value: object) -> object:
    return Message("no number of their own") if value is None else value
