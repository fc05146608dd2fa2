"""Whether classes, splits and their counts agree in all records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..dataset.class_counts import missing_classes
from ..faults.fault import EXPORT_AGAIN, Fault
from ..layouts.layout import DatasetLayout
from ..message import Message, counted, name_in_list
from ..tiles.layout import DESCRIPTION, MANIFEST
from ..tiles.words import SPLITS
from .opened import OpenedDataset, unknown_split


def find_class_faults(dataset: OpenedDataset) -> Iterator[Fault]:
    """Numbers and folders of classes, and the labels of tiles."""
    classes = dataset.facts.get("classes") or []
    yield from _number_faults(classes, dataset.layout)
    yield from _label_faults(dataset, classes)
    yield from _split_faults(dataset)
    yield from _places(dataset)
    for split, names in missing_classes([c for c in classes if _has_counts(c)]).items():
        what = Message(
            "The split {split} has no tile of {names}.",
            split=split,
            names=", ".join(map(name_in_list, names)),
        )
        remedy = Message(
            "Programs that number classes by folders need allow_empty=True, or other splits."
        )
        yield Fault("class without tiles in a split", DESCRIPTION, what, remedy, is_note=True)


def _number_faults(classes: Sequence[dict[str, Any]], layout: DatasetLayout) -> Iterator[Fault]:
    names = [row["name"] for row in classes]
    for name, times in Counter(names).items():
        if times > 1:
            what = Message("The class {name!r} stands there {count} times.", name=name, count=times)
            yield Fault("class not unique", DESCRIPTION, what, EXPORT_AGAIN)
            return
    # Where no folders decide, the order of the list is that of the numbers.
    expected = layout.order_classes(names, names)
    for number, row in enumerate(classes):
        told = row.get("index")
        if told is not None and (told != number or names[number] != expected[number]):
            what = Message(
                "The class {name!r} has the number {told}, and programs that sort folders give it "
                "{number}."
                if layout.has_class_folders
                else "The class {name!r} has the number {told}, and its place in the list is "
                "{number}, counted from 0.",
                name=row["name"],
                told=told,
                number=expected.index(row["name"]),
            )
            yield Fault("class number out of order", DESCRIPTION, what, EXPORT_AGAIN)


def _label_faults(dataset: OpenedDataset, classes: Sequence[dict[str, Any]]) -> Iterator[Fault]:
    if not classes:
        return
    known = {row["name"] for row in classes}
    pairs = Counter((row.get("label") or "", dataset.split_of(row)) for row in dataset.rows)
    labels = Counter(row.get("label") or "" for row in dataset.rows)
    for label, count in labels.items():
        if label not in known:
            what = counted(
                count,
                "{count} of its rows has the class {label!r}, which {description} does not know.",
                "{count} of its rows have the class {label!r}, which {description} does not know.",
                label=label,
                description=DESCRIPTION,
            )
            yield Fault("unknown class", MANIFEST, what, EXPORT_AGAIN)
    for row in classes:
        told = [(None, row.get("tiles"))]
        if _has_counts(row):
            told += list(row["splits"].items())
        for split, count in told:
            found = labels[row["name"]] if split is None else pairs[row["name"], split]
            if count is not None and count != found:
                what = counted(
                    count,
                    "It counts {count} tile of the class {name!r}, and {manifest} has {found}.",
                    "It counts {count} tiles of the class {name!r}, and {manifest} has {found}.",
                    name=row["name"],
                    manifest=MANIFEST,
                    found=found,
                )
                yield Fault("tiles of a class disagree", DESCRIPTION, what, EXPORT_AGAIN)


def _has_counts(row: dict[str, Any]) -> bool:
    return isinstance(row.get("splits"), dict)


def _split_faults(dataset: OpenedDataset) -> Iterator[Fault]:
    if not dataset.has_splits:
        return
    found = Counter(row.get("split") or "" for row in dataset.rows)
    for split in sorted(set(found).difference(SPLITS)):
        yield unknown_split(MANIFEST, split)
    for split in SPLITS:
        told = dataset.facts["splits"].get(split, 0)
        if told != found[split]:
            what = counted(
                told,
                "It counts {count} tile of the split {split}, and {manifest} has {found}.",
                "It counts {count} tiles of the split {split}, and {manifest} has {found}.",
                split=split,
                manifest=MANIFEST,
                found=found[split],
            )
            yield Fault("tiles of a split disagree", DESCRIPTION, what, EXPORT_AGAIN)


def _places(dataset: OpenedDataset) -> Iterator[Fault]:
    """The same pixels, twice or in two splits."""
    if dataset.is_series:
        return
    first: dict[tuple[object, ...], tuple[str, str | None]] = {}
    for row in dataset.rows:
        window: tuple[object, ...] = tuple(
            row.get(name) or "" for name in ("col_off", "row_off", "width", "height")
        )
        if not all(window):
            continue
        window += _place(row)
        split = dataset.split_of(row)
        other, other_split = first.setdefault(window, (row["file"], split))
        if other_split != split:
            what = Message(
                "{file} shows the same ground as {other}, of another split.",
                file=row["file"],
                other=other,
            )
            remedy = Message("Split the tiles anew, and look at them with Audit Split.")
            yield Fault("same ground in two splits", row["file"], what, remedy)


def _place(row: Mapping[str, str]) -> tuple[float, ...]:
    """Where a tile lies, in hundredths of its own width: rasters of other ground have windows too.

    Nothing where the row does not tell it.
    """
    try:
        left, bottom, right = (float(row[name]) for name in ("xmin", "ymin", "xmax"))
        return round(left / (right - left), 2), round(bottom / (right - left), 2)
    except (KeyError, ValueError, ZeroDivisionError, OverflowError):
        return ()
