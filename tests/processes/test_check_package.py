"""The check of the zip refuses what plugins.qgis.org refuses, and what Windows cannot unpack."""

from __future__ import annotations

import importlib.util
import os
import zipfile

import pytest

METADATA = """[general]
name=Ours
description=A line.
about=Some lines.
version=1.0
qgisMinimumVersion=3.22
author=We
email=we@example.org
tracker=https://example.org/tracker
repository=https://example.org/repository
icon=icon.svg
"""


@pytest.fixture(scope="module")
def check(root):
    spec = importlib.util.spec_from_file_location(
        "check_package", root / ".ci" / "check_package.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def problems_of(check, tmp_path):
    """What is wrong with a good zip once files are added, changed, or taken away (None)."""

    def find(changes, modes=None) -> list[str]:
        files = {
            "ours/__init__.py": "",
            "ours/metadata.txt": METADATA,
            "ours/LICENSE": "GPL",
            "ours/icon.svg": "<svg/>",
            **changes,
        }
        path = tmp_path / "ours.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                if text is not None:
                    entry = zipfile.ZipInfo(name)
                    entry.external_attr = (0o100000 | (modes or {}).get(name, 0o644)) << 16
                    archive.writestr(entry, text)
        return check.find_problems(path)

    return find


def test_good_zip_passes(problems_of):
    assert problems_of({}) == []
    assert problems_of({"ours/core/__init__.py": "from .. import x\nimport qgis.core\n"}) == []


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("ours/a..b.py", "leads out"),
        ("/ours/a.py", "in one folder"),
        ("other/a.py", "in one folder"),
        ("a.py", "in one folder"),
        ("ours/a.pyc", "not to be shipped"),
        ("ours/__pycache__/a.txt", "not to be shipped"),
        ("ours/.git/config", "not to be shipped"),
        ("ours/__MACOSX/a", "not to be shipped"),
        ("ours/.hidden", "is hidden"),
        ("ours/.idea/a.xml", "is hidden"),
        ("ours/a.SO", "is a program"),
        ("ours/a.dll", "is a program"),
        ("ours/a.exe", "is a program"),
        ("ours/a.pyd", "is a program"),
        ("ours/a.sh", "is a program"),
        ("ours/aux.py", "Windows does not take"),
        ("ours/con/a.py", "Windows does not take"),
        ("ours/LPT1", "Windows does not take"),
        ("ours/what?.md", "Windows does not take"),
        ("ours/a. /b.py", "Windows does not take"),
        ("ours/ends.", "Windows does not take"),
        ("ours/license", "twice where case"),
        ("ours/" + "a" * 150, "too long"),
    ],
)
def test_names(problems_of, name, problem):
    found = problems_of({name: ""})
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("__init__.py", "__init__.py is missing"),
        ("metadata.txt", "metadata.txt is missing"),
        ("LICENSE", "LICENSE is missing"),
        ("icon.svg", "The icon icon.svg is missing"),
    ],
)
def test_missing_files(problems_of, name, problem):
    found = problems_of({f"ours/{name}": None})
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        *[
            (line, "", f"does not tell {line.split('=')[0]}")
            for line in METADATA.splitlines()[1:]
            if not line.startswith("icon")
        ],
        ("name=Ours", "name=", "does not tell name"),
        ("name=Ours", f"name={'a' * 257}", "more than 256"),
        ("https://example.org/tracker", "http://bugs", "tracker is no address"),
        ("https://example.org/repository", "example.org", "repository is no address"),
        ("https://example.org/tracker", f"https://example.org/{'a' * 200}", "more than 200"),
        ("author=We", "author=We/They", "slash"),
        ("we@example.org", "we", "email is no address"),
        ("version=1.0", "version=one", "numbers and dots"),
        ("qgisMinimumVersion=3.22", "qgisMinimumVersion=3.x", "numbers and dots"),
        ("icon=icon.svg", "icon=none.svg", "none.svg is missing"),
        ("icon=icon.svg", "icon=icon.svg\nserver=perhaps", "server must be"),
        ("A line.", "100 % sure", "cannot be read"),
        ("[general]", "[other]", "cannot be read"),
        ("[general]", "", "cannot be read"),
    ],
)
def test_metadata(problems_of, old, new, problem):
    assert old in METADATA
    found = problems_of({"ours/metadata.txt": METADATA.replace(old, new, 1)})
    assert len(found) == 1
    assert problem in found[0]


def test_metadata_in_another_encoding(problems_of):
    found = problems_of({"ours/metadata.txt": METADATA.encode() + "#\u00e9".encode("latin-1")})
    assert len(found) == 1
    assert "cannot be read" in found[0]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("from qgis._core import QgsProject", "own affair"),
        ("import qgis._gui", "own affair"),
        ("from PyQt5.QtCore import Qt", "take it from qgis.PyQt"),
        ("import PyQt6", "take it from qgis.PyQt"),
        ("from ours.core import x", "only a relative import"),
        ("if", "is not Python"),
    ],
)
def test_code(problems_of, code, problem):
    found = problems_of({"ours/a.py": code})
    assert len(found) == 1
    assert problem in found[0]


def test_folder_name(check, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("__init__.py", "LICENSE", "icon.svg"):
            archive.writestr(f"1-ours/{name}", "")
        archive.writestr("1-ours/metadata.txt", METADATA)
    assert len(check.find_problems(path)) == 1


def test_executable(problems_of):
    found = problems_of({"ours/a.py": ""}, {"ours/a.py": 0o755})
    assert found == ["ours/a.py is executable."]


def test_damage_and_size(check, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"no zip")
    assert check.find_problems(path) == ["This is not a zip."]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ours/a.txt", "abcdefgh")
    path.write_bytes(path.read_bytes().replace(b"abcdefgh", b"abcdefgx"))
    assert check.find_problems(path) == ["ours/a.txt is damaged."]
    os.truncate(path, 25_000_001)
    assert "more than" in check.find_problems(path)[0]
