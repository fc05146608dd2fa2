"""The menu entry of the panel for interpreting points."""

from __future__ import annotations

from ...algorithms.base.words import tr
from ..tasks.panel_action import PanelAction


class InterpretAction(PanelAction):
    """Makes the panel when it is first asked for."""

    def __init__(self, iface) -> None:
        super().__init__(iface, tr("Interpret Points, Assess a Map"), "tilewrightInterpret")

    def make_dock(self):
        from .interpret_dock import InterpretDock

        return InterpretDock(self._iface)
