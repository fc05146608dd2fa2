"""Inputs of a dataset that were moved."""

import pytest

from tilewright.core.errors import CancelledError
from tilewright.core.files.fingerprint import fingerprint_file
from tilewright.core.rebuild import inputs

CONTENTS = {"MTD.xml": b"<a/>", "IMG/B02.jp2": b"second", "IMG/B03.jp2": b"third"}


def make_product(folder, contents):
    for name, data in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def moved(tmp_path):
    """What was recorded of a product, and the folder in which it lies now, among others."""
    before = make_product(tmp_path / "before.SAFE", CONTENTS)
    recorded = {**fingerprint_file(str(before)), "name": "before.SAFE"}
    before.rename(tmp_path / "gone")
    folder = tmp_path / "sources"
    make_product(folder / "a/other.SAFE", {**CONTENTS, "MTD.xml": b"<b/>"})
    make_product(folder / "b/longer.SAFE", {**CONTENTS, "more": b""})
    make_product(folder / "c/renamed", {**CONTENTS, "IMG/B02.jp2.aux.xml": b"statistics"})
    return recorded, folder


def test_a_product_is_found_by_what_it_holds_and_few_others_are_read(moved, monkeypatch):
    recorded, folder = moved
    read = []

    def fingerprint(path):
        read.append(path)
        return fingerprint_file(path)

    monkeypatch.setattr(inputs, "fingerprint_file", fingerprint)
    found = inputs.find_raster("RASTER", recorded, folder)
    assert found.path == str(folder / "c/renamed")
    assert str(found.note).startswith("RASTER was moved from ")
    # Those with as many files, which the folder above each has as well.
    assert read == [str(folder / name) for name in ("a", "a/other.SAFE", "c", "c/renamed")]


def test_the_search_is_cancelled(moved):
    with pytest.raises(CancelledError):
        inputs.find_raster("RASTER", *moved, lambda: True)
