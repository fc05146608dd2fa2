"""Zip archives with the same bytes at any time."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from tilewright.core.files.archive import ZipWriter, pack

FILES = {"a.npy": bytes(range(256)) * 40, "b/å.txt": b"text"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_tells_neither_when_nor_where_it_was_made(method, monkeypatch):
    first = pack(FILES, method)
    monkeypatch.setattr(time, "time", lambda: 2e9)
    monkeypatch.setattr(zipfile.sys, "platform", "win32")
    assert pack(FILES, method) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        facts = {(i.date_time, i.create_system, i.external_attr >> 16) for i in archive.infolist()}
        assert facts == {((1980, 1, 1, 0, 0, 0), 3, 0o644)}
        assert {i.compress_type for i in archive.infolist()} == {method}


def test_what_is_written_piece_by_piece_is_what_is_written_at_once(tmp_path):
    path = tmp_path / "a.zip"
    with ZipWriter(path, 0o600) as archive:
        with archive.open("pieces", zipfile.ZIP_STORED) as file:
            file.write(b"one ")
            file.write(b"two")
        archive.add("whole", b"one two")
        archive.add_folder("none/")
    with zipfile.ZipFile(path) as archive:
        pieces, whole, folder = archive.infolist()
        assert archive.read("pieces") == archive.read("whole") == b"one two"
    assert [pieces.compress_type, whole.compress_type] == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]
    assert pieces.external_attr == whole.external_attr == 0o600 << 16
    assert folder.is_dir() and folder.external_attr == 0o40755 << 16 | 0x10
