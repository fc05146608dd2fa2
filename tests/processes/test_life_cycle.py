"""Loading, unloading and loading again, without leftovers."""

from __future__ import annotations

import json

_LIVE = """
import gc, json, os, sys
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMainWindow

sys.path.append(os.environ["QGIS_PLUGINPATH"])
application = QgsApplication([], True)
application.initQgis()
registry = QgsApplication.processingRegistry()


class Interface:
    '''Notes what is added and taken away again.'''

    def __init__(self):
        self.window = QMainWindow()
        self.added = []

    def mainWindow(self):
        return self.window

    def __getattr__(self, name):
        verb = "add" if name.startswith("add") else "remove"
        place = name[len(verb):].replace("PluginTo", "Plugin")
        assert name.startswith(verb) and place, name

        def note(*values):
            if verb == "add":
                self.added.append((place, *values))
            else:
                self.added.remove((place, *values))

        return note


def state():
    application.sendPostedEvents(None, QEvent.DeferredDelete)
    application.processEvents()
    gc.collect()
    provider = registry.providerById("tilewright")
    return {
        "providers": [p.id() for p in registry.providers()].count("tilewright"),
        "algorithms": len(provider.algorithms()) if provider else 0,
        "added": [place for place, *_ in iface.added],
        "actions": len(iface.window.findChildren(QAction)),
        "docks": len(iface.window.findChildren(QDockWidget)),
    }


iface = Interface()
import tilewright
facts = {"imported": state()}
plugin = tilewright.classFactory(iface)
facts["made"] = state()
plugin.initProcessing()
plugin.initProcessing()
facts["processing twice"] = state()
plugin.initGui()
facts["window"] = state()
plugin.initGui()
facts["window twice"] = state()
plugin.unload()
facts["unloaded"] = state()
plugin.unload()
facts["unloaded twice"] = state()
again = tilewright.classFactory(iface)
again.initGui()
facts["loaded again"] = state()
again.unload()
facts["unloaded again"] = state()
headless = tilewright.classFactory(None)
headless.initProcessing()
facts["headless"] = state()
headless.unload()
facts["headless unloaded"] = state()
print(json.dumps(facts))
sys.stdout.flush()
os._exit(0)
"""

NOTHING = {
    "providers": 0,
    "algorithms": 0,
    "added": [],
    "actions": 0,
    "docks": 0,
}


def test_everything_is_undone_and_can_be_done_again(profile, algorithm_ids):
    provider = {**NOTHING, "providers": 1, "algorithms": len(algorithm_ids)}
    # The dock and the preview of classes have buttons too.
    added = ["PluginRasterMenu", "ToolBarIcon", "PluginRasterMenu"]
    added += ["PluginRasterMenu", "ToolBarIcon", "PluginRasterMenu"]
    window = {**provider, "added": added, "actions": 4}
    facts = json.loads(profile.python(_LIVE).splitlines()[-1])
    assert facts == {
        "imported": NOTHING,
        "made": NOTHING,
        "processing twice": provider,
        "window": window,
        "window twice": window,
        "unloaded": NOTHING,
        "unloaded twice": NOTHING,
        "loaded again": window,
        "unloaded again": NOTHING,
        "headless": provider,
        "headless unloaded": NOTHING,
    }
