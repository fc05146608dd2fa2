"""The help of a page is the part of docs/dock.md that is about it."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize("topic", ["Image", "Clouds", "Labels", "Split", "Export"])
def test_a_page_opens_at_its_heading(qgis, topic):
    from qgis.PyQt.QtWidgets import QApplication, QWidget

    from tilewright.ui.widgets.help_button import HelpButton

    page = QWidget()
    window = HelpButton(page, topic).open()
    QApplication.processEvents()
    text = window.browser.toPlainText()
    bar = window.browser.verticalScrollBar()
    top = window.browser.cursorForPosition(window.browser.viewport().rect().topLeft())
    assert f"\n{topic}\n" in text
    if bar.value() < bar.maximum():
        assert top.block().text() == topic
    else:
        assert bar.value() > 0
    window.close()
    page.deleteLater()


def test_every_page_of_the_dock_has_a_part(qgis, root):
    from tilewright.ui.rows.dock_page import _TOPICS
    from tilewright.ui.sample.sample_page import TOPIC

    headings = re.findall("^## (.*)$", (root / "docs" / "dock.md").read_text("utf-8"), re.M)
    assert headings == [*_TOPICS.values(), TOPIC]
