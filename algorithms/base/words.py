"""Words and icons of the algorithms."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import QCoreApplication

from ...core.listing import count_text

__all__ = ["ICONS", "LOG_TAG", "count_text", "tr"]
ICONS = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(__file__))), "icons")
LOG_TAG = "Tilewright"


def tr(text: str) -> str:
    """Translate a text of the algorithms."""
    return QCoreApplication.translate("Tilewright", text)


def for_count(count: int, one: str, many: str) -> str:
    """The text for one thing, or the one for none or several; both translated already."""
    return one if count == 1 else many
