"""PyQt6 with stand-ins for QGIS; run by ``make qt6`` in a Python that has no QGIS."""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
from pathlib import Path

import pytest
from PyQt6 import QtCore, QtWidgets

os.environ["QT_QPA_PLATFORM"] = "offscreen"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))
from anything import Anything  # noqa: E402
from stand_in import stand_in  # noqa: E402
from stand_map import QgsMapCanvas  # noqa: E402

stand_in()
spec = importlib.util.spec_from_file_location(
    "tilewright", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
)
sys.modules["tilewright"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["tilewright"])


class Bar(QtWidgets.QWidget):
    """The message bar."""

    def createMessage(self, title, text):
        item = QtWidgets.QWidget(self)
        QtWidgets.QHBoxLayout(item)
        return item

    def __getattr__(self, name):
        return Anything()


class Window(QtCore.QObject):
    """What the plugin needs of QGIS's window."""

    newProjectCreated = QtCore.pyqtSignal()  # noqa: N815

    def __init__(self):
        super().__init__()
        self.window = QtWidgets.QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.bar = Bar(self.window)

    def messageBar(self):
        return self.bar

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def activeLayer(self):
        return None

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def __getattr__(self, name):
        return Anything()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def application():
    """Qt, with nowhere to draw."""
    from PyQt6.QtWidgets import QApplication

    return QApplication([])


@pytest.fixture
def iface(application):
    """QGIS's window."""
    return Window()


@pytest.fixture
def action(iface):
    """The plugin's entry, with its dock open."""
    from tilewright.algorithms.base.words import ICONS
    from tilewright.ui.dock_action import DockAction

    iface.window.resize(900, 900)
    action = DockAction(iface, ICONS)
    iface.window.show()
    action.show()
    # Its parts are made one a turn.
    for _ in range(1000):
        QtWidgets.QApplication.processEvents()
        if action.dock.is_ready:
            break
    assert action.dock.is_ready
    yield action
    action.remove()


@pytest.fixture
def dock(action):
    """The dock on show."""
    return action.dock


_raised = []
# Qt would end the program over what slots raise.
sys.excepthook = lambda *error: _raised.append("".join(traceback.format_exception(*error)))


@pytest.fixture(autouse=True)
def no_slot_raises(application):
    """Tests fail for what slots raise."""
    _raised.clear()
    yield
    application.processEvents()
    assert not _raised, "\n".join(_raised)


def pytest_generate_tests(metafunc):
    """One test an algorithm."""
    if "algorithm" in metafunc.fixturenames:
        from tilewright.algorithms.provider import algorithm_classes

        metafunc.parametrize("algorithm", algorithm_classes(), ids=lambda made: made.__name__)
