"""The menu entry and toolbar button of the live preview of classes."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtGui import QIcon

from ...algorithms.base.dependencies import NEEDED
from ...algorithms.base.words import ICONS, tr
from ..tasks.panel_action import PanelAction


class PreviewAction(PanelAction):
    """Makes the panel when it is first asked for.

    Args:
        iface: QGIS's.
        show_points: opens the panel for points to interpret.
    """

    PACKAGES = (*NEEDED, "sklearn")

    def __init__(self, iface, show_points: Callable[[], None] | None = None) -> None:
        self._show_points = show_points
        icon = QIcon(str(ICONS / "live_classes.svg"))
        super().__init__(iface, tr("Preview Classes While Drawing"), "tilewrightClasses", icon)

    def make_dock(self):
        from .preview_dock import PreviewDock

        dock = PreviewDock(self._iface)
        if self._show_points is not None:
            dock.steps.points_drawn.connect(self._show_points)
        return dock
