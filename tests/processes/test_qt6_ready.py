"""Nothing is written in a way that PyQt6 has given up: QGIS 4 comes with it.

PyQt5 knows scoped and unscoped enums, and tells which is which; PyQt6 knows scoped ones alone.
"""

from __future__ import annotations

import ast
import importlib

import pytest

PLACES = ("__init__.py", "plugin.py", "algorithms/**/*.py", "ui/**/*.py")
# By PyQt6's own list of differences from PyQt5, and Qt's "Changes to Qt Widgets" and "Qt GUI".
GONE = {
    "exec_", "print_", "globalPos", "globalX", "globalY", "localPos", "screenPos", "windowPos",
    "setMargin", "fromTime_t", "toTime_t", "setCodec", "desktop", "QRegExp", "QRegExpValidator",
    "QDesktopWidget", "QGLWidget", "QMatrix", "QTextCodec", "QStringRef", "QSignalMapper",
    "horizontalAdvanceWidth", "MidButton", "AA_EnableHighDpiScaling", "AA_UseHighDpiPixmaps",
    "setWeight", "tabStopWidth", "setTabStopWidth", "autoFillBrush", "cssBackground",
}  # fmt: skip
# What mouse and wheel events tell otherwise now: position(), angleDelta().
# GDAL's attributes look like values of enums.
OF_GDAL = {"ShortName"}
GONE_OF_EVENTS = {"pos", "x", "y", "delta", "posF"}


def find_sources(root):
    return sorted(path for place in PLACES for path in root.glob(place))


def imported(tree) -> dict[str, object]:
    """What a module takes from qgis, by the name that it has there."""
    found = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node.level or not node.module:
            continue
        if node.module.split(".")[0] != "qgis":
            continue
        module = importlib.import_module(node.module)
        for alias in node.names:
            found[alias.asname or alias.name] = getattr(module, alias.name, None)
    return found


def chain(node) -> list[str]:
    """``a.b.c`` as names, empty for anything else."""
    names = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [*names, node.id][::-1] if isinstance(node, ast.Name) else []


def is_unscoped(names: list[str], known: dict[str, object]) -> bool:
    """Whether such a chain takes the value of an enum from the class around it."""
    owner = known.get(names[0])
    for name in names[1:]:
        if not isinstance(owner, type) or not hasattr(owner, name):
            return False
        value = getattr(owner, name)
        is_value = isinstance(value, int) and type(value) not in (int, bool)
        if is_value and type(value) is not owner:
            return True
        owner = value
    return False


def find_faults(text: str, where: str) -> list[str]:
    tree = ast.parse(text)
    known = imported(tree)
    # Of a.b.c the a.b, and what is called.
    inner = {
        getattr(node, "value", None) for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    inner |= {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names]
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else names
            if any(name.split(".")[0] in ("PyQt5", "PyQt6", "sip") for name in modules):
                faults.append(f"{where}:{node.lineno} imports Qt without qgis.PyQt")
            faults += [f"{where}:{node.lineno} {name} is gone" for name in names if name in GONE]
        if not isinstance(node, ast.Attribute):
            continue
        names = chain(node)
        if names and is_unscoped(names, known):
            faults.append(f"{where}:{node.lineno} {'.'.join(names)} is not scoped")
        if node.attr in GONE:
            faults.append(f"{where}:{node.lineno} {node.attr} is gone")
        if names[:1] == ["event"] and node.attr in GONE_OF_EVENTS:
            faults.append(f"{where}:{node.lineno} {'.'.join(names)} is gone")
        # An enum's value taken from an object, such as parameter.FlagOptional.
        is_object = isinstance(node.value, ast.Call) or names[:-1] == ["self"]
        is_plain = node.attr in OF_GDAL or not node.attr[:1].isupper() or node.attr.isupper()
        if is_object and node not in inner and not is_plain:
            faults.append(f"{where}:{node.lineno} {node.attr} is taken from an object")
    return faults


def test_sources_are_ready_for_qt6(qgis, root):
    sources = find_sources(root)
    assert len(sources) > 150
    faults = []
    for path in sources:
        faults += find_faults(path.read_text("utf-8"), str(path.relative_to(root)))
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft", "m:2 Qt.AlignLeft is not scoped"),
        (
            "from qgis.core import QgsProcessing\nx = QgsProcessing.TypeRaster",
            "m:2 QgsProcessing.TypeRaster is not scoped",
        ),
        ("from PyQt5.QtCore import Qt", "m:1 imports Qt without qgis.PyQt"),
        ("dialog.exec_()", "m:1 exec_ is gone"),
        ("event.pos()", "m:1 event.pos is gone"),
        ("self.FlagOptional", "m:1 FlagOptional is taken from an object"),
        ("from qgis.PyQt.QtCore import QRegExp", "m:1 QRegExp is gone"),
    ],
)
def test_what_is_gone_is_found(qgis, code, fault):
    assert find_faults(code, "m") == [fault]


@pytest.mark.parametrize(
    "code",
    [
        "from qgis.PyQt.QtCore import Qt\nx = Qt.AlignmentFlag.AlignLeft",
        "from qgis.core import QgsProcessing\nx = QgsProcessing.SourceType.TypeRaster",
        "self.ID",
    ],
)
def test_what_stays_is_let_through(qgis, code):
    assert find_faults(code, "m") == []
