"""Making datasets in the background, and saying how it went."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton

from .load_dataset import load_dataset
from .run_algorithm import AlgorithmRun
from .run_panel import RunPanel


class DatasetRuns(QObject):
    """One run at a time, shown in the panel and announced in the message bar.

    Signals: ``changed`` when a run begins or ends, and ``succeeded`` (results).
    """

    changed = pyqtSignal()
    succeeded = pyqtSignal(dict)

    def __init__(self, panel: RunPanel, iface, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._iface = iface
        self._run = None
        self.last_output = ""
        panel.cancel_asked.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether a dataset is being made."""
        return self._run is not None

    def start(self, parameters: dict) -> None:
        """Make the dataset of these parameters of builddataset."""
        if self._run is not None:
            self._bar.pushInfo("Tilewright", self.tr("A dataset is being made; wait or cancel it."))
            return
        run = AlgorithmRun(parameters, self)
        run.progressed.connect(lambda percent: self._panel.progress.setValue(int(percent)))
        run.said.connect(self._panel.say)
        run.ended.connect(self._finish)
        self._run = run
        self._panel.start()
        problem = run.start()
        if problem:
            self._finish(None, problem)
        else:
            self.changed.emit()

    def cancel(self) -> None:
        """Ask the run to stop."""
        if self._run is not None:
            self._run.cancel()

    @property
    def _bar(self):
        return self._iface.messageBar()

    def _finish(self, results, problem: str) -> None:
        run, self._run = self._run, None
        run.deleteLater()
        self._panel.end()
        if problem:
            self._panel.say(problem)
            self._bar.pushWarning("Tilewright", problem)
        elif results is None or run.is_cancelled:
            self._bar.pushInfo("Tilewright", self.tr("Cancelled. Run again to start anew."))
        else:
            self._announce(results)
        self.changed.emit()

    def _announce(self, results: dict) -> None:
        folder = self.last_output = results["OUTPUT"]
        self.succeeded.emit(results)
        item = self._bar.createMessage(
            "Tilewright",
            self.tr("{} tiles written, {} left out.").format(
                results["TILE_COUNT"], results["REJECTED_COUNT"]
            ),
        )
        for text, name, act in (
            (self.tr("Open Folder"), "openFolder", open_folder),
            (self.tr("Add to Project"), "addToProject", load_dataset),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(lambda *_, act=act: act(folder))
            item.layout().addWidget(button)
        self._bar.pushWidget(item, Qgis.MessageLevel.Success)

    def remove(self) -> None:
        """Stop what runs."""
        if self._run is not None:
            self._run.stop()
            self._run = None


def open_folder(folder: str) -> None:
    """Show a folder in the file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
