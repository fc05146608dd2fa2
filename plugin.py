"""The plugin's life: what it adds to QGIS when loaded, and takes away when unloaded."""

from __future__ import annotations

from qgis.core import QgsApplication

from .ui.load_translation import load_translation, unload_translation


class TilewrightPlugin:
    """Registers the provider, and a menu entry where there is a window."""

    def __init__(self, iface) -> None:
        self._iface = iface
        self._provider = None
        self._action = None
        self._translator = load_translation()

    def initProcessing(self) -> None:
        """Called by qgis_process, and by initGui."""
        if self._provider is None:
            from .algorithms.provider import TilewrightProvider

            provider = TilewrightProvider()
            if QgsApplication.processingRegistry().addProvider(provider):
                self._provider = provider

    def initGui(self) -> None:
        """Called when the QGIS window loads the plugin."""
        self.initProcessing()
        if self._action is None:
            from .algorithms.base.words import ICONS
            from .ui.dock_action import DockAction
            from .ui.toolbox.algorithm_window import offer_windows

            offer_windows()
            self._action = DockAction(self._iface, ICONS)

    def unload(self) -> None:
        """Undo everything."""
        if self._action is not None:
            from .ui.toolbox.algorithm_window import withdraw_windows

            withdraw_windows()
            self._action.remove()
            self._action = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        unload_translation(self._translator)
        self._translator = None
