"""Keeping the preview up to date while the user changes settings."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..tasks.run_algorithm import AlgorithmRun

_DELAY_MS = 400


class PreviewRun(QObject):
    """Runs dry runs one at a time; a newer request cancels the older one.

    Args:
        make_algorithm: makes what is run, where it is not builddataset.

    Signals: ``started``, ``progressed`` (percent), and ``ended`` (results or None, the run, what
    went wrong).
    """

    started = pyqtSignal()
    progressed = pyqtSignal(float)
    ended = pyqtSignal(object, object, object)

    def __init__(
        self,
        parent: QObject | None = None,
        make_algorithm: Callable[[], object] = lambda: AlgorithmRun.ALGORITHM,
    ) -> None:
        super().__init__(parent)
        self._make_algorithm = make_algorithm
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._wanted = None
        self._run = None

    def ask(self, make_parameters: Callable[[], dict] | None) -> None:
        """Preview soon, with the parameters that are then made; None stops asking."""
        self._wanted = make_parameters
        if self._run is not None:
            self._run.cancel()
        if make_parameters is None:
            self._timer.stop()
        else:
            self._timer.start(_DELAY_MS)

    @property
    def is_busy(self) -> bool:
        """Whether something runs or is about to."""
        return self._run is not None or self._timer.isActive()

    def _start(self) -> None:
        if self._run is not None or self._wanted is None:
            return
        make_parameters, self._wanted = self._wanted, None
        run = AlgorithmRun(make_parameters(), self, self._make_algorithm())
        run.ended.connect(self._finish)
        run.progressed.connect(self.progressed)
        self._run = run
        self.started.emit()
        problem = run.start()
        if problem:
            self._finish(None, problem)

    def _finish(self, results, problem: str) -> None:
        run, self._run = self._run, None
        if self._wanted is not None:
            self._timer.start(_DELAY_MS)
        elif problem or not run.is_cancelled:
            self.ended.emit(results, run, problem)
        run.deleteLater()

    def stop(self) -> None:
        """Cancel what runs and forget what was asked."""
        self.ask(None)

    def remove(self) -> None:
        """Stop for good, and wait for what runs."""
        self.stop()
        if self._run is not None:
            self._run.stop()
            self._run = None
