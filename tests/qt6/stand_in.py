"""What takes QGIS's place where PyQt6 is there and QGIS is not.

``qgis.PyQt`` is PyQt6 itself, with the few names that QGIS moves to where PyQt5 had them, and
nothing of what QGIS adds to soften the change. Classes of QGIS that are widgets or objects of Qt
are ones here as well, so that Qt's own methods and enums are checked by PyQt6. All other names are
made when they are asked for, and take anything.
"""

from __future__ import annotations

import importlib
import sys
import types

import stand_core
import stand_map
import stand_widgets
from anything import Anything, Made
from PyQt6 import QtGui

# What QGIS keeps where PyQt5 had it; Qt 6 moved these from its widgets.
MOVED = ("QAction", "QActionGroup", "QShortcut")
PARTS = ("QtCore", "QtGui", "QtNetwork", "QtWidgets", "QtXml")
OWN = {
    name: value
    for module in (stand_core, stand_map, stand_widgets)
    for name, value in vars(module).items()
    if name.startswith("Qgs") or name == "Qgis"
}


class Stand(types.ModuleType):
    """A module whose names are made when they are asked for."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        is_parameter = name.startswith("QgsProcessingParameter")
        base = stand_core.QgsProcessingParameterDefinition if is_parameter else Anything
        value = OWN.get(name) or (Made(name, (base,), {}) if name[0].isupper() else Anything())
        setattr(self, name, value)
        return value


def stand_in() -> None:
    """Let all this be imported as ``qgis``, ``processing`` and ``osgeo``."""
    for name in ("qgis", "qgis.core", "qgis.gui", "qgis.utils", "processing", "osgeo"):
        module = Stand(name)
        module.__path__ = []
        sys.modules[name] = module
    for name in ("osgeo.gdal", "osgeo.ogr", "osgeo.osr"):
        sys.modules[name] = Stand(name)
        setattr(sys.modules["osgeo"], name.split(".")[1], sys.modules[name])
    sys.modules["processing"].createAlgorithmDialog = lambda *_: stand_widgets.AlgorithmDialog()
    shim = types.ModuleType("qgis.PyQt")
    shim.__path__ = []
    sys.modules["qgis.PyQt"] = shim
    for part in PARTS:
        module = types.ModuleType(f"qgis.PyQt.{part}")
        names = vars(importlib.import_module(f"PyQt6.{part}")).items()
        vars(module).update((key, value) for key, value in names if not key.startswith("__"))
        sys.modules[module.__name__] = module
        setattr(shim, part, module)
    for name in MOVED:
        setattr(shim.QtWidgets, name, getattr(QtGui, name))
    shim.sip = importlib.import_module("PyQt6.sip")
    sys.modules["qgis.PyQt.sip"] = shim.sip
