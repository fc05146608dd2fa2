"""The menu that takes the dock's run elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from . import share_run
from .new_file import with_suffix
from .run_panel import RunPanel


class ShareMenu(QObject):
    """Fills the panel's menu. ``parameters`` gives those of the run."""

    def __init__(
        self, panel: RunPanel, parameters: Callable[[], dict], iface, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._parameters = parameters
        self._iface = iface
        for text, name, slot in (
            (self.tr("Copy as qgis_process Command"), "copyCommand", self._copy_command),
            (self.tr("Copy as Python"), "copyPython", self._copy_python),
            (self.tr("Save as Model…"), "saveModel", self._save_model),
            (self.tr("Open in Processing"), "openDialog", self._open_dialog),
        ):
            panel.add_action(text, name, slot)

    def _share(self, make):
        try:
            return make(self._parameters())
        except (share_run.NotSharedError, OSError) as error:
            self._iface.messageBar().pushWarning("Tilewright", str(error))
            return None

    def _copy(self, text: str | None) -> None:
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self._iface.messageBar().pushInfo("Tilewright", self.tr("Copied to the clipboard."))

    def _copy_command(self) -> None:
        self._copy(self._share(share_run.as_command))

    def _copy_python(self) -> None:
        self._copy(self._share(share_run.as_python))

    def _save_model(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._parent, self.tr("Save as Model"), "", self.tr("Processing models (*.model3)")
        )
        if path:
            self._share(
                lambda parameters: share_run.save_model(parameters, with_suffix(path, ".model3"))
            )

    def _open_dialog(self) -> None:
        self._share(share_run.open_dialog)
