"""Imports go one way: ui -> algorithms -> core, and core needs no QGIS."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

FORBIDDEN = {
    "core": ("qgis", "PyQt5", "PyQt6", "processing", "osgeo", "algorithms", "ui", "plugin"),
    "algorithms": ("PyQt5", "PyQt6", "ui", "plugin"),
    "ui": ("PyQt5", "PyQt6", "plugin"),
}


def imported_names(path, package):
    """Dotted names that a module imports, at its top or later, those of our package without it."""
    inside = path.relative_to(package).parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.ImportFrom):
            above = [*inside[: len(inside) - node.level], *(node.module or "").split(".")]
            base = [part for part in above if part]
            yield from (".".join([*base, alias.name]) for alias in node.names)


def is_under(name, forbidden):
    own = name[len("tilewright.") :] if name.startswith("tilewright.") else name
    return any(own == part or own.startswith(f"{part}.") for part in forbidden)


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_layer_imports_nothing_above_it(root, layer):
    modules = sorted((root / layer).rglob("*.py"))
    assert modules
    wrong = {
        f"{path.relative_to(root)}: {name}"
        for path in modules
        for name in imported_names(path, root)
        if is_under(name, FORBIDDEN[layer])
        and not (path.stem.endswith("_by_osgeo") and is_under(name, ["osgeo"]))
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("from ..ui.dock import Dock", "ui.dock.Dock"),
        ("from .. import ui", "ui"),
        ("from ...ui import x", "ui.x"),
        ("import qgis.core", "qgis.core"),
        ("from qgis.PyQt import QtCore", "qgis.PyQt"),
        ("def f():\n    from ..algorithms import base", "algorithms.base"),
        ("from tilewright.ui import dock", "tilewright.ui"),
    ],
)
def test_every_form_of_import_is_seen(tmp_path, line, expected):
    depth = "core/formats" if "..." in line else "core"
    path = tmp_path / depth / "module.py"
    path.parent.mkdir(parents=True)
    path.write_text(line)
    names = list(imported_names(path, tmp_path))
    assert names == [expected]
    assert is_under(names[0], FORBIDDEN["core"])


WITHOUT_QGIS = """
import importlib, importlib.util, pathlib, sys

for name in ("qgis", "PyQt5", "PyQt6", "processing", "osgeo"):
    sys.modules[name] = None
root = pathlib.Path(sys.argv[1])
spec = importlib.util.spec_from_file_location(
    "tilewright", root / "__init__.py", submodule_search_locations=[str(root)]
)
sys.modules["tilewright"] = importlib.util.module_from_spec(spec)
for path in sorted((root / "core").rglob("*.py")):
    if path.stem.endswith("_by_osgeo"):
        continue
    importlib.import_module(".".join(("tilewright", *path.relative_to(root).with_suffix("").parts)))
late = {"rasterio", "shapely", "PIL"} & set(sys.modules)
assert not late, late

import numpy as np
from tilewright.core.pixel_windows import windows_of_geometries
from tilewright.core.tile_geometry import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.tile_grid import TileGrid

windows = TileGrid.plan(100, 80, 32, 32, edge="KEEP").batch(0, 99).windows
place = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
tiles = TileGeometries(wkb_of_corners(corners_of_windows(windows, place)))
assert np.array_equal(windows_of_geometries(tiles, place).windows, windows)
print(len(windows), "tiles")

from tilewright.core.formats import ImageProfile, TileImage, make_writer

profile = ImageProfile("uint8", ("b",), ("gray",), None, "")
tile = TileImage(np.ones((1, 4, 4), np.uint8), np.ones((4, 4), bool), place)
print(make_writer("GTIFF").encode(tile, profile)[:4])
"""


def test_core_works_in_a_python_without_qgis_and_imports_its_libraries_late(root):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QGIS, str(root)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "12 tiles\nb'II*\\x00'\n"), done.stderr
