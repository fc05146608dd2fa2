"""Making one image of band files from the dock."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.words import put_into_words
from ...algorithms.imagery.stack_bands import StackBandsAlgorithm
from ...core.message import Message
from ..tasks.run_algorithm import AlgorithmRun

STACK = f"tilewright:{StackBandsAlgorithm.ID}"


class BandStacker(QObject):
    """Runs Stack Bands in the background, one at a time.

    Signals: ``changed`` (it begins or ends), ``progressed`` (percent), ``stacked`` (the path of
    the raster), ``failed`` (why, as a sentence).
    """

    changed = pyqtSignal()
    progressed = pyqtSignal(float)
    stacked = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: AlgorithmRun | None = None

    @property
    def is_busy(self) -> bool:
        """Whether files are being stacked."""
        return self._run is not None

    def start(self, paths: Sequence[str], output: str) -> None:
        """Put the bands of files, in this order, into one raster."""
        run = AlgorithmRun({"INPUTS": list(paths), "OUTPUT": output}, self, STACK)
        run.progressed.connect(self.progressed)
        run.ended.connect(self._finish)
        self._run = run
        self.changed.emit()
        problem = run.start()
        if problem:
            self._finish(None, problem)

    def cancel(self) -> None:
        """Ask it to stop."""
        if self._run is not None:
            self._run.cancel()

    def _finish(self, results: dict | None, problem: str) -> None:
        run, self._run = self._run, None
        run.deleteLater()
        self.changed.emit()
        if problem:
            self.failed.emit(_say(problem))
        elif results is not None and not run.is_cancelled:
            self.stacked.emit(results[StackBandsAlgorithm.OUTPUT])

    def remove(self) -> None:
        """Stop what runs, and wait for it."""
        if self._run is not None:
            self._run.stop()
            self._run = None


def _say(problem: str) -> str:
    is_message = isinstance(problem, Message)
    return put_into_words(problem, StackBandsAlgorithm.NAMES) if is_message else problem
