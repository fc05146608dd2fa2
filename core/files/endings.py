"""Telling image files that were cut off while they were copied."""

from __future__ import annotations

import struct
from collections.abc import Callable

_SIGNATURE = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
_PNG = b"\x89PNG\r\n\x1a\n"
_CODESTREAM = b"jp2c"
# The marker with which a codestream ends (ISO/IEC 15444-1, A.4.4).
_END = b"\xff\xd9"
# Some systems fill up files with zeros to whole blocks, which decoders do not mind.
_MOST_PADDING = 65536


def is_whole_jp2(size: int, read: Callable[[int], bytes], skip: Callable[[int], object]) -> bool:
    """Whether a JPEG 2000 file has its last marker, and no box that reaches past its end.

    Decoders read what there is of a cut-off file and say nothing, so that the lost part looks like
    bad quality or nodata. Boxes are those of ISO/IEC 15444-1, annex I. Zeros may follow the marker.
    Files of other formats pass.

    Args:
        size: bytes of the file.
        read: gives the next bytes from its beginning on, fewer only at its end.
        skip: leaves the next bytes out.
    """
    if read(len(_SIGNATURE)) != _SIGNATURE:
        return True
    at, is_whole = len(_SIGNATURE), False
    while at + 8 <= size:
        start = at
        head = read(8)
        if len(head) < 8:
            return False
        length, kind = struct.unpack(">I4s", head)
        at += 8
        if length == 1:
            length = int.from_bytes(read(8), "big")
            at += 8
        end = size if length == 0 else start + length
        if end < at or end > size:
            return False
        if kind == _CODESTREAM and end - at >= len(_END):
            tail = min(end - at, _MOST_PADDING)
            skip(end - at - tail)
            is_whole = read(tail).rstrip(b"\0").endswith(_END)
        else:
            skip(end - at)
        at = end
    return is_whole


def is_whole_png(size: int, read: Callable[[int], bytes], skip: Callable[[int], object]) -> bool:
    """Whether a PNG file has its last chunk; see is_whole_jp2.

    GDAL from 3.6 on decodes what there is of a cut-off file, and says nothing. Chunks are those of
    ISO/IEC 15948, chapter 5.
    """
    if read(len(_PNG)) != _PNG:
        return True
    at = len(_PNG)
    while at + 12 <= size:
        length, kind = struct.unpack(">I4s", read(8).ljust(8, b"\0"))
        if kind == b"IEND":
            return True
        skip(length + 4)
        at += length + 12
    return False


IS_WHOLE = {".jp2": is_whole_jp2, ".png": is_whole_png}
