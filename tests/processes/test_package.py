"""The zip of `make package`: what it holds, and that QGIS installs and runs it."""

from __future__ import annotations

import configparser
import json
import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SHIPPED = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "__init__.py",
    "algorithms",
    "core",
    "docs",
    "examples",
    "icons",
    "metadata.txt",
    "plugin.py",
    "ui",
}


def _version(root: Path) -> str:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_string((root / "metadata.txt").read_text("utf-8"))
    return metadata["general"]["version"]


@pytest.fixture(scope="module")
def archive(root, make_profile, tmp_path_factory) -> Path:
    """The zip, made from a copy of the checkout so that nothing is left in it."""
    copy = tmp_path_factory.mktemp("package") / "checkout"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".git", "build", "__pycache__"))
    (copy / "examples" / "foz" / "foz.tif.aux.xml").write_text("old")
    (copy / "core" / "__pycache__").mkdir()
    (copy / "core" / "__pycache__" / "old.pyc").write_bytes(b"old")
    profile = make_profile("package profile")
    made = []
    for _ in range(2):
        done = profile.call(sys.executable, copy / ".ci" / "package_plugin.py")
        assert done.returncode == 0, done.stderr
        path = copy / "build" / f"tilewright-{_version(root)}.zip"
        made.append(path.read_bytes())
    assert made[0] == made[1]
    return path


def test_zip_holds_what_is_shipped_and_no_more(archive):
    root = archive.parents[1]
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert {name.split("/")[0] for name in names} == {"tilewright"}
        assert {name.split("/")[1] for name in names} == SHIPPED
        for name in names:
            assert not name.endswith((".pyc", ".aux.xml", ".ts", "~"))
            assert "__pycache__" not in name
            assert "/test" not in name
            if name.endswith(".qm"):
                continue  # compiled on the way; test_translation.py looks into it
            shipped = root / name.split("/", 1)[1]
            if shipped.suffix == ".qm":
                # Compiled on the way, from the text of the same name.
                assert shipped.with_suffix(".ts").is_file()
                assert opened.read(name)[:4] == bytes.fromhex("3cb86418")
            else:
                assert opened.read(name) == shipped.read_bytes()
    code = {p.relative_to(root).as_posix() for folder in ("algorithms", "core", "ui")
            for p in (root / folder).rglob("*.py")}  # fmt: skip
    code.add("ui/i18n/tilewright_es.qm")
    assert code <= {name.split("/", 1)[1] for name in names}
    # The plugin site takes 25 MB.
    assert archive.stat().st_size < 15_000_000


def test_zip_is_what_the_plugin_site_takes(archive):
    script = archive.parents[1] / ".ci" / "check_package.py"
    done = subprocess.run(
        [sys.executable, script, archive], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_links_of_the_pages_lead_to_files_in_the_zip(archive):
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
        pages = [name for name in names if name.endswith(".md")]
        assert len(pages) > 8
        lost, found = [], 0
        for page in pages:
            text = opened.read(page).decode("utf-8")
            for target in re.findall(r"\]\(([^)#]+)", text):
                if "://" in target:
                    continue
                found += 1
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
                if path not in names:
                    lost.append((page, target))
            for target in re.findall(r"\bexamples/[\w/]+\.\w+", text):
                found += 1
                if f"tilewright/{target}" not in names:
                    lost.append((page, target))
    assert lost == []
    assert found > 25


# What Plugins > Install from ZIP does, in a QGIS window.
_INSTALL = """
import json, os, sys, traceback
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer

archive, raster, output, result = (os.environ[f"INSTALL_{i}"] for i in range(4))
facts = {}


def install():
    import qgis.utils
    import pyplugin_installer

    registry = QgsApplication.processingRegistry()
    facts["before"] = registry.providerById("tilewright") is not None
    pyplugin_installer.instance().installFromZipFile(archive)
    qgis.utils.updateAvailablePlugins()
    facts["available"] = "tilewright" in qgis.utils.available_plugins
    facts["active"] = "tilewright" in qgis.utils.active_plugins
    facts["file"] = sys.modules["tilewright"].__file__
    facts["algorithms"] = sorted(a.name() for a in registry.providerById("tilewright").algorithms())
    import processing

    parameters = {"INPUT": raster, "TILE_SIZE": 64, "OUTPUT": output}
    facts["tiles"] = processing.run("tilewright:createtilegrid", parameters)["TILE_COUNT"]
    facts["unloaded"] = qgis.utils.unloadPlugin("tilewright")
    facts["after"] = registry.providerById("tilewright") is not None


def main():
    try:
        install()
    except Exception:
        facts["error"] = traceback.format_exc()
    with open(result, "w") as file:
        json.dump(facts, file)
    os._exit(0)


QTimer.singleShot(500, main)
"""


def test_zip_installs_into_a_fresh_profile_and_runs(
    archive, empty_profile, data, tmp_path, algorithm_ids
):
    script, result = tmp_path / "install.py", tmp_path / "facts.json"
    script.write_text(_INSTALL)
    values = (archive, data / "foz" / "foz.tif", tmp_path / "grid.gpkg", result)
    done = empty_profile.window(script, **{f"INSTALL_{i}": str(v) for i, v in enumerate(values)})
    assert result.is_file(), done.stdout + done.stderr
    facts = json.loads(result.read_text())
    assert "error" not in facts, facts["error"]
    home = empty_profile.folder / "profiles" / "default" / "python" / "plugins"
    assert facts == {
        "before": False,
        "available": True,
        "active": True,
        "file": f"{home}/tilewright/__init__.py",
        "algorithms": algorithm_ids,
        "tiles": 336,
        "unloaded": True,
        "after": False,
    }
    assert (tmp_path / "grid.gpkg").is_file()
