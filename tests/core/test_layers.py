"""Imports follow the arrows of the table in docs/architecture.md, and core needs no QGIS."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

# Programs that core, algorithms and ui must not name.
FORBIDDEN = {
    "core": ("qgis", "PyQt5", "PyQt6", "processing", "osgeo"),
    "algorithms": ("PyQt5", "PyQt6"),
    "ui": ("PyQt5", "PyQt6"),
}
PAGE = "docs/architecture.md"
# Rooms whose files lie in a dataset, whose owner takes away what killed runs left of them.
WRITERS_OF_DATASETS = ["append", "dataset", "export", "layouts", "merge", "series_export", "tiles"]
# Folders hold what a reader can take in at a glance.
LEAST_FILES, MOST_FILES = 3, 14


def read_rooms(text):
    """The table of a page: each room with the rooms that it may import."""
    (table,) = re.findall(r"```rooms\n(.*?)```", text, re.DOTALL)
    rows = (line.partition(":") for line in table.splitlines() if line.strip())
    return {room.strip(): set(allowed.split()) for room, _, allowed in rows}


def room_of(name, rooms):
    """The room of a dotted name of ours, or None for what is no module of ours."""
    parts = name.split(".")
    for count in (2, 1):
        room = "/".join(parts[:count])
        if room in rooms:
            return room
    return None


@pytest.fixture(scope="module")
def table(root):
    return read_rooms((root / PAGE).read_text("utf-8"))


@pytest.fixture(scope="module")
def everywhere(table):
    """What every room may import."""
    return table["everywhere"]


@pytest.fixture(scope="module")
def rooms(table):
    return {room: allowed for room, allowed in table.items() if room != "everywhere"}


@pytest.fixture(scope="module")
def arrows(root, rooms, everywhere):
    """Each import from one room to another: (room, room imported) -> places."""
    found = {}
    for layer in (*FORBIDDEN, "plugin.py", "__init__.py"):
        paths = sorted((root / layer).rglob("*.py")) if layer in FORBIDDEN else [root / layer]
        for path in paths:
            inside = path.relative_to(root)
            own = room_of(".".join(inside.with_suffix("").parts), rooms)
            for name in imported_names(path, root):
                other = room_of(name.removeprefix("tilewright."), rooms)
                if other is not None and other not in {own, *everywhere}:
                    found.setdefault((own, other), []).append(f"{inside}: {name}")
    return found


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
def test_layers_name_no_program_that_is_not_theirs(root, layer):
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


def test_rooms_import_what_the_table_allows_and_no_more(rooms, arrows):
    assert (None,) not in {pair[:1] for pair in arrows}
    wrong = {pair: places for pair, places in arrows.items() if pair[1] not in rooms[pair[0]]}
    assert wrong == {}
    unused = {(room, other) for room, allowed in rooms.items() for other in allowed} - set(arrows)
    assert unused == set(), "the table allows arrows that nothing needs"


def test_what_every_room_may_import_imports_no_room(rooms, everywhere, root):
    assert everywhere == {"core/errors", "core/message"}
    assert all(not rooms[name] and (root / f"{name}.py").is_file() for name in everywhere)


def test_who_writes_without_clearing_up_owns_the_folder(root):
    """What killed runs leave of a file goes with the next write, or the dataset's owner does it."""
    quick = ("core.files.whole.write_whole", "core.files.whole.write_through")
    users = {
        "/".join(path.relative_to(root).parts[:2])
        for layer in FORBIDDEN
        for path in (root / layer).rglob("*.py")
        if any(is_under(name, quick) for name in imported_names(path, root))
    }
    assert users == {f"core/{room}" for room in WRITERS_OF_DATASETS}


def test_there_are_no_loops_and_layers_go_one_way(rooms):
    left = {room: set(allowed) for room, allowed in rooms.items()}
    while free := [room for room, allowed in left.items() if not allowed]:
        for room in free:
            del left[room]
        for allowed in left.values():
            allowed.difference_update(free)
    assert left == {}
    heights = {"core": 0, "algorithms": 1, "ui": 2}
    for room, allowed in rooms.items():
        height = heights.get(room.split("/")[0], 3)
        assert all(heights.get(other.split("/")[0], 3) <= height for other in allowed), room


def test_the_drawing_shows_every_room_of_core_above_what_it_imports(root, rooms):
    (drawing,) = re.findall(
        r"## The rooms of core\n\n```\n(.*?)```", (root / PAGE).read_text("utf-8"), re.DOTALL
    )
    lines = [re.sub(r"\(.*?\)", "", line).split()[1:] for line in drawing.splitlines()]
    heights = {f"core/{name}": -k for k, line in enumerate(lines) for name in line}
    shown = {room for room in rooms if room.startswith("core/") and (root / room).is_dir()}
    assert set(heights) == shown
    wrong = {
        (room, other)
        for room in shown
        for other in rooms[room] & shown
        if heights[other] > heights[room]
    }
    assert wrong == set()


def test_each_room_says_what_it_is_for_and_what_it_may_import(root, rooms):
    folders = {
        path.parent.relative_to(root).as_posix()
        for layer in FORBIDDEN
        for path in (root / layer).glob("*/__init__.py")
    }
    assert folders == {room for room in rooms if (root / room).is_dir()}
    for folder in sorted(folders):
        text = ast.get_docstring(ast.parse((root / folder / "__init__.py").read_text("utf-8")))
        purpose, _, allowed = text.partition("May import: ")
        assert len(purpose.split()) >= 4, folder
        names = set(" ".join(allowed.split()).rstrip(".").split(", "))
        assert names == (rooms[folder] or {"nothing of ours"}), folder


def test_rooms_are_neither_closets_nor_halls(root, rooms):
    sizes = {
        room: len([p for p in (root / room).glob("*.py") if p.name != "__init__.py"])
        for room in rooms
        if (root / room).is_dir()
    }
    assert {r: n for r, n in sizes.items() if not LEAST_FILES <= n <= MOST_FILES} == {}


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("core/a : core/b\ncore/b : core/a", "loop"),
        ("core/a : ui/b\nui/b :", "way"),
    ],
)
def test_a_table_with_a_fault_is_refused(page, message):
    rooms = read_rooms(f"```rooms\n{page}\n```")
    with pytest.raises(AssertionError):
        test_there_are_no_loops_and_layers_go_one_way(rooms)


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
    assert is_under(names[0], ["ui", "qgis", "algorithms"])


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
from tilewright.core.resampling.windows import windows_of_geometries
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.grid.grid import TileGrid

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
