"""Where the dock goes when it is first shown, and whether it comes back."""

import pytest


@pytest.fixture
def iface(qgis, monkeypatch):
    """QGIS's window, with its own way to add docks; TileDock is a dock of one page."""
    from qgis.PyQt import sip
    from qgis.PyQt.QtCore import QObject, pyqtSignal
    from qgis.PyQt.QtWidgets import QLabel, QMainWindow

    from tilewright.ui import tile_dock
    from tilewright.ui.opening_dock import OpeningDock

    class Start(QObject):
        done = pyqtSignal()

    class Iface:
        def __init__(self):
            self.start = Start()
            self.initializationCompleted = self.start.done
            self.window = QMainWindow()
            self.window.resize(1200, 900)
            self.window.setCentralWidget(QLabel("map"))

        def mainWindow(self):
            return self.window

        def addPluginToRasterMenu(self, menu, action):
            pass

        def addToolBarIcon(self, action):
            pass

        def removePluginRasterMenu(self, menu, action):
            pass

        def removeToolBarIcon(self, action):
            pass

        def addDockWidget(self, area, dock):
            self.window.addDockWidget(area, dock)

        def removeDockWidget(self, dock):
            self.window.removeDockWidget(dock)

    class Dock(OpeningDock):
        def make_parts(self):
            self.setMinimumWidth(280)
            yield
            self.body.add_page(QLabel("form"))

    monkeypatch.setattr(tile_dock, "TileDock", Dock)
    made = Iface()
    yield made
    sip.delete(made.window)


@pytest.fixture
def show(iface, wait):
    """Shows the window with docks of these heights on a side, then Tilewright's."""
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtWidgets import QDockWidget, QLabel

    from tilewright.ui.dock_action import DockAction

    right = Qt.DockWidgetArea.RightDockWidgetArea

    def make(heights, area=right, hidden=()):
        docks = []
        for k, height in enumerate(heights):
            dock = QDockWidget(f"dock {k}", iface.window)
            dock.setWidget(QLabel("x"))
            iface.window.addDockWidget(area, dock)
            docks.append((dock, height))
        iface.window.show()
        iface.window.resizeDocks(*map(list, zip(*docks)), Qt.Orientation.Vertical)
        wait(seconds=0.05)
        for k in hidden:
            docks[k][0].hide()
        action = DockAction(iface, "")
        action.show()
        wait(lambda: action.dock.is_ready, seconds=0.05)
        return action.dock, [dock for dock, _ in docks]

    return make


def test_it_is_a_tab_of_the_tallest_dock_and_on_top(iface, show):
    dock, (small, tall) = show((200, 600))
    assert iface.window.tabifiedDockWidgets(dock) == [tall]
    assert dock.height() > 500
    assert dock.width() >= 280
    assert dock.isUserVisible()
    assert not dock.visibleRegion().isEmpty()
    assert small.height() < dock.height()


def test_docks_out_of_sight_do_not_count(iface, show):
    dock, _ = show((300, 300), hidden=(0, 1))
    assert iface.window.tabifiedDockWidgets(dock) == []
    assert dock.height() > 800


def test_docks_on_the_other_side_do_not_count(iface, show):
    from qgis.PyQt.QtCore import Qt

    dock, _ = show((300,), Qt.DockWidgetArea.LeftDockWidgetArea)
    assert iface.window.tabifiedDockWidgets(dock) == []
    assert dock.height() > 800


@pytest.mark.parametrize("is_ready", [True, False])
def test_a_dock_that_was_open_opens_again_and_one_that_was_closed_does_not(iface, wait, is_ready):
    from qgis.core import QgsSettings

    from tilewright.ui.dock_action import DockAction

    QgsSettings().setValue("tilewright/isDockOpen", True)
    iface.window.setVisible(is_ready)
    action = DockAction(iface, "")
    assert action.dock is None
    if not is_ready:
        iface.window.show()
        iface.initializationCompleted.emit()
    wait(lambda: action.dock is not None and action.dock.is_ready)
    assert action.dock.isUserVisible()
    action.dock.close()
    wait(seconds=0.1)
    action.remove()
    again = DockAction(iface, "")
    wait(seconds=0.3)
    assert again.dock is None
    again.remove()


def test_another_panel_is_a_tab_beside_the_dock_and_comes_to_the_front(iface, show, wait):
    from qgis.gui import QgsDockWidget
    from qgis.PyQt.QtWidgets import QLabel

    from tilewright.ui.tasks.panel_action import PanelAction

    class Panel(PanelAction):
        def make_dock(self):
            made = QgsDockWidget("Panel", self._iface.window)
            made.setObjectName("panel")
            made.setWidget(QLabel("form"))
            made.remove = made.deleteLater
            return made

    dock, _ = show((300,))
    action = Panel(iface, "Panel", "panelAction")
    action.action.trigger()
    wait(seconds=0.05)
    assert dock in iface.window.tabifiedDockWidgets(action.dock)
    assert action.dock.isUserVisible()
    assert action.dock.height() > 500
    assert not dock.isUserVisible()
    dock.setUserVisible(True)
    wait(seconds=0.05)
    assert not action.action.isChecked()
    action.remove()
