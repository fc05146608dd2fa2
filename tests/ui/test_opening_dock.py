"""The dock as it opens: on show at once, made in steps, and taken away however much is made."""

import pytest


@pytest.fixture
def window(make_iface, layers, settings_folder):
    """QGIS's window on show, with the plugin's entry in it."""
    from qgis.PyQt import sip
    from qgis.PyQt.QtCore import Qt

    iface = make_iface()
    area = Qt.DockWidgetArea.RightDockWidgetArea
    iface.addDockWidget = lambda _area, dock: iface.window.addDockWidget(area, dock)
    iface.removeDockWidget = iface.window.removeDockWidget
    for name in ("addPluginToRasterMenu", "removePluginRasterMenu"):
        setattr(iface, name, lambda *_: None)
    for name in ("addToolBarIcon", "removeToolBarIcon"):
        setattr(iface, name, lambda *_: None)
    iface.window.resize(900, 700)
    iface.window.show()
    yield iface
    sip.delete(iface.window)


@pytest.fixture
def action(window):
    """The plugin's entry; the dock has not been asked for."""
    from tilewright.algorithms.base.words import ICONS
    from tilewright.ui.dock_action import DockAction

    made = DockAction(window, ICONS)
    yield made
    made.remove()


@pytest.fixture
def state(project, window):
    """What hears of the project and lies on the map; the same again when all is taken away."""

    def count():
        return {
            "items on the map": len(window.canvas.scene().items()),
            "readProject": project.receivers(project.readProject),
            "cleared": project.receivers(project.cleared),
            "layersAdded": project.receivers(project.layersAdded),
            "layersWillBeRemoved": project.receivers(project.layersWillBeRemoved),
            "newProjectCreated": window.receivers(window.newProjectCreated),
            "destinationCrsChanged": window.canvas.receivers(window.canvas.destinationCrsChanged),
            "extentsChanged": window.canvas.receivers(window.canvas.extentsChanged),
            "docks": len(docks_of(window)),
        }

    return count


def docks_of(window):
    from qgis.PyQt.QtWidgets import QDockWidget

    return [d for d in window.window.findChildren(QDockWidget) if d.objectName()]


def forget_deleted():
    from qgis.PyQt.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def describe(dock):
    """All widgets of a dock's pages, in the order of the layouts, and what is shown of them."""
    from qgis.PyQt.QtWidgets import QWidget

    return [
        (type(part).__name__, part.objectName(), part.isVisibleTo(dock), part.isEnabled())
        for part in dock.body.findChildren(QWidget)
        if part.objectName().startswith("tilewright")
    ]


def tab_order(dock):
    """Names of the fields that Tab reaches, from the first page on."""
    found, widget = [], dock.sources.page.nextInFocusChain()
    while widget is not dock.sources.page:
        if dock.isAncestorOf(widget) and widget.objectName().startswith("tilewright"):
            found.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return found


def test_the_dock_is_on_show_before_its_pages_and_says_that_it_opens(action, wait):
    from qgis.PyQt.QtWidgets import QLabel

    action.show()
    dock = action.dock
    assert dock.isUserVisible() and not dock.is_ready
    cover = dock.findChild(QLabel, "dockCover")
    assert cover.text() == "Opening…" and cover.isVisible()
    wait(lambda: hasattr(dock, "labels"))
    assert not dock.is_ready and cover.isVisible()
    # It covers the pages.
    assert cover.geometry() == dock.body.rect()
    assert dock.body.childAt(dock.body.rect().center()) is cover
    wait(lambda: dock.is_ready)
    forget_deleted()
    assert dock.findChild(QLabel, "dockCover") is None
    assert dock.image.isVisible() and dock.panel.isVisible()


def test_the_same_dock_comes_of_it_as_when_it_is_made_at_once(window, wait):
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.dock_action import DockAction
    from tilewright.ui.tile_dock import TileDock

    action = DockAction(window, "")
    action.show()
    wait(lambda: action.dock.is_ready)
    wait(lambda: not action.dock.preview.is_busy)
    opened = describe(action.dock), action.dock.settings(), tab_order(action.dock)
    action.remove()
    forget_deleted()
    dock = TileDock(window)
    assert dock.is_ready
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    wait(lambda: dock.preview.is_busy)
    wait(lambda: not dock.preview.is_busy)
    assert len(opened[0]) > 10
    assert opened == (describe(dock), dock.settings(), tab_order(dock))
    dock.remove()


def test_the_preview_begins_when_all_is_made(action, wait):
    action.show()
    dock, begun = action.dock, []
    wait(lambda: hasattr(dock, "preview"))
    dock.preview._runs.started.connect(lambda: begun.append(dock.is_ready))
    wait(lambda: bool(begun))
    assert begun[0] is True


def test_a_dock_that_is_hidden_waits_and_goes_on_when_shown(action, wait):
    action.show()
    dock = action.dock
    wait(lambda: hasattr(dock, "image"))
    action.show(False)
    wait(seconds=0.05)
    assert not dock.isUserVisible() and not dock.is_ready
    assert not hasattr(dock, "results")
    action.show()
    action.show()
    assert action.dock is dock
    wait(lambda: dock.is_ready)
    assert dock.isUserVisible() and dock.image.isVisible()


@pytest.mark.parametrize("part", ["_canvas", "image", "panel", "preview", "sample"])
def test_a_dock_taken_away_while_it_opens_leaves_nothing(action, state, wait, part):
    before = state()
    action.show()
    dock = action.dock
    wait(lambda: hasattr(dock, part))
    assert not dock.is_ready
    action._remove_dock()
    wait(seconds=0.05)
    forget_deleted()
    assert state() == before
    assert action.dock is None


def test_a_dock_taken_away_when_it_is_open_leaves_nothing(action, state, wait):
    before = state()
    action.show()
    wait(lambda: action.dock.is_ready)
    assert state() != before
    action._remove_dock()
    wait(seconds=0.05)
    forget_deleted()
    assert state() == before


@pytest.mark.parametrize("step", ["_make_results", "_make_helpers", "take_project"])
def test_a_step_that_fails_is_told_once_and_leaves_no_dock(
    action, window, state, wait, monkeypatch, step
):
    from qgis.core import QgsSettings

    from tilewright.ui.tile_dock import TileDock

    def fail(self):
        raise OSError("no room on the disk.")

    before = state()
    with monkeypatch.context() as patch:
        patch.setattr(TileDock, step, fail)
        action._action.trigger()
        wait(lambda: action.dock is None)
    wait(seconds=0.05)
    forget_deleted()
    assert state() == before
    assert [item.text() for item in window.bar.items()] == [
        "The dock cannot be opened: no room on the disk. Restart QGIS; if that does not help, "
        "reinstall Tilewright. The log messages panel has the details."
    ]
    assert not action._action.isChecked()
    assert not QgsSettings().value("tilewright/isDockOpen", True, type=bool)
    # Another click tries it again.
    action._action.trigger()
    wait(lambda: action.dock.is_ready)
    assert action.dock.isUserVisible()
