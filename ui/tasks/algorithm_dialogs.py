"""Processing's own dialogs, opened from the dock."""

from __future__ import annotations

from qgis.PyQt import sip


class AlgorithmDialogs:
    """Opens dialogs and keeps them: one that Python forgets is one whose buttons do nothing."""

    def __init__(self) -> None:
        self._dialogs = []

    def open(self, algorithm: str, parameters: dict):
        """Show an algorithm's dialog, filled in; None when Processing does not offer it."""
        import processing

        dialog = processing.createAlgorithmDialog(algorithm, parameters)
        if dialog is None:
            return None
        self._dialogs = [*self._find_open(), dialog]
        dialog.show()
        return dialog

    def _find_open(self) -> list:
        return [dialog for dialog in self._dialogs if not sip.isdeleted(dialog)]

    def close(self) -> None:
        """Close all that are open: without the plugin their buttons would do nothing."""
        for dialog in self._find_open():
            dialog.close()
        self._dialogs = []
