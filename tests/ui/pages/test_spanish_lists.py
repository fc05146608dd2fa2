"""Lists of the dock show their entries whole in Spanish, in a dock of 300 pixels."""

from __future__ import annotations

import re
from html import unescape

import pytest

_PAIR = re.compile(r"<source>([^<]*)</source>\s*<translation>([^<]*)</translation>")


@pytest.mark.parametrize(
    "name",
    [
        "cloud_page.CloudPage",
        "label_page.LabelPage",
        "export_page.ExportPage",
        "image_page.ImagePage",
    ],
)
def test_entries_are_no_longer_than_lists_show(root, qgis, name):
    from importlib import import_module

    from qgis.PyQt.QtWidgets import QComboBox

    from tilewright.ui.rows import narrow_fields

    text = (root / "ui" / "i18n" / "tilewright_es.ts").read_text("utf-8")
    words: dict[str, set[str]] = {}
    for source, translation in _PAIR.findall(text):
        words.setdefault(unescape(source), set()).add(unescape(translation))
    module, _, kind = name.partition(".")
    page = getattr(import_module(f"tilewright.ui.pages.{module}"), kind)()
    most = narrow_fields._MOST_LETTERS
    long = set()
    for box in page.findChildren(QComboBox):
        entries = [box.itemText(k) for k in range(box.count())]
        if type(box) is QComboBox and max(map(len, entries), default=99) <= most:
            long |= {t for entry in entries for t in words.get(entry, ()) if len(t) > most}
    page.deleteLater()
    assert not long
