"""The shape of the repository, and what plugins.qgis.org wants to know."""

from __future__ import annotations

import configparser
import fnmatch
import re

import pytest

TOP = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "__init__.py",
    "algorithms",
    "core",
    "docs",
    "examples",
    "icons",
    "metadata.txt",
    "plugin.py",
    "pyproject.toml",
    "tests",
    "ui",
}


def _ignored(root) -> list[str]:
    lines = (root / ".gitignore").read_text("utf-8").splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


def test_top_holds_these_entries_only(root):
    ignored = [*_ignored(root), ".git"]
    entries = {
        path.name
        for path in root.iterdir()
        if not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)
    }
    assert entries == TOP


@pytest.fixture
def metadata(root):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string((root / "metadata.txt").read_text("utf-8"))
    assert parser.sections() == ["general"]
    return parser["general"]


def test_metadata_is_what_the_plugin_site_wants(root, metadata):
    expected = {
        "name": "Tilewright",
        "qgisMinimumVersion": "3.22",
        "qgisMaximumVersion": "4.99",
        "author": "Tilewright contributors",
        "hasProcessingProvider": "yes",
        "category": "Analysis",
        "deprecated": "False",
        "icon": "icons/tilewright.svg",
        # QGIS 3 with Qt 6 does not load plugins that do not say so.
        "supportsQt6": "True",
    }
    assert {key: metadata[key] for key in expected} == expected
    assert re.fullmatch(r"\d+\.\d+\.\d+", metadata["version"])
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", metadata["email"])
    for key in ("homepage", "tracker", "repository"):
        assert metadata[key].startswith("https://")
    assert 20 < len(metadata["description"]) < 150
    assert len(metadata["about"]) > 200
    assert metadata["changelog"].startswith(metadata["version"])
    tags = metadata["tags"].split(",")
    assert len(tags) == len({tag.strip().lower() for tag in tags}) >= 5


def test_icon_is_a_picture(root, metadata, qgis):
    from qgis.PyQt.QtGui import QIcon

    path = root / metadata["icon"]
    assert path.is_file()
    assert not QIcon(str(path)).pixmap(64, 64).toImage().isNull()
    assert "GNU GENERAL PUBLIC LICENSE" in (root / "LICENSE").read_text("utf-8")


def test_versions_agree(root, metadata):
    pyproject = (root / "pyproject.toml").read_text("utf-8")
    assert re.findall(r'^version = "(.*)"$', pyproject, re.MULTILINE) == [metadata["version"]]
    assert metadata["version"] in (root / "CHANGELOG.md").read_text("utf-8")
