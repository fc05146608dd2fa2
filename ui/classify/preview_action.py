"""The menu entry and toolbar button of the live preview of classes."""

from __future__ import annotations

from qgis.PyQt.QtGui import QIcon

from ...algorithms.base.dependencies import NEEDED
from ...algorithms.base.words import ICONS, tr
from ..tasks.panel_action import PanelAction


class PreviewAction(PanelAction):
    """Makes the panel when it is first asked for."""

    PACKAGES = (*NEEDED, "sklearn")

    def __init__(self, iface) -> None:
        icon = QIcon(str(ICONS / "live_classes.svg"))
        super().__init__(iface, tr("Preview Classes While Drawing"), "tilewrightClasses", icon)

    def make_dock(self):
        from .preview_dock import PreviewDock

        return PreviewDock(self._iface)
