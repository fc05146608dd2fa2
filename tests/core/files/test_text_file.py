"""Texts of strangers: encodings, and what is none."""

from __future__ import annotations

import os

import pytest

from tilewright.core.errors import FileError
from tilewright.core.files.text_file import read_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_whatever_unicode_it_is_in(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("forêt\r\n玉米".encode(encoding))
    assert read_text(path) == "forêt\r\n玉米"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"a\nb\nfor\xeat\n", 3),
        (b"\x89PNG\r\n\x1a\n", 1),
        (b"a\nb\0\n", 2),
        ("a\nb\n".encode("utf-16-le"), 1),
        ("a\nbc".encode("utf-16")[:-1], 2),
        (b"\xff\xfe\0\0a\0\0\0", 1),
        (b"a\n" * 100_000 + b"\xff", 100_001),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(tmp_path, data, line):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(FileError, match=rf"a.txt is not a text in UTF-8, as line {line} shows"):
        read_text(path)


def test_what_is_too_long_or_endless_is_not_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 3_000_000)
    with pytest.raises(FileError, match="has 3 MB, and at most 2 MB are read"):
        read_text(path, 2_000_000)
    os.mkfifo(tmp_path / "pipe")
    for special in (tmp_path / "pipe", "/dev/zero"):
        with pytest.raises(FileError, match="is a pipe or a device"):
            read_text(special)
