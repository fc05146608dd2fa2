"""The menu that takes the dock's run elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...core.errors import TilewrightError
from ..tasks.algorithm_dialogs import AlgorithmDialogs
from ..widgets.new_file import with_suffix
from . import share_run
from .portable_layer import NotSharedError
from .run_panel import RunPanel


class ShareMenu(QObject):
    """Fills the panel's menu.

    ``parameters`` gives those of the run, and ``find_problem`` what is wrong with them.
    """

    def __init__(
        self,
        panel: RunPanel,
        parameters: Callable[[], dict],
        find_problem: Callable[[], str],
        dialogs: AlgorithmDialogs,
        iface,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._parameters = parameters
        self._find_problem = find_problem
        self._iface = iface
        self._dialogs = dialogs
        for text, name, slot in (
            (self.tr("Copy as qgis_process Command"), "copyCommand", self._copy_command),
            (self.tr("Copy as Python"), "copyPython", self._copy_python),
            (self.tr("Save as Model…"), "saveModel", self._save_model),
            (self.tr("Open in Processing"), "openDialog", self._open_dialog),
        ):
            panel.add_action(text, name, slot)

    def _share(self, make):
        """What ``make`` makes of the parameters, None when it cannot be made."""
        problem = self._find_problem()
        try:
            if not problem:
                return make(self._parameters())
        except (NotSharedError, OSError, TilewrightError) as error:
            problem = str(error)
        self._iface.messageBar().pushWarning("Tilewright", problem)
        return None

    def _copy(self, text: str | None, message: str) -> None:
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self._iface.messageBar().pushInfo("Tilewright", message)

    def _copy_command(self) -> None:
        message = self.tr("Copied. Paste it into a terminal.")
        if share_run.console_program() != "qgis_process":
            # Debian's and Ubuntu's qgis_process may refuse to start.
            message += " " + self.tr("On other computers the program may be called qgis_process.")
        self._copy(self._share(share_run.as_command), message)

    def _copy_python(self) -> None:
        message = self.tr("Copied. Paste it into the Python console (Plugins, Python Console).")
        self._copy(self._share(share_run.as_python), message)

    def _save_model(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._parent, self.tr("Save as Model"), "", self.tr("Processing models (*.model3)")
        )
        if path:
            self._share(lambda parameters: self._write_model(parameters, path))

    def _write_model(self, parameters: dict, path: str) -> None:
        path = with_suffix(path, ".model3")
        share_run.save_model(parameters, path)
        message = self.tr("Saved as {}. Add it to the toolbox with Models, Add Model to Toolbox.")
        self._iface.messageBar().pushInfo("Tilewright", message.format(path))

    def _open_dialog(self) -> None:
        self._share(lambda parameters: self._dialogs.open(share_run.ALGORITHM, parameters))
