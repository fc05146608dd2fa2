"""The zip of `make package`: what it holds, and that QGIS installs and runs it."""

from __future__ import annotations

import configparser
import json
import shutil
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
    shutil.copytree(
        root, copy, ignore=shutil.ignore_patterns(".git", "build", "__pycache__", "examples")
    )
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


def test_zip_holds_what_is_shipped_and_no_more(archive, root):
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        assert {name.split("/")[0] for name in names} == {"tilewright"}
        assert {name.split("/")[1] for name in names} == SHIPPED
        for name in names:
            assert not name.endswith((".pyc", ".aux.xml", "~"))
            assert "__pycache__" not in name
            assert "/test" not in name
            shipped = root / name.split("/", 1)[1]
            assert opened.read(name) == shipped.read_bytes()
    code = {p.relative_to(root).as_posix() for folder in ("algorithms", "core", "ui")
            for p in (root / folder).rglob("*.py")}  # fmt: skip
    assert code <= {name.split("/", 1)[1] for name in names}
    assert archive.stat().st_size < 1_000_000


_INSTALL = """
import json, os, sys
from unittest.mock import MagicMock
from qgis.core import QgsApplication

sys.path += ["/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]
archive, raster, output = sys.argv[1:]
application = QgsApplication([], True)
application.initQgis()
from processing.core.Processing import Processing
Processing.initialize()

import qgis.utils
from qgis.PyQt.QtWidgets import QMainWindow
window = QMainWindow()
qgis.utils.iface = MagicMock()
qgis.utils.iface.mainWindow.return_value = window
home = os.path.join(QgsApplication.qgisSettingsDirPath(), "python", "plugins")
os.makedirs(home)
sys.path.insert(0, home)
qgis.utils.home_plugin_path = home
qgis.utils.plugin_paths = [home]

import pyplugin_installer
import pyplugin_installer.installer
pyplugin_installer.installer.iface = qgis.utils.iface
pyplugin_installer.instance().installFromZipFile(archive)

qgis.utils.updateAvailablePlugins()
facts = {"available": "tilewright" in qgis.utils.available_plugins}
facts["active"] = "tilewright" in qgis.utils.active_plugins
facts["file"] = sys.modules["tilewright"].__file__
facts["home"] = home
provider = QgsApplication.processingRegistry().providerById("tilewright")
facts["algorithms"] = sorted(a.name() for a in provider.algorithms())
import processing
results = processing.run(
    "tilewright:createtilegrid", {"INPUT": raster, "TILE_SIZE": 64, "OUTPUT": output}
)
facts["tiles"] = results["TILE_COUNT"]
facts["unloaded"] = qgis.utils.unloadPlugin("tilewright")
facts["provider left"] = QgsApplication.processingRegistry().providerById("tilewright") is not None
print(json.dumps(facts))
sys.stdout.flush()
os._exit(0)
"""


def test_zip_installs_into_a_fresh_profile_and_runs(archive, empty_profile, data, tmp_path):
    printed = empty_profile.python(
        _INSTALL, archive, data / "foz" / "foz.tif", tmp_path / "grid.gpkg"
    )
    facts = json.loads(printed.splitlines()[-1])
    home = facts.pop("home")
    assert home.startswith(str(empty_profile.folder))
    assert facts == {
        "available": True,
        "active": True,
        "file": f"{home}/tilewright/__init__.py",
        "algorithms": [
            "builddataset",
            "createtilegrid",
            "exporttiles",
            "joinlabels",
            "maskcloudpoints",
            "maskcloudraster",
        ],
        "tiles": 336,
        "unloaded": True,
        "provider left": False,
    }
    assert (tmp_path / "grid.gpkg").is_file()
