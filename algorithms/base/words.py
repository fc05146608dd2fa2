"""Words and icons of the algorithms."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import QCoreApplication

ICONS = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(__file__))), "icons")
LOG_TAG = "Tilewright"


def tr(text: str) -> str:
    """Translate a text of the algorithms."""
    return QCoreApplication.translate("Tilewright", text)


def count_text(count: int, one: str, many: str, *values) -> str:
    """A sentence on so many things: ``one`` for a single one, else ``many``.

    Args:
        count: goes to the first braces, or to ``{0}``.
        one, many: translated texts.
        values: go to the other braces.
    """
    return (one if count == 1 else many).format(count, *values)
