"""Image files that were cut off, byte by byte."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from tilewright.core.files.endings import IS_WHOLE

START = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
STREAM = b"\xff\x4f" + bytes(range(200)) + b"\xff\xd9"


def box(kind, content, how="short"):
    if how == "long":
        return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content
    length = 0 if how == "to the end" else 8 + len(content)
    return struct.pack(">I4s", length, kind) + content


def is_whole(ending, data):
    file = io.BytesIO(data)
    return IS_WHOLE[ending](len(data), file.read, lambda count: file.seek(count, io.SEEK_CUR))


@pytest.mark.parametrize("how", ["short", "long", "to the end"])
def test_a_jp2_is_whole_with_its_last_marker_alone(how):
    data = START + box(b"ftyp", b"jp2 ") + box(b"jp2c", STREAM, how)
    assert is_whole(".jp2", data)
    for left in range(len(START), len(data)):
        assert not is_whole(".jp2", data[:left]), left
    if how != "to the end":
        # What comes behind the picture may be there, and may be cut off no less.
        more = data + box(b"xml ", b"<a/>", how)
        assert is_whole(".jp2", more)
        assert not is_whole(".jp2", more[:-1])
    else:
        assert is_whole(".jp2", data + bytes(4096))
        assert not is_whole(".jp2", data + bytes(70_000))


def test_boxes_that_end_before_they_begin_are_damage():
    assert not is_whole(".jp2", START + box(b"jp2c", STREAM) + struct.pack(">I4s", 7, b"uuid"))
    small = struct.pack(">I4sQ", 1, b"uuid", 15)
    assert not is_whole(".jp2", START + box(b"jp2c", STREAM) + small)


def test_a_png_is_whole_with_its_last_chunk():
    out = io.BytesIO()
    Image.fromarray(np.arange(300, dtype=np.uint8).reshape(10, 30)).save(out, "PNG")
    data = out.getvalue()
    assert is_whole(".png", data)
    for left in range(8, len(data) - 12 + 1):
        assert not is_whole(".png", data[:left]), left


def test_files_of_other_formats_pass():
    for ending in (".jp2", ".png"):
        assert is_whole(ending, b"II*\0 and so on")
        assert is_whole(ending, b"")
