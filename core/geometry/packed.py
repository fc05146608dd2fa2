"""Many outlines in little memory: the corners of tiles, of which bytes are made when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np

# One polygon, one ring, five points, little-endian: the outline of nearly every tile.
QUAD = np.dtype(
    [
        ("order", "u1"),
        ("type", "<u4"),
        ("rings", "<u4"),
        ("points", "<u4"),
        ("xy", "<f8", (5, 2)),
    ]
)
MULTI_HEADER = b"\x01\x06\x00\x00\x00\x01\x00\x00\x00"
POLYGON_HEADER = b"\x01\x03\x00\x00\x00\x01\x00\x00\x00\x05\x00\x00\x00"
# Outlines of which bytes are made at once.
_AT_ONCE = 5000


class PackedOutlines(Sequence[bytes]):
    """Outlines of one ring of four corners, as well-known binary (2D).

    Args:
        quads: float64 (N, 5, 2) closed rings as x, y; nobody changes them any more.
        is_multi: whether each is a multipolygon of one polygon.
    """

    def __init__(self, quads: np.ndarray, is_multi: bool = False) -> None:
        self.quads = np.ascontiguousarray(quads, dtype=float)
        self.is_multi = is_multi

    def __len__(self) -> int:
        return len(self.quads)

    @overload
    def __getitem__(self, place: int) -> bytes: ...

    @overload
    def __getitem__(self, place: slice) -> PackedOutlines: ...

    def __getitem__(self, place: int | slice) -> bytes | PackedOutlines:
        if isinstance(place, slice):
            return PackedOutlines(self.quads[place], self.is_multi)
        return self._bytes(self.quads[place][None])[0]

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self.quads), _AT_ONCE):
            yield from self._bytes(self.quads[start : start + _AT_ONCE])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedOutlines) and self.is_multi == other.is_multi:
            return self.quads.tobytes() == other.quads.tobytes()
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def select(self, index: np.ndarray) -> PackedOutlines:
        """Those of some numbers, in that order."""
        return PackedOutlines(self.quads[index], self.is_multi)

    def _bytes(self, quads: np.ndarray) -> list[bytes]:
        records = np.zeros(len(quads), dtype=QUAD)
        records["order"] = 1
        records["type"] = 3
        records["rings"] = 1
        records["points"] = 5
        records["xy"] = quads
        data, size = records.tobytes(), QUAD.itemsize
        plain = [data[i : i + size] for i in range(0, len(data), size)]
        return [MULTI_HEADER + wkb for wkb in plain] if self.is_multi else plain


def pack_outlines(wkb: Sequence[bytes]) -> Sequence[bytes]:
    """The same outlines, in little memory where all are of one kind of four corners."""
    if isinstance(wkb, PackedOutlines):
        return wkb
    wkb = list(wkb)
    for head, is_multi in ((POLYGON_HEADER, False), (MULTI_HEADER + POLYGON_HEADER, True)):
        size = len(head) + QUAD["xy"].itemsize
        if wkb and all(len(w) == size and w.startswith(head) for w in wkb):
            data = np.frombuffer(b"".join(wkb), dtype=np.uint8).reshape(len(wkb), size)
            corners = np.ascontiguousarray(data[:, len(head) :]).view("<f8")
            return PackedOutlines(corners.reshape(-1, 5, 2), is_multi)
    return wkb


def select_outlines(wkb: Sequence[bytes], index: np.ndarray) -> Sequence[bytes]:
    """Outlines of some numbers, in that order."""
    if isinstance(wkb, PackedOutlines):
        return wkb.select(index)
    return [wkb[i] for i in index.tolist()]


def join_outlines(parts: Sequence[Sequence[bytes]]) -> Sequence[bytes]:
    """Outlines one after the other."""
    parts = [part for part in parts if len(part)]
    packed = [part for part in parts if isinstance(part, PackedOutlines)]
    if packed and len(packed) == len(parts) and len({part.is_multi for part in packed}) == 1:
        if len(packed) == 1:
            return packed[0]
        return PackedOutlines(np.concatenate([p.quads for p in packed]), packed[0].is_multi)
    return [wkb for part in parts for wkb in part]
