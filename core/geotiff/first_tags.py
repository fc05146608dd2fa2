"""Tags of the first image of a TIFF file, read without opening it as a raster."""

from __future__ import annotations

import os
import pathlib
import struct
from collections.abc import Collection
from typing import BinaryIO

PHOTOMETRIC, GDAL_METADATA = 262, 42112
# What PHOTOMETRIC says of images with a palette.
PALETTE = 3
# Bytes of a value of each type: text, and whole numbers of 1 to 8 bytes.
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 16: 8}
_MOST_ENTRIES, _MOST_BYTES = 4096, 1 << 20


def read_first_tags(path: str, wanted: Collection[int]) -> dict[int, bytes]:
    """The tags with these numbers, as the bytes that they hold in the file's order; see TIFF 6.0.

    Numbers are little-endian. Those that the first image has not, or that hold other things than
    text and whole numbers, are missing; all are, of what is no TIFF file.

    Raises:
        OSError: it cannot be read.
    """
    with pathlib.Path(path).open("rb") as file:
        try:
            return _read(file, wanted)
        except struct.error:
            return {}


def _read(file: BinaryIO, wanted: Collection[int]) -> dict[int, bytes]:
    start = file.read(16)
    order = {b"II": "<", b"MM": ">"}.get(start[:2])
    if order is None:
        return {}
    (magic,) = struct.unpack_from(f"{order}H", start, 2)
    if magic == 42:
        count_form, entry_form, place = "H", "HHI4s", struct.unpack_from(f"{order}I", start, 4)[0]
    elif magic == 43:
        count_form, entry_form, place = "Q", "HHQ8s", struct.unpack_from(f"{order}Q", start, 8)[0]
    else:
        return {}
    file.seek(0, os.SEEK_END)
    size = file.tell()
    if place >= size:
        return {}
    file.seek(place)
    (count,) = struct.unpack(order + count_form, file.read(struct.calcsize(count_form)))
    entry = struct.Struct(order + entry_form)
    entries = file.read(entry.size * min(count, _MOST_ENTRIES))
    found = {}
    for number, kind, length, held in entry.iter_unpack(
        entries[: len(entries) // entry.size * entry.size]
    ):
        needed = _SIZES.get(kind, 0) * length
        if number not in wanted or not 0 < needed <= _MOST_BYTES:
            continue
        if needed > len(held):
            (where,) = struct.unpack(order + ("I" if len(held) == 4 else "Q"), held)
            if where + needed > size:
                continue
            file.seek(where)
            value = file.read(needed)
        else:
            value = held[:needed]
        found[number] = value[::-1] if order == ">" and length == 1 else value
    return found
