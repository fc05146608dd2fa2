"""The menu entry that signs in to Earth Engine, with a fake of Google's pages."""

from __future__ import annotations

import json
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "earthengine"))

from ee_fixtures import cover, ee, image, server

__all__ = ["cover", "ee", "image", "server"]


@pytest.fixture
def menu(qgis, server, ee, monkeypatch):
    """The entry, whose page is opened at the fake; what is told stands in ``menu.told``."""
    from qgis.PyQt.QtWidgets import QInputDialog, QMainWindow

    from tilewright.ui.tasks import earth_engine_sign_in as module

    class Bar:
        def __init__(self):
            self.told = []

        def pushInfo(self, title, text):
            self.told.append(("info", text))

        def pushWarning(self, title, text):
            self.told.append(("warning", text))

        def pushSuccess(self, title, text):
            self.told.append(("success", text))

    class Iface:
        def __init__(self):
            self.bar, self.window = Bar(), QMainWindow()

        def messageBar(self):
            return self.bar

        def mainWindow(self):
            return self.window

    class Services:
        opened = []

        @staticmethod
        def openUrl(url):
            text = bytes(url.toEncoded()).decode()
            Services.opened.append(text)
            text = text.replace("https://accounts.google.com", server.url)
            if server.is_open:
                threading.Thread(
                    target=lambda: urllib.request.urlopen(text, timeout=5).read(), daemon=True
                ).start()

    server.is_open = True
    monkeypatch.setattr(ee.oauth, "TOKEN_URI", f"{server.url}/token")
    monkeypatch.setattr(module, "QDesktopServices", Services)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("asked-project", True))
    made = module.EarthEngineSignIn(Iface())
    made.told = made._iface.bar.told
    yield made
    made.remove()


def test_signing_in_is_told_and_kept(menu, wait, tmp_path):
    menu.action.trigger()
    wait(lambda: len(menu.told) == 2)
    assert [kind for kind, _ in menu.told] == ["info", "success"]
    path = tmp_path / "home" / ".config" / "earthengine" / "credentials"
    assert json.loads(path.read_text())["project"] == "asked-project"
    assert str(path) in menu.told[1][1]


def test_a_refusal_is_told(menu, wait, server):
    server.consent = {"error": "access_denied"}
    menu.action.trigger()
    wait(lambda: len(menu.told) == 2)
    assert menu.told[1] == ("warning", "The sign-in was refused: access_denied.")


def test_it_can_be_given_up_and_begun_again(menu, wait, server):
    server.is_open = False
    menu.action.trigger()
    menu._give_up()
    server.is_open = True
    menu.action.trigger()
    wait(lambda: menu.told[-1][0] == "success")


def test_without_the_package_the_sentence_names_pip(menu, monkeypatch):
    monkeypatch.setitem(sys.modules, "ee", None)
    menu.action.trigger()
    ((kind, text),) = menu.told
    assert kind == "warning" and "pip install --user earthengine-api" in text
