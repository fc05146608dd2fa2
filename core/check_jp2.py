"""Telling JPEG 2000 files that were cut off while they were copied."""

from __future__ import annotations

import os
import struct

from .errors import RasterError

_SIGNATURE = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
_CODESTREAM = b"jp2c"
# The marker with which a codestream ends (ISO/IEC 15444-1, A.4.4).
_END = b"\xff\xd9"


def check_jp2(path: str) -> None:
    """Refuse a JPEG 2000 file that ends too early.

    Decoders read what there is of a cut-off file and say nothing, so that the lost part looks like
    bad quality or nodata. Files in archives are left to the archive's own checks, and files of
    other formats pass.

    Raises:
        RasterError: a box (ISO/IEC 15444-1, annex I) reaches past the end of the file, or the
            image's last marker is missing.
    """
    if path.startswith("/vsi") or not path.lower().endswith(".jp2"):
        return
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        if file.read(len(_SIGNATURE)) != _SIGNATURE:
            return
        start, is_whole = 0, False
        while start + 8 <= size:
            file.seek(start)
            length, kind = struct.unpack(">I4s", file.read(8))
            if length == 1:
                length = int.from_bytes(file.read(8), "big")
            end = size if length == 0 else start + length
            if length in range(2, 8) or end > size:
                is_whole = False
                break
            if kind == _CODESTREAM:
                file.seek(end - len(_END))
                is_whole = file.read(len(_END)) == _END
            start = end
    if not is_whole:
        raise RasterError(
            f"{os.path.basename(path)} cannot be read whole: it ends in the middle. Get the "
            "product again."
        )
