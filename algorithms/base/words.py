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
